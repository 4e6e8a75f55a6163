"""Founding: until the founding act, only whoever ran `init` may add, and the record shows it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.common.ids import id_from, new_id
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.power import models, rules
from mandat.power.actions.writes import Placed, form_role, grant_root, set_up_matter
from mandat.power.queries.assignments import roles_held
from mandat.power.rules.tables import (
    STAYS,
    CircleDraft,
    MandateDraft,
    MatterDraft,
    PersonDraft,
    RoleDraft,
    read_limits,
)
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp

FOUNDING = "founding"


def found_organisation(
    *, name: str, currency: str, language: str, founder: PersonDraft, at: datetime
) -> tuple[UUID, UUID]:
    """Found the organisation; return its identity and the founder's.

    Raises RefusedError when there is one already.
    """
    organisation, person = new_id(), new_id()
    with writing(by=person, at=at) as door:
        if models.Organisation.objects.exists():
            raise RefusedError(Refusal("power.already_founded"))
        door.append(
            "organisation.founded",
            of=organisation,
            data={
                "name": name,
                "currency": currency,
                "language": language,
                "founded_by": str(person),
            },
        )
        _add_person(door, person, founder, at)
    return organisation, person


def open_account(person: UUID, *, email: str, password: str | None, at: datetime) -> int:
    """Let a person log in; without a password they set one by an invitation first."""
    account = models.Account(
        email=email.lower(), person=models.Person.objects.get(uuid=person), joined_on=at
    )
    account.set_password(password)
    account.save()
    return account.pk


def only_founder(actor: UUID) -> None:
    """Refuse anybody but whoever ran `init`, who alone may set up until the founding act."""
    founder = models.Organisation.objects.values_list("founded_by", flat=True).first()
    if founder is None:
        raise RefusedError(Refusal("power.not_founded"))
    if actor != founder:
        raise RefusedError(Refusal("power.only_founder"))


def add_people(actor: UUID, *, people: Sequence[PersonDraft], at: datetime) -> int:
    """Add people, the roles they hold, and an account each to log in with once invited.

    Return how many. All or none.

    Raises BadInputError naming each row with an unknown role or an address already there.
    """
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        roles = _ids(models.Role, {r for p in people for r in p.roles})
        taken = {e.lower() for e in models.Person.objects.values_list("email", flat=True)}
        refusals: list[Refusal] = []
        for number, draft in enumerate(people, start=2):
            if draft.email.lower() in taken:
                refusals.append(_at(number, "email", "power.email_taken", given=draft.email))
            taken.add(draft.email.lower())
            refusals.extend(_unknown(number, "roles", set(draft.roles) - roles.keys()))
        refuse(refusals)
        added = [(new_id(), draft) for draft in people]
        for person, draft in added:
            _add_person(door, person, draft, at)
            for role in draft.roles:
                _hold(door, roles[role], person, at)
        door.flush()
        for person, draft in added:
            open_account(person, email=draft.email, password=None, at=at)
    return len(people)


def add_circles(actor: UUID, *, circles: Sequence[CircleDraft], at: datetime) -> int:
    """Form circles; a parent may stand earlier in the table or exist already. All or none."""
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        known = _ids(models.Circle, {c.parent for c in circles if c.parent})
        taken = set(models.Circle.objects.values_list("key", flat=True))
        refusals: list[Refusal] = []
        for number, draft in enumerate(circles, start=2):
            if draft.key in taken:
                refusals.append(_at(number, "key", "power.key_taken", given=draft.key))
            if draft.parent and draft.parent not in known:
                refusals.extend(_unknown(number, "parent", {draft.parent}))
            taken.add(draft.key)
            known[draft.key] = id_from("circle", draft.key)
        refuse(refusals)
        for draft in circles:
            door.append(
                "circle.formed",
                of=known[draft.key],
                data={
                    "key": draft.key,
                    "name": dict(draft.name),
                    "parent": str(known[draft.parent]) if draft.parent else None,
                    "source": FOUNDING,
                },
            )
    return len(circles)


def add_roles(actor: UUID, *, roles: Sequence[RoleDraft], at: datetime) -> int:
    """Form roles, vacant until somebody is appointed. All or none."""
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        circles = _ids(models.Circle, {r.circle for r in roles})
        refusals = _taken_keys(models.Role, [r.key for r in roles])
        for number, draft in enumerate(roles, start=2):
            refusals.extend(_unknown(number, "circle", {draft.circle} - circles.keys()))
        refuse(refusals)
        for draft in roles:
            form_role(door, draft, circles[draft.circle], source=FOUNDING)
    return len(roles)


def appoint(actor: UUID, *, role: UUID, person: UUID, at: datetime) -> None:
    """Let a person hold a role from now on."""
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        _hold(door, role, person, at)


def add_matters(actor: UUID, *, matters: Sequence[MatterDraft], at: datetime) -> int:
    """Set up matters with their stages. All or none."""
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        wanted = {c for m in matters for c in (m.circle, m.adopted_by) if c}
        circles = _ids(models.Circle, wanted)
        refusals = _taken_keys(models.Matter, [m.key for m in matters])
        for number, draft in enumerate(matters, start=2):
            refusals.extend(_unknown(number, "circle", {draft.circle} - circles.keys()))
            if draft.adopted_by and draft.adopted_by not in circles:
                refusals.extend(_unknown(number, "adopted_by", {draft.adopted_by}))
        refuse(refusals)
        for draft in matters:
            set_up_matter(door, draft, circles, source=FOUNDING)
    return len(matters)


def add_mandates(actor: UUID, *, mandates: Sequence[MandateDraft], at: datetime) -> int:
    """Grant mandates that rest on a decision named in `source`. All or none."""
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        known = _Known.load(mandates, at)
        placed: list[Placed] = []
        refusals: list[Refusal] = []
        for number, draft in enumerate(mandates, start=2):
            found = known.place(number, draft)
            (placed.append if isinstance(found, Placed) else refusals.extend)(found)  # type: ignore[arg-type]
        refuse(refusals)
        for item in placed:
            grant_root(door, item, at)
    return len(mandates)


@dataclass(frozen=True)
class _Known:
    """What rows of mandates may name."""

    matters: Mapping[str, models.Matter]
    roles: Mapping[str, UUID]
    people: Mapping[str, UUID]
    held: Mapping[UUID, tuple[UUID, ...]]
    """Person → the roles they hold now."""

    @classmethod
    def load(cls, drafts: Sequence[MandateDraft], at: datetime) -> "_Known":
        matters = models.Matter.objects.filter(key__in={d.matter for d in drafts})
        people = models.Person.objects.filter(email__in={d.person for d in drafts if d.person})
        return cls(
            {m.key: m for m in matters.prefetch_related("stages")},
            _ids(models.Role, {r for d in drafts for r in (d.role, d.while_role) if r}),
            dict(people.values_list("email", "uuid")),
            roles_held(people.values_list("uuid", flat=True), at),
        )

    def place(self, number: int, draft: MandateDraft) -> "Placed | list[Refusal]":
        matter = self.matters.get(draft.matter)
        if matter is None:
            return _unknown(number, "matter", {draft.matter})
        stages = {s.key: s.uuid for s in matter.stages.all()}
        only = next(iter(stages)) if len(stages) == 1 else ""
        stage = stages.get(draft.stage or only)
        types = rules.fact_types_from_json(matter.facts)
        limits = read_limits(draft.limit, types)
        frame = rules.read_frame(draft.frame, types) if draft.frame else None
        refusals: list[Refusal] = []
        if stage is None:
            facts = {"given": draft.stage, "known": ", ".join(stages)}
            refusals.append(_at(number, "stage", "power.stage_unknown", **facts))
        if limits is None:
            refusals.append(_at(number, "limit", "power.bad_limit", given=draft.limit))
        if draft.frame and frame is None:
            refusals.append(_at(number, "frame", "power.bad_frame", given=draft.frame))
        if draft.role and draft.role not in self.roles:
            refusals.extend(_unknown(number, "role", {draft.role}))
        if draft.person and draft.person not in self.people:
            refusals.extend(_unknown(number, "person", {draft.person}))
        role, person = self.roles.get(draft.role), self.people.get(draft.person)
        while_role = None if person is None else self._assignment(number, draft, person, refusals)
        if refusals or stage is None or limits is None:
            return refusals
        return Placed(draft, matter.uuid, stage, limits, role, person, frame, while_role)

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
                refusals.extend(_unknown(number, "while_role", {draft.while_role}))
            return self.roles.get(draft.while_role)
        roles = self.held.get(person, ())
        if len(roles) != 1:
            refusals.append(_at(number, "while_role", "power.which_role", given=draft.person))
        return roles[0] if roles else None


# --- small things -------------------------------------------------------------------------------


def _add_person(door: Door, person: UUID, draft: PersonDraft, at: datetime) -> None:
    door.append(
        "person.added",
        of=person,
        data={"joined": stamp(at), "source": FOUNDING},
        personal={"name": draft.name, "email": draft.email.lower()},
    )


def _hold(door: Door, role: UUID, person: UUID, at: datetime) -> None:
    door.append(
        "role.held",
        of=new_id(),
        data={
            "role": str(role),
            "person": str(person),
            "since": stamp(at),
            "until": None,
            "source": FOUNDING,
        },
    )


def _ids(model: type[models.Circle] | type[models.Role], keys: Collection[str]) -> dict[str, UUID]:
    return dict(model.objects.filter(key__in=keys).values_list("key", "uuid"))


def _at(number: int, column: str, code: str, **facts: str) -> Refusal:
    return Refusal(code, {"row": number, "column": column, **facts}, column)


def _unknown(number: int, column: str, keys: Collection[str]) -> list[Refusal]:
    return [_at(number, column, "power.unknown_key", given=key) for key in sorted(keys)]


def _taken_keys(
    model: type[models.Role] | type[models.Matter], keys: Sequence[str]
) -> list[Refusal]:
    taken = set(model.objects.filter(key__in=keys).values_list("key", flat=True))
    refusals = []
    for number, key in enumerate(keys, start=2):
        if key in taken:
            refusals.append(_at(number, "key", "power.key_taken", given=key))
        taken.add(key)
    return refusals
