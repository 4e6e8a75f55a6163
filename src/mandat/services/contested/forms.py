"""Who may be too close, and why; and what is decided."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandat.power.forms import Choice, RoomForm, Told
from mandat.power.queries import PersonView

_AREA = {"attrs": {"rows": 3}}


class AskAboutForm(RoomForm):
    """Whom, and why."""

    person = Choice(label=_("Who?"))
    words = Told(
        label=_("Why are they too close?"),
        help_text=_("They read it, and so does whoever decides. Nobody else."),
        widget=forms.Textarea(**_AREA),
    )

    def __init__(self, people: Iterable[PersonView], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(p.id), p.name) for p in people]  # type: ignore[attr-defined]


class DecideForm(RoomForm):
    """Why."""

    reason = Told(
        label=_("Why?"),
        help_text=_("Whoever asked and the one it is about read it."),
        widget=forms.Textarea(**_AREA),
    )
