"""`mandat export record|rulings|delegations|register`: take out what is here, to read elsewhere."""

import csv
import json
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

import click

from mandat.cli.export_order import delegations
from mandat.cli.export_register import register
from mandat.cli.main import run_django
from mandat.common.money import Money
from mandat.common.refusals import BadInputError, Refusal

if TYPE_CHECKING:
    from mandat.services.rules import RulingRow

COLUMNS = (
    "case", "matter", "step", "asked_by", "asked_at", "put_at", "ruled_by", "ruled_at", "outcome",
    "ended",
)  # fmt: skip
"""As DESIGN §6 names the columns of a log of rulings; after them a column a fact."""

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("export")
def export() -> None:
    """Take out what is here. A file is written whole or not at all."""


export.add_command(delegations)
export.add_command(register)


def write_whole(file: Path, write: Callable[[IO[str]], int]) -> None:
    """Let `write` fill a new file and tell how many rows it wrote; leave nothing half-written."""

    def fill(whole: Path) -> int:
        with whole.open("w", encoding="utf-8", newline="") as stream:
            return write(stream)

    _write(file, fill)


def write_bytes(file: Path, data: bytes, count: int) -> None:
    """Write a new file with `count` rows in it, whole or not at all."""

    def fill(whole: Path) -> int:
        whole.write_bytes(data)
        return count

    _write(file, fill)


def _write(file: Path, fill: Callable[[Path], int]) -> None:
    from mandat.common.phrases import say

    if file.exists():
        raise BadInputError(Refusal("cli.file_is_there", {"file": str(file)}))
    if not file.absolute().parent.is_dir():
        raise BadInputError(Refusal("cli.no_folder", {"file": str(file)}))
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
        whole = Path(folder) / file.name
        count = fill(whole)
        whole.rename(file)
    click.echo(say(Refusal("cli.exported", {"count": count, "file": str(file)})))


@export.command()
@FILE
def record(file: Path) -> None:
    """Write every entry to FILE as JSON, one a line, after a line with size and root.

    Personal content stays here: the file holds its salted hash.
    """
    run_django()
    write_whole(file, _write_record)


def _write_record(stream: IO[str]) -> int:
    from django.db import transaction

    from mandat.record.queries import every_leaf, root, size

    with transaction.atomic():
        count = size()
        _write_line(stream, {"format": "mandat-record-1", "size": count, "root": root()})
        for index, leaf, body in every_leaf():
            _write_line(stream, {"index": index, "leaf": leaf, "entry": json.loads(body)})
    return count


def _write_line(stream: IO[str], line: dict[str, Any]) -> None:
    stream.write(json.dumps(line, ensure_ascii=False) + "\n")


@export.command()
@FILE
def rulings(file: Path) -> None:
    """Write every ruling to FILE as CSV, one a row, in the form `mandat mirror` reads.

    People are shown as their identities, facts as the matter allows them for limits. Matters under
    secrecy are left out.
    """
    run_django()
    write_whole(file, _write_rulings)


def _write_rulings(stream: IO[str]) -> int:
    from mandat.power.queries import matters
    from mandat.services.queries import log_of_rulings

    rows = log_of_rulings()
    keys = {m.id: m.key for m in matters()}
    keys |= {s.id: s.key for m in matters() for s in m.stages}
    facts = sorted({key for row in rows for key in row.facts})
    writer = csv.DictWriter(stream, [*COLUMNS, *(f"case:{key}" for key in facts)], restval="")
    writer.writeheader()
    writer.writerows(_row(row, keys) for row in rows)
    return len(rows)


def _row(row: "RulingRow", keys: Mapping[UUID, str]) -> dict[str, str]:
    names = {"matter": keys[row.matter], "step": keys[row.step]}
    shown = {column: _text(getattr(row, column)) for column in COLUMNS}
    return shown | names | {f"case:{key}": _text(value) for key, value in row.facts.items()}


def _text(value: object) -> str:
    if isinstance(value, Money):
        return str(value.decimal())
    return value.isoformat() if isinstance(value, datetime) else str(value)
