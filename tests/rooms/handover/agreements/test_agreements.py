"""Agreements: how they stand by the clock, looked over, replaced, let go, and told of."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from mandat.api.actions import make_token
from mandat.common import clock
from mandat.handover.agreements import rules
from mandat.handover.agreements.queries import agreement_page, agreements_waiting
from mandat.handover.proposals import actions, models
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules.values import Tension
from mandat.jobs.notices.gather import gather
from mandat.notices.models import Notice
from mandat.record.queries import verify
from tests.cast import NOW, Cast, an_id, found_ekby
from tests.members import as_member

ZONE = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)
ME, OTHER = UUID(int=1), UUID(int=2)
MARIA = an_id("maria")
TEAM = tuple(an_id(n) for n in ("amir", "fatima", "lena"))
WHY = Tension("Vi väntar", "I maj", "Vi hade sluppit")
LONGEST = rules.LONGEST_TO_REVIEW.days


@given(
    review=st.integers(-400, 400),
    ends=st.none() | st.integers(-400, 400),
    again=st.none() | st.integers(-30, 900),
    outcome=st.sampled_from(rules.OUTCOMES),
    member=st.booleans(),
    helped=st.sampled_from(["", " ", "Ja"]),
)
def test_keeping_only_moves_the_next_look_and_never_past_an_end(
    *,
    review: int,
    ends: int | None,
    again: int | None,
    outcome: rules.Outcome,
    member: bool,
    helped: str,
) -> None:
    today = NOW.astimezone(ZONE).date()
    until = None if ends is None else rules.end_of(today + ends * DAY, ZONE)
    agreed = rules.Agreed(NOW - 500 * DAY, until, today + review * DAY)
    look = rules.Look(outcome, helped, None if again is None else today + again * DAY)
    found = rules.follow_up(agreed, look, ME, {ME} if member else {OTHER}, at=NOW, zone=ZONE)
    holds = until is None or until > NOW
    assert (rules.standing(agreed, NOW, ZONE) in rules.HOLDS) is holds
    if not isinstance(found, rules.Followed):
        return
    assert holds
    assert member
    assert helped.strip()
    if outcome != "keep":
        assert found.review_on is None
        return
    assert again is not None
    assert 0 < again <= LONGEST
    assert ends is None or again <= ends


def test_how_it_stands_follows_from_the_clock() -> None:
    last = date(2026, 12, 10)
    until = rules.end_of(last, ZONE)
    assert until == datetime(2026, 12, 10, 23, tzinfo=UTC)  # the day is held out, in Sweden
    agreed = rules.Agreed(NOW, until, date(2026, 12, 5))
    table = [
        (date(2026, 11, 20), "holds"),
        (date(2026, 12, 1), "ends_soon"),
        (date(2026, 12, 5), "due"),
        (last, "due"),
        (last + DAY, "ended"),
    ]
    for day, expected in table:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)
        assert rules.standing(agreed, noon, ZONE) == expected, day


# --- in the database ------------------------------------------------------------------------------


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return found_ekby()


def adopted(change: kinds.Change, at: datetime) -> UUID:
    """Have a change consented to by all, one with a concern; return its proposal."""
    one = actions.open_proposal(MARIA, title="Förslag", why=WHY, changes=[change], at=at - 12 * DAY)
    actions.ask_consent(MARIA, proposal=one, at=at - 2 * DAY)
    worry = {"words": "Vi är få", "watch": "Övertid"}
    actions.speak(TEAM[0], proposal=one, kind="concern", at=at, **worry)
    for person in TEAM[1:]:
        actions.speak(person, proposal=one, kind="consent", at=at)
    return one


def agree(cast: Cast, title: str, at: datetime, **more: str | UUID) -> UUID:
    review = (at + 30 * DAY).date().isoformat()
    told = {"success": "Ingen väntar", **more}
    change = kinds.Agree(cast.home, title, "Åtta.", review, cast.team, **told)  # type: ignore[arg-type]
    proposal = adopted(change, at)
    return models.Agreement.objects.get(proposal__uuid=proposal).uuid


@pytest.mark.django_db
def test_an_agreement_is_followed_up_replaced_and_told_of(cast: Cast) -> None:
    first = agree(cast, "Morgonmöte", NOW - 60 * DAY)
    gather(NOW)
    told = set(Notice.objects.filter(kind="agreement_due").values_list("person", flat=True))
    assert told >= set(TEAM)
    amir, path = as_member("amir"), f"/agreements/{first}/"
    assert "Morgonmöte" in amir.get("/").content.decode()
    shown = amir.get(path).content.decode()
    assert "Övertid" in shown
    assert "Ingen väntar" in shown
    assert amir.post(path, {"outcome": "keep", "helped": ""}).status_code == 422
    led = amir.post(path, {"outcome": "amend", "helped": "Lite"})["Location"]
    assert led.endswith(f"/agreement/?replaces={first}")
    assert 'value="Morgonmöte"' in amir.get(led).content.decode()
    lapse = amir.post(path, {"outcome": "lapse", "helped": "Nej"})["Location"]
    assert lapse.endswith(f"/agreement_let_go/?agreement={first}")
    second = agree(cast, "Kort möte", NOW, replaces=first, because="Det drog ut")
    page = agreement_page(second, TEAM[0], NOW)
    assert page is not None
    assert [link.id for link in page.chain] == [first, second]
    assert (page.because, page.concerns[0].watch) == ("Det drog ut", "Övertid")
    old = agreement_page(first, TEAM[0], NOW)
    assert old is not None
    assert (old.line.standing, old.may_evaluate) == ("replaced", False)
    assert {e.outcome for e in old.looks} == {"amend", "lapse"}
    day = (NOW + 200 * DAY).date()
    kept = {"outcome": "keep", "helped": "Bra", "review_on": day.isoformat()}
    assert amir.post(f"/agreements/{second}/", kept).status_code == 302
    again = agreement_page(second, TEAM[0], NOW)
    assert again is not None
    assert again.line.review_on == day
    adopted(kinds.LetGo(second, "Kort möte"), NOW + 20 * DAY)
    gone = agreement_page(second, TEAM[0], NOW + 21 * DAY)
    assert gone is not None
    assert gone.line.standing == "let_go"
    assert gone.let_go_by is not None
    assert "Morgonmöte" in amir.get("/agreements/").content.decode()
    _, token = make_token(an_id("olof"), name="Intranet", at=NOW)
    system = Client(headers={"Authorization": f"Bearer {token}"})
    listed = system.get("/api/v1/agreements?circle=home").json()
    whole = system.get(f"/api/v1/agreements/{second}").json()
    assert {a["id"] for a in listed} <= {str(first), str(second)}
    assert [link["title"] for link in whole["chain"]] == ["Morgonmöte", "Kort möte"]
    assert whole["watch"] == ["Övertid"]
    assert system.get(f"/api/v1/agreements/{an_id('olof')}").status_code == 404
    assert verify().agrees


@pytest.mark.django_db
def test_an_agreement_with_an_end_says_so_and_lapses_by_the_clock_alone(cast: Cast) -> None:
    ends = NOW + 40 * DAY
    one = agree(cast, "Provet", NOW, ends_on=ends.date().isoformat())
    assert agreements_waiting(NOW) == ()
    (waits,) = agreements_waiting(ends - 5 * DAY)
    assert (waits.id, waits.what) == (one, "due")
    after = agreement_page(one, TEAM[0], ends + 2 * DAY)
    assert after is not None
    assert after.line.standing == "ended"
    assert agreements_waiting(ends + 2 * DAY) == ()
