"""`mandat rules`: the rules an organisation decides by, read and adopted."""

import json
from typing import Any

import click

from mandat.cli.main import run_django


@click.group()
def rules() -> None:
    """The rules you decide by: list, show, adopt, reserve."""


@rules.command("list")
def list_rules() -> None:
    """List the rules that come with Mandat, to begin from."""
    run_django()
    from mandat.common.formats import local
    from mandat.power.presets import preset_names, read_book

    for name in preset_names():
        click.echo(f"{name}: {local(read_book(name).name)}")


@rules.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(*, as_json: bool) -> None:
    """Show the rules in force, and the decision they rest on."""
    run_django()
    from mandat.common import clock
    from mandat.power.queries import rules_page

    page = rules_page(clock.now())
    body: dict[str, Any] = {"rules": page.settings, "since": None, "decision": page.decision}
    if page.since is not None:
        body["since"] = page.since.isoformat()
    if as_json:
        click.echo(json.dumps(body, ensure_ascii=False))
        return
    for name, value in page.settings.items():
        click.echo(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    if page.decision:
        click.echo(f"{page.decision}  {body['since']}")


@rules.command()
@click.argument("name_or_file")
@click.option("--decision", required=True, help="What they rest on, such as “KF § 12”.")
def adopt(name_or_file: str, decision: str) -> None:
    """Adopt NAME_OR_FILE: one of those that come with Mandat, or a TOML file of your own."""
    founder = _founder()
    from django.utils.translation import gettext as _

    from mandat.common import clock
    from mandat.power.actions import adopt_rules
    from mandat.power.presets import read_book

    adopt_rules(founder, book=read_book(name_or_file), decision=decision, at=clock.now())
    click.echo(_("Adopted. The rules hold from now on."))


@rules.command()
@click.argument("matter")
@click.argument("ground")
def reserve(matter: str, ground: str) -> None:
    """Say that MATTER may never be delegated, on a GROUND that the rules in force name."""
    founder = _founder()
    from django.utils.translation import gettext as _

    from mandat.common import clock
    from mandat.common.refusals import BadInputError, Refusal
    from mandat.power.actions import reserve_matter
    from mandat.power.queries import matter as find

    found = find(matter)
    if found is None:
        raise BadInputError(Refusal("power.matter_unknown", {"given": matter}, "matter"))
    reserve_matter(founder, matter=found.id, ground=ground, at=clock.now())
    click.echo(_("Noted. It may never be delegated."))


def _founder() -> Any:
    """Set up, and return who may: until the founding act whoever ran `init`."""
    run_django()
    from mandat.common.refusals import Refusal, RefusedError
    from mandat.power.queries import organisation

    found = organisation()
    if found is None:
        raise RefusedError(Refusal("power.not_founded"))
    return found.founded_by
