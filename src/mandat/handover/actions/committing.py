"""Making a commitment for a circle, ending one before its time, and answering to them."""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from mandat.common.ids import new_id
from mandat.common.moments import local_day
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.handover import models
from mandat.handover.rules import commitments as rules
from mandat.power import queries as power
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp


def make_commitment(
    actor: UUID, *, circle: UUID, made: rules.Made, matters: Collection[UUID] = (), at: datetime
) -> UUID:
    """Write down what a circle has bound itself to, as it was decided; return its identity.

    The actor has a role in the circle and speaks for it by name. `matters`: none means all that
    the circle can bind.
    """
    with writing(by=actor, at=at) as door:
        _of_circle(actor, circle, at)
        return _make(door, circle, made, matters, None)


def replace_commitment(
    actor: UUID,
    *,
    commitment: UUID,
    reason: str,
    made: rules.Made,
    matters: Collection[UUID] = (),
    at: datetime,
) -> UUID:
    """End a commitment before its time, with a reason and with what holds instead of it."""
    with writing(by=actor, at=at) as door:
        rows = models.Commitment.objects.select_related("circle")
        row = rows.filter(uuid=commitment, until__gt=at, ended_at=None).first()
        if row is None:
            raise RefusedError(Refusal("handover.not_holding"))
        _of_circle(actor, row.circle.uuid, at)
        if wrong := (*rules.check_reason(reason), *_wrong(made, matters, at)):
            raise BadInputError(*wrong)
        successor = _make(door, row.circle.uuid, made, matters, commitment)
        door.append(
            "commitment.ended",
            of=commitment,
            data={"ended_at": stamp(at), "ended_by": str(actor), "successor": str(successor)},
            personal={"end_reason": reason.strip()},
        )
        return successor


def answer_commitments(
    door: Door,
    *,
    handover: UUID,
    round_: int,
    must: Collection[UUID],
    answers: Iterable[rules.Answer],
) -> None:
    """Write the answers that a question to others rests on; the machine has seen that all are."""
    for answer in answers:
        if answer.commitment in must:
            door.append(
                "commitment.answered",
                of=new_id(),
                data={
                    "handover": str(handover),
                    "commitment": str(answer.commitment),
                    "round": round_,
                    "stance": answer.stance,
                    "by": str(door.by),
                    "at": stamp(door.at),
                },
                personal={"words": answer.words.strip()},
            )


def _of_circle(actor: UUID, circle: UUID, at: datetime) -> None:
    if not power.holds_role_in(actor, circle, at):
        raise RefusedError(Refusal("handover.not_of_circle"))


def _wrong(made: rules.Made, matters: Collection[UUID], at: datetime) -> tuple[Refusal, ...]:
    known = {m.id for m in power.matters()} if matters else set()
    unknown = () if set(matters) <= known else (Refusal("handover.not_found", field="matters"),)
    return (*rules.check_made(made, today=local_day(at)), *unknown)


def _make(
    door: Door, circle: UUID, made: rules.Made, matters: Collection[UUID], previous: UUID | None
) -> UUID:
    wrong = _wrong(made, matters, door.at)
    if wrong or made.last_day is None or made.on is None:
        raise BadInputError(*wrong)
    first_free = made.last_day + timedelta(days=1)
    commitment, zone = new_id(), timezone.get_default_timezone()
    door.append(
        "commitment.made",
        of=commitment,
        data={
            "circle": str(circle),
            "matters": [str(m) for m in sorted(matters)],
            "since": stamp(door.at),
            "until": stamp(datetime.combine(first_free, time(), zone)),
            "body": made.body.strip(),
            "on": made.on.isoformat(),
            "paragraph": made.paragraph.strip(),
            "made_by": str(door.by),
            "previous": str(previous) if previous else None,
        },
        personal={"words": made.words.strip()},
    )
    return commitment
