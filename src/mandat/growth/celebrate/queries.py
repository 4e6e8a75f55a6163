"""What went well lately, gathered from everywhere people have let it be seen."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mandat.common.moments import local_day
from mandat.growth.celebrate import pictures, rules
from mandat.growth.celebrate.models import Applause, Celebrated
from mandat.growth.feedback.queries import shared_feedback
from mandat.growth.journey.queries import StepLine, step_of, stories
from mandat.growth.measures import is_on
from mandat.growth.purpose.queries import learnings
from mandat.growth.tokens import token
from mandat.handover.queries.felt import kept_lately
from mandat.handover.queries.given import given_back
from mandat.power import queries as power
from mandat.power.queries import Names, PersonView


@dataclass(frozen=True)
class Bloom:
    """Something that went well, as everyone reads it."""

    id: UUID
    kind: rules.Kind
    words: str
    who: PersonView | None
    at: datetime
    thanks: PersonView | None = None
    place: Names | None = None
    """The circle or matter it belongs to."""
    own: bool = False
    """The reader may take it away: they wrote it, or it thanks or names them."""
    many: bool = False
    """Many applaud: five at least, and never how many."""
    mine: bool = False
    """The reader applauds."""
    hidden: bool = False
    """Somebody it names did not want it shown: only its writer still sees it."""

    @property
    def flower(self) -> pictures.Flower:
        return pictures.flower(self.id, self.kind)


@dataclass(frozen=True)
class Asking:
    """Somebody would like to thank the reader where everyone can read it."""

    id: UUID
    words: str
    who: PersonView


@dataclass(frozen=True)
class CelebratePage:
    """What went well, newest first; what asks the reader; and what of theirs waits for a yes."""

    blooms: tuple[Bloom, ...]
    asks: tuple[Asking, ...]
    waiting: tuple[Bloom, ...]
    applause: bool
    days: float
    """Days of waiting that people have been given back in all, an estimate."""

    @property
    def meadow(self) -> pictures.Meadow:
        return pictures.meadow([(b.id, b.kind) for b in self.blooms])


def celebrate_page(reader: UUID, at: datetime) -> CelebratePage:
    """Return what went well; a constant number of queries."""
    unanswered = Q(thanks__isnull=False) & (Q(agreed=None) | Q(agreed=False))
    waiting = _rows().filter(unanswered | Q(hidden=True), added_by__uuid=reader)
    return CelebratePage(
        _with_applause(_gathered(reader, at), reader, at),
        asks_of(reader),
        tuple(_bloom(r, reader) for r in waiting.order_by("-at", "-pk")),
        is_on("applause"),
        sum(given.days or 0.0 for given in given_back(at)) if is_on("given_back") else 0.0,
    )


def blooms(reader: UUID, at: datetime) -> tuple[Bloom, ...]:
    """Return what may be applauded, newest first."""
    return tuple(_gathered(reader, at))


def lifted(reader: UUID, at: datetime) -> Bloom | None:
    """Return the one thing lifted today, the same for everybody."""
    fresh = [b for b in _gathered(reader, at) if b.at > at - rules.LIFTED_FOR]
    return rules.lifted(fresh, local_day(at))


def asks_of(reader: UUID) -> tuple[Asking, ...]:
    """Return thanks that wait for the reader's yes."""
    rows = _rows().filter(thanks__uuid=reader, agreed=None).order_by("at", "pk")
    return tuple(Asking(r.uuid, r.words, _person(r.added_by)) for r in rows)


def thanks_waiting() -> tuple[tuple[UUID, UUID, datetime], ...]:
    """Return (thanks, whom, when) of those nobody has answered yet: for telling them."""
    rows = Celebrated.objects.filter(thanks__isnull=False, agreed=None).order_by("at", "pk")
    return tuple(rows.values_list("uuid", "thanks__uuid", "at"))


def step_to_share(step: UUID, reader: UUID, at: datetime) -> StepLine | None:
    """Return a finished step of the reader's own that is not shared yet."""
    found = step_of(step, reader, at)
    if found is None or found[1].outcome != "done":
        return None
    return None if Celebrated.objects.filter(step__uuid=step).exists() else found[1]


# --- gathering ----------------------------------------------------------------------------------


def _gathered(reader: UUID, at: datetime) -> list[Bloom]:
    since = at - rules.SHOWN_FOR
    found = [b for source in _sources(reader, since, at) for b in source if since < b.at <= at]
    return sorted(found, key=lambda b: (b.at, b.id.int), reverse=True)


def _sources(reader: UUID, since: datetime, at: datetime) -> Iterator[Iterator[Bloom]]:
    told = _rows().filter(Q(thanks=None) | Q(agreed=True), hidden=False, at__gt=since)
    called = power.people([reader]).get(reader)
    name = called.name if called else ""
    yield (_bloom(row, reader, name) for row in told)
    yield (
        Bloom(e.id, "learning", e.learned, e.ended_by, e.ended_at, place=e.circle_name)
        for e in learnings(since, at)
        if e.ended_at is not None
    )
    yield (Bloom(s.id, "story", s.words, s.who, s.at) for s in stories())
    yield (
        Bloom(k.handover, "handover", "", k.owner, k.at, place=k.matter)
        for k in kept_lately(since, at)
    )
    yield (
        Bloom(f.id, "thanks", f.words, f.sender, f.at, place=f.matter)
        for f in shared_feedback()
        # A giver and a receiver have both said yes to sharing it; only what is glad belongs here.
        if f.said.tap in {"thanks", "helped"} and f.words and f.sender and not f.removed
    )


def _rows() -> QuerySet[Celebrated]:
    return Celebrated.objects.select_related("added_by", "thanks", "step")


def _bloom(row: Celebrated, reader: UUID, name: str = "") -> Bloom:
    kind: rules.Kind = "step" if row.step else "thanks" if row.thanks else "own"
    thanks = _person(row.thanks) if row.thanks else None
    own = reader in (row.added_by.uuid, thanks.id if thanks else None)
    own = own or rules.names(row.words, name)
    writer = _person(row.added_by)
    return Bloom(
        row.uuid, kind, row.words, writer, row.at, thanks, own=own, hidden=row.hidden
    )  # fmt: skip


def names_reader(words: str, reader: UUID) -> bool:
    """Tell whether words name the reader, who then decides if they are shown."""
    found = power.people([reader]).get(reader)
    return found is not None and rules.names(words, found.name)


def _with_applause(found: list[Bloom], reader: UUID, at: datetime) -> tuple[Bloom, ...]:
    if not is_on("applause"):
        return tuple(found)
    many, mine = _applause({b.id for b in found}, reader, local_day(at))
    return tuple(
        Bloom(b.id, b.kind, b.words, b.who, b.at, b.thanks, b.place, b.own, b.id in many,
              b.id in mine)
        for b in found
    )  # fmt: skip


def _applause(
    ids: Collection[UUID], reader: UUID, today: date
) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Return what many applaud, and what the reader does.

    Others' taps count from the next day on, so that nobody sees the moment of one.
    """
    rows = Applause.objects.filter(of__in=ids)
    counted = (
        rows.filter(on__lt=today)
        .values("of")
        .annotate(taps=Count("pk"))
        .filter(taps__gte=rules.MANY)
    )
    own = {applause_token(reader, one): one for one in ids}
    mine = rows.filter(token__in=own).values_list("of", flat=True)
    return frozenset(row["of"] for row in counted), frozenset(mine)


def applause_token(person: UUID, of: UUID) -> str:
    """Return the token of one person's applause for one thing."""
    return token(person, "applause", str(of))


def _person(row: object) -> PersonView:
    return PersonView(row.uuid, row.name)  # type: ignore[attr-defined]
