"""Gaps and overlaps, by matter: who covers which facts at a time (rule 33)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.power import rules
from mandat.power.queries.choosing import chosen_matters
from mandat.power.queries.naming import LinkView, Naming
from mandat.power.queries.slices import load_slices
from mandat.power.queries.views import MatterView, StageView

MATTERS_A_PAGE = 25
NAMED = 12


@dataclass(frozen=True)
class RegionView:
    """A region with the mandates that cover it; `more` beside those named."""

    low: rules.FactValue | None
    high: rules.FactValue | None
    state: rules.State
    mandates: tuple[LinkView, ...]
    more: int
    alike: frozenset[UUID]
    vacant: tuple[LinkView, ...]


@dataclass(frozen=True)
class CoverageView:
    """One stage for one choice of the facts that are not the axis."""

    stage: StageView
    axis: rules.FactType | None
    fixed: tuple[tuple[rules.FactType, rules.FactValue], ...]
    regions: tuple[RegionView, ...]

    def has(self, state: str) -> bool:
        """Tell whether some region is in a state."""
        return any(r.state == state for r in self.regions)


@dataclass(frozen=True)
class MatterCoverage:
    """A matter with what of it is covered."""

    matter: MatterView
    stages: tuple[CoverageView, ...]

    @property
    def gaps(self) -> int:
        """How many regions nobody may decide."""
        return sum(r.state in ("gap", "vacant") for s in self.stages for r in s.regions)

    @property
    def overlaps(self) -> int:
        """How many regions have mandates that only their age tells apart."""
        return sum(r.state == "overlap" for s in self.stages for r in s.regions)


@dataclass(frozen=True)
class CoveragePage:
    """Some matters, and how many there are before and after them."""

    at: datetime
    matters: tuple[MatterCoverage, ...]
    page: int
    pages: int

    @property
    def numbers(self) -> range:
        """The numbers of all pages."""
        return range(1, self.pages + 1)


def coverage_page(
    at: datetime,
    page: int = 1,
    key: str | None = None,
    circle: str | None = None,
    known_at: datetime | None = None,
) -> CoveragePage:
    """Return gaps and overlaps of 25 matters, of one, or of a circle and those in it.

    With `known_at`, as the record knew it then (rule 24). A constant number of queries.
    Raises BadInputError for a matter or a circle there is not.
    """
    every = chosen_matters(key, circle)
    pages = max(1, -(-len(every) // MATTERS_A_PAGE))
    page = min(max(page, 1), pages)
    shown = every[(page - 1) * MATTERS_A_PAGE : page * MATTERS_A_PAGE]
    slices = load_slices({m.id for m in shown}, (), known_at)
    found = [(m, rules.coverage(slices[m.id], m.facts, at)) for m in shown if m.id in slices]
    naming = Naming(
        link
        for _, stages in found
        for stage in stages
        for r in stage.regions
        for link in (*r.mandates[:NAMED], *r.vacant[:NAMED])
    )
    views = tuple(
        MatterCoverage(m, tuple(_stage_view(m, s, naming) for s in stages)) for m, stages in found
    )
    return CoveragePage(at, views, page, pages)


def _stage_view(matter: MatterView, found: rules.Coverage, naming: Naming) -> CoverageView:
    types = {t.key: t for t in matter.facts}
    return CoverageView(
        matter.stage(found.stage.id),
        found.axis,
        tuple((types[key], value) for key, value in found.fixed.items()),
        tuple(
            RegionView(
                r.low,
                r.high,
                r.state,
                naming.links(r.mandates[:NAMED]),
                len(r.mandates[NAMED:]),
                frozenset(m.id for m in r.alike),
                naming.links(r.vacant[:NAMED]),
            )
            for r in found.regions
        ),
    )
