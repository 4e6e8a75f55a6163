"""Looking over what a circle has agreed on."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError
from mandat.handover.agreements.queries import agreed_of, members_round, row_of
from mandat.handover.agreements.rules import LONGEST_WORDS, Followed, Look, Outcome, follow_up
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.record.rules import Json


def evaluate_agreement(
    actor: UUID,
    *,
    agreement: UUID,
    outcome: Outcome,
    helped: str,
    seen: str = "",
    review_on: date | None = None,
    at: datetime,
) -> Followed:
    """Say how it went, and if it is to go on as it is, be changed or be let go.

    Only the day of the next look is moved here. A change, or an end, is a proposal of its own.
    """
    with writing(by=actor, at=at) as door:
        row = row_of(agreement)
        if row is None:
            raise RefusedError(Refusal("agreements.not_found"))
        zone = timezone.get_current_timezone()
        members = members_round({row.circle.uuid}, at)[row.circle.uuid]
        look = Look(outcome, helped, review_on)
        found = follow_up(agreed_of(row), look, actor, members, at=at, zone=zone)
        if not isinstance(found, Followed):
            raise RefusedError(*found)
        if len(seen) > LONGEST_WORDS:
            long = {"longest": LONGEST_WORDS}
            raise RefusedError(Refusal("proposals.words_too_long", long, "seen"))
        told: dict[str, Json] = {"by": str(actor), "at": stamp(at), "outcome": found.outcome}
        door.append(
            "agreement.evaluated",
            of=new_id(),
            data={"agreement": str(agreement), **told},
            personal={"helped": helped.strip(), "seen": seen.strip()},
        )
        if found.review_on is not None:
            moved = {"review_on": found.review_on.isoformat()}
            door.append("agreement.review_moved", of=agreement, data=moved)
    return found
