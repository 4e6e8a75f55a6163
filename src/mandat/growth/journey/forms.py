"""Forms of journeys."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.formats import local
from mandat.common.phrases import say
from mandat.common.refusals import Refusal
from mandat.growth.forms import NeededField
from mandat.power.queries import Names, people_called
from mandat.services.forms import RoomForm

HELD = (
    ("", _("I would rather not say")),
    ("power", _("I did not want to let go, or did not dare to take it")),
    ("habit", _("It had always been like that")),
    ("endurance", _("I did not have the energy")),
)


class JourneyForm(RoomForm):
    """Where I am, where I want to be, and the change it belongs to if any."""

    today = forms.CharField(
        required=False,
        label=_("Where are you today?"),
        help_text=_("What is it like? What do you have to wait for, and what weighs on you?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tomorrow = forms.CharField(
        required=False,
        label=_("Where do you want to be?"),
        help_text=_("Describe an ordinary day when it has become as you wish."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    handover = forms.ChoiceField(required=False, label=_("Does it belong to a hand-over?"))
    change = forms.CharField(
        required=False,
        max_length=200,
        label=_("Or to another change?"),
        help_text=_("For example a new team, a new system or a new way of working."),
    )

    def __init__(self, *args: Any, ties: Sequence[tuple[UUID, Names]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("No")), *((str(h), local(name)) for h, name in ties)]
        self.fields["handover"].choices = choices  # type: ignore[attr-defined]

    def handover_chosen(self) -> UUID | None:
        """Return the hand-over that was chosen."""
        chosen = self.cleaned_data.get("handover")
        return UUID(chosen) if chosen else None


class StepForm(RoomForm):
    """A small step: what, when and where, and by which day."""

    what = NeededField(
        label=_("What will you do?"),
        help_text=_("So small that it is hard to leave undone."),
    )
    when = NeededField(
        label=_("When?"), help_text=_("For example: on Tuesday, right after the coffee.")
    )
    where = NeededField(
        label=_("Where?"), help_text=_("For example: in the staff room, with Lena.")
    )
    by = forms.DateField(
        required=False,
        label=_("By which day?"),
        help_text=_("Within two weeks."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AskForm(RoomForm):
    """Whom to ask, and with which words."""

    whom = NeededField(
        label=_("Whom would you like to ask?"), help_text=_("A name or an e-mail address.")
    )
    question = NeededField(
        label=_("What would you like to ask?"),
        help_text=_("They see this and your name, and nothing else."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_whom(self) -> UUID | None:
        """Return whom the name stands for. It must be one person and no other."""
        name = str(self.cleaned_data["whom"]).strip()
        people = people_called(name) if name else ()
        if len(people) == 1:
            return people[0].id
        code = "handover.several_called" if people else "handover.nobody_called"
        refusal = Refusal(code, {"name": name}) if name else Refusal("growth.missing_words")
        raise forms.ValidationError(say(refusal))


class StoryForm(RoomForm):
    """What helped, told by name."""

    words = NeededField(
        label=_("What helped you?"),
        help_text=_("Tell it as to a colleague. Leave out what others want to keep to themselves."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    held = forms.ChoiceField(
        required=False,
        choices=HELD,
        label=_("What held you back before?"),
        widget=forms.RadioSelect,
        help_text=_("Then somebody who is held by the same can find your story."),
    )
