"""Delegation orders: read, reviewed, adopted, written."""
