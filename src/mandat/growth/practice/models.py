"""Tables of practice. Seen by nobody but oneself, and erased when one wishes."""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


class PathStep(models.Model):
    """Somebody has walked a part of a learning path, counted from 1."""

    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    path = models.CharField(max_length=60)
    part = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        unique_together = [("person", "path", "part")]


class RoundWalk(models.Model):
    """Somebody has walked a scripted round to its end. What they answered is not kept."""

    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    round = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        unique_together = [("person", "round")]


class PracticeFill(models.Model):
    """Until when a matter's past cases have been looked through: the first of a month."""

    matter = models.UUIDField(unique=True)
    until = models.DateTimeField()


class PracticeStage(models.Model):
    """How alike those rule who rule at a stage, as a group; empty where fewer than five do."""

    stage = models.UUIDField(unique=True)
    share = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    rulers = models.PositiveIntegerField(default=0)
    rulings = models.PositiveIntegerField(default=0)


class PracticeCase(models.Model):
    """A past case as it may be practised on: coarse facts and how it went, nobody's name.

    `of` tells which case it was made from, so that nobody meets one they had a part in. It is
    never shown. Rows are only added, a whole block at a time.
    """

    matter = models.UUIDField()
    stage = models.UUIDField()
    of = models.CharField(max_length=420)
    block = models.UUIDField()
    cell = models.CharField(max_length=64)
    """The same for cases that look alike."""
    shown = models.JSONField()
    ruled = models.CharField(max_length=20)

    class Meta:
        unique_together = [("stage", "of")]
        indexes = [models.Index(fields=["matter", "stage"], name="practice_stage")]


class PracticeSet(models.Model):
    """Some past cases that somebody rules on for practice. Theirs alone."""

    uuid = models.UUIDField(unique=True)
    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    matter = models.UUIDField()
    stage = models.UUIDField()
    handover = models.UUIDField(null=True)
    """The hand-over it is practice for, whose limits its cases lie within."""
    started_at = models.DateTimeField()


class PracticeTurn(models.Model):
    """One case of a set, and what was said of it; `why` is for oneself."""

    of_set = models.ForeignKey(PracticeSet, CASCADE, related_name="turns")
    number = models.PositiveSmallIntegerField()
    case = models.ForeignKey(PracticeCase, CASCADE, related_name="turns")
    said = models.CharField(max_length=3, blank=True)
    why = models.TextField(blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        unique_together = [("of_set", "number")]
