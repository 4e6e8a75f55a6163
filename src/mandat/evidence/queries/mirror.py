"""The Mirror: shown only to whom the rulings belong."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.core.cache import cache

from mandat.common.money import Money
from mandat.evidence.queries.past import Seen, own_rows, role_rows
from mandat.evidence.queries.views import (
    MirrorLine,
    MirrorListPage,
    MirrorPage,
    NoLine,
    Whose,
    on_scale,
)
from mandat.evidence.rules.bounds import FEW
from mandat.evidence.rules.looking import Proof, first_limit, points_of, prove, ticks_of
from mandat.evidence.rules.statistics import count_noes, counts_at, waiting
from mandat.power import queries as power
from mandat.power.queries import MatterView, Names, RoleView
from mandat.power.rules import FactType

A_DAY = 24 * 3600
MOST_NOES = 50


def mirror_page(
    reader: UUID, *, matter: str, stage: str, limit: Decimal | None, at: datetime
) -> MirrorPage | None:
    """Return the reader's own rulings at a stage, or a present role's; None if there are neither.

    One's own come first from 30 up; otherwise a role's, counts only. A matter under secrecy has no
    mirror. `limit` is where the handle stands; without it, where it starts.
    """
    view = power.matter(matter)
    if view is None or view.secrecy or stage not in {s.key for s in view.stages}:
        return None
    place = view.stage(stage)
    own = own_rows(reader, place.id)
    roles = power.roles_of(reader, at) if len(own) < FEW else ()
    whose, role, rows = _choose(own, roles, place.id)
    if not rows:
        return None
    fact = _scale(view)
    proof = _proof(role.id if role else reader, rows, fact) if fact else Proof((), "no_number")
    return _page(view, stage, whose, role, rows, proof=proof, fact=fact, limit=limit, reader=reader,
                 at=at)  # fmt: skip


def _choose(
    own: list[Seen], roles: Sequence[RoleView], stage: UUID
) -> tuple[Whose, RoleView | None, list[Seen]]:
    by_role = role_rows([role.id for role in roles], stage) if roles else {}
    most = max(by_role, key=lambda role: len(by_role[role]), default=None)
    if most is None or len(by_role[most]) < len(own):
        return "own", None, own
    return "role", next(role for role in roles if role.id == most), by_role[most]


def _page(
    view: MatterView,
    stage: str,
    whose: Whose,
    role: RoleView | None,
    rows: list[Seen],
    *,
    proof: Proof,
    fact: FactType | None,
    limit: Decimal | None,
    reader: UUID,
    at: datetime,
) -> MirrorPage:
    rulings = [seen.row for seen in rows]
    points = points_of(rulings, fact.key) if fact else ()
    ticks = ticks_of(points)
    handle = first_limit(points, ticks, proof) if limit is None else limit
    noes = count_noes(rulings)
    return MirrorPage(
        whose=whose,
        role_name=role.name if role else None,
        matter=view,
        stage=view.stage(stage),
        yes=len(rulings) - noes.refused,
        total=len(rulings),
        noes=noes,
        waiting=waiting(rulings),
        basis="since_put" if any(r.put_at for r in rulings) else "since_previous_event",
        since=min(seen.row.ruled_at for seen in rows),
        fact=fact,
        points=points,
        ticks=ticks,
        limit=handle,
        counts=counts_at(rulings, fact.key, handle) if fact and handle is not None else None,
        proof=proof,
        certified=proof.at(handle),
        no_lines=_noes(rows, fact) if whose == "own" else (),
        may_hand_over=any(m.stage == view.stage(stage).id for m in power.mandates_of(reader, at)),
    )


def _scale(view: MatterView) -> FactType | None:
    """Return the fact a one-number limit can be set on: an amount before other numbers."""
    able = [f for f in view.facts if f.may_limit and f.kind in ("amount", "number")]
    return min(able, key=lambda f: f.kind != "amount", default=None)


def _proof(owner: UUID, rows: Sequence[Seen], fact: FactType) -> Proof:
    """Certify, or take what was certified for the same rulings."""
    version = f"{len(rows)}-{rows[-1].row.ruled_at.timestamp()}-{rows[0].stage}"
    key = f"mirror-{owner}-{fact.key}-{version}"
    proof: Proof | None = cache.get(key)
    if proof is None:
        proof = prove([(seen.started, seen.row) for seen in rows], fact.key)
        cache.set(key, proof, A_DAY)
    return proof


def _noes(rows: Iterable[Seen], fact: FactType | None) -> tuple[NoLine, ...]:
    noes = [seen for seen in rows if seen.row.is_no]
    return tuple(
        NoLine(seen.title, seen.row.ruled_at, _value(seen, fact), seen.reason)
        for seen in noes[::-1][:MOST_NOES]
    )


def _value(seen: Seen, fact: FactType | None) -> Money | Decimal | None:
    number = None if fact is None else seen.row.number(fact.key)
    return None if number is None else on_scale(fact, number)


def mirror_list_page(reader: UUID, at: datetime) -> MirrorListPage:
    """Return the stages at which the reader, or a role the reader holds, has ruled; most first."""
    matters = {m.id: m for m in power.matters() if not m.secrecy}
    places = {s.id: (m, s) for m in matters.values() for s in m.stages}
    roles = {role.id: role for role in power.roles_of(reader, at)}
    groups: dict[tuple[UUID, UUID | None], list[Seen]] = {}
    for seen in own_rows(reader):
        groups.setdefault((seen.stage, None), []).append(seen)
    for role, rows in role_rows(roles).items() if roles else ():
        for seen in rows:
            groups.setdefault((seen.stage, role), []).append(seen)
    lines = [
        _line(*places[stage], rows, roles[role].name if role else None)
        for (stage, role), rows in groups.items()
        if stage in places
    ]
    return MirrorListPage(tuple(sorted(lines, key=lambda line: -line.total)), reader)


def _line(
    matter: MatterView, stage: power.StageView, rows: Sequence[Seen], role: Names | None
) -> MirrorLine:
    rulings = [seen.row for seen in rows]
    return MirrorLine(
        whose="role" if role else "own",
        role_name=role,
        matter_key=matter.key,
        matter_name=matter.name,
        stage_key=stage.key,
        stage_name=stage.name,
        yes=sum(not row.is_no for row in rulings),
        total=len(rulings),
        wait_days=waiting(rulings).sum,
    )
