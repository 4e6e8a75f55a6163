"""Tables of what follows on decisions: meetings that hear of them, and notices. All recorded."""

from django.db import models
from django.db.models import PROTECT

from mandat.record.models import Recorded


class Meeting(Recorded):
    """A meeting of a body, at which decisions are reported and of which minutes are kept."""

    circle = models.ForeignKey("mandat.Circle", PROTECT, related_name="meetings")
    on = models.CharField(max_length=10)
    """Its date, ISO 8601."""
    approved = models.CharField(max_length=10, default="")
    """The date on which its minutes were approved, ISO 8601; empty until then."""


class Posting(Recorded):
    """A notice on the board: of minutes, or of decisions that are minuted apart."""

    circle = models.ForeignKey("mandat.Circle", PROTECT, related_name="postings")
    meeting = models.ForeignKey(Meeting, PROTECT, null=True, related_name="postings")
    rulings = models.JSONField(default=list)
    """Identities of the decisions it tells of."""
    posted = models.CharField(max_length=10)
    where = models.CharField(max_length=200)
    """Where what it tells of can be read, in the organisation's own words."""
    taken_down = models.CharField(max_length=10, default="")
    again = models.ForeignKey("self", PROTECT, null=True, related_name="+")
    """The notice that came down too early, which this one replaces."""
