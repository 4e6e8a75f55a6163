"""What a pause and a break ask."""

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BreakForm(forms.Form):
    """Until which day."""

    called = "break"
    """Before the identity of each field, since several forms stand on the same page."""

    until = forms.DateField(
        label=_("On which day does it go on?"),
        help_text=_("Within three months. It goes on by itself that morning."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.called}-%s", **kwargs})

    def moment(self) -> datetime:
        """Return when that day begins, where people are."""
        zone = timezone.get_default_timezone()
        return datetime.combine(self.cleaned_data["until"], time(), zone).astimezone(UTC)


class PauseForm(BreakForm):
    """Until which day, and why."""

    called = "pause"

    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Why?"),
        help_text=_("Those it concerns will read it."),
    )
