"""What is practised with: learning paths, scripted rounds, and past cases."""

from mandat.growth.practice.rules.paths import Part, Path, read_path
from mandat.growth.practice.rules.rounds import Choice, Round, Scene, read_round

__all__ = ["Choice", "Part", "Path", "Round", "Scene", "read_path", "read_round"]
