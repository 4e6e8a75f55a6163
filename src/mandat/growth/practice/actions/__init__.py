"""Verbs of practice: mark for oneself what one has walked, and erase it."""

from datetime import datetime
from uuid import UUID

from mandat.common.refusals import BadInputError, Refusal
from mandat.growth.practice import queries
from mandat.growth.practice.models import PathStep, PracticeSet, RoundWalk


def walk_part(actor: UUID, *, path: str, part: int, at: datetime) -> None:
    """Mark a part as walked, for oneself; twice changes nothing."""
    page = queries.path_page(actor, path)
    if page is None or not 1 <= part <= len(page.path.steps):
        raise BadInputError(Refusal("growth.nothing_there"))
    # The stubs take a key to the person's row for an integer; it is the uuid.
    PathStep.objects.get_or_create(person_id=actor, path=path, part=part, defaults={"at": at})  # type: ignore[misc]


def walk_round(actor: UUID, *, slug: str, at: datetime) -> None:
    """Mark a round as walked, for oneself; what was answered is not kept."""
    if queries.round_named(slug) is None:
        raise BadInputError(Refusal("growth.nothing_there"))
    RoundWalk.objects.get_or_create(person_id=actor, round=slug, defaults={"at": at})  # type: ignore[misc]  # as above


def erase_walked(actor: UUID) -> None:
    """Erase every mark and every answer of one's own."""
    PracticeSet.objects.filter(person__uuid=actor).delete()
    PathStep.objects.filter(person__uuid=actor).delete()
    RoundWalk.objects.filter(person__uuid=actor).delete()
