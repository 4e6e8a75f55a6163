"""A reviewer mends a row: what they wrote is read the same way as the file was. Pure."""

from dataclasses import dataclass, replace

from mandat.common.refusals import Refusal
from mandat.power.orders.rules.effects import remarks_of
from mandat.power.orders.rules.holders import read_names
from mandat.power.orders.rules.lines import Holder, Line
from mandat.power.orders.rules.words import read_bounds

_STAYS = frozenset({"orders.crossed"})


@dataclass(frozen=True)
class Mended:
    """What a reviewer says of one row. `limit` and the names are as typed."""

    number: str
    matter: str
    matter_key: str
    legal_ref: str
    holders: tuple[Holder, ...]
    limit: str
    substitutes: str = ""
    consult: str = ""
    condition: str = ""
    note: str = ""
    reported: bool | None = None
    onward: bool | None = None
    steps: int = 1
    asked: bool | None = None
    execution: bool = False
    left_out: bool = False


def mend_line(line: Line, said: Mended) -> tuple[Line, tuple[Refusal, ...]]:
    """Return the row as mended, and by field what still cannot be read.

    What was unread or unsure is settled by whoever mends it; what is only kept still says so.
    """
    limit = read_bounds(said.limit, bare="<=", currency="SEK")
    refusals = []
    if limit.rest:
        refusals.append(Refusal("orders.limit_unread", {"given": limit.rest}, "limit"))
    if not said.left_out:
        if not said.matter.strip():
            refusals.append(Refusal("orders.no_matter", field="matter"))
        if not said.execution and not said.holders:
            refusals.append(Refusal("orders.no_holder", field="holder-0"))
    mended = replace(
        line,
        number=said.number.strip(),
        matter=said.matter.strip(),
        matter_key=said.matter_key,
        legal_ref=said.legal_ref.strip(),
        holders=() if said.execution else said.holders,
        bounds=limit.bounds,
        substitutes=read_names(said.substitutes),
        consult=read_names(said.consult),
        condition=said.condition.strip(),
        note=said.note.strip(),
        reported=said.reported,
        onward=said.onward,
        steps=said.steps,
        asked=said.asked,
        execution=said.execution,
        left_out=said.left_out,
    )
    kept = tuple(r for r in line.remarks if r.refusal.code in _STAYS)
    return replace(mended, remarks=(*kept, *remarks_of(mended))), tuple(refusals)
