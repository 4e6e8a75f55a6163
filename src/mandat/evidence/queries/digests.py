"""Rulings summed up once: counts, waiting, and certified limits, for each version of a log."""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from mandat.evidence.models import PastRuling
from mandat.evidence.queries.past import Seen, rows_of
from mandat.evidence.rules.looking import Ladder, Proof, ladder_of, prove
from mandat.evidence.rules.rows import NOES, Basis
from mandat.evidence.rules.statistics import NoCounts, Waiting, count_noes, waiting
from mandat.power.rules import FactType

MOST_KEPT = 128


@dataclass(frozen=True)
class Digest:
    """What a page needs of rulings, of which there is at least one."""

    total: int
    noes: NoCounts
    waiting: Waiting
    basis: Basis
    since: datetime
    ladder: Ladder
    proof: Proof

    @property
    def yes(self) -> int:
        return self.total - self.noes.refused


_kept: OrderedDict[tuple[object, ...], Digest] = OrderedDict()


def digest_of(rows: Sequence[Seen], fact: FactType | None) -> Digest:
    """Sum up rows, oldest first; certify limits on the fact, if there is one."""
    rulings = [seen.row for seen in rows]
    started = [(seen.started, seen.row) for seen in rows]
    return Digest(
        total=len(rulings),
        noes=count_noes(rulings),
        waiting=waiting(rulings),
        basis="since_put" if any(r.put_at for r in rulings) else "since_previous_event",
        since=rulings[0].ruled_at,
        ladder=ladder_of(rulings, fact.key) if fact else Ladder((), len(rulings)),
        proof=prove(started, fact.key) if fact else Proof((), "no_number"),
    )


def role_digests(
    roles: Collection[UUID], scales: Mapping[UUID, FactType | None]
) -> dict[tuple[UUID, UUID], Digest]:
    """Sum up imported rulings that belong to roles and to no person, by role and stage.

    `scales` is stage → the fact limits are set on; other stages are left out. One query where the
    log is as it was; one more for each role and stage that has changed.
    """
    if not roles:
        return {}
    rows = PastRuling.objects.filter(role__in=roles, stage__in=list(scales), person=None)
    versions = rows.values("role", "stage").annotate(
        count=Count("pk"),
        noes=Count("pk", filter=Q(outcome__in=NOES)),
        last=Max("pk"),
        latest=Max("ruled_at"),
    )
    found = {}
    for version in versions.order_by("role", "stage"):
        role, stage = version["role"], version["stage"]
        if role is None or stage is None:
            continue
        fact = scales[stage]
        key = (*version.values(), fact.key if fact else "")
        if key not in _kept:
            _kept[key] = digest_of(rows_of(rows.filter(role=role, stage=stage)), fact)
            if len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        found[role, stage] = _kept[key]
    return found
