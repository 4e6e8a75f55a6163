"""Between columns and the JSON of the record. A reference is the UUID of the row it points at."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models

from mandat.record.models import Recorded
from mandat.record.rules import Json, Values, columns_of


def stamp(at: datetime) -> str:
    """Return a moment as the record writes it: UTC with microseconds and Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """Read what `stamp` wrote."""
    return datetime.fromisoformat(text)


def to_json(value: Any) -> Json:
    """Return a column's value as the record writes it."""
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, UUID):
        return str(value)
    return value  # type: ignore[no-any-return]  # JSON columns and plain scalars are JSON already


def from_json(field: models.Field[Any, Any], value: Json) -> Any:
    """Return what to put in a column; references are resolved by the caller."""
    if value is None:
        return None
    if isinstance(field, models.DateTimeField):
        return moment(str(value))
    if isinstance(field, models.UUIDField):
        return UUID(str(value))
    return value


def defaults_of(model: type[Recorded]) -> Values:
    """Return what each recorded column holds before any entry speaks of it."""
    blank = model()
    columns = sorted(columns_of(str(model._meta.model_name)))
    return {
        c: None if model._meta.get_field(c).is_relation else to_json(getattr(blank, c))
        for c in columns
    }


def rows_of(model: type[Recorded]) -> Iterator[tuple[str, Values]]:
    """Yield a table's rows as the record would write them, oldest first."""
    columns = sorted(columns_of(str(model._meta.model_name)))
    paths = [f"{c}__uuid" if model._meta.get_field(c).is_relation else c for c in columns]
    for uuid, *values in model.objects.order_by("pk").values_list("uuid", *paths).iterator(5000):
        yield str(uuid), {c: to_json(v) for c, v in zip(columns, values, strict=True)}


UNKNOWN = "N. N."
"""Stands for the name of a person whose name has been erased."""


def blanks_of(model: type[Recorded], columns: Collection[str], of: UUID) -> dict[str, Json]:
    """Return what personal columns of a row hold once they have been erased.

    Raises ValueError for a reference or a number: what stands there is not erased.
    """
    fields = {f.name: f for f in model._meta.fields}
    return {column: _blank(fields[column], of) for column in sorted(columns)}


def _blank(field: models.Field[Any, Any], of: UUID) -> Json:
    if isinstance(field, models.EmailField):
        return f"{of}@erased.invalid"
    if isinstance(field, models.JSONField):
        return to_json(field.get_default()) if field.has_default() else {}
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.CharField | models.TextField) and not field.is_relation:
        return UNKNOWN if field.name == "name" else ""
    raise ValueError(f"{field.model.__name__}.{field.name} cannot be erased")
