"""A process that stays and does as it is told: `python -m tests.rooms.services.worker DATABASE`.

A line is `may PERSON`, `rule PERSON CASE` or `withdraw PERSON MANDATE`; it answers with a word.
"""

import os
import sys
from datetime import UTC, datetime
from uuid import UUID

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()

from mandat.common.refusals import RefusedError  # noqa: E402 - rooms load after Django is set up
from mandat.power.actions import withdraw_mandate  # noqa: E402
from mandat.power.queries import Asked, ask_may  # noqa: E402
from mandat.power.queries.people import people  # noqa: E402
from mandat.services.actions import rule_on_case  # noqa: E402

AT = datetime(2026, 6, 1, 8, tzinfo=UTC)


def do(verb: str, person: UUID, of: str) -> str:
    """Do one thing, and say in a word how it went."""
    if verb == "may":
        given = {"amount": "1000", "course": "Lyftteknik"}
        asked = Asked("course", AT, "yes", given, str(person), str(next(iter(people()))))
        return ask_may(asked).answer
    try:
        if verb == "withdraw":
            withdraw_mandate(person, mandate=UUID(of), at=AT)
        else:
            rule_on_case(person, case=UUID(of), outcome="yes", at=AT)
    except RefusedError as error:
        return str(error.refusals[0].code)
    return "done"


for line in sys.stdin:
    verb, who, *rest = line.split()
    sys.stdout.write(do(verb, UUID(who), *rest or [""]) + "\n")
    sys.stdout.flush()
