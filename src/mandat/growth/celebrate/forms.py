"""Forms of celebrating."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.phrases import say
from mandat.common.refusals import Refusal
from mandat.growth.forms import NeededField
from mandat.power.queries import people_called
from mandat.services.forms import RoomForm


class CelebrateForm(RoomForm):
    """What went well, and whom it thanks if anybody."""

    words = NeededField(
        label=_("What went well?"),
        help_text=_("Small is good. Leave out what others may want to keep to themselves."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    thanks = forms.CharField(
        required=False,
        label=_("Do you want to thank somebody?"),
        help_text=_("A name or an e-mail address. It is shown only when they have said yes."),
    )

    def clean_thanks(self) -> UUID | None:
        """Return whom the name stands for. It must be one person and no other."""
        name = str(self.cleaned_data["thanks"]).strip()
        people = people_called(name) if name else ()
        if not name or len(people) == 1:
            return people[0].id if name else None
        code = "handover.several_called" if people else "handover.nobody_called"
        raise forms.ValidationError(say(Refusal(code, {"name": name})))
