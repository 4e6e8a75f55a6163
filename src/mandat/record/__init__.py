"""Append-only entries, their Merkle root, and the one door for writing."""
