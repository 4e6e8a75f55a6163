"""`mandat token`: words that let other systems ask, and nothing more."""

import json
from typing import Any
from uuid import UUID

import click

from mandat.cli.main import run_django
from mandat.common.refusals import BadInputError, Refusal


@click.group()
def token() -> None:
    """Let other systems ask who may decide."""


@token.command("new")
@click.argument("name")
@click.option("--person", required=True, help="Who answers for it, by e-mail.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def new(*, name: str, person: str, as_json: bool) -> None:
    """Make a token called NAME and print it, this once."""
    run_django()
    from mandat.api.actions import make_token
    from mandat.common import clock
    from mandat.power.queries import person_by_email

    found = person_by_email(person)
    if found is None:
        raise BadInputError(Refusal("power.person_unknown", {"given": person}, "--person"))
    identity, word = make_token(found.id, name=name, at=clock.now())
    click.echo(json.dumps({"id": str(identity), "token": word}) if as_json else word)


@token.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(*, as_json: bool) -> None:
    """Show every token: who answers for it, and when it last asked."""
    run_django()
    from mandat.api.queries import tokens

    for found in tokens():
        body = {
            "id": str(found.id),
            "name": found.name,
            "person": found.person.name if found.person else None,
            "made_at": _when(found.made_at),
            "last_used": _when(found.last_used),
            "withdrawn_at": _when(found.withdrawn_at),
        }
        line = "  ".join(str(value) for value in body.values() if value)
        click.echo(json.dumps(body, ensure_ascii=False) if as_json else line)


@token.command("withdraw")
@click.argument("identity", metavar="ID")
def withdraw(*, identity: str) -> None:
    """Withdraw the token with this ID; it stops at once."""
    run_django()
    from mandat.api.actions import withdraw_token
    from mandat.common import clock

    try:
        which = UUID(identity)
    except ValueError:
        raise BadInputError(Refusal("api.no_token", {"given": identity})) from None
    withdraw_token(None, token=which, at=clock.now())


def _when(at: Any) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
