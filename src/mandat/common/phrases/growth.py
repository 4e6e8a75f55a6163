"""Sentences of the room growth."""

from django.utils.functional import Promise

SENTENCES: dict[str, str | Promise] = {}
