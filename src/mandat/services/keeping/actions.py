"""Letting go of what the rules no longer keep, when somebody has decided it."""

from datetime import datetime
from uuid import UUID

from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import queries as power
from mandat.power.actions import check_decision, erase_substitutions, only_founder
from mandat.power.rules import KINDS, keep_of
from mandat.record.actions import writing
from mandat.record.erasing import erase_content
from mandat.services.keeping.queries import rows_past


def dispose(actor: UUID, *, kind: str, decision: str, at: datetime) -> int:
    """Erase the words of one kind whose time is out; return how many entries lost theirs.

    `decision` is what it rests on, and stands in the record with the entries it concerned.
    """
    known = next((k for k in KINDS if k == kind), None)
    if known is None:
        facts = {"known": ", ".join(KINDS)}
        raise BadInputError(Refusal("services.unknown_kind", facts, field="kind"))
    check_decision(decision)
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        if keep_of(power.rules_page(at).book.keep, known).years is None:
            raise RefusedError(Refusal("services.kept_for_good", {"rule": 30}))
        if known == "substitutes":
            return erase_substitutions(door, decision=decision.strip(), at=at)
        return erase_content(door, kind=known, rows=rows_past(known, at), decision=decision.strip())
