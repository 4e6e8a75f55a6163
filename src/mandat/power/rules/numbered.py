"""Which rule stands behind each refusal of authority (docs/reference/authority.md has them)."""

from collections.abc import Mapping

from mandat.common.refusals import Fact, Refusal

RULE_OF: Mapping[str, int] = {
    "power.no_mandate": 1,
    "power.they_no_mandate": 1,
    "power.no_chain": 1,
    "power.only_no": 2,
    "power.only_yes": 2,
    "power.over_limit": 2,
    "power.under_limit": 2,
    "power.outside": 2,
    "power.source_ended": 2,
    "power.too_far": 3,
    "power.reserved": 4,
    "power.reserved_by": 4,
    "power.jointly": 5,
    "power.jointly_all": 5,
    "power.jointly_at_least": 5,
    "power.not_constituted": 5,
    "power.automat_not_apart": 6,
    "power.automat_never": 6,
    "power.automat_only_yes": 6,
    "power.automat_no_person": 21,
    "power.not_yet": 8,
    "power.ended": 8,
    "power.review_passed": 9,
    "power.not_accepted": 10,
    "power.they_not_accepted": 10,
    "power.handed_back": 10,
    "power.case_left": 12,
    "power.paused": 12,
    "power.handed_over": 14,
    "power.rate_missing": 16,
    "power.frame_used": 17,
    "power.sum_over_limit": 18,
    "power.sum_needs_reason": 18,
    "power.urgent_only": 25,
    "power.urgent_off": 25,
    "power.urgent_member": 25,
    "power.never_urgent": 4,
    "power.conflict": 20,
    "power.not_here": 31,
    "power.own_cost": 21,
    "power.own_cost_of_holder": 21,
    "power.two_people": 21,
    "power.away": 22,
    "power.holder_present": 22,
    "power.no_stage": 31,
    "power.mere_execution": 28,
}
"""Code → number. Every code that `power.rules.answer` gives stands here; a test sees to it."""


def refusal(code: str, **facts: Fact) -> Refusal:
    """Return a refusal that carries the number of its rule as the fact `rule`."""
    return Refusal(code, {"rule": RULE_OF[code], **facts})
