"""Two worlds in which one person answered differently look the same, page for page.

For each kind of answer there is another answer and other chance under which every page, file and
day shows the very same. What a reader has seen can therefore never rule an answer out. How likely
each is, `test_attack` reckons. And nothing is left behind when somebody answers by mail.
"""

import logging
import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db.models import AutoField
from django.test import Client

from mandat.common import clock
from mandat.growth.around import queries as around_queries
from mandat.growth.around.models import AroundAnswer
from mandat.growth.felt import queries as felt_queries
from mandat.growth.felt.models import FeltAnswer
from mandat.growth.pulse import queries as pulse_queries
from mandat.growth.pulse.actions import ask_by_mail
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.pulse.queries import organisation_pulse, pulse_indices
from mandat.growth.pulse.rules import HME
from mandat.growth.rules import blur
from mandat.handover import actions as handover
from mandat.handover.rules.looking import Grounds
from mandat.jobs.notices.gather import gather
from mandat.notices import actions as notices
from mandat.notices import queries as notice_queries
from mandat.notices.queries import Link
from mandat.power.actions import open_account
from mandat.power.models import Account, Mandate
from tests.cast import DAY, NOW, Cast, an_id
from tests.rooms.services.cast import Services

pytestmark = pytest.mark.django_db

MARIA, AMIR = an_id("maria"), an_id("amir")
MONDAY = NOW.date() - timedelta(days=NOW.weekday())
ASKED = ("", "?cell=x&person=1&part=asker", "?from=2026-01-01&to=2026-01-02&format=csv")
FILES = ("pulse", "steps", "felt", "before_after")
CHANCE = {k: next(n / 1000 for n in range(1000) if blur(n / 1000) == k) for k in (0, -1)}
"""Draws that add nothing to a sum, and that take one from it."""


@pytest.fixture
def of(services: Services) -> UUID:
    """A hand-over in force, and a month and more of answers of every kind."""
    cast = Cast()
    draft = handover.start_draft(MARIA, mandate=cast.mandate, at=NOW)
    limit = {"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}
    chosen = {"kind": "move", "to": f"role:{cast.team}", "limits": [limit], "trial_days": 60}
    handover.save_step(MARIA, draft=draft, values=chosen, at=NOW)
    handover.ask_consent(MARIA, draft=draft, at=NOW, grounds=Grounds())
    handover.give_voice(AMIR, handover=draft, kind="consent", at=NOW)
    for n in range(12):
        for question in ("autonomy", "meaning"):
            PulseAnswer.objects.create(
                token=f"{question}-{n}", question=question, week=MONDAY, value=3,
                cell=cast.home if n % 2 else None,
            )  # fmt: skip
        FeltAnswer.objects.create(
            token=f"felt-{n}", handover=draft, part="receiver", value=3, batch=n // 5,
            words="", day=NOW.date(),
        )  # fmt: skip
        for moment in ("before", "after"):
            AroundAnswer.objects.create(
                token=f"{moment}-{n}", handover=draft, moment=moment, part="receiver", value=3
            )
    return draft


Monkey = pytest.MonkeyPatch


def with_chance(monkeypatch: Monkey, moved: Callable[[tuple[str, ...]], bool]) -> None:
    """Let the figures that an answer is part of have other chance."""
    for module in (pulse_queries, felt_queries, around_queries):
        monkeypatch.setattr(module, "drawn", lambda *about: CHANCE[-1 if moved(about) else 0])


def everything_seen(of: UUID, monkeypatch: Monkey) -> dict[tuple[int, str], str]:
    """Return every page and file a reader gets, on days before and after figures show."""
    found = {}
    pk = open_account(MARIA, email=f"{uuid4()}@ekby.example", password=None, at=NOW)
    child = Mandate.objects.get(handover=of).uuid
    paths = ["/", "/measures/", "/map/", f"/map/mandate/{child}/", f"/proposals/{of}/"]
    paths += [f"/state/{asked}" for asked in ASKED]
    paths += [f"/state/{name}.csv" for name in FILES]
    for day in (13, 41):
        monkeypatch.setattr(clock, "_source", lambda day=day: NOW + day * DAY)
        client = Client()
        client.force_login(Account.objects.get(pk=pk))
        for path in paths:
            page = client.get(path).content.decode()
            found[day, path] = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page)
    Account.objects.filter(pk=pk).delete()
    return found


def one_more_of_each(of: UUID) -> Callable[[tuple[str, ...]], bool]:
    """Let one answer of each kind be 4 instead of 3; tell which figures they are part of."""
    PulseAnswer.objects.filter(token="autonomy-1").update(value=4)
    FeltAnswer.objects.filter(token="felt-4").update(value=4)
    AroundAnswer.objects.filter(token__in=("before-1", "after-2")).update(value=4)
    branches = {"whole", str(Cast().home)}

    def moved(about: tuple[str, ...]) -> bool:
        if about[0] == "felt":
            return about == ("felt", str(of), "receiver", "0")
        if about[0] == "around":
            return about[:3] == ("around", str(of), "receiver")
        return about[1] == "autonomy" and about[2] in branches

    return moved


def test_one_answer_of_each_kind_can_be_another_without_anything_looking_different(
    of: UUID, monkeypatch: Monkey
) -> None:
    with_chance(monkeypatch, lambda _: False)
    seen = everything_seen(of, monkeypatch)
    moved = one_more_of_each(of)
    showing = {path for (_, path), page in everything_seen(of, monkeypatch).items()
               if page not in seen.values()}  # fmt: skip
    assert {f"/proposals/{of}/", "/state/", "/state/pulse.csv"} <= showing, "figures do show"
    with_chance(monkeypatch, moved)
    assert everything_seen(of, monkeypatch) == seen


def test_totals_tell_nothing_that_the_months_do_not(services: Services, settings: object) -> None:
    """What is reckoned needs no answer any more: all of it comes from what is shown."""
    settings.PULSE = "hme"  # type: ignore[attr-defined]
    for week in range(13):
        for person in range(54):
            PulseAnswer.objects.create(
                token=f"{person}-{week}",
                question=HME.questions[(person + week) % 9],
                week=date(2026, 7, 6) + timedelta(weeks=week),
                value=1 + person % 5,
                cell=None,
            )
    at = NOW.replace(month=10, day=20)
    shown = organisation_pulse(at, 12)
    totals = pulse_indices(shown, at)
    assert totals
    PulseAnswer.objects.all().delete()
    assert pulse_indices(shown, at) == totals


# --- answers by mail ----------------------------------------------------------------------------


def left_behind() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the answers themselves; no random parts of them."""
    random = {"uuid", "digest", "nonce", "id", "token", "session_key", "session_data"}
    found = {}
    for model in apps.get_app_config("mandat").get_models():
        if model is PulseAnswer:
            continue
        names = [f.name for f in model._meta.fields if f.name not in random]
        counted = [isinstance(f.target_field, AutoField) if f.is_relation else False
                   for f in model._meta.fields if f.name not in random]  # fmt: skip
        columns = zip(*model._default_manager.order_by("pk").values_list(*names), strict=True)
        ranked = [_ranks(c) if n else c for c, n in zip(columns, counted, strict=False)]
        found[model.__name__] = sorted(map(str, zip(*ranked, strict=True)))
    return found  # type: ignore[return-value]


def _ranks(numbers: tuple[int | None, ...]) -> list[int]:
    """Return numbers as their order: PostgreSQL goes on counting where a world was rolled back."""
    order = sorted({n for n in numbers if n is not None})
    return [-1 if n is None else order.index(n) for n in numbers]


def answered_by_mail(opened: int, sent: int, at_hour: int, monkeypatch: Monkey) -> list[str]:
    """Let Amir open one link of a mail and send an answer, hours later; return what was logged."""
    at = NOW + timedelta(days=7 - NOW.weekday())
    ask_by_mail(AMIR, wanted=True)
    gather(at)
    notices.make_letters(at=at, zone=at.tzinfo)  # type: ignore[arg-type]
    letter = next(x for x in notice_queries.letters_to_send(at) if x.person == AMIR)
    week = at.date().isoformat()
    links = [
        notices.make_link(letter=letter.id, link=Link(AMIR, "pulse", AMIR, f"{week}:{step}"), at=at)
        for step in range(1, 6)
    ]
    notices.mark_sent(letter=letter.id, at=at)
    monkeypatch.setattr(clock, "_source", lambda: at + timedelta(hours=at_hour))
    path = f"/notices/answer/{links[opened - 1]}/"
    logged: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: logged.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        Client().get(path)
        assert Client().post(path, {"answer": str(sent)}).status_code == 200
    finally:
        logging.getLogger().removeHandler(handler)
    gather(at + timedelta(hours=at_hour, minutes=1))
    assert PulseAnswer.objects.get().value == sent
    return logged


@pytest.mark.parametrize(("opened", "sent", "at_hour"), [(5, 5, 1), (1, 5, 1), (5, 1, 90)])
def test_nothing_outside_the_answer_tells_what_was_answered_by_mail_or_when(
    services: Services, monkeypatch: Monkey, opened: int, sent: int, at_hour: int
) -> None:
    from django.db import transaction

    worlds = []
    for one in ((1, 1, 1), (opened, sent, at_hour)):
        with transaction.atomic():
            point = transaction.savepoint()
            assert answered_by_mail(*one, monkeypatch=monkeypatch) == []
            worlds.append(left_behind())
            transaction.savepoint_rollback(point)
    first, other = worlds
    for table in first:
        if table != "Run":  # when the worker last did its round
            assert first[table] == other[table], table
