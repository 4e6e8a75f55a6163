"""A process that asks and is answered: `python -m … DATABASE SERVICE ASKER RULER TIMES`."""

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
from mandat.services.actions import open_case, rule_on_case, withdraw_case  # noqa: E402

AT = datetime(2026, 6, 1, 8, tzinfo=UTC)
SERVICE, ASKER, RULER = map(UUID, sys.argv[2:5])

sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
for _ in range(int(sys.argv[5])):
    given = {"amount": "1 000", "course": "Lyftteknik"}
    case = open_case(ASKER, service=SERVICE, given=given, at=AT)
    try:
        rule_on_case(RULER, case=case, outcome="yes", at=AT)
        sys.stdout.write("yes\n")
    except RefusedError as error:
        withdraw_case(ASKER, case=case, at=AT)
        sys.stdout.write(f"{error.refusals[0].code}\n")
