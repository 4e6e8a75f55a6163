"""What only shows when rows of an order are laid side by side. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from mandat.common.refusals import Fact, Refusal
from mandat.power.orders.rules.holders import read_side
from mandat.power.orders.rules.lines import Holder, Kind, Line, Remark
from mandat.power.orders.rules.words import Bound

Found = tuple[int, Kind, str, str, Mapping[str, Fact]]
"""Index of a row, kind of remark, code, column and facts."""


def matter_key(line: Line) -> tuple[str, str]:
    """Return what makes two rows the same matter: order, and what is decided without its side."""
    words = re.sub(r"[^\w]+", " ", read_side(line.matter).about.casefold())
    return line.order, " ".join(words.split())


def check_together(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the rows, each with what the others say about it."""
    lines = tuple(_no_elsewhere(lines))
    remarks: dict[int, list[Remark]] = {}
    for index, kind, code, column, facts in (*_overlaps(lines), *_crossed(lines), *_twice(lines)):
        remark = Remark(kind, Refusal(code, dict(facts), column))
        if remark not in remarks.setdefault(index, []):
            remarks[index].append(remark)
    return tuple(
        replace(line, remarks=(*line.remarks, *remarks[n])) if n in remarks else line
        for n, line in enumerate(lines)
    )


def named(line: Line) -> str:
    """Return how a row is called: its number, else its place."""
    return line.number or str(line.place.row)


def _no_elsewhere(lines: Sequence[Line]) -> Iterable[Line]:
    """Where a row of its own gives the no to somebody else, this one gives only the yes."""
    noes = {matter_key(x): x for x in lines if x.holders and all(h.verb == "no" for h in x.holders)}
    for line in lines:
        other = noes.get(matter_key(line))
        if other is None or other is line or any(h.verb != "both" for h in line.holders):
            yield line
            continue
        refusal = Refusal("orders.no_elsewhere", {"other": named(other)}, "matter")
        yield replace(
            line,
            holders=tuple(replace(h, verb="yes") for h in line.holders),
            remarks=(*line.remarks, Remark("unsure", refusal)),
        )


def _overlaps(lines: Sequence[Line]) -> Iterable[Found]:
    """Two rows give the same holder the same matter within limits that overlap."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for n, line in enumerate(lines):
        if not line.cells:
            for holder in line.holders:
                key = (*matter_key(line), holder.name.casefold(), holder.verb)
                groups.setdefault(key, []).append(n)
    for rows in groups.values():
        for a, b in combinations(dict.fromkeys(rows), 2):
            if overlap(lines[a].bounds, lines[b].bounds):
                yield a, "unsure", "orders.overlap", "limit", {"other": named(lines[b])}
                yield b, "unsure", "orders.overlap", "limit", {"other": named(lines[a])}


def overlap(a: Sequence[Bound], b: Sequence[Bound]) -> bool:
    """Tell whether some amount lies inside both; limits in different units may always."""
    if {x.unit for x in a} != {x.unit for x in b}:
        return True
    low = max((x.amount for x in (*a, *b) if x.op in (">", ">=")), default=Decimal(0))
    high = min((x.amount for x in (*a, *b) if x.op in ("<", "<=")), default=None)
    if high is None:
        return True
    open_ends = any(x.amount == low and x.op == ">" for x in (*a, *b)) or any(
        x.amount == high and x.op == "<" for x in (*a, *b)
    )
    return low < high or (low == high and not open_ends)


def _crossed(lines: Sequence[Line]) -> Iterable[Found]:
    """Two decide on what is each other's: "the chair's expenses" by the head, and the reverse."""
    about: list[tuple[int, str, str]] = []
    names = {h.name.casefold().split()[-1] for x in lines for h in x.holders if h.name}
    for n, line in enumerate(lines):
        words = set(re.findall(r"\w+", line.matter.casefold()))
        for name in names:
            # Swedish genitives: ordförandens, generalsekreterarens; English ones: the chair's.
            if (
                words & {f"{name}s", f"{name}ns", f"{name}ens"}
                or f"{name}'s" in line.matter.lower()
            ):
                about.extend((n, h.name.casefold().split()[-1], name) for h in line.holders)
    for (a, by, whose), (b, by_other, whose_other) in combinations(about, 2):
        if (by, whose) == (whose_other, by_other) and by != by_other:
            yield a, "effect", "orders.crossed", "holder", {"other": named(lines[b])}
            yield b, "effect", "orders.crossed", "holder", {"other": named(lines[a])}


def _twice(lines: Sequence[Line]) -> Iterable[Found]:
    seen: dict[tuple[str, str], int] = {}
    for n, line in enumerate(lines):
        first = seen.setdefault((line.order, line.number), n) if line.number else n
        if first != n:
            place = lines[first].place
            yield (
                n,
                "unsure",
                "orders.number_twice",
                "number",
                {"given": line.number, "row": place.row},
            )


def everyone(lines: Iterable[Line]) -> tuple[Holder, ...]:
    """Return each holder named, once by name, in the order they come."""
    return tuple({h.name.casefold(): h for x in lines for h in x.holders if h.name}.values())
