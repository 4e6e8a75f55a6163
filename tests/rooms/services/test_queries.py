"""What people are shown of services and cases, and what they are not."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.common.money import Money
from mandat.record.actions import writing
from mandat.services import queries
from mandat.services.actions import open_case, rule_on_case
from tests.cast import DAY, NOW, Cast, an_id
from tests.rooms.services.cast import (
    GIVEN,
    Services,
    add_stage,
    found_services,
    hand_over,
    offer_more,
    waive,
)

pytestmark = pytest.mark.django_db

MARIA, AMIR, FATIMA, LENA, OLOF, SARA = (
    an_id(n) for n in ("maria", "amir", "fatima", "lena", "olof", "sara")
)


@pytest.fixture
def services() -> Services:
    return found_services()


def ask(service: UUID, by: UUID = AMIR, amount: str = "2 940", day: int = 0) -> UUID:
    return open_case(by, service=service, given={**GIVEN, "amount": amount}, at=NOW + day * DAY)


def rule_five(service: UUID, days: int) -> None:
    for n in range(5):
        case = ask(service, day=n - 30)
        rule_on_case(MARIA, case=case, outcome="yes", at=NOW + (n - 30 + days) * DAY)


def count(run: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        run()
    return len(captured)


def row(page: queries.CataloguePage, key: str) -> queries.ServiceRow:
    return next(r for area in page.areas for r in area.rows if r.key == key)


def test_catalogue_says_who_decides_each_service(services: Services) -> None:
    page = queries.catalogue_page(AMIR, at=NOW)
    assert row(page, "shift").first.kind == "own"
    course = row(page, "course").first
    assert (course.kind, course.names[0]["sv"], course.days) == ("other", "Head", None)
    assert dict(page.counts) == {"all": 2, "own": 1, "other": 1}
    assert [a.name["sv"] for a in page.areas if a.name] == [
        "Resor och utbildning",
        "Ledigt och arbetstid",
    ]


def test_usually_within_is_shown_from_five_cases_up(services: Services) -> None:
    rule_five(services.course, 3)
    assert row(queries.catalogue_page(AMIR, at=NOW), "course").first.days == 3
    assert row(queries.catalogue_page(AMIR, at=NOW + 100 * DAY), "course").first.days is None


def test_after_the_hand_over_a_colleague_decides_up_to_the_limit(services: Services) -> None:
    hand_over(Money(500_000, "SEK"), accepted=("amir", "fatima"), at=NOW)
    levels = row(queries.catalogue_page(AMIR, at=NOW), "course").levels
    assert [(w.kind, w.up_to) for w in levels] == [
        ("colleague", Money(500_000, "SEK")),
        ("other", None),
    ]
    page = queries.service_page(AMIR, "course", NOW)
    assert page is not None
    assert page.levels == levels


def test_two_stages_are_decided_together(services: Services) -> None:
    add_stage(role="chair", position=2)
    who = row(queries.catalogue_page(AMIR, at=NOW), "course").first
    assert (who.kind, [n["sv"] for n in who.names]) == ("together", ["Head", "Chair"])


def test_search_and_filter(services: Services) -> None:
    found = queries.catalogue_page(AMIR, words="ledig", at=NOW)
    (area,) = found.areas
    assert (area.name, [r.key for r in area.rows]) == (None, ["shift"])
    assert [p.text for p in area.rows[0].description if p.hit] == ["ledig"]
    assert queries.catalogue_page(AMIR, words="xyz", at=NOW).areas == ()
    own = queries.catalogue_page(AMIR, who="own", at=NOW)
    assert [r.key for a in own.areas for r in a.rows] == ["shift"]
    assert own.shown == 1
    assert own.counts["other"] == 1


def test_what_has_been_typed_tells_who_would_decide(services: Services) -> None:
    hand_over(Money(500_000, "SEK"), accepted=("fatima",), at=NOW)
    small = queries.who_decides(AMIR, "course", {"amount": "5 000"}, NOW)
    large = queries.who_decides(AMIR, "course", {"amount": "5 001"}, NOW)
    assert small is not None
    assert large is not None
    assert (small[0].kind, large[0].kind) == ("colleague", "other")
    assert queries.who_decides(AMIR, "nothing", {}, NOW) is None
    assert queries.service_page(AMIR, "nothing", NOW) is None


def test_case_is_seen_by_those_it_concerns_and_nobody_else(services: Services) -> None:
    case = open_case(AMIR, service=services.course, for_whom=LENA, given=GIVEN, at=NOW)
    seen = {p: queries.case_page(p, case, NOW) for p in (AMIR, LENA, MARIA, FATIMA, OLOF, SARA)}
    assert {p for p, page in seen.items() if page is not None} == {AMIR, LENA, MARIA}
    maria, amir = seen[MARIA], seen[AMIR]
    assert maria is not None
    assert amir is not None
    assert (maria.may, amir.may) == (("yes", "no", "returned"), ())
    assert maria.why is not None
    assert maria.why.id == Cast().mandate
    assert amir.waits is not None
    assert [p.name for p in amir.waits.people] == ["Maria Ekström"]
    assert queries.case_page(AMIR, an_id("no such case"), NOW) is None


def test_who_ruled_still_sees_it_and_who_handed_over_does_not(services: Services) -> None:
    hand_over(Money(500_000, "SEK"), accepted=("fatima",), at=NOW)
    case = ask(services.course)
    assert queries.case_page(MARIA, case, NOW) is None
    rule_on_case(FATIMA, case=case, outcome="yes", at=NOW + DAY)
    page = queries.case_page(FATIMA, case, NOW + 2 * DAY)
    assert page is not None
    assert [e.what for e in page.events] == ["opened", "yes"]
    assert (page.events[1].handover, page.may) == (an_id("handover"), ())


def test_passed_stage_is_told(services: Services) -> None:
    add_stage(role="chair", position=2)
    waive(Money(500_000, "SEK"), at=NOW)
    page = queries.case_page(AMIR, ask(services.course), NOW)
    assert page is not None
    assert [e.what for e in page.events] == ["opened", "passed"]
    assert page.waits is not None
    assert page.waits.who == {"sv": "Chair", "en": "Chair (en)"}


def test_case_waits_for_the_nearest_and_goes_back_when_the_trial_lapses(
    services: Services,
) -> None:
    until = NOW + 14 * DAY
    hand_over(Money(500_000, "SEK"), accepted=("amir", "fatima"), at=NOW, until=until)
    case = ask(services.course)
    assert [c.id for c in queries.waiting_for(FATIMA, NOW)] == [case]
    assert queries.waiting_for(AMIR, NOW) == queries.waiting_for(MARIA, NOW) == ()
    assert queries.waiting_for(FATIMA, until) == ()
    assert [c.id for c in queries.waiting_for(MARIA, until)] == [case]


def test_own_cases_come_with_who_they_wait_for(services: Services) -> None:
    rule_five(services.course, 2)
    ask(services.course)
    lines = queries.my_cases(AMIR, NOW + 4 * DAY)
    first = lines[0]
    assert (first.state, first.waits_for, first.waited) == (
        "open",
        {"sv": "Head", "en": "Head (en)"},
        4.0,
    )
    assert (first.usually, first.overdue) == (2, True)
    assert len(lines) == 4  # two ended more than 30 days ago
    assert len(queries.my_cases(AMIR, NOW + 60 * DAY)) == 1
    assert queries.my_cases(OLOF, NOW) == ()


def test_recent_alike_tells_no_names_and_no_free_text(services: Services) -> None:
    with writing(by=MARIA, at=NOW - 40 * DAY) as door:
        door.append("service.safeguarded", of=services.course,
                    data={"safeguards": [{"kind": "recent_alike"}]})  # fmt: skip
    for day, amount in ((-3, "3 000"), (-2, "9 000"), (-1, "2 800")):
        ask(services.course, FATIMA, amount, day)
    found = queries.who_decides(AMIR, "course", {"amount": "2 940"}, NOW)
    assert found is not None
    facts = [[(f.key, f.value) for f in a.facts] for a in found[1]]
    assert facts == [[("amount", Money(280_000, "SEK"))], [("amount", Money(300_000, "SEK"))]]
    page = queries.service_page(AMIR, "course", NOW)
    assert page is not None
    assert len(page.alike) == 3


def test_the_log_of_rulings_has_only_facts_that_may_limit(services: Services) -> None:
    rule_five(services.course, 2)
    case = ask(services.course)
    rule_on_case(MARIA, case=case, outcome="returned", reason="När?", at=NOW + DAY)
    rows = queries.log_of_rulings()
    assert len(rows) == 6
    assert {tuple(r.facts) for r in rows} == {("amount",)}
    assert (rows[-1].outcome, rows[-1].ended, rows[-1].put_at) == ("returned", "open", NOW)
    median = queries.median_wait(Cast().stage, NOW)
    assert (median and median.days, median and median.count) == (2.0, 5)
    assert queries.median_wait(Cast().stage, NOW - 60 * DAY) is None


def test_what_was_decided_under_a_hand_over(services: Services) -> None:
    hand_over(Money(500_000, "SEK"), accepted=("fatima",), at=NOW)
    rule_on_case(FATIMA, case=ask(services.course), outcome="yes", at=NOW + DAY)
    rule_on_case(MARIA, case=ask(services.course, amount="6000"), outcome="yes", at=NOW + DAY)
    under = ((an_id("handover"), NOW, NOW + DAY),)
    assert queries.decided_for(AMIR, NOW, NOW + 2 * DAY) == under
    assert queries.decided_for(AMIR, NOW + 2 * DAY, NOW + 3 * DAY) == ()
    assert queries.decided_for(FATIMA, NOW, NOW + 2 * DAY) == ()
    assert queries.mandates_used(FATIMA) == {an_id("mandate-team"): 1}
    assert not queries.waits_for_others(AMIR)


def test_as_many_queries_for_three_rows_as_for_one(services: Services) -> None:
    ask(services.course)
    runs: list[Callable[[], object]] = [
        lambda: queries.catalogue_page(AMIR, at=NOW),
        lambda: queries.waiting_for(MARIA, NOW),
        lambda: queries.my_cases(AMIR, NOW),
        queries.log_of_rulings,
    ]
    one = [count(run) for run in runs]
    rule_on_case(MARIA, case=ask(services.course), outcome="yes", at=NOW)
    ask(services.course, FATIMA)
    ask(services.course)
    offer_more("skor", "resa", "dator")
    assert [count(run) for run in runs] == one
    assert max(one) <= 37
