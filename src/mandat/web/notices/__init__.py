"""Doors of notices that reach into several rooms: answers by link, and the calendar."""
