"""`mandat disposal list|do` and `mandat erase person`: letting go of what is no longer kept."""

import json
from typing import Any

import click

from mandat.cli.main import run_django


@click.group()
def disposal() -> None:
    """What is past the time for which it is kept: list it, and let it go by a decision."""


@disposal.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_due(*, as_json: bool) -> None:
    """Show for how long each kind is kept, and how much of it could be let go."""
    run_django()
    from django.utils.translation import gettext as _

    from mandat.common import clock
    from mandat.services.keeping.queries import disposal_list

    found = disposal_list(clock.now())
    if as_json:
        body = [
            {
                "kind": one.kind,
                "years": one.keep.years,
                "ref": one.keep.ref,
                "count": one.count,
                "oldest": one.oldest.isoformat() if one.oldest else None,
            }
            for one in found
        ]
        click.echo(json.dumps(body, ensure_ascii=False))
        return
    for one in found:
        kept = _("for good") if one.keep.years is None else _("%(n)s years") % {"n": one.keep.years}
        click.echo(f"{one.kind}: {kept} {one.keep.ref}".rstrip() + f"  {one.count}")


@disposal.command("do")
@click.argument("kind")
@click.option("--decision", required=True, help="What it rests on, such as “KS § 12”.")
def do(kind: str, decision: str) -> None:
    """Erase the words of KIND whose time is out. The entries and their proofs stay."""
    founder = _founder()
    from django.utils.translation import gettext as _

    from mandat.common import clock
    from mandat.services.keeping.actions import dispose

    count = dispose(founder, kind=kind, decision=decision, at=clock.now())
    click.echo(_("Erased the words of %(n)s entries. The record says so.") % {"n": count})


@click.group()
def erase() -> None:
    """Erase what names a person. See also mandat disposal."""


@erase.command()
@click.argument("email")
@click.option("--decision", required=True, help="What it rests on, such as “HR 12 May”.")
def person(email: str, decision: str) -> None:
    """Erase the name, address and account of the person with EMAIL, and what was only theirs.

    What they decided stays, by an identity that leads to no name. Words that others wrote of them,
    and backups, are not searched.
    """
    founder = _founder()
    from django.utils.translation import gettext as _

    from mandat.common import clock
    from mandat.common.refusals import BadInputError, Refusal
    from mandat.power.actions import erase_person
    from mandat.power.queries import person_by_email

    found = person_by_email(email)
    if found is None:
        raise BadInputError(Refusal("power.person_unknown", {"given": email}, "email"))
    done = erase_person(founder, person=found.id, decision=decision, at=clock.now())
    click.echo(
        _("Erased: name, address, account, and %(n)s rows of their own.") % {"n": done["own"]}
    )
    click.echo(
        _("Kept: what they decided and held, by an identity without a name; words of others.")
    )


def _founder() -> Any:
    run_django()
    from mandat.common.refusals import Refusal, RefusedError
    from mandat.power.queries import organisation

    found = organisation()
    if found is None:
        raise RefusedError(Refusal("power.not_founded"))
    return found.founded_by
