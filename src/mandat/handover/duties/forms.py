"""What the steps of duties ask."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.refusals import BadInputError, Refusal
from mandat.power import queries as power
from mandat.power.forms import RoomForm

_LINES = {"rows": 2}


class SayForm(RoomForm):
    """Whether a duty is done, or why it is not needed."""

    how = forms.ChoiceField(
        label=_("How is it?"),
        choices=[("done", _("It is done")), ("not_needed", _("It is not needed here"))],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label=_("Which day, if it is done?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    words = forms.CharField(
        label=_("What did it lead to, or why is it not needed?"),
        help_text=_("Plainly, so that a new colleague understands. It stands under your name."),
        widget=forms.Textarea(attrs=_LINES),
    )


class ReceiverForm(RoomForm):
    """What whoever receives something is asked."""

    time = forms.CharField(label=_("When do you have time for it?"))
    competence = forms.CharField(label=_("What do you need to know, and who shows you?"))
    pay = forms.CharField(label=_("Does it show in your pay?"))
    load = forms.CharField(label=_("What can you let go of instead?"))
    how = forms.CharField(widget=forms.HiddenInput, initial="done", required=False)

    def answers(self) -> dict[str, str]:
        """Return the four answers."""
        return {n: self.cleaned_data[n] for n in ("time", "competence", "pay", "load")}


class AskForm(RoomForm):
    """Whom to ask."""

    person = forms.CharField(
        label=_("Who speaks for them?"), help_text=_("Name or e-mail address.")
    )

    def whom(self) -> UUID:
        """Return whom it is. Raises BadInputError where nobody, or several, are called so."""
        given = self.cleaned_data["person"].strip()
        found = power.people_called(given)
        if len(found) != 1:
            code = "handover.several_called" if found else "handover.nobody_called"
            raise BadInputError(Refusal(code, {"name": given}, "person"))
        return found[0].id


class HearForm(RoomForm):
    """What somebody who speaks for others thinks."""

    stance = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[
            ("agree", _("Nothing against it")),
            ("concern", _("Something worries us")),
            ("against", _("We are against it")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your own words"), widget=forms.Textarea(attrs=_LINES), required=False
    )
