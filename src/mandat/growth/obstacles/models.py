"""Tables of obstacles. What holds somebody back is theirs; the counts name nobody."""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


class Obstacle(models.Model):
    """What holds somebody back, for themself and for a companion they choose."""

    uuid = models.UUIDField(unique=True)
    owner = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    kinds = models.JSONField()
    """Of power, habit and endurance."""
    side = models.CharField(max_length=10)
    """giver or receiver; empty if neither."""
    words = models.TextField()
    draft = models.UUIDField(null=True)
    handover = models.UUIDField(null=True)
    shown_to = models.ForeignKey(
        "mandat.Person", CASCADE, to_field="uuid", null=True, related_name="+"
    )
    counted = models.BooleanField()
    """The owner lets it count, without their name."""
    at = models.DateTimeField()


class ObstacleCount(models.Model):
    """One person named a kind in a quarter. Not tied to a person: `token` counts each once."""

    token = models.CharField(max_length=64, unique=True)
    quarter = models.DateField(db_index=True)
    kind = models.CharField(max_length=10)
