"""One sentence for each entry that is told the same way whatever it says."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Teller = Callable[[Any, Any], tuple[str, str, str]]


def _plain(icon: str, kind: Promise | str, sentence: Promise | str) -> Teller:
    def tell(_of: Any, _names: Any) -> tuple[str, str, str]:
        return icon, str(kind), str(sentence)

    return tell


PLAIN: Mapping[str, Teller] = {
    "mandate.made_urgent": _plain(
        "circle-dot",
        gettext_lazy("Mandate"),
        gettext_lazy("It may be used only when the board's decision cannot be awaited."),
    ),
    "part.counted": _plain(
        "file-text",
        gettext_lazy("Case"),
        gettext_lazy("It counts together with other cases about the same purchase."),
    ),
    "part.released": _plain(
        "file-text",
        gettext_lazy("Case"),
        gettext_lazy("It no longer counts together with other cases."),
    ),
    "matter.summed": _plain(
        "file-text",
        gettext_lazy("Matter"),
        gettext_lazy("It was said which cases are the same purchase and count together."),
    ),
    "ruling.hastened": _plain(
        "check",
        gettext_lazy("Ruling"),
        gettext_lazy("It was urgent: the board's decision could not be awaited."),
    ),
    "ruling.weighed": _plain(
        "check",
        gettext_lazy("Ruling"),
        gettext_lazy("The amounts were kept as they were judged."),
    ),
    "case.hastened": _plain(
        "file-text",
        gettext_lazy("Case"),
        gettext_lazy("The asker said that it cannot await the board's decision."),
    ),
    "ruling.excepted": _plain(
        "user",
        gettext_lazy("Ruling"),
        gettext_lazy("It was made by someone too close to it, since it could not wait."),
    ),
    "mandate.handed_back": _plain(
        "circle-dot",
        gettext_lazy("Mandate"),
        gettext_lazy("Someone handed a mandate of their role back."),
    ),
    "pause.begun": _plain(
        "handover",
        gettext_lazy("Hand-over"),
        gettext_lazy("What was handed over rests for a while."),
    ),
    "pause.ended": _plain(
        "handover",
        gettext_lazy("Hand-over"),
        gettext_lazy("What rested holds again."),
    ),
    "blindlook.made": _plain(
        "check",
        gettext_lazy("After-check"),
        gettext_lazy("Someone judged a drawn case without knowing what was ruled."),
    ),
    "mandate.taken_up": _plain(
        "circle-dot",
        gettext_lazy("Mandate"),
        gettext_lazy("Someone took a mandate of their role up again."),
    ),
}

BY_ROOM: Mapping[str, Teller] = {
    "order": _plain(
        "file-text", gettext_lazy("Delegation order"), gettext_lazy("A row of the order.")
    ),
    "holding": _plain("user", gettext_lazy("Role"), gettext_lazy("Someone left a role.")),
    "mandate": _plain(
        "circle-dot", gettext_lazy("Mandate"), gettext_lazy("A mandate ended or was prolonged.")
    ),
    "waiver": _plain(
        "handover",
        gettext_lazy("Hand-over"),
        gettext_lazy("A waiver of a stage ended or was prolonged."),
    ),
    "substitution": _plain(
        "user",
        gettext_lazy("Substitute"),
        gettext_lazy("Someone is to stand in for someone, or does no longer."),
    ),
    "conflict": _plain(
        "hand",
        gettext_lazy("Conflict of interest"),
        gettext_lazy("Someone steps aside from what they are too close to."),
    ),
    "challenge": _plain(
        "hand",
        gettext_lazy("Conflict of interest"),
        gettext_lazy("Someone asked if another is too close to a case, or it was decided."),
    ),
    "sealed": _plain(
        "shield-check",
        gettext_lazy("Under secrecy"),
        gettext_lazy("Something was done in a case under secrecy."),
    ),
    "rulebook": _plain(
        "flag", gettext_lazy("Rules"), gettext_lazy("The organisation chose its rules.")
    ),
    "frame": _plain(
        "circle-dot", gettext_lazy("Mandate"), gettext_lazy("A frame was drawn on, or given back.")
    ),
    "matter": _plain(
        "file-text", gettext_lazy("Matter"), gettext_lazy("What holds for a matter was changed.")
    ),
    "ruling": _plain("user", gettext_lazy("Ruling"), gettext_lazy("A substitute made the ruling.")),
    "acceptance": _plain(
        "check",
        gettext_lazy("Mandate"),
        gettext_lazy("Someone said yes to using a mandate, or left it."),
    ),
    "service": _plain(
        "shield-check",
        gettext_lazy("Safeguard"),
        gettext_lazy("A safeguard was built into a form."),
    ),
    "case": _plain(
        "file-text", gettext_lazy("Case"), gettext_lazy("A case was opened or went on.")
    ),
    "handover": _plain(
        "handover",
        gettext_lazy("Hand-over"),
        gettext_lazy("The trial goes on for good, or someone asks if it should."),
    ),
    "commitment": _plain(
        "flag",
        gettext_lazy("Commitment"),
        gettext_lazy("A commitment ended before its time. Another holds instead."),
    ),
    "voice": _plain(
        "check",
        gettext_lazy("Reply"),
        gettext_lazy("An answer was changed, or what it asked for was solved."),
    ),
    "aftercheck": _plain(
        "eye", gettext_lazy("After-check"), gettext_lazy("Someone looked at a ruling afterwards.")
    ),
}
