"""Sentences of duties to employees."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "duties.waits": _("Still to do, or to say is not needed: {duty:local} ({ref})."),
    "duties.not_found": _("It does not exist, or you may not see it."),
    "duties.over": _("It has come to its end, so nothing more is needed."),
    "duties.not_yours": _("Somebody else says this: the page tells who."),
    "duties.choose": _("Choose one of them."),
    "duties.reason_missing": _("Write why it is not needed, in at most {longest} characters."),
    "duties.result_missing": _("Write what it led to, in at most {longest} characters."),
    "duties.answer_missing": _("Write a few words. Nothing new is an answer, too."),
    "duties.day_done": _("Choose the day it was done. It cannot lie ahead."),
    "duties.ask_first": _("Ask those who speak for them first. They are heard here."),
    "duties.asked_already": _("They have been asked already."),
    "duties.not_asked": _("You have not been asked to speak here."),
    "duties.voice_needs_words": _("Write what you think, in at most {longest} characters."),
}
