"""Forms of purpose. The questions steer towards people's lives, not towards systems."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.formats import local
from mandat.growth.forms import NeededField
from mandat.growth.purpose.rules import Trying
from mandat.handover.rules.commitments import Made
from mandat.power.queries import CirclePlace, Names
from mandat.services.forms import RoomForm

OUTCOMES = (
    ("keep", _("We keep it")),
    ("change", _("We change something and try again")),
    ("drop", _("We drop it")),
)


class NeededDay(forms.DateField):
    """A day that is needed; whether it is there the action tells, with all else."""

    def validate(self, value: date | None) -> None:
        """Leave it to the action."""


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """Return a field for a day."""
    return NeededDay(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class GoalForm(RoomForm):
    """A far goal in terms of people."""

    words = NeededField(
        label=_("What is it like for people when you have got there?"),
        help_text=_(
            "Begin with who: a resident, a pupil, a neighbour, a colleague. Say what they can do,"
            " and how it feels. For example: Whoever needs help gets it the same day, from someone"
            " who may decide."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ExperimentForm(RoomForm):
    """What a circle tries, what for, how it will know, and until when."""

    circle = forms.ChoiceField(label=_("In which circle?"))
    what = NeededField(
        label=_("What do you try?"),
        help_text=_("Small and easy to undo. For example: the morning meeting is held standing."),
    )
    hope = NeededField(
        label=_("What do you hope that people will notice?"),
        help_text=_("Think of somebody: what becomes easier, calmer or more fun for them?"),
    )
    how = NeededField(
        label=_("How will you know?"),
        help_text=_("It is enough to ask each other. For example: we ask three residents."),
    )
    until = day_field(_("Until when?"), _("From a week to two months. Then you stop and look."))

    def __init__(self, *args: Any, circles: Sequence[CirclePlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(c.id), local(c.name)) for c in circles]
        self.fields["circle"].choices = choices  # type: ignore[attr-defined]

    def trying(self) -> Trying:
        """Return what was written, whatever is missing."""
        given = self.cleaned_data
        what, hope, how = (str(given.get(k, "")) for k in ("what", "hope", "how"))
        return Trying(what, hope, how, given.get("until"))


class LearningForm(RoomForm):
    """What an experiment taught, and how it goes on."""

    learned = NeededField(
        label=_("What did you learn?"),
        help_text=_("What did people notice? What surprised you? That it did not help counts too."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    outcome = NeededField(label=_("How do you go on?"), widget=forms.RadioSelect(choices=OUTCOMES))


class CommitmentForm(RoomForm):
    """A commitment, and how the circle decided it."""

    words = NeededField(
        label=_("What do you promise?"),
        help_text=_(
            "So that a new colleague can say if it is kept. For example: For ten years we take no"
            " decisions on the rota without those who work by it."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    last_day = day_field(
        _("Until and including which day?"), _("At least a year ahead, at most fifty.")
    )
    matters = forms.MultipleChoiceField(
        required=False,
        label=_("Choose them"),
        help_text=_("None chosen means all that the circle has to do with."),
        widget=forms.CheckboxSelectMultiple,
    )
    body = NeededField(
        label=_("Where did you decide it?"),
        help_text=_("For example: the workplace meeting at Björkgården."),
    )
    on = day_field(_("Which day?"))
    paragraph = forms.CharField(
        required=False,
        label=_("Which paragraph?"),
        help_text=_("If there are minutes, for example § 112"),
    )
    together = forms.BooleanField(
        required=False,
        label=_("Everyone with a role in the circle has had their say, and nobody objects."),
    )

    def __init__(self, *args: Any, matters: Sequence[tuple[UUID, Names]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(m), local(name)) for m, name in matters]
        self.fields["matters"].choices = choices  # type: ignore[attr-defined]

    def made(self) -> Made:
        """Return what was written, whatever is missing."""
        given = self.cleaned_data
        last_day: date | None = given.get("last_day")
        return Made(
            given.get("words", ""),
            last_day,
            given.get("body", ""),
            given.get("on"),
            given.get("paragraph", ""),
            together=bool(given.get("together")),
        )

    def chosen(self) -> tuple[UUID, ...]:
        """Return the matters that were chosen."""
        return tuple(UUID(m) for m in self.cleaned_data.get("matters", ()))


class EndCommitmentForm(CommitmentForm):
    """Why a commitment ends before its time, and what holds instead of it."""

    reason = NeededField(
        label=_("Why does it end before its time?"),
        help_text=_("Those it was made for will read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("reason",)
