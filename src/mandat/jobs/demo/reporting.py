"""What two boards of Ekby have done with the decisions that were made for them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from mandat.jobs.demo.founding import stage_id
from mandat.jobs.demo.history import Event
from mandat.jobs.demo.people import Resident, demo_id
from mandat.power.actions import adopt_rules
from mandat.power.presets import read_book
from mandat.power.rules import PLAIN, Keep, RuleBook
from mandat.record.codec import stamp
from mandat.services.register import actions
from mandat.services.register.queries import decisions_of

RULES: RuleBook = replace(
    PLAIN,
    key="ekby",
    name={"sv": "Ekby kommuns regler", "en": "Ekby's rules"},
    minutes_days=14,
    minutes_roles=("secretary", "chair"),
    board_public=True,
    # Ekby's hand-overs are small trials, negotiated once for all: the steps come before new roles.
    duties=tuple(
        replace(d, when=("circles", "roles"))
        for d in read_book("swedish-public-body").duties
        if d.says == "giver"
    ),
    step_review_months=24,
    keep=(Keep("cases", 10, "Dokumenthanteringsplan 2026, 3.2"), Keep("decisions", None)),
)
MET = date(2027, 2, 24)
"""When the boards last met, and heard of decisions."""
LATE = 2
"""Decisions that did not come along, so that one sees what late looks like."""
MINUTED_FROM = datetime(2027, 2, 10, 8, tzinfo=UTC)
"""From when the care board has the hiring of substitutes minuted apart."""
POSTED = date(2027, 2, 22)
ASKED_FOR = timedelta(days=900)
"""How long one step has been asked for, older than Mandat here."""


def handled(people: Sequence[Resident]) -> Event:
    """Return the entry by which the care board says so; it lies among the decisions in time."""
    return Event(
        MINUTED_FROM,
        "matter.handling_set",
        demo_id("matter", "substitute"),
        _holding(people, "von-secretary"),
        {
            "route": "minute",
            "appealable": True,
            "asks": [],
            "handling_source": "VON 2026-12-16 § 96",
            "handled_since": stamp(MINUTED_FROM),
        },
    )


def long_unasked(people: Sequence[Resident]) -> Event:
    """Return the entry that says since when a step is asked for, which nobody has questioned."""
    return Event(
        MINUTED_FROM,
        "stage.dated",
        stage_id("travel", "economist"),
        _holding(people, "von-secretary"),
        {"since": stamp(MINUTED_FROM - ASKED_FOR), "review_on": ""},
    )


def what_followed(people: Sequence[Resident], founder: UUID, *, until: datetime) -> None:
    """Note meetings, what they heard of, and a notice; the last that happened before today."""
    adopt_rules(founder, book=RULES, decision="KF § 12", at=until)
    for key in ("ks", "von"):
        board, secretary = demo_id("circle", key), _holding(people, f"{key}-secretary")
        heard = decisions_of(board, MET - timedelta(days=28), MET - timedelta(days=1), until)
        rulings = [d.id for d in heard if d.route == "report"][:-LATE]
        if rulings:
            actions.report_decisions(
                secretary, circle=board, rulings=rulings, on=MET, paragraph="18", at=until
            )
    _post(_holding(people, "von-secretary"), demo_id("circle", "von"), until)


def _holding(people: Sequence[Resident], role: str) -> UUID:
    return next(p.id for p in people if p.role == role)


def _post(secretary: UUID, care: UUID, until: datetime) -> None:
    decided = decisions_of(care, MINUTED_FROM.date(), POSTED - timedelta(days=1), until)
    rulings = [d.id for d in decided if d.route == "minute"]
    if rulings:
        actions.post_notice(
            secretary, circle=care, posted=POSTED, where="Kommunhuset, Storgatan 1",
            rulings=rulings, at=until,
        )  # fmt: skip
