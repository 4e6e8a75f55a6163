"""The line of steps at the top of a proposal."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mandat.common.formats import day, last_moment, local
from mandat.handover.queries.views import ProposalPage


@dataclass(frozen=True)
class Mark:
    """One step: done, here or coming."""

    name: str | Promise
    state: str
    when: str = ""
    note: str = ""


def timeline(page: ProposalPage, at: datetime) -> tuple[Mark, ...]:
    """Return the steps from the question to the review, with their days."""
    line = page.line
    order = ["asked", "consent"]
    if line.proposed.adopted_by:
        order.append("adopted")
    order += ["trial", "review"]
    done = _reached(page)
    here = next((s for s in order if s not in done), "review")
    if line.state in ("taken_back", "lapsed", "widened"):
        here = "end"
        order = [s for s in order if s in done] + ["end"]
    elif line.state == "trial":
        here = "trial"
    return tuple(
        Mark(
            _name(s, page),
            "here" if s == here else "done" if s in done else "coming",
            _when(s, page),
            _note(s, page, at),
        )
        for s in order
    )


def _reached(page: ProposalPage) -> set[str]:
    state, done = page.line.state, {"asked"}
    if page.line.since or state == "awaiting_adoption":
        done.add("consent")
    if any(a.adopted for a in page.adoptions):
        done.add("adopted")
    if page.line.since:
        done |= {"trial"}
    return done


def _name(step: str, page: ProposalPage) -> str | Promise:
    names: dict[str, str | Promise] = {
        "asked": _("Proposed"),
        "consent": _("The others answer"),
        "adopted": _("Is adopted"),
        "trial": _("In force, on trial") if page.line.state != "kept" else _("In force"),
        "review": _("Looked at together"),
        "end": {
            "taken_back": _("Taken back") if page.line.since else _("Withdrawn"),
            "widened": _("Widened"),
        }.get(page.line.state, _("Ended by itself")),
    }
    return names[step]


def _when(step: str, page: ProposalPage) -> str:
    line = page.line
    moments = {
        "asked": page.asked_at or line.opened_at,
        "trial": line.since,
        "review": line.review_on if line.state == "kept" else last_moment(line.review_on),
        "end": line.ended_at or last_moment(line.until),
    }
    found = moments.get(step)
    adopted = next((a for a in page.adoptions if a.adopted), None)
    if step == "adopted" and adopted:
        return day(adopted.on, form="short")
    return day(found, form="short") if found else ""


def _note(step: str, page: ProposalPage, at: datetime) -> str:
    del at
    if step == "asked":
        return page.line.owner.name
    if step == "adopted" and page.line.proposed.adopted_by:
        return local(page.line.proposed.adopted_by)
    return ""
