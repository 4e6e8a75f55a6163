"""`mandat may`: ask who may decide, and why."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from mandat.cli.main import run_django
from mandat.common.refusals import BadInputError, Refusal

if TYPE_CHECKING:
    from mandat.power.queries import WhatIf
    from mandat.power.rules import Verb

ANYONE = ("anyone", "vem")


@click.command()
@click.argument("person")
@click.argument("verb", type=click.Choice(["yes", "no", "ja", "nej"]))
@click.argument("matter")
@click.argument("facts", nargs=-1, metavar="[FACT=VALUE]...")
@click.option("--asker", help="Who asks, by e-mail; by default nobody that matters.")
@click.option("--for", "for_whom", help="Whom it is for, by e-mail; by default the asker.")
@click.option("--stage", help="Only this stage; by default the whole matter.")
@click.option("--at", "moment", help="A time, such as 2026-09-01 or 2026-09-01T08:00; default now.")
@click.option(
    "--known-at",
    "known",
    help="As the record knew it at a time; then --at is that time too, by default.",
)
@click.option("--without", multiple=True, metavar="MANDATE", help="As if a mandate were withdrawn.")
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="MANDATE:FACT=VALUE",
    help="As if a mandate had this limit.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def may(
    *,
    person: str,
    verb: str,
    matter: str,
    facts: tuple[str, ...],
    asker: str | None,
    for_whom: str | None,
    stage: str | None,
    moment: str | None,
    known: str | None,
    without: tuple[str, ...],
    limits: tuple[str, ...],
    as_json: bool,
) -> None:
    """Ask whether PERSON (an e-mail address, an automat's key or "anyone") may decide a MATTER.

    Exits with 0 for yes and where no decision is needed, 1 for no or when others are needed too,
    2 for a question it cannot read.
    """
    run_django()
    from mandat.common import clock
    from mandat.power.api.shapes import may_json
    from mandat.power.queries import Asked, ask_may

    known_at = _moment(known, "--known-at")
    at = _moment(moment, "--at") or known_at or clock.now()
    said: Verb = "yes" if verb in ("yes", "ja") else "no"
    whom = None if person in ANYONE else person
    supposed = _what_if(without, limits)
    given = _pairs(facts)
    asked = Asked(matter, at, said, given, whom, asker, for_whom, stage, known_at, supposed)
    body = may_json(ask_may(asked))
    click.echo(json.dumps(body, ensure_ascii=False) if as_json else in_words(body))
    sys.exit(0 if body["answer"] in ("yes", "someone", "not_needed") else 1)


def _pairs(parts: Sequence[str]) -> dict[str, str]:
    if any("=" not in part for part in parts):
        raise BadInputError(Refusal("power.fact_without_value", {"given": " ".join(parts)}))
    return dict(part.partition("=")[::2] for part in parts)


def _moment(text: str | None, option: str) -> datetime | None:
    from mandat.power.asking.reading import moment_asked

    return None if text is None else moment_asked(text, option, last=option == "--known-at")


def _what_if(without: Sequence[str], limits: Sequence[str]) -> tuple["WhatIf", ...]:
    from mandat.power.queries import WhatIf

    changed: dict[UUID, dict[str, str]] = {}
    for text in limits:
        mandate, _, pair = text.partition(":")
        changed.setdefault(_mandate(mandate), {}).update(_pairs([pair]))
    return (
        *(WhatIf(_mandate(text)) for text in without),
        *(WhatIf(mandate, given) for mandate, given in changed.items()),
    )


def _mandate(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInputError(Refusal("power.mandate_not_here", {"given": text})) from None


def in_words(body: Mapping[str, Any]) -> str:
    """Return an answer as lines for people."""
    from django.utils.translation import gettext as _

    from mandat.common.formats import day

    said = {
        "yes": _("Yes."),
        "no": _("No."),
        "needs_also": _("Yes, and others too."),
        "someone": _("Someone may."),
        "nobody": _("Nobody may."),
        "not_needed": _("No decision is needed."),
    }
    lines = [said[body["answer"]]]
    lines += [f"  {reason['text']} {reason['lift']}" for reason in body["reasons"]]
    lines += [f"  {_link(link)}" for link in body["chain"]]
    lines += [f"  {_condition(c)}" for c in body["conditions"]]
    for stage in body["stages"] if body["answer"] != "yes" else ():
        lines += _stage(stage)
    if body["missing_facts"]:
        missing = ", ".join(body["missing_facts"])
        lines.append(_("The answer may hang on what was not given: {facts}.").format(facts=missing))
    if body["changes_at"]:
        when = day(datetime.fromisoformat(body["changes_at"]), form="full")
        lines.append(_("It may change on {day}, when a period begins or ends.").format(day=when))
    return "\n".join(lines)


def _condition(condition: Mapping[str, Any]) -> str:
    from django.utils.translation import gettext as _

    heard = condition["kind"] == "consult"
    what = _("{who} has been heard").format(who=condition["words"]) if heard else condition["words"]
    return _("To confirm: {what}").format(what=what)


def _people(who: Mapping[str, Any]) -> str:
    """Name those who may; an automat by its own name, and a body's members as deciding jointly."""
    from django.utils.translation import gettext as _

    from mandat.common.formats import local

    holder = who["chain"][0]["holder"]
    if holder["kind"] == "automat":
        return _("{name}, automatically").format(name=local(holder["name"]))
    named = ", ".join(p["name"] for p in who["people"])
    return _("jointly {names}").format(names=named) if holder["kind"] == "body" else named


def _stage(stage: Mapping[str, Any]) -> list[str]:
    from django.utils.translation import gettext as _

    from mandat.common.formats import local

    name = local(stage["name"])
    if stage["waived_by"]:
        return [f"  {name}: {_('not needed here')}"]
    if not stage["who"]:
        return [f"  {name}: {_('nobody')}"]
    return [
        f"  {name}: {_people(who)}"
        + (f" +{who['more_people']}" if who["more_people"] else "")
        + f"  ({_link(who['chain'][0])})"
        for who in stage["who"]
    ]


def _link(link: Mapping[str, Any]) -> str:
    from mandat.common.formats import local

    parts = [local(link["holder"]["name"]), link["limits"]["text"], link["decision"]]
    return ", ".join(part for part in (*parts, link["mandate"]) if part)
