"""The form that makes a token."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.api.rules import LONGEST_NAME
from mandat.common.phrases import say
from mandat.common.refusals import Refusal


class TokenForm(forms.Form):
    """What the token is called."""

    name = forms.CharField(
        label=_("Which system will ask?"),
        help_text=_("Everyone in the organisation sees the name, and yours beside it."),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give the token a name, such as the system that will ask.")},
    )

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Put each refusal by its field."""
        self.is_valid()
        for refusal in refusals:
            field = refusal.field if refusal.field in self.fields else None
            self.add_error(field, say(refusal))
