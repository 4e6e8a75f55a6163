"""What the pulse asks when it asks our own questions, its five answers, and what files need."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

QUESTIONS: Mapping[str, str | Promise] = {
    "autonomy": _("How much could you decide for yourself in your work this week?"),
    "competence": _("How much of what the week asked of you did you feel you could do well?"),
    "belonging": _("How much of the week did you feel that you belonged?"),
    "meaning": _("How much of this week's work felt meaningful?"),
    "safety": _(
        "How safe did it feel this week to say what you think, or that you had got something wrong?"
    ),
    "hme_meaning": _("How meaningful did your work feel?"),
    "hme_learning": _("How much do you learn new things and grow in your daily work?"),
    "hme_forward": _("How much do you look forward to going to work?"),
    "hme_appreciation": _("How much does your manager show that they value what you do?"),
    "hme_trust": _("How much does your manager show that they trust you?"),
    "hme_conditions": _(
        "How much does your manager give you what you need to take responsibility?"
    ),
    "hme_goals": _("How well do you know the goals of your workplace?"),
    "hme_followed": _("How well are the goals of your workplace followed up?"),
    "hme_expected": _("How well do you know what is expected of you in your work?"),
}

LABELS: tuple[str | Promise, ...] = (
    pgettext_lazy("pulse", "None"),
    pgettext_lazy("pulse", "A little"),
    pgettext_lazy("pulse", "Some"),
    pgettext_lazy("pulse", "Much"),
    pgettext_lazy("pulse", "All"),
)
"""From 1 to 5."""

PARTS: Mapping[str, str | Promise] = {
    "": _("In all"),
    "motivation": _("Motivation"),
    "leadership": _("Leadership"),
    "steering": _("Steering"),
}

SENTENCES: dict[str, str | Promise] = {
    "growth.week_over": _("The question of that week can no longer be answered."),
    "growth.never_mailed": _("You have chosen to get no mail. Change that first, under Notices."),
    "growth.pulse_file_unreadable": _(
        "{file} (MANDAT_PULSE_FILE) cannot be read. Check that it is there, readable and UTF-8. The"
        " pulse asks nothing until then."
    ),
    "growth.pulse_file_too_large": _("{file} is far too large to hold the questions of a pulse."),
    "growth.pulse_file_not_toml": _("{file} is not TOML: {problem}."),
    "growth.pulse_file_unknown": _("{file}: {key} is not known here. These are: {known}."),
    "growth.pulse_file_source": _(
        "{file}: write source = “…”, who made the questions and where they are published."
    ),
    "growth.pulse_file_index": _("{file}: write index = true or index = false."),
    "growth.pulse_file_labels": _(
        "{file}: under [labels], give sv, en or both: five short words each, from 1 to 5."
    ),
    "growth.pulse_file_parts": _(
        "{file}: each [parts.…] needs a short name in sv, en or both, and nothing else."
    ),
    "growth.pulse_file_items": _("{file}: there must be {least} to {most} [[item]]."),
    "growth.pulse_file_key": _(
        "{file}, item {number}: give a key of its own: at most 20 of a–z, 0–9, - and _."
    ),
    "growth.pulse_file_ours": _(
        "{file}, item {number}: {key} is the key of one of Mandat's own questions. Choose another,"
        " so that answers to different words are not mixed."
    ),
    "growth.pulse_file_text": _(
        "{file}, item {number}: write the question in sv, en or both, at most {most} characters."
    ),
    "growth.pulse_file_part": _(
        "{file}, item {number}: there is no part “{part}”. Each part needs its own [parts.…], and"
        " where there are parts every item has one."
    ),
}
