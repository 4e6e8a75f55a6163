"""Erasing a person's name, and why substitutes stood in (rule 30). By decision, never by itself."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models as tables
from django.db.models import CASCADE, Q

from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import models
from mandat.power.actions.founding import only_founder
from mandat.power.queries import in_force
from mandat.power.queries.slices import load_books
from mandat.power.rules import book_at, keep_of
from mandat.record.actions import Door, writing
from mandat.record.erasing import erase_content
from mandat.record.queries import is_recorded

OWN = ("owner", "person")
"""What unrecorded tables call the one a row belongs to, where they keep an identity alone."""


def erase_person(actor: UUID, *, person: UUID, decision: str, at: datetime) -> dict[str, int]:
    """Erase somebody's name, address and account, and what was only theirs; return how much.

    What they did for the organisation stays, by an identity that no longer leads to a name. Refuses
    while they hold a role or a mandate.
    """
    check_decision(decision)
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        row = models.Person.objects.get(uuid=person)
        if _in_power(row, at):
            raise RefusedError(Refusal("power.still_in_power", {"who": row.name}))
        own = {name: rows.delete()[0] for name, rows in _own(row)}
        models.Account.objects.filter(person=row).delete()
        entries = erase_content(
            door, kind="person", rows={"person": [person]}, decision=decision.strip()
        )
    return {"entries": entries, "own": sum(own.values())}


def _in_power(row: models.Person, at: datetime) -> bool:
    founder = models.Organisation.objects.filter(founded_by=row.uuid).exists()
    now = (in_force(at) | Q(since__gt=at)) & Q(person=row)
    held = (models.Holding, models.Mandate, models.Substitution)
    return founder or any(table.objects.filter(now).exists() for table in held)


def _own(row: models.Person) -> Iterator[tuple[str, tables.QuerySet[Any]]]:
    """Yield what goes with a person: unrecorded rows that say they belong to somebody."""
    for model in apps.get_app_config("mandat").get_models():
        if is_recorded(model) or model is models.Account:
            continue
        for field in model._meta.fields:
            theirs: object = None
            if field.related_model is models.Person:
                goes = getattr(field.remote_field, "on_delete", None) is CASCADE
                theirs = row if goes else None
            elif isinstance(field, tables.UUIDField) and field.name in OWN and not field.null:
                theirs = row.uuid
            if theirs is not None:
                yield model.__name__, model._meta.base_manager.filter(**{field.name: theirs})


def erase_substitutions(door: Door, *, decision: str, at: datetime) -> int:
    """Erase why substitutes stood in, where the rules say that the time is out."""
    keep = keep_of(book_at(load_books(), at).keep, "substitutes")
    rows = models.Substitution.objects.filter(until__isnull=False).exclude(words="")
    due = [uuid for uuid, until in rows.values_list("uuid", "until") if keep.is_over(until, at)]
    return erase_content(door, kind="substitutes", rows={"substitution": due}, decision=decision)


def check_decision(decision: str) -> None:
    """Refuse an erasure that rests on nothing."""
    if not decision.strip() or len(decision) > 200:
        raise BadInputError(Refusal("power.decision_missing", field="decision"))
