"""What feedback can be about, and whom it then reaches."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.growth.feedback import rules
from mandat.handover.queries import felt as handovers
from mandat.power import queries as power
from mandat.power.queries import Names
from mandat.services import queries as services


@dataclass(frozen=True)
class Target:
    """What feedback is about, and who it is for (None: whoever holds the role that reads it).

    `hidden` tells whether at least five could have written it, so that a name left out says little.
    """

    matter: UUID | None
    to: UUID | None
    name: Names
    hidden: bool = False


def feedback_target(reader: UUID, about: str, of: UUID, at: datetime) -> Target | None:
    """Return who feedback would be for; None for what the reader cannot see."""
    if about == "service":
        matter = services.matter_of_service(of)
        return None if matter is None else Target(matter, None, {}, hidden=_many(at))
    if about == "handover":
        found = handovers.owner_of(of, reader)
        return None if found is None else Target(*found, {})
    if about in ("person", "role", "organisation"):
        return _who(reader, about, of, at)
    if about != "ruling":
        return None
    case = services.case_of_ruling(of)
    page = None if case is None else services.case_page(reader, case, at)
    if page is None:
        return None
    ruler = next((e.who for e in page.events if e.id == of), None)
    return Target(page.matter, ruler.id, {}) if ruler else None


def _who(reader: UUID, about: str, of: UUID, at: datetime) -> Target | None:
    if about == "person":
        person = power.people({of}).get(of)
        if person is None or of == reader:
            return None
        name = {"sv": person.name, "en": person.name}
        return Target(None, of, name, hidden=_many(at))
    if about == "role":
        role = power.role(of, at)
        return None if role is None else Target(None, None, role.name, hidden=_many(at))
    found = power.organisation()
    if found is None or found.id != of:
        return None
    return Target(None, None, {"sv": found.name, "en": found.name}, hidden=_many(at))


def _many(at: datetime) -> bool:
    """Tell whether at least five others than the one who reads could have written."""
    return rules.hidden_among(power.share_with_mandate(at)[1] - 1)
