"""What questioning something asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.power.forms import RoomForm


class QuestionForm(RoomForm):
    """What chafes about it."""

    words = forms.CharField(
        label=_("What chafes about it?"),
        help_text=_("A sentence or two, from everyday life. It stands under your name."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KeepForm(RoomForm):
    """Why a step is needed still."""

    words = forms.CharField(
        label=_("Why is it needed still?"), widget=forms.Textarea(attrs={"rows": 2})
    )
    review_on = forms.DateField(
        label=_("When do you ask again?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
