"""The rounds of a proposal as steps: what is done, where it is, what comes."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from mandat.common.formats import day
from mandat.handover.proposals.queries import ProposalPage

ORDER = ("clarify", "react", "amend", "consent", "awaiting_adoption", "adopted")


def timeline(page: ProposalPage, at: datetime) -> list[dict[str, Any]]:
    """Return the steps; of one that ended on the way, those it went through and the end."""
    names = {
        "clarify": _("Questions"),
        "react": _("What you think"),
        "amend": _("Wording"),
        "consent": _("Consent"),
        "awaiting_adoption": _("Adoption"),
        "adopted": _("Holds"),
    }
    state = "consent" if page.line.state == "integrate" else page.line.state
    shown = [s for s in ORDER if s != "awaiting_adoption" or page.body or page.minuted]
    if state in ("withdrawn", "dropped"):
        ended = _("Taken away") if state == "withdrawn" else _("Not adopted")
        reached = shown[:1] if page.round == 1 else shown[:4]
        steps = [{"name": names[s], "state": "done"} for s in reached]
        return [*steps, {"name": ended, "state": "here", "when": _day(page.line.ended_at)}]
    here = shown.index(state)
    if state == "adopted":
        here += 1
    return [_step(names[s], n - here, page, at) for n, s in enumerate(shown)]


def _step(name: str, offset: int, page: ProposalPage, at: datetime) -> dict[str, Any]:
    if offset < 0:
        return {"name": name, "state": "done"}
    if offset > 0:
        return {"name": name, "state": "coming"}
    ends = page.line.ends
    note = ""
    if ends is not None and ends > at:
        note = _("until %(day)s") % {"day": day(ends - timedelta(minutes=1))}
    return {"name": name, "state": "here", "when": _("Now"), "note": note}


def _day(at: datetime | None) -> str:
    return day(at) if at else ""
