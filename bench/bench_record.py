"""How fast the record is appended to and verified, on SQLite with synchronous=FULL.

Beside it, in the same run and the same database: the same rows written without a record.
"""

from ground import seconds, set_up

set_up()

from datetime import UTC, datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.power.models import Person
from mandat.record.actions import writing
from mandat.record.models import door_open
from mandat.record.queries import size, verify

AT = datetime(2026, 6, 1, 8, tzinfo=UTC)
WHEN = "2026-06-01T08:00:00.000000Z"
ENTRIES = 10_000
BATCH = 500
ONE_BY_ONE = 100


def append(count: int) -> None:
    with writing(by=None, at=AT) as door:
        for _ in range(count):
            key = new_id()
            door.append(
                "person.added",
                of=key,
                data={"joined": WHEN, "source": "bench"},
                personal={"name": "Kim Ek", "email": f"{key}@example.org"},
            )


def bare(count: int) -> None:
    keys: list[UUID] = [new_id() for _ in range(count)]
    with door_open():
        Person.objects.bulk_create(
            Person(uuid=k, name="Kim Ek", email=f"{k}@example.org", joined=AT, source="bare")
            for k in keys
        )


def in_batches(write: object, total: int) -> float:
    return seconds(lambda: [write(BATCH) for _ in range(total // BATCH)])  # type: ignore[operator]


recorded = in_batches(append, ENTRIES)
checked = seconds(verify)
assert verify().agrees
single = seconds(lambda: [append(1) for _ in range(ONE_BY_ONE)])
entries = size()
without = in_batches(bare, ENTRIES)

print(f"append, batches of {BATCH}: {ENTRIES / recorded:9,.0f} entries/s  (bar: 2,000)")
print(f"append, one at a time:    {ONE_BY_ONE / single:9,.0f} entries/s")
print(f"rows without a record:    {ENTRIES / without:9,.0f} rows/s")
print(f"the record costs:         {recorded / without:9.1f} x the bare rows")
print(f"verify and replay:        {entries / checked:9,.0f} entries/s ({entries} entries)")
