"""`mandat worker`: tells people what waits for them, in the app and by mail."""

import signal
from threading import Event

import click

from mandat.cli.ground import run_django


@click.command()
@click.option("--once", is_flag=True, help="Do one round and stop, for a timer to start.")
@click.option(
    "--every",
    default=60,
    show_default=True,
    type=click.IntRange(5, 3600),
    help="Seconds between rounds.",
)
def worker(*, once: bool, every: int) -> None:
    """Gather what people are to be told, and mail it to those who want mail."""
    run_django()
    from django.utils.translation import gettext as _

    from mandat.common import clock
    from mandat.jobs.notices.work import keep_on, one_round

    if once:
        done = one_round(clock.now())
        said = _("{told} new notices, {sent} mails sent.")
        click.echo(said.format(told=done.told, sent=done.sent))
        return
    stop = Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    said = _("The worker looks every {every} seconds.  (stop with Ctrl+C)")
    click.echo(said.format(every=every))
    keep_on(every, stop)
