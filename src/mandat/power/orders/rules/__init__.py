"""Delegation orders as pure values: tables in, rows out, each with what is odd about it."""

from mandat.power.orders.rules.checks import everyone, matter_key
from mandat.power.orders.rules.grids import Grid, Place, grid
from mandat.power.orders.rules.lines import (
    Holder,
    Line,
    Reading,
    Remark,
    State,
    Verb,
    line_from_json,
    line_to_json,
)
from mandat.power.orders.rules.reading import read_grids
from mandat.power.orders.rules.words import BASE, Bound, read_bounds

__all__ = [
    "BASE",
    "Bound",
    "Grid",
    "Holder",
    "Line",
    "Place",
    "Reading",
    "Remark",
    "State",
    "Verb",
    "everyone",
    "grid",
    "line_from_json",
    "line_to_json",
    "matter_key",
    "read_bounds",
    "read_grids",
]
