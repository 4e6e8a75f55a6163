"""What a proposal would change, in words: part, today, the proposal, why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from mandat.common.formats import day, local
from mandat.common.phrases.proposals import BOOK_FIELDS, BOOK_WORDS
from mandat.handover.proposals.forms.book import shown
from mandat.handover.proposals.queries import ProposalPage
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules.changes import Change, Now


@dataclass(frozen=True)
class Part:
    """One line of what would change; empty where there is nothing today, or nothing any more."""

    label: str
    was: tuple[str, ...]
    to: tuple[str, ...]
    why: str = ""


def parts(changes: tuple[Change, ...], page: ProposalPage) -> list[Part]:
    """Return every line of what would change."""
    return [part for change in changes for part in _TOLD[change.kind](change, page)]


def rule_value(value: Any) -> tuple[str, ...]:
    """Return a rule's value in words."""
    if isinstance(value, bool):
        return (_("Yes") if value else _("No"),)
    if isinstance(value, list):
        return tuple(_ground(v) if isinstance(v, Mapping) else _word(v) for v in value)
    if isinstance(value, Mapping) and value.keys() <= {"sv", "en"}:
        return (local(dict(value)),) if value else ()
    return (_word(value),)


def _word(value: Any) -> str:
    return str(BOOK_WORDS.get(value, shown(value))) if isinstance(value, str) else shown(value)


def _ground(value: Mapping[str, Any]) -> str:
    name = local(value["name"]) if "name" in value else shown(dict(value))
    return f"{name} ({value['ref']})" if value.get("ref") else name


def _rules(change: kinds.RulesChange, _page: ProposalPage) -> list[Part]:
    found = []
    for line in change.lines:
        was, to = rule_value(line.was), rule_value(line.to)
        both = isinstance(line.was, list)  # of a list, only what comes or goes
        found.append(
            Part(
                str(BOOK_FIELDS.get(line.field, line.field)),
                tuple(w for w in was if w not in to) if both else was,
                tuple(t for t in to if t not in was) if both else to,
                line.why,
            )
        )
    return found


def _circle(now: Now, circle: UUID | None) -> str:
    found = now.circles.get(circle) if circle else None
    return local(found.name) if found else _("a circle that is gone")


def _role(now: Now, role: UUID) -> str:
    found = now.roles.get(role)
    return local(found.name) if found else _("a role that is gone")


def _new_circle(change: kinds.NewCircle, page: ProposalPage) -> list[Part]:
    where = _("In %(circle)s") % {"circle": _circle(page.now, change.parent)}
    return [Part(_("New circle"), (), (local(change.name), where))]


def _renamed(change: Any, _page: ProposalPage) -> list[Part]:
    return [Part(_("Name"), (local(change.was),), (local(change.name),))]


def _moved_circle(change: kinds.MoveCircle, page: ProposalPage) -> list[Part]:
    was = (_circle(page.now, change.was),)
    return [Part(_circle(page.now, change.circle), was, (_circle(page.now, change.parent),))]


def _new_role(change: kinds.NewRole, page: ProposalPage) -> list[Part]:
    where = _("In %(circle)s") % {"circle": _circle(page.now, change.circle)}
    return [Part(_("New role"), (), (local(change.name), where))]


def _moved_role(change: kinds.MoveRole, page: ProposalPage) -> list[Part]:
    was = (_circle(page.now, change.was),)
    return [Part(_role(page.now, change.role), was, (_circle(page.now, change.circle),))]


def _name(page: ProposalPage, person: UUID) -> str:
    found = page.names.get(person)
    return found.name if found else _("someone")


def _appointed(change: kinds.Appoint, page: ProposalPage) -> list[Part]:
    return [Part(_role(page.now, change.role), (), (_name(page, change.person),))]


def _ended(change: kinds.EndHolding, page: ProposalPage) -> list[Part]:
    return [Part(_role(page.now, change.role), (_name(page, change.person),), ())]


def _agreed(change: kinds.Agree, page: ProposalPage) -> list[Part]:
    review = day(date.fromisoformat(change.review_on))
    ends = day(date.fromisoformat(change.ends_on)) if change.ends_on else ""
    return [
        Part(_("Agreement"), (), (change.title,)),
        Part(_("What is agreed"), (), tuple(change.text.splitlines())),
        Part(_("Looked over"), (), (review,)),
        Part(_("Looked after by"), (), (_role(page.now, change.keeper),)),
        Part(_("How we know that it works"), (), tuple(change.success.splitlines())),
        *([Part(_("Holds to"), (), (ends,))] if ends else []),
        *([Part(_("Why instead of the old one"), (), (change.because,))] if change.because else []),
    ]


def _let_go(change: kinds.LetGo, _page: ProposalPage) -> list[Part]:
    return [Part(_("Agreement"), (change.title,), ())]


def _ways(change: kinds.ChooseWays, _page: ProposalPage) -> list[Part]:
    labels = {
        "clarify_days": _("Days to ask questions"),
        "react_days": _("Days to say what one thinks"),
        "consent_days": _("Days to answer if one consents"),
        "answer_days": _("Days to answer while an objection is being solved"),
        "silence": _("Whoever has had the days and said nothing, does not stop it"),
    }
    return [
        Part(label, rule_value(change.was.get(name)), rule_value(change.ways.get(name)))
        for name, label in labels.items()
        if change.was.get(name) != change.ways.get(name)
    ]


_TOLD: Mapping[str, Any] = {
    "rules": _rules,
    "circle_new": _new_circle,
    "circle_renamed": _renamed,
    "circle_moved": _moved_circle,
    "role_new": _new_role,
    "role_renamed": _renamed,
    "role_moved": _moved_role,
    "appoint": _appointed,
    "end_holding": _ended,
    "agreement": _agreed,
    "agreement_let_go": _let_go,
    "ways": _ways,
}
