"""What follows on a decision: the meeting that hears of it, the notice, the appeal. Pure.

Sources: Kommunallagen (2017:725) 13:5, three weeks from the day of posting, and the notice must
stay up the whole time; lag (1930:173) om beräkning av lagstadgad tid 1–2 §§; lag (1989:253) om
allmänna helgdagar.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Route = Literal["report", "minute"]
ROUTES: tuple[Route, ...] = ("report", "minute")

APPEAL = timedelta(weeks=3)
_SATURDAY, _SUNDAY = 5, 6


def easter(year: int) -> date:
    """Return Easter Sunday, by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(start: date) -> date:
    return start + timedelta(days=(_SATURDAY - start.weekday()) % 7)


def holidays(year: int) -> frozenset[date]:
    """Return the Swedish public holidays that are no Sunday by name, and the three eves."""
    sunday = easter(year)
    moving = (timedelta(days=n) for n in (-2, 0, 1, 39, 49))
    midsummer = _saturday_from(date(year, 6, 20))
    fixed = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
    return frozenset(
        {sunday + off for off in moving}
        | {date(year, month, day) for month, day in fixed}
        | {midsummer, midsummer - timedelta(days=1), _saturday_from(date(year, 10, 31))}
    )


def is_working_day(day: date) -> bool:
    """Tell whether a time that ends on the day ends then, or on a later day."""
    return day.weekday() not in (_SATURDAY, _SUNDAY) and day not in holidays(day.year)


def last_day_to_appeal(posted: date) -> date:
    """Return three weeks from the day of posting; from a day off, the next working day."""
    day = posted + APPEAL
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@dataclass(frozen=True)
class Notice:
    """A notice on the board. Taken down before the time was out, it has to go up again."""

    posted: date
    taken_down: date | None = None

    @property
    def last_day(self) -> date:
        """The last day on which an appeal is in time."""
        return last_day_to_appeal(self.posted)

    @property
    def may_go_down(self) -> date:
        """The first day on which it may be taken down."""
        return self.last_day + timedelta(days=1)

    @property
    def too_early(self) -> bool:
        """Tell whether it was taken down before the time to appeal was out."""
        return self.taken_down is not None and self.taken_down < self.may_go_down

    def standing(self, today: date) -> Literal["up", "down", "early", "due"]:
        """Tell whether it hangs, is down, came down too early, or has hung its time.

        Taken down early the time to appeal has not run out, and does not until it has hung anew.
        """
        if self.too_early:
            return "early"
        if self.taken_down is not None:
            return "down"
        return "due" if today >= self.may_go_down else "up"


def route_of(*, urgent: bool, matter: str, said: bool | None) -> Route:
    """Return how a decision is made known: at the next meeting, or minuted apart.

    An urgent one always at the next meeting (KL 6:40). Else as the matter says, else the order,
    else it is reported.
    """
    if urgent:
        return "report"
    if matter == "minute" or (not matter and said is False):
        return "minute"
    return "report"


def due_at(decided: date, meetings: Iterable[date]) -> date | None:
    """Return the first meeting after the day of a decision, of those that are known."""
    return min((held for held in meetings if held > decided), default=None)


def is_late(decided: date, reported: date | None, meetings: Iterable[date], today: date) -> bool:
    """Tell whether a decision was, or still is, reported later than at the next meeting.

    On the day of that meeting it is not late yet. It stays late, however it is mended.
    """
    due = due_at(decided, meetings)
    if due is None:
        return False
    return due < reported if reported is not None else due < today


@dataclass(frozen=True)
class Minutes:
    """When the minutes of a meeting are to be approved and posted (KL 5:69, 8:10)."""

    held: date
    approved: date | None
    posted: date | None
    approve_days: int
    post_days: int

    @property
    def approve_by(self) -> date:
        """The last day on which they should be approved."""
        return self.held + timedelta(days=self.approve_days)

    @property
    def post_by(self) -> date | None:
        """The last day on which their approval should be posted; None before it."""
        return None if self.approved is None else self.approved + timedelta(days=self.post_days)

    @property
    def waits_for(self) -> Literal["approval", "posting"] | None:
        """What is to be done next; None when it is done."""
        if self.approved is None:
            return "approval"
        return "posting" if self.posted is None else None

    def is_late(self, today: date) -> bool:
        """Tell whether the day by which the next thing should be done has gone by."""
        by = self.approve_by if self.approved is None else self.post_by
        return self.waits_for is not None and by is not None and today > by
