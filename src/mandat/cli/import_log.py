"""`mandat import log FILE`: bring a real log into the organisation."""

from pathlib import Path

import click

from mandat.cli.main import run_django


@click.command("log")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--must-pass",
    multiple=True,
    metavar="STEP",
    help="A step that every case must pass, in order; may be given several times.",
)
@click.option(
    "--holder",
    "holders",
    multiple=True,
    metavar="ROLE=PERSON",
    help="Appoint someone, by e-mail address, to a role of the log.",
)
@click.option(
    "--currency",
    default="",
    metavar="CODE",
    help="Currency of the amounts, such as SEK; without it they are plain numbers.",
)
@click.option(
    "--circle",
    default="",
    metavar="KEY",
    help="Circle the matters lie in; otherwise the outermost.",
)
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    help="TOML file saying what the log's names mean (docs/reference/log-map.md).",
)
def log(
    file: Path,
    *,
    must_pass: tuple[str, ...],
    holders: tuple[str, ...],
    currency: str,
    circle: str,
    map_file: Path | None,
) -> None:
    """Bring in a log: matters, stages, vacant roles and past rulings. Whole, or nothing."""
    run_django()
    from mandat.common import clock
    from mandat.common.phrases import say
    from mandat.common.refusals import BadInputError, Refusal, RefusedError
    from mandat.evidence.actions import import_log
    from mandat.evidence.reading import read_log, read_map
    from mandat.evidence.rules.mapping import LogMap
    from mandat.power.queries import organisation

    founded = organisation()
    if founded is None:
        raise RefusedError(Refusal("power.not_founded"))
    if currency and not (currency.isalpha() and len(currency) == 3):
        raise BadInputError(Refusal("evidence.bad_currency", {"given": currency}, "currency"))
    log_map = read_map(map_file) if map_file else LogMap()
    done = import_log(
        founded.founded_by,
        log=read_log(file, log_map),
        must_pass=must_pass,
        holders=dict(_pair(holder) for holder in holders),
        people=log_map.people,
        circle=circle,
        currency=currency.upper(),
        at=clock.now(),
    )
    facts = {name: getattr(done, name) for name in done.__dataclass_fields__}
    code = "imported" if done.added else "imported_nothing"
    click.echo(say(Refusal(f"evidence.{code}", {"file": file.name, **facts})))


def _pair(text: str) -> tuple[str, str]:
    from mandat.common.refusals import BadInputError, Refusal

    role, sign, person = text.partition("=")
    if not (role.strip() and sign and person.strip()):
        raise BadInputError(Refusal("evidence.bad_holder", {"given": text}, "holder"))
    return role.strip(), person.strip()
