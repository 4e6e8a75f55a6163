"""The register as text to paste, and as CSV and JSON for a case system or an archive."""

import csv
import io
import json
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mandat.common.formats import day, local
from mandat.services.register.queries import Decision, RegisterPage
from mandat.services.register.rules import Notice


def in_words(decision: Decision) -> str:
    """Return who decided, with the role they did it in."""
    role = local(decision.role) if decision.role else ""
    return f"{decision.decider}, {role}" if role else decision.decider


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


def notice_text(page: RegisterPage, notice: Notice, body: str) -> str:
    """Return what the notice board says of decisions that are not reported (KL 8:9–12)."""
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
    return "\n".join([*lead, "", *("\t".join(_cells(d)) for d in page.to_minute)])


def as_csv(page: RegisterPage) -> bytes:
    """Return every decision as CSV: semicolons, UTF-8 with a byte-order mark."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*_headings(), pgettext("register", "Route")])
    writer.writerows([*_cells(d), _route(d)] for d in page.decisions)
    return out.getvalue().encode("utf-8-sig")


def _route(decision: Decision) -> str:
    return _("to the meeting") if decision.route == "report" else _("minuted apart")


def as_json(page: RegisterPage) -> bytes:
    """Return every decision as JSON."""
    return json.dumps(_plain(page.decisions), ensure_ascii=False, indent=1).encode()


def _plain(decisions: Sequence[Decision]) -> list[dict[str, object]]:
    return [{**vars(d), "on": d.on.isoformat()} for d in decisions]
