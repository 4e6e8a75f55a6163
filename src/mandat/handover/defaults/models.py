"""Questions about what goes on because it always has."""

from django.db import models
from django.db.models import PROTECT

from mandat.record.models import Recorded


class Questioning(Recorded):
    """Somebody questions a step, a mandate, a rule or an agreement. The words are personal."""

    about = models.CharField(max_length=10)
    """stage, mandate, rule or agreement"""
    of = models.CharField(max_length=80, db_index=True)
    """Its identity; for a rule, the name of its line."""
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()
    proposal = models.UUIDField(null=True)
    """What it became: a proposal or a hand-over."""
