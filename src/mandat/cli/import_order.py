"""`mandat import delegations FILE`: a delegation order, or the founding table of mandates."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mandat.cli.main import run_django

if TYPE_CHECKING:
    from mandat.common.refusals import Fact
    from mandat.power.orders.queries import DraftPage


@click.command("delegations")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--body", default="", help="The body that adopted the order.")
@click.option("--on", "on", default="", metavar="DATE", help="The day of its meeting.")
@click.option("--paragraph", default="", help="The paragraph of its minutes.")
@click.option("--circle", default="", metavar="KEY", help="The circle where the body is.")
@click.option("--base", default="", metavar="KRONOR", help="The price base amount this year.")
@click.option(
    "--ladder",
    default="",
    metavar="KIND",
    help="The kind of approval in which a higher one presupposes those below it.",
)
@click.option(
    "--needs",
    type=click.Choice(["all", "none"]),
    default="all",
    show_default=True,
    help="Which new matters people can ask for.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def delegations(file: Path, *, as_json: bool, **said: str) -> None:
    """Read a delegation order (CSV, Excel, Word, Markdown, HTML), and say what was understood.

    With --body, --on and --paragraph it is written, whole or not at all. Otherwise, and when a row
    must be mended, it waits for the founder to look through on its page. A CSV file with the
    columns matter and source adds mandates as `mandat init` knows them.
    """
    run_django()
    from mandat.common.refusals import BadInputError, Refusal, RefusedError
    from mandat.power.queries import organisation

    if not file.is_file():
        code = "cli.is_directory" if file.is_dir() else "cli.no_file"
        raise BadInputError(Refusal(code, {"file": str(file)}))
    founded = organisation()
    if founded is None:
        raise RefusedError(Refusal("power.not_founded"))
    if _is_founding_table(file):
        from mandat.cli.import_ import run_table

        run_table(str(file), ["mandates"])
        return
    _read_order(founded.founded_by, file, said, as_json=as_json)


def _is_founding_table(file: Path) -> bool:
    if file.suffix.casefold() != ".csv":
        return False
    with file.open("rb") as stream:
        first = stream.readline(4096).decode("utf-8-sig", "replace")
    return {"matter", "source"} <= {c.strip(' "\r\n') for c in first.replace(";", ",").split(",")}


def _read_order(actor: Any, file: Path, said: dict[str, str], *, as_json: bool) -> None:
    from mandat.common import clock
    from mandat.common.phrases import say
    from mandat.common.refusals import Refusal
    from mandat.power.orders import actions, queries
    from mandat.services.actions import offer_matters

    at = clock.now()
    draft = actions.start_draft(actor, file=file.name, data=file.read_bytes(), at=at)
    actions.set_draft(actor, draft=draft, said=said, at=at)
    page = queries.draft_page(actor, draft, at)
    assert page is not None  # noqa: S101 - it was kept just now
    (_print_json if as_json else _print_rows)(page)
    if said["body"]:
        actions.write_draft(actor, draft=draft, offer=offer_matters, at=at)
        facts: dict[str, Fact] = {"count": len(page.plan.grants), "file": file.name}
        click.echo(say(Refusal("cli.order_written", facts)), err=as_json)
    else:
        click.echo(
            say(Refusal("cli.order_waits", {"path": f"/map/order/draft/{draft}/"})), err=True
        )


def _print_rows(page: "DraftPage") -> None:
    from mandat.common.phrases import say
    from mandat.common.refusals import Refusal

    for row in (*page.unread, *page.partly):
        line = row.line
        click.echo(f"{line.place.table}:{line.place.row}  {line.order} {line.number} {line.matter}")
        for remark in line.remarks:
            click.echo(f"    {say(remark.refusal)}")
    for refusal in page.aside:
        click.echo(say(refusal))
    counts: dict[str, Fact] = {
        "file": page.file, "rows": len(page.rows), "whole": len(page.understood),
        "partly": len(page.partly), "unread": len(page.unread),
    }  # fmt: skip
    click.echo(say(Refusal("cli.order_read", counts)))


def _print_json(page: "DraftPage") -> None:
    from mandat.common.phrases import say
    from mandat.power.orders.rules import line_to_json

    rows = [
        line_to_json(row.line)
        | {"state": row.line.state, "said": [str(say(r.refusal)) for r in row.line.remarks]}
        for row in page.rows
    ]
    body = {"file": page.file, "rows": rows, "aside": [str(say(r)) for r in page.aside]}
    click.echo(json.dumps(body, ensure_ascii=False))
