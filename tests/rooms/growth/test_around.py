"""Before and after a hand-over: who is asked, and what two groups may show."""

import random
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.common.refusals import RefusedError
from mandat.growth.around.actions import answer_around, undo_around
from mandat.growth.around.models import AroundAnswer
from mandat.growth.around.queries import AroundPage, around_asked, around_due, around_for
from mandat.growth.around.rules import CLOSES, Pair, asked_after
from mandat.growth.felt.rules import Touched
from mandat.growth.rules import Group, blurred, group_or_hidden
from mandat.growth.tokens import drawn
from mandat.handover import actions as handover
from mandat.handover.rules.looking import Grounds
from mandat.services.actions import open_case, rule_on_case
from tests.cast import DAY, NOW, Cast, an_id
from tests.rooms.growth.cast import HANDOVER
from tests.rooms.services.cast import GIVEN, Services

MARIA, AMIR, FATIMA, LENA, OLOF = (
    an_id(name) for name in ("maria", "amir", "fatima", "lena", "olof")
)
THEN = NOW + 15 * DAY


def proposed() -> UUID:
    """Let Maria ask the team whether it would decide course fees up to 5 000 kr."""
    cast = Cast()
    draft = handover.start_draft(MARIA, mandate=cast.mandate, at=NOW)
    limit = {"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}
    chosen = {"kind": "move", "to": f"role:{cast.team}", "limits": [limit], "trial_days": 14}
    handover.save_step(MARIA, draft=draft, values=chosen, at=NOW)
    handover.ask_consent(MARIA, draft=draft, at=NOW, grounds=Grounds())
    return draft


@pytest.fixture
def held(services: Services) -> UUID:
    """A hand-over in force since NOW, that Amir uses and Olof has asked under."""
    of = proposed()
    handover.give_voice(AMIR, handover=of, kind="consent", at=NOW)
    case = open_case(OLOF, service=services.course, given=GIVEN, at=NOW)
    rule_on_case(AMIR, case=case, outcome="yes", at=NOW)
    return of


def asked(person: UUID, at: object = NOW) -> list[tuple[str, str]]:
    return [(due.moment, due.part) for due in around_due(person, at)]  # type: ignore[arg-type]


@pytest.mark.django_db
def test_before_it_is_asked_of_those_who_would_receive_it_and_those_who_ask(
    services: Services,
) -> None:
    case = open_case(OLOF, service=services.course, given=GIVEN, at=NOW - DAY)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW - DAY)
    assert asked(AMIR) == []
    of = proposed()
    assert asked(AMIR) == asked(FATIMA) == [("before", "receiver")]
    assert asked(OLOF) == [("before", "asker")]
    assert asked(MARIA) == []
    answer_around(AMIR, handover=of, moment="before", value=2, at=NOW)
    assert asked(AMIR) == []
    assert [d.mine for d in around_asked(AMIR, NOW)] == [2]
    answer_around(AMIR, handover=of, moment="before", value=4, at=NOW)
    undo_around(AMIR, handover=of, moment="before", at=NOW)
    assert asked(AMIR) == [("before", "receiver")]
    answer_around(AMIR, handover=of, moment="before", value=None, at=NOW)
    assert asked(AMIR) == []
    handover.give_voice(AMIR, handover=of, kind="consent", at=NOW)
    assert asked(FATIMA) == [], "it is in force: before is over"
    with pytest.raises(RefusedError):
        answer_around(FATIMA, handover=of, moment="before", value=1, at=NOW)
    for wrong in (0, 6):
        with pytest.raises(RefusedError):
            answer_around(AMIR, handover=of, moment="before", value=wrong, at=NOW)


@pytest.mark.django_db
def test_who_declines_is_not_asked(services: Services) -> None:
    of = proposed()
    handover.decline(FATIMA, handover=of, at=NOW)
    assert asked(FATIMA) == []
    assert asked(AMIR) == [("before", "receiver")]


@pytest.mark.django_db
def test_after_it_is_asked_for_four_weeks_of_those_it_touched(held: UUID) -> None:
    assert asked(AMIR, NOW + 11 * DAY) == asked(MARIA, THEN) == asked(LENA, THEN) == []
    last = NOW + 14 * DAY - timedelta(minutes=1)
    assert asked(AMIR, last) == [("after", "receiver")]
    assert asked(OLOF, THEN) == [("after", "asker")]
    assert asked(OLOF, NOW + CLOSES - timedelta(minutes=1)) == [("after", "asker")]
    assert asked(OLOF, NOW + CLOSES) == []
    with pytest.raises(RefusedError):
        answer_around(OLOF, handover=held, moment="after", value=1, at=NOW + CLOSES)


def test_who_received_it_and_asks_answers_once() -> None:
    touched = [
        Touched(HANDOVER, "asker", NOW, NOW + DAY),
        Touched(HANDOVER, "receiver", NOW + 10 * DAY, NOW),
        Touched(HANDOVER, "asker", NOW, NOW),
    ]
    began = {HANDOVER: NOW}
    assert asked_after(touched, began, NOW + 30 * DAY) == {HANDOVER: "receiver"}
    assert asked_after(touched, began, NOW + CLOSES) == {}, "when it closes is the same for all"
    assert asked_after(touched, {}, NOW + 30 * DAY) == {}


def crowd(of: UUID, moment: str, values: list[int], part: str = "receiver") -> None:
    for n, value in enumerate(values):
        AroundAnswer.objects.create(
            token=f"{moment}-{part}-{n}", handover=of, moment=moment, part=part, value=value
        )


@pytest.mark.django_db
def test_both_show_at_once_when_nobody_is_asked_any_more(held: UUID) -> None:
    crowd(held, "before", [1, 2, 2, 1, 3, 2])
    crowd(held, "after", [4, 5, 4, 5])
    none = Pair(None, None)
    for day in range(40):
        assert around_for(held, NOW + day * DAY) == AroundPage(none, none, NOW + CLOSES)
    page = around_for(held, NOW + CLOSES)
    assert page is not None
    chance = drawn("around", str(held), "receiver", "before")
    before = blurred(group_or_hidden([1, 2, 2, 1, 3, 2]), 11, chance)
    assert page.receivers == Pair(before, None)
    assert page.receivers.finding == "few"
    assert page.askers == none
    assert around_for(held, NOW + 400 * DAY) == page
    assert around_for(an_id("other"), NOW) is None


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        (None, Group(9, 3.0), "few"),
        (Group(9, 3.0), None, "few"),
        (Group(9, 2.5), Group(9, 3.5), "unclear"),
        (Group(60, 2.0), Group(60, 4.0), "higher"),
        (Group(60, 4.0), Group(60, 2.0), "lower"),
    ],
)
def test_what_two_groups_can_say(before: Group | None, after: Group | None, finding: str) -> None:
    assert Pair(before, after).finding == finding


@pytest.mark.parametrize("count", [5, 12, 40])
@pytest.mark.parametrize("same", [0.0, 0.8])
def test_no_difference_is_found_where_there_is_none(count: int, same: float) -> None:
    """Simulated: in fewer than 5 of 100, whether or not the same people answered both times."""
    draw = random.Random(count)  # noqa: S311 - meant to be foretold
    found = 0
    for _ in range(500):
        before = draw.choices(range(1, 6), (1, 2, 4, 2, 1), k=count)
        after = [b if draw.random() < same else draw.choices(range(1, 6), (1, 2, 4, 2, 1))[0]
                 for b in before]  # fmt: skip
        groups = [blurred(group_or_hidden(v), sum(v), draw.random()) for v in (before, after)]
        found += Pair(groups[0], groups[1]).finding != "unclear"
    assert found / 500 < 0.05


@pytest.mark.django_db
def test_an_answer_holds_nothing_that_names_who_gave_it(held: UUID) -> None:
    answer_around(OLOF, handover=held, moment="after", value=4, at=THEN)
    row = AroundAnswer.objects.values().get()
    assert set(row) == {"id", "token", "handover", "moment", "part", "value"}
    assert not any(str(OLOF) in str(value) for value in row.values())


@pytest.mark.django_db
def test_switched_off_nothing_is_asked_or_shown(held: UUID, settings: object) -> None:
    settings.MEASURES_OFF = frozenset({"before_after"})  # type: ignore[attr-defined]
    assert asked(OLOF, THEN) == []
    assert around_for(held, THEN) is None


@pytest.mark.django_db
def test_as_many_queries_for_three_hand_overs_as_for_one(services: Services) -> None:
    counts = []
    for _ in range(2):
        proposed()
        with CaptureQueriesContext(connection) as found:
            around_due(AMIR, NOW)
        counts.append(len(found))
    assert counts[0] == counts[1]
