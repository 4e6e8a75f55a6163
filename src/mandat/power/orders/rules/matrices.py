"""What a matrix becomes. Approvals follow on each other; of those who sign, any one does.

A section whose rows are bands of an amount is one matter, with stages that an amount comes to;
any other row is a matter of its own. In a ladder a higher approval presupposes those below it.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from mandat.power.orders.rules.lines import Holder, Line
from mandat.power.orders.rules.plan import (
    Grant,
    NewMatter,
    Roles,
    Settings,
    asked_facts,
    asks,
    limits_of,
    slug,
)
from mandat.power.orders.rules.words import Bound, read_bounds
from mandat.power.rules.tables import StageDraft

Rows = Sequence[tuple[int, Line]]
Cell = tuple[int, Line, Holder]
Made = tuple[NewMatter, list[Grant]]
SIGNATURE = {"sv": "Underskrift", "en": "Signature"}


def plan_matrix(
    rows: Rows, roles: Roles, settings: Settings
) -> tuple[list[NewMatter], list[Grant]]:
    """Return the matters of a matrix and their mandates."""
    sections: dict[tuple[str, str], list[tuple[int, Line]]] = {}
    for n, line in rows:
        sections.setdefault((line.order, line.area), []).append((n, line))
    made: list[Made] = []
    for (_, area), section in sections.items():
        banded = _banded(section, area, roles, settings) if _are_bands(section) else None
        made.extend([banded] if banded else [_alone(n, x, roles, settings) for n, x in section])
    return [m for m, _ in made], [g for _, grants in made for g in grants]


def _are_bands(section: Rows) -> bool:
    return len(section) > 1 and all(
        x.bounds and not read_bounds(x.matter, bare="<=").rest for _, x in section
    )


def _cells(rows: Rows, act: str) -> list[Cell]:
    found = ((n, x, h) for n, x in rows for h in x.holders if h.act in _SAME[act] and not h.when)
    return list(dict.fromkeys(found))


_SAME = {"approve": ("approve", "decide"), "sign": ("sign",)}


def _groups(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell[2].group, []).append(cell)
    return found


# --- a row of its own -----------------------------------------------------------------------------


def _alone(n: int, line: Line, roles: Roles, settings: Settings) -> Made:
    """A stage for each who approves, and one for those who sign."""
    key = slug(f"{line.area} {line.matter}" if line.area != line.matter else line.matter)
    name = f"{line.area}: {line.matter}" if line.area not in ("", line.matter) else line.matter
    limits = limits_of(line.bounds, settings)
    stages: list[StageDraft] = []
    grants: list[Grant] = []
    for _, _, holder in _cells([(n, line)], "approve"):
        for role in roles.of(holder):
            stages.append(_stage_of(holder, role))
            grants.append(Grant(n, key, role, role, limits))
    signers = _cells([(n, line)], "sign")
    if signers:
        stages.append(StageDraft("signature", SIGNATURE))
        who = dict.fromkeys(role for _, _, h in signers for role in roles.of(h))
        grants.extend(Grant(n, key, "signature", role, limits) for role in who)
    return NewMatter(
        key, name, line.legal_ref, asked_facts(line.bounds), tuple(stages), area=line.area,
        asked=asks([line], settings),
    ), grants  # fmt: skip


def _stage_of(holder: Holder, role: str, condition: Sequence[Bound] = ()) -> StageDraft:
    names = {"sv": holder.name, "en": holder.name}
    return StageDraft(role, names, limits_of(condition, Settings()))


# --- a section of bands ---------------------------------------------------------------------------


def _banded(section: Rows, area: str, roles: Roles, settings: Settings) -> Made | None:
    """One matter for the section; None where its stages cannot say when they are needed."""
    key = slug(area)
    stages: list[StageDraft] = []
    grants: list[Grant] = []
    groups = _groups(_cells(section, "approve")).items()
    for group, cells in sorted(groups, key=lambda found: found[0] != settings.ladder):
        climbs = bool(settings.ladder) and group == settings.ladder
        parts = _ladder(cells, key, roles) if climbs else _side_by_side(group, cells, key, roles)
        if parts is None:
            return None
        stages.extend(parts[0])
        grants.extend(parts[1])
    signers = _cells(section, "sign")
    if signers:
        condition = _hull([x for _, x, _ in signers])
        if condition is None:
            return None
        stages.append(StageDraft("signature", SIGNATURE, limits_of(condition, settings)))
        grants.extend(_grants(signers, key, "signature", roles))
    if not stages or stages[-1].condition:
        return None
    bounds = [b for _, x in section for b in x.bounds]
    legal = next((x.legal_ref for _, x in section if x.legal_ref), "")
    return NewMatter(
        key, area, legal, asked_facts(bounds), tuple(stages), area=area,
        asked=asks([x for _, x in section], settings),
    ), grants  # fmt: skip


def _ladder(cells: list[Cell], key: str, roles: Roles) -> tuple[list[StageDraft], list[Grant]]:
    """Each step is needed from the lowest band in which it or a higher one approves."""
    steps = list(dict.fromkeys(h for _, _, h in cells))
    stages, grants = [], []
    for n, step in enumerate(steps):
        first = min((c for c in cells if steps.index(c[2]) >= n), key=lambda c: _low(c[1])[0])
        own = next(c for c in cells if c[2] == step)
        amount, op = _low(first[1])
        unit = first[1].bounds[0].unit
        condition = [Bound(">" if op else ">=", amount, unit)] if amount else []
        for role in roles.of(step):
            stages.append(_stage_of(step, role, condition))
            grants.append(Grant(own[0], key, role, role))
    return stages, grants


def _side_by_side(
    group: str, cells: list[Cell], key: str, roles: Roles
) -> tuple[list[StageDraft], list[Grant]] | None:
    """One stage where the bands divide the amounts among them; else a stage for each."""
    rows = [n for n, _, _ in cells]
    hull = _hull([x for _, x, _ in cells])
    if len(rows) == len(set(rows)) and hull is not None and group:
        name = {"sv": f"Godkännande ({group})", "en": f"Approval ({group})"}
        stage = slug(f"approval {group}")
        draft = StageDraft(stage, name, limits_of(hull, Settings()))
        return [draft], _grants(cells, key, stage, roles)
    stages: list[StageDraft] = []
    grants: list[Grant] = []
    for holder in dict.fromkeys(h for _, _, h in cells):
        own = [c for c in cells if c[2] == holder]
        hull = _hull([x for _, x, _ in own])
        if hull is None:
            return None
        for role in roles.of(holder):
            stages.append(_stage_of(holder, role, hull))
            grants.append(Grant(own[0][0], key, role, role))
    return stages, grants


def _grants(cells: Iterable[Cell], key: str, stage: str, roles: Roles) -> list[Grant]:
    return [
        Grant(n, key, stage, role, limits_of(line.bounds, Settings()))
        for n, line, holder in cells
        for role in roles.of(holder)
    ]


# --- bands ----------------------------------------------------------------------------------------


def _low(line: Line) -> tuple[Decimal, bool]:
    """Return where a band begins, and whether it begins above that."""
    found = [b for b in line.bounds if b.op in (">", ">=")]
    return (found[0].amount, found[0].op == ">") if found else (Decimal(0), False)


def _high(line: Line) -> Decimal | None:
    return next((b.amount for b in line.bounds if b.op in ("<", "<=")), None)


def _hull(lines: Sequence[Line]) -> tuple[Bound, ...] | None:
    """Return the bounds round bands that leave no hole; None where they do."""
    bands = sorted({(_low(x)[0], _high(x)) for x in lines}, key=lambda b: (b[0], b[1] or b[0]))
    unit = lines[0].bounds[0].unit
    reach: Decimal | None = bands[0][0]
    for low, high in bands:
        if reach is not None and low > reach:
            return None
        reach = None if high is None or reach is None else max(reach, high)
    first = min(lines, key=lambda x: _low(x)[0])
    amount, above = _low(first)
    low_end = (Bound(">" if above else ">=", amount, unit),) if amount else ()
    return low_end + ((Bound("<=", reach, unit),) if reach is not None else ())
