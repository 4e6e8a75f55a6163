"""Sentences of the demo and its clock."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "demo.not_a_demo": _("This is not a demo: here nobody can move time or be someone else."),
    "demo.only_here": _("The demo is served on this machine alone, not on {host}."),
    "demo.already_moving": _("The clock is already moving. Wait until it stands still."),
    "demo.not_backwards": _("Time goes forward only."),
}
