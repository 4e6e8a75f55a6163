"""The urgent route: what cannot await a board's decision (Local Government Act 6:39). Pure."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.power.rules.numbered import refusal
from mandat.power.rules.organisation import Mandate, Slice
from mandat.power.rules.question import Question


def urgent_reasons(org: Slice, chain: Sequence[Mandate], question: Question) -> Iterator[Refusal]:
    """Yield what keeps an urgent mandate from being used, whoever uses it."""
    if not any(link.urgent for link in chain):
        return
    if org.book_at(question.at).urgent == "off":
        yield refusal("power.urgent_off")
    if org.matter.reserved and not org.matter.reserved_urgent:
        yield refusal("power.never_urgent", ref=org.matter.reserved_ref)
    if not question.urgent:
        yield refusal("power.urgent_only")


def may_be_urgent(org: Slice, mandate: Mandate, person: UUID, question: Question) -> bool:
    """Tell whether a person may decide urgently: where the rules say so, a member of the body.

    A substitute may not: the law names the chair, or a member whom the board has appointed.
    """
    if not mandate.urgent or org.book_at(question.at).urgent != "members":
        return True
    member = org.matter.body is None or org.matter.body in org.circles_of(person, question.at)
    return member and org.is_holder(mandate, person, question.at)
