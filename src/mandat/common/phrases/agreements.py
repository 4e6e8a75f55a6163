"""Sentences of agreements."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "agreements.not_found": _("It does not exist, or you may not see it."),
    "agreements.over": _("It no longer holds, so there is nothing to keep."),
    "agreements.not_in_circle": _("Only someone with a role in the circle can say how it went."),
    "agreements.choose": _("Choose one of the three."),
    "agreements.helped_missing": _("Write what it did for you, in at most {longest} characters."),
    "agreements.review_day": _("Choose a day that lies ahead, within {longest} days."),
    "agreements.review_after_end": _("It ends before that day. Choose an earlier one."),
}
