"""Telling people what a mirror of a log shows, in a terminal or on a page of its own."""
