"""The table of answers before and after. Not part of the record, like all that people feel.

What an operator can see: as with the pulse, whoever has both the database and the installation's
secret could try each person against a `token`. Nobody can through Mandat.
"""

from django.db import models

from mandat.growth.tokens import shuffled


class AroundAnswer(models.Model):
    """One tap before or after a hand-over. The same person has other tokens before and after."""

    id = models.BigAutoField(primary_key=True, default=shuffled)
    token = models.CharField(max_length=64, unique=True)
    handover = models.UUIDField(db_index=True)
    moment = models.CharField(max_length=10)
    part = models.CharField(max_length=10)
    value = models.PositiveSmallIntegerField(null=True)
    """None: does not want to say, and is not asked again."""
