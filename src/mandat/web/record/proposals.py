"""Sentences of the entries of proposals: what happened, never who said what."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandat.record.rules import Json

Told = tuple[str, str, str]


def _moved(data: Mapping[str, Json], _names: object) -> Told:
    words = {
        "clarify": _("A proposal is open for questions."),
        "react": _("Those asked say what they think of a proposal."),
        "amend": _("A proposal can be worded anew."),
        "consent": _("Those concerned are asked if they consent to a proposal."),
        "integrate": _("An objection to a proposal is being solved."),
        "awaiting_adoption": _("Those asked have consented. It waits for the adopting body."),
        "adopted": _("A proposal is adopted."),
        "withdrawn": _("A proposal was taken away by the one who made it."),
        "dropped": _("A proposal ended without being adopted."),
    }
    return "flag", _("Proposal"), words[str(data["state"])]


def _spoken(data: Mapping[str, Json], _names: object) -> Told:
    told = {
        "consent": ("check", _("Someone consents to a proposal.")),
        "concern": (
            "message-circle-question-mark",
            _("Someone consents to a proposal, with a concern."),
        ),
        "objection": ("hand", _("Someone objects to a proposal.")),
    }
    icon, said = told.get(
        str(data["kind"]),
        ("message-circle-question-mark", _("Someone asked or said something of a proposal.")),
    )
    return icon, _("Proposal"), said


def _minuted(data: Mapping[str, Json], _names: object) -> Told:
    facts = {"body": str(data["body"]), "paragraph": str(data["paragraph"])}
    return "flag", _("Adoption"), _("%(body)s, %(paragraph)s.") % facts


def _plain(icon: str, kind: Promise | str, said: Promise | str) -> Callable[..., Told]:
    return lambda _data, _names: (icon, str(kind), str(said))


_PROPOSAL = gettext_lazy("Proposal")

PROPOSALS: Mapping[str, Callable[[Mapping[str, Json], Any], Told]] = {
    "proposal.opened": _moved,
    "proposal.moved": _moved,
    "proposal.spoken": _spoken,
    "proposal.minuted": _minuted,
    "proposal.worded": _plain("flag", _PROPOSAL, gettext_lazy("A wording was written.")),
    "proposal.wording_declined": _plain(
        "flag", _PROPOSAL, gettext_lazy("An offered wording would not do.")
    ),
    "proposal.ended": _plain("flag", _PROPOSAL, gettext_lazy("A proposal has come to its end.")),
    "proposal.settled": _plain(
        "check", _PROPOSAL, gettext_lazy("A question was answered, or an objection settled.")
    ),
    "proposal.tested": _plain(
        "hand", _PROPOSAL, gettext_lazy("An objection went back, to be answered in full.")
    ),
    "proposal.argued": _plain(
        "hand", _PROPOSAL, gettext_lazy("An objection was answered in full.")
    ),
    "agreement.made": _plain("flag", gettext_lazy("Agreement"), gettext_lazy("A circle agreed.")),
    "agreement.ended": _plain(
        "flag", gettext_lazy("Agreement"), gettext_lazy("An agreement gave way to another.")
    ),
    "agreement.explained": _plain(
        "flag",
        gettext_lazy("Agreement"),
        gettext_lazy("It was said how one will know that an agreement works."),
    ),
    "agreement.let_go": _plain(
        "flag", gettext_lazy("Agreement"), gettext_lazy("A circle let an agreement go.")
    ),
    "agreement.review_moved": _plain(
        "flag", gettext_lazy("Agreement"), gettext_lazy("An agreement has a new day to be judged.")
    ),
    "agreement.evaluated": _plain(
        "check", gettext_lazy("Agreement"), gettext_lazy("Someone told how an agreement works.")
    ),
    "duty.said": _plain(
        "check", gettext_lazy("Duty"), gettext_lazy("Someone told how a duty was met.")
    ),
    "duty.asked": _plain(
        "hand", gettext_lazy("Duty"), gettext_lazy("A union or a safety representative was asked.")
    ),
    "duty.heard": _plain(
        "hand", gettext_lazy("Duty"), gettext_lazy("A union or a safety representative was heard.")
    ),
    "default.questioned": _plain(
        "message-circle-question-mark",
        gettext_lazy("Question"),
        gettext_lazy("Someone questioned something that goes on as before."),
    ),
    "default.moved": _plain(
        "flag", gettext_lazy("Question"), gettext_lazy("A question became a proposal.")
    ),
    "stage.dated": _plain(
        "calendar-check", gettext_lazy("Step"), gettext_lazy("A step has a day to be looked over.")
    ),
    "ways.chosen": _plain(
        "flag", gettext_lazy("Proposal"), gettext_lazy("A circle chose how it decides.")
    ),
    "circle.renamed": _plain(
        "network", gettext_lazy("Circle"), gettext_lazy("A circle has another name.")
    ),
    "circle.moved": _plain(
        "network", gettext_lazy("Circle"), gettext_lazy("A circle lies somewhere else.")
    ),
    "role.renamed": _plain("user", gettext_lazy("Role"), gettext_lazy("A role has another name.")),
    "role.moved": _plain("user", gettext_lazy("Role"), gettext_lazy("A role lies elsewhere.")),
}
