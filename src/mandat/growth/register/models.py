"""When measures were on. Nothing about people."""

from django.db import models


class MeasureSpan(models.Model):
    """A measure was on during `[since, until)`, as the installation's settings had it."""

    measure = models.CharField(max_length=20, db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
