"""One person's whole mandate: everything they may decide, within what all links leave of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.power import rules
from mandat.power.queries.slices import load_slices
from mandat.power.queries.structure import person_page
from mandat.power.queries.views import MandateView, PersonView, RoleView


@dataclass(frozen=True)
class SheetLine:
    """One mandate: what all its links together leave, and the decision it rests on."""

    mandate: MandateView
    within: rules.Limits
    until: datetime | None
    decision: str


@dataclass(frozen=True)
class Sheet:
    """Everything one person may decide at a time."""

    person: PersonView
    at: datetime
    roles: tuple[RoleView, ...]
    lines: tuple[SheetLine, ...]


def sheet(person: UUID, at: datetime) -> Sheet | None:
    """Return a person's whole mandate, by matter; a constant number of queries."""
    page = person_page(person, at)
    if page is None:
        return None
    slices = load_slices({m.matter for m in page.mandates}, ()) if page.mandates else {}
    lines = (_line(m, slices[m.matter]) for m in page.mandates)
    ordered = sorted(lines, key=lambda x: (x.mandate.matter_key, x.mandate.since))
    return Sheet(page.person, at, page.roles, tuple(ordered))


def _line(mandate: MandateView, org: rules.Slice) -> SheetLine:
    chain = org.chain(org.by_id[mandate.id])
    ends = [link.until for link in chain if link.until is not None]
    decision = chain[-1].source_decision if chain else ""
    return SheetLine(mandate, rules.narrowest(chain), min(ends, default=None), decision)
