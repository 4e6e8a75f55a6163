"""When a mail may go, what it gathers, and the shape of a calendar."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.notices.rules import (
    KINDS,
    Choices,
    Due,
    Event,
    Pending,
    Quiet,
    again,
    bundle,
    calendar,
    check_choices,
    is_quiet,
    may_mail,
    opens_at,
    wait,
)

HERE = ZoneInfo("Europe/Stockholm")
ALWAYS = Quiet(time(0), time(0), weekends=False)
TUESDAY = datetime(2026, 6, 2, 8, tzinfo=UTC)


def here(*when: int) -> datetime:
    return datetime(*when, tzinfo=HERE).astimezone(UTC)  # type: ignore[misc, arg-type]


# --- quiet hours --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "quiet"),
    [
        ((2026, 6, 2, 6, 59), True),
        ((2026, 6, 2, 7, 0), False),
        ((2026, 6, 2, 17, 59), False),
        ((2026, 6, 2, 18, 0), True),
        ((2026, 6, 5, 12, 0), False),
        ((2026, 6, 6, 12, 0), True),
        ((2026, 6, 7, 12, 0), True),
        ((2026, 6, 8, 12, 0), False),
    ],
)
def test_evenings_nights_and_weekends_are_quiet(
    when: tuple[int, ...],
    quiet: bool,  # noqa: FBT001 - what is expected
) -> None:
    assert is_quiet(here(*when), Quiet(), HERE) is quiet


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    lunch = Quiet(time(12), time(13), weekends=False)
    assert [is_quiet(here(2026, 6, 2, h), lunch, HERE) for h in (11, 12, 13)] == [0, 1, 0]
    assert not any(is_quiet(here(2026, 6, 6, h), ALWAYS, HERE) for h in range(24))


@pytest.mark.parametrize(
    ("friday", "monday", "hours"),
    [
        # The weekends on which the clock goes forward, and back (Europe/Stockholm).
        ((2026, 3, 27), (2026, 3, 30), 60),
        ((2026, 10, 23), (2026, 10, 26), 62),
        ((2026, 6, 5), (2026, 6, 8), 61),
    ],
)
def test_mail_opens_at_seven_on_the_wall_also_when_the_clock_is_changed(
    friday: tuple[int, ...], monday: tuple[int, ...], hours: int
) -> None:
    evening, morning = here(*friday, 18), here(*monday, 7)
    assert opens_at(evening, Quiet(), HERE) == morning
    assert morning - evening == timedelta(hours=hours)
    assert is_quiet(morning - timedelta(seconds=1), Quiet(), HERE)


def test_an_hour_that_does_not_exist_or_comes_twice() -> None:
    night = Quiet(time(22), time(2, 30), weekends=False)
    spring, autumn = here(2026, 3, 29, 0), here(2026, 10, 25, 0)
    assert not is_quiet(opens_at(spring, night, HERE), night, HERE)
    assert opens_at(spring, night, HERE) <= here(2026, 3, 29, 3, 30)
    assert opens_at(autumn, night, HERE) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m)
)


@given(MOMENTS, st.builds(Quiet, TIMES, TIMES, st.booleans()))
def test_what_opens_is_never_quiet_and_never_before(at: datetime, quiet: Quiet) -> None:
    found = opens_at(at, quiet, HERE)
    assert found >= at
    assert not is_quiet(found, quiet, HERE)
    assert found - at < timedelta(days=4)


# --- bundling -----------------------------------------------------------------------------------


def pending(*kinds: str, over: bool = False) -> list[Pending]:
    return [Pending(uuid4(), kind, over) for kind in kinds]


def test_one_mail_takes_up_all_that_came() -> None:
    found = pending("case_waits", "felt", "feedback")
    assert bundle(found, Choices(), None, TUESDAY, HERE).mail == tuple(p.id for p in found)


def test_at_most_one_mail_a_day() -> None:
    some = pending("case_waits")
    for last, goes in ((TUESDAY - timedelta(hours=2), False), (TUESDAY - timedelta(days=1), True)):
        assert bool(bundle(some, Choices(), last, TUESDAY, HERE).mail) is goes
    # A day is a day on the wall: late yesterday evening is yesterday.
    open_all_night = Choices(quiet=ALWAYS)
    late, early = here(2026, 6, 1, 23, 50), here(2026, 6, 2, 0, 10)
    assert bundle(some, open_all_night, late, early, HERE).mail


def test_at_once_is_still_apart_and_never_is_never() -> None:
    some, soon = pending("case_waits"), TUESDAY - timedelta(minutes=5)
    once = Choices("at_once")
    assert not bundle(some, once, soon, TUESDAY, HERE).mail
    assert bundle(some, once, soon, TUESDAY + timedelta(minutes=10), HERE).mail
    never = bundle(some, Choices("never"), None, TUESDAY, HERE)
    assert (never.mail, never.leave) == ((), (some[0].id,))


def test_what_is_over_or_turned_off_is_never_mailed() -> None:
    gone, muted, left = (
        pending("case_waits", over=True),
        pending("feedback"),
        pending("consent"),
    )
    choices = Choices(off_mail=frozenset({"feedback"}))
    found = bundle([*gone, *muted, *left], choices, None, TUESDAY, HERE)
    assert found.mail == (left[0].id,)
    assert found.leave == (gone[0].id, muted[0].id)
    in_app = Choices(off_app=frozenset({"consent"}))
    assert not bundle(left, in_app, None, TUESDAY, HERE).mail


def test_in_quiet_hours_everything_waits() -> None:
    found = bundle(pending("case_waits"), Choices("at_once"), None, here(2026, 6, 6, 12), HERE)
    assert (found.mail, found.leave) == ((), ())
    assert not may_mail(here(2026, 6, 2, 20), None, Choices(), HERE)


def test_the_same_thing_has_the_same_key() -> None:
    due = Due(UUID(int=1), "felt", "a:asker", UUID(int=2), "/", {"sv": "A"}, TUESDAY)
    later = Due(UUID(int=1), "felt", "a:asker", UUID(int=2), "/", {"sv": "B"}, here(2026, 7, 1))
    assert due.identity == later.identity


def test_tries_come_further_apart_and_end() -> None:
    waits = [wait(n) for n in range(1, 12)]
    assert waits == sorted(waits)  # type: ignore[type-var]
    assert wait(12) is None
    assert timedelta(days=1) < sum((w for w in waits if w), timedelta()) < timedelta(days=3)


def test_what_comes_back_soon_is_not_told_anew() -> None:
    assert not again(TUESDAY, TUESDAY + timedelta(days=6))
    assert again(TUESDAY, TUESDAY + timedelta(days=7))


def test_choices_are_checked() -> None:
    assert check_choices("daily", KINDS, "sv") == ()
    wrong = check_choices("hourly", ["gossip"], "xx")
    assert [r.field for r in wrong] == ["rhythm", "kinds", "language"]


# --- calendar -----------------------------------------------------------------------------------


def an_event(summary: str, day: date = date(2026, 6, 2)) -> Event:
    return Event("trial-1@ekby.example", day, TUESDAY, summary, "https://ekby.example/x/")


@given(st.text(max_size=300))
def test_a_calendar_is_read_back_as_it_was_written(summary: str) -> None:
    text = calendar([an_event(summary)], "Mandat, dina dagar", "sv", "Stäng av: här")
    lines = text.encode().split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    kept = "".join(c for c in summary.replace("\r\n", "\n").replace("\r", "\n")
                   if c in "\n\t" or c >= " ")  # fmt: skip
    assert event["SUMMARY"] == kept


def test_a_calendar_has_what_the_standard_asks_for() -> None:
    text = calendar(
        [an_event("Prövotid; tar slut, för åtta dagar sedan " * 4)], "M", "sv", "Stäng av: här"
    )
    read = icalendar.Calendar.from_ical(text)
    assert (read["VERSION"], "PRODID" in read) == ("2.0", True)
    (event,) = read.walk("VEVENT")
    assert event["UID"] == "trial-1@ekby.example"
    assert event["DTSTAMP"].dt == TUESDAY
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 6, 2), date(2026, 6, 3))


def test_a_calendar_without_events_is_still_one() -> None:
    assert icalendar.Calendar.from_ical(calendar([], "M", "en", "x")).walk("VEVENT") == []
