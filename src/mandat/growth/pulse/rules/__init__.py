"""Whose question it is, what an organisation asks, and what may be put together of it. Pure."""

from mandat.growth.pulse.rules.indices import (
    PartIndex,
    QuarterIndex,
    ShownMonth,
    quarter_indices,
    quarter_of,
)
from mandat.growth.pulse.rules.instruments import (
    HME,
    OWN,
    PULSES,
    Instrument,
    Item,
    read_instrument,
)
from mandat.growth.pulse.rules.weeks import pulse_ended, question_for, week_of

__all__ = [
    "HME",
    "OWN",
    "PULSES",
    "Instrument",
    "Item",
    "PartIndex",
    "QuarterIndex",
    "ShownMonth",
    "pulse_ended",
    "quarter_indices",
    "quarter_of",
    "question_for",
    "read_instrument",
    "week_of",
]
