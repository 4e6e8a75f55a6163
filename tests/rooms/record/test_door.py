"""The one door: rows only with entries, entries only with rows, and tampering found."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from mandat.common.refusals import Refusal, RefusedError
from mandat.power.models import Holding, Mandate, Person
from mandat.record.actions import writing
from mandat.record.models import EntryRow, OutsideTheDoorError, Payload
from mandat.record.queries import entries, last_entries, root, size, verify
from mandat.record.rules import MalformedEntryError
from tests.cast import NOW, PEOPLE, START, an_id, found_ekby

pytestmark = pytest.mark.django_db


def test_founding_writes_rows_that_replay_to_the_same() -> None:
    found_ekby()
    assert Person.objects.count() == len(PEOPLE)
    checked = verify()
    assert checked.difference is None
    assert (checked.size, checked.root) == (size(), root())
    assert [e.index for e in entries()] == list(range(checked.size))


def test_saving_outside_the_door_raises_in_every_way() -> None:
    found_ekby()
    mandate = Mandate.objects.get()
    for attempt in (
        mandate.save,
        mandate.delete,
        lambda: Mandate.objects.update(until=None),
        lambda: Mandate.objects.all().delete(),
        lambda: Mandate.objects.bulk_create([Mandate()]),
        lambda: Mandate.objects.bulk_update([mandate], ["until"]),
        lambda: Mandate(matter_id=mandate.matter_id).save(),
        EntryRow.objects.all().delete,
    ):
        with pytest.raises(OutsideTheDoorError):
            attempt()


def test_sealed_entries_about_a_row_are_found_beside_those_that_are_not() -> None:
    found_ekby()
    mandate, before = Mandate.objects.get().uuid, size()
    for sealed in (True, False, True):
        with writing(by=None, at=NOW) as door:
            if sealed:
                door.seal()
            door.append("mandate.ended", of=mandate, data={"until": None})
    said = last_entries([mandate], ("mandate.ended",))[mandate]
    assert [number for number, _ in said] == [before, before + 1, before + 2]


def test_refusal_inside_the_door_leaves_nothing_behind() -> None:
    found_ekby()
    before = size()

    def refuse_late() -> None:
        with writing(by=an_id("maria"), at=NOW) as door:
            door.append("holding.ended", of=an_id("holding-team-amir"), data={"until": None})
            door.flush()
            raise RefusedError(Refusal("power.no_mandate"))

    with pytest.raises(RefusedError):
        refuse_late()
    assert size() == before
    assert verify().agrees


def test_change_is_seen_in_row_and_record() -> None:
    found_ekby()
    with writing(by=an_id("sara"), at=NOW) as door:
        door.append(
            "holding.ended",
            of=an_id("holding-team-amir"),
            data={"until": "2026-06-01T08:00:00.000000Z"},
        )
    assert Holding.objects.get(uuid=an_id("holding-team-amir")).until == NOW
    last = entries(newest_first=True, limit=1)[0]
    assert (last.kind, last.by, last.at) == ("holding.ended", an_id("sara"), NOW)
    assert verify().agrees


TAMPERING = {
    "a mandate without limit": (
        "UPDATE mandat_mandate SET may_no = NOT may_no", "row", "mandate", "may_no",
    ),
    "a holding ended": (
        "UPDATE mandat_holding SET until = since", "row", "holding", "until",
    ),
    "a name changed": ("UPDATE mandat_person SET name = 'X'", "row", "person", "name"),
    "an entry's text": (
        "UPDATE mandat_entry SET body = replace(body, 'founding', 'fouding') WHERE index = 3",
        "entry", "", "",
    ),
    "an entry's sort": ("UPDATE mandat_entry SET kind = 'x' WHERE index = 2", "entry", "", ""),
    "a payload": ("DELETE FROM mandat_payload", "entry", "", ""),
    "the last entry": (
        "DELETE FROM mandat_entry WHERE index = (SELECT max(index) FROM mandat_entry)",
        "head", "", "",
    ),
    "an entry in the middle": ("DELETE FROM mandat_entry WHERE index = 9", "entry", "", ""),
    "a row taken away": (
        "DELETE FROM mandat_holding WHERE id = (SELECT max(id) FROM mandat_holding)",
        "row", "holding", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_by_hand_is_found_and_named(name: str) -> None:
    found_ekby()
    sql, where, table, column = TAMPERING[name]
    quoted = sql.replace("index", '"index"')
    with connection.cursor() as cursor:
        cursor.execute(quoted)
    difference = verify().difference
    assert difference is not None
    assert (difference.where, difference.table, difference.column) == (where, table, column)


def test_personal_content_stands_outside_the_tree() -> None:
    found_ekby()
    assert not EntryRow.objects.filter(body__contains="Maria").exists()
    assert Payload.objects.filter(content__name="Maria Ekström").count() == 1
    assert entries(limit=2)[1].at == START


def test_a_row_added_and_changed_in_one_go_is_what_replay_makes_of_it() -> None:
    found_ekby()
    with writing(by=an_id("sara"), at=NOW) as door:
        held = {"role": str(an_id("role-team")), "person": str(an_id("olof")), "source": "test"}
        since = "2026-05-01T08:00:00.000000Z"
        door.append("role.held", of=an_id("h"), data={**held, "since": since, "until": None})
        for until in ("2026-06-01T08:00:00.000000Z", "2026-07-01T08:00:00.000000Z"):
            door.append("holding.ended", of=an_id("h"), data={"until": until})
    assert Holding.objects.get(uuid=an_id("h")).until == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert len(entries(of=an_id("h"))) == 3
    assert verify().agrees


def add_twice() -> None:
    one = {"joined": "2026-05-01T08:00:00.000000Z", "source": "test"}
    with writing(by=None, at=NOW) as door:
        for name in ("A", "B"):
            personal = {"name": name, "email": f"{name}@ekby.example"}
            door.append("person.added", of=an_id("twice"), data=one, personal=personal)


def test_a_row_cannot_be_added_twice_in_one_go() -> None:
    found_ekby()
    before = size()
    with pytest.raises(MalformedEntryError):
        add_twice()
    assert size() == before
