"""Reads of decisions: for those with a role in the body that they are reported to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from mandat.common.moments import midnight
from mandat.common.money import Money
from mandat.power import queries as power
from mandat.power.orders import queries as orders
from mandat.power.queries import Names, PersonView
from mandat.power.rules import fact_types_from_json, keep_of
from mandat.record.queries import entries, last_entries
from mandat.services.models import Case, Ruling
from mandat.services.register.models import Meeting, Posting
from mandat.services.register.rules import Notice, Route, due_at, is_late, route_of

WORDS = ("text", "reason", "alternatives", "advice")


@dataclass(frozen=True)
class Version:
    """A link of the chain a decision was made under, as of its last entry before the decision."""

    mandate: UUID
    entry: int
    leaf: str


@dataclass(frozen=True)
class Decision:
    """A delegated decision (rule 23). Who asked, and what the form held, stay in the case.

    `decider` is empty where a body or an automat decided: `role` then is its name. `item` is its
    number in the order that was last adopted. Under secrecy `matter` is None and
    every word is empty. `under` begins with the mandate used.
    """

    id: UUID
    number: int
    diary: str
    item: str
    at: datetime
    on: date
    matter: Names | None
    outcome: Literal["yes", "no"]
    decider: str
    role: Names | None
    route: Route
    urgent: bool
    appealable: bool
    conflict: bool
    text: str
    reason: str
    alternatives: str
    advice: str
    presenter: str
    participants: tuple[str, ...]
    amounts: tuple[tuple[Names, Money], ...]
    judged: Mapping[str, Any]
    """How the amounts were judged: on what basis, by which rates, summed with what."""
    under: tuple[Version, ...]
    corrected: bool
    reported_on: date | None
    paragraph: str
    due: date | None
    """The first known meeting after the decision."""
    late: bool
    notice: Notice | None
    keep_until: date | None

    @property
    def as_written(self) -> dict[str, str]:
        """What is written of it, as a form begins with it."""
        words = {key: str(getattr(self, key)) for key in WORDS}
        return words | {"presenter": self.presenter, "participants": ", ".join(self.participants)}

    @property
    def status(self) -> str:
        """Where it stands on its way: a code that pages put in words."""
        if self.route == "report":
            told = "reported" if self.reported_on else "to_report"
        elif not self.appealable:
            return "minuted"
        else:
            told = "posted" if self.notice else "to_post"
        return f"{told}_late" if self.late else told


@dataclass(frozen=True)
class RegisterPage:
    """The decisions of a period that were taken for one body."""

    circle: UUID | None
    circles: tuple[tuple[UUID, Names], ...]
    since: date
    until: date
    decisions: tuple[Decision, ...]

    @property
    def reporting(self) -> tuple[Decision, ...]:
        """What goes to a meeting, whether or not it has been there."""
        return tuple(d for d in self.decisions if d.route == "report")

    @property
    def to_report(self) -> tuple[Decision, ...]:
        """What goes on the list of the next meeting."""
        return tuple(d for d in self.reporting if d.reported_on is None)

    @property
    def to_minute(self) -> tuple[Decision, ...]:
        """What is not reported, and so minuted apart (KL 6:40)."""
        return tuple(d for d in self.decisions if d.route == "minute")

    @property
    def to_post(self) -> tuple[Decision, ...]:
        """What is to be posted: minuted apart, can be appealed, and is not on the board (8:9)."""
        return tuple(
            d for d in self.to_minute if d.appealable and (d.notice is None or d.notice.too_early)
        )


@dataclass(frozen=True)
class Earlier:
    """What a decision said before a correction; None of the words once they have been erased."""

    at: datetime
    entry: int
    words: Mapping[str, str] | None


@dataclass(frozen=True)
class DecisionPage:
    """One decision, with what it said before it was corrected, the last first."""

    decision: Decision
    circle: UUID
    why: str
    earlier: tuple[Earlier, ...]
    may_correct: bool
    presenter: PersonView | None


def register_page(
    reader: UUID, circle: UUID | None, since: date, until: date, at: datetime
) -> RegisterPage:
    """Return the decisions from `since` up to and including `until`; constant queries.

    Without `circle` the first in which the reader has a role; another than theirs shows nothing.
    """
    circles = orders.circles_to_adopt_in(reader, at)
    theirs = [uuid for uuid, _ in circles]
    chosen = circle if circle in theirs else next(iter(theirs), None)
    if circle is not None and circle not in theirs:
        chosen = None
    found = () if chosen is None else decisions_of(chosen, since, until, at)
    return RegisterPage(chosen, circles, since, until, found)


def decisions_of(circle: UUID, since: date, until: date, at: datetime) -> tuple[Decision, ...]:
    """Return a body's decisions from `since` up to and including `until`, for who may see them."""
    rows = _rows().filter(
        case__matter__adopted_by__uuid=circle,
        at__gte=midnight(since),
        at__lt=midnight(until + timedelta(days=1)),
    )
    return _decisions(rows, circle, at)


def decisions_called(circle: UUID, ids: Iterable[UUID], at: datetime) -> tuple[Decision, ...]:
    """Return a body's decisions by identity."""
    rows = _rows().filter(case__matter__adopted_by__uuid=circle, uuid__in=list(ids))
    return _decisions(rows, circle, at)


def decision_page(reader: UUID, ruling: UUID, at: datetime) -> DecisionPage | None:
    """Return one decision to those of its body, and to whoever made it; None to others."""
    row = _rows().filter(uuid=ruling).first()
    if row is None or row.case.matter.adopted_by is None:
        return None
    circle = row.case.matter.adopted_by.uuid
    own = row.person is not None and row.person.uuid == reader
    if not own and not orders.may_adopt_in(reader, circle, at):
        return None
    (decision,) = _decisions([row], circle, at)
    secret = bool(row.case.matter.secrecy)
    presenter = PersonView(row.presenter.uuid, row.presenter.name) if row.presenter else None
    return DecisionPage(
        decision,
        circle,
        "" if secret else row.why,
        () if secret else _earlier(ruling),
        not secret,
        presenter,
    )


def _earlier(ruling: UUID) -> tuple[Earlier, ...]:
    said = entries(of=ruling, kinds=("ruling.made", "ruling.corrected"), newest_first=True)
    return tuple(
        Earlier(
            e.at,
            e.index,
            None if e.personal is None else {k: str(e.personal[k]) for k in WORDS},
        )
        for e in said[1:]
    )


def _rows() -> QuerySet[Ruling]:
    return (
        Ruling.objects.filter(outcome__in=("yes", "no"), number__isnull=False)
        .order_by("at", "pk")
        .select_related(
            "case__matter__adopted_by",
            "person",
            "presenter",
            "meeting",
            "mandate__role",
            "mandate__body",
            "mandate__automat",
            "mandate__source_mandate__source_mandate",
        )
    )


@dataclass(frozen=True)
class _Around:
    """What the decisions of a body share, loaded once."""

    said: Mapping[UUID, tuple[str, bool | None]]
    meetings: tuple[date, ...]
    notices: Mapping[UUID, Notice]
    people: Mapping[UUID, PersonView]
    under: Mapping[UUID, tuple[Version, ...]]
    today: date
    keep: Any


def _decisions(rows: Iterable[Ruling], circle: UUID, at: datetime) -> tuple[Decision, ...]:
    found = list(rows)
    taking_part = {UUID(p) for row in found for p in row.participants}
    around = _Around(
        orders.said_of_mandates(),
        meetings_of(circle),
        _notices(circle, found),
        power.people(taking_part) if taking_part else {},
        _under(found),
        timezone.localtime(at).date(),
        keep_of(power.rules_page(at).book.keep, "decisions"),
    )
    return tuple(_decision(row, around) for row in found)


def meetings_of(circle: UUID) -> tuple[date, ...]:
    """Return the days of a body's known meetings, in order."""
    days = Meeting.objects.filter(circle__uuid=circle).values_list("on", flat=True)
    return tuple(sorted(date.fromisoformat(day) for day in days))


def notice_of(row: Posting) -> Notice:
    """Return a posting as its rule reads it."""
    down = date.fromisoformat(row.taken_down) if row.taken_down else None
    return Notice(date.fromisoformat(row.posted), down)


def _notices(circle: UUID, rows: Sequence[Ruling]) -> dict[UUID, Notice]:
    """Return, by decision, the last notice that tells of it."""
    if not rows:
        return {}
    first = timezone.localtime(min(row.at for row in rows)).date().isoformat()
    posted = Posting.objects.filter(circle__uuid=circle, posted__gte=first).order_by("pk")
    return {UUID(one): notice_of(row) for row in posted for one in row.rulings}


def _under(rows: Sequence[Ruling]) -> dict[UUID, tuple[Version, ...]]:
    """Return, by decision, its chain as it stood just then, by what the record holds."""
    made = last_entries({row.uuid for row in rows}, kinds=("ruling.made",))
    links = {link for row in rows for link in _chain(row)}
    written = last_entries(links)
    found = {}
    for row in rows:
        index = made[row.uuid][-1][0]
        versions = []
        for link in _chain(row):
            before = [(n, leaf) for n, leaf in written.get(link, ()) if n < index]
            if before:
                versions.append(Version(link, *before[-1]))
        found[row.uuid] = tuple(versions)
    return found


def _decision(row: Ruling, around: _Around) -> Decision:
    matter, local = row.case.matter, timezone.localtime(row.at)
    on, secret = local.date(), bool(matter.secrecy)
    number, said = next((around.said[m] for m in _chain(row) if m in around.said), ("", None))
    chosen, appealable = _handling(row)
    route = route_of(urgent=row.urgent, matter=chosen, said=said)
    reported = date.fromisoformat(row.meeting.on) if row.meeting else None
    until = around.keep.until(row.at)
    return Decision(
        id=row.uuid,
        number=row.number or 0,
        diary=diary(row.case),
        item=number,
        at=row.at,
        on=on,
        matter=None if secret else matter.name,
        outcome="yes" if row.outcome == "yes" else "no",
        decider=row.person.name if row.person else "",
        role=_role(row),
        route=route,
        urgent=row.urgent,
        appealable=appealable,
        conflict=row.conflict,
        **{key: "" if secret else str(getattr(row, key)) for key in WORDS},
        presenter=row.presenter.name if row.presenter else "",
        participants=tuple(
            around.people[UUID(p)].name for p in row.participants if UUID(p) in around.people
        ),
        amounts=() if secret else _amounts(row),
        judged={} if secret else row.judged,
        under=around.under[row.uuid],
        corrected=row.corrects is not None,
        reported_on=reported,
        paragraph=row.paragraph,
        due=due_at(on, around.meetings),
        late=route == "report" and is_late(on, reported, around.meetings, around.today),
        notice=around.notices.get(row.uuid),
        keep_until=until.date() if until else None,
    )


def _handling(row: Ruling) -> tuple[str, bool]:
    """Return the route the matter chose, and whether it can be appealed, as it held then."""
    matter = row.case.matter
    if matter.handled_since is None or row.at < matter.handled_since:
        return "", True
    return matter.route, matter.appealable


def _role(row: Ruling) -> Names | None:
    """Return in which role it was decided; for a body or an automat, its own name."""
    held = row.mandate.role or row.mandate.body or row.mandate.automat
    return held.name if held else None


def _amounts(row: Ruling) -> tuple[tuple[Names, Money], ...]:
    labels = {t.key: t.label for t in fact_types_from_json(row.case.matter.facts)}
    return tuple(
        (labels.get(key, {"sv": key, "en": key}), Money(int(told["minor"]), told["currency"]))
        for key, told in row.amounts.items()
    )


def diary(case: Case) -> str:
    """Return the diary number of a case: the year it was opened, and its number."""
    return f"{timezone.localtime(case.opened_at).year}:{case.number}"


def _chain(row: Ruling) -> Sequence[UUID]:
    """Return the mandate used and what it came from, three links at most."""
    first = row.mandate
    second = first.source_mandate
    third = second.source_mandate if second else None
    return [m.uuid for m in (first, second, third) if m is not None]
