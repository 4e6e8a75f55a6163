"""The walk's questions as forms. They read and word; what may be proposed the room decides."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.formats import local
from mandat.common.money import Money, exponent, parse_amount, to_minor
from mandat.common.phrases import say
from mandat.common.refusals import Refusal, RefusedError
from mandat.handover.rules.values import LONGEST_TRIAL, SHORTEST_TRIAL
from mandat.power.queries import people_called
from mandat.power.rules import (
    FactType,
    Limit,
    Limits,
    limits_from_json,
    limits_to_json,
)
from mandat.web.walk.commitments import CommitmentsForm

WORDS = {"rows": 3}
OBSTACLES = ("power", "habit", "endurance")


class WayForm(forms.Form):
    """Move it, or remove the step; and if moved, to whom."""

    kind = forms.ChoiceField(choices=[("move", ""), ("remove", "")])
    to = forms.ChoiceField(required=False, label=_("Who would decide instead?"))

    def __init__(self, *args: Any, receivers: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Choose")), *receivers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == "move" and not cleaned.get("to") and "to" not in self.errors:
            self.add_error("to", say(Refusal("handover.no_receiver_named")))
        return cleaned


class ObstacleForm(forms.Form):
    """What holds back. Every field may be left empty."""

    power = forms.BooleanField(required=False)
    habit = forms.BooleanField(required=False)
    endurance = forms.BooleanField(required=False)
    words = forms.CharField(
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=WORDS),
        label=_("In your own words"),
        help_text=_("Only you can read this. It is not in the record, and you can erase it."),
    )


class SafeguardsForm(forms.Form):
    """What goes along and catches errors without an approval."""

    recent_alike = forms.BooleanField(required=False)
    extra_field = forms.BooleanField(required=False)
    label = forms.CharField(
        required=False,
        max_length=120,
        label=_("What should the field ask for?"),
        help_text=_("For example: Which supplier, and why that one?"),
    )
    own_words = forms.BooleanField(required=False)
    words = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=WORDS),
        label=_("What have you agreed on?"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("extra_field") and not str(cleaned.get("label", "")).strip():
            self.add_error("label", say(Refusal("handover.safeguard_label")))
        return cleaned

    def safeguards(self) -> list[dict[str, str]]:
        """Return what was chosen, as the record has it."""
        given = self.cleaned_data
        found = []
        if given["recent_alike"]:
            found.append({"kind": "recent_alike", "label": "", "words": ""})
        if given["extra_field"]:
            found.append({"kind": "extra_field", "label": given["label"].strip(), "words": ""})
        if given["own_words"] and given["words"].strip():
            found.append({"kind": "own_words", "label": "", "words": given["words"].strip()})
        return found


DUTY = [
    ("", _("Not decided yet")),
    ("not_needed", _("Not needed for a trial like this")),
    ("under_way", _("Under way")),
    ("done", _("Done")),
]


class TrialForm(forms.Form):
    """The smallest trial: limits, length, after-checks; and what it asks of people."""

    trial_days = forms.IntegerField(
        min_value=SHORTEST_TRIAL,
        max_value=LONGEST_TRIAL,
        label=_("How many days?"),
        help_text=_("From two weeks to two months. Then it ends by itself."),
    )
    check_share = forms.IntegerField(
        min_value=0,
        max_value=100,
        label=_("How many in a hundred do you look at afterwards?"),
        help_text=_("Drawn at random. You read them after they are decided, and nobody waits."),
    )
    time = forms.CharField(required=False, max_length=500, label=_("When will they have time?"))
    competence = forms.CharField(
        required=False, max_length=500, label=_("What do they need to know, and who shows them?")
    )
    pay = forms.CharField(required=False, max_length=500, label=_("Does it show in their pay?"))
    load = forms.CharField(
        required=False, max_length=500, label=_("What can they let go of instead?")
    )
    mbl = forms.ChoiceField(
        choices=DUTY, required=False, label=_("Negotiation with the unions (MBL)")
    )
    afs = forms.ChoiceField(choices=DUTY, required=False, label=_("Risk assessment (AFS)"))
    also = forms.CharField(
        required=False,
        max_length=500,
        label=_("Who speaks for the union and for safety?"),
        help_text=_("Names or addresses with commas between. They are asked for their voice too."),
    )

    def __init__(self, *args: Any, facts: tuple[FactType, ...], own: Limits, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limited = tuple(f for f in facts if f.may_limit and f.kind in _LIMIT_FIELDS)
        self.own = {limit.fact: limit for limit in own}
        for fact in self.limited:
            self.fields[f"limit_{fact.key}"] = _LIMIT_FIELDS[fact.kind](fact)
        self.order_fields([f"limit_{f.key}" for f in self.limited])

    @property
    def limit_fields(self) -> list[Any]:
        """The fields that set limits, to be drawn first."""
        return [self[f"limit_{f.key}"] for f in self.limited]

    def limits(self) -> list[dict[str, Any]]:
        """Return the limits chosen, together with the giver's own where nothing was chosen."""
        found: list[Limit] = []
        for fact in self.limited:
            given = self.cleaned_data.get(f"limit_{fact.key}")
            limit = _limit(fact, given)
            if limit is not None:
                found.append(limit)
            elif fact.key in self.own:
                found.append(self.own[fact.key])
        known = {f.key for f in self.limited}
        found += [limit for key, limit in self.own.items() if key not in known]
        return limits_to_json(tuple(found))

    def clean_also(self) -> list[str]:
        """Return whom the names stand for. Each must be one person and no other."""
        found = []
        for name in str(self.cleaned_data["also"]).split(","):
            if not name.strip():
                continue
            people = people_called(name.strip())
            if len(people) != 1:
                code = "handover.several_called" if people else "handover.nobody_called"
                raise forms.ValidationError(say(Refusal(code, {"name": name.strip()})))
            found.append(str(people[0].id))
        return found

    def conditions(self) -> dict[str, str]:
        """Return what was written of time, competence, pay and load, and the duties."""
        keys = ("time", "competence", "pay", "load", "mbl", "afs")
        return {k: self.cleaned_data[k] for k in keys if self.cleaned_data.get(k)}


class AmountField(forms.CharField):
    """An amount as people write it, or nothing."""

    def __init__(self, fact: FactType) -> None:
        super().__init__(
            required=False,
            label=_("Up to which amount?"),
            help_text=_("Above it, you decide as today. Small is good: you can widen later."),
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )
        self.fact = fact

    def clean(self, value: Any) -> Money | None:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            amount = parse_amount(text)
        except ValueError:
            raise forms.ValidationError(say(Refusal("handover.bad_amount"))) from None
        if amount <= 0:
            raise forms.ValidationError(say(Refusal("handover.bad_amount")))
        return Money(to_minor(amount, self.fact.currency), self.fact.currency)


def _number(fact: FactType) -> forms.Field:
    label = _("At most: %(what)s") % {"what": local(fact.label).lower()}
    return forms.DecimalField(required=False, min_value=Decimal(0), label=label)


def _choice(fact: FactType) -> forms.Field:
    return forms.MultipleChoiceField(
        required=False,
        choices=[(key, local(name)) for key, name in fact.choices.items()],
        widget=forms.CheckboxSelectMultiple,
        label=_("Only for: %(what)s") % {"what": local(fact.label).lower()},
        help_text=_("None chosen means all."),
    )


_LIMIT_FIELDS = {"amount": AmountField, "number": _number, "choice": _choice}


def _limit(fact: FactType, given: Any) -> Limit | None:
    if given in (None, "", []):
        return None
    if fact.kind == "choice":
        return Limit(fact.key, "in", tuple(given))
    return Limit(fact.key, "<=", given)


def limit_initial(facts: tuple[FactType, ...], limits: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what the limit fields show for limits already chosen."""
    initial: dict[str, Any] = {}
    for limit in limits_from_json(facts, limits):
        value = limit.value
        if isinstance(value, Money):
            whole = f"{value.decimal():f}"
            shown = whole.removesuffix("." + "0" * exponent(value.currency))
            initial[f"limit_{limit.fact}"] = shown
        else:
            initial[f"limit_{limit.fact}"] = list(value) if isinstance(value, tuple) else value
    return initial


class SummaryForm(forms.Form):
    """The last words before it is sent."""

    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=WORDS),
        label=_("Why do you want to hand this over?"),
        help_text=_("Those you ask will read it."),
    )


class VoiceForm(forms.Form):
    """Consent, concern or objection."""

    kind = forms.ChoiceField(
        choices=[("consent", ""), ("concern", ""), ("objection", "")],
        error_messages={"required": _("Choose one of the three.")},
    )
    concern = forms.CharField(
        required=False, widget=forms.Textarea(attrs=WORDS), label=_("What worries you?")
    )
    words = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs=WORDS),
        label=_("What could go wrong, and for whom?"),
        help_text=_("Describe something you have seen or know, preferably with an example."),
    )
    safe_enough = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs=WORDS),
        label=_("What would make it safe enough?"),
        help_text=_("One idea is enough. It does not have to be finished."),
    )


class AdoptionForm(forms.Form):
    """What the body decided, as its minutes have it."""

    adopted = forms.ChoiceField(
        choices=[("yes", _("It was adopted")), ("no", _("It was not adopted"))],
        widget=forms.RadioSelect,
        label=_("What was decided?"),
    )
    body = forms.CharField(max_length=200, label=_("Which body?"))
    on = forms.DateField(
        label=_("Which day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    paragraph = forms.CharField(
        max_length=80, label=_("Which paragraph?"), help_text=_("For example § 112")
    )


class ReasonForm(forms.Form):
    """Why, in one field."""

    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Why?"),
        help_text=_("Those it concerns will read it."),
    )


class KeepForm(CommitmentsForm):
    """Keep it: when to review, how it could be taken back, and what was promised since."""

    review_on = forms.DateField(
        label=_("When do you look at it together again?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Within a year."),
    )
    way_back = forms.ChoiceField(
        choices=[
            ("giver", _("The one who handed it over, with a reason")),
            ("body", _("The adopting body, by a decision")),
        ],
        widget=forms.RadioSelect,
        label=_("Who could take it back?"),
    )


def show_refusals(form: forms.Form, error: RefusedError) -> None:
    """Put each refusal by its field, or at the top of the form."""
    for refusal in error.refusals:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, say(refusal))
