"""What the web server loads for the demo: the pages, the demo's clock, and its colleagues."""

from mandat.jobs.demo.colleagues import live_through
from mandat.web.demo import clock, hands
from mandat.web.wsgi import application

clock.start()
hands.wind(live_through)

__all__ = ["application"]
