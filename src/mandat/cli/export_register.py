"""`mandat export register FILE`: the decisions of a body, for a case system or an archive."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from mandat.cli.main import run_django


@click.command("register")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--body", required=True, help="The key of the circle that decisions are reported to.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day; a year back if none.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day; today if none.")
def register(file: Path, *, body: str, since: datetime | None, until: datetime | None) -> None:
    """Write every delegated decision of a body to FILE, .csv or .json, with all it holds."""
    run_django()
    from datetime import timedelta

    from mandat.cli.export import write_bytes
    from mandat.common import clock, formats
    from mandat.common.refusals import BadInputError, Refusal
    from mandat.services.register import files
    from mandat.services.register.queries import RegisterPage, decisions_of

    writers: dict[str, Any] = {"csv": files.as_csv, "json": files.as_json}
    kind = file.suffix.casefold().removeprefix(".")
    if kind not in writers:
        raise BadInputError(
            Refusal("cli.not_that_kind", {"file": str(file), "known": ".csv, .json"})
        )
    last = until.date() if until else formats.today()
    first = since.date() if since else last - timedelta(days=365)
    circle = _circle(body)
    found = decisions_of(circle, first, last, clock.now())
    page = RegisterPage(circle, (), first, last, found)
    write_bytes(file, writers[kind](page), len(found))


def _circle(key: str) -> Any:
    from mandat.common.refusals import BadInputError, Refusal
    from mandat.power.queries import circle_called

    found = circle_called(key)
    if found is None:
        raise BadInputError(Refusal("power.circle_unknown", {"given": key}, "body"))
    return found
