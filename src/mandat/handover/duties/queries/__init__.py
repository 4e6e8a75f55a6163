"""Reads of duties: what a change waits for, and a page with every step."""

from mandat.handover.duties.queries.waiting import duties_now, duties_wait, groups_of, wait_each

__all__ = ["duties_now", "duties_wait", "groups_of", "wait_each"]
