"""The form of a service, made from its matter's facts, and the form of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mandat.common.formats import number
from mandat.power.forms import RoomForm, Told, fact_field, fields_beside
from mandat.power.rules import FactType
from mandat.services.queries import FactLine

__all__ = ["AnswerForm", "AskForm", "MeetingForm", "RoomForm", "as_typed"]


@dataclass(frozen=True)
class Group:
    """A field, and what most need not tell beside it: VAT, and how often it is paid."""

    field: forms.BoundField
    folded: list[forms.BoundField] = dataclass_field(default_factory=list)

    @property
    def unfolded(self) -> bool:
        """Whether something is told there, or is wrong."""
        return any(field.errors or field.value() for field in self.folded)


class AskForm(RoomForm):
    """Asks for a service: its matter's facts, the safeguards' fields, and who it is for."""

    def __init__(
        self,
        facts: Sequence[FactType],
        extra: Sequence[str],
        *args: Any,
        for_others: bool = True,
        urgent: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for fact in facts:
            self.fields[fact.key] = fact_field(fact)
            self.fields.update(fields_beside(fact))
        for n, label in enumerate(extra):
            self.fields[f"extra-{n}"] = Told(label=label)
        if urgent:
            self.fields["urgency"] = Told(
                required=False,
                label=_("Can it not wait for the board’s next meeting? Say why."),
                help_text=_("Leave it empty if it can. What is urgent is always reported."),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        if for_others:
            self.fields["for_whom"] = forms.CharField(
                required=False,
                label=_("Who is it for?"),
                help_text=_(
                    "Leave it empty if it is for you. Otherwise write a name or an e-mail address."
                ),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

        self._told = {f"{t.key}-{name}" for t in facts for name in ("vat", "each", "months")}

    @property
    def groups(self) -> list["Group"]:
        """The fields in their order, each with those that are shown when one asks for them."""
        found: list[Group] = []
        for field in self:
            if field.name in self._told and found:
                found[-1].folded.append(field)
            else:
                found.append(Group(field))
        return found

    @property
    def given(self) -> dict[str, str]:
        """What was typed, by fact key."""
        self.is_valid()
        return {k: v for k, v in self.cleaned_data.items() if k not in ("for_whom", "urgency")}


def as_typed(lines: Sequence[FactLine], extra: Sequence[str], answers: Any) -> dict[str, Any]:
    """Return a case's facts as they were typed, to begin from when it is sent again."""
    typed: dict[str, Any] = {f"extra-{n}": answers.get(lb, "") for n, lb in enumerate(extra)}
    for line in lines:
        decimal = getattr(line.value, "decimal", None)
        if decimal is not None:
            amount = decimal()
            whole = amount == amount.to_integral_value()
            typed[line.key] = number(amount, decimals=0 if whole else 2)
        else:
            typed[line.key] = line.value
    return typed


class _Ticked(forms.MultipleChoiceField):
    """Words that were ticked; what must be among them the action knows."""

    def validate(self, value: Any) -> None:
        """Take them as they are."""


def _lines(label: Any, hint: Any = "") -> Told:
    area = forms.Textarea(attrs={"rows": 3})
    return Told(required=False, label=label, help_text=hint, widget=area)


def _names(label: Any, hint: Any) -> Told:
    line = forms.TextInput(attrs={"autocomplete": "off"})
    return Told(required=False, label=label, help_text=hint, widget=line)


class ContentsForm(RoomForm):
    """What a decision holds besides yes or no. All may be empty, unless the matter asks for it."""

    text = _lines(_("The decision in words"), _("Where yes or no does not say it all."))
    alternatives = _lines(_("What else did you consider, and why not?"))
    advice = _lines(_("Whom did you ask, and what did they say?"))
    presenter = _names(_("Who presented the case to you?"), _("Write a name or an e-mail address."))
    participants = _names(
        _("Who else took part?"), _("Names or e-mail addresses, with a comma between.")
    )
    urgency = Told(
        label=_("Why can the board’s decision not be awaited?"),
        help_text=_(
            "Needed for a yes and a no. It is kept with the decision and reported at the board’s "
            "next meeting."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def contents(self) -> dict[str, str]:
        """What was typed, by field."""
        names = (*ContentsForm.base_fields, "urgency")
        return {name: self.cleaned_data.get(name, "") for name in names}

    @property
    def folded(self) -> list[forms.BoundField]:
        """The fields that are shown only when one asks for them."""
        return [self[name] for name in ContentsForm.base_fields]

    @property
    def unfolded(self) -> bool:
        """Whether something is written there, or is wrong."""
        return any(self[name].errors or self[name].value() for name in ContentsForm.base_fields)


class AnswerForm(ContentsForm):
    """Yes, no or back, with a reason; `stage` is where the reader saw the case."""

    outcome = forms.CharField(required=False)
    reason = Told(
        label=_("Why?"),
        help_text=_("Needed for a no, and when you send the case back."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    confirmed = _Ticked(required=False)
    exception = Told(
        label=_("Why can it not wait for somebody else?"),
        help_text=_("It stands with your answer, for everyone whom the case concerns."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    stage = forms.UUIDField(required=False, widget=forms.HiddenInput)


class MeetingForm(RoomForm):
    """What a body decided at a meeting, with its day and paragraph.

    `stage` is where the reader saw the case.
    """

    outcome = forms.ChoiceField(
        required=False,
        label=_("What was decided?"),
        choices=[("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        required=False,
        label=_("Day of the meeting"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    paragraph = forms.CharField(required=False, max_length=40, label=_("Paragraph"))
    reason = Told(
        label=_("Why?"), help_text=_("Needed for a no."), widget=forms.Textarea(attrs={"rows": 2})
    )
    stage = forms.UUIDField(required=False, widget=forms.HiddenInput)
