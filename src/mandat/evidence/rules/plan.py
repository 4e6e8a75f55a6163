"""What a log becomes in an organisation: matters, stages, roles and mandates, as drafts."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mandat.common.money import Money, to_minor
from mandat.common.refusals import Refusal
from mandat.evidence.rules.rows import Log, RulingRow, as_number
from mandat.evidence.rules.statistics import StepKey, by_step
from mandat.power.rules.facts import FactType, FactValue
from mandat.power.rules.tables import MandateDraft, MatterDraft, RoleDraft, StageDraft

MOST = Decimal(10) ** 12


@dataclass(frozen=True)
class Plan:
    """Drafts for power. Only steps that every case must pass become stages, with a mandate for
    their role. `role_keys` is (matter, step) → role, each role of its own: a log's SUPERVISOR is
    nobody here until somebody is appointed.
    """

    matters: tuple[MatterDraft, ...]
    roles: tuple[RoleDraft, ...]
    mandates: tuple[MandateDraft, ...]
    role_keys: Mapping[StepKey, str] = field(default_factory=dict)


def key_of(name: str) -> str:
    """Return a key made of a name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80] or "unnamed"


def make_plan(
    log: Log, *, must_pass: Sequence[str], circle: str, currency: str
) -> tuple[Plan, tuple[Refusal, ...]]:
    """Plan the import, or say everything that stands in its way."""
    steps = by_step(log.cases)
    refusals = _refusals(steps, must_pass)
    if refusals:
        return Plan((), (), ()), refusals
    matters: list[MatterDraft] = []
    mandates: list[MandateDraft] = []
    for matter in dict.fromkeys(matter for matter, _step in steps):
        stages = [step for step in must_pass if (matter, step) in steps]
        rows = [row for (name, _), found in steps.items() if name == matter for row in found]
        matters.append(_matter(matter, stages, fact_types(rows, currency), circle))
        mandates.extend(_mandate(matter, step, log.name) for step in stages)
    keys = {key: key_of(" ".join(key)) for key, rows in steps.items() if rows[0].known}
    roles = tuple(RoleDraft(role, _both(step), circle) for (_, step), role in keys.items())
    return Plan(tuple(matters), roles, tuple(mandates), keys), ()


def _refusals(
    steps: Mapping[StepKey, Sequence[RulingRow]], must_pass: Sequence[str]
) -> tuple[Refusal, ...]:
    known = sorted({step for (_, step), rows in steps.items() if rows[0].known})
    facts = {"steps": ", ".join(known)}
    if not must_pass:
        return (Refusal("evidence.must_pass_needed", facts, "must_pass"),)
    refusals = [
        Refusal("evidence.step_unknown", {"given": step, **facts}, "must_pass")
        for step in must_pass
        if step not in known
    ]
    bare = {matter for matter, _ in steps} - {m for m, step in steps if step in must_pass}
    for matter in sorted(bare) if not refusals else ():
        own = ", ".join(step for m, step in steps if m == matter)
        given = {"matter": matter, "steps": own}
        refusals.append(Refusal("evidence.matter_without_stage", given, "must_pass"))
    return tuple(refusals)


def fact_types(rows: Sequence[RulingRow], currency: str) -> tuple[FactType, ...]:
    """Return the facts that are numbers somewhere in the rows; amounts if there is a currency."""
    names = dict.fromkeys(name for row in rows for name in row.facts)
    return tuple(
        FactType(
            key=key_of(name),
            kind="amount" if currency else "number",
            label=_both(name),
            may_limit=True,
            currency=currency,
        )
        for name in names
        if any(row.number(name) is not None for row in rows)
    )


def typed_facts(row: RulingRow, types: Sequence[FactType]) -> dict[str, FactValue]:
    """Return a row's facts as the matter has them; what is no number is left out."""
    found: dict[str, FactValue] = {}
    kinds = {fact_type.key: fact_type for fact_type in types}
    for name, text in row.facts.items():
        fact_type, number = kinds.get(key_of(name)), as_number(text)
        if fact_type is None or number is None or abs(number) > MOST:
            continue
        if fact_type.kind == "amount":
            minor = to_minor(number, fact_type.currency)
            found[fact_type.key] = Money(minor, fact_type.currency)
        elif fact_type.kind == "number":
            found[fact_type.key] = number
    return found


def _both(name: str) -> dict[str, str]:
    return {"sv": name, "en": name}


def _matter(
    name: str, stages: Sequence[str], types: tuple[FactType, ...], circle: str
) -> MatterDraft:
    return MatterDraft(
        key=key_of(name),
        name=_both(name),
        circle=circle,
        facts=types,
        stages=tuple(StageDraft(key_of(step), _both(step)) for step in stages),
        own_cost=bool(types),
    )


def _mandate(matter: str, step: str, log: str) -> MandateDraft:
    return MandateDraft(
        matter=key_of(matter),
        stage=key_of(step),
        role=key_of(f"{matter} {step}"),
        person="",
        limit="",
        may_yes=True,
        may_no=True,
        since=None,
        until=None,
        review_on=None,
        source=f"log: {log}"[:200],
    )
