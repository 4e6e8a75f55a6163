"""What a giver does with a mandate that was given: sets its terms, looks it over, withdraws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import models
from mandat.power.queries.mandates import is_giver
from mandat.power.rules import Effect
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.record.rules import Json


@dataclass(frozen=True)
class Terms:
    """What a mandate says of its own; None and empty leave it to the rule book.

    `onward`: steps it may be handed on (rule 3). `on_review`: what passing its review day does
    (rule 9). `while_role`: a person's mandate that ends with this role (rule 7). `jointly`: how a
    body decides (rule 5). `frame`: what may be used up in a period (rule 17).
    """

    onward: int | None = None
    on_review: Effect | None = None
    while_role: UUID | None = None
    jointly: Mapping[str, Json] | None = None
    frame: Mapping[str, Json] | None = None


def set_terms(door: Door, mandate: UUID, terms: Terms) -> None:
    """Write what a mandate says of its own, inside a door that the caller has authorised."""
    door.append(
        "mandate.terms_set",
        of=mandate,
        data={
            "onward": terms.onward,
            "on_review": terms.on_review or "",
            "while_role": str(terms.while_role) if terms.while_role else None,
            "jointly": dict(terms.jointly) if terms.jointly else None,
            "frame": dict(terms.frame) if terms.frame else None,
        },
    )


def withdraw_mandate(actor: UUID, *, mandate: UUID, at: datetime) -> None:
    """End a mandate from now on; what hangs from it falls with it, rulings made stand (rule 11).

    One that came with a hand-over goes the way back agreed there (rule 14).
    """
    with writing(by=actor, at=at) as door:
        row = _given_by(actor, mandate, at)
        if row.handover is not None:
            raise RefusedError(Refusal("power.under_handover", {"rule": 14}))
        door.append("mandate.ended", of=mandate, data={"until": stamp(at)})


def look_over_mandate(actor: UUID, *, mandate: UUID, review_on: datetime, at: datetime) -> None:
    """Say that a mandate has been looked over and goes on; the next time is `review_on`."""
    if review_on <= at:
        raise BadInputError(Refusal("power.review_in_the_past", field="review_on"))
    with writing(by=actor, at=at) as door:
        _given_by(actor, mandate, at)
        door.append("mandate.review_moved", of=mandate, data={"review_on": stamp(review_on)})


def _given_by(actor: UUID, mandate: UUID, at: datetime) -> models.Mandate:
    row = models.Mandate.objects.get(uuid=mandate)
    if not is_giver(actor, mandate, at):
        raise RefusedError(Refusal("power.not_giver"))
    if row.until is not None and row.until <= at:
        raise RefusedError(Refusal("power.ended_already"))
    return row
