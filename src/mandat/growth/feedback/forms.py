"""The form of feedback."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.growth.forms import NeededField
from mandat.services.forms import RoomForm

TAPS = (
    ("", _("No tap")),
    ("thanks", _("Thank you")),
    ("helped", _("It helped me")),
    ("clear", _("It was clear")),
    ("unclear", _("It was unclear")),
    ("slow", _("It took long")),
    ("heavy", _("It weighs on me")),
)


SCALE = (
    ("", _("No figure")),
    *((str(n), str(n)) for n in range(1, 6)),
)


class FeedbackForm(RoomForm):
    """Words, a tap or a figure, with a name or without."""

    words = NeededField(
        required=False,
        label=_("In your own words"),
        help_text=_("What helped, what got in the way, or just thank you."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    tap = forms.CharField(
        required=False, label=_("With one tap"), widget=forms.RadioSelect(choices=TAPS)
    )
    scale = forms.CharField(
        required=False,
        label=_("How well does it work? 1 is badly, 5 is very well"),
        widget=forms.Select(choices=SCALE),
    )
    confidential = forms.BooleanField(required=False, label=_("Leave my name out"))
