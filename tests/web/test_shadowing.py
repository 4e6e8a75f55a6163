"""Shadowing, page by page: what each is asked, what each sees, and when it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.handover import actions, models
from mandat.handover.queries import shadow
from mandat.record.actions import writing
from mandat.services.actions import open_case, rule_on_case, send_again
from tests.cast import DAY, NOW, Cast, an_id
from tests.members import as_member
from tests.rooms.services.cast import GIVEN, Services, add_stage, found_services

MARIA, AMIR, FATIMA, LENA = (an_id(n) for n in ("maria", "amir", "fatima", "lena"))


@dataclass
class Now:
    at: datetime = NOW


@pytest.fixture
def now(db: None) -> Iterator[Now]:
    moment = Now()
    clock.use(lambda: moment.at)
    yield moment
    clock.use(clock.system)


@pytest.fixture
def services(now: Now) -> Services:
    return found_services()


def shadowing(kind: str = "move") -> UUID:
    """Let Maria think course fees over, and let others answer beside her."""
    draft = actions.start_draft(MARIA, mandate=Cast().mandate, at=NOW)
    to = f"role:{Cast().team}" if kind == "move" else ""
    actions.save_step(MARIA, draft=draft, values={"kind": kind, "to": to}, at=NOW)
    actions.start_shadowing(MARIA, draft=draft, at=NOW)
    return draft


def asked(services: Services, at: datetime = NOW, by: UUID = LENA) -> UUID:
    return open_case(by, service=services.course, given=GIVEN, at=at)


def row(handover: UUID) -> models.Handover:
    return models.Handover.objects.get(uuid=handover)


@pytest.mark.parametrize("said", ["yes", "no", "ask"])
def test_one_case_at_a_time_with_three_answers(services: Services, said: str) -> None:
    cases = [asked(services), asked(services)]
    amir, path = as_member("amir"), f"/handover/{shadowing()}/cases"
    for left in (2, 1):
        page = amir.get(path).content.decode()
        assert page.count("<dl") == 1
        assert all(f'value="{answer}"' in page for answer in ("yes", "no", "ask"))
        assert f"{left} ärende" in page
        case = next(str(c) for c in cases if str(c) in page)
        amir.post(path, {"case": case, "said": said})
    assert "Inga ärenden väntar" in amir.get(path).content.decode()
    assert set(models.ShadowAnswer.objects.values_list("says", flat=True)) == {said}


@pytest.mark.parametrize("form", [{}, {"said": "yes"}, {"case": "x", "said": "yes"}])
def test_an_odd_answer_keeps_nothing(services: Services, form: dict[str, str]) -> None:
    asked(services)
    handover = shadowing()
    assert as_member("amir").post(f"/handover/{handover}/cases", form).status_code == 302
    case = {"case": str(an_id("elsewhere")), "said": "yes"}
    as_member("amir").post(f"/handover/{handover}/cases", case)
    assert not models.ShadowAnswer.objects.exists()
    with pytest.raises(RefusedError):
        actions.answer_shadow(AMIR, handover=handover, case=asked(services), says="x", at=NOW)


def test_a_case_sent_back_is_alike_with_asking_more_also_when_it_comes_again(
    services: Services, now: Now
) -> None:
    case, handover = asked(services), shadowing()
    actions.answer_shadow(AMIR, handover=handover, case=case, says="ask", at=NOW)
    actions.answer_shadow(FATIMA, handover=handover, case=case, says="yes", at=NOW)
    rule_on_case(MARIA, case=case, outcome="returned", reason="Vilken kurs?", at=NOW + DAY)
    send_again(LENA, case=case, given=GIVEN, at=NOW + 2 * DAY)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW + 3 * DAY)
    page = shadow.shadow_page(row(handover), MARIA, frozenset({MARIA}))
    alike = {person.id: (found.alike, found.compared) for person, found in page.others}
    assert alike == {AMIR: (1, 1), FATIMA: (0, 1)}


def test_a_case_that_was_withdrawn_is_not_compared(services: Services) -> None:
    from mandat.services.actions import withdraw_case

    case, handover = asked(services), shadowing()
    actions.answer_shadow(AMIR, handover=handover, case=case, says="yes", at=NOW)
    withdraw_case(LENA, case=case, at=NOW + DAY)
    found = shadow.shadow_page(row(handover), AMIR, frozenset({MARIA})).agreement
    assert (found.compared, found.undecided) == (0, 0)


def test_the_range_stands_beside_the_share_for_both(services: Services) -> None:
    cases, handover = [asked(services) for _ in range(3)], shadowing()
    for case in cases:
        actions.answer_shadow(AMIR, handover=handover, case=case, says="yes", at=NOW)
        rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    assert "från 4 till 10 av 10" in as_member("amir").get(
        f"/handover/{handover}/cases"
    ).content.decode().replace("\xa0", " ")
    page = as_member("maria").get(f"/handover/{handover}/cases").content.decode()
    assert "i längden 4 till 10 av 10" in page
    fatima = as_member("fatima").get(f"/handover/{handover}/cases").content.decode()
    assert "Amir" not in fatima
    assert "av 10" not in fatima


def test_who_stands_aside_is_no_longer_seen_by_the_giver_or_in_the_grounds(
    services: Services,
) -> None:
    case, handover = asked(services), shadowing()
    actions.answer_shadow(AMIR, handover=handover, case=case, says="yes", at=NOW)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    for who in (MARIA, AMIR):
        actions.share_agreement(who, handover=handover, shares=True)
    givers = frozenset({MARIA})
    assert shadow.shown_in_grounds(row(handover), givers) is not None
    actions.decline(AMIR, handover=handover, at=NOW)
    assert shadow.shadow_page(row(handover), MARIA, givers).others == ()
    assert shadow.shown_in_grounds(row(handover), givers) is None


def test_it_goes_into_the_grounds_only_when_both_let_it(services: Services) -> None:
    case, handover = asked(services), shadowing()
    for who in (AMIR, FATIMA):
        actions.answer_shadow(who, handover=handover, case=case, says="yes", at=NOW)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    givers = frozenset({MARIA})
    actions.share_agreement(AMIR, handover=handover, shares=True)
    assert shadow.shown_in_grounds(row(handover), givers) is None
    actions.share_agreement(MARIA, handover=handover, shares=True)
    found = shadow.shown_in_grounds(row(handover), givers)
    assert found is not None
    assert found.compared == 1  # Fatima's is not in it
    actions.share_agreement(AMIR, handover=handover, shares=False)
    assert shadow.shown_in_grounds(row(handover), givers) is None


def test_it_ends_by_itself_after_two_weeks(services: Services, now: Now) -> None:
    handover = shadowing()
    inside = asked(services, NOW + 13 * DAY)
    asked(services, NOW + 15 * DAY)
    waiting = shadow.cases_to_answer(row(handover), AMIR)
    assert [c.id for c in waiting] == [inside]
    now.at = NOW + 16 * DAY
    actions.answer_shadow(AMIR, handover=handover, case=inside, says="yes", at=now.at)
    page = as_member("amir").get(f"/handover/{handover}/cases").content.decode()
    assert "De två veckorna är över" in page
    assert "De två veckorna" not in as_member("maria").get("/").content.decode()


# --- removing a stage: needed me or not ---------------------------------------------------------


def test_before_ruling_a_giver_notes_if_a_case_needed_them(services: Services) -> None:
    add_stage(role="chair", position=2)
    case, handover = asked(services), shadowing("remove")
    maria = as_member("maria")
    page = maria.get(f"/cases/{case}/").content.decode()
    assert "Behöver det här ärendet dig?" in page
    answer = maria.post(
        f"/handover/{handover}/cases", {"case": str(case), "said": "not_needed", "back": "1"}
    )
    assert answer.headers["Location"] == f"/cases/{case}/"
    assert not models.NeededNote.objects.get().needed
    assert "Behöver det här ärendet dig?" not in maria.get(f"/cases/{case}/").content.decode()
    assert shadow.notes_of(row(handover)) == (0, 1)


def test_once_it_is_ruled_on_it_is_too_late_to_note(services: Services) -> None:
    add_stage(role="chair", position=2)
    case, handover = asked(services), shadowing("remove")
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    with pytest.raises(RefusedError):
        actions.note_needed_me(MARIA, handover=handover, case=case, needed=True, at=NOW)
    assert shadow.note_asked(MARIA, case) is None


def test_nobody_notes_where_a_decision_moves_nor_but_the_giver(services: Services) -> None:
    case, handover = asked(services), shadowing()
    for who in (MARIA, AMIR):
        with pytest.raises(RefusedError):
            actions.note_needed_me(who, handover=handover, case=case, needed=True, at=NOW)
    assert shadow.note_asked(MARIA, case) is None
    page = as_member("maria").get(f"/handover/{handover}/cases").content.decode()
    assert "De svarar bredvid dig" in page
    assert 'name="case"' not in page


# --- Today --------------------------------------------------------------------------------------


def test_today_reminds_while_cases_wait_and_counts_them_as_no_task(services: Services) -> None:
    case, handover = asked(services), shadowing()
    amir = as_member("amir")
    page = amir.get("/").content.decode()
    assert "Sida vid sida" in page
    assert "Maria Ekström bestämmer fortfarande" in page
    assert "Sida vid sida" not in as_member("maria").get("/").content.decode()
    assert "Sida vid sida" not in as_member("sara").get("/").content.decode()
    actions.answer_shadow(AMIR, handover=handover, case=case, says="yes", at=NOW)
    assert "Sida vid sida" not in amir.get("/").content.decode()


def test_today_asks_as_often_however_many_cases_wait(services: Services) -> None:
    asked(services)
    shadowing()
    amir = as_member("amir")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            amir.get("/")
        return len(found)

    queries()
    few = queries()
    for _ in range(6):
        asked(services)
    assert queries() == few


def test_a_secret_matter_is_neither_shadowed_nor_reminded_of(services: Services) -> None:
    from tests.rooms.services.cast import make_secret

    case, handover = asked(services), shadowing()
    make_secret()
    assert shadow.cases_to_answer(row(handover), AMIR) == ()
    assert shadow.waits_beside(AMIR) == ()
    with pytest.raises(RefusedError):
        actions.answer_shadow(AMIR, handover=handover, case=case, says="yes", at=NOW)


def test_what_shadowing_keeps_is_not_in_the_record(services: Services) -> None:
    from mandat.record.queries import verify

    case, handover = asked(services), shadowing()
    actions.answer_shadow(AMIR, handover=handover, case=case, says="yes", at=NOW)
    with writing(by=None, at=NOW):
        pass
    assert verify().agrees
