"""`mandat import people|structure|delegations|log`: bring in what is known elsewhere."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from mandat.cli.import_log import log
from mandat.cli.import_order import delegations
from mandat.cli.main import run_django


@click.group("import")
def import_() -> None:
    """Bring in people, structure, mandates or a log. Whole files, or nothing."""


def read_rows(path: str) -> tuple[list[str], list[dict[str, str]]]:
    """Read a CSV file with comma or semicolon, UTF-8 with or without a byte-order mark."""
    from mandat.common.refusals import BadInputError, Refusal

    file = Path(path)
    if not file.is_file():
        code = "cli.is_directory" if file.is_dir() else "cli.no_file"
        raise BadInputError(Refusal(code, {"file": path}))
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(Refusal("cli.not_utf8", {"file": path, "byte": error.start})) from None
    lines = text.splitlines()
    if not lines or not lines[0].strip():
        raise BadInputError(Refusal("cli.empty_file", {"file": path}))
    delimiter = ";" if lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.DictReader(lines, delimiter=delimiter, restkey="", restval="")
    rows = [{(k or "").strip(): (v or "") for k, v in r.items() if k} for r in reader]
    return [c.strip() for c in reader.fieldnames or ()], rows


def run_table(path: str, kinds: Sequence[str]) -> None:
    """Read a table, work out which of the kinds it is by its columns, and add it."""
    run_django()
    from mandat.common import clock
    from mandat.common.phrases import say
    from mandat.common.refusals import BadInputError, Refusal, RefusedError
    from mandat.power.queries import organisation
    from mandat.power.rules.tables import read_table

    columns, rows = read_rows(path)
    tables = {kind: _tables()[kind] for kind in kinds}
    kind = max(tables, key=lambda k: len(tables[k][0].needed & set(columns)))
    table, add = tables[kind]
    drafts, refusals = read_table(table, columns, rows)
    if refusals:
        raise BadInputError(*(Refusal("cli.in_file", {"file": path}), *refusals))
    if not drafts:
        raise BadInputError(Refusal("cli.no_rows", {"file": path}))
    founded = organisation()
    if founded is None:
        raise RefusedError(Refusal("power.not_founded"))
    count = add(founded.founded_by, drafts, clock.now())
    click.echo(say(Refusal(f"cli.added_{kind}", {"count": count, "file": path})))


def _tables() -> dict[str, tuple[Any, Callable[[Any, Any, Any], int]]]:
    from mandat.power import actions
    from mandat.power.rules import tables as t
    from mandat.services.actions import set_up_matters

    return {
        "people": (t.PEOPLE, lambda a, d, at: actions.add_people(a, people=d, at=at)),
        "circles": (t.CIRCLES, lambda a, d, at: actions.add_circles(a, circles=d, at=at)),
        "roles": (t.ROLES, lambda a, d, at: actions.add_roles(a, roles=d, at=at)),
        "automats": (t.AUTOMATS, lambda a, d, at: actions.add_automats(a, automats=d, at=at)),
        "matters": (t.MATTERS, lambda a, d, at: set_up_matters(a, matters=d, at=at)),
        "mandates": (t.MANDATES, lambda a, d, at: actions.add_mandates(a, mandates=d, at=at)),
    }


@import_.command()
@click.argument("file")
def people(file: str) -> None:
    """Add people from a CSV file with name, email and roles (keys split by semicolons)."""
    run_table(file, ["people"])


@import_.command()
@click.argument("file")
def structure(file: str) -> None:
    """Add circles, roles, automats or matters from a CSV file; its columns say which."""
    run_table(file, ["circles", "roles", "automats", "matters"])


import_.add_command(delegations)
import_.add_command(log)
