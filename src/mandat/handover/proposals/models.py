"""Tables of proposals. What people wrote is personal content; what was changed is not."""

from django.db import models
from django.db.models import PROTECT

from mandat.record.models import Recorded


class Proposal(Recorded):
    """One proposal. `ways` are those announced when it was opened."""

    number = models.PositiveIntegerField(unique=True)
    circle = models.ForeignKey("mandat.Circle", PROTECT, related_name="+")
    proposer = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ways = models.JSONField()
    state = models.CharField(max_length=20, db_index=True)
    stage_at = models.DateTimeField()
    round = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    asked_version = models.PositiveIntegerField()
    turn = models.CharField(max_length=10)
    facilitator = models.ForeignKey("mandat.Person", PROTECT, null=True, related_name="+")
    helped = models.BooleanField()
    offer = models.UUIDField(null=True)
    """The wording that is offered to answer an objection."""
    ended_at = models.DateTimeField(null=True)
    tension = models.TextField()
    example = models.TextField()
    helps = models.TextField()
    end_reason = models.TextField()


class ProposalWording(Recorded):
    """One version: what would be changed, and why it was worded so."""

    proposal = models.ForeignKey(Proposal, PROTECT, related_name="wordings")
    version = models.PositiveIntegerField()
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()
    objection = models.UUIDField(null=True)
    """The objection it is meant to answer."""
    declined_at = models.DateTimeField(null=True)
    title = models.CharField(max_length=200)
    changes = models.JSONField()
    why = models.TextField()
    decline_reason = models.TextField()


class ProposalVoice(Recorded):
    """What one person said of a proposal in one round."""

    proposal = models.ForeignKey(Proposal, PROTECT, related_name="voices")
    person = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    round = models.PositiveIntegerField()
    at = models.DateTimeField()
    settled = models.CharField(max_length=10, null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("mandat.Person", PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returns = models.PositiveIntegerField(default=0)
    words = models.TextField()
    watch = models.TextField()
    argument = models.JSONField()
    """An objection's answers, by question; else empty."""
    how = models.TextField()
    """The answer to a question; how an objection was solved, or why it was dropped."""
    test = models.TextField()
    """Why an objection was sent back."""


class ProposalAdoption(Recorded):
    """What the adopting body decided on a proposal."""

    proposal = models.ForeignKey(Proposal, PROTECT, related_name="adoptions")
    circle = models.ForeignKey("mandat.Circle", PROTECT, related_name="+")
    body = models.CharField(max_length=200)
    on = models.CharField(max_length=10)
    """The date of its meeting, ISO 8601."""
    paragraph = models.CharField(max_length=80)
    adopted = models.BooleanField()
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()


class Agreement(Recorded):
    """What a circle has agreed on, from `since` until it ends or another comes instead."""

    circle = models.ForeignKey("mandat.Circle", PROTECT, related_name="+")
    keeper = models.ForeignKey("mandat.Role", PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    review_on = models.CharField(max_length=10)
    proposal = models.ForeignKey(Proposal, PROTECT, related_name="agreements")
    replaces = models.ForeignKey("self", PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField()
    success = models.TextField(default="")
    """How one will know that it works."""
    because = models.TextField(default="")
    """Why it came instead of the one it replaces."""
    let_go_by = models.ForeignKey(Proposal, PROTECT, null=True, related_name="+")
    """The proposal that ended it, where none came instead."""


class CircleWays(Recorded):
    """How a circle has chosen to decide; the last chosen holds."""

    circle = models.ForeignKey("mandat.Circle", PROTECT, related_name="+")
    settings = models.JSONField()
    since = models.DateTimeField()
    proposal = models.ForeignKey(Proposal, PROTECT, related_name="+")
