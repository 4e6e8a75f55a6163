"""Sentences of the room api."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "api.no_name": _("Give the token a name, such as the system that will ask."),
    "api.long_name": _("The name is too long. At most {most} characters."),
    "api.no_token": _("There is no token {given} that you can withdraw."),
}
