"""Open a question, answer it, close it, erase it, report it."""

import random
import secrets
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mandat.common.ids import new_id
from mandat.common.moments import local_day
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.growth.open_questions import queries, rules
from mandat.growth.open_questions.models import OpenAnswer, OpenQuestion
from mandat.growth.rules import check_words

_CHANCE = random.SystemRandom()


def open_question(
    actor: UUID,
    *,
    title: str,
    words: str,
    forms: Collection[str],
    last_day: date | None,
    language: str,
    at: datetime,
) -> UUID:
    """Ask something that anyone with the link can answer until a day has passed."""
    today = local_day(at)
    refuse(rules.check_question(title, words, forms, last_day, today))
    assert last_day is not None  # noqa: S101 - the rule has said so
    if sum(q.open for q in queries.own_questions(actor, at)) >= rules.MOST_OPEN:
        raise RefusedError(Refusal("growth.questions_enough", {"most": rules.MOST_OPEN}))
    row = OpenQuestion.objects.create(
        uuid=new_id(),
        key=secrets.token_urlsafe(16),
        owner_id=actor,
        title=title.strip(),
        words=words.strip(),
        forms=[form for form in rules.FORMS if form in forms],
        language=language,
        at=at,
        until=timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time())),
    )
    return row.uuid


def answer(key: str, *, said: rules.Said, at: datetime) -> None:
    """Answer by a link: no sender, no time, and each part by itself."""
    with transaction.atomic():
        row = OpenQuestion.objects.select_for_update().filter(key=key).first()
        if row is None or not queries.is_open(row, at):
            raise RefusedError(Refusal("growth.question_closed"))
        refuse(rules.check_said(said, row.forms))
        if row.came >= rules.MOST_ANSWERS:
            raise RefusedError(Refusal("growth.question_full"))
        row.came += 1
        row.save()
        scale = "" if said.scale is None else str(said.scale)
        for form, value in (("words", said.words.strip()), ("tap", said.tap), ("scale", scale)):
            if value:
                _keep(row, form, value)


def _keep(row: OpenQuestion, form: str, value: str) -> None:
    """Keep one part; when enough wait, let five of them show, drawn by lot and written anew."""
    kept = {"words": value} if form == "words" else {"value": value}
    row.answers.create(form=form, **kept)
    waiting = list(row.answers.filter(form=form, batch=None))
    drawn = _CHANCE.sample(waiting, rules.to_show(len(waiting)))
    last = row.answers.filter(form=form).exclude(batch=None).order_by("-batch").first()
    batch = (last.batch or 0) + 1 if last else 1
    for one in drawn:
        one.delete()
        OpenAnswer.objects.create(
            question=row, form=form, words=one.words, value=one.value, batch=batch
        )


def _own(actor: UUID, question: UUID) -> OpenQuestion:
    row = OpenQuestion.objects.filter(uuid=question, owner__uuid=actor).first()
    if row is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    return row


def close_question(actor: UUID, *, question: UUID, at: datetime) -> None:
    """Take no more answers; those that wait show, if they are five or more."""
    row = _own(actor, question)
    if row.closed_at is None:
        row.closed_at = at
        row.save()


def erase_question(actor: UUID, *, question: UUID) -> None:
    """Erase a question with all its answers. What is reported stays until it has been looked at."""
    row = _own(actor, question)
    if row.reported_at is not None and row.looked_at is None:
        raise RefusedError(Refusal("growth.being_looked_at"))
    row.delete()


def drop_words(actor: UUID, *, question: UUID, words: UUID) -> None:
    """Erase words one has been shown, such as abuse."""
    _own(actor, question).answers.filter(pk=words).delete()


def report_question(key: str, *, why: str, at: datetime) -> None:
    """Report a question as abuse, by its link."""
    row = OpenQuestion.objects.filter(key=key).first()
    page = queries.by_key(key, at)
    if row is None or page is None or not page.reportable:
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(check_words(why))
    row.reported_at, row.report = at, why.strip()
    row.save()


def close_question_report(actor: UUID, *, question: UUID, remove: bool, at: datetime) -> None:
    """Say, as the role that looks at reports, whether a question is removed or stays."""
    if question not in {q.id for q in queries.reported_questions(actor, at)}:
        raise RefusedError(Refusal("growth.nothing_there"))
    row = OpenQuestion.objects.get(uuid=question)
    row.looked_at = at
    with transaction.atomic():
        if remove:
            row.removed, row.words = True, ""
            row.answers.all().delete()
        row.save()
