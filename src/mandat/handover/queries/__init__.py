"""Reads of hand-overs. What a reader may see is decided here."""
