"""What a row leads to once it is adopted, and what of it Mandat cannot hold yet. Pure."""

from collections.abc import Iterator

from mandat.common.refusals import Fact, Refusal
from mandat.power.orders.rules.holders import depends_on_case, side_in
from mandat.power.orders.rules.lines import Line, Remark
from mandat.power.orders.rules.words import Bound, is_frame
from mandat.power.rules import Condition


def conditions_of(line: Line) -> tuple[Condition, ...]:
    """Return what whoever rules under the row must confirm first."""
    heard = tuple(Condition("consult", name) for name in line.consult)
    return heard + tuple(Condition("condition", words) for words in _words(line))


def _words(line: Line) -> tuple[str, ...]:
    """Return the condition in words; one that says which side the row is about was read."""
    return (line.condition,) if line.condition and side_in(line.condition) == "both" else ()


def substitutes_of(line: Line) -> tuple[str, ...]:
    """Return the substitutes that are roles, and so can stand in."""
    return tuple(name for name in line.substitutes if not depends_on_case(name))


def onward_of(line: Line) -> int | None:
    """Return how many steps the row's mandates may be handed on; None as the rule book says."""
    if line.onward is None:
        return None
    return line.steps if line.onward else 0


def remarks_of(line: Line) -> tuple[Remark, ...]:
    """Return what a reviewer is told of a row: what it leads to, and what it does not."""
    return tuple(_of_matrix(line) if line.cells else _of_row(line)) + tuple(_always(line))


def without_effect(line: Line) -> tuple[Remark, ...]:
    """Return what stands in the order and does nothing."""
    return tuple(r for r in remarks_of(line) if r.kind == "kept")


def _remark(kind: str, code: str, column: str, **facts: Fact) -> Remark:
    return Remark("kept" if kind == "kept" else "effect", Refusal(code, facts, column))


def _of_row(line: Line) -> Iterator[Remark]:
    if line.execution:
        yield _remark("effect", "orders.effect_execution", "holder")
        return
    able = substitutes_of(line)
    left = [name for name in line.substitutes if name not in able]
    if able:
        yield _remark("effect", "orders.effect_substitute", "substitute", given=", ".join(able))
    if left:
        yield _remark("kept", "orders.kept_substitute", "substitute", given=", ".join(left))
    for one in conditions_of(line):
        yield _remark("effect", f"orders.effect_{one.kind}", one.kind, given=one.words)
    if line.onward:
        yield _remark("effect", "orders.effect_onward", "onward", steps=line.steps)


def _of_matrix(line: Line) -> Iterator[Remark]:
    """A matrix becomes stages, which hold neither substitutes nor conditions in words."""
    for column, said in (
        ("substitute", ", ".join(line.substitutes)),
        ("consult", ", ".join(line.consult)),
        ("condition", line.condition),
    ):
        if said:
            yield _remark("kept", f"orders.kept_{column}", column, given=said)


_WORD = {True: "effect", False: "kept"}


def _counts(line: Line, bound: Bound) -> bool:
    """Tell whether what a row says for a period becomes a frame; a stage of a matrix has none."""
    return not line.cells and not line.execution and is_frame(bound)


def _always(line: Line) -> Iterator[Remark]:
    for period, does in dict.fromkeys((b.per, _counts(line, b)) for b in line.bounds if b.per):
        yield _remark("effect" if does else "kept", f"orders.{_WORD[does]}_per_{period}", "limit")
    for holder in line.holders:
        if holder.act in ("advise", "recommend"):
            yield _remark("kept", f"orders.kept_{holder.act}", "action", given=holder.name)
        if holder.when:
            facts: dict[str, Fact] = {"given": holder.name, "when": holder.when}
            yield _remark("kept", "orders.kept_when", "action", **facts)
