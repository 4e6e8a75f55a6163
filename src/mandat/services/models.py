"""Tables of the catalogue, cases and rulings. All are recorded."""

from django.db import models
from django.db.models import PROTECT

from mandat.record.models import Guarded, Recorded


class Service(Recorded):
    """What a person can need: a page and a form in the catalogue, leading to a matter."""

    key = models.CharField(max_length=80, unique=True)
    name = models.JSONField()
    description = models.JSONField()
    words = models.TextField()
    """Other words people may search for, apart by spaces."""
    area = models.JSONField()
    matter = models.ForeignKey("mandat.Matter", PROTECT, related_name="services")
    source = models.CharField(max_length=200)
    safeguards = models.JSONField(default=list)


class Case(Recorded):
    """One request. Who it waits for is worked out from the mandates, never kept."""

    number = models.PositiveBigIntegerField(unique=True)
    service = models.ForeignKey(Service, PROTECT, related_name="cases")
    matter = models.ForeignKey("mandat.Matter", PROTECT, related_name="cases")
    asker = models.ForeignKey("mandat.Person", PROTECT, related_name="asked")
    for_whom = models.ForeignKey("mandat.Person", PROTECT, related_name="cases_for")
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=20)
    stage = models.ForeignKey("mandat.Stage", PROTECT, null=True, related_name="cases")
    put_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    title = models.CharField(max_length=200)
    facts = models.JSONField()
    extra = models.JSONField()
    """Answers to the safeguards' extra fields, by label."""
    urgency = models.TextField(default="")
    """Why the asker cannot await the board's decision. Personal."""

    class Meta(Guarded.Meta):
        indexes = [
            models.Index(
                fields=["stage", "put_at"], name="case_waiting", condition=models.Q(state="open")
            ),
            models.Index(fields=["asker", "-opened_at"], name="case_asked"),
            models.Index(fields=["service", "-opened_at"], name="case_service"),
        ]


class Ruling(Recorded):
    """Yes, no or returned on a case, under a mandate.

    `person` is null where nobody alone ruled: a body jointly (`joint` says how), or an automat.
    """

    case = models.ForeignKey(Case, PROTECT, related_name="rulings")
    stage = models.ForeignKey("mandat.Stage", PROTECT, related_name="rulings")
    person = models.ForeignKey("mandat.Person", PROTECT, null=True, related_name="rulings")
    mandate = models.ForeignKey("mandat.Mandate", PROTECT, related_name="rulings")
    outcome = models.CharField(max_length=20)
    put_at = models.DateTimeField()
    at = models.DateTimeField()
    reason = models.TextField()
    substitution = models.ForeignKey(
        "mandat.Substitution", PROTECT, null=True, related_name="rulings"
    )
    """By which the one who ruled stood in for a holder."""
    confirmed = models.JSONField(default=list)
    """The conditions of the mandate that the one who ruled confirmed, in words. Personal."""
    excepted = models.BooleanField(default=False)
    """Ruled in a conflict of interest, since nobody else could without considerable delay."""
    exception = models.TextField(default="")
    """Why it could not wait. Personal."""
    number = models.PositiveBigIntegerField(null=True, unique=True)
    """Its running number among decisions; none for what is sent back."""
    text = models.TextField(default="")
    """The decision in words, where yes or no does not say it all. Personal."""
    alternatives = models.TextField(default="")
    advice = models.TextField(default="")
    amounts = models.JSONField(default=dict)
    """The amounts decided on, by fact, as they were then. Personal."""
    conflict = models.BooleanField(default=False)
    """Whether somebody had declared a conflict of interest in the case. Personal."""
    presenter = models.ForeignKey("mandat.Person", PROTECT, null=True, related_name="+")
    participants = models.JSONField(default=list)
    """Identities of others who took part in the final handling."""
    corrects = models.BigIntegerField(null=True)
    """The entry that the last correction replaced."""
    why = models.TextField(default="")
    """Why it was corrected. Personal."""
    meeting = models.ForeignKey("mandat.Meeting", PROTECT, null=True, related_name="rulings")
    """The meeting it was reported at."""
    paragraph = models.CharField(max_length=40, default="")
    urgent = models.BooleanField(default=False)
    """Made since the board's decision could not be awaited; reported at its next meeting."""
    urgency = models.TextField(default="")
    """Why it could not be awaited. Personal."""
    judged = models.JSONField(default=dict)
    """The amounts as they were judged: how reckoned, by which rates, summed with what. Personal."""
    joint = models.JSONField(null=True)
    """How a body decided: how many said what, or at which meeting."""

    class Meta(Guarded.Meta):
        indexes = [
            models.Index(fields=["stage", "at"], name="ruling_stage_at"),
            models.Index(fields=["at", "person"], name="ruling_at"),
        ]


class BodyVoice(Recorded):
    """What one member of a body says of a case that is put to it. The last from each counts."""

    case = models.ForeignKey(Case, PROTECT, related_name="voices")
    stage = models.ForeignKey("mandat.Stage", PROTECT, related_name="+")
    mandate = models.ForeignKey("mandat.Mandate", PROTECT, related_name="+")
    person = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()
    says = models.CharField(max_length=10)
    reason = models.TextField()


class Departure(Recorded):
    """A case left a mandate: the holder handed it back, or the giver took it over."""

    case = models.ForeignKey(Case, PROTECT, related_name="departures")
    mandate = models.ForeignKey("mandat.Mandate", PROTECT, related_name="+")
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    how = models.CharField(max_length=12)
    at = models.DateTimeField()
    reason = models.TextField()


class Passage(Recorded):
    """A stage that a case did not have to wait for, because of a waiver."""

    case = models.ForeignKey(Case, PROTECT, related_name="passages")
    stage = models.ForeignKey("mandat.Stage", PROTECT, related_name="passages")
    waiver = models.ForeignKey("mandat.Waiver", PROTECT, related_name="passages")
    at = models.DateTimeField()
