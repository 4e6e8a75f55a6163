"""Sentences that every room may need."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "common.not_a_number": _("Write a number with figures, for example {example}."),
    "common.not_an_amount": _("Enter an amount in figures, for example {example}."),
    "common.not_a_date": _("Write a date as year-month-day, for example 2026-12-01."),
    "common.needed": _("This needs an answer."),
    "common.not_found": _("It does not exist, or you may not see it."),
}
