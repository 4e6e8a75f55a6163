"""What a link in a mail can do. Each act is what the person could do in the app, and no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mandat.common.refusals import Refusal, RefusedError
from mandat.growth.felt.actions import answer_felt
from mandat.growth.felt.rules import Part
from mandat.handover.actions import give_voice
from mandat.handover.queries.asked import asked_in
from mandat.notices.actions import use_link
from mandat.notices.queries import Link
from mandat.services.actions import rule_on_case


@dataclass(frozen=True)
class Act:
    """One kind of answer.

    `login`: whoever answers must be logged in as the person, since a ruling and a voice stand in
    the record under their name and a mail can be forwarded.
    """

    perform: Callable[[Link, datetime], None]
    asks: str | Promise
    yes: str | Promise
    done: str | Promise
    login: bool
    path: str
    """Where one reads about it; `{of}` is the case or the hand-over."""


def _say_yes(link: Link, at: datetime) -> None:
    stage = UUID(link.detail) if link.detail else None
    rule_on_case(link.person, case=link.of, outcome="yes", stage=stage, at=at)


def _consent(link: Link, at: datetime) -> None:
    """Give consent to the very round that was asked about, never to a later one."""
    asked = {(a.person, str(a.round)) for a in asked_in(link.of, at) if a.what == "voice"}
    if (link.person, link.detail) not in asked:
        raise RefusedError(Refusal("notices.not_asked_now"))
    give_voice(link.person, handover=link.of, kind="consent", at=at)


def _felt(link: Link, at: datetime) -> None:
    said, _, value = link.detail.partition(":")
    part: Part = "asker" if said == "asker" else "receiver"
    answer_felt(link.person, handover=link.of, part=part, value=int(value), at=at)


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
    ),
}


def answer(token: str, link: Link, at: datetime) -> None:
    """Use the link up and do what it is for: both or neither.

    Raises RefusedError with the reason why it cannot be done any more.
    """
    with transaction.atomic():
        use_link(token, person=link.person, at=at)
        ACTS[link.act].perform(link, at)
