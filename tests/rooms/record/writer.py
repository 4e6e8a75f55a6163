"""A process that appends: `python -m tests.rooms.record.writer DATABASE NAME ATTEMPTS`."""

import os
import sys
from datetime import UTC, datetime

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()

from mandat.common.ids import id_from  # noqa: E402 - rooms load after Django is set up
from mandat.common.refusals import Refusal, RefusedError  # noqa: E402
from mandat.record.actions import writing  # noqa: E402

AT = datetime(2026, 6, 1, 8, tzinfo=UTC)


def join(name: str, number: int) -> None:
    """Add one person; every fifth attempt is refused after it was written."""
    key = id_from("writers", name, str(number))
    with writing(by=None, at=AT) as door:
        door.append(
            "person.added",
            of=key,
            data={"joined": "2026-06-01T08:00:00.000000Z", "source": "founding"},
            personal={"name": name, "email": f"{key}@ekby.example"},
        )
        door.flush()
        if number % 5 == 4:
            raise RefusedError(Refusal("test.refused"))


sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
for attempt in range(int(sys.argv[3])):
    try:
        join(sys.argv[2], attempt)
    except RefusedError:
        continue
