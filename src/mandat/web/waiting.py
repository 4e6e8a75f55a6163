"""How much waits for a person, place by place."""

from datetime import datetime

from mandat.handover.proposals.queries import count_asked
from mandat.handover.queries.lists import count_waiting
from mandat.power.queries import PersonView


def counts(person: PersonView, at: datetime) -> dict[str, int]:
    """Return {place: count} for the small figures beside the navigation's words."""
    return {"proposals": count_waiting(person.id, at) + count_asked(person.id, at)}
