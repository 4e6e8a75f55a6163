"""Sentences of the room services."""

from django.utils.functional import Promise

SENTENCES: dict[str, str | Promise] = {}
