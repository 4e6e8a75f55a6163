"""`mandat demo`: make the fictional municipality once, and serve it on this machine alone."""

import hashlib
import os
import socket
import sys
from pathlib import Path
from time import monotonic

import click

from mandat.cli.ground import (
    choose_demo,
    data_folder,
    ensure_secret,
    migrate,
    set_up_django,
    what_is_missing,
)
from mandat.common.refusals import BadInputError, Refusal, RefusedError

HOST = "127.0.0.1"
TRIES = 20
"""How many ports after the one asked for are tried when it is taken."""


@click.command()
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Its port; if taken, the next free one.",
)
def demo(port: int) -> None:
    """Serve the demo municipality Ekby on this machine, to try everything in."""
    choose_demo()
    ensure_secret()
    set_up_django()
    drop_if_of_another_version()
    if not is_seeded():
        migrate()
        seed()
        _made_by().write_text(version())
    free = free_port(port)
    from django.utils.translation import gettext as _

    from mandat.cli.serve import run_server

    where = f"http://{HOST}:{free}/"
    click.echo(_("Ekby is at {where}  (stop with Ctrl+C)").format(where=where))
    click.echo(_("Its record, from another window: mandat --demo record verify"))
    run_server("mandat.jobs.demo.wsgi:application", HOST, free)


def version() -> str:
    """Return what distinguishes this version's tables and town from any other's."""
    package = Path(__file__).parent.parent
    files = sorted([*package.glob("migrations/*.py"), *package.glob("jobs/demo/**/*.py")])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _made_by() -> Path:
    return data_folder() / "demo.made-by"


def drop_if_of_another_version() -> None:
    """Remove our own demo.db if another version made it. No other database is ever touched."""
    if os.environ.get("MANDAT_DATABASE"):
        return
    database = data_folder() / "demo.db"
    made_by = _made_by().read_text() if _made_by().is_file() else ""
    if not database.exists() or made_by == version():
        return
    from django.utils.translation import gettext as _

    click.echo(_("The demo here was made by another version of Mandat. It is made anew."))
    for file in (database, *(database.with_name(f"demo.db{end}") for end in ("-wal", "-shm"))):
        file.unlink(missing_ok=True)


def is_seeded() -> bool:
    """Tell whether Ekby is here. Raises RefusedError where another organisation is."""
    from django.db import connection

    from mandat.web.demo.clock import is_demo

    missing = what_is_missing()
    if missing is None:
        if not is_demo():
            raise RefusedError(Refusal("demo.not_a_demo"))
        return True
    if missing.code == "cli.not_upgraded" and connection.introspection.table_names():
        raise RefusedError(Refusal("demo.not_a_demo"))
    return False


def seed() -> None:
    """Let Ekby live its fourteen months, and show how far it has come."""
    from django.utils.translation import gettext as _
    from rich.progress import BarColumn, Progress, TextColumn

    from mandat.jobs.demo.seeding import seed_demo

    started = monotonic()
    click.echo(_("Making Ekby: 120 people, 16 services, 14 months. Once only."))
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
    with Progress(*columns, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(_("Living"), total=None)
        seed_demo(progress=lambda done, of: bar.update(task, completed=done, total=of))
    click.echo(_("Ready after {seconds} s.").format(seconds=round(monotonic() - started)))


def free_port(port: int) -> int:
    """Return the port, or the first free one of those after it. Raises BadInputError."""
    for candidate in range(port, min(port + TRIES, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, candidate))
            except OSError:
                continue
            return candidate
    raise BadInputError(Refusal("cli.no_port", {"first": port, "last": port + TRIES - 1}))
