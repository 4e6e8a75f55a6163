"""The form of what holds one back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.growth.measures import is_on
from mandat.power.queries import PersonView
from mandat.services.forms import RoomForm

KINDS = (
    ("power", _("Power: I do not want to let go, or do not dare to take it on")),
    ("habit", _("Habit: it has always been like this")),
    ("endurance", _("Endurance: I do not have the energy right now")),
)
SIDES = (
    ("giver", _("I am to hand something over")),
    ("receiver", _("I am to take something on")),
    ("", _("Something else")),
)


class ObstacleForm(RoomForm):
    """A kind, or a few words; for oneself, or for a companion too."""

    kinds = forms.MultipleChoiceField(
        required=False,
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        label=_("What is it about?"),
    )
    words = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("In your own words"),
        help_text=_("What makes it hard, just now?"),
    )
    side = forms.ChoiceField(
        required=False, choices=SIDES, widget=forms.RadioSelect, label=_("Where do you stand?")
    )
    to = forms.ChoiceField(required=False, label=_("Who may read it?"))
    counted = forms.BooleanField(
        required=False,
        label=_("Let it count, without my name, in the figure for the whole organisation"),
        help_text=_(
            "It shows once the quarter is over, and only where five or more have named it."
        ),
    )

    def __init__(self, *args: Any, companions: Sequence[PersonView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(p.id), p.name) for p in companions]
        self.fields["to"].choices = [("", _("Only I")), *people]  # type: ignore[attr-defined]
        if not companions:
            del self.fields["to"]
        if not is_on("obstacles"):
            del self.fields["counted"]

    def shown_to(self) -> UUID | None:
        """Return the companion who was chosen."""
        chosen = self.cleaned_data.get("to")
        return UUID(chosen) if chosen else None
