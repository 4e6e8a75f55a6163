"""`mandat backup` and `mandat restore`: one file with everything, taken while people work."""

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from mandat.cli.ground import data_folder, run_django, set_up_django
from mandat.common.refusals import BadInputError, Refusal

DATABASE, SECRET, MANIFEST = "database.sqlite", "secret-key", "manifest.json"
VERSION = 1


def _database_file() -> Path:
    """Return where the SQLite database lies. Raises BadInputError for PostgreSQL."""
    from django.db import connection

    if connection.vendor != "sqlite":
        raise BadInputError(Refusal("cli.only_sqlite"))
    return Path(str(connection.settings_dict["NAME"]))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write everything to FILE (zip): database, secret and a manifest. People can go on working."""
    run_django()
    database = _database_file()
    if file.exists():
        raise BadInputError(Refusal("cli.file_is_there", {"file": str(file)}))
    if not file.absolute().parent.is_dir():
        raise BadInputError(Refusal("cli.no_folder", {"file": str(file)}))
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
        copy, whole = Path(folder) / DATABASE, Path(folder) / "whole.zip"
        _copy_database(database, copy)
        _write_zip(whole, copy)
        whole.rename(file)
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


def _copy_database(source: Path, target: Path) -> None:
    """Copy with SQLite's online backup, which gives one consistent state."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _write_zip(whole: Path, copy: Path) -> None:
    from mandat.record.queries import root, size

    manifest = {
        "version": VERSION,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": hashlib.sha256(copy.read_bytes()).hexdigest(),
        "record": {"size": size(), "root": root()},
    }
    handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(MANIFEST, json.dumps(manifest, indent=2))
        pack.write(copy, DATABASE)
        secret = data_folder() / SECRET
        if secret.is_file():
            pack.write(secret, SECRET)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace the organisation that is here. Stop it first.")
def restore(file: Path, *, force: bool) -> None:
    """Put back everything from FILE, which mandat backup made."""
    set_up_django()
    from django.utils.translation import gettext as _

    database = _database_file()
    if database.exists() and not force:
        raise BadInputError(Refusal("cli.would_overwrite", {"file": str(database)}))
    if not file.is_file():
        raise BadInputError(Refusal("cli.no_file", {"file": str(file)}))
    data_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data_folder()) as folder:
        manifest = _unpack(file, Path(folder))
        _replace(Path(folder) / DATABASE, database)
        secret = Path(folder) / SECRET
        if secret.is_file():
            secret.chmod(0o600)
            secret.rename(data_folder() / SECRET)
    restored = _("Restored from {made_at}: {size} entries.")
    click.echo(restored.format(made_at=manifest["made_at"], size=manifest["record"]["size"]))
    click.echo(_("Check it: mandat record verify"))


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    """Unpack and check a backup. Raises BadInputError when it is damaged or something else."""
    wrong = BadInputError(Refusal("cli.not_a_backup", {"file": str(file)}))
    try:
        with zipfile.ZipFile(file) as pack:
            manifest: dict[str, Any] = json.loads(pack.read(MANIFEST))
            for name in {DATABASE, SECRET} & set(pack.namelist()):
                (folder / name).write_bytes(pack.read(name))
        digest = hashlib.sha256((folder / DATABASE).read_bytes()).hexdigest()
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        raise wrong from None
    if manifest.get("version") != VERSION or manifest.get("sha256") != digest:
        raise wrong
    return manifest


def _replace(new: Path, database: Path) -> None:
    """Put the new database in place, without what the old one had in its journals."""
    for journal in ("-wal", "-shm"):
        database.with_name(database.name + journal).unlink(missing_ok=True)
    new.rename(database)
