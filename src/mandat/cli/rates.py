"""`mandat rates`: what currencies and base amounts are worth, as recorded."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from mandat.cli.main import run_django

if TYPE_CHECKING:
    from mandat.power.rules import RateDraft


@click.group()
def rates() -> None:
    """Recorded rates of currencies and base amounts: list, set, import."""


@rates.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_rates(*, as_json: bool) -> None:
    """List every recorded rate; those in force are marked with a star."""
    run_django()
    from mandat.common import clock
    from mandat.power.queries import rates_page

    rows = [
        {
            "currency": view.currency,
            "to": view.to,
            "rate": format(view.rate, "f"),
            "since": _day(view.since),
            "source": view.source,
            "in_force": view.now,
        }
        for view in rates_page(clock.now(), None)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        star = "*" if row["in_force"] else " "
        told = f"1 {row['currency']} = {row['rate']} {row['to']}"
        click.echo(f"{star} {told}  {row['since']}  {row['source']}")


@rates.command("set")
@click.argument("currency")
@click.argument("rate")
@click.option("--to", default="SEK", show_default=True, help="The currency it is told in.")
@click.option("--from", "since", required=True, metavar="DAY", help="The first day it holds.")
@click.option("--source", required=True, help="Where it is published, such as “SFS 2025:1”.")
def set_rate(currency: str, rate: str, to: str, since: str, source: str) -> None:
    """Record that one CURRENCY is worth RATE. A base amount (prisbasbelopp) is PBB."""
    row = {"currency": currency, "to": to, "rate": rate, "since": since, "source": source}
    run_django()
    from django.utils import timezone

    from mandat.common.refusals import BadInputError
    from mandat.power.rules import read_rate

    draft, wrong = read_rate(row, timezone.get_default_timezone())
    if draft is None:
        raise BadInputError(*wrong)
    _record([draft])


@rates.command("import")
@click.argument("file")
def import_rates(file: str) -> None:
    """Record the rates in FILE, CSV: currency, to, rate, since, source, or as the Riksbank has it.

    What is there already is passed over, so the same file can be read again.
    """
    from mandat.cli.import_ import read_rows

    columns, rows = read_rows(file)
    _record(_read(columns, rows))


def _read(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> Sequence["RateDraft"]:
    run_django()
    from django.utils import timezone

    from mandat.common.refusals import BadInputError
    from mandat.power.rules import read_rates

    drafts, wrong = read_rates(columns, rows, timezone.get_default_timezone())
    if wrong:
        raise BadInputError(*wrong)
    return drafts


def _record(drafts: Sequence["RateDraft"]) -> None:
    from django.utils.translation import ngettext

    from mandat.common import clock
    from mandat.common.refusals import Refusal, RefusedError
    from mandat.power.actions import record_rates
    from mandat.power.queries import organisation

    found = organisation()
    if found is None:
        raise RefusedError(Refusal("power.not_founded"))
    count = record_rates(found.founded_by, rates=drafts, at=clock.now())
    told = ngettext("%(count)s new rate recorded.", "%(count)s new rates recorded.", count)
    click.echo(told % {"count": count})


def _day(at: Any) -> str:
    from django.utils import timezone

    return timezone.localtime(at).date().isoformat()
