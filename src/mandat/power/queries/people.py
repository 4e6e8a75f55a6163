"""Reads of the organisation, people and matters."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from mandat.power import models, rules
from mandat.power.queries.views import MatterView, OrganisationView, PersonView, StageView


def organisation() -> OrganisationView | None:
    """Return the organisation, or None before `init`."""
    row = models.Organisation.objects.first()
    if row is None:
        return None
    return OrganisationView(row.uuid, row.name, row.currency, row.language, row.founded_by)


def person_for(account_id: int) -> PersonView | None:
    """Return the person who logs in with an account."""
    row = models.Person.objects.filter(account__pk=account_id).first()
    return None if row is None else PersonView(row.uuid, row.name)


def person_by_email(email: str) -> PersonView | None:
    """Return the person with this address, whatever its case."""
    row = models.Person.objects.filter(email__iexact=email).first()
    return None if row is None else PersonView(row.uuid, row.name)


def people_called(text: str) -> tuple[PersonView, ...]:
    """Return the people with this address or this whole name, whatever the case; two at most."""
    rows = models.Person.objects.filter(Q(email__iexact=text) | Q(name__iexact=text))
    return tuple(PersonView(u, n) for u, n in rows.order_by("pk").values_list("uuid", "name")[:2])


def people(ids: Collection[UUID] | None = None) -> dict[UUID, PersonView]:
    """Return people by identity: those asked for, or everyone, by name."""
    rows = models.Person.objects.order_by("name")
    if ids is not None:
        rows = rows.filter(uuid__in=ids)
    return {u: PersonView(u, n) for u, n in rows.values_list("uuid", "name")}


def addresses(ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the e-mail addresses of people who can log in; one query."""
    rows = models.Person.objects.filter(uuid__in=ids, account__is_active=True)
    return dict(rows.values_list("uuid", "email"))


def may_log_in(person: UUID) -> bool:
    """Tell whether somebody is here and their account, if they have one, has not been closed."""
    rows = models.Person.objects.filter(uuid=person).exclude(account__is_active=False)
    return rows.exists()


def accounts_without_password(emails: Collection[str] = ()) -> dict[str, int]:
    """Return accounts nobody has set a password for, by address; only these when given."""
    rows = models.Account.objects.filter(is_active=True).order_by("email")
    wanted = {e.lower() for e in emails}
    return {
        a.email: a.pk
        for a in rows
        if not a.has_usable_password() and (not wanted or a.email in wanted)
    }


def matter(key_or_id: str | UUID) -> MatterView | None:
    """Return a matter by key or identity."""
    where = Q(uuid=key_or_id) if isinstance(key_or_id, UUID) else Q(key=key_or_id)
    return next(iter(_matters(models.Matter.objects.filter(where))), None)


def matters() -> tuple[MatterView, ...]:
    """Return every matter, by key; three queries."""
    return _matters(models.Matter.objects.order_by("key"))


def _matters(rows: QuerySet[models.Matter]) -> tuple[MatterView, ...]:
    stages = Prefetch("stages", models.Stage.objects.order_by("position"))
    return tuple(
        _matter_view(r)
        for r in rows.select_related("circle", "adopted_by").prefetch_related(stages)
    )


def _matter_view(row: models.Matter) -> MatterView:
    types = rules.fact_types_from_json(row.facts)
    return MatterView(
        row.uuid,
        row.key,
        row.name,
        row.description,
        row.circle.uuid,
        types,
        row.legal_ref,
        row.reserved,
        row.secrecy,
        row.own_cost,
        row.adopted_by.uuid if row.adopted_by else None,
        tuple(
            StageView(s.uuid, s.key, s.name, s.position, rules.limits_from_json(types, s.condition))
            for s in row.stages.all()
        ),
    )
