"""Tables of journeys. Their owner's alone; none is part of the record, all can be erased."""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


class Journey(models.Model):
    """Where somebody is and wants to be, in their own words."""

    uuid = models.UUIDField(unique=True)
    owner = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    today = models.TextField()
    tomorrow = models.TextField()
    handover = models.UUIDField(null=True)
    """The hand-over it belongs to, if the owner tied it to one."""
    change = models.CharField(max_length=200)
    """Or the change it belongs to, in the owner's words."""
    started_at = models.DateTimeField()
    counts = models.BooleanField(default=False)
    """The owner lets steps that are done count in State, without their name."""


class JourneyStep(models.Model):
    """A small step: what, when and where, and the day by which."""

    uuid = models.UUIDField(unique=True)
    journey = models.ForeignKey(Journey, CASCADE, related_name="steps")
    what = models.CharField(max_length=200)
    when = models.CharField(max_length=200)
    where = models.CharField(max_length=200)
    by = models.DateField(db_index=True)
    begun_at = models.DateTimeField()
    outcome = models.CharField(max_length=10)
    """done, changed or let_go; empty while it is under way."""
    ended_at = models.DateTimeField(null=True)


class Companion(models.Model):
    """Somebody asked to walk beside. Their answer is nobody's but theirs and the owner's."""

    uuid = models.UUIDField(unique=True)
    journey = models.ForeignKey(Journey, CASCADE, related_name="companions")
    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    question = models.TextField()
    asked_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    ended = models.BooleanField(default=False)
    shows = models.JSONField(default=list)
    """What the owner lets them see besides the question: today, tomorrow, steps."""


class Story(models.Model):
    """What helped somebody, told by name, by own choice, until they take it back."""

    uuid = models.UUIDField(unique=True)
    teller = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    journey = models.ForeignKey(Journey, CASCADE, related_name="stories")
    words = models.TextField()
    held = models.CharField(max_length=10)
    """What held them: power, habit or endurance; empty if they do not say."""
    at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)
    report = models.TextField(default="")
    looked_at = models.DateTimeField(null=True)
    removed = models.BooleanField(default=False)
    """Whoever looked at the report found it abuse: the words are gone, that they were is not."""
