"""Which matters may be practised: those the organisation has named, and never secret ones."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from mandat.common.switches import is_on
from mandat.handover.queries.receiving import Receiving, receiving
from mandat.power import queries as power
from mandat.power.queries import MatterView


def is_open(matter: MatterView) -> bool:
    """Tell whether a matter's past cases may be practised on."""
    allowed = matter.key in settings.PRACTICE_MATTERS
    return allowed and not matter.secrecy and not matter.reserved


def matters_open() -> tuple[MatterView, ...]:
    """Return the matters whose past cases may be practised on; no query where none is named."""
    if not settings.PRACTICE_MATTERS or not is_on("practice"):
        return ()
    return tuple(m for m in power.matters() if is_open(m))


def not_open() -> tuple[str, ...]:
    """Return the keys in MANDAT_PRACTICE that open nothing: no such matter, secret or reserved."""
    able = {m.key for m in power.matters() if is_open(m)} if settings.PRACTICE_MATTERS else set()
    return tuple(sorted(settings.PRACTICE_MATTERS - able))


def matter_open(matter: UUID) -> MatterView | None:
    """Return a matter if its past cases may be practised on."""
    if not settings.PRACTICE_MATTERS or not is_on("practice"):
        return None
    view = power.matter(matter)
    return view if view is not None and is_open(view) else None


def receiving_open(person: UUID, at: datetime) -> tuple[Receiving, ...]:
    """Return the mandates a person is asked to receive, or has just received, and can practise."""
    able = {m.id for m in matters_open()}
    return tuple(r for r in receiving(person, at) if r.matter in able) if able else ()
