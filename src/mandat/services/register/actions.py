"""Verbs of what follows on a decision: report it, post it, correct it, say how a matter is handled.

Who has a role in the body, or founded the organisation, writes them down. Nothing is deleted: what
was wrong stands in the record, and a new entry after it.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import queries as power
from mandat.power.actions import set_handling
from mandat.power.orders.queries import may_adopt_in
from mandat.record.actions import Door, writing
from mandat.record.queries import last_entries
from mandat.record.rules import Json
from mandat.services.actions.contents import contents_of
from mandat.services.models import Ruling
from mandat.services.register.models import Meeting, Posting
from mandat.services.register.rules import ROUTES, Notice
from mandat.services.rules import ASKS, LONGEST_WORDS, contents_data, contents_personal

MOST = 1000
"""Decisions on one list or notice: an entry must fit its leaf."""
LONGEST_LINE = 200


def note_meeting(actor: UUID, *, circle: UUID, on: date, at: datetime) -> UUID:
    """Note that a body meets, or has met, on a day; return the meeting, known already or not."""
    with writing(by=actor, at=at) as door:
        _only_of(actor, circle, at)
        return _meeting(door, circle, on)


def report_decisions(
    actor: UUID,
    *,
    circle: UUID,
    rulings: Collection[UUID],
    on: date | None,
    paragraph: str,
    at: datetime,
) -> int:
    """Tick decisions as reported at a meeting that has been held; return how many (rule 25).

    Done anew it says another meeting; what was said before stays in the record.
    """
    paragraph = paragraph.strip().removeprefix("§").strip()
    wrong = _wrong_day(on, at, "on")
    if not paragraph or len(paragraph) > 40:
        wrong.append(Refusal("services.paragraph_missing", field="paragraph"))
    if not rulings or len(rulings) > MOST:
        wrong.append(Refusal("services.none_chosen", {"most": MOST}, field="rulings"))
    if wrong or on is None:
        raise BadInputError(*wrong)
    with writing(by=actor, at=at) as door:
        _only_of(actor, circle, at)
        rows = _decided_for(circle, rulings)
        if any(timezone.localtime(row.at).date() > on for row in rows):
            raise BadInputError(Refusal("services.reported_before_decided", field="on"))
        meeting = _meeting(door, circle, on)
        for row in rows:
            data = {"meeting": str(meeting), "paragraph": paragraph}
            door.append("ruling.reported", of=row.uuid, data=data)
    return len(rows)


def approve_minutes(actor: UUID, *, meeting: UUID, on: date | None, at: datetime) -> None:
    """Note on which day the minutes of a meeting were approved (rule 27)."""
    with writing(by=actor, at=at) as door:
        row = Meeting.objects.select_related("circle").get(uuid=meeting)
        _only_of(actor, row.circle.uuid, at)
        wrong = _wrong_day(on, at, "on")
        if on is not None and on.isoformat() < row.on:
            wrong.append(Refusal("services.approved_before_held", field="on"))
        if wrong or on is None:
            raise BadInputError(*wrong)
        door.append("meeting.approved", of=meeting, data={"approved": on.isoformat()})


def post_notice(
    actor: UUID,
    *,
    circle: UUID,
    posted: date | None,
    where: str,
    rulings: Collection[UUID] = (),
    meeting: UUID | None = None,
    again: UUID | None = None,
    at: datetime,
) -> UUID:
    """Put a notice on the board: of decisions minuted apart, or of approved minutes (rule 26).
    `again` is a notice that came down too early: it goes up anew, and so begins the time to appeal.
    """
    where = where.strip()
    wrong = _wrong_day(posted, at, "posted")
    if not where or len(where) > LONGEST_LINE:
        wrong.append(Refusal("services.where_missing", {"most": LONGEST_LINE}, field="where"))
    if not (rulings or meeting or again) or len(rulings) > MOST:
        wrong.append(Refusal("services.none_chosen", {"most": MOST}, field="rulings"))
    if wrong or posted is None:
        raise BadInputError(*wrong)
    posting = new_id()
    with writing(by=actor, at=at) as door:
        _only_of(actor, circle, at)
        told = [str(row.uuid) for row in _decided_for(circle, rulings)] if rulings else []
        if again is not None:
            told, meeting = _posted_before(again, circle)
        if meeting is not None:
            _approved(meeting, circle, posted)
        data: dict[str, Json] = {
            "circle": str(circle),
            "meeting": str(meeting) if meeting else None,
            "rulings": list(told),
            "posted": posted.isoformat(),
            "where": where,
            "again": str(again) if again else None,
        }
        door.append("notice.posted", of=posting, data=data)
    return posting


def _posted_before(again: UUID, circle: UUID) -> tuple[list[str], UUID | None]:
    """Return what a notice that came down told of."""
    rows = Posting.objects.select_related("meeting").filter(uuid=again, circle__uuid=circle)
    row = rows.first()
    if row is None:
        raise RefusedError(Refusal("services.not_of_the_body"))
    return row.rulings, row.meeting.uuid if row.meeting else None


def take_down_notice(actor: UUID, *, posting: UUID, on: date | None, at: datetime) -> Notice:
    """Note on which day a notice came down; return it, since it may have been too early."""
    with writing(by=actor, at=at) as door:
        row = Posting.objects.select_related("circle").get(uuid=posting)
        _only_of(actor, row.circle.uuid, at)
        wrong = _wrong_day(on, at, "on")
        if on is not None and on.isoformat() < row.posted:
            wrong.append(Refusal("services.down_before_up", field="on"))
        if wrong or on is None:
            raise BadInputError(*wrong)
        door.append("notice.taken_down", of=posting, data={"taken_down": on.isoformat()})
    return Notice(date.fromisoformat(row.posted), on)


def correct_decision(
    actor: UUID, *, ruling: UUID, written: Mapping[str, str], why: str, at: datetime
) -> None:
    """Correct what is written of a decision; never whether it was yes or no (rule 29).

    The new entry points at the one it corrects, and both stay. Whoever decided may, and those with
    a role in the body. To decide otherwise is a decision of its own.
    """
    reason, why = written.get("reason", "").strip(), why.strip()
    contents = contents_of(written)
    _check_words(reason, why)
    with writing(by=actor, at=at) as door:
        row = Ruling.objects.select_related("person", "case__matter__adopted_by").get(uuid=ruling)
        if row.case.matter.secrecy:
            door.seal()
        body = row.case.matter.adopted_by
        own = row.person is not None and row.person.uuid == actor
        if not own and not (body and may_adopt_in(actor, body.uuid, at)):
            raise RefusedError(Refusal("services.not_of_the_body"))
        if row.outcome == "no" and not reason:
            raise BadInputError(Refusal("services.missing_reason", field="reason"))
        said = last_entries([ruling], ("ruling.made", "ruling.corrected"))[ruling]
        data, words = contents_data(contents), contents_personal(contents)
        structural = {key: data[key] for key in ("presenter", "participants")}
        told = {key: words[key] for key in ("text", "alternatives", "advice")}
        door.append(
            "ruling.corrected",
            of=ruling,
            data={**structural, "corrects": said[-1][0]},
            personal={**told, "reason": reason, "why": why},
        )


def _check_words(reason: str, why: str) -> None:
    wrong = [
        Refusal("services.too_long", {"most": LONGEST_WORDS}, field=field)
        for field, words in (("reason", reason), ("why", why))
        if len(words) > LONGEST_WORDS
    ]
    if not why:
        wrong.append(Refusal("services.correction_without_why", field="why"))
    if wrong:
        raise BadInputError(*wrong)


def handle_matter(
    actor: UUID,
    *,
    matter: UUID,
    execution: bool,
    route: str,
    appealable: bool,
    asks: Collection[str],
    decision: str,
    at: datetime,
) -> None:
    """Say how a matter's decisions are handled: what they hold and how they are made known.

    `execution`: only a tariff or agreement is applied, so nothing is decided (rule 28). `decision`
    is what it rests on, as the minutes have it. For new decisions; those made stay as they were.
    """
    found = power.matter(matter)
    body = found.adopted_by if found else None
    if body is None:
        raise RefusedError(Refusal("services.no_body"))
    if not decision.strip() or len(decision) > LONGEST_LINE:
        raise BadInputError(Refusal("power.decision_missing", field="decision"))
    if route not in ("", *ROUTES) or not set(asks) <= set(ASKS):
        raise BadInputError(Refusal("services.none_chosen", {"most": MOST}, field="route"))
    with writing(by=actor, at=at) as door:
        _only_of(actor, body, at)
        set_handling(
            door,
            matter,
            execution=execution,
            route=route,
            appealable=appealable,
            asks=[key for key in ASKS if key in asks],
            source=decision.strip(),
        )


# --- small things -------------------------------------------------------------------------------


def _only_of(actor: UUID, circle: UUID, at: datetime) -> None:
    if not may_adopt_in(actor, circle, at):
        raise RefusedError(Refusal("services.not_of_the_body"))


def _wrong_day(day: date | None, at: datetime, field: str) -> list[Refusal]:
    if day is None:
        return [Refusal("services.day_missing", field=field)]
    if day > timezone.localtime(at).date():
        return [Refusal("services.day_to_come", field=field)]
    return []


def _meeting(door: Door, circle: UUID, on: date) -> UUID:
    row = Meeting.objects.filter(circle__uuid=circle, on=on.isoformat()).first()
    if row is not None:
        return row.uuid
    meeting = new_id()
    data = {"circle": str(circle), "on": on.isoformat()}
    door.append("meeting.noted", of=meeting, data=data)
    return meeting


def _decided_for(circle: UUID, rulings: Collection[UUID]) -> list[Ruling]:
    rows = Ruling.objects.filter(
        uuid__in=list(rulings), case__matter__adopted_by__uuid=circle, number__isnull=False
    )
    found = list(rows.order_by("pk"))
    if len(found) != len(set(rulings)):
        raise RefusedError(Refusal("services.not_of_the_body"))
    return found


def _approved(meeting: UUID, circle: UUID, posted: date) -> None:
    row = Meeting.objects.filter(uuid=meeting, circle__uuid=circle).first()
    if row is None or not row.approved:
        raise RefusedError(Refusal("services.not_approved_yet"))
    if posted.isoformat() < row.approved:
        raise BadInputError(Refusal("services.posted_before_approved", field="posted"))
