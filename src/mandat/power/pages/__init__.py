"""The map, and who stands in for whom."""
