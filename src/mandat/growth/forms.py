"""Forms of growth."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.services.forms import RoomForm

VALUES = (
    ("5", _("Much better than before")),
    ("4", _("Better")),
    ("3", _("About the same")),
    ("2", _("Worse")),
    ("1", _("Much worse than before")),
)


class NeededField(forms.CharField):
    """A field that is needed; whether it is there the action tells, with all else."""

    def validate(self, value: str) -> None:
        """Leave it to the action."""


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
