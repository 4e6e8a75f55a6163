"""One round of the worker, and rounds until it is stopped."""

import logging
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import close_old_connections
from django.db.utils import OperationalError

from mandat.common import clock
from mandat.jobs.notices.gather import gather
from mandat.jobs.notices.letters import send_letters
from mandat.notices.actions import make_letters

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """What one round came to: new notices, and mails that the mail server took."""

    told: int
    sent: int


def one_round(at: datetime) -> Round:
    """Gather, bundle, send. The demo tells in the app and never mails."""
    told = gather(at)
    if settings.DEMO:
        return Round(told, 0)
    make_letters(at=at, zone=ZoneInfo(settings.TIME_ZONE))
    return Round(told, send_letters(at))


def keep_on(every: float, stop: Event) -> None:
    """Do a round every so many seconds until `stop` is set; wait for a database that is away."""
    while not stop.is_set():
        try:
            one_round(clock.now())
        except OperationalError as error:
            logger.warning("No contact with the database (%s); trying again", error)
        close_old_connections()
        stop.wait(every)
