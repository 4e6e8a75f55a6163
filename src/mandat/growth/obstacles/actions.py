"""Verbs of obstacles: name what holds one, show it to a companion, erase it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mandat.common.ids import new_id
from mandat.common.moments import local_day
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.growth.journey import queries as journeys
from mandat.growth.measures import is_on
from mandat.growth.obstacles import queries, rules
from mandat.growth.obstacles.models import Obstacle, ObstacleCount
from mandat.growth.tokens import token


def name_obstacle(
    actor: UUID,
    *,
    kinds: Collection[str],
    words: str = "",
    side: str = "",
    draft: UUID | None = None,
    handover: UUID | None = None,
    counted: bool = False,
    at: datetime,
) -> UUID:
    """Say what holds one; seen by nobody else, and counted only if one lets it."""
    refuse(rules.check_obstacle(kinds, side, words))
    if not queries.is_open_to(actor, draft, handover):
        raise RefusedError(Refusal("growth.nothing_there"))
    named = [kind for kind in rules.KINDS if kind in kinds]
    counts = counted and is_on("obstacles")
    obstacle = new_id()
    with transaction.atomic():
        Obstacle.objects.create(
            uuid=obstacle,
            owner_id=actor,
            kinds=named,
            side=side,
            words=words.strip(),
            draft=draft,
            handover=handover,
            counted=counts,
            at=at,
        )
        for kind in named if counts else ():
            _count(actor, kind, at)
    return obstacle


def show_obstacle(actor: UUID, *, obstacle: UUID, to: UUID | None) -> None:
    """Show it to somebody who walks beside one, or to nobody."""
    row = _own(actor, obstacle)
    if to is not None and not journeys.walks_beside(to, actor):
        raise RefusedError(Refusal("growth.nothing_there"))
    row.shown_to_id = to
    row.save()


def erase_obstacle(actor: UUID, *, obstacle: UUID, at: datetime) -> None:
    """Erase it. In the same quarter it is not counted any more either.

    Of a quarter that has ended the nameless count stays: its figures are out, and a figure that
    changed later would tell that somebody erased theirs.
    """
    with transaction.atomic():
        row = _own(actor, obstacle)
        row.delete()
        if row.counted and _quarter(row.at) == _quarter(at):
            for kind in set(row.kinds) - _still_counted(actor, at):
                ObstacleCount.objects.filter(token=_token(actor, kind, at)).delete()


def _count(actor: UUID, kind: str, at: datetime) -> None:
    quarter = rules.quarter_of(local_day(at))
    ObstacleCount.objects.get_or_create(
        token=_token(actor, kind, at), defaults={"quarter": quarter, "kind": kind}
    )


def _still_counted(actor: UUID, at: datetime) -> set[str]:
    rows = Obstacle.objects.filter(owner__uuid=actor, counted=True)
    return {kind for r in rows if _quarter(r.at) == _quarter(at) for kind in r.kinds}


def _token(actor: UUID, kind: str, at: datetime) -> str:
    return token(actor, "obstacle", _quarter(at), kind)


def _quarter(at: datetime) -> str:
    return rules.quarter_of(local_day(at)).isoformat()


def _own(actor: UUID, obstacle: UUID) -> Obstacle:
    row = Obstacle.objects.filter(uuid=obstacle, owner__uuid=actor).first()
    if row is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    return row
