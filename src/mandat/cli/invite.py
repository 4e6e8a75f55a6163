"""`mandat invite`: links with which people set their password, once."""

import click

from mandat.cli.init import one_time_path
from mandat.cli.main import run_django


@click.command()
@click.argument("emails", nargs=-1, metavar="[EMAIL]...")
def invite(emails: tuple[str, ...]) -> None:
    """Print a one-time link for each EMAIL; without any, for everyone who has none yet.

    Each line is an address and a path; put your site's address before the path. A link works
    once, and stops working when the password is set.
    """
    run_django()
    from mandat.common.refusals import BadInputError, Refusal
    from mandat.power.queries import accounts_without_password

    found = accounts_without_password(emails)
    if not found:
        raise BadInputError(Refusal("cli.nobody_to_invite"))
    for email, account in found.items():
        click.echo(f"{email},{one_time_path(account)}")
