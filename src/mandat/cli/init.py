"""`mandat init`: found the organisation."""

import click

from mandat.cli.ground import ensure_secret, migrate, set_up_django
from mandat.common.refusals import BadInputError, Refusal


@click.command()
@click.argument("name")
@click.option("--person", required=True, help="Your name; you alone may add until the founding.")
@click.option("--email", required=True, help="Your e-mail address, to log in with.")
@click.option("--currency", default="SEK", show_default=True, help="ISO 4217.")
@click.option("--language", default="sv", show_default=True, type=click.Choice(["sv", "en"]))
@click.option(
    "--link", is_flag=True, help="Print a one-time link instead of asking for a password."
)
def init(name: str, person: str, email: str, currency: str, language: str, *, link: bool) -> None:
    """Found the organisation NAME, with you as the one who may add people and structure."""
    password = None if link else _ask_password()
    ensure_secret()
    set_up_django()
    from django.db import transaction
    from django.utils.translation import gettext as _

    from mandat.common import clock
    from mandat.power.actions import found_organisation, open_account
    from mandat.power.rules.tables import PersonDraft

    if password is not None:
        _check_password(password)
    migrate()
    now = clock.now()
    with transaction.atomic():
        _organisation, founder = found_organisation(
            name=name,
            currency=currency.upper(),
            language=language,
            founder=PersonDraft(person, email, ()),
            at=now,
        )
        account = open_account(founder, email=email, password=password, at=now)
    click.echo(
        _("{name} is founded. Next: mandat import structure FILE, then mandat serve.").format(
            name=name
        )
    )
    if link:
        path = one_time_path(account)
        click.echo(_("Set your password at {path} once it is being served.").format(path=path))


def _ask_password() -> str:
    password: str = click.prompt("Password (12 characters or more)", hide_input=True)
    if password != click.prompt("The same once more", hide_input=True):
        raise BadInputError(Refusal("cli.passwords_differ"))
    return password


def _check_password(password: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password)
    except ValidationError as error:
        raise BadInputError(
            Refusal("cli.weak_password", {"why": " ".join(error.messages)})
        ) from None


def one_time_path(account: int) -> str:
    """Return the address where an account's password can be set, once."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.contrib.auth import get_user_model
    from django.urls import reverse

    user = get_user_model().objects.get(pk=account)
    token = default_token_generator.make_token(user)
    key = f"{user_pk_to_url_str(user)}-{token}"
    uid, _, rest = key.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": rest})
