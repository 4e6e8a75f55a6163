"""`mandat upgrade`: bring the database to this version."""

import click

from mandat.cli.ground import ensure_secret, migrate, set_up_django, unapplied_migrations


@click.command()
def upgrade() -> None:
    """Bring the database to this version of Mandat. Take a backup first."""
    ensure_secret()
    set_up_django()
    waiting = unapplied_migrations()
    migrate()
    from django.utils.translation import gettext as _

    done = _("{count} changes made.").format(count=len(waiting))
    click.echo(done if waiting else _("Nothing to change."))
