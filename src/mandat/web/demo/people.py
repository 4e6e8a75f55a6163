"""Whom one can be in the demo: a few suggestions, and everyone by search."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mandat.power.queries import PersonView, RoleView, all_roles, circle_names

Names = Mapping[str, str]

SUGGESTED: tuple[tuple[str, int, str | Promise], ...] = (
    ("bjorkgarden-head", 0, _("She approves every course fee. Start here to hand something over.")),
    ("bjorkgarden-team", 0, _("He asks, and waits. He could be the one who decides.")),
    ("bjorkgarden-team", 1, _("She works beside him, and could be one who decides too.")),
    ("kansli-economist", 0, _("She looks at every journey first, and nearly always says yes.")),
    ("hemtjanst-head", 0, _("He says no often, at any amount. The Mirror suggests nothing.")),
    ("badhus-head", 0, _("She has made too few rulings for the Mirror to say anything.")),
    ("von-secretary", 0, _("He records what the board has adopted.")),
    ("sjoskolan-team", 0, _("She asks for things at the school.")),
    ("bibliotek-team", 2, _("She decides together with the whole library what it buys.")),
    ("omsorg-director", 0, _("Somebody asks her if a head is too close to a case.")),
    ("von-chair", 0, _("Something urgent waits for her that the board cannot meet about in time.")),
    ("tallbacken-team", 0, _("At this preschool a colleague stands in: it has no head just now.")),
)
"""(role, which of its holders, one line on them). Roles of the demo; elsewhere nobody has them."""

MOST_FOUND = 30


@dataclass(frozen=True)
class Resident:
    """Someone one can be."""

    person: PersonView
    role: Names
    circle: Names
    line: str | Promise = ""


@dataclass(frozen=True)
class Picker:
    """The page that asks whom to be."""

    suggested: tuple[Resident, ...]
    found: tuple[Resident, ...]
    more: int
    """How many more there are than are shown."""
    asked: str


def picker(asked: str, at: datetime) -> Picker:
    """Return the suggestions, and those whose name, role or circle has every word asked for."""
    names = circle_names()
    roles = all_roles(at)
    by_key = {role.key: role for role in roles}
    suggested = tuple(
        _resident(by_key[key], by_key[key].holders[place], names, line)
        for key, place, line in SUGGESTED
        if key in by_key and place < len(by_key[key].holders)
    )
    everyone = sorted(
        (_resident(role, person, names) for role in roles for person in role.holders),
        key=lambda r: r.person.name,
    )
    words = asked.casefold().split()
    found = [r for r in everyone if words and all(w in _searched(r) for w in words)]
    return Picker(suggested, tuple(found[:MOST_FOUND]), max(0, len(found) - MOST_FOUND), asked)


def _resident(
    role: RoleView, person: PersonView, names: Mapping[UUID, Names], line: str | Promise = ""
) -> Resident:
    return Resident(person, role.name, names[role.circle], line)


def _searched(resident: Resident) -> str:
    words = (resident.person.name, *resident.role.values(), *resident.circle.values())
    return " ".join(words).casefold()
