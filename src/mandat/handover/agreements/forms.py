"""What looking over an agreement asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.power.forms import RoomForm


class EvaluateForm(RoomForm):
    """How it went, and what comes now."""

    helped = forms.CharField(
        label=_("What did it do for us?"),
        help_text=_("Look at what we said one would see. A few words are enough."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(
        label=_("What did you see of what we were to watch?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    outcome = forms.ChoiceField(
        label=_("What now?"),
        choices=[
            ("keep", _("Keep it as it is")),
            ("amend", _("Change it: you write a proposal next")),
            ("lapse", _("Let it go")),
        ],
        widget=forms.RadioSelect,
    )
    review_on = forms.DateField(
        label=_("When do you look it over again?"),
        help_text=_("Only if you keep it."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
