"""The register as text to paste, and as CSV and JSON for a case system or an archive."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from mandat.common.cells import harmless
from mandat.common.formats import day, local, money
from mandat.services.register.queries import Decision, PublicBoard, RegisterPage
from mandat.services.register.rules import Notice


def in_words(decision: Decision) -> str:
    """Return who decided, with the role they did it in."""
    role = local(decision.role) if decision.role else ""
    return ", ".join(part for part in (decision.decider, role) if part)


def _matter(decision: Decision) -> str:
    return local(decision.matter) if decision.matter else _("under secrecy")


def _outcome(decision: Decision) -> str:
    return {"yes": pgettext("decision", "Yes"), "no": pgettext("decision", "No")}[decision.outcome]


def meeting_list(page: RegisterPage) -> str:
    """Return the list for the next meeting, with tabs between columns, ready to paste."""
    rows = [_headings(), *(_cells(d) for d in page.to_report)]
    return "\n".join("\t".join(row) for row in rows)


def _headings() -> list[str]:
    return [
        pgettext("register", "Item"),
        pgettext("register", "Date"),
        pgettext("register", "Diary number"),
        pgettext("register", "Matter"),
        pgettext("register", "Decision"),
        pgettext("register", "Decided by"),
    ]


def _cells(decision: Decision) -> list[str]:
    return [
        decision.item,
        decision.on.isoformat(),
        decision.diary,
        _matter(decision),
        _outcome(decision),
        in_words(decision),
    ]


def notice_text(decisions: Sequence[Decision], notice: Notice, body: str) -> str:
    """Return what the notice board says of decisions that are not reported (KL 8:9–12).

    It names no individual: the role in which somebody decided, and a matter unless it is secret.
    """
    facts = {
        "body": body,
        "posted": day(notice.posted, form="full"),
        "last": day(notice.last_day, form="full"),
        "down": day(notice.may_go_down, form="full"),
    }
    lead = [
        _("Delegated decisions for %(body)s that are not reported to a meeting.") % facts,
        _("Posted on %(posted)s. An appeal must be in on %(last)s at the latest.") % facts,
        _("The notice may be taken down on %(down)s.") % facts,
    ]
    return "\n".join([*lead, "", *("\t".join(_on_the_board(d)) for d in decisions)])


def _on_the_board(decision: Decision) -> list[str]:
    role = local(decision.role) if decision.role else _("a delegate")
    return [*_cells(decision)[:-1], role]


def board_as_plain(board: PublicBoard) -> dict[str, Any]:
    """Return what hangs on the board, for another site to show."""
    return {
        "organisation": board.organisation,
        "notices": [
            {
                "id": str(one.id),
                "body": dict(one.body),
                "posted": one.notice.posted.isoformat(),
                "last_day_to_appeal": one.notice.last_day.isoformat(),
                "where": one.where,
                "minutes_of": one.meeting.isoformat() if one.meeting else None,
                "decisions": [
                    {
                        "number": d.number,
                        "diary": d.diary,
                        "item": d.item,
                        "on": d.on.isoformat(),
                        "matter": dict(d.matter) if d.matter else None,
                        "outcome": d.outcome,
                        "role": dict(d.role) if d.role else None,
                    }
                    for d in one.decisions
                ],
            }
            for one in board.postings
        ],
    }


def as_csv(page: RegisterPage) -> bytes:
    """Return every decision as CSV: semicolons, UTF-8 with a byte-order mark."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*_headings(), *(str(title) for title, _get in _MORE)])
    rows = ([*_cells(d), *(get(d) for _title, get in _MORE)] for d in page.decisions)
    writer.writerows(map(harmless, row) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _route(decision: Decision) -> str:
    return _("to the meeting") if decision.route == "report" else _("minuted apart")


def _iso(found: date | None) -> str:
    return found.isoformat() if found else ""


def _under(decision: Decision) -> str:
    return " ← ".join(f"{v.mandate} {v.entry} {v.leaf[:16]}" for v in decision.under)


def _yes(*, found: bool) -> str:
    return pgettext("decision", "Yes") if found else ""


_MORE: tuple[tuple[Any, Callable[[Decision], str]], ...] = (
    (pgettext_lazy("register", "Route"), _route),
    (pgettext_lazy("register", "Number"), lambda d: str(d.number)),
    (pgettext_lazy("register", "Time"), lambda d: d.at.isoformat(timespec="seconds")),
    (pgettext_lazy("register", "Decision in words"), lambda d: d.text),
    (pgettext_lazy("register", "Reasons"), lambda d: d.reason),
    (pgettext_lazy("register", "Alternatives"), lambda d: d.alternatives),
    (pgettext_lazy("register", "Advice"), lambda d: d.advice),
    (pgettext_lazy("register", "Presented by"), lambda d: d.presenter),
    (pgettext_lazy("register", "Took part"), lambda d: ", ".join(d.participants)),
    (pgettext_lazy("register", "Amounts"), lambda d: "; ".join(money(m) for _n, m in d.amounts)),
    (pgettext_lazy("register", "Conflict declared"), lambda d: _yes(found=d.conflict)),
    (pgettext_lazy("register", "Urgent"), lambda d: _yes(found=d.urgent)),
    (pgettext_lazy("register", "Under the mandate"), _under),
    (pgettext_lazy("register", "Reported"), lambda d: _iso(d.reported_on)),
    (pgettext_lazy("register", "Paragraph"), lambda d: d.paragraph),
    (pgettext_lazy("register", "Late"), lambda d: _yes(found=d.late)),
    (pgettext_lazy("register", "Posted"), lambda d: _iso(d.notice.posted if d.notice else None)),
    (
        pgettext_lazy("register", "Last day to appeal"),
        lambda d: _iso(d.notice.last_day if d.notice else None),
    ),
    (pgettext_lazy("register", "Corrected"), lambda d: _yes(found=d.corrected)),
    (pgettext_lazy("register", "Kept until"), lambda d: _iso(d.keep_until)),
)


def as_json(page: RegisterPage) -> bytes:
    """Return every decision as JSON, as docs/reference/register.md describes it."""
    return json.dumps(_plain(page.decisions), ensure_ascii=False, indent=1).encode()


def _plain(decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    return [_one(d) for d in decisions]


def _one(d: Decision) -> dict[str, Any]:
    told = {
        key: getattr(d, key)
        for key in (
            "number", "diary", "item", "outcome", "decider", "route", "urgent", "appealable",
            "conflict", "text", "reason", "alternatives", "advice", "presenter", "corrected",
            "paragraph", "late", "status",
        )
    }  # fmt: skip
    down = d.notice.taken_down if d.notice else None
    return told | {
        "id": str(d.id),
        "on": d.on.isoformat(),
        "at": d.at.isoformat(timespec="seconds"),
        "matter": dict(d.matter) if d.matter else None,
        "role": dict(d.role) if d.role else None,
        "participants": list(d.participants),
        "amounts": [
            {"name": dict(name), "minor": str(m.minor), "currency": m.currency}
            for name, m in d.amounts
        ],
        "judged": dict(d.judged),
        "mandate": [
            {"id": str(v.mandate), "entry": v.entry, "leaf": v.leaf} for v in d.under
        ],
        "reported_on": _iso(d.reported_on) or None,
        "due": _iso(d.due) or None,
        "notice": {
            "posted": d.notice.posted.isoformat(),
            "last_day_to_appeal": d.notice.last_day.isoformat(),
            "taken_down": _iso(down) or None,
            "too_early": d.notice.too_early,
        } if d.notice else None,
        "keep_until": _iso(d.keep_until) or None,
    }  # fmt: skip
