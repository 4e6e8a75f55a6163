"""What people are told, and why. No name of a person and no words of anybody's stand here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mandat.common import formats

SENTENCES: dict[str, str | Promise] = {
    "notices.unknown_rhythm": _("Choose at once, once a day or never."),
    "notices.unknown_kind": _("There is no such kind of notice."),
    "notices.unknown_language": _("Choose Swedish or English."),
    "notices.link_gone": _("This link has been used, or is too old."),
    "notices.not_asked_now": _("You are not asked for this any more."),
}


@dataclass(frozen=True)
class Telling:
    """How one kind is named in a list of choices, told with and without a name, and why."""

    named: str | Promise
    told: str | Promise
    secret: str | Promise
    why: str | Promise


TELLINGS: Mapping[str, Telling] = {
    "case_waits": Telling(
        _("A case waits for you"),
        _("A case waits for you: {name}."),
        _("A case under secrecy waits for you."),
        _("You can say yes or no to it."),
    ),
    "case_returned": Telling(
        _("Your case needs something more"),
        _("Your case needs something more: {name}."),
        _("Your case under secrecy needs something more."),
        _("You asked, and the one who decides has sent it back to you."),
    ),
    "hearing": Telling(
        _("You are asked what you think of a hand-over"),
        _("You are asked what you think of a hand-over: {name}."),
        _("You are asked what you think of a hand-over under secrecy."),
        _("You would receive it, or it touches you. You may let it be."),
    ),
    "consent": Telling(
        _("You are asked for your consent"),
        _("You are asked for your consent to a hand-over: {name}."),
        _("You are asked for your consent to a hand-over under secrecy."),
        _("You give it, receive it, or are touched by it."),
    ),
    "adoption": Telling(
        _("A hand-over waits to be adopted"),
        _("A hand-over waits to be adopted: {name}."),
        _("A hand-over under secrecy waits to be adopted."),
        _("You have a role in the body that must adopt it."),
    ),
    "proposal": Telling(
        _("A proposal asks something of you"),
        _("A proposal asks something of you: {name}."),
        _("A proposal asks something of you."),
        _("You made it, have a role where it would hold, or it gives or takes something of yours."),
    ),
    "duty_voice": Telling(
        _("You are asked to speak for the employees or for safety"),
        _("You are asked to speak before a change of work: {name}."),
        _("You are asked to speak before a change of work."),
        _("Somebody named you, as a voice for the union or for safety."),
    ),
    "agreement_due": Telling(
        _("An agreement is to be looked over"),
        _("It is time to look over an agreement: {name}."),
        _("It is time to look over an agreement."),
        _("You have a role in the circle that agreed on it."),
    ),
    "agreement_ends": Telling(
        _("An agreement ends within two weeks"),
        _("An agreement ends by itself {when}: {name}."),
        _("An agreement ends by itself {when}."),
        _("You have a role in the circle that agreed on it."),
    ),
    "check": Telling(
        _("There are rulings to look at afterwards"),
        _("There are rulings to look at afterwards: {name}."),
        _("There are rulings under secrecy to look at afterwards."),
        _("You handed it over, and some rulings are drawn for you to look at."),
    ),
    "trial_ends": Telling(
        _("A trial ends within a week"),
        _("A trial ends {when}: {name}."),
        _("A trial under secrecy ends {when}."),
        _("You handed it over, or use it."),
    ),
    "felt": Telling(
        _("You are asked how a hand-over feels"),
        _("How does it feel? You are asked about a hand-over: {name}."),
        _("How does it feel? You are asked about a hand-over under secrecy."),
        _("You use it, or had a case decided under it. You may let it be."),
    ),
    "companion": Telling(
        _("Somebody asks you to walk beside them"),
        _("Somebody asks you to walk beside them."),
        _("Somebody asks you to walk beside them."),
        _("They ask you, and you may say no without a reason."),
    ),
    "feedback_asked": Telling(
        _("Somebody asks what you think"),
        _("Somebody asks what you think."),
        _("Somebody asks what you think."),
        _("They chose to ask you, and you may let it be. You are told once."),
    ),
    "step": Telling(
        _("A small step of yours has come to its day"),
        _("A small step of yours has come to its day."),
        _("A small step of yours has come to its day."),
        _("You set yourself this step. Done, changed or let go: all are fine."),
    ),
    "experiment": Telling(
        _("An experiment you began has come to its end"),
        _("An experiment you began has come to its end. What did you learn?"),
        _("An experiment you began has come to its end. What did you learn?"),
        _("You began it. Talk it over, and say what it taught you."),
    ),
    "thanks_asked": Telling(
        _("Somebody wants to thank you"),
        _("Somebody wants to thank you where everyone can read it. May they?"),
        _("Somebody wants to thank you where everyone can read it. May they?"),
        _("It is shown only if you say yes. A no is told to nobody."),
    ),
    "pulse": Telling(
        _("The question of the week"),
        _("The question of the week: {name}"),
        _("The question of the week"),
        _("You have asked for it by mail. One tap, and you may let it be."),
    ),
    "case_answered": Telling(
        _("Your case has been answered"),
        _("Your case has been answered: {name}."),
        _("Your case under secrecy has been answered."),
        _("You asked, or it is for you."),
    ),
    "trial_ended": Telling(
        _("A trial has ended"),
        _("A trial ended {when}: {name}."),
        _("A trial under secrecy ended {when}."),
        _("You handed it over, or used it."),
    ),
    "taken_over": Telling(
        _("A case you had has been taken over"),
        _("A case you had has been taken over: {name}."),
        _("A case under secrecy that you had has been taken over."),
        _("You could have decided it. The one who gave the mandate does so now."),
    ),
    "trial_changed": Telling(
        _("A hand-over rests, goes on or was taken back"),
        _("A hand-over rests, goes on or was taken back: {name}."),
        _("A hand-over under secrecy rests, goes on or was taken back."),
        _("You handed it over, or used it. Its page says what has changed, and why."),
    ),
    "feedback": Telling(
        _("Somebody has given you feedback"),
        _("Somebody has given you feedback: {name}."),
        _("Somebody has given you feedback."),
        _("It is for you, and you need not answer."),
    ),
}


def told(kind: str, name: Mapping[str, str], *, secret: bool, when: datetime | None) -> str:
    """Return what to tell, in the reader's language; a secret matter is never named."""
    telling = TELLINGS[kind]
    text = str(telling.secret if secret else telling.told)
    return text.format(name=formats.local(name), when=formats.day(when))


def why(kind: str) -> str:
    """Return why somebody is told."""
    return str(TELLINGS[kind].why)
