"""Founding: until the founding act, only whoever ran `init` may add, and the record shows it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from mandat.common.ids import id_from, new_id
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.power import models
from mandat.power.actions.placing import Known, ids_of, in_row, unknown
from mandat.power.actions.writes import Placed, form_role, grant_root, set_up_matter
from mandat.power.rules.tables import (
    AutomatDraft,
    CircleDraft,
    MandateDraft,
    MatterDraft,
    PersonDraft,
    RoleDraft,
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
        roles = ids_of(models.Role, {r for p in people for r in p.roles})
        taken = {e.lower() for e in models.Person.objects.values_list("email", flat=True)}
        refusals: list[Refusal] = []
        for number, draft in enumerate(people, start=2):
            if draft.email.lower() in taken:
                refusals.append(in_row(number, "email", "power.email_taken", given=draft.email))
            taken.add(draft.email.lower())
            refusals.extend(unknown(number, "roles", set(draft.roles) - roles.keys()))
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
        known = ids_of(models.Circle, {c.parent for c in circles if c.parent})
        taken = set(models.Circle.objects.values_list("key", flat=True))
        refusals: list[Refusal] = []
        for number, draft in enumerate(circles, start=2):
            if draft.key in taken:
                refusals.append(in_row(number, "key", "power.key_taken", given=draft.key))
            if draft.parent and draft.parent not in known:
                refusals.extend(unknown(number, "parent", {draft.parent}))
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
            if draft.constituted:
                data = {"constituted": draft.constituted}
                door.append("circle.constituted", of=known[draft.key], data=data)
    return len(circles)


def add_roles(actor: UUID, *, roles: Sequence[RoleDraft], at: datetime) -> int:
    """Form roles, vacant until somebody is appointed. All or none."""
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        circles = ids_of(models.Circle, {r.circle for r in roles})
        refusals = _taken_keys(models.Role, [r.key for r in roles])
        for number, draft in enumerate(roles, start=2):
            refusals.extend(unknown(number, "circle", {draft.circle} - circles.keys()))
        refuse(refusals)
        for draft in roles:
            form_role(door, draft, circles[draft.circle], source=FOUNDING)
    return len(roles)


def add_automats(actor: UUID, *, automats: Sequence[AutomatDraft], at: datetime) -> int:
    """Set up automats, each with the role answerable for it. All or none."""
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        roles = ids_of(models.Role, {a.role for a in automats})
        refusals = _taken_keys(models.Automat, [a.key for a in automats])
        for number, draft in enumerate(automats, start=2):
            refusals.extend(unknown(number, "role", {draft.role} - roles.keys()))
        refuse(refusals)
        for draft in automats:
            door.append(
                "automat.set_up",
                of=id_from("automat", draft.key),
                data={
                    "key": draft.key,
                    "name": dict(draft.name),
                    "role": str(roles[draft.role]),
                    "source": FOUNDING,
                },
            )
    return len(automats)


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
        circles = ids_of(models.Circle, wanted)
        refusals = _taken_keys(models.Matter, [m.key for m in matters])
        for number, draft in enumerate(matters, start=2):
            refusals.extend(unknown(number, "circle", {draft.circle} - circles.keys()))
            if draft.adopted_by and draft.adopted_by not in circles:
                refusals.extend(unknown(number, "adopted_by", {draft.adopted_by}))
        refuse(refusals)
        for draft in matters:
            set_up_matter(door, draft, circles, source=FOUNDING)
    return len(matters)


def add_mandates(actor: UUID, *, mandates: Sequence[MandateDraft], at: datetime) -> int:
    """Grant mandates that rest on a decision named in `source`. All or none."""
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        known = Known.load(mandates, at)
        placed: list[Placed] = []
        refusals: list[Refusal] = []
        for number, draft in enumerate(mandates, start=2):
            found = known.place(number, draft)
            (placed.append if isinstance(found, Placed) else refusals.extend)(found)  # type: ignore[arg-type]
        refuse(refusals)
        for item in placed:
            grant_root(door, item, at)
    return len(mandates)


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


def _taken_keys(
    model: type[models.Role] | type[models.Matter] | type[models.Automat], keys: Sequence[str]
) -> list[Refusal]:
    taken = set(model.objects.filter(key__in=keys).values_list("key", flat=True))
    refusals = []
    for number, key in enumerate(keys, start=2):
        if key in taken:
            refusals.append(in_row(number, "key", "power.key_taken", given=key))
        taken.add(key)
    return refusals
