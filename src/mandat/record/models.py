"""Tables of the record, and the base class of every table that only the record may write."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn, TypeVar

from django.db import models

_open: ContextVar[bool] = ContextVar("mandat_door_open", default=False)
_Row = TypeVar("_Row", bound=models.Model)


class OutsideTheDoorError(RuntimeError):
    """Somebody tried to write a recorded table without an entry."""


@contextmanager
def door_open() -> Iterator[None]:
    """Let rows be written; only `record.actions` calls this."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def _refuse(what: str) -> NoReturn:
    raise OutsideTheDoorError(f"{what}: write through mandat.record.actions.writing instead")


class GuardedQuerySet(models.QuerySet[_Row]):
    """Reads freely; every way to write in bulk is closed unless the door is open."""

    def update(self, **kwargs: Any) -> int:
        _refuse("update")

    def delete(self) -> tuple[int, dict[str, int]]:
        _refuse("delete")

    def bulk_update(
        self, objs: Iterable[_Row], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        _refuse("bulk_update")

    def bulk_create(self, objs: Iterable[_Row], *args: Any, **kwargs: Any) -> list[_Row]:
        if not _open.get():
            _refuse("bulk_create")
        return super().bulk_create(objs, *args, **kwargs)


class Guarded(models.Model):
    """A table that only the open door writes, and nobody deletes from."""

    objects = models.Manager.from_queryset(GuardedQuerySet)()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not _open.get():
            _refuse(f"{type(self).__name__}.save")
        super().save(*args, **kwargs)

    def delete(
        self,
        using: Any = None,
        keep_parents: bool = False,  # noqa: FBT001, FBT002 - Django's own
    ) -> tuple[int, dict[str, int]]:
        _refuse(f"{type(self).__name__}.delete")


class Recorded(Guarded):
    """A table rebuilt from entries; its name in the record is its model's name."""

    uuid = models.UUIDField(unique=True)

    class Meta(Guarded.Meta):
        abstract = True


class Head(models.Model):
    """The one row that says how far the record has come; locking it serialises writers."""

    size = models.BigIntegerField(default=0)
    peaks = models.JSONField(default=list)
    """Hex hashes of `record.rules.Frontier`."""


class EntryRow(Guarded):
    """One entry; `body` is exactly what is hashed."""

    index = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=60, db_index=True)
    of = models.UUIDField(db_index=True)
    by = models.UUIDField(null=True)
    at = models.DateTimeField(db_index=True)
    body = models.TextField()
    leaf = models.CharField(max_length=64)

    class Meta(Guarded.Meta):
        db_table = "mandat_entry"


class Payload(models.Model):
    """Personal content of an entry: erasable, and so not part of the tree."""

    entry = models.OneToOneField(EntryRow, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        db_table = "mandat_payload"


class Erasure(Recorded):
    """Personal content of entries was erased: what kind, on what decision, and which entries."""

    kind = models.CharField(max_length=20)
    entries = models.JSONField()
    decision = models.CharField(max_length=200)
    at = models.DateTimeField()


class Check(models.Model):
    """What the last look at the whole record found."""

    at = models.DateTimeField()
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    difference = models.JSONField(null=True)

    class Meta:
        db_table = "mandat_record_check"


def recorded_tables() -> dict[str, type[Recorded]]:
    """Return every recorded model by its name in the record."""
    from django.apps import apps  # noqa: PLC0415 - the registry exists only once Django is set up

    return {
        str(model._meta.model_name): model
        for model in apps.get_app_config("mandat").get_models()
        if issubclass(model, Recorded)
    }
