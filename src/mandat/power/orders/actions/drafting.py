"""Looking through an order: nothing here writes any mandate."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError, refuse
from mandat.power.orders.files import read_file
from mandat.power.orders.models import OrderDraft
from mandat.power.orders.queries.drafts import known, settings_of
from mandat.power.orders.queries.replacing import weigh
from mandat.power.orders.rules import Line, line_from_json, line_to_json, read_grids
from mandat.power.orders.rules.alike import Said, alike, mend_alike
from mandat.power.orders.rules.mending import Mended, mend_line

MOST_ROWS = 2000
HIGHEST_BASE = 1_000_000


def start_draft(actor: UUID, *, file: str, data: bytes, at: datetime) -> UUID:
    """Read a file and keep what it says, for its reviewer alone.

    Raises BadInputError when the file cannot be read, or no table in it is an order.
    """
    reading = read_grids(read_file(file, data))
    if not reading.lines:
        raise BadInputError(*reading.aside or (Refusal("orders.no_table", {"file": file}),))
    if len(reading.lines) > MOST_ROWS:
        facts: dict[str, str | int | bool | None] = {"file": file, "most": MOST_ROWS}
        raise BadInputError(Refusal("orders.too_many_rows", facts, "file"))
    draft = new_id()
    OrderDraft.objects.create(
        uuid=draft,
        owner_id=actor,
        file=file[:200],
        lines=[line_to_json(line) for line in reading.lines],
        aside=[asdict(refusal) for refusal in reading.aside],
        notes=list(reading.notes),
        settings={},
        started_at=at,
        changed_at=at,
    )
    return draft


def mend_row(actor: UUID, *, draft: UUID, index: int, said: Mended, at: datetime) -> Line:
    """Keep a row as its reviewer mended it. Raises BadInputError, by field."""
    with transaction.atomic():
        row = own_draft(actor, draft)
        if index >= len(row.lines):
            raise RefusedError(Refusal("orders.no_draft"))
        line, refusals = mend_line(line_from_json(row.lines[index]), said)
        refuse(refusals)
        row.lines[index] = line_to_json(line)
        row.changed_at = at
        row.save()
    return line


def mend_alike_rows(
    actor: UUID, *, draft: UUID, code: str, given: str, said: Said, at: datetime
) -> int:
    """Mend every row in which the same word was not understood; return how many.

    Raises BadInputError, by field, and then no row is changed.
    """
    with transaction.atomic():
        row = own_draft(actor, draft)
        lines = [line_from_json(value) for value in row.lines]
        plan = weigh(lines, known(), settings_of(row.settings), row.settings, at).plan
        groups = alike(lines, plan.refusals)
        group = next((g for g in groups if (g.code, g.given) == (code, given)), None)
        if group is None:
            raise RefusedError(Refusal("orders.no_draft"))
        for n in group.rows:
            line, refusals = mend_alike(lines[n], code, given, said)
            if refusals:
                raise BadInputError(*refusals)
            row.lines[n] = line_to_json(line)
        row.changed_at = at
        row.save()
    return len(group.rows)


def set_draft(actor: UUID, *, draft: UUID, said: Mapping[str, str], at: datetime) -> None:
    """Keep what is said of the whole order: body, day, circle, base and so on.

    Raises BadInputError for a date or a base amount that cannot be read; what is left empty is
    asked for only when the order is written.
    """
    settings: dict[str, object] = {
        k: said.get(k, "").strip()[:120]
        for k in ("body", "on", "paragraph", "circle", "ladder", "needs", "earlier")
    }
    refusals = []
    if settings["on"] and not _is_day(str(settings["on"])):
        refusals.append(Refusal("power.bad_date", {"given": str(settings["on"])}, "on"))
    base = "".join(said.get("base", "").split())
    if base and not (base.isascii() and base.isdigit() and 0 < int(base) < HIGHEST_BASE):
        refusals.append(Refusal("orders.bad_base", {"given": said.get("base", "")}, "base"))
    refuse(refusals)
    settings["base"] = int(base) if base else None
    with transaction.atomic():
        row = own_draft(actor, draft)
        row.settings = settings
        row.changed_at = at
        row.save()


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def discard_draft(actor: UUID, *, draft: UUID) -> None:
    """Throw a draft away; what it became stays."""
    own_draft(actor, draft).delete()


def own_draft(actor: UUID, draft: UUID) -> OrderDraft:
    """Return somebody's own draft, not written yet, and held until the transaction ends."""
    row = OrderDraft.objects.select_for_update().filter(uuid=draft, owner__uuid=actor, order=None)
    found = row.first()
    if found is None:
        raise RefusedError(Refusal("orders.no_draft"))
    return found
