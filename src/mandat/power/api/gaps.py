"""Gaps and overlaps as JSON, the same in the REST API and on the command line."""

from collections.abc import Sequence

from mandat.power import rules
from mandat.power.api.shapes import Json, link_json, moment
from mandat.power.queries import CoveragePage, CoverageView, RegionView
from mandat.power.rules import value_to_json


def gaps_json(found: CoveragePage) -> Json:
    """Return what nobody may decide, and where two mandates cover the same."""
    return {
        "at": moment(found.at),
        "page": found.page,
        "pages": found.pages,
        "matters": [
            {
                "matter": m.matter.key,
                "matter_name": dict(m.matter.name),
                "gaps": m.gaps,
                "overlaps": m.overlaps,
                "stages": [_stage(stage, m.matter.facts) for stage in m.stages],
            }
            for m in found.matters
        ],
    }


def _stage(found: CoverageView, facts: Sequence[rules.FactType]) -> Json:
    return {
        "stage": found.stage.key,
        "name": dict(found.stage.name),
        "axis": found.axis.key if found.axis else None,
        "fixed": {fact.key: value_to_json(value) for fact, value in found.fixed},
        "regions": [_region(region, facts) for region in found.regions],
    }


def _region(found: RegionView, facts: Sequence[rules.FactType]) -> Json:
    return {
        "low": None if found.low is None else value_to_json(found.low),
        "high": None if found.high is None else value_to_json(found.high),
        "state": found.state,
        "mandates": [link_json(link, facts) for link in found.mandates],
        "more_mandates": found.more,
        "vacant": [link_json(link, facts) for link in found.vacant],
    }
