"""`mandat gaps`: what nobody may decide, and where two mandates cover the same."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click

from mandat.cli.main import run_django


@click.command()
@click.option("--at", "moment", help="A time, such as 2026-09-01; default now.")
@click.option("--matter", metavar="KEY", help="Only one matter.")
@click.option("--circle", metavar="KEY", help="Only the matters of a circle and those in it.")
@click.option("--known-at", metavar="TIME", help="As the record knew it then.")
@click.option("--page", default=1, show_default=True, help="25 matters a page.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def gaps(
    *,
    moment: str | None,
    matter: str | None,
    circle: str | None,
    known_at: str | None,
    page: int,
    as_json: bool,
) -> None:
    """Show what nobody may decide, and where two mandates cover the same."""
    run_django()
    from mandat.common import clock
    from mandat.power.api.gaps import gaps_json
    from mandat.power.asking.reading import moment_asked
    from mandat.power.queries import coverage_page

    known = moment_asked(known_at, "--known-at") if known_at else None
    at = moment_asked(moment, "--at") if moment else known or clock.now()
    body = gaps_json(coverage_page(at, page, matter, circle, known))
    click.echo(json.dumps(body, ensure_ascii=False) if as_json else _in_words(body))


def _in_words(body: Mapping[str, Any]) -> str:
    from django.utils.translation import gettext as _

    lines = [line for matter in body["matters"] for line in _matter(matter)]
    if body["pages"] > 1:
        lines.append(_("Page {page} of {pages}.").format(**body))
    return "\n".join(lines) or _("No gaps, no overlaps.")


def _matter(matter: Mapping[str, Any]) -> Iterator[str]:
    from django.utils.translation import gettext as _

    from mandat.common.formats import local

    said = {"gap": _("nobody"), "vacant": _("nobody holds it"), "overlap": _("overlap")}
    for stage in matter["stages"]:
        for region in stage["regions"]:
            if region["state"] in said:
                names = [local(m["holder"]["name"]) for m in region["mandates"] or region["vacant"]]
                who = f" ({', '.join(names)})" if names else ""
                where = f"{matter['matter']} / {stage['stage']}{_range(stage, region)}"
                yield f"{where}: {said[region['state']]}{who}"


def _range(stage: Mapping[str, Any], region: Mapping[str, Any]) -> str:
    if stage["axis"] is None or (region["low"] is None and region["high"] is None):
        return ""
    high = "…" if region["high"] is None else _value(region["high"])
    return f", {stage['axis']} {_value(region['low'])}–{high}"


def _value(value: Any) -> str:
    from mandat.common.formats import money
    from mandat.common.money import Money

    if isinstance(value, Mapping):
        return money(Money(int(value["minor"]), value["currency"]))
    return str(value)
