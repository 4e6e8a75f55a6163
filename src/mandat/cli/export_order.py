"""`mandat export delegations FILE`: the order as Word, PDF, CSV or JSON."""

from pathlib import Path

import click

from mandat.cli.main import run_django


@click.command("delegations")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
@click.option("--changes", is_flag=True, help="Show what has changed since the last adopted.")
def delegations(file: Path, *, lang: str, changes: bool) -> None:
    """Write the order as it stands to FILE: .docx, .pdf, .csv or .json."""
    run_django()
    from mandat.cli.export import write_bytes
    from mandat.common import clock
    from mandat.common.refusals import BadInputError, Refusal
    from mandat.power.orders import documents
    from mandat.power.orders.queries import order_page

    kind = file.suffix.casefold().removeprefix(".")
    if kind not in documents.KINDS:
        known = ", ".join(f".{k}" for k in documents.KINDS)
        raise BadInputError(Refusal("cli.not_that_kind", {"file": str(file), "known": known}))
    page = order_page(None, clock.now(), lang)
    sheet = documents.lay_out(
        page.rows, organisation=page.organisation, order=page.last, changes=changes, lang=lang
    )
    write_bytes(file, documents.write(sheet, kind), len(sheet.lines))
