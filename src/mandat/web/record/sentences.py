"""One sentence for each entry, without personal content. Names come in a constant few reads."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandat.common.formats import day, last_moment, local
from mandat.power import queries as power
from mandat.record.queries import EntryLine
from mandat.record.rules import Json
from mandat.web.record.after import AFTER
from mandat.web.record.held import HELD
from mandat.web.record.plain import BY_ROOM, PLAIN
from mandat.web.record.proposals import PROPOSALS

HANDOVERS = (
    "handover.opened",
    "handover.moved",
    "handover.proposed",
    "handover.started",
    "handover.keeping_asked",
    "handover.kept",
    "handover.ended",
    "mandate.granted",
    "mandate.ended",
    "mandate.prolonged",
    "waiver.granted",
    "waiver.ended",
    "waiver.prolonged",
    "pause.begun",
    "pause.ended",
)
RULINGS = ("ruling.made", "stage.passed")
VOICES = ("voice.given", "voice.settled", "adoption.recorded", "aftercheck.made", "blindlook.made")
FILTERS: Mapping[str, tuple[str, ...]] = {
    "all": (),
    "handovers": HANDOVERS,
    "rulings": RULINGS,
    "voices": VOICES,
}
PRIVATE = (
    "case.", "ruling.", "stage.passed", "voice.", "aftercheck.", "blindlook.", "acceptance.",
    "substitution.", "conflict.", "part.", "body.", "proposal.", "pause.",
)  # fmt: skip
"""Entries whose text ties persons to what they asked or said: shown in words, never whole."""


@dataclass(frozen=True)
class Line:
    """An entry as a line of the timeline."""

    index: int
    at: datetime
    icon: str
    sign: str
    kind: str
    sentence: str
    warm: bool


@dataclass(frozen=True)
class Names:
    """What the entries at hand refer to, by identity."""

    people: Mapping[UUID, power.PersonView]
    roles: Mapping[UUID, power.RoleView]
    circles: Mapping[UUID, Mapping[str, str]]
    matters: Mapping[UUID, power.MatterView]
    by_stage: Mapping[UUID, power.MatterView]

    def holder(self, data: Mapping[str, Json]) -> str:
        """Return the name of the person or role that an entry names."""
        role, person = _id(data.get("role")), _id(data.get("person"))
        if role in self.roles:
            return local(self.roles[role].name)
        return self.people[person].name if person in self.people else _("someone")

    def matter(self, data: Mapping[str, Json]) -> str:
        """Return the name of the matter that an entry names, directly or by its stage."""
        found = self.matters.get(_id(data.get("matter"))) or self.by_stage.get(
            _id(data.get("stage"))
        )
        return local(found.name) if found else _("a matter")


NOBODY = UUID(int=0)


def _id(value: Json) -> UUID:
    return UUID(str(value)) if value else NOBODY


def load_names(entries: Collection[EntryLine], at: datetime) -> Names:
    """Read the names that these entries need."""
    matters = power.matters()
    people = {_id(e.data.get("person")) for e in entries} - {NOBODY}
    return Names(
        power.people(people | {e.of for e in entries if e.kind == "person.added"}),
        {r.id: r for r in power.all_roles(at)},
        power.circle_names(),
        {m.id: m for m in matters},
        {s.id: m for m in matters for s in m.stages},
    )


def lines(entries: Collection[EntryLine], at: datetime) -> tuple[Line, ...]:
    """Return a line for each entry, in the reader's language."""
    names = load_names(entries, at)
    return tuple(_line(entry, names) for entry in entries)


def _line(entry: EntryLine, names: Names) -> Line:
    icon, kind, sentence = _told(entry, names)
    warm = entry.data.get("kind") == "objection" or entry.data.get("outcome") == "no"
    sign = "on_its_way" if icon == "handover" else ""
    return Line(entry.index, entry.at, "" if sign else icon, sign, kind, sentence, warm)


Told = tuple[str, str, str]
"""Icon, kind, sentence."""


def _told(entry: EntryLine, names: Names) -> Told:
    teller = _TELLERS.get(entry.kind)
    if teller is not None:
        return teller(entry.data, names)
    room = entry.kind.split(".")[0]
    return BY_ROOM[room](entry, names)


def _granted(data: Mapping[str, Json], names: Names) -> Told:
    facts = {"matter": names.matter(data), "holder": names.holder(data)}
    if data.get("handover"):
        return "handover", _("Hand-over"), _("%(matter)s: %(holder)s may decide.") % facts
    return "circle-dot", _("Mandate"), _("%(matter)s: %(holder)s may decide.") % facts


def _waived(data: Mapping[str, Json], names: Names) -> Told:
    facts = {"matter": names.matter(data)}
    return "handover", _("Hand-over"), _("%(matter)s: a stage is no longer needed.") % facts


def _started(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    facts = {"until": day(last_moment(str(data["until"])))}
    return "handover", _("Hand-over"), _("In use, on trial until %(until)s.") % facts


def _ended(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    words = {
        "taken_back": _("Taken back. The reason is with those it concerns."),
        "widened": _("Followed by a wider one."),
    }
    return "handover", _("Hand-over"), words.get(str(data["state"]), _("Ended."))


def _promised(data: Mapping[str, Json], names: Names) -> Told:
    circle = names.circles.get(_id(data.get("circle")))
    facts = {"circle": local(circle) if circle else _("A circle")}
    return "flag", _("Commitment"), _("%(circle)s promises something for years.") % facts


def _answered(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    words = {
        "kept": _("A hand-over touches a commitment, and keeps it."),
        "changed": _("A hand-over touches a commitment, and would change it."),
    }
    return "flag", _("Commitment"), words[str(data["stance"])]


def _ruled(data: Mapping[str, Json], names: Names) -> Told:
    kinds = {"yes": _("Ruling: yes"), "no": _("Ruling: no"), "returned": _("Returned")}
    icons = {"yes": "check", "no": "x", "returned": "undo-2"}
    outcome = str(data["outcome"])
    return icons[outcome], kinds[outcome], names.matter(data)


def _passed(data: Mapping[str, Json], names: Names) -> Told:
    facts = {"matter": names.matter(data)}
    return "arrow-right", _("Went on at once"), _("%(matter)s: no stop needed.") % facts


def _voiced(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    told = {
        "consent": ("check", _("Consent"), _("Someone consents to a hand-over.")),
        "concern": (
            "message-circle-question-mark",
            _("Concern"),
            _("Someone consents to a hand-over, with a concern."),
        ),
        "objection": ("hand", _("Objection"), _("Someone objects to a hand-over.")),
    }
    return told[str(data["kind"])]


def _adopted(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    facts = {"body": str(data["body"]), "paragraph": str(data["paragraph"])}
    return "flag", _("Adoption"), _("%(body)s, %(paragraph)s.") % facts


def _moved(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    words = {
        "hearing": _("Those it concerns are asked for their view."),
        "shadowing": _("Shadowing begins: some answer beside the one who decides."),
        "consent": _("Those it concerns are asked for consent."),
        "awaiting_adoption": _("Everyone asked has said yes. It waits for the adopting body."),
    }
    return "handover", _("Hand-over"), words.get(str(data.get("state")), _("Goes on."))


def _held(data: Mapping[str, Json], names: Names) -> Told:
    role = names.roles.get(_id(data.get("role")))
    person = names.people.get(_id(data.get("person")))
    facts = {
        "person": person.name if person else _("someone"),
        "role": local(role.name) if role else _("a role"),
    }
    return "user", _("Role"), _("%(person)s holds the role %(role)s.") % facts


def _person_added(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape
    return "user", _("Person"), _("Someone became part of the organisation.")


def _named(icon: str, kind: Promise | str) -> Callable[[Mapping[str, Json], Names], Told]:
    def tell(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
        return icon, str(kind), local(data.get("name"))

    return tell


def _founded(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    return "sprout", _("Founding"), _("%(name)s was founded.") % {"name": str(data["name"])}


def _order(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    facts = {name: str(data[name]) for name in ("body", "on", "paragraph")}
    said = _("%(body)s adopted an order of delegation on %(on)s, § %(paragraph)s.") % facts
    return "file-text", _("Delegation order"), said


def _rate(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    facts = {"of": str(data["currency"]), "rate": str(data["rate"]), "to": str(data["to"])}
    return "flag", _("Rate"), _("1 %(of)s is %(rate)s %(to)s.") % facts


def _asked(data: Mapping[str, Json], names: Names) -> Told:
    return "file-text", _("Case"), _("%(matter)s: someone asks.") % {"matter": names.matter(data)}


def _sent_on(data: Mapping[str, Json], names: Names) -> Told:
    facts = {"matter": names.matter(data)}
    return "arrow-right", _("Case"), _("%(matter)s: on to the next stage.") % facts


def _case_ended(data: Mapping[str, Json], names: Names) -> Told:  # noqa: ARG001 - one shape for all
    words = {
        "granted": _("A case ended with yes."),
        "refused": _("A case ended with no."),
        "withdrawn": _("A case was taken back by the one who asked."),
    }
    return "file-text", _("Case"), words.get(str(data.get("state")), _("A case ended."))


_TELLERS: Mapping[str, Callable[[Mapping[str, Json], Names], Told]] = {
    "organisation.founded": _founded,
    "person.added": _person_added,
    "circle.formed": _named("network", gettext_lazy("Circle")),
    "role.formed": _named("user", gettext_lazy("Role")),
    "role.held": _held,
    "matter.set_up": _named("file-text", gettext_lazy("Matter")),
    "stage.set_up": _named("file-text", gettext_lazy("Stage")),
    "service.offered": _named("file-text", gettext_lazy("Service")),
    "mandate.granted": _granted,
    "order.adopted": _order,
    "waiver.granted": _waived,
    "handover.opened": _moved,
    "handover.moved": _moved,
    "handover.proposed": _moved,
    "handover.started": _started,
    "handover.ended": _ended,
    "commitment.made": _promised,
    "commitment.answered": _answered,
    "case.opened": _asked,
    "case.put": _sent_on,
    "case.ended": _case_ended,
    "ruling.made": _ruled,
    **PLAIN,
    **AFTER,
    **PROPOSALS,
    **HELD,
    "stage.passed": _passed,
    "voice.given": _voiced,
    "adoption.recorded": _adopted,
    "rate.recorded": _rate,
}
