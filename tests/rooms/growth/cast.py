"""Course fees handed over to the team, and cases decided under it."""

from datetime import datetime
from uuid import UUID

from mandat.common.money import Money
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.services.actions import open_case, rule_on_case
from tests.cast import NOW, Cast, an_id
from tests.rooms.services.cast import GIVEN, Services, hand_over

HANDOVER = an_id("handover")
LIMIT = {"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}


def hand_over_course_fees() -> None:
    """Move course fees up to 5 000 kr to the team, with the hand-over's own row."""
    cast = Cast()
    with writing(by=an_id("maria"), at=NOW) as door:
        door.append("handover.opened", of=HANDOVER, data={
            "number": 1, "kind": "move", "matter": str(cast.matter), "stage": str(cast.stage),
            "source_mandate": str(cast.mandate), "to_person": None, "to_role": str(cast.team),
            "limits": [LIMIT], "safeguards": [], "trial_days": 14, "check_share": 20,
            "previous": None, "owner": str(an_id("maria")), "opened_at": stamp(NOW),
            "state": "trial", "round": 1,
        }, personal={"reason": "", "conditions": {}})  # fmt: skip
    hand_over(Money(500_000, "SEK"), accepted=("fatima", "lena"), at=NOW)


def decided(services: Services, at: datetime = NOW) -> UUID:
    """Let Amir ask and Fatima say yes; return the ruling."""
    case = open_case(an_id("amir"), service=services.course, given=GIVEN, at=at)
    return rule_on_case(an_id("fatima"), case=case, outcome="yes", at=at)
