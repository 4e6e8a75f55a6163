"""The form of a felt effect."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.growth.forms import NeededField
from mandat.services.forms import RoomForm

VALUES = (
    ("5", _("Much better than before")),
    ("4", _("Better")),
    ("3", _("About the same")),
    ("2", _("Worse")),
    ("1", _("Much worse than before")),
)


class FeltForm(RoomForm):
    """How a hand-over feels, and words only by name."""

    answer = NeededField(
        label=_("Compared with before"),
        widget=forms.RadioSelect(choices=VALUES),
    )
    words = forms.CharField(
        required=False,
        label=_("In your own words"),
        help_text=_("Words are shown only with your name, so tick the box below if you write."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    by_name = forms.BooleanField(required=False, label=_("Show my words, with my name"))
