"""Sentences of the room handover."""

from django.utils.functional import Promise

SENTENCES: dict[str, str | Promise] = {}
