"""One sentence for each entry that names nobody: terms, and what follows on a decision."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from mandat.record.rules import Json

Data = Mapping[str, Json]
Teller = Callable[[Data, Any], tuple[str, str, str]]


def _terms_set(_data: Data, _names: Any) -> tuple[str, str, str]:
    return "circle-dot", _("Mandate"), _("It was said what holds for a mandate.")


def _looked_over(_data: Data, _names: Any) -> tuple[str, str, str]:
    return "circle-dot", _("Mandate"), _("A mandate was looked over, and goes on.")


def _reported(data: Data, _names: Any) -> tuple[str, str, str]:
    said = _("A decision was reported to the body, § %(paragraph)s.")
    return "flag", _("Reported"), said % {"paragraph": str(data["paragraph"])}


def _corrected(data: Data, _names: Any) -> tuple[str, str, str]:
    said = _("The text of a decision was corrected. Entry %(entry)s has what it said before.")
    return "pencil-line", _("Correction"), said % {"entry": str(data["corrects"])}


def _erased(data: Data, _names: Any) -> tuple[str, str, str]:
    entries = data["entries"]
    facts = {
        "count": str(len(entries) if isinstance(entries, list) else 0),
        "decision": str(data["decision"]),
    }
    said = _("Personal content of %(count)s entries was erased, by %(decision)s.") % facts
    return "eye", _("Disposal"), said


def _noted(_data: Data, _names: Any) -> tuple[str, str, str]:
    return "flag", _("Meeting"), _("A meeting was noted.")


def _approved(_data: Data, _names: Any) -> tuple[str, str, str]:
    return "flag", _("Meeting"), _("The minutes of a meeting were approved.")


def _posted(_data: Data, _names: Any) -> tuple[str, str, str]:
    return "file-text", _("Notice board"), _("A notice went up.")


def _taken_down(_data: Data, _names: Any) -> tuple[str, str, str]:
    return "file-text", _("Notice board"), _("A notice came down.")


AFTER: Mapping[str, Teller] = {
    "mandate.terms_set": _terms_set,
    "mandate.conditioned": _terms_set,
    "mandate.substituted": _terms_set,
    "mandate.review_moved": _looked_over,
    "ruling.reported": _reported,
    "ruling.corrected": _corrected,
    "content.erased": _erased,
    "meeting.noted": _noted,
    "meeting.approved": _approved,
    "notice.posted": _posted,
    "notice.taken_down": _taken_down,
}
