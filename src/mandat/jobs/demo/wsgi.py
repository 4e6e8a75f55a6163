"""What the web server loads for the demo: the pages, the demo's clock, and its colleagues."""

from mandat.web.demo import clock
from mandat.web.wsgi import application

clock.start()

__all__ = ["application"]
