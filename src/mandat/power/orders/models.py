"""Tables of delegation orders. What is adopted is recorded; drafts are their owner's."""

from django.db import models
from django.db.models import CASCADE, PROTECT

from mandat.record.models import Recorded


class OrderDraft(models.Model):
    """An order being looked through, before anything of it is written."""

    uuid = models.UUIDField(unique=True)
    owner = models.ForeignKey("mandat.Person", CASCADE, to_field="uuid", related_name="+")
    file = models.CharField(max_length=200)
    lines = models.JSONField()
    """As `orders.rules.line_to_json`."""
    aside = models.JSONField()
    """Refusals about tables that were left aside."""
    notes = models.JSONField()
    settings = models.JSONField()
    """body, on, paragraph, circle, base and ladder, as far as they have been stated."""
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    order = models.UUIDField(null=True)
    """The order it became."""


class Order(Recorded):
    """An order of delegation as a body adopted it."""

    number = models.PositiveIntegerField(unique=True)
    circle = models.ForeignKey("mandat.Circle", PROTECT, related_name="orders")
    body = models.CharField(max_length=120)
    on = models.CharField(max_length=10)
    """The date of its meeting, ISO 8601."""
    paragraph = models.CharField(max_length=40)
    file = models.CharField(max_length=200)
    """The file it was read from; empty when it was written here."""
    at = models.DateTimeField()


class OrderItem(Recorded):
    """A row of an adopted order."""

    order = models.ForeignKey(Order, PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=36)
    """The same in every order that says this."""
    mandates = models.JSONField()
    """Identities of the mandates it gives."""
    words = models.JSONField()
    """What it says, as `orders.rules.words_of`. A name may stand there, so it is personal."""
