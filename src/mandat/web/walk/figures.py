"""Past rulings in the walk, from evidence: for the one who made them, and nobody else."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from math import ceil
from uuid import UUID

from mandat.common.money import Money
from mandat.evidence.queries import MirrorLine, MirrorPage, mirror_list_page, mirror_page
from mandat.handover.queries.walk import WalkPage
from mandat.handover.rules.looking import Certified, Grounds
from mandat.power.rules import limits_from_json, limits_to_json
from mandat.power.rules.limits import Limit


def past_by_stage(reader: UUID, at: datetime) -> dict[tuple[str, str], MirrorLine]:
    """Return what the reader, or a role they hold, has ruled, by matter and stage; most first."""
    found: dict[tuple[str, str], MirrorLine] = {}
    for line in mirror_list_page(reader, at).lines:
        found.setdefault((line.matter_key, line.stage_key), line)
    return found


def mirror_of(walk: WalkPage, reader: UUID, at: datetime) -> MirrorPage | None:
    """Return the reader's own Mirror of the stage that is walked."""
    proposed = walk.proposed
    matter, stage = proposed.matter.key, proposed.stage.key
    return mirror_page(reader, matter=matter, stage=stage, limit=None, at=at)


def grounds_with(grounds: Grounds, mirror: MirrorPage | None, walk: WalkPage) -> Grounds:
    """Freeze the figures into the grounds: only called when the giver chose to show them."""
    if mirror is None:
        return grounds
    noes = mirror.noes
    return replace(
        grounds,
        rulings=mirror.total,
        noes=noes.refused,
        returned_then_granted=noes.returned_then_granted,
        stopped_for_good=noes.stopped_for_good,
        open=noes.open,
        certified=_certified(mirror, walk),
    )


def _certified(mirror: MirrorPage, walk: WalkPage) -> Certified | None:
    """Return the bound if the limit chosen is one that is certified, and no other is set."""
    limits = limits_from_json(walk.proposed.matter.facts, walk.choices.get("limits", ()))
    if mirror.fact is None:
        return None
    number = next((_number(x) for x in limits if x.fact == mirror.fact.key and x.op == "<="), None)
    found = mirror.proof.at(number)
    if found is None:
        return None
    bound = Decimal(ceil(found.bound * 1000)) / 1000
    return Certified(
        tuple(limits_to_json(limits)), "", "0.95", str(bound), found.cases, found.noes, None
    )


def _number(limit: Limit) -> Decimal | None:
    value = limit.value
    if isinstance(value, Money):
        return value.decimal()
    return value if isinstance(value, Decimal) else None
