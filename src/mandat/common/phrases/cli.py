"""Sentences of the command line."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "cli.order_read": _("{file}: {rows} rows. {whole} understood, {partly} partly, {unread} not."),
    "cli.order_waits": _("Nothing is written yet. Look through it as the founder: {path}"),
    "cli.order_written": _("Written from {file}. Mandates: {count}."),
    "cli.not_that_kind": _("{file}: cannot be written as this kind. These can: {known}."),
    "cli.no_file": _("{file}: there is no such file. Check the name and the folder."),
    "cli.is_directory": _("{file} is a folder. Name the file inside it."),
    "cli.empty_file": _("{file} is empty. It should start with a row of column names."),
    "cli.no_rows": _("{file} has column names but no rows. Nothing was added."),
    "cli.not_utf8": _("{file} is not UTF-8 text (byte {byte}). Save it again as “CSV UTF-8”."),
    "cli.in_file": _("{file} was not brought in. Nothing was added; mend this and try again:"),
    "cli.nobody_to_invite": _(
        "Everyone asked for has a password already, or there is nobody with that address."
    ),
    "cli.added_people": _("Added from {file}. People: {count}."),
    "cli.added_circles": _("Added from {file}. Circles: {count}."),
    "cli.added_automats": _("Added from {file}. Automats: {count}."),
    "cli.added_roles": _("Added from {file}. Roles: {count}."),
    "cli.added_matters": _(
        "Added from {file}. Matters: {count}, each as a service people can ask for."
    ),
    "cli.added_mandates": _("Added from {file}. Mandates: {count}."),
    "cli.no_secret": _("There is no installation in {folder}. Run mandat init or mandat demo."),
    "cli.no_database": _("There is no database at {file}. Run mandat init or mandat demo."),
    "cli.no_contact": _("No contact with the database: {reason}. Check MANDAT_DATABASE."),
    "cli.not_upgraded": _(
        "The database is of another version: {count} changes are missing. "
        "Take a backup, then run mandat upgrade."
    ),
    "cli.no_organisation": _("There is no organisation here yet. Run mandat init."),
    "cli.no_port": _("Ports {first} to {last} are all taken. Choose another with --port."),
    "cli.passwords_differ": _("The two passwords differ. Nothing was made."),
    "cli.weak_password": _("Choose another password. {why}"),
    "cli.only_sqlite": _(
        "This organisation is in PostgreSQL. Back it up with pg_dump and pg_restore."
    ),
    "cli.exported": _("{file} is written. Rows: {count}."),
    "cli.file_is_there": _("{file} is there already. Choose another name."),
    "cli.no_folder": _("{file}: its folder does not exist."),
    "cli.not_a_backup": _("{file} is not a backup made by mandat backup, or it is damaged."),
    "cli.would_overwrite": _(
        "There is an organisation in {file} already. To replace it, add --force."
    ),
}
