"""`mandat demo`: make the fictional municipality once, and serve it on this machine alone."""

import socket
import sys
from time import monotonic

import click

from mandat.cli.ground import choose_demo, ensure_secret, migrate, set_up_django
from mandat.common.refusals import BadInputError, Refusal

HOST = "127.0.0.1"
TRIES = 20
"""How many ports after the one asked for are tried when it is taken."""


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def demo(port: int) -> None:
    """Serve the demo municipality Ekby on this machine, to try everything in."""
    choose_demo()
    ensure_secret()
    set_up_django()
    if not is_seeded():
        seed()
    free = free_port(port)
    from mandat.cli.serve import run_server

    click.echo(f"Ekby is at http://{HOST}:{free}/  (stop with Ctrl+C)")
    click.echo("Its record, from another window: mandat --demo record verify")
    run_server("mandat.jobs.demo.wsgi:application", HOST, free)


def is_seeded() -> bool:
    """Bring the demo's tables to this version, and tell whether Ekby is in them."""
    from mandat.cli.ground import what_is_missing

    migrate()
    missing = what_is_missing()
    return missing is None or missing.code != "cli.no_organisation"


def seed() -> None:
    """Let Ekby live its fourteen months, and show how far it has come."""
    from rich.progress import BarColumn, Progress, TextColumn

    from mandat.jobs.demo.seeding import seed_demo

    started = monotonic()
    click.echo("Making Ekby: 120 people, 15 services, 14 months. Once only.")
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
    with Progress(*columns, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Living", total=None)
        seed_demo(progress=lambda done, of: bar.update(task, completed=done, total=of))
    click.echo(f"Ready after {monotonic() - started:.0f} s.")


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
