"""The form of a service, made from its matter's facts, and the form of an answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.formats import number
from mandat.power.forms import RoomForm, Told, fact_field
from mandat.power.rules import FactType
from mandat.services.queries import FactLine

__all__ = ["AnswerForm", "AskForm", "RoomForm", "as_typed"]


class AskForm(RoomForm):
    """Asks for a service: its matter's facts, the safeguards' fields, and who it is for."""

    def __init__(
        self,
        facts: Sequence[FactType],
        extra: Sequence[str],
        *args: Any,
        for_others: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for fact in facts:
            self.fields[fact.key] = fact_field(fact)
        for n, label in enumerate(extra):
            self.fields[f"extra-{n}"] = Told(label=label)
        if for_others:
            self.fields["for_whom"] = forms.CharField(
                required=False,
                label=_("Who is it for?"),
                help_text=_(
                    "Leave it empty if it is for you. Otherwise write a name or an e-mail address."
                ),
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @property
    def given(self) -> dict[str, str]:
        """What was typed, by fact key."""
        self.is_valid()
        return {k: v for k, v in self.cleaned_data.items() if k != "for_whom"}


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


class AnswerForm(RoomForm):
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
