"""The form of feedback."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.requests import one_figure
from mandat.growth.feedback.rules import LONGEST_ALT, Said, Sent
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
    """Words, a tap, a figure, a voice or a picture, and how far the one who gives it shows."""

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
    openness = forms.CharField(required=False, initial="named")
    sound = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("A sound file"),
        help_text=_("WebM, Ogg, M4A, MP3 or WAV."),
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
    )
    picture = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("A picture"),
        help_text=_("JPEG, PNG or WebP. Place, time and camera are taken out of it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        required=False,
        label=_("What does the picture show?"),
        help_text=_("One sentence, for those who cannot see it."),
        max_length=LONGEST_ALT,
    )

    def said(self) -> Said:
        """Return what was said."""
        given = self.cleaned_data
        scale = one_figure(given["scale"]) if given["scale"] else None
        return Said(given["words"], given["tap"], scale)

    def sent(self) -> Sent:
        """Return the bytes that came along."""
        files = {name: self.cleaned_data.get(name) for name in ("sound", "picture")}
        sound, picture = (file.read() if file else b"" for file in files.values())
        return Sent(sound, picture, self.cleaned_data.get("alt", ""))
