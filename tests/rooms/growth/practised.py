"""Many people and their decided cases, written straight into the record."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.services.rules import contents_data, contents_personal
from tests.cast import NOW, START, Cast, an_id
from tests.rooms.services.cast import Services

DAY = timedelta(days=1)
SECRET_WORDS = "Lisas mamma har cancer"
REASON = "Du får gå den i höst i stället"
TITLE = "Kurs om demens på Gotland"


@dataclass(frozen=True)
class Told:
    """What one case was, as the test knows it."""

    case: UUID
    asker: UUID
    ruler: UUID
    kronor: int
    outcome: str


def add_people(many: int, prefix: str = "p") -> list[UUID]:
    """Let so many more people join."""
    with writing(by=None, at=START) as door:
        for n in range(many):
            door.append("person.added", of=an_id(f"{prefix}{n}"), data={
                "joined": stamp(START), "source": "founding",
            }, personal={"name": f"Okänd{prefix} Namnsson{n}",
                         "email": f"{prefix}{n}@ekby.example"})  # fmt: skip
    return [an_id(f"{prefix}{n}") for n in range(many)]


MARIA = an_id("maria")


class Past:
    """Writes cases that were decided in the past: `with past.writing(): past.decide(…)`."""

    def __init__(self, services: Services) -> None:
        self.service = services.course
        self.told: list[Told] = []
        self._door: Door | None = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write what is decided in between, all at once: the record is quicker so."""
        with writing(by=None, at=NOW) as self._door:
            yield
        self._door = None

    def decide(
        self,
        asker: UUID,
        kronor: int,
        outcome: str = "yes",
        *,
        ruler: UUID = MARIA,
        days_ago: float = 100,
        for_whom: UUID | None = None,
    ) -> Told:
        """Let somebody have asked, and somebody have ruled. Outcomes: yes, no, returned."""
        door = self._door
        assert door is not None
        number = 10_000 + len(self.told)
        told = Told(an_id(f"past-{number}"), asker, ruler, kronor, outcome)
        when = NOW - days_ago * DAY
        self._open(door, told, number, for_whom or asker, when)
        _rule(door, told, when + DAY)
        state = {"yes": "granted", "no": "refused", "returned": "withdrawn"}[outcome]
        ended: dict[str, Any] = {"state": state, "stage": None, "ended_at": stamp(when + DAY)}
        door.append("case.ended", of=told.case, data=ended)
        self.told.append(told)
        return told

    def _open(self, door: Door, told: Told, number: int, for_whom: UUID, when: datetime) -> None:
        amount = {"minor": str(told.kronor * 100), "currency": "SEK"}
        door.append("case.opened", of=told.case, data={
            "number": number, "service": str(self.service), "matter": str(Cast().matter),
            "asker": str(told.asker), "for_whom": str(for_whom), "opened_at": stamp(when),
            "state": "open", "stage": str(Cast().stage), "put_at": stamp(when),
        }, personal={"title": TITLE, "extra": {"Vem?": SECRET_WORDS},
                     "facts": {"amount": amount, "course": SECRET_WORDS}})  # fmt: skip


def _rule(door: Door, told: Told, when: datetime) -> None:
    door.append("ruling.made", of=an_id(f"ruling-{told.case}"), data={
        "case": str(told.case), "stage": str(Cast().stage), "person": str(told.ruler),
        "mandate": str(Cast().mandate), "outcome": told.outcome, "put_at": stamp(when - DAY),
        "at": stamp(when), **contents_data(),
    }, personal={"reason": REASON, **contents_personal()})  # fmt: skip
