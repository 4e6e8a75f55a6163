"""Who has been said to be too close to a case, and what was decided (rule 20)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mandat.power import models
from mandat.power.queries.views import Names, PersonView


@dataclass(frozen=True)
class ChallengeView:
    """A question whether somebody is too close to a case. `upheld` None: not decided yet.

    Not for everyone: whoever shows it says to whom.
    """

    id: UUID
    person: PersonView
    raised_by: PersonView
    case: UUID
    matter: UUID
    matter_name: Names | None
    """None under secrecy."""
    words: str
    at: datetime
    upheld: bool | None
    decided_by: PersonView | None
    reason: str


def challenge(uuid: UUID) -> ChallengeView | None:
    """Return one, or None."""
    return next(iter(_views(models.Challenge.objects.filter(uuid=uuid))), None)


def open_challenges() -> tuple[ChallengeView, ...]:
    """Return those that nobody has decided, oldest first; one query."""
    return _views(models.Challenge.objects.filter(decided_at=None))


def challenges_raised(person: UUID, case: UUID) -> tuple[ChallengeView, ...]:
    """Return what somebody has asked of a case, oldest first; one query."""
    return _views(models.Challenge.objects.filter(raised_by__uuid=person, case=case))


def _views(rows: QuerySet[models.Challenge]) -> tuple[ChallengeView, ...]:
    related = ("person", "raised_by", "matter", "decided_by")
    return tuple(_view(r) for r in rows.select_related(*related).order_by("pk"))


def _view(row: models.Challenge) -> ChallengeView:
    by = row.decided_by
    return ChallengeView(
        row.uuid,
        PersonView(row.person.uuid, row.person.name),
        PersonView(row.raised_by.uuid, row.raised_by.name),
        row.case,
        row.matter.uuid,
        None if row.matter.secrecy else row.matter.name,
        row.words,
        row.at,
        row.upheld,
        PersonView(by.uuid, by.name) if by else None,
        row.reason,
    )
