"""Feedback one asks for, of people one chooses."""
