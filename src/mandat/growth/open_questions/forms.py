"""The forms of an open question: to ask it, to answer it, to report it."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.requests import one_figure
from mandat.growth.forms import NeededField
from mandat.growth.open_questions.rules import LONGEST_OPEN, Said
from mandat.services.forms import RoomForm

FORMS = (
    ("words", _("Words")),
    ("tap", _("One tap: yes, partly, no or do not know")),
    ("scale", _("A figure from 1 to 5")),
)
TAPS = (("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No")), ("unsure", _("I do not know")))
SCALE = tuple((str(n), str(n)) for n in range(1, 6))


class QuestionForm(RoomForm):
    """What to ask, how it may be answered, and until when."""

    title = NeededField(label=_("What is it about?"), help_text=_("A few words, for the heading."))
    words = NeededField(
        label=_("Your question"),
        help_text=_("One question at a time, in words that everybody knows."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ways = forms.MultipleChoiceField(
        required=False,
        choices=FORMS,
        initial=["words"],
        label=_("How may people answer?"),
        widget=forms.CheckboxSelectMultiple,
    )
    last_day = forms.DateField(
        required=False,
        label=_("Until which day?"),
        help_text=_("At most %(days)s days ahead. You can close it earlier.")
        % {"days": LONGEST_OPEN.days},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AnswerForm(RoomForm):
    """Only what the asker wants to know."""

    words = forms.CharField(
        required=False, label=_("In your own words"), widget=forms.Textarea(attrs={"rows": 4})
    )
    tap = forms.CharField(
        required=False, label=_("With one tap"), widget=forms.RadioSelect(choices=TAPS)
    )
    scale = forms.CharField(
        required=False,
        label=_("From 1, not good at all, to 5, very good"),
        widget=forms.RadioSelect(choices=SCALE),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for form in ("words", "tap", "scale"):
            if form not in asked:
                del self.fields[form]

    def said(self) -> Said:
        """Return what was said."""
        given = self.cleaned_data
        scale = one_figure(given["scale"]) if given.get("scale") else None
        return Said(given.get("words", ""), given.get("tap", ""), scale)


class ReportForm(RoomForm):
    """Why a question should not stand there."""

    why = NeededField(
        label=_("What is wrong with the question?"), widget=forms.Textarea(attrs={"rows": 3})
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
