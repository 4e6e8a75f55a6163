"""The form that asks for feedback."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.phrases import say
from mandat.common.refusals import Refusal
from mandat.growth.asking.rules import MOST_ASKED
from mandat.growth.forms import NeededField
from mandat.power.queries import people_called
from mandat.services.forms import RoomForm


class AskFeedbackForm(RoomForm):
    """Whom, and what one would like to know."""

    whom = NeededField(
        label=_("Whom would you like to ask?"),
        help_text=_("One name or e-mail address a line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    question = NeededField(
        label=_("What would you like to know?"),
        help_text=_("They see this and your name. Ask about something you can do something about."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_whom(self) -> tuple[UUID, ...]:
        """Return whom the names stand for; each must be one person and no other."""
        lines = [line.strip() for line in str(self.cleaned_data["whom"]).splitlines()]
        names = [line for line in dict.fromkeys(lines) if line]
        found: list[UUID] = []
        wrong: list[Refusal] = []
        for name in names[: MOST_ASKED + 1]:
            people = people_called(name)
            if len(people) == 1:
                found.append(people[0].id)
            else:
                code = "handover.several_called" if people else "handover.nobody_called"
                wrong.append(Refusal(code, {"name": name}))
        if wrong:
            raise forms.ValidationError([say(one) for one in wrong])
        return tuple(dict.fromkeys(found))
