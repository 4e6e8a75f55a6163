"""Journeys: where one is, where one wants to be, small steps there, and whom one asks along."""
