"""The table of steps that may be counted. Not part of the record."""

from django.db import models


class StepCount(models.Model):
    """One person took a step of their own in a month.

    Not tied to a person: `token` counts each once, and lets them take it back while it lasts.
    """

    token = models.CharField(max_length=64, unique=True)
    month = models.DateField(db_index=True)
