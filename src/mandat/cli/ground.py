"""What commands stand on: where data lie, the secret, Django, and a database that is in order."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mandat.common.refusals import BadInputError, Refusal


class WrongSettingError(click.ClickException):
    """A setting in the environment cannot be read; sentences need settings, so this has its own."""

    exit_code = 2


def data_folder() -> Path:
    """Return the folder with this installation's data; settings read the same variable."""
    return Path(os.environ.get("MANDAT_DATA", "data")).resolve()


def choose_demo() -> None:
    """Work on the demo municipality from here on; must come before Django is set up."""
    os.environ["MANDAT_DEMO"] = "1"
    os.environ.setdefault("MANDAT_REPORTS_ROLE", "hr-head")
    os.environ.setdefault("MANDAT_MEASURES_NEGOTIATED", "pulse:2025-12-10,felt:2025-12-10")


def ensure_secret() -> None:
    """Make the data folder and, once, the installation's secret, readable by its owner alone."""
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_secret(folder / "secret-key")
    except OSError as error:
        raise WrongSettingError(f"MANDAT_DATA: {folder}: {error.strerror}") from None


def _write_secret(kept: Path) -> None:
    if os.environ.get("MANDAT_SECRET_KEY") or kept.exists():
        return
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))


def set_up_django() -> None:
    """Load settings and the app. Harmless when it has already been done."""
    import django
    from django.apps import apps
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mandat.settings")
    if not apps.ready:
        try:
            django.setup()
        except (ValueError, ImproperlyConfigured) as error:
            raise WrongSettingError(str(error)) from None
        from django.utils import translation

        translation.activate(language())


def language() -> str:
    """Return the language of the terminal: Swedish where it says so, else English."""
    said = (os.environ.get(name) for name in ("MANDAT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return "sv" if next((s for s in said if s), "").startswith("sv") else "en"


def run_django() -> None:
    """Set Django up on a database that is in order; every command on an organisation calls it.

    Raises BadInputError when there is no organisation here, or its tables are of another version.
    """
    set_up_django()
    refusal = what_is_missing()
    if refusal is not None:
        raise BadInputError(refusal)
    from django.conf import settings

    if settings.DEMO:
        from mandat.web.demo.clock import start

        start()


def what_is_missing() -> Refusal | None:
    """Return what keeps commands from working here: secret, database, tables or organisation."""
    from django.conf import settings
    from django.db import connection

    if settings.SECRET_KEY == "not-yet-initialised":  # noqa: S105 - the sign that there is none
        return Refusal("cli.no_secret", {"folder": str(data_folder())})
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).is_file():
        return Refusal("cli.no_database", {"file": str(connection.settings_dict["NAME"])})
    waiting = unapplied_migrations()
    if waiting:
        return Refusal("cli.not_upgraded", {"count": len(waiting)})
    from mandat.power.queries import organisation

    return None if organisation() else Refusal("cli.no_organisation")


@contextmanager
def in_contact() -> Iterator[None]:
    """Say so, when there is no contact with the database or it is none."""
    from django.db.utils import DatabaseError

    try:
        yield
    except DatabaseError as error:
        reason = str(error).strip()
        raise BadInputError(Refusal("cli.no_contact", {"reason": reason})) from None


def unapplied_migrations() -> list[str]:
    """Return the names of migrations that the database has not had."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with in_contact():
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


def migrate() -> None:
    """Bring the database's tables to this version, without a word."""
    from django.core.management import call_command

    with in_contact():
        call_command("migrate", verbosity=0, interactive=False)
