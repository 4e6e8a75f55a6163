"""Reads of adopted orders, and of the order as the mandates stand now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from mandat.common import formats
from mandat.common.money import Money
from mandat.power import models
from mandat.power import queries as power
from mandat.power.orders.models import Order, OrderItem
from mandat.power.orders.rules import Bound, Holder, Line, Place
from mandat.power.orders.rules.comparing import Compared, Item, Said, compare, numbered, standing
from mandat.power.orders.rules.lines import Verb, has_words, line_of
from mandat.power.orders.wording import handed_on_from
from mandat.power.queries import MandateView, Names
from mandat.power.rules import Limit

_COUNTED = {
    "percent": "percent",
    "days": "day",
    "weeks": "week",
    "months": "month",
    "years": "year",
}
_NOWHERE = Place("", "", 0)
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class OrderView:
    """An adopted order. `on` is the date of the meeting, ISO 8601."""

    id: UUID
    number: int
    circle: UUID
    circle_name: Names
    body: str
    on: str
    paragraph: str
    file: str
    at: datetime

    @property
    def source(self) -> str:
        """What mandates resting on it name as their decision."""
        return source_of(self.body, self.on, self.paragraph)


@dataclass(frozen=True)
class OrderPage:
    """The order as it is now, beside what was last adopted."""

    organisation: str
    adopted: tuple[OrderView, ...]
    rows: tuple[Compared, ...]
    circles: tuple[tuple[UUID, Names], ...]
    """Circles the reader may record an adoption for."""

    def with_words(self, words: str, *, only_changed: bool = False) -> tuple[Compared, ...]:
        """Return the rows that say every word; only those that differ from what was adopted."""
        rows = self.changed if only_changed else self.rows
        return tuple(c for c in rows if has_words(c.item.line, words))

    @property
    def last(self) -> OrderView | None:
        return self.adopted[0] if self.adopted else None

    @property
    def now(self) -> tuple[Item, ...]:
        """The rows that hold now."""
        return tuple(c.item for c in self.rows if c.change != "removed")

    @property
    def changed(self) -> tuple[Compared, ...]:
        """What differs from what was last adopted."""
        return tuple(c for c in self.rows if c.change != "same")


def source_of(body: str, on: str, paragraph: str) -> str:
    """Return a decision as mandates name it: `Kommunstyrelsen 2026-11-23 § 75`."""
    return f"{body} {on} § {paragraph}"


def may_adopt_in(person: UUID, circle: UUID, at: datetime) -> bool:
    """Tell whether somebody may record an adoption: with a role there, or who founded this."""
    found = power.organisation()
    founder = found is not None and found.founded_by == person
    return founder or power.holds_role_in(person, circle, at)


def circles_to_adopt_in(person: UUID, at: datetime) -> tuple[tuple[UUID, Names], ...]:
    """Return the circles for which somebody may record an adoption."""
    found = power.organisation()
    rows = models.Circle.objects.order_by("pk")
    if found is None or found.founded_by != person:
        held = models.Holding.objects.filter(power.in_force(at), person__uuid=person)
        rows = rows.filter(pk__in=held.values("role__circle"))
    return tuple(rows.values_list("uuid", "name"))


def orders() -> tuple[OrderView, ...]:
    """Return every adopted order, the last first."""
    rows = Order.objects.select_related("circle").order_by("-number")
    return tuple(
        OrderView(
            r.uuid, r.number, r.circle.uuid, r.circle.name, r.body, r.on, r.paragraph, r.file, r.at
        )
        for r in rows
    )


def items_of(order: UUID) -> tuple[Item, ...]:
    """Return the rows of an adopted order."""
    rows = OrderItem.objects.filter(order__uuid=order).order_by("position")
    return tuple(Item(r.key, line_of(r.words), tuple(UUID(m) for m in r.mandates)) for r in rows)


def current_items(at: datetime, lang: str | None = None) -> tuple[Item, ...]:
    """Return the order as the mandates stand: what was adopted and still holds, and what is new.

    Without `lang` in the organisation's own language, in which it is adopted.
    """
    if lang is None:
        found = power.organisation()
        lang = found.language if found else None
    return _as_it_stands(_standing(orders()), power.mandates_at(at), lang)


def _standing(adopted: Sequence[OrderView]) -> tuple[Item, ...]:
    """Return the rows that stand as adopted, whichever body adopted them; one query."""
    rows: dict[UUID, list[Item]] = {}
    found = OrderItem.objects.order_by("order__number", "position")
    for order, key, words, mandates in found.values_list("order__uuid", "key", "words", "mandates"):
        rows.setdefault(order, []).append(Item(key, line_of(words), tuple(map(UUID, mandates))))
    return standing(
        # Only an order that was read from a file is of a body's own matters alone.
        Said(one.body.casefold(), not one.file, tuple(rows.get(one.id, ())))
        for one in reversed(adopted)
    )


def order_page(reader: UUID | None, at: datetime, lang: str | None = None) -> OrderPage:
    """Return the order as it is now, beside what was last adopted; constant queries."""
    adopted = orders()
    before = _standing(adopted)
    now = _as_it_stands(before, power.mandates_at(at), lang)
    found = power.organisation()
    name = found.name if found else ""
    circles = () if reader is None else circles_to_adopt_in(reader, at)
    return OrderPage(name, adopted, compare(before, now), circles)


def said_of_mandates() -> dict[UUID, tuple[str, bool | None]]:
    """Return, by mandate, its number in its adopted order and whether it is reported."""
    return {
        mandate: (item.line.number, item.line.reported)
        for item in _standing(orders())
        for mandate in item.mandates
    }


@dataclass(frozen=True)
class ComparePage:
    """Two adopted orders, the earlier first, and what differs row by row."""

    organisation: str
    adopted: tuple[OrderView, ...]
    before: OrderView
    after: OrderView
    rows: tuple[Compared, ...]

    @property
    def changed(self) -> tuple[Compared, ...]:
        return tuple(c for c in self.rows if c.change != "same")


def compare_page(first: UUID | None, second: UUID | None) -> ComparePage | None:
    """Return what differs between two adopted orders, by default the two last; constant queries.

    None when either is not there.
    """
    adopted = orders()
    by_id = {o.id: o for o in adopted}
    default = _before(adopted, adopted[0]) if adopted else None
    a, b = by_id.get(first or default or NOBODY), by_id.get(second or next(iter(by_id), NOBODY))
    if a is None or b is None:
        return None
    before, after = sorted((a, b), key=lambda o: o.number)
    found = power.organisation()
    name = found.name if found else ""
    rows = compare(items_of(before.id), items_of(after.id))
    return ComparePage(name, adopted, before, after, rows)


def adopted_page(order: UUID) -> ComparePage | None:
    """Return an adopted order exactly as it was adopted."""
    return compare_page(order, order)


def changes(order: UUID) -> tuple[Compared, ...]:
    """Return an adopted order's rows beside those of the one before it."""
    known = orders()
    earlier = _before(known, next(o for o in known if o.id == order))
    return compare(items_of(earlier) if earlier else (), items_of(order))


def _before(adopted: Sequence[OrderView], order: OrderView) -> UUID | None:
    """Return the order before: the same body's, or else the one adopted next before."""
    earlier = [o for o in adopted if o.number < order.number]
    same = (o for o in earlier if o.body.casefold() == order.body.casefold())
    return next((o.id for o in (*same, *earlier)), None)


def _as_it_stands(
    adopted: Sequence[Item], mandates: Sequence[MandateView], lang: str | None
) -> tuple[Item, ...]:
    views = {m.id: m for m in mandates}
    said = {m for item in adopted for m in item.mandates}
    found = [kept for item in adopted if (kept := _kept(item, views)) is not None]
    groups: dict[tuple[object, ...], list[MandateView]] = {}
    for view in mandates:
        if view.id not in said:
            key = (view.stage, view.limits, view.source, view.conditions, view.substitutes)
            groups.setdefault(key, []).append(view)
    circles = power.circle_names()
    matters = {m.id: m for m in power.matters()}
    roles = power.role_names()
    for group in groups.values():
        matter = matters[group[0].matter]
        area = formats.local(circles[matter.circle], lang)
        found.append(_new(group, area, matter.legal_ref, views, roles=roles, lang=lang))
    return numbered(found)


def _kept(item: Item, views: dict[UUID, MandateView]) -> Item | None:
    """Return an adopted row as far as its mandates still hold; None when all have ended."""
    live = tuple(m for m in item.mandates if m in views)
    if len(live) == len(item.mandates):
        return item
    if not live:
        return None
    names = {n.casefold() for m in live for n in _names(views[m])}
    holders = tuple(h for h in item.line.holders if h.name.casefold() in names)
    return Item(item.key, replace(item.line, holders=holders or item.line.holders), live)


def _names(view: MandateView) -> Iterable[str]:
    if view.holder.person is not None:
        return (view.holder.person.name,)
    return (view.holder.role_name or {}).values()


def _new(
    group: Sequence[MandateView], area: str, legal_ref: str, views: dict[UUID, MandateView],
    *, roles: Mapping[UUID, Names], lang: str | None,
) -> Item:  # fmt: skip
    first = group[0]
    bounds, rest = bounds_of(first.limits)
    matter, stage = formats.local(first.matter_name, lang), formats.local(first.stage_name, lang)
    source = views.get(first.source) if first.source else None
    line = Line(
        _NOWHERE,
        matter=matter if stage.casefold() in ("beslut", "decision", matter.casefold())
        else f"{matter}: {stage}",
        area=area,
        legal_ref=legal_ref,
        holders=tuple(dict.fromkeys(Holder(_name(m, lang), _verb(m)) for m in group)),
        bounds=bounds,
        condition="; ".join(_conditions(first, rest, lang)),
        consult=tuple(c.words for c in first.conditions if c.kind == "consult"),
        substitutes=tuple(formats.local(roles[r], lang) for r in first.substitutes),
        onward=None if first.onward is None else first.onward > 0,
        steps=first.onward or 1,
        note=handed_on_from(_name(source, lang), lang) if source else "",
    )  # fmt: skip
    return Item(str(first.id), line, tuple(m.id for m in group))


def _conditions(view: MandateView, rest: tuple[Limit, ...], lang: str | None) -> Iterable[str]:
    if rest:
        yield formats.limits(rest, view.facts, lang)
    yield from (c.words for c in view.conditions if c.kind == "condition")


def _name(view: MandateView, lang: str | None) -> str:
    if view.holder.person is not None:
        return view.holder.person.name
    return formats.local(view.holder.role_name, lang)


def _verb(view: MandateView) -> Verb:
    if view.may_yes and view.may_no:
        return "both"
    return "yes" if view.may_yes else "no"


def bounds_of(limits: Iterable[Limit]) -> tuple[tuple[Bound, ...], tuple[Limit, ...]]:
    """Return limits as an order writes them, and those that it can only say in words."""
    bounds, rest = [], []
    for limit in limits:
        value = limit.value
        if limit.fact == "amount" and isinstance(value, Money) and limit.op in ("<=", ">="):
            over = limit.op == ">=" and value.minor % 100 == 1
            amount = Money(value.minor - over, value.currency).decimal()
            bounds.append(Bound(">" if over else limit.op, amount, value.currency))
        elif limit.fact in _COUNTED and isinstance(value, Decimal) and limit.op in ("<=", ">="):
            bounds.append(Bound(limit.op, value, _COUNTED[limit.fact]))
        else:
            rest.append(limit)
    return tuple(bounds), tuple(rest)
