"""`mandat handover list|show`: what anyone in the organisation can read of hand-overs."""

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from mandat.cli.main import run_django
from mandat.common.refusals import BadInputError, Refusal

if TYPE_CHECKING:
    from mandat.handover.queries.views import Line, ProposalPage

NOBODY = UUID(int=0)
"""The command line has no person: it shows what every member may see, and nothing more."""


@click.group()
def handover() -> None:
    """Read hand-overs."""


@handover.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one hand-over a line.")
def list_(*, as_json: bool) -> None:
    """List every hand-over that is open to all, newest first."""
    run_django()
    for line in _lines():
        if as_json:
            click.echo(json.dumps(_as_json(line), ensure_ascii=False))
        else:
            until = line.until.date().isoformat() if line.until else "-"
            click.echo(f"{line.number:>5}  {line.state:<18} {until:<10}  {_sentence(line)}")


@handover.command()
@click.argument("number", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(number: int, *, as_json: bool) -> None:
    """Show one hand-over by its number: terms, voices, what is missing, what it gave."""
    run_django()
    from mandat.common import clock
    from mandat.handover.queries.proposal import proposal_page

    line = next((line for line in _lines() if line.number == number), None)
    page = proposal_page(line.id, NOBODY, clock.now()) if line else None
    if page is None:
        raise BadInputError(Refusal("handover.not_found"))
    if as_json:
        click.echo(json.dumps(_page_as_json(page), ensure_ascii=False))
    else:
        _print_page(page)


def _lines() -> "tuple[Line, ...]":
    from mandat.common import clock
    from mandat.handover.queries.lists import proposals_page

    page = proposals_page(NOBODY, clock.now())
    found = (*page.under_way, *page.in_force, *page.ended)
    return tuple(sorted(found, key=lambda line: -line.number))


def _sentence(line: "Line") -> str:
    from mandat.common.formats import limits, local

    what = line.proposed
    where = f"{local(what.matter.name)} ({local(what.stage.name)})"
    to = what.to_person.name if what.to_person else local(what.to_role)
    within = limits(what.limits, what.matter.facts)
    return f"{where}, {within}: {what.kind}" + (f" → {to}" if to else "")


def _as_json(line: "Line") -> dict[str, Any]:
    from mandat.power.rules import limits_to_json

    what = line.proposed
    return {
        "id": str(line.id),
        "number": line.number,
        "kind": what.kind,
        "matter": what.matter.key,
        "stage": what.stage.key,
        "limits": limits_to_json(what.limits),
        "to_person": str(what.to_person.id) if what.to_person else None,
        "to_role": dict(what.to_role) if what.to_role else None,
        "owner": str(line.owner.id),
        "state": line.state,
        "since": line.since.isoformat() if line.since else None,
        "until": line.until.isoformat() if line.until else None,
        "open_objections": line.open_objections,
    }


def _page_as_json(page: "ProposalPage") -> dict[str, Any]:
    return {
        **_as_json(page.line),
        "consents": page.consents,
        "concerns": page.concerns,
        "objections": page.objections,
        "missing": [r.code for r in page.missing],
        "users": [str(person.id) for person in page.users],
        "cases": page.given.cases if page.given else 0,
        "days_back": page.given.days if page.given else None,
        "seed_hash": page.seed_hash,
        "seed": page.seed or None,
    }


def _print_page(page: "ProposalPage") -> None:
    from mandat.common.phrases import say

    click.echo(f"{page.line.number}  {_sentence(page.line)}")
    click.echo(f"       {page.line.state}, {page.line.owner.name}")
    for voice in page.voices:
        words = f": {voice.words}" if voice.words else ""
        click.echo(f"       {voice.kind:<10} {voice.person.name}{words}")
    for refusal in page.missing:
        click.echo(f"     - {say(refusal)}")
