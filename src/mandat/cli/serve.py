"""`mandat serve`: the web server, in one process, with static files of its own."""

from datetime import timedelta

import click

from mandat.cli.ground import run_django

THREADS = 4
WORKER_RESTS = timedelta(hours=1)
"""How long a worker may have been silent, also one that a timer starts."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Its port."
)
def serve(host: str, port: int) -> None:
    """Serve the organisation's pages, and their static files."""
    run_django()
    from django.conf import settings
    from django.utils.translation import gettext as _

    if settings.DEMO:
        from mandat.web.demo.clock import check_bind

        check_bind(host)
    application = "mandat.jobs.demo.wsgi" if settings.DEMO else "mandat.web.wsgi"
    where = f"http://{host}:{port}/"
    click.echo(_("Mandat listens on {where}  (stop with Ctrl+C)").format(where=where))
    if settings.BEHIND_TLS:
        click.echo(_("It expects a proxy with TLS in front, which sets X-Forwarded-Proto."))
    if not settings.DEMO:
        note_measures()
        tell_of_worker()
    run_server(f"{application}:application", host, port)


def note_measures() -> None:
    """Note which measures are on from now, as the settings have it."""
    from mandat.common import clock
    from mandat.growth.register.actions import note_switches

    note_switches(clock.now())


def tell_of_worker() -> None:
    """Say so when nobody is told anything, because no worker has run lately."""
    from django.utils.translation import gettext as _

    from mandat.common import clock
    from mandat.notices.queries import last_run

    run = last_run()
    if run is None or run.at + WORKER_RESTS < clock.now():
        click.echo(_("No worker has run lately: nobody is told what waits. Start `mandat worker`."))


def run_server(application: str, host: str, port: int) -> None:
    """Serve a WSGI application until stopped. One process: the database has one writer anyway."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    ).serve()
