"""Tables of notices. None is part of the record, and none holds anybody's own words."""

from django.db import models
from django.db.models import CASCADE, SET_NULL


class Letter(models.Model):
    """One mail to one person. Claimed before it is sent, so that two workers send it once."""

    uuid = models.UUIDField(unique=True)
    person = models.UUIDField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True, db_index=True)
    """When to try (again); None once it is sent or given up."""

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="letter_person")]


class Notice(models.Model):
    """One thing one person is told. `person`, `kind` and `key` together make it the same thing."""

    uuid = models.UUIDField(unique=True)
    person = models.UUIDField()
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    of = models.UUIDField()
    path = models.CharField(max_length=200)
    name = models.JSONField()
    """What the organisation calls the matter; {} where it is under secrecy."""
    detail = models.CharField(max_length=80)
    secret = models.BooleanField()
    since = models.DateTimeField()
    when = models.DateTimeField(null=True)
    told_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    to_mail = models.BooleanField(default=True)
    """Whether a mail is still to take it up."""
    letter = models.ForeignKey(Letter, SET_NULL, null=True, related_name="notices")

    class Meta:
        unique_together = [("person", "kind", "key")]
        indexes = [
            models.Index(fields=["person", "over_at", "-told_at"], name="notice_list"),
            models.Index(fields=["person"], name="notice_mail", condition=models.Q(to_mail=True)),
        ]


class Telling(models.Model):
    """How one person has chosen to be told; without a row, as `rules.Choices` has it."""

    person = models.UUIDField(unique=True)
    rhythm = models.CharField(max_length=10)
    quiet_from = models.TimeField()
    quiet_until = models.TimeField()
    quiet_weekends = models.BooleanField()
    language = models.CharField(max_length=5)
    off_app = models.JSONField()
    off_mail = models.JSONField()


class Feed(models.Model):
    """A person's calendar address. The address itself is reckoned from `nonce` and our secret."""

    person = models.UUIDField(unique=True)
    nonce = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the address' secret part: enough to know it again, not to make it."""


class OneTap(models.Model):
    """A link in a mail with which one person gives one answer, once. Only its hash is kept."""

    digest = models.CharField(max_length=64, unique=True)
    letter = models.ForeignKey(Letter, CASCADE, related_name="links")
    person = models.UUIDField()
    act = models.CharField(max_length=20)
    of = models.UUIDField()
    detail = models.CharField(max_length=80)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Run(models.Model):
    """When the worker last did its round; one row."""

    at = models.DateTimeField()
    slowly_at = models.DateTimeField(null=True)
    """When it last gathered what takes longer."""
