"""Days given back by every hand-over, in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from mandat.common.switches import is_on
from mandat.handover import models
from mandat.handover.rules import looking
from mandat.power.queries import Names
from mandat.services.queries.waited import Waited, waited_at, waited_under

BEFORE = timedelta(days=90)


@dataclass(frozen=True)
class Given:
    """What one hand-over gave. `days` is an estimate, None without rulings to compare with.

    `each` are (time, case, days given back): the stage's median wait before minus the case's own.
    """

    handover: UUID
    matter: Names
    kind: str
    state: str
    since: datetime
    ended: datetime | None
    cases: int
    compared: int
    """How many rulings of the 90 days before it is compared with."""
    days: float | None
    each: tuple[tuple[datetime, UUID, float], ...]


def given_back(at: datetime) -> tuple[Given, ...]:
    """Return what each hand-over that came into force has given until a time, most days first."""
    if not is_on("given_back"):
        return ()
    rows = models.Handover.objects.filter(since__isnull=False, since__lte=at)
    begun = list(rows.select_related("matter", "stage").order_by("pk"))
    if not begun:
        return ()
    starts = [row.since for row in begun if row.since is not None]
    stages = {row.stage.uuid for row in begun}
    before = waited_at(stages, min(starts) - BEFORE, max(starts))
    under = waited_under({row.uuid for row in begun}, at)
    found = [
        _given(row, row.since, before.get(row.stage.uuid, []), under.get(row.uuid, []))
        for row in begun
        if row.since is not None
    ]
    return tuple(sorted(found, key=lambda given: -(given.days or 0.0)))


def given_by(row: models.Handover, at: datetime) -> Given | None:
    """Return what one hand-over has given until a time; None before it came into force."""
    if row.since is None or not is_on("given_back"):
        return None
    stage = row.stage.uuid
    before = waited_at({stage}, row.since - BEFORE, row.since).get(stage, [])
    return _given(row, row.since, before, waited_under({row.uuid}, at).get(row.uuid, []))


def _given(
    row: models.Handover, since: datetime, before: list[Waited], under: list[Waited]
) -> Given:
    waits = [w.days for w in before if since - BEFORE <= w.at < since]
    usual = median(waits) if waits else None
    each = () if usual is None else tuple((w.at, w.case, usual - w.days) for w in under)
    return Given(
        row.uuid,
        row.matter.name,
        row.kind,
        row.state,
        since,
        row.ended_at,
        len({w.case for w in under}),
        len(waits),
        looking.days_given_back(waits, [w.days for w in under]),
        each,
    )
