"""`mandat check`: is this installation fit to serve people?"""

import sys
from collections.abc import Iterator

import click

from mandat.cli.ground import data_folder, run_django

OPEN_TO_OTHERS = 0o077
NOT_OURS = {
    "security.W002",  # the content security policy forbids frames
    "security.W005",  # other names of the domain belong to others
    "security.W021",
}


@click.command()
def check() -> None:
    """Look through the installation and say what should be mended before others use it."""
    run_django()
    from django.utils.translation import gettext as _

    found = list(_findings())
    for finding in found:
        click.echo(f"- {finding}")
    to_mend = _("{count} to mend.").format(count=len(found))
    click.echo(to_mend if found else _("Everything is in order."))
    sys.exit(1 if found else 0)


def _findings() -> Iterator[str]:
    """Yield what should be mended, in plain words."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    secret = data_folder() / "secret-key"
    if secret.is_file() and secret.stat().st_mode & OPEN_TO_OTHERS:
        yield _("{file} can be read by others. Run: chmod 600 {file}").format(file=secret)
    if len(settings.SECRET_KEY) < 50:
        yield _("MANDAT_SECRET_KEY is short. Use 50 random characters or more.")
    yield from _from_paths()
    yield from _from_measures()
    if settings.DEMO:
        yield _("This is the demo. Never put real people or cases in it.")
        return
    yield from _from_practice()
    if not settings.BEHIND_TLS:
        yield _("MANDAT_TLS is 0: passwords would travel unprotected. Put TLS in front.")
    if set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
        yield _("MANDAT_HOSTS names only this machine. Set it to the address people use.")
    yield from _from_django()


def _from_paths() -> Iterator[str]:
    from mandat.common.phrases import say
    from mandat.growth.practice import texts as practice
    from mandat.growth.pulse import texts as pulse

    yield from (say(refusal) for refusal in (*practice.problems(), *pulse.problems()))


def _from_measures() -> Iterator[str]:
    from django.utils.translation import gettext as _

    from mandat.growth.register.queries import unknown

    for name in unknown():
        yield _("{name} is no measure that can be switched off or negotiated.").format(name=name)


def _from_practice() -> Iterator[str]:
    from django.db import DatabaseError
    from django.utils.translation import gettext as _

    from mandat.growth.practice.queries.open import not_open

    try:
        names = not_open()
    except DatabaseError:
        return  # no organisation yet: there is nothing to compare with
    for name in names:
        yield _("{name} in MANDAT_PRACTICE is no matter that may be practised on.").format(
            name=name
        )


def _from_django() -> Iterator[str]:
    from django.core.checks import run_checks

    for message in run_checks(include_deployment_checks=True):
        if message.id not in NOT_OURS:
            yield f"{message.msg} {message.hint or ''}".strip()
