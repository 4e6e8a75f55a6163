"""`mandat mirror`: a log in, what it shows out. Needs no organisation, settings or database."""

import json
import locale
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mandat.common.refusals import RefusedError
    from mandat.evidence.rules.report import MirrorReport

HARMS = ("stopped", "any-no", "money")


@click.command("mirror")
@click.argument("log", type=click.Path(path_type=Path))
@click.option(
    "--tolerance",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.02,
    show_default=True,
    help="Largest share of harm a limit may let by.",
)
@click.option(
    "--confidence",
    type=click.FloatRange(0.5, 1, max_open=True),
    default=0.95,
    show_default=True,
    help="How sure the whole report must be.",
)
@click.option(
    "--harm",
    type=click.Choice(HARMS),
    default="stopped",
    show_default=True,
    help="What counts as harm: a no after which the case was never granted, or any no.",
)
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    help="TOML file saying what the log's names mean (docs/reference/log-map.md).",
)
@click.option(
    "--backtest",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Seek limits as if it were this day, and try them on what came after.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--html",
    "html_file",
    type=click.Path(path_type=Path),
    help="Write the report as a page in this file.",
)
@click.option("--lang", type=click.Choice(["sv", "en"]), help="Language; default from LANG.")
def mirror(  # noqa: PLR0917 - click hands over one argument an option
    log: Path,
    tolerance: float,
    confidence: float,
    harm: str,
    map_file: Path | None,
    backtest: datetime | None,
    as_json: bool,  # noqa: FBT001 - a flag of the command
    html_file: Path | None,
    lang: str | None,
) -> None:
    """Show what the rulings in LOG say: yes and no, waiting, and limits that could be handed over.

    LOG is an event log as XES or CSV, plain or gzip.
    """  # fmt: skip
    from mandat.common.refusals import RefusedError

    lang = lang or language_of(os.environ)
    terms = (tolerance, confidence, harm)
    try:
        report = look(log, map_file, terms, backtest.date() if backtest else None)
        if html_file:
            _write(report, html_file, lang)
    except RefusedError as refused:
        _refuse(refused, lang)
    if as_json:
        _print_json(report)
    elif not html_file:
        _print(report, lang)


def look(
    log: Path, map_file: Path | None, terms: tuple[float, float, str], backtest: date | None
) -> "MirrorReport":
    """Read the log and mirror it. Raises BadInputError for what cannot be read or asked."""
    from mandat.common.refusals import BadInputError, Refusal
    from mandat.evidence.reading import read_log, read_map
    from mandat.evidence.rules.report import Terms
    from mandat.evidence.rules.report import mirror as mirrored

    tolerance, confidence, harm = terms
    if harm == "money":
        raise BadInputError(Refusal("evidence.harm_money_later", field="harm"))
    read = read_log(log, read_map(map_file) if map_file else None)
    asked = Terms(tolerance, confidence, "any-no" if harm == "any-no" else "stopped")
    if backtest is not None and not any(c.started_at.date() < backtest for c in read.cases):
        facts = {"file": log.name, "day": backtest.isoformat()}
        raise BadInputError(Refusal("evidence.backtest_too_early", facts, "backtest"))
    return mirrored(read, asked, backtest=backtest)


def language_of(environment: "os._Environ[str] | dict[str, str]") -> str:
    """Return "sv" or "en" from the usual variables; Swedish is the first language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "sv" if value.lower().startswith("sv") else "en"
    return "sv" if (locale.getlocale()[0] or "sv").lower().startswith("sv") else "en"


def speak(lang: str) -> None:
    """Make sentences come in this language, where no settings have been loaded."""
    import django
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:
        source = Path(__file__).resolve().parent.parent
        settings.configure(
            USE_I18N=True,
            USE_TZ=True,
            TIME_ZONE="UTC",
            LANGUAGE_CODE=lang,
            LOCALE_PATHS=[str(source / room / "locale") for room in ("evidence", "common")],
        )
        django.setup(set_prefix=False)
    translation.activate(lang)


def _refuse(refused: "RefusedError", lang: str) -> None:
    speak(lang)
    from mandat.common.phrases import say

    for refusal in refused.refusals:
        click.echo(say(refusal), err=True)
    sys.exit(2)


def _print_json(report: "MirrorReport") -> None:
    from mandat.evidence.rules.report import as_json

    click.echo(json.dumps(as_json(report), ensure_ascii=False, indent=2))


def _print(report: "MirrorReport", lang: str) -> None:
    speak(lang)
    from rich.console import Console

    from mandat.evidence.telling.terminal import show
    from mandat.evidence.telling.told import tell

    show(tell(report), Console(highlight=False))


def _write(report: "MirrorReport", html_file: Path, lang: str) -> None:
    speak(lang)
    from mandat.common.refusals import BadInputError, Refusal
    from mandat.evidence.telling.page import as_html
    from mandat.evidence.telling.told import tell

    try:
        html_file.write_text(as_html(tell(report), lang), encoding="utf-8")
    except OSError as error:
        facts = {"file": str(html_file), "detail": error.strerror or str(error)}
        raise BadInputError(Refusal("evidence.cannot_write", facts, "html")) from None
    click.echo(str(html_file))


if __name__ == "__main__":
    mirror()
