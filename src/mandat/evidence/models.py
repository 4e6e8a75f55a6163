"""Past rulings from elsewhere. Not recorded: they are evidence, not power."""

from django.db import models
from django.db.models import Q


class PastRuling(models.Model):
    """One ruling of an imported log. It belongs to a person, or else to a role.

    `matter`, `stage`, `role` and `person` are identities in power.

    Who asked is not kept. `identity` is a hash of the log's own words for matter, case, step and
    event, so that the same ruling is never kept twice.
    """

    identity = models.CharField(max_length=64, unique=True)
    log = models.CharField(max_length=200)
    matter = models.UUIDField()
    stage = models.UUIDField(null=True)
    role = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    step = models.CharField(max_length=200)
    known = models.BooleanField()
    """False where the log does not know which role ruled."""
    case = models.CharField(max_length=200)
    case_started = models.DateTimeField()
    put_at = models.DateTimeField(null=True)
    previous_at = models.DateTimeField(null=True)
    ruled_at = models.DateTimeField()
    outcome = models.CharField(max_length=20)
    ended = models.CharField(max_length=20)
    facts = models.JSONField()
    """As the matter's facts; amounts rounded to minor units if a currency was given."""
    original = models.JSONField()
    """The same facts exactly as the log writes them."""

    class Meta:
        indexes = [
            models.Index(fields=["role", "stage"], name="past_role_stage"),
            models.Index(
                fields=["person", "stage"],
                name="past_person_stage",
                condition=Q(person__isnull=False),
            ),
        ]
