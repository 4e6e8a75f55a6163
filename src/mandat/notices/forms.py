"""The form with which a person chooses how to be told."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.common.phrases.notices import TELLINGS
from mandat.notices.rules import ASKED_FOR, KINDS, Choices, Quiet

_IN_APP = [kind for kind in KINDS if kind not in ASKED_FOR]


class HourField(forms.TimeField):
    """A time of day, written 18:00 or 18.00."""

    def to_python(self, value: Any) -> time | None:
        """Read a time; a full stop does as well as a colon."""
        return super().to_python(str(value).replace(".", ":") if value else value)


def _hour(label: Any) -> HourField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    wrong = _("Write the time as 18:00.")
    said = {"invalid": wrong, "required": wrong}
    return HourField(label=label, widget=widget, error_messages=said)


def _kinds(label: Any, kinds: Sequence[str]) -> forms.MultipleChoiceField:
    names = [(kind, TELLINGS[kind].named) for kind in kinds]
    return forms.MultipleChoiceField(
        label=label, choices=names, required=False, widget=forms.CheckboxSelectMultiple
    )


class ChoicesForm(forms.Form):
    """How often, when not, in which language, and about what."""

    rhythm = forms.ChoiceField(
        label=_("How often may Mandat write to you?"),
        choices=[
            ("at_once", _("At once")),
            ("daily", _("At most once a day, with everything that has come")),
            ("never", _("Never. I look for myself")),
        ],
        widget=forms.RadioSelect,
    )
    quiet_from = _hour(_("No mail from"))
    quiet_until = _hour(_("until"))
    quiet_weekends = forms.BooleanField(label=_("No mail at weekends"), required=False)
    language = forms.ChoiceField(
        label=_("Language of mails"),
        choices=[("", _("The organisation's")), ("sv", "Svenska"), ("en", "English")],
        required=False,
    )
    by_mail = _kinds(_("By mail"), KINDS)
    in_app = _kinds(_("Here in the app"), _IN_APP)

    @classmethod
    def of(cls, choices: Choices, data: Mapping[str, Any] | None = None) -> "ChoicesForm":
        """Return the form, filled in with what was chosen before."""
        return cls(
            data,
            initial={
                "rhythm": choices.rhythm,
                "quiet_from": choices.quiet.begins,
                "quiet_until": choices.quiet.ends,
                "quiet_weekends": choices.quiet.weekends,
                "language": choices.language,
                "by_mail": [k for k in KINDS if k not in choices.off_mail],
                "in_app": [k for k in _IN_APP if k not in choices.off_app],
            },
        )

    def choices(self) -> Choices:
        """Return what was chosen; call it on a valid form."""
        said = self.cleaned_data
        return Choices(
            said["rhythm"],
            Quiet(said["quiet_from"], said["quiet_until"], said["quiet_weekends"]),
            said["language"],
            frozenset(_IN_APP) - frozenset(said["in_app"]),
            frozenset(KINDS) - frozenset(said["by_mail"]),
        )
