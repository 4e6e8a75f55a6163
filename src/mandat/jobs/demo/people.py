"""Who lives in the demo: about 120 people, each with a role. Pure, from a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from mandat.common.ids import id_from
from mandat.jobs.demo.town.circles import CIRCLES, FIRST_NAMES, KNOWN, LAST_NAMES

_ASCII = str.maketrans("åäöéüćčšžıñ", "aaoeuccszin")


def demo_id(*parts: str) -> UUID:
    """Return the identity that something in the demo always has."""
    return id_from("demo", *parts)


@dataclass(frozen=True)
class Resident:
    """Someone in the demo. `role` is the key of the one role they hold."""

    key: str
    name: str
    role: str

    @property
    def id(self) -> UUID:
        return demo_id("person", self.key)

    @property
    def circle(self) -> str:
        return self.role.rsplit("-", 1)[0]

    @property
    def email(self) -> str:
        return f"{self.name.casefold().translate(_ASCII).replace(' ', '.')}@ekby.example"


def residents(seed: int) -> tuple[Resident, ...]:
    """Return everyone: those the demo names, then names drawn until each circle has its staff."""
    known = tuple(Resident(k.key, k.name, k.role) for k in KNOWN)
    drawn = _drawn_names(random.Random(f"names-{seed}"), {k.name for k in KNOWN})
    more: list[Resident] = []
    for circle in CIRCLES:
        role = f"{circle.key}-team"
        here = sum(k.role == role for k in KNOWN)
        more.extend(
            Resident(f"{circle.key}-{number}", next(drawn), role)
            for number in range(here, circle.staff)
        )
    return (*known, *more)


def _drawn_names(draw: random.Random, taken: set[str]) -> Iterator[str]:
    seen = set(taken)
    while True:
        name = f"{draw.choice(FIRST_NAMES)} {draw.choice(LAST_NAMES)}"
        if name not in seen:
            seen.add(name)
            yield name
