"""`mandat record show|verify`: read the record, and check it against the tables."""

import json
import sys

import click

from mandat.cli.main import run_django


@click.group()
def record() -> None:
    """Read the record, and check it."""


@record.command()
@click.option("--limit", default=20, show_default=True, help="How many entries, newest first.")
@click.option("--kind", multiple=True, help="Only entries of this kind, such as mandate.granted.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one entry a line.")
def show(limit: int, kind: tuple[str, ...], *, as_json: bool) -> None:
    """Show the newest entries."""
    run_django()
    from mandat.record.queries import entries, root, size

    for entry in entries(newest_first=True, limit=limit, kinds=kind):
        if as_json:
            body = {"index": entry.index, "leaf": entry.leaf, "entry": json.loads(entry.body)}
            click.echo(json.dumps(body, ensure_ascii=False))
        else:
            by = str(entry.by)[:8] if entry.by else "-"
            when = entry.at.strftime("%Y-%m-%d %H:%M:%S")
            click.echo(f"{entry.index:>7}  {when}  {entry.kind:<22} {entry.of}  {by}")
    if not as_json:
        click.echo(f"{size()} entries, root {root()}")


@record.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(*, as_json: bool) -> None:
    """Recompute the root, replay every entry and compare with the tables.

    Exits with 1 and names the first difference when they do not agree.
    """
    run_django()
    from mandat.common import clock
    from mandat.common.phrases import say
    from mandat.common.refusals import Refusal
    from mandat.record.actions import check_record

    found = check_record(at=clock.now())
    difference = found.difference
    if as_json:
        shown = None if difference is None else vars(difference)
        body = {"size": found.size, "root": found.root, "agrees": found.agrees, "first": shown}
        click.echo(json.dumps(body, ensure_ascii=False))
    elif difference is None:
        click.echo(say(Refusal("record.agrees", {"size": found.size, "root": found.root})))
    else:
        code = f"record.{difference.where}_{difference.what}"
        facts = {
            "table": difference.table,
            "key": difference.key,
            "column": difference.column,
            "expected": difference.expected,
            "found": difference.found,
        }
        click.echo(say(Refusal(code, facts)), err=True)
    sys.exit(0 if found.agrees else 1)
