"""Sentences of the room record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "record.agrees": _("The record agrees: {size} entries, root {root}."),
    "record.entry_gap": _("Entry {expected} is missing: the next one is {found}."),
    "record.entry_leaf": _(
        "Entry {key} has been changed: its text no longer gives its fingerprint."
    ),
    "record.entry_columns": _("Entry {key} has been changed: its columns differ from its text."),
    "record.entry_commitment": _(
        "Entry {key}: its personal content has been changed or removed without an entry "
        "that says so."
    ),
    "record.entry_type": _("Entry {key} is of a kind this version does not know."),
    "record.entry_extra": _("Entry {key} adds a row that exists already."),
    "record.entry_missing": _("Entry {key} changes a row that does not exist."),
    "record.head_root": _("The root differs: {expected} was kept, the entries give {found}."),
    "record.row_value": _(
        "Table {table}, row {key}, column {column}: the record says {expected}, the "
        "database says {found}."
    ),
    "record.row_extra": _(
        "Table {table}, row {key}: stands in the database but not in the record."
    ),
    "record.row_missing": _(
        "Table {table}, row {key}: stands in the record but not in the database."
    ),
}
