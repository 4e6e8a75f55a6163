"""The demo's own table: it is also the mark that this database is a demo."""

from django.db import models


class DemoClock(models.Model):
    """What time it is in the demo. The one row exists only where the demo was seeded."""

    organisation = models.UUIDField(unique=True)
    now = models.DateTimeField()
    seed = models.IntegerField()
