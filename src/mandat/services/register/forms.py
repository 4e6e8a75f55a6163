"""Forms of the register: meetings, notices, corrections, and how a matter is handled."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mandat.power.forms import Given, RoomForm, Told
from mandat.services.forms import ContentsForm


class _Day(Given, forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _line(label: Any, hint: Any = "") -> Told:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return Told(label=label, help_text=hint, widget=widget)


def _words(label: Any, hint: Any = "", *, needed: bool = False) -> Told:
    area = forms.Textarea(attrs={"rows": 3})
    return Told(required=needed, label=label, help_text=hint, widget=area)


class _Route(Given, forms.ChoiceField):
    pass


class ReportForm(RoomForm):
    """At which meeting, and in which paragraph of its minutes."""

    on = _Day(label=_("The day of the meeting"))
    paragraph = _line(_("Paragraph"), _("As the minutes have it, such as 75."))


class PostForm(RoomForm):
    """When a notice went up, and where what it tells of can be read."""

    posted = _Day(label=_("Posted on the board"))
    where = _line(_("Where can it be read?"), _("Such as “The town hall, Storgatan 1”."))


class DayForm(RoomForm):
    """One day."""

    on = _Day(label=_("Day"))


class CorrectionForm(ContentsForm):
    """What a decision should say. Yes or no is not corrected: that is a new decision."""

    reason = _words(_("Reasons"))
    why = _words(
        _("Why is it corrected?"), _("It is shown beside what was said before."), needed=True
    )
    field_order = ("why", "text", "reason", "alternatives", "advice", "presenter", "participants")


class HandlingForm(RoomForm):
    """Whether a matter is decided on at all, how that is made known, and what it must hold."""

    kind = forms.ChoiceField(
        label=_("Decision or mere execution?"),
        widget=forms.RadioSelect,
        choices=[
            (
                "decision",
                _(
                    "A decision: someone weighs and chooses. “Who gets the place?” It is"
                    " registered, and can be appealed."
                ),
            ),
            (
                "execution",
                _(
                    "Mere execution: the answer follows from a tariff or an agreement. “What does"
                    " the place cost?” It is not registered."
                ),
            ),
        ],
    )
    route = _Route(
        label=_("How is it made known?"),
        choices=[
            ("", _("As the delegation order says")),
            ("report", _("Reported at the next meeting")),
            ("minute", _("Minuted apart, and posted if it can be appealed")),
        ],
    )
    appealable = forms.BooleanField(required=False, label=_("It can be appealed"))
    asks = forms.MultipleChoiceField(
        required=False,
        label=_("What must be written down besides yes or no?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("text", pgettext_lazy("decision", "The decision in words")),
            ("reason", pgettext_lazy("decision", "Reasons, also for a yes")),
            ("alternatives", pgettext_lazy("decision", "What was not chosen, and why")),
            ("presenter", pgettext_lazy("decision", "Who presented it")),
            ("participants", pgettext_lazy("decision", "Who else took part")),
            ("advice", pgettext_lazy("decision", "Whom one asked, and what they said")),
        ],
    )
    decision = _line(_("What does this rest on?"), _("Such as “The board 23 May, § 41”."))
