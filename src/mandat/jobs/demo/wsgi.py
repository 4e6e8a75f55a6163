"""What the web server loads for the demo: the pages, the demo's clock, and its colleagues."""

from datetime import datetime
from uuid import UUID

from mandat.jobs.demo.colleagues import live_through
from mandat.jobs.notices.gather import gather
from mandat.web.demo import clock, hands
from mandat.web.wsgi import application


def live_and_tell(since: datetime, until: datetime, spare: UUID | None) -> None:
    """Let the town live, and tell everyone in the app what is due then. Nobody is mailed."""
    live_through(since, until, spare)
    gather(until)


clock.start()
gather(clock.read())
hands.wind(live_and_tell)

__all__ = ["application"]
