"""The Mirror: shown only to whom the rulings belong."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from mandat.common.money import Money
from mandat.evidence.queries.digests import Digest, digest_of, role_digests
from mandat.evidence.queries.past import Seen, own_rows
from mandat.evidence.queries.views import (
    MirrorLine,
    MirrorListPage,
    MirrorPage,
    NoLine,
    on_scale,
)
from mandat.evidence.rules.bounds import FEW
from mandat.evidence.rules.looking import first_limit, ticks_of
from mandat.power import queries as power
from mandat.power.queries import MatterView, Names, StageView
from mandat.power.rules import FactType

MOST_NOES = 50


def mirror_page(
    reader: UUID, *, matter: str, stage: str, limit: Decimal | None, at: datetime
) -> MirrorPage | None:
    """Return the reader's own rulings at a stage, or a present role's; None if there are neither.

    One's own come first from 30 up; otherwise a role's where it has more, in counts only. A matter
    under secrecy has no mirror. `limit` is where the handle stands; without it, where it starts.
    """
    view = power.matter(matter)
    if view is None or view.secrecy or stage not in {s.key for s in view.stages}:
        return None
    place, fact = view.stage(stage), scale_of(view)
    own = own_rows(reader, place.id)
    name, role = (None, None) if len(own) >= FEW else _role(reader, place, fact, at)
    may = any(mandate.stage == place.id for mandate in power.mandates_of(reader, at))
    if role is not None and role.total > len(own):
        return _page(view, place, fact, role, limit, role=name, noes=(), may=may)
    if not own:
        return None
    digest = digest_of(own, fact)
    return _page(view, place, fact, digest, limit, role=None, noes=_noes(own, fact), may=may)


def _role(
    reader: UUID, stage: StageView, fact: FactType | None, at: datetime
) -> tuple[Names | None, Digest | None]:
    """Return the reader's present role with most imported rulings at the stage."""
    roles = {role.id: role.name for role in power.roles_of(reader, at)}
    found = role_digests(roles.keys(), {stage.id: fact})
    most = max(found, key=lambda key: found[key].total, default=None)
    return (None, None) if most is None else (roles[most[0]], found[most])


def _page(
    view: MatterView,
    stage: StageView,
    fact: FactType | None,
    digest: Digest,
    limit: Decimal | None,
    *,
    role: Names | None,
    noes: tuple[NoLine, ...],
    may: bool,
) -> MirrorPage:
    ticks = ticks_of(digest.ladder.points)
    handle = first_limit(digest.ladder.points, ticks, digest.proof) if limit is None else limit
    counts = None
    if fact is not None and handle is not None:
        counts = digest.ladder.up_to(handle)
    return MirrorPage(
        whose="own" if role is None else "role",
        role_name=role,
        matter=view,
        stage=stage,
        yes=digest.yes,
        total=digest.total,
        noes=digest.noes,
        waiting=digest.waiting,
        basis=digest.basis,
        since=digest.since,
        fact=fact,
        ladder=digest.ladder,
        ticks=ticks,
        limit=handle,
        counts=counts,
        proof=digest.proof,
        certified=digest.proof.at(handle),
        no_lines=noes,
        may_hand_over=may,
    )


def scale_of(view: MatterView) -> FactType | None:
    """Return the fact a one-number limit can be set on: an amount before other numbers."""
    able = [f for f in view.facts if f.may_limit and f.kind in ("amount", "number")]
    return min(able, key=lambda f: f.kind != "amount", default=None)


def _noes(rows: Sequence[Seen], fact: FactType | None) -> tuple[NoLine, ...]:
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
    matters = [m for m in power.matters() if not m.secrecy]
    places = {s.id: (m, s) for m in matters for s in m.stages}
    own: dict[UUID, list[Seen]] = {}
    for seen in own_rows(reader):
        own.setdefault(seen.stage, []).append(seen)
    lines = [
        _line(*places[stage], digest_of(rows, None), None)
        for stage, rows in own.items()
        if stage in places
    ]
    roles = {role.id: role.name for role in power.roles_of(reader, at)}
    scales = {stage: scale_of(matter) for stage, (matter, _) in places.items()}
    for (role, stage), digest in role_digests(roles.keys(), scales).items():
        lines.append(_line(*places[stage], digest, roles[role]))
    return MirrorListPage(tuple(sorted(lines, key=lambda line: -line.total)), reader)


def _line(matter: MatterView, stage: StageView, digest: Digest, role: Names | None) -> MirrorLine:
    return MirrorLine(
        whose="own" if role is None else "role",
        role_name=role,
        matter_key=matter.key,
        matter_name=matter.name,
        stage_key=stage.key,
        stage_name=stage.name,
        yes=digest.yes,
        total=digest.total,
        wait_days=digest.waiting.sum,
    )
