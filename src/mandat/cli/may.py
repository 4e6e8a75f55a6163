"""`mandat may`: ask who may decide, and why."""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from mandat.cli.main import run_django


@click.command()
@click.argument("person")
@click.argument("verb", type=click.Choice(["yes", "no", "ja", "nej"]))
@click.argument("matter")
@click.argument("facts", nargs=-1, metavar="[FACT=VALUE]...")
@click.option("--asker", help="Who asks, by e-mail; by default nobody that matters.")
@click.option("--for", "for_whom", help="Whom it is for, by e-mail; by default the asker.")
@click.option("--stage", help="Only this stage; by default the whole matter.")
@click.option("--at", "moment", help="A time, such as 2026-09-01 or 2026-09-01T08:00; default now.")
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
    as_json: bool,
) -> None:
    """Ask whether PERSON (an e-mail address) may say yes or no in a MATTER.

    Exits with 0 for yes, 1 for no or when others are needed too, 2 for a question it cannot read.
    """
    run_django()
    from mandat.common.refusals import BadInputError, Refusal
    from mandat.power.queries import ask_may

    given = dict(part.partition("=")[::2] for part in facts)
    if any("=" not in part for part in facts):
        raise BadInputError(Refusal("power.fact_without_value", {"given": " ".join(facts)}))
    found = ask_may(
        person=person,
        verb="yes" if verb in ("yes", "ja") else "no",
        matter=matter,
        given=given,
        asker=asker,
        for_whom=for_whom,
        stage=stage,
        at=_moment(moment),
    )
    body = _as_json(found)
    click.echo(json.dumps(body, ensure_ascii=False) if as_json else _in_words(body))
    sys.exit(0 if body["answer"] == "yes" else 1)


def _moment(text: str | None) -> datetime:
    from django.utils import timezone

    from mandat.common import clock
    from mandat.common.refusals import BadInputError, Refusal

    if text is None:
        return clock.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInputError(Refusal("power.bad_moment", {"given": text}, "--at")) from None
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _as_json(found: Any) -> dict[str, Any]:
    from mandat.common.phrases import lift, say

    return {
        "answer": found.answer,
        "chain": [{"mandate": str(i), "source": source} for i, source in found.chain],
        "reasons": [
            {"code": r.code, "rule": r.facts.get("rule"), "text": say(r), "lift": lift(r)}
            for r in found.reasons
        ],
        "who": [{"stage": stage, "people": list(people)} for stage, people in found.who],
    }


def _in_words(body: Mapping[str, Any]) -> str:
    from django.utils.translation import gettext as _

    lines = [
        {"yes": _("Yes."), "no": _("No."), "needs_also": _("Yes, and others too.")}[body["answer"]]
    ]
    lines += [f"  {reason['text']} {reason['lift']}" for reason in body["reasons"]]
    lines += [f"  {link['mandate']}  {link['source']}" for link in body["chain"]]
    lines += [f"  {who['stage']}: {', '.join(who['people'])}" for who in body["who"]]
    return "\n".join(lines)
