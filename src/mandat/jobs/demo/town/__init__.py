"""Ekby as it is written down: circles, people, matters, and what its people ask for."""
