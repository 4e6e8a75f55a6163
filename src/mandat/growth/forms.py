"""Fields that growth's forms share."""

from django import forms


class NeededField(forms.CharField):
    """A field that is needed; whether it is there the action tells, with all else."""

    def validate(self, value: str) -> None:
        """Leave it to the action."""
