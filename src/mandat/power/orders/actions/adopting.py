"""What a body has adopted is written: roles, matters, mandates, and the order itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from mandat.common.ids import id_from, new_id
from mandat.common.moments import local_day
from mandat.common.money import BASE
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import models
from mandat.power.actions.rates import write_rates
from mandat.power.actions.writes import Placed, form_role, grant_root, set_up_matter
from mandat.power.orders.actions.drafting import own_draft
from mandat.power.orders.models import Order
from mandat.power.orders.queries import current_items, known, may_adopt_in
from mandat.power.orders.queries.drafts import base_amount, settings_of
from mandat.power.orders.queries.orders import source_of
from mandat.power.orders.queries.replacing import Weighed, weigh
from mandat.power.orders.rules import line_from_json
from mandat.power.orders.rules.comparing import Item, numbered, with_keys_of
from mandat.power.orders.rules.lines import words_of
from mandat.power.orders.rules.plan import Grant, NewMatter, Plan, Settings
from mandat.power.rules import conditions_to_json, limits_to_json
from mandat.power.rules.rate_files import RateDraft
from mandat.power.rules.tables import MandateDraft, MatterDraft, RoleDraft
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp


@dataclass(frozen=True)
class Adoption:
    """Which body adopted an order, and when; `circle` is where the body is."""

    circle: UUID
    body: str
    on: date
    paragraph: str

    @property
    def source(self) -> str:
        return source_of(self.body, self.on.isoformat(), self.paragraph)


def read_adoption(
    actor: UUID, *, circle: str, body: str, on: str, paragraph: str, at: datetime
) -> Adoption:
    """Read which body adopted, when and in what paragraph. Raises BadInputError, by field."""
    refusals = [
        Refusal("orders.adoption_missing", field=field)
        for field, text in (("body", body), ("paragraph", paragraph), ("circle", circle))
        if not text.strip()
    ]
    day = None
    try:
        day = date.fromisoformat(on)
        if day > local_day(at):
            refusals.append(Refusal("orders.adopted_later", {"on": on}, "on"))
    except ValueError:
        refusals.append(Refusal("power.bad_date", {"given": on}, "on"))
    where = _circle(circle)
    if circle.strip() and (where is None or not may_adopt_in(actor, where, at)):
        refusals.append(Refusal("orders.not_yours_to_adopt", field="circle"))
    if refusals or day is None or where is None:
        raise BadInputError(*refusals)
    return Adoption(where, body.strip(), day, paragraph.strip().removeprefix("§").strip())


def _circle(text: str) -> UUID | None:
    try:
        return models.Circle.objects.filter(uuid=UUID(text)).values_list("uuid", flat=True).first()
    except ValueError:
        return models.Circle.objects.filter(key=text).values_list("uuid", flat=True).first()


Offer = Callable[[Door, Sequence[NewMatter], str], None]
"""Gives new matters a page in Needs, inside the door; the last is the decision they rest on."""


def write_draft(
    actor: UUID, *, draft: UUID, offer: Offer | None = None, seen: str | None = None, at: datetime
) -> UUID:
    """Write a draft: new roles, matters, mandates, and the order they rest on. All or none.

    Mandates of the body's earlier orders that the new one does not hold end now (rule 11); those
    that are the same stay as they are. `offer` gives the matters that are to be asked for their
    pages, and comes from a room above. `seen` is the preview's word for what ends, where somebody
    has looked at it: nothing else may end.
    Raises BadInputError naming each row to mend, and what is missing of body, day and paragraph.
    """
    with writing(by=actor, at=at) as door:
        row, before = own_draft(actor, draft), current_items(at)
        said = {k: str(row.settings.get(k) or "") for k in ("circle", "body", "on", "paragraph")}
        lines = [line_from_json(value) for value in row.lines]
        weighed = weigh(lines, known(), settings_of(row.settings), row.settings, at)
        plan = weighed.plan
        try:
            adoption = read_adoption(actor, **said, at=at)
        except BadInputError as error:
            raise BadInputError(*error.refusals, *plan.refusals) from None
        if plan.refusals:
            raise BadInputError(*plan.refusals)
        _refuse_unseen(weighed, seen)
        if plan.of_base:
            _record_base(door, settings_of(row.settings), adoption, at)
        for mandate in sorted(weighed.outcome.ends):
            door.append("mandate.ended", of=mandate, data={"until": stamp(at)})
        granted = _write_plan(door, weighed, adoption, at)
        items = numbered([
            Item(str(new_id()), line, tuple(granted.get(n, ())))
            for n, line in enumerate(lines)
            if not line.left_out
        ])  # fmt: skip
        if offer is not None:
            offer(door, [m for m in plan.matters if m.asked], adoption.source)
        order = _write_order(door, adoption, with_keys_of(before, items), row.file, at)
        row.order = order
        row.save()
    return order


def _refuse_unseen(weighed: Weighed, seen: str | None) -> None:
    """Nothing ends that the reviewer was not shown."""
    ends = len(weighed.outcome.ends)
    if seen is not None and ends and seen != weighed.seal:
        raise RefusedError(Refusal("orders.ends_unseen", {"count": ends}, "earlier"))


def _record_base(door: Door, settings: Settings, adoption: Adoption, at: datetime) -> None:
    """Record the year's base amount as the reviewer told it, unless it is there already."""
    if settings.base is not None and settings.base != base_amount():
        year = timezone.localtime(at).year
        begins = timezone.make_aware(datetime.combine(date(year, 1, 1), time()))
        write_rates(door, [RateDraft(BASE, "SEK", str(settings.base), begins, adoption.source)])


def adopt_order(
    actor: UUID, *, circle: str, body: str, on: str, paragraph: str, at: datetime
) -> UUID:
    """Record that a body has adopted the order as it stands; return the order."""
    with writing(by=actor, at=at) as door:
        said = {"circle": circle, "body": body, "on": on, "paragraph": paragraph}
        adoption = read_adoption(actor, **said, at=at)
        items = current_items(at)
        if not items:
            raise RefusedError(Refusal("orders.nothing_to_adopt"))
        return _write_order(door, adoption, items, "", at)


def _write_order(
    door: Door, adoption: Adoption, items: Sequence[Item], file: str, at: datetime
) -> UUID:
    order = new_id()
    last = Order.objects.order_by("-number").values_list("number", flat=True).first() or 0
    door.append(
        "order.adopted",
        of=order,
        data={
            "number": last + 1,
            "circle": str(adoption.circle),
            "body": adoption.body,
            "on": adoption.on.isoformat(),
            "paragraph": adoption.paragraph,
            "file": file,
            "at": stamp(at),
        },
    )
    for position, item in enumerate(items, start=1):
        door.append(
            "order.said",
            of=new_id(),
            data={
                "order": str(order),
                "position": position,
                "key": item.key,
                "mandates": [str(m) for m in item.mandates],
            },
            personal={"words": words_of(item.line)},
        )
    return order


def _write_plan(
    door: Door, weighed: Weighed, adoption: Adoption, at: datetime
) -> dict[int, list[UUID]]:
    """Write what the plan says and does not stand already; return the mandates of each row."""
    plan, outcome = weighed.plan, weighed.outcome
    circle = str(models.Circle.objects.values_list("key", flat=True).get(uuid=adoption.circle))
    circles: Mapping[str, UUID] = {circle: adoption.circle}
    for key, name in plan.roles.items():
        draft = RoleDraft(key, {"sv": name, "en": name}, circle)
        form_role(door, draft, adoption.circle, source=adoption.source)
    for matter in plan.matters:
        set_up_matter(door, _matter(matter, circle), circles, source=adoption.source)
    ids = _Ids.of(plan)
    for key, limits in plan.executions.items():
        data = {"execution": limits_to_json(limits)}
        door.append("matter.executed", of=ids.matters[key], data=data)  # type: ignore[arg-type]  # JSON by shape
    granted = {n: list(mandates) for n, mandates in outcome.kept.items()}
    for place, grant in enumerate(plan.grants):
        if place in outcome.again:
            granted.setdefault(grant.line, []).append(outcome.again[place])
            continue
        placed = _placed(grant, ids, adoption)
        mandate = grant_root(door, placed, at)
        _say_more(door, mandate, grant, ids)
        granted.setdefault(grant.line, []).append(mandate)
    return granted


def _say_more(door: Door, mandate: UUID, grant: Grant, ids: "_Ids") -> None:
    """Write what the row says beside its limits. Words may hold a name, so they are personal."""
    if grant.conditions:
        words = {"conditions": conditions_to_json(grant.conditions)}
        door.append("mandate.conditioned", of=mandate, data={}, personal=words)  # type: ignore[arg-type]  # JSON by shape
    if grant.substitutes:
        named = [str(ids.roles[role]) for role in grant.substitutes]
        door.append("mandate.substituted", of=mandate, data={"substitutes": named})  # type: ignore[dict-item]  # JSON by shape


def _matter(matter: NewMatter, circle: str) -> MatterDraft:
    return MatterDraft(
        key=matter.key,
        name={"sv": matter.name, "en": matter.name},
        circle=circle,
        facts=matter.facts,
        stages=matter.stages,
        description={"sv": matter.description, "en": matter.description},
        legal_ref=matter.legal_ref[:200],
        own_cost=matter.crossed or any(f.kind == "amount" for f in matter.facts),
        adopted_by=circle,
    )


@dataclass(frozen=True)
class _Ids:
    """Identities of what mandates name: those there already, and those just written."""

    matters: Mapping[str, UUID]
    stages: Mapping[tuple[str, str], UUID]
    roles: Mapping[str, UUID]

    @classmethod
    def of(cls, plan: Plan) -> "_Ids":
        wanted = {g.matter for g in plan.grants} | set(plan.executions)
        keys = wanted - {m.key for m in plan.matters}
        stages = models.Stage.objects.filter(matter__key__in=keys)
        named = {r for g in plan.grants for r in (g.role, *g.substitutes)}
        roles = models.Role.objects.filter(key__in=named)
        return cls(
            dict(models.Matter.objects.filter(key__in=keys).values_list("key", "uuid"))
            | {m.key: id_from("matter", m.key) for m in plan.matters},
            {(m, k): u for m, k, u in stages.values_list("matter__key", "key", "uuid")}
            | {
                (m.key, s.key): id_from("stage", m.key, s.key)
                for m in plan.matters
                for s in m.stages
            },
            dict(roles.values_list("key", "uuid")) | {k: id_from("role", k) for k in plan.roles},
        )


def _placed(grant: Grant, ids: _Ids, adoption: Adoption) -> Placed:
    draft = MandateDraft(
        matter=grant.matter,
        stage=grant.stage,
        role=grant.role,
        person="",
        limit="",
        may_yes=grant.may_yes,
        may_no=grant.may_no,
        since=None,
        until=None,
        review_on=None,
        source=adoption.source,
        onward=grant.onward,
    )
    matter, stage = ids.matters[grant.matter], ids.stages[grant.matter, grant.stage]
    role = ids.roles[grant.role]
    return Placed(draft, matter, stage, grant.limits, role, None, grant.frame)
