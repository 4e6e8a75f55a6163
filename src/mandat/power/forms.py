"""Fields made from a matter's facts, and a form that shows refusals where they belong."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from mandat.common.formats import local
from mandat.common.moments import FIRST_YEAR, LAST_YEAR
from mandat.common.phrases import explain
from mandat.common.refusals import Refusal
from mandat.power.rules import VAT_RATES, FactType


class Given:
    """A field whose label says whether it is needed; what is wrong with it the action tells."""

    def validate(self, value: Any) -> None:
        """Leave everything to the action, so that all faults come at once and in one place."""


class Told(Given, forms.CharField):
    """A line of text."""


class Choice(Given, forms.ChoiceField):
    """One of several."""


class _Date(Given, forms.CharField):
    widget = forms.DateInput(attrs={"type": "date"})


class _YesNo(Given, forms.BooleanField):
    def clean(self, value: Any) -> Any:
        return "yes" if value else ""


_WHICH_DAY = _("Write a day between the years 1900 and 2999.")
_FROM = MinValueValidator(date(FIRST_YEAR, 1, 1), _WHICH_DAY)
_TO = MaxValueValidator(date(LAST_YEAR, 12, 31), _WHICH_DAY)


class RoomForm(forms.Form):
    """A form that shows refusals where they belong."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.validators += [_FROM, _TO]

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Show each refusal by its field, or above the form."""
        self.is_valid()
        for refusal in refusals:
            field = refusal.field if refusal.field in self.fields else None
            self.add_error(field, explain(refusal))


def fields_beside(fact: FactType) -> dict[str, forms.Field]:
    """Return the fields that ask on what basis an amount is told; none for most (rule 15)."""
    found: dict[str, forms.Field] = {}
    words = forms.TextInput(attrs={"autocomplete": "off"})
    if "currency" in fact.asks:
        hint = _("Three letters, such as EUR. Without them it is %(currency)s.") % {
            "currency": fact.currency
        }
        found[f"{fact.key}-currency"] = Told(
            label=_("In which currency?"), required=False, help_text=hint, widget=words
        )
    if "vat" in fact.asks:
        rates = [(rate, _("Yes, %(rate)s %%") % {"rate": rate}) for rate in reversed(VAT_RATES)]
        found[f"{fact.key}-vat"] = Choice(
            label=_("Is VAT in the amount?"), required=False, choices=[("", _("No")), *rates]
        )
    if "term" in fact.asks:
        found[f"{fact.key}-each"] = Choice(
            label=_("How often is it paid?"),
            required=False,
            choices=[
                ("", _("Once, and the amount is all of it")),
                ("month", _("Each month, under a contract")),
                ("again", _("Each month, bought again and again")),
            ],
        )
        found[f"{fact.key}-months"] = Told(
            label=_("For how many months?"),
            required=False,
            help_text=_(
                "Only under a contract. Count options and extensions too. Leave it empty if it "
                "goes on until further notice."
            ),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
    return found


def fact_field(fact: FactType) -> forms.Field:
    """Return the field in which a fact is told."""
    kwargs: dict[str, Any] = {"label": local(fact.label), "required": fact.required}
    figures = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    if fact.kind == "amount":
        kwargs["help_text"] = _("In %(currency)s. Figures are enough.") % {
            "currency": fact.currency
        }
        return Told(widget=figures, **kwargs)
    if fact.kind == "number":
        return Told(widget=figures, **kwargs)
    if fact.kind == "choice":
        named = [(key, local(name)) for key, name in fact.choices.items()]
        return Choice(choices=[("", _("Choose")), *named], **kwargs)
    if fact.kind == "date":
        return _Date(**kwargs)
    if fact.kind == "yesno":
        return _YesNo(label=kwargs["label"], required=False)
    return Told(max_length=None, **kwargs)


# --- standing in, and conflicts of interest ------------------------------------------------------


def _text(label: Any, hint: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return Told(required=required, label=label, help_text=hint, widget=widget)


def _day(label: Any, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(required=False, label=label, help_text=hint, widget=widget)


class SubstituteForm(RoomForm):
    """Who stands in, why and when. The last day is a day on which they do."""

    person = _text(
        _("Who stands in for you?"), _("Write a name or an e-mail address."), required=True
    )
    ground = Choice(
        label=_("When?"),
        choices=[
            ("away", _("I am away")),
            ("conflict", _("I am in a conflict of interest")),
        ],
    )
    since = _day(_("First day"), _("Without one it begins as soon as they have said yes."))
    until = _day(_("Last day"))
    words = _text(_("Anything they should know?"), _("Only the two of you read it."))


class AwayForm(RoomForm):
    """From when until when one leaves it to those the order names."""

    since = _day(_("First day"))
    until = _day(_("Last day"))


class SeatForm(RoomForm):
    """Who stands in for a role that nobody holds, and until when."""

    person = _text(_("Who?"), _("Write a name or an e-mail address."), required=True)
    until = _day(_("Last day"), _("Without one it goes on until somebody holds the role."))
    words = _text(_("Anything they should know?"), _("Only the two of you read it."))


class TieForm(RoomForm):
    """To which company or association."""

    counterparty = _text(
        _("To which company or association?"),
        _("Write its name as it stands in contracts. Cases with it then go to others."),
        required=True,
    )
    tie_words = _text(_("Why?"), _("Only you read it."))


class ConflictForm(RoomForm):
    """With whom."""

    about = _text(
        _("With whom?"),
        _("Someone close to you, for example. Write a name or an e-mail address."),
        required=True,
    )
    why = _text(_("Why?"), _("Only you read it."))
