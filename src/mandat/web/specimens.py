"""Made-up content for the page that shows every component."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from mandat.web import charts


class Purchase(forms.Form):
    """A form with what forms have: hint, amount, choice, optional words."""

    what = forms.CharField()
    amount = forms.DecimalField()
    note = forms.CharField(widget=forms.Textarea, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].label = _("What is to be bought?")
        self.fields["what"].help_text = _("For example five pairs of work shoes")
        self.fields["amount"].label = _("Amount")
        self.fields["note"].label = _("Anything else")


def specimens() -> dict[str, Any]:
    """Return what the components page shows."""
    wrong = Purchase({"what": "", "amount": "tretusen"}, auto_id="wrong_%s")
    return {
        **_words(),
        "form": Purchase({"what": "Fem par arbetsskor", "amount": "2940"}),
        "wrong": wrong,
        "amount": {"minor": "500000", "currency": "SEK"},
        "steps": [
            {"name": _("See"), "state": "done"},
            {"name": _("Shadow"), "state": "done"},
            {"name": _("Hand over"), "state": "here"},
            {"name": _("Follow up"), "state": "coming"},
        ],
        "bars": charts.bar_chart([96, 240, 611, 395, 1486], list("jfmam"), list("12345")),
        "dots": charts.dot_chart(184),
    }


def _words() -> dict[str, str]:
    return {
        "own_text": _("You decide"),
        "other_text": _("The payroll manager decides"),
        "usually": _("usually within 2 days"),
        "together_text": _("You decide together"),
        "solved": _("Solved in version 2"),
        "ends": _("Ends in 7 days"),
        "shown": _("Shown to those it concerns"),
        "consents": _("I consent"),
        "consents_text": _("Good enough for now and safe enough to try."),
        "objects": _("I object"),
        "objects_text": _("The round waits until it is solved."),
        "seen": _("You see how it looked on 1 September 2026."),
        "seen_text": _("Since then 212 entries have been added."),
        "away": _("No contact with the server."),
        "away_text": _("What you wrote is still here."),
        "nothing": _("Nothing is waiting for you"),
        "nothing_text": _("Use the time to hand something over?"),
        "mirror": _("Open the mirror"),
        "ask": _("Ask twelve people for consent?"),
        "ask_text": _(
            "Purchases up to SEK 5,000 go from the unit manager to everyone in the team."
        ),
        "ask_undo": _("You can take the question back until the last has answered."),
        "send": _("Send the question"),
    }
