"""Sentences of what goes on because nobody has questioned it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "defaults.not_found": _("It does not exist, or you may not see it."),
    "defaults.words_missing": _("Write it in a few words, at most {longest} characters."),
    "defaults.not_holder": _("Only those who decide at this step can say that it is needed."),
    "defaults.review_day": _("Choose a day that lies ahead, within {longest} days."),
}
