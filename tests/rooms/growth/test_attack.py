"""Somebody with many readings, and somebody who knows all answers but one, learn none of them.

The formal claim: whatever is shown, each of the five values of any single answer would have shown
it too with a probability above nought, and no two values differ in it by more than e² for one
figure. What is not covered (how many answered, the operator) is in what-is-protected.md.
"""

import math
import random
import re
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from mandat.common import clock
from mandat.growth.feedback.actions import give_feedback, thank
from mandat.growth.feedback.models import Feedback
from mandat.growth.feedback.queries import feedback_for, feedback_from, shared_feedback
from mandat.growth.feedback.rules import Said
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.pulse.queries import PulseMonth, organisation_pulse
from mandat.growth.pulse.rules import OWN, question_for, week_of
from mandat.growth.rules import (
    EPSILON,
    FEWEST,
    Group,
    blurred,
    blurred_batches,
    group_or_hidden,
    safe_cells,
)
from mandat.power.actions import open_account
from mandat.power.models import Account
from tests.cast import DAY, NOW, Cast, an_id
from tests.rooms.services.cast import Services

MARIA, AMIR, FATIMA, OLOF = (an_id(n) for n in ("maria", "amir", "fatima", "olof"))
DRAWS = 2_000


def shown(answers: list[int], drawn: float) -> Group | None:
    return blurred(group_or_hidden(answers), sum(answers), drawn)


@pytest.mark.parametrize("count", [5, 6, 9])
@pytest.mark.parametrize("known", [1, 3, 5])
def test_all_answers_but_one_do_not_tell_the_last(count: int, known: int) -> None:
    """Hide one: for every figure that can show, no value of the hidden answer is ruled out."""
    others = [known] * (count - 1)
    likely = {
        value: Counter(shown([*others, value], (n + 0.5) / DRAWS) for n in range(DRAWS))
        for value in range(1, 6)
    }
    for group in set().union(*likely.values()):
        odds = [likely[value][group] / DRAWS for value in likely]
        if max(odds) > 0.02:  # rarer figures cannot be reckoned from so few draws
            assert min(odds) > 0
            assert max(odds) / min(odds) <= math.exp(EPSILON) * 1.25


@pytest.mark.parametrize("known", [1, 4])
def test_all_that_is_ever_shown_of_how_it_felt_tells_no_more_than_one_draw(known: int) -> None:
    """Whoever looks after each five and knows four of the first cannot tell the fifth."""
    later = [(5, 17, 0.3), (5, 12, 0.8)]

    def history(value: int, drawn: float) -> tuple[Group | None, ...]:
        first = (5, 4 * known + value, drawn)
        return tuple(blurred_batches([first, *later[:n]]) for n in range(3))

    likely = {
        value: Counter(history(value, (n + 0.5) / DRAWS) for n in range(DRAWS))
        for value in range(1, 6)
    }
    for seen in set().union(*likely.values()):
        odds = [likely[value][seen] / DRAWS for value in likely]
        if max(odds) > 0.02:
            assert min(odds) > 0
            assert max(odds) / min(odds) <= math.exp(EPSILON) * 1.25


def test_an_answer_that_joins_or_leaves_a_small_cell_is_not_seen() -> None:
    draw = random.Random(1)  # noqa: S311 - meant to be foretold
    for _ in range(500):
        cells = {c: [draw.randint(1, 5) for _ in range(draw.randint(0, 9))] for c in "abcd"}
        group = safe_cells(cells)
        hidden = [len(cells[c]) for c, found in group.items() if found is None and cells[c]]
        assert not hidden or sum(hidden) >= FEWEST or all(g is None for g in group.values())


def answer(person: int, value: int, week: date, cell: UUID | None) -> None:
    who = UUID(int=person)
    PulseAnswer.objects.create(
        token=f"{person}-{week}",
        question=question_for(week, who, OWN.questions),
        week=week,
        value=value,
        cell=cell,
    )


@pytest.mark.django_db
def test_reading_every_day_never_shows_a_figure_move(services: Services) -> None:
    """What is shown of a month is the same on every day it is shown, however often it is read."""
    draw = random.Random(2)  # noqa: S311 - meant to be foretold
    week = week_of(NOW.date())
    seen: dict[tuple[date, str], PulseMonth] = {}
    for number in range(9):
        monday = week + timedelta(weeks=number)
        for day in range(7):
            for person in range(day, 42, 7):
                cell = (Cast().home, None)[person % 2]
                answer(person, draw.randint(1, 5), monday, cell)
            at = NOW + (7 * number + day - NOW.weekday()) * DAY
            for found in organisation_pulse(at):
                assert seen.setdefault((found.month, found.question), found) == found
    assert seen
    groups = [g for m in seen.values() for g in (m.whole, *(b for _, b in m.branches)) if g]
    assert groups
    assert all(g.count >= FEWEST for g in groups)


@pytest.mark.django_db
def test_pages_take_no_filter_that_cuts_a_group_smaller(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = week_of(NOW.date())
    for person in range(40):
        answer(person, person % 5 + 1, week, Cast().home)
    monkeypatch.setattr(clock, "_source", lambda: NOW + 42 * DAY)
    pk = open_account(MARIA, email="maria@ekby.example", password=None, at=NOW)
    client = Client()
    client.force_login(Account.objects.get(pk=pk))

    def figures(path: str) -> str:
        page = client.get(path).content.decode()
        main = page.split("<main")[1].split("</main>")[0]
        assert "8 svar i juni 2026" in main.replace("\xa0", " ")
        return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", main)

    plain = figures("/state/")
    for asked in ("cell=x", "from=2026-01-01&to=2026-01-02", "week=1", "person=1", "question=x"):
        assert figures(f"/state/?{asked}") == plain


@pytest.mark.django_db
def test_without_a_name_time_order_and_number_tell_nothing(services: Services) -> None:
    """The same is shown whoever of five wrote first, whenever in the day."""
    people = [AMIR, FATIMA, OLOF, an_id("lena"), an_id("erik")]
    views = set()
    for turn in range(5):
        Feedback.objects.all().delete()
        for hour, who in enumerate(people[turn:] + people[:turn]):
            give_feedback(
                who,
                about="person",
                of=MARIA,
                said=Said(tap="helped"),
                openness="anonymous",
                at=NOW + hour * DAY / 48,
            )
            assert feedback_for(MARIA, NOW + hour * DAY / 48) == ()
        lines = feedback_for(MARIA, NOW + DAY)
        assert [f.id for f in lines] == sorted(f.id for f in lines)
        assert all(f.id.version == 4 for f in lines)
        views.add(tuple((f.about, f.of, f.sender, f.said, f.at) for f in lines))
    assert len(views) == 1


@pytest.mark.django_db
def test_a_name_left_out_cannot_be_brought_back(services: Services) -> None:
    one = give_feedback(
        AMIR, about="person", of=MARIA, said=Said("x"), openness="anonymous", at=NOW
    )
    thank(MARIA, feedback=one, at=NOW + DAY)
    row = Feedback.objects.values().get()
    assert row["sender_id"] is None
    assert not any(str(AMIR) in str(value) for value in row.values())
    assert feedback_from(AMIR) == shared_feedback() == ()
