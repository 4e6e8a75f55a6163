"""Sentences of the command line."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "cli.no_file": _("{file}: there is no such file. Check the name and the folder."),
    "cli.is_directory": _("{file} is a folder. Name the file inside it."),
    "cli.empty_file": _("{file} is empty. It should start with a row of column names."),
    "cli.no_rows": _("{file} has column names but no rows. Nothing was added."),
    "cli.not_utf8": _("{file} is not UTF-8 text (byte {byte}). Save it again as “CSV UTF-8”."),
    "cli.in_file": _("{file} was not brought in. Nothing was added; mend this and try again:"),
    "cli.added_people": _("Added {count} people from {file}."),
    "cli.added_circles": _("Added {count} circles from {file}."),
    "cli.added_roles": _("Added {count} roles from {file}."),
    "cli.added_matters": _(
        "Added {count} matters from {file}, each as a service people can ask for."
    ),
    "cli.added_mandates": _("Added {count} mandates from {file}."),
}
