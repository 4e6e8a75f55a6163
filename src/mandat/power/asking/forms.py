"""The form of a question: a matter, its facts, a person or anyone, and a day."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.formats import local
from mandat.power.forms import RoomForm, fact_field
from mandat.power.queries import MatterView
from mandat.power.rules import FactType


def _day(label: Any, hint: Any = "") -> forms.CharField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


def facts_asked(matter: MatterView) -> tuple[FactType, ...]:
    """Return the facts on which who decides can hang."""
    spoken_of = {limit.fact for stage in matter.stages for limit in stage.condition}
    return tuple(f for f in matter.facts if f.may_limit or f.key in spoken_of)


class QuestionForm(RoomForm):
    """Asks who may decide; the facts of the chosen matter come with it."""

    matter = forms.ChoiceField(label=_("What is to be decided?"))
    person = forms.CharField(
        label=_("Who?"),
        help_text=_("A name or an e-mail address. Leave it empty for anyone."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    verb = forms.ChoiceField(
        label=_("What would they say?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    at = _day(_("On which day?"), _("Leave it empty for now."))
    known = _day(
        _("As it was known on"),
        _("Leave it empty for what is known now. What was entered later is left out."),
    )

    def __init__(
        self, matters: Sequence[MatterView], chosen: MatterView | None, given: Any
    ) -> None:
        super().__init__(given)
        names = sorted((local(m.name), m.key) for m in matters)
        choice = self.fields["matter"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        choice.choices = [("", _("Choose")), *((key, name) for name, key in names)]
        facts = () if chosen is None else facts_asked(chosen)
        rest = {name: self.fields.pop(name) for name in ("person", "verb", "at", "known")}
        for fact in facts:
            self.fields[f"fact-{fact.key}"] = field = fact_field(fact)
            field.required = False
        if chosen is not None:
            self.fields.update(rest)
