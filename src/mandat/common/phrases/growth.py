"""Sentences of the room growth."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "growth.unknown_answer": _("Choose one of the five answers."),
    "growth.words_need_name": _(
        "Words are shown only with your name. Tick the box, or leave the words out."
    ),
    "growth.too_long": _("The text is too long. Shorten it to {most:number} characters."),
    "growth.missing_words": _("Write a few words."),
    "growth.not_asked": _("You have answered this already, or it is not asked of you."),
    "growth.nothing_there": _("It is not there any more, or not yours to see."),
}
