"""Finding what rows of mandates name, and saying what is wrong with them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.power import models, rules
from mandat.power.actions.writes import Placed
from mandat.power.queries.assignments import roles_held
from mandat.power.queries.slices import load_books
from mandat.power.rules.tables import STAYS, MandateDraft, read_limits


@dataclass(frozen=True)
class Known:
    """What rows of mandates may name."""

    matters: Mapping[str, models.Matter]
    roles: Mapping[str, UUID]
    people: Mapping[str, UUID]
    held: Mapping[UUID, tuple[UUID, ...]]
    """Person → the roles they hold now."""
    bodies: Mapping[str, models.Circle]
    automats: Mapping[str, UUID]
    book: rules.RuleBook

    @classmethod
    def load(cls, drafts: Sequence[MandateDraft], at: datetime) -> "Known":
        matters = models.Matter.objects.filter(key__in={d.matter for d in drafts})
        people = models.Person.objects.filter(email__in={d.person for d in drafts if d.person})
        return cls(
            {m.key: m for m in matters.prefetch_related("stages")},
            ids_of(models.Role, {r for d in drafts for r in _roles_in(d)}),
            dict(people.values_list("email", "uuid")),
            roles_held(people.values_list("uuid", flat=True), at),
            {c.key: c for c in models.Circle.objects.filter(key__in={d.body for d in drafts})},
            ids_of(models.Automat, {d.automat for d in drafts}),
            rules.book_at(load_books(), at),
        )

    def place(self, number: int, draft: MandateDraft) -> "Placed | list[Refusal]":
        matter = self.matters.get(draft.matter)
        if matter is None:
            return unknown(number, "matter", {draft.matter})
        stages = {s.key: s.uuid for s in matter.stages.all()}
        only = next(iter(stages)) if len(stages) == 1 else ""
        stage = stages.get(draft.stage or only)
        types = rules.fact_types_from_json(matter.facts)
        limits = read_limits(draft.limit, types)
        frame = rules.read_frame(draft.frame, types) if draft.frame else None
        refusals: list[Refusal] = []
        if stage is None:
            facts = {"given": draft.stage, "known": ", ".join(stages)}
            refusals.append(in_row(number, "stage", "power.stage_unknown", **facts))
        if limits is None:
            refusals.append(in_row(number, "limit", "power.bad_limit", given=draft.limit))
        if draft.frame and frame is None:
            refusals.append(in_row(number, "frame", "power.bad_frame", given=draft.frame))
        refusals.extend(self._holder(number, draft, matter))
        person = self.people.get(draft.person)
        while_role = None if person is None else self._assignment(number, draft, person, refusals)
        if refusals or stage is None or limits is None:
            return refusals
        body = self.bodies.get(draft.body)
        return Placed(
            draft,
            matter.uuid,
            stage,
            limits,
            self.roles.get(draft.role),
            person,
            frame,
            while_role,
            body.uuid if body else None,
            draft.jointly.rule(self.roles) if draft.jointly and body else None,
            self.automats.get(draft.automat),
        )

    def _assignment(
        self, number: int, draft: MandateDraft, person: UUID, refusals: list[Refusal]
    ) -> UUID | None:
        """Return the role a person's mandate ends with, or None when it is said to stay (rule 7).

        Where nothing is said it is their only role; somebody with none or several has to be asked.
        """
        if draft.while_role.casefold() in STAYS:
            return None
        if draft.while_role:
            if draft.while_role not in self.roles:
                refusals.extend(unknown(number, "while_role", {draft.while_role}))
            return self.roles.get(draft.while_role)
        roles = self.held.get(person, ())
        if len(roles) != 1:
            refusals.append(in_row(number, "while_role", "power.which_role", given=draft.person))
        return roles[0] if roles else None

    def _holder(self, number: int, draft: MandateDraft, matter: models.Matter) -> list[Refusal]:
        """Return what is wrong with who is to hold it (rules 4, 5 and 6)."""
        named = (
            ("role", draft.role, self.roles),
            ("person", draft.person, self.people),
            ("body", draft.body, self.bodies),
            ("automat", draft.automat, self.automats),
        )
        refusals = [
            refusal
            for column, key, known in named
            if key and key not in known
            for refusal in unknown(number, column, {key})
        ]
        if draft.jointly:
            refusals += unknown(number, "jointly", draft.jointly.keys - self.roles.keys())
        body = self.bodies.get(draft.body)
        if body is not None and self.book.constituted_bodies and not body.constituted:
            refusals.append(rules.refusal("power.not_constituted"))
        if draft.automat:
            if draft.may_no:
                refusals.append(rules.refusal("power.automat_only_yes"))
            apart = rules.Matter(
                matter.uuid, matter.key, (), reserved=matter.reserved,
                two_people=matter.two_people, automat=matter.automat,
                automat_group=matter.automat_group,
            )  # fmt: skip
            refusals.extend(rules.automat_reasons(apart, self.book))
        return refusals


def _roles_in(draft: MandateDraft) -> set[str]:
    return {draft.role, draft.while_role, *(draft.jointly.keys if draft.jointly else ())} - {""}


def ids_of(
    model: type[models.Circle] | type[models.Role] | type[models.Automat], keys: Collection[str]
) -> dict[str, UUID]:
    return dict(model.objects.filter(key__in=keys).values_list("key", "uuid"))


def in_row(number: int, column: str, code: str, **facts: str) -> Refusal:
    return Refusal(code, {"row": number, "column": column, **facts}, column)


def unknown(number: int, column: str, keys: Collection[str]) -> list[Refusal]:
    return [in_row(number, column, "power.unknown_key", given=key) for key in sorted(keys)]
