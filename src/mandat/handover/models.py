"""Tables of hand-overs. What is private to the one walking it is not in the record."""

from django.db import models
from django.db.models import PROTECT

from mandat.record.models import Guarded, Recorded


class Handover(Recorded):
    """One decision being handed over, from the first hearing on."""

    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=10)
    matter = models.ForeignKey("mandat.Matter", PROTECT, related_name="handovers")
    stage = models.ForeignKey("mandat.Stage", PROTECT, related_name="handovers")
    source_mandate = models.ForeignKey("mandat.Mandate", PROTECT, related_name="handovers")
    to_person = models.ForeignKey("mandat.Person", PROTECT, null=True, related_name="+")
    to_role = models.ForeignKey("mandat.Role", PROTECT, null=True, related_name="+")
    limits = models.JSONField()
    safeguards = models.JSONField()
    trial_days = models.PositiveIntegerField()
    check_share = models.PositiveIntegerField()
    previous = models.ForeignKey("self", PROTECT, null=True, related_name="followers")
    owner = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=20, db_index=True)
    round = models.PositiveIntegerField()
    reason = models.TextField()
    """Why, in the giver's own words. Personal."""
    conditions = models.JSONField()
    """Time, competence, pay, load, and the steps with unions. Personal, since it is own words."""
    grounds = models.JSONField(null=True)
    asked_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    seed_hash = models.CharField(max_length=64)
    """SHA-256 of the secret that draws after-checks; the secret is shown once it has ended."""
    review_on = models.DateTimeField(null=True)
    way_back = models.CharField(max_length=10)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("mandat.Person", PROTECT, null=True, related_name="+")
    end_reason = models.TextField()


class Voice(Recorded):
    """What one person said of a hand-over. The words are personal content."""

    handover = models.ForeignKey(Handover, PROTECT, related_name="voices")
    person = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    part = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    round = models.PositiveIntegerField()
    at = models.DateTimeField()
    words = models.TextField()
    safe_enough = models.TextField()
    settled = models.CharField(max_length=10, null=True)
    settled_at = models.DateTimeField(null=True)
    how = models.TextField()
    """How an objection was solved, as the one who raised it has it."""


class Adoption(Recorded):
    """What the adopting body decided."""

    handover = models.ForeignKey(Handover, PROTECT, related_name="adoptions")
    circle = models.ForeignKey("mandat.Circle", PROTECT, related_name="+")
    round = models.PositiveIntegerField()
    body = models.CharField(max_length=200)
    on = models.CharField(max_length=10)
    """The date of its meeting, ISO 8601."""
    paragraph = models.CharField(max_length=80)
    adopted = models.BooleanField()
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()


class AfterCheck(Recorded):
    """A look afterwards at a ruling, or at a case that passed a removed stage."""

    handover = models.ForeignKey(Handover, PROTECT, related_name="afterchecks")
    of = models.UUIDField()
    """The ruling or the passage."""
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()
    verdict = models.CharField(max_length=10)
    words = models.TextField()

    class Meta(Guarded.Meta):
        unique_together = [("handover", "of")]


class BlindLook(Recorded):
    """What somebody else would have said of a drawn case, not knowing what was ruled or by whom.

    Who looked, and their words, are personal content.
    """

    handover = models.ForeignKey(Handover, PROTECT, related_name="blindlooks")
    of = models.UUIDField()
    """The ruling or the passage."""
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()
    says = models.CharField(max_length=3)
    """yes or no"""
    words = models.TextField()

    class Meta(Guarded.Meta):
        unique_together = [("handover", "of")]


class Commitment(Recorded):
    """What a circle has bound itself to for a long time. Its words are personal content."""

    circle = models.ForeignKey("mandat.Circle", PROTECT, related_name="commitments")
    matters = models.JSONField()
    """UUIDs of the matters it is about; empty for all it can touch."""
    since = models.DateTimeField()
    until = models.DateTimeField()
    body = models.CharField(max_length=200)
    on = models.CharField(max_length=10)
    """The day the circle decided, ISO 8601."""
    paragraph = models.CharField(max_length=80)
    made_by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    previous = models.ForeignKey("self", PROTECT, null=True, related_name="+")
    """The one it came instead of, when that was ended before its time."""
    words = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("mandat.Person", PROTECT, null=True, related_name="+")
    successor = models.ForeignKey("self", PROTECT, null=True, related_name="+")
    end_reason = models.TextField()


class CommitmentAnswer(Recorded):
    """How a proposal stands with a commitment it touches."""

    handover = models.ForeignKey(Handover, PROTECT, related_name="answers")
    commitment = models.ForeignKey(Commitment, PROTECT, related_name="answers")
    round = models.PositiveIntegerField()
    stance = models.CharField(max_length=10)
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()

    class Meta(Guarded.Meta):
        unique_together = [("handover", "commitment")]


# --- not in the record ----------------------------------------------------------------------------


class HandoverDraft(models.Model):
    """A walk under way: the owner's alone. The hand-over it becomes has the same UUID."""

    uuid = models.UUIDField(unique=True)
    owner = models.UUIDField(db_index=True)
    choices = models.JSONField(default=dict)
    obstacle = models.JSONField(default=dict)
    """What holds the owner back. Never read by anything but the owner's own page."""
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)


class Invitation(models.Model):
    """Someone asked for their view. Whether they declined is nobody's to see."""

    handover = models.ForeignKey(Handover, PROTECT, related_name="invitations")
    person = models.UUIDField(db_index=True)
    part = models.CharField(max_length=10)
    at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True)
    view = models.CharField(max_length=10, blank=True)
    """In the hearing: gladly, unsure or rather_not; with words, for the giver alone."""
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    shares_agreement = models.BooleanField(default=False)

    class Meta:
        unique_together = [("handover", "person")]


class ShadowPeriod(models.Model):
    """When shadowing began, so that it ends by itself."""

    handover = models.OneToOneField(Handover, PROTECT, related_name="shadow_period")
    since = models.DateTimeField()


class ShadowAnswer(models.Model):
    """What a receiver would have said of a case, before the giver ruled on it."""

    handover = models.ForeignKey(Handover, PROTECT, related_name="shadow_answers")
    person = models.UUIDField(db_index=True)
    case = models.UUIDField()
    says = models.CharField(max_length=3)
    """yes, no or ask: would ask more first"""
    at = models.DateTimeField()

    class Meta:
        unique_together = [("handover", "person", "case")]


class NeededNote(models.Model):
    """For a removal: whether the giver thought a case needed them, noted before ruling."""

    handover = models.ForeignKey(Handover, PROTECT, related_name="needed_notes")
    person = models.UUIDField(db_index=True)
    case = models.UUIDField()
    needed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        unique_together = [("handover", "person", "case")]


class BlindPass(models.Model):
    """Someone asked to look blind would rather not, this time. Nobody sees it."""

    handover = models.ForeignKey(Handover, PROTECT, related_name="blind_passes")
    of = models.UUIDField()
    person = models.UUIDField(db_index=True)

    class Meta:
        unique_together = [("handover", "of", "person")]


class DrawSeed(models.Model):
    """The secret that draws after-checks while the hand-over is in force."""

    handover = models.OneToOneField(Handover, PROTECT, related_name="seed")
    value = models.CharField(max_length=64)
    """Hex of 32 random bytes."""
