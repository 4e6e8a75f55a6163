"""Mandat: hand over one decision at a time."""
