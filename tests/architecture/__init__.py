"""Checks that hold the house of docs/explanation/the-house.md upright."""
