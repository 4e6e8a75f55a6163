"""What is said of a proposal, as forms."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.handover.proposals.rules.values import Argument, Tension
from mandat.power.forms import RoomForm

ROWS = {"rows": 3}


class Words(forms.CharField):
    """Words that may be needed; whether they are, the rules tell."""

    def __init__(self, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def validate(self, value: str) -> None:
        """Leave it to the rules."""


class WhyForm(RoomForm):
    """A tension, one real example, and how it helps."""

    title = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("Say what would be different. For example: The night team plans its own rota."),
        max_length=200,
    )
    tension = Words(label=_("What chafes?"), help_text=_("What is not as good as it could be."))
    example = Words(
        label=_("When did it happen?"), help_text=_("One real time is enough, small or large.")
    )
    helps = Words(label=_("How would this have helped that time?"))

    def why(self) -> Tension:
        """Return what was written."""
        given = self.cleaned_data
        return Tension(given["tension"], given["example"], given["helps"])


class RewordForm(RoomForm):
    """Another wording: its name, and what it answers."""

    title = forms.CharField(label=_("What do you call it?"), max_length=200)
    why = Words(label=_("What is different, and why?"), required=False)


class ArgumentFields(RoomForm):
    """The four questions of an objection, and what would make it safe enough."""

    harm = Words(
        label=_("What could go wrong, and for whom?"),
        help_text=_("Think of what the circle is there for."),
    )
    cause = Words(
        label=_("How does it come from this proposal?"),
        help_text=_("Something that is so already is better raised as a proposal of its own."),
    )
    facts = Words(
        label=_("What have you seen, or what could not be put right in time?"),
        help_text=_("If you could notice it and change back in time, it is safe enough to try."),
    )
    role = Words(label=_("Which of your roles does it concern, and how?"), rows=2)
    safe_enough = Words(
        label=_("What would make it safe enough?"),
        help_text=_("An idea will do. It does not have to be finished."),
    )

    def argument(self) -> Argument:
        """Return what was written."""
        return Argument(**{name: self.cleaned_data.get(name, "") for name in vars(Argument())})


class AnswerForm(ArgumentFields):
    """Consent, consent with a concern, or an objection."""

    kind = forms.ChoiceField(
        choices=[("consent", ""), ("concern", ""), ("objection", "")],
        error_messages={"required": _("Choose one of the three answers.")},
    )
    words = Words(label=_("What worries you?"))
    watch = Words(label=_("What should we watch, to see if it comes true?"), rows=2, required=False)


class SayForm(RoomForm):
    """A few words."""

    words = Words(label=_("In your own words"))


class HowForm(RoomForm):
    """An answer to a question."""

    question = forms.UUIDField(widget=forms.HiddenInput)
    how = Words(label=_("Your answer"), rows=2)


class ReasonForm(RoomForm):
    """Why something is taken away, declined or dropped."""

    reason = Words(label=_("Why?"), rows=2)


class OnVoiceForm(ReasonForm):
    """Something about one objection."""

    voice = forms.UUIDField(widget=forms.HiddenInput)


class JudgeForm(OnVoiceForm):
    """Which of the four questions have an answer."""

    answered = forms.MultipleChoiceField(
        required=False,
        label=_("Which questions have an answer with a reason?"),
        choices=[
            ("harm", _("What could go wrong, and for whom")),
            ("cause", _("How it comes from this proposal")),
            ("facts", _("What is known, or could not be put right")),
            ("role", _("Which role of theirs it concerns")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = Words(label=_("If one has none: what is missing?"), rows=2, required=False)
    field_order = ("answered", "reason")


class AgainForm(ArgumentFields):
    """An objection answered in full."""

    voice = forms.UUIDField(widget=forms.HiddenInput)


class MinutedForm(RoomForm):
    """What the adopting body decided."""

    adopted = forms.ChoiceField(
        label=_("What did it decide?"),
        choices=[("yes", _("It adopted the proposal")), ("no", _("It did not"))],
        widget=forms.RadioSelect,
    )
    body = Words(label=_("Which body?"), rows=1)
    on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    paragraph = Words(label=_("Which paragraph?"), rows=1)

    def day(self) -> date:
        """Return the day of the meeting."""
        return self.cleaned_data["on"]  # type: ignore[no-any-return]
