"""`mandat changes`: what differs between two times."""

import json
from collections.abc import Mapping
from typing import Any

import click

from mandat.cli.main import run_django


@click.command()
@click.argument("since", metavar="FROM")
@click.argument("until", metavar="[TO]", required=False)
@click.option("--matter", metavar="KEY", help="Only one matter.")
@click.option("--circle", metavar="KEY", help="Only the matters of a circle and those in it.")
@click.option("--known-at", metavar="TIME", help="As the record knew it then.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def changes(
    *,
    since: str,
    until: str | None,
    matter: str | None,
    circle: str | None,
    known_at: str | None,
    as_json: bool,
) -> None:
    """Show which mandates, limits and holders differ between FROM and TO (by default now).

    A day alone, such as 2026-09-01, stands for its last moment.
    """
    run_django()
    from mandat.common import clock
    from mandat.power.api.shapes import differences_json
    from mandat.power.asking.reading import moment_asked
    from mandat.power.queries import differences

    end = moment_asked(until, "TO", last=True) if until else clock.now()
    known = moment_asked(known_at, "--known-at", last=True) if known_at else None
    found = differences(moment_asked(since, "FROM", last=True), end, matter, circle, known)
    body = differences_json(found)
    click.echo(json.dumps(body, ensure_ascii=False) if as_json else _in_words(body))


def _in_words(body: Mapping[str, Any]) -> str:
    from django.utils.translation import gettext as _

    lines = [f"+ {_mandate(m)}" for m in body["added"]]
    lines += [
        f"~ {_mandate(c['before'])} → {c['after']['limits']['text']}" for c in body["changed"]
    ]
    lines += [f"- {_mandate(m)}" for m in body["ended"]]
    lines += [_held(held) for held in body["held"]]
    return "\n".join(lines) or _("Nothing differs.")


def _mandate(mandate: Mapping[str, Any]) -> str:
    from mandat.common.formats import local

    holder = local(mandate["holder"]["name"])
    return f"{mandate['matter']}: {holder}, {mandate['limits']['text']}  {mandate['mandate']}"


def _held(held: Mapping[str, Any]) -> str:
    from mandat.common.formats import local

    return f"{'+' if held['came'] else '-'} {local(held['role'])}: {held['person']['name']}"
