"""How allauth behaves here: an organisation invites its people, nobody signs up."""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the organisation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's own
        return False


class _WithoutPlaceholders:
    """Labels stand above the fields; the same words again inside them only get in the way."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(_WithoutPlaceholders, forms.LoginForm):  # type: ignore[misc]
    """Address and password."""


class ResetPasswordForm(_WithoutPlaceholders, forms.ResetPasswordForm):  # type: ignore[misc]
    """The address a new password is sent to."""


class ResetPasswordKeyForm(_WithoutPlaceholders, forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, twice."""


class ChangePasswordForm(_WithoutPlaceholders, forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password, and a new one twice."""
