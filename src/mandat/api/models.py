"""Tables of tokens and of what they asked. None is part of the record: asking moves no power."""

from django.db import models
from django.db.models import CASCADE


class AskToken(models.Model):
    """A word that lets another system ask. Only its hash is kept."""

    uuid = models.UUIDField(unique=True)
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    person = models.UUIDField()
    """Who made it, and answers for it."""
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)


class Look(models.Model):
    """That a token asked, when, and about what or whom; never the facts it gave."""

    token = models.ForeignKey(AskToken, CASCADE, related_name="looks")
    at = models.DateTimeField(db_index=True)
    what = models.CharField(max_length=20)
    matter = models.CharField(max_length=80)
    person = models.UUIDField(null=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["token", "at"], name="look_token")]
