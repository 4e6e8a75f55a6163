"""What is told, when a mail may go, and how a calendar is written. Pure."""

from mandat.notices.rules.calendar import Event, calendar
from mandat.notices.rules.values import (
    ASKED_FOR,
    KEPT_FOR,
    KINDS,
    LINK_LASTS,
    RHYTHMS,
    SEEN_FOR,
    STANDING,
    Choices,
    Due,
    Kind,
    Quiet,
    Rhythm,
    again,
    check_choices,
)
from mandat.notices.rules.when import Bundle, Pending, bundle, is_quiet, may_mail, opens_at, wait

__all__ = [
    "ASKED_FOR",
    "KEPT_FOR",
    "KINDS",
    "LINK_LASTS",
    "RHYTHMS",
    "SEEN_FOR",
    "STANDING",
    "Bundle",
    "Choices",
    "Due",
    "Event",
    "Kind",
    "Pending",
    "Quiet",
    "Rhythm",
    "again",
    "bundle",
    "calendar",
    "check_choices",
    "is_quiet",
    "may_mail",
    "opens_at",
    "wait",
]
