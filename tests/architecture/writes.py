"""Finds writes that go round the one door, by reading the syntax tree."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CLOSED = {
    "bulk_create",
    "bulk_update",
    "abulk_create",
    "abulk_update",
    "aupdate",
    "_raw_delete",
    "_update",
    "raw",
    "extra",
    "cursor",
    "execute",
    "executemany",
    "executescript",
}
CLOSED_NAMES = {"RawSQL", "Raw"}
READS = {"filter", "exclude", "all", "order_by", "select_related", "annotate", "distinct"}


@dataclass(frozen=True)
class Write:
    """`table` is the model it is written on, as `Model.objects…`; empty if that cannot be seen."""

    line: int
    what: str
    table: str


def writes_round_the_door(source: str) -> Iterator[Write]:
    """Yield every bulk write, QuerySet.update and piece of raw SQL in a module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Attribute) and (
            called.attr in CLOSED or (called.attr == "update" and _on_rows(node, called))
        ):
            yield Write(node.lineno, called.attr, _table(called.value))
        elif isinstance(called, ast.Name) and called.id in CLOSED_NAMES:
            yield Write(node.lineno, called.id, "")


def without_allowed(writes: Iterator[Write], allowed: Mapping[str, str]) -> list[Write]:
    """Drop writes on tables that are not recorded, each of which is allowed for a reason."""
    return [write for write in writes if write.table not in allowed]


def _on_rows(call: ast.Call, called: ast.Attribute) -> bool:
    """Tell QuerySet.update from that of a dict, a set or a hash.

    Only rows are updated with keywords alone, or at the end of a chain of reads.
    """
    only_keywords = bool(call.keywords) and not call.args
    return only_keywords or bool(_table(called.value)) or _reads(called.value)


def _reads(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READS
    )


def _table(node: ast.expr) -> str:
    """Return Model in a chain `Model.objects.filter(…).…`, or nothing."""
    while True:
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr="objects" | "_base_manager"):
                return name
            case ast.Attribute(value=ast.Attribute(attr=name), attr="objects" | "_base_manager"):
                return name
            case ast.Attribute(value=inner) | ast.Call(func=inner) | ast.Subscript(value=inner):
                node = inner
            case _:
                return ""
