"""Obstacles: what holds somebody back in a hand-over, and the help that fits."""
