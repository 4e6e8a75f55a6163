"""Report a story as abuse, and say what came of it."""

from datetime import datetime
from uuid import UUID

from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.growth.feedback.queries import reports_go_to
from mandat.growth.journey.models import Story
from mandat.growth.rules import check_words
from mandat.growth.stories import queries


def report_story(actor: UUID, *, story: UUID, why: str, at: datetime) -> None:
    """Report somebody else's story, to the role the organisation has named; once for each."""
    row = Story.objects.filter(uuid=story, removed=False, reported_at=None).first()
    if row is None or row.teller.uuid == actor or not reports_go_to(at):
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(check_words(why))
    row.reported_at, row.report = at, why.strip()
    row.save()


def close_story(actor: UUID, *, story: UUID, remove: bool, at: datetime) -> None:
    """Say, as the role that looks at reports, whether a story is removed or stays.

    What is removed is gone; that it was told and removed stays with its teller.
    """
    if story not in {one.id for one in queries.reports_for(actor, at)}:
        raise RefusedError(Refusal("growth.nothing_there"))
    row = Story.objects.get(uuid=story)
    row.looked_at, row.removed = at, remove
    if remove:
        row.words = ""
    row.save()
