"""Tables of celebrating. Not part of the record; whoever wrote something takes it away."""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


class Celebrated(models.Model):
    """Something that went well, in its writer's words and by name."""

    uuid = models.UUIDField(unique=True)
    words = models.CharField(max_length=280)
    added_by = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    thanks = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", null=True, related_name="+")
    """Whom it thanks; shown to others only once they have said yes."""
    agreed = models.BooleanField(null=True)
    """Their answer. A no looks to the giver like no answer yet."""
    hidden = models.BooleanField(default=False)
    """Somebody its words name said no. Nothing tells who."""
    step = models.ForeignKey(
        "mandat.JourneyStep", CASCADE, to_field="uuid", null=True, related_name="+"
    )
    """The step of a journey that its owner chose to share; it goes when the journey is erased."""
    at = models.DateTimeField(db_index=True)


class Applause(models.Model):
    """One tap for something. `token` tells whose it is to nobody, and lets them undo it."""

    of = models.UUIDField(db_index=True)
    token = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    """The day alone. It counts from the next one, so that nobody sees the moment of a tap."""
