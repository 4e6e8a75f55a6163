"""What a link in a mail can do. Each act is what the person could do in the app, and no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mandat.common.refusals import Refusal, RefusedError
from mandat.growth.felt.actions import answer_felt
from mandat.growth.felt.rules import Part
from mandat.growth.measures import is_on
from mandat.growth.pulse.actions import answer_pulse
from mandat.handover.actions import give_voice
from mandat.handover.queries.asked import asked_in
from mandat.notices.actions import spend_links, use_link
from mandat.notices.queries import Link
from mandat.services.actions import rule_on_case


@dataclass(frozen=True)
class Act:
    """One kind of answer.

    `login`: whoever answers must be logged in as the person, since a ruling and a voice stand in
    the record under their name and a mail can be forwarded.
    `scale`: it is one of five answers, kept without a name. The page shows all five, the one that
    was tapped chosen, so that which link was opened does not tell what was answered.
    """

    perform: Callable[[Link, int, datetime], None]
    asks: str | Promise
    yes: str | Promise
    done: str | Promise
    login: bool
    path: str
    """Where one reads about it; `{of}` is the case or the hand-over."""
    scale: bool = False


def _say_yes(link: Link, _value: int, at: datetime) -> None:
    stage = UUID(link.detail) if link.detail else None
    rule_on_case(link.person, case=link.of, outcome="yes", stage=stage, at=at)


def _consent(link: Link, _value: int, at: datetime) -> None:
    """Give consent to the very round that was asked about, never to a later one."""
    asked = {(a.person, str(a.round)) for a in asked_in(link.of, at) if a.what == "voice"}
    if (link.person, link.detail) not in asked:
        raise RefusedError(Refusal("notices.not_asked_now"))
    give_voice(link.person, handover=link.of, kind="consent", at=at)


def _felt(link: Link, value: int, at: datetime) -> None:
    part: Part = "asker" if link.detail.startswith("asker:") else "receiver"
    answer_felt(link.person, handover=link.of, part=part, value=value, at=at)


def _pulse(link: Link, value: int, at: datetime) -> None:
    if not is_on("pulse"):
        raise RefusedError(Refusal("notices.not_asked_now"))
    answer_pulse(link.person, value=value, at=at, week=week_of(link))


def week_of(link: Link) -> date:
    """Return the week whose question a link answers."""
    return date.fromisoformat(link.detail.partition(":")[0])


ACTS: Mapping[str, Act] = {
    "case_yes": Act(
        _say_yes,
        _("Say yes to this case?"),
        _("Yes"),
        _("Done. You said yes."),
        login=True,
        path="/cases/{of}/",
    ),
    "consent": Act(
        _consent,
        _("Give your consent to this hand-over?"),
        _("Good enough for now and safe enough to try"),
        _("Done. You gave your consent."),
        login=True,
        path="/proposals/{of}/",
    ),
    "felt": Act(
        _felt,
        _("Send your answer on how it feels?"),
        _("Send"),
        _("Thank you. Your answer is kept without your name."),
        login=False,
        path="",
        scale=True,
    ),
    "pulse": Act(
        _pulse,
        _("Send your answer to the question of the week?"),
        _("Send"),
        _("Thank you. Nobody sees your answer."),
        login=False,
        path="",
        scale=True,
    ),
}


def tapped(link: Link) -> int:
    """Return the answer that was tapped in the mail, 1 to 5, or 0 where there is no scale."""
    return int(link.detail.rpartition(":")[2]) if ACTS[link.act].scale else 0


def answer(token: str, link: Link, value: int, at: datetime) -> None:
    """Use the link up and do what it is for: both or neither.

    Raises RefusedError with the reason why it cannot be done any more.
    """
    act = ACTS[link.act]
    with transaction.atomic():
        (spend_links if act.scale else use_link)(token, person=link.person, at=at)
        act.perform(link, value, at)
