"""The table of the pulse. Not part of the record: how people feel is nobody's evidence.

What an operator can see: whoever has both the database and the installation's secret could try
each person against a `token` and so find out who gave an answer. Nobody can through Mandat.
"""

from django.db import models

from mandat.growth.tokens import shuffled


class PulseAnswer(models.Model):
    """One tap. Not tied to a person: `token` lets the same person change or undo it."""

    id = models.BigAutoField(primary_key=True, default=shuffled)
    token = models.CharField(max_length=64, unique=True)
    question = models.CharField(max_length=20)
    week = models.DateField()
    value = models.PositiveSmallIntegerField()
    cell = models.UUIDField(null=True)
    """The circle under the outermost one in which the person held a role."""

    class Meta:
        indexes = [models.Index(fields=["week", "question"], name="pulse_week")]
