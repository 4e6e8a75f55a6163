"""Tokens: what they look like, and how often one may be used. Pure."""

import hashlib

PREFIX = "mandat_ask_"
"""Begins every token, so that one that has leaked can be found by its look."""
WINDOW_SECONDS = 60
KEPT_DAYS = 90
"""How long it is kept what a token asked about."""
LONGEST_NAME = 80


def digest(token: str) -> str:
    """Return what is kept of a token: SHA-256 of 256 random bits needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def looks_like_one(token: str) -> bool:
    """Tell whether a word can be a token at all."""
    return token.startswith(PREFIX) and len(token) == len(PREFIX) + 43
