"""Tables of people, circles, roles, matters and mandates. All but `Account` are recorded."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import PROTECT

from mandat.record.models import Guarded, Recorded


class Organisation(Recorded):
    """The one organisation of this installation."""

    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=5)
    founded_by = models.UUIDField()
    """The person who ran `init`: alone may add structure until the founding act."""


class Person(Recorded):
    """Someone in the organisation. Name and e-mail are personal content of the record."""

    name = models.CharField(max_length=200)
    email = models.EmailField(unique=True)
    joined = models.DateTimeField()
    source = models.CharField(max_length=200)


class Account(AbstractBaseUser):
    """How a person logs in; not part of the record."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, PROTECT, null=True, related_name="account")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, blank=True)
    joined_on = models.DateTimeField(null=True)

    objects = BaseUserManager["Account"]()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"


class Circle(Recorded):
    """A part of the organisation; circles form a tree."""

    key = models.CharField(max_length=80, unique=True)
    name = models.JSONField()
    parent = models.ForeignKey("self", PROTECT, null=True, related_name="children")
    source = models.CharField(max_length=200)
    constituted = models.CharField(max_length=200, default="")
    """The decision that made it a body which can be given a mandate to decide jointly."""


class Role(Recorded):
    """A role lies in a circle and is held by people."""

    key = models.CharField(max_length=80, unique=True)
    name = models.JSONField()
    circle = models.ForeignKey(Circle, PROTECT, related_name="roles")
    source = models.CharField(max_length=200)


class Holding(Recorded):
    """A person holds a role during `[since, until)`."""

    role = models.ForeignKey(Role, PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, PROTECT, related_name="holdings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    source = models.CharField(max_length=200)


class Matter(Recorded):
    """A kind of thing that can be decided."""

    key = models.CharField(max_length=80, unique=True)
    name = models.JSONField()
    description = models.JSONField()
    circle = models.ForeignKey(Circle, PROTECT, related_name="matters")
    facts = models.JSONField()
    legal_ref = models.CharField(max_length=200)
    reserved = models.BooleanField()
    secrecy = models.CharField(max_length=200)
    own_cost = models.BooleanField()
    adopted_by = models.ForeignKey(Circle, PROTECT, null=True, related_name="adopts")
    source = models.CharField(max_length=200)
    reserved_ground = models.CharField(max_length=80, default="")
    """The rule book's key for why it may never be delegated."""
    two_people = models.BooleanField(default=False)
    execution = models.JSONField(null=True)
    """Limits within which it is mere execution and nobody's decision; null: never."""
    ties = models.JSONField(default=dict)
    """Which facts show a conflict of interest: `counterparty`, `supervised`: each a fact's key."""
    route = models.CharField(max_length=8, default="")
    """"report" to the next meeting or "minute" apart; empty as the order says (rule 25)."""
    appealable = models.BooleanField(default=True)
    asks = models.JSONField(default=list)
    """What a decision must hold besides a yes or a no: keys of `services.rules.ASKS`."""
    handling_source = models.CharField(max_length=200, default="")
    handled_since = models.DateTimeField(null=True)
    """When what is said of route and appeal began to hold; older decisions keep what held."""
    same = models.JSONField(default=list)
    """Keys of the facts that make two cases the same purchase; none: nothing is summed."""
    splitting = models.CharField(max_length=10, default="")
    """What a sum above a limit does; empty as the rule book says."""
    automat = models.BooleanField(default=False)
    """Set apart so that an automat may say yes in it."""
    automat_group = models.CharField(max_length=80, default="")
    """The rule book's key for why no automat may ever decide in it."""


class Stage(Recorded):
    """One ruling a case of a matter needs, always or on a condition."""

    matter = models.ForeignKey(Matter, PROTECT, related_name="stages")
    key = models.CharField(max_length=80)
    name = models.JSONField()
    position = models.PositiveIntegerField()
    condition = models.JSONField()
    source = models.CharField(max_length=200)
    since = models.DateTimeField(null=True)
    """When it began to be asked for, where that is known."""
    review_on = models.CharField(max_length=10, default="")
    """The day it is looked over, ISO 8601; empty: as the rule book says."""

    class Meta(Guarded.Meta):
        unique_together = [("matter", "key"), ("matter", "position")]


class Automat(Recorded):
    """Something that can say yes on its own, within limits. A role is answerable for it."""

    key = models.CharField(max_length=80, unique=True)
    name = models.JSONField()
    role = models.ForeignKey(Role, PROTECT, related_name="automats")
    source = models.CharField(max_length=200)


class Mandate(Recorded):
    """A person, role, body or automat may rule at a stage, within limits, in `[since, until)`."""

    matter = models.ForeignKey(Matter, PROTECT, related_name="mandates")
    stage = models.ForeignKey(Stage, PROTECT, related_name="mandates")
    person = models.ForeignKey(Person, PROTECT, null=True, related_name="mandates")
    role = models.ForeignKey(Role, PROTECT, null=True, related_name="mandates")
    may_yes = models.BooleanField()
    may_no = models.BooleanField()
    limits = models.JSONField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    review_on = models.DateTimeField(null=True)
    source_mandate = models.ForeignKey("self", PROTECT, null=True, related_name="children")
    source_decision = models.CharField(max_length=200)
    narrows = models.BooleanField()
    by_acceptance = models.BooleanField()
    handover = models.UUIDField(null=True, db_index=True)
    onward = models.PositiveIntegerField(null=True)
    """How many steps it may be handed on; null as the rule book says."""
    on_review = models.CharField(max_length=10, default="")
    """What passing the review day does; empty as the rule book says."""
    while_role = models.ForeignKey(Role, PROTECT, null=True, related_name="+")
    jointly = models.JSONField(null=True)
    frame = models.JSONField(null=True)
    conditions = models.JSONField(default=list)
    """What whoever rules must confirm first, as `rules.conditions_to_json`. Personal."""
    substitutes = models.JSONField(default=list)
    """Identities of roles whose holders stand in, once they have said yes."""
    urgent = models.BooleanField(default=False)
    """Usable only when the board's decision cannot be awaited."""
    body = models.ForeignKey(Circle, PROTECT, null=True, related_name="mandates")
    """A circle that decides jointly, by the rule in `jointly`."""
    automat = models.ForeignKey(Automat, PROTECT, null=True, related_name="mandates")


class Acceptance(Recorded):
    """A person said yes to use a mandate that a role received."""

    mandate = models.ForeignKey(Mandate, PROTECT, related_name="acceptances")
    person = models.ForeignKey(Person, PROTECT, related_name="acceptances")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)


class Waiver(Recorded):
    """A stage that is not needed within limits, during `[since, until)`."""

    matter = models.ForeignKey(Matter, PROTECT, related_name="waivers")
    stage = models.ForeignKey(Stage, PROTECT, related_name="waivers")
    limits = models.JSONField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    review_on = models.DateTimeField(null=True)
    source_mandate = models.ForeignKey(Mandate, PROTECT, related_name="waivers")
    source_decision = models.CharField(max_length=200)
    handover = models.UUIDField(null=True, db_index=True)


class Rulebook(Recorded):
    """The rules the organisation has chosen, whole; the last adopted holds."""

    key = models.CharField(max_length=80)
    settings = models.JSONField()
    since = models.DateTimeField()
    source = models.CharField(max_length=200)


class Substitution(Recorded):
    """Someone stands in for a person, or for a role nobody holds, during `[since, until)`."""

    person = models.ForeignKey(Person, PROTECT, related_name="stands_in")
    ground = models.CharField(max_length=10)
    of_person = models.ForeignKey(Person, PROTECT, null=True, related_name="substitutions")
    of_role = models.ForeignKey(Role, PROTECT, null=True, related_name="substitutions")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    accepted = models.DateTimeField(null=True)
    """When the substitute said yes; until then nobody stands in."""
    words = models.TextField()
    """Why, in own words. Personal."""
    by_role = models.ForeignKey(Role, PROTECT, null=True, related_name="+")
    """The role an order names as substitute: only under mandates that name it."""


class Conflict(Recorded):
    """Someone has said that they are in conflict, with a person or in one case.

    Who, with whom and why are all personal content: the record says only that there is one.
    """

    person = models.ForeignKey(Person, PROTECT, related_name="+")
    about = models.ForeignKey(Person, PROTECT, null=True, related_name="+")
    matter = models.ForeignKey(Matter, PROTECT, null=True, related_name="+")
    case = models.UUIDField(null=True)
    words = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    counterparty = models.CharField(max_length=200, default="")
    """A company or association that the person is tied to."""


class Challenge(Recorded):
    """Someone has said that another is in conflict in a case, and somebody above decides.

    All that names anyone is personal content.
    """

    person = models.ForeignKey(Person, PROTECT, related_name="+")
    case = models.UUIDField(db_index=True)
    matter = models.ForeignKey(Matter, PROTECT, related_name="+")
    raised_by = models.ForeignKey(Person, PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Person, PROTECT, null=True, related_name="+")
    reason = models.TextField(default="")


class HandedBack(Recorded):
    """A holder of a role has handed a mandate of it back for themself, during `[since, until)`."""

    mandate = models.ForeignKey(Mandate, PROTECT, related_name="handed_back")
    person = models.ForeignKey(Person, PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)


class Pause(Recorded):
    """What a hand-over gave rests, during `[since, until)`. Why is personal content."""

    matter = models.ForeignKey(Matter, PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, PROTECT, null=True, related_name="pauses")
    waiver = models.ForeignKey("mandat.Waiver", PROTECT, null=True, related_name="pauses")
    since = models.DateTimeField()
    until = models.DateTimeField()
    by = models.ForeignKey(Person, PROTECT, related_name="+")
    ended_by = models.ForeignKey(Person, PROTECT, null=True, related_name="+")
    reason = models.TextField()


class Declined(models.Model):
    """Someone has said no to a mandate that needs their yes. Not part of the record."""

    mandate = models.ForeignKey(Mandate, PROTECT, related_name="+")
    person = models.ForeignKey(Person, PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        unique_together = [("mandate", "person")]


class Use(Recorded):
    """A yes that took from a mandate's frame. How much, and in which case, is personal content."""

    mandate = models.ForeignKey(Mandate, PROTECT, related_name="uses")
    case = models.UUIDField(db_index=True)
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    released = models.DateTimeField(null=True)


class Rate(Recorded):
    """What one of a currency, or of a base amount, is worth in another, from a day on."""

    currency = models.CharField(max_length=3)
    to = models.CharField(max_length=3)
    rate = models.CharField(max_length=40)
    """A decimal as a string, exactly as the source has it."""
    since = models.DateTimeField()
    source = models.CharField(max_length=200)
    at = models.DateTimeField()
    """When it was recorded: answers about earlier moments do not know of it."""

    class Meta(Guarded.Meta):
        indexes = [models.Index(fields=["currency", "to", "since"], name="rate_since")]


class Part(Recorded):
    """A case's part of a purchase that may be split; counted while it is open or granted.

    What was bought from whom, and for how much, is personal content.
    """

    matter = models.ForeignKey(Matter, PROTECT, related_name="parts")
    fact = models.CharField(max_length=80)
    case = models.UUIDField(db_index=True)
    purchase = models.CharField(max_length=64)
    """The same for cases whose facts make them the same purchase."""
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()
    released = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        indexes = [models.Index(fields=["matter", "purchase"], name="part_purchase")]
