"""Duties to employees: steps that the rules demand before a change of their work."""
