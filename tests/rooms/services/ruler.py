"""A process that says yes: `python -m tests.rooms.services.ruler DATABASE PERSON CASE CASE …`."""

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
from mandat.services.actions import rule_on_case  # noqa: E402

AT = datetime(2026, 6, 1, 8, tzinfo=UTC)

sys.stdout.write("ready\n")
sys.stdout.flush()
sys.stdin.readline()
for case in sys.argv[3:]:
    try:
        rule_on_case(UUID(sys.argv[2]), case=UUID(case), outcome="yes", at=AT)
        sys.stdout.write("yes\n")
    except RefusedError as error:
        sys.stdout.write(f"{error.refusals[0].code}\n")
