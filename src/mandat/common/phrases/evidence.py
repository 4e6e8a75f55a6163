"""Sentences of the room evidence."""

from django.utils.functional import Promise

SENTENCES: dict[str, str | Promise] = {}
