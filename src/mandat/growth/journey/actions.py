"""Verbs of journeys. Each is done to one's own; what is not one's own is not there."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mandat.common.ids import new_id
from mandat.common.moments import local_day
from mandat.common.refusals import BadInputError, Refusal, RefusedError, refuse
from mandat.growth.journey import queries, rules
from mandat.growth.journey.models import Companion, Journey, JourneyStep, Story
from mandat.growth.obstacles.models import Obstacle
from mandat.growth.steps.actions import recount

HELD = ("", "power", "habit", "endurance")


def start_journey(
    actor: UUID,
    *,
    today: str,
    tomorrow: str,
    handover: UUID | None = None,
    change: str = "",
    at: datetime,
) -> UUID:
    """Say where one is and wants to be; return the journey's identity."""
    refuse(rules.check_place(today, tomorrow, change))
    _check_tie(actor, handover, at)
    journey = new_id()
    Journey.objects.create(
        uuid=journey,
        owner_id=actor,
        today=today.strip(),
        tomorrow=tomorrow.strip(),
        handover=handover,
        change=change.strip(),
        started_at=at,
    )
    return journey


def change_journey(
    actor: UUID,
    *,
    journey: UUID,
    today: str,
    tomorrow: str,
    handover: UUID | None = None,
    change: str = "",
    at: datetime,
) -> None:
    """Say it anew; what was said before is gone."""
    row = _own(actor, journey)
    refuse(rules.check_place(today, tomorrow, change))
    if handover != row.handover:
        _check_tie(actor, handover, at)
    row.today, row.tomorrow = today.strip(), tomorrow.strip()
    row.handover, row.change = handover, change.strip()
    row.save()


def erase_journey(actor: UUID, *, journey: UUID, at: datetime) -> None:
    """Erase a journey with its steps, its companion's view of it and its stories."""
    with transaction.atomic():
        _own(actor, journey).delete()
        _show_no_longer(actor)
        recount(actor, at)


def let_count(actor: UUID, *, journey: UUID, counts: bool, at: datetime) -> None:
    """Let steps that are done count without one's name, or not; this month's follow."""
    with transaction.atomic():
        row = _own(actor, journey)
        row.counts = counts
        row.save()
        recount(actor, at)


def take_step(
    actor: UUID, *, journey: UUID, what: str, when: str, where: str, by: date | None, at: datetime
) -> UUID:
    """Set oneself a small step; return its identity."""
    row = _own(actor, journey)
    under_way = row.steps.filter(outcome="").count()
    today = local_day(at)
    refuse(rules.check_step(what, when, where, by, today=today, under_way=under_way))
    if by is None:
        raise BadInputError(Refusal("growth.missing_words", field="by"))
    step = new_id()
    JourneyStep.objects.create(
        uuid=step,
        journey=row,
        what=what.strip(),
        when=when.strip(),
        where=where.strip(),
        by=by,
        begun_at=at,
        outcome="",
    )
    return step


def end_step(actor: UUID, *, step: UUID, outcome: str, at: datetime) -> UUID:
    """Say that a step is done, changed or let go; return its journey. None is a failure."""
    found = JourneyStep.objects.select_related("journey").filter(
        uuid=step, journey__owner__uuid=actor, outcome=""
    )
    row = found.first()
    if row is None or outcome not in rules.OUTCOMES:
        raise RefusedError(Refusal("growth.nothing_there"))
    with transaction.atomic():
        row.outcome, row.ended_at = outcome, at
        row.save()
        recount(actor, at)
    return row.journey.uuid


def ask_companion(actor: UUID, *, journey: UUID, whom: UUID, question: str, at: datetime) -> UUID:
    """Ask somebody to walk beside; they see the question and nothing else."""
    with transaction.atomic():
        row = _own(actor, journey)
        page = queries.journey_page(journey, actor, at)
        if page and page.companion and page.companion.stand in {"asked", "beside"}:
            raise RefusedError(Refusal("growth.companion_one"))
        askings = queries.askings_of(actor)
        refuse(rules.check_asking(askings, whom, actor, question, at))
        asking = new_id()
        Companion.objects.create(
            uuid=asking, journey=row, person_id=whom, question=question.strip(), asked_at=at
        )
    return asking


def answer_asking(actor: UUID, *, asking: UUID, yes: bool, at: datetime) -> None:
    """Say yes, or not now: without a reason, and told to nobody but the one who asked."""
    row = _asked(actor, asking, at, "asked")
    row.accepted = yes
    row.save()


def show_companion(actor: UUID, *, journey: UUID, parts: Collection[str]) -> None:
    """Choose what the companion sees besides the question."""
    row = _own(actor, journey)
    for one in row.companions.filter(ended=False, accepted=True):
        one.shows = [part for part in rules.SHOWN if part in parts]
        one.save()


def end_companion(actor: UUID, *, asking: UUID, at: datetime) -> None:
    """End it in one step, as the owner or as the companion; also a question not answered yet."""
    row = Companion.objects.select_related("journey").filter(uuid=asking, ended=False).first()
    if row is None or not _takes_part(actor, row, at):
        raise RefusedError(Refusal("growth.nothing_there"))
    with transaction.atomic():
        row.ended, row.shows = True, []
        row.save()
        _show_no_longer(row.journey.owner.uuid)


def _show_no_longer(owner: UUID) -> None:
    """Let go of what was shown to those who no longer walk beside.

    Were they asked along again later, they would else read it without its owner having chosen so.
    """
    beside = [one.id for one in queries.companions_of(owner)]
    shown = Obstacle.objects.filter(owner__uuid=owner).exclude(shown_to=None)
    for row in shown.exclude(shown_to__uuid__in=beside):
        row.shown_to = None
        row.save()


def tell_story(actor: UUID, *, journey: UUID, words: str, held: str = "", at: datetime) -> UUID:
    """Share what helped, by name."""
    row = _own(actor, journey)
    refuse(rules.check_story(words))
    if held not in HELD:
        raise BadInputError(Refusal("growth.nothing_there", field="held"))
    story = new_id()
    Story.objects.create(
        uuid=story, teller_id=actor, journey=row, words=words.strip(), held=held, at=at
    )
    return story


def take_back_story(actor: UUID, *, story: UUID) -> None:
    """Take back a story of one's own; it is erased."""
    gone, _ = Story.objects.filter(uuid=story, teller__uuid=actor).delete()
    if not gone:
        raise RefusedError(Refusal("growth.nothing_there"))


def _own(actor: UUID, journey: UUID) -> Journey:
    row = Journey.objects.filter(uuid=journey, owner__uuid=actor).first()
    if row is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    return row


def _asked(actor: UUID, asking: UUID, at: datetime, stand: rules.Stand) -> Companion:
    page = queries.beside_page(asking, actor, at)
    if page is None or page.stand != stand:
        raise RefusedError(Refusal("growth.nothing_there"))
    return Companion.objects.get(uuid=asking)


def _takes_part(actor: UUID, row: Companion, at: datetime) -> bool:
    if row.journey.owner.uuid == actor:
        return True
    return row.person.uuid == actor and queries.beside_page(row.uuid, actor, at) is not None


def _check_tie(actor: UUID, handover: UUID | None, at: datetime) -> None:
    seen = {h for h, _ in queries.changes_to_tie(actor, at)} if handover else set()
    if handover is not None and handover not in seen:
        raise BadInputError(Refusal("growth.nothing_there", field="handover"))
