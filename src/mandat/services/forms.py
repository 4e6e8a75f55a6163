"""Forms made from a matter's facts, and the form of an answer."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.formats import local, number
from mandat.common.phrases import explain
from mandat.common.refusals import Refusal
from mandat.power.rules import FactType
from mandat.services.queries import FactLine


class _Given:
    """A field whose label says whether it is needed; what is wrong with it the action tells."""

    def validate(self, value: Any) -> None:
        """Leave everything to the action, so that all faults come at once and in one place."""


class _Text(_Given, forms.CharField):
    pass


class _Choice(_Given, forms.ChoiceField):
    pass


class _Date(_Given, forms.CharField):
    widget = forms.DateInput(attrs={"type": "date"})


class _YesNo(_Given, forms.BooleanField):
    def clean(self, value: Any) -> Any:
        return "yes" if value else ""


class RoomForm(forms.Form):
    """A form that shows refusals where they belong."""

    use_required_attribute = False

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Show each refusal by its field, or above the form."""
        self.is_valid()
        for refusal in refusals:
            field = refusal.field if refusal.field in self.fields else None
            self.add_error(field, explain(refusal))


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
            self.fields[fact.key] = _field(fact)
        for n, label in enumerate(extra):
            self.fields[f"extra-{n}"] = _Text(label=label)
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


def _field(fact: FactType) -> forms.Field:
    kwargs: dict[str, Any] = {"label": local(fact.label), "required": fact.required}
    figures = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    if fact.kind == "amount":
        kwargs["help_text"] = _("In %(currency)s. Figures are enough.") % {
            "currency": fact.currency
        }
        return _Text(widget=figures, **kwargs)
    if fact.kind == "number":
        return _Text(widget=figures, **kwargs)
    if fact.kind == "choice":
        named = [(key, local(name)) for key, name in fact.choices.items()]
        return _Choice(choices=[("", _("Choose")), *named], **kwargs)
    if fact.kind == "date":
        return _Date(**kwargs)
    if fact.kind == "yesno":
        return _YesNo(label=kwargs["label"], required=False)
    return _Text(max_length=None, **kwargs)


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


class AnswerForm(RoomForm):
    """Yes, no or back, with a reason; `stage` is where the reader saw the case."""

    outcome = forms.CharField(required=False)
    reason = _Text(
        label=_("Why?"),
        help_text=_("Needed for a no, and when you send the case back."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stage = forms.UUIDField(required=False, widget=forms.HiddenInput)
