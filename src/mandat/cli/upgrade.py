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
    click.echo(f"{len(waiting)} changes made." if waiting else "Nothing to change.")
