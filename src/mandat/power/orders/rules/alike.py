"""The same word not understood in many rows: mended in all of them at once. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mandat.common.refusals import Refusal
from mandat.power.orders.rules.effects import remarks_of
from mandat.power.orders.rules.holders import read_holders
from mandat.power.orders.rules.lines import Holder, Line, Remark, Verb
from mandat.power.orders.rules.words import read_bounds

What = Literal["mend", "right", "out"]
"""Mend: what is meant is said. Right: it was read rightly. Out: leave the rows out."""

HOLDERS = frozenset({
    "orders.and", "orders.jointly", "orders.holder_concerned", "orders.holder_of_case",
    "orders.holder_elsewhere", "orders.no_holder", "orders.role_unclear",
})  # fmt: skip
LIMITS = frozenset({"orders.bad_limit", "orders.limit_in_words"})
FLAGS = frozenset({"orders.not_yes_or_no"})


@dataclass(frozen=True)
class Alike:
    """Rows, by index, in which the same word asks for a person's eye."""

    code: str
    given: str
    remark: Refusal
    rows: tuple[int, ...]
    unread: bool


@dataclass(frozen=True)
class Said:
    """What a reviewer says of all rows alike."""

    what: What
    holder: str = ""
    role: str = ""
    limit: str = ""
    flag: bool | None = None


def alike(lines: Sequence[Line], problems: Sequence[Refusal] = ()) -> tuple[Alike, ...]:
    """Return what stands in two rows or more, what is unread first, then the most common.

    `problems` are those of the plan, where several roles share a name.
    """
    found: dict[tuple[str, str], tuple[Remark, list[int]]] = {}
    unclear = {str(r.facts["given"]): r for r in problems if r.code == "orders.role_unclear"}
    for n, line in enumerate(lines):
        if line.left_out:
            continue
        for remark in line.remarks:
            if remark.kind in ("unread", "unsure") and remark.refusal.code in _SHARED:
                key = (remark.refusal.code, str(remark.refusal.facts.get("given", "")))
                found.setdefault(key, (remark, []))[1].append(n)
        for name in dict.fromkeys(h.name for h in line.holders if not h.role):
            if name in unclear:
                told = Remark("unread", unclear[name])
                found.setdefault(("orders.role_unclear", name), (told, []))[1].append(n)
    groups = [
        Alike(code, given, remark.refusal, tuple(rows), remark.kind == "unread")
        for (code, given), (remark, rows) in found.items()
        if len(rows) > 1
    ]
    return tuple(sorted(groups, key=lambda g: (not g.unread, -len(g.rows))))


_SHARED = HOLDERS | LIMITS | FLAGS | {"orders.yes_but", "orders.marked_unsure"}


def mend_alike(line: Line, code: str, given: str, said: Said) -> tuple[Line, tuple[Refusal, ...]]:
    """Return a row with what the reviewer said of all alike, and by field what is wrong."""
    if said.what == "out":
        return replace(line, left_out=True), ()
    if said.what == "mend":
        line, refusals = _mended(line, code, given, said)
        if refusals:
            return line, refusals
    kept = tuple(
        r for r in line.remarks if r.kind in ("unread", "unsure") and not _is(r, code, given)
    )
    crossed = tuple(r for r in line.remarks if r.refusal.code == "orders.crossed")
    return replace(line, remarks=(*kept, *crossed, *remarks_of(line))), ()


def _is(remark: Remark, code: str, given: str) -> bool:
    return remark.refusal.code == code and str(remark.refusal.facts.get("given", "")) == given


def _mended(line: Line, code: str, given: str, said: Said) -> tuple[Line, tuple[Refusal, ...]]:
    if code in LIMITS:
        found = read_bounds(said.limit, bare="<=", currency="SEK")
        if found.rest or not said.limit.strip():
            return line, (Refusal("orders.limit_unread", {"given": said.limit}, "limit"),)
        condition = "; ".join(p for p in line.condition.split("; ") if p != given)
        return replace(line, bounds=found.bounds, condition=condition), ()
    if code in FLAGS:
        column = next(r.refusal.field for r in line.remarks if _is(r, code, given))
        if column == "onward":
            return replace(line, onward=said.flag), ()
        return replace(line, reported=said.flag), ()
    if code not in HOLDERS:
        return line, ()
    new = read_holders(said.holder).holders
    if not new:
        return line, (Refusal("orders.no_holder", field="holder"),)
    return replace(line, holders=_replaced(line.holders, given, new, said.role)), ()


def _replaced(
    old: Sequence[Holder], given: str, new: Sequence[Holder], role: str
) -> tuple[Holder, ...]:
    """Put who is meant in place of those the word named; others in the row stay."""
    named = {h.name for h in read_holders(given).holders} | {given}
    verb: Verb = next((h.verb for h in old if h.name in named), "both")
    chosen = role if len(new) == 1 else ""
    meant = [replace(h, verb=verb if h.verb == "both" else h.verb, role=chosen) for h in new]
    stay = [h for h in old if given and h.name not in named]
    at = next((n for n, h in enumerate(old) if h.name in named), len(stay))
    return (*stay[:at], *meant, *stay[at:])
