"""The shapes that openapi.json describes; `shapes` fills them."""

from typing import Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

Names = dict[str, str]


class Person(Schema):
    """A person, by identity and name."""

    id: str
    name: str


class Holder(Schema):
    """Who holds a mandate: a person, a role in a circle, a body (jointly) or an automat."""

    kind: Literal["person", "role", "body", "automat"]
    id: str
    name: Names
    circle: Names | None
    jointly: dict[str, Any] | None = Field(
        None, description="How a body decides: rule, count, quorum, casting, roles."
    )
    answerable: dict[str, Any] | None = Field(
        None, description="The role answerable for an automat."
    )


class Limits(Schema):
    """Limits to compute with (all must hold; exactly at a limit is inside), and in words."""

    each: list[dict[str, Any]] = Field(examples=[[{"fact": "amount", "op": "<=", "value": {}}]])
    text: str


class Condition(Schema):
    """What whoever rules must confirm first: somebody has been heard, or what the words say."""

    kind: Literal["consult", "condition"]
    words: str


class Link(Schema):
    """One mandate of a chain. `decision` is what a root rests on; empty for the others."""

    mandate: str
    holder: Holder
    limits: Limits
    since: str
    until: str | None
    decision: str
    conditions: list[Condition]


class Who(Schema):
    """A mandate that covers the case, nearest link first, and who may use it."""

    chain: list[Link]
    people: list[Person]
    more_people: int


class StageAnswer(Schema):
    """One stage the case comes to; `waived_by` is the exception under which it is passed."""

    stage: str
    name: Names
    waived_by: str | None
    who: list[Who]


class Reason(Schema):
    """Why not: a code that does not change, the rule's number, and what would lift it."""

    code: str
    rule: int | None
    text: str
    lift: str


class Question(Schema):
    """The question as it was understood."""

    matter: str
    matter_name: Names
    verb: Literal["yes", "no"]
    person: Person | None
    facts: dict[str, Any]
    stage: str | None
    at: str
    known_at: str | None
    supposed: bool


class Sum(Schema):
    """What is judged where `others` cases about the same purchase are open or granted."""

    minor: str
    currency: str
    others: int


class MayAnswer(Schema):
    """Who may decide. `someone` and `nobody` answer a question that names no person.

    `not_needed`: mere execution, nobody's decision. `conditions` are to be confirmed on a yes.
    """

    question: Question
    answer: Literal["yes", "needs_also", "no", "someone", "nobody", "not_needed"]
    chain: list[Link]
    standing_in: list[Person]
    conditions: list[Condition]
    reasons: list[Reason]
    stages: list[StageAnswer]
    missing_facts: list[str]
    same_purchase: Sum | None
    changes_at: str | None


class Fact(Schema):
    """A fact to tell. Amounts are told in whole units of the currency, as 5000 or 5000.50."""

    key: str
    kind: Literal["amount", "number", "text", "choice", "yesno", "date"]
    label: Names
    required: bool
    choices: dict[str, Names]
    currency: str


class Stage(Schema):
    """A stage of a matter, in order."""

    key: str
    name: Names
    condition: Limits


class Matter(Schema):
    """A kind of thing that can be decided."""

    key: str
    name: Names
    description: Names
    facts: list[Fact]
    stages: list[Stage]
    legal_ref: str
    reserved: bool
    own_cost: bool


class Mandate(Schema):
    """A mandate in force at the time asked about."""

    mandate: str
    matter: str
    matter_name: Names
    stage_name: Names
    holder: Holder
    limits: Limits
    may_yes: bool
    may_no: bool
    since: str
    until: str | None
    review_on: str | None
    source: str | None
    decision: str


class Mandates(Schema):
    """Some mandates in force, oldest first; `next` is the `after` to go on with, if any."""

    at: str
    mandates: list[Mandate]
    next: int | None


class PersonsMandate(Schema):
    """Everything one person may decide at a time, within what every link leaves of it."""

    at: str
    known_at: str | None
    person: Person
    roles: list[Names]
    mandates: list[Mandate]


class ChangedMandate(Schema):
    """A mandate that stands in for another of the same holder at the same stage."""

    before: Mandate
    after: Mandate


class HeldDifference(Schema):
    """Somebody came to hold a role with mandates, or (`came` false) ceased to."""

    role: Names
    person: Person
    came: bool


class Differences(Schema):
    """What differs between two times, as far as is known now."""

    since: str
    until: str
    added: list[Mandate]
    ended: list[Mandate]
    changed: list[ChangedMandate]
    held: list[HeldDifference]


class Region(Schema):
    """A part of the amounts, `low` to `high` with both, or everything where both are null.

    `state`: covered, overlap, gap, vacant (a mandate that nobody can use), waived or not_needed.
    """

    low: Any
    high: Any
    state: Literal["not_needed", "waived", "covered", "overlap", "vacant", "gap"]
    mandates: list[Link]
    more_mandates: int
    vacant: list[Link]


class Coverage(Schema):
    """One stage, for one choice of the facts that are not the axis."""

    stage: str
    name: Names
    axis: str | None
    fixed: dict[str, Any]
    regions: list[Region]


class MatterCoverage(Schema):
    """A matter, how many gaps and overlaps it has, and where."""

    matter: str
    matter_name: Names
    gaps: int
    overlaps: int
    stages: list[Coverage]


class Gaps(Schema):
    """Gaps and overlaps at a time, 25 matters a page."""

    at: str
    page: int
    pages: int
    matters: list[MatterCoverage]


class WhatIf(Schema):
    """A mandate as it is not: withdrawn, or (fact → value) with other limits."""

    mandate: str
    limits: dict[str, str | int | float | bool] | None = None


class MayQuery(Schema):
    """May `person` say `verb` in `matter`? Without a person: who may?

    `person`, `asker` and `for` are an e-mail address or an identity. `at` and `known_at` are a day
    (its first and its last moment) or a time with or without an offset.
    """

    matter: str
    verb: Literal["yes", "no"] = "yes"
    person: str | None = None
    asker: str | None = None
    for_whom: str | None = Field(default=None, alias="for")
    stage: str | None = None
    at: str | None = None
    known_at: str | None = None


class MayQuestion(MayQuery):
    """The same question as JSON, with its facts, and what if."""

    model_config = ConfigDict(extra="forbid")

    facts: dict[str, str | int | float | bool] = {}
    what_if: list[WhatIf] = []
