"""The table of felt effects. Not part of the record: how people feel is nobody's evidence.

What an operator can see: whoever has both the database and the installation's secret could try
each person against a `token` and so find out who gave an answer. Nobody can through Mandat.
Whoever shares words by name is tied to that answer's row.
"""

from django.db import models
from django.db.models import CASCADE

from mandat.growth.tokens import shuffled


class FeltAnswer(models.Model):
    """How a hand-over felt. `shared_by` is set only by someone who shares words by name."""

    id = models.BigAutoField(primary_key=True, default=shuffled)
    token = models.CharField(max_length=64, unique=True)
    handover = models.UUIDField(db_index=True)
    part = models.CharField(max_length=10)
    value = models.PositiveSmallIntegerField(null=True)
    """None: does not want to say, and is not asked again."""
    batch = models.PositiveIntegerField(null=True)
    """Answers are shown five at a time: which five this one is among. No order within them."""
    words = models.TextField()
    shared_by = models.ForeignKey(
        "mandat.Person", CASCADE, to_field="uuid", null=True, related_name="+"
    )
    day = models.DateField()
