"""A matter under secrecy: nobody but those it concerns learns of a case, from any page or file."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.core import mail

from mandat.cli.main import main
from mandat.common import clock
from mandat.common.money import Money
from mandat.growth.feedback import actions as feedback
from mandat.growth.feedback import rules as said
from mandat.growth.feedback.queries.lines import shared_feedback
from mandat.jobs.notices.gather import gather
from mandat.jobs.notices.letters import send_letters
from mandat.record.models import EntryRow, Payload
from mandat.record.queries import every_leaf, verify
from mandat.services.actions import hand_back_case, open_case, rule_on_case
from mandat.services.models import Ruling
from mandat.services.register.actions import correct_decision
from tests.cast import DAY, NOW, START, an_id
from tests.members import as_member
from tests.rooms.services.cast import found_services, hand_over, make_secret

pytestmark = pytest.mark.django_db

AMIR, FATIMA = an_id("amir"), an_id("fatima")
SECRET = ("Grävskopa", "4321", "4\N{NO-BREAK SPACE}321", "Skälet är hemligt", "Tack för hjälpen")
"""What a case, a ruling and a word of thanks say."""
LONG_HEX = re.compile("[0-9a-f-]{32,}")
"""Leaves and identities: four figures stand in one of them by chance now and then."""
PAGES = (
    "/", "/cases/", "/needs/", "/needs/course/", "/needs/?q=gr%C3%A4vskopa", "/record/", "/state/",
    "/mirror/", "/proposals/", "/practice/", "/notices/", "/me/", "/map/", "/map/?view=table",
    "/map/role/team/", "/map/gaps/", "/map/changes/", "/map/standing-in/", "/register/",
    "/journeys/", "/measures/",
)  # fmt: skip


@pytest.fixture
def cases() -> tuple[UUID, UUID]:
    """A case that was ruled on, and one handed back, in a matter under secrecy."""
    course = found_services().course
    hand_over(Money(500_000, "SEK"), accepted=("amir", "fatima"), at=START)
    make_secret()
    given = {"amount": "4321", "course": "Grävskopa"}
    ruled, waiting = (open_case(AMIR, service=course, given=given, at=NOW) for _ in range(2))
    rule_on_case(FATIMA, case=ruled, outcome="no", reason="Skälet är hemligt", at=NOW)
    hand_back_case(FATIMA, case=waiting, at=NOW)
    given_by = feedback.give_feedback(
        AMIR, about="ruling", of=Ruling.objects.get().uuid, openness="named",
        said=said.Said("Så bra", "thanks", None), at=NOW,
    )  # fmt: skip
    feedback.ask_to_share(FATIMA, feedback=given_by, at=NOW)
    feedback.let_share(AMIR, feedback=given_by, yes=True)
    clock.use(lambda: NOW + DAY)
    yield ruled, waiting
    clock.use(clock.system)


def test_secrecy_no_page_tells_anybody_else_of_a_case(cases: tuple[UUID, UUID]) -> None:
    entries = [f"/record/{n}/" for n in EntryRow.objects.values_list("index", flat=True)]
    found = [f"/cases/{c}/" for c in cases] + [f"/map/mandate/{an_id('mandate-team')}/"]
    for name in ("lena", "olof", "sara"):
        member = as_member(name)
        for path in (*PAGES, *found, *(entries if name == "olof" else ())):
            page = member.get(path)
            if path.startswith("/cases/") and path != "/cases/":
                assert page.status_code == 404, path
                continue
            told = page.content.decode()
            assert not [c for c in map(str, cases) if c in told], (name, path)
            words = LONG_HEX.sub("", told)
            assert not [w for w in SECRET if w in words], (name, path)
    (line,) = shared_feedback()
    assert line.matter == {}
    record = as_member("olof").get("/record/").content.decode()
    assert "Något gjordes i ett ärende under sekretess." in record
    assert "Kursavgift: någon frågar" not in record


def test_secrecy_those_it_concerns_see_their_case_and_only_who_ruled_sees_what_is_over(
    cases: tuple[UUID, UUID],
) -> None:
    ruled, waiting = cases
    for name, case, seen in (
        ("amir", ruled, True), ("fatima", ruled, True), ("maria", waiting, True),
        ("maria", ruled, False), ("lena", ruled, False),
    ):  # fmt: skip
        page = as_member(name).get(f"/cases/{case}/")
        assert (page.status_code == 200) is seen, (name, case)
        assert ("Grävskopa" in page.content.decode()) is seen


def test_secrecy_the_record_and_every_file_of_it_keep_an_opaque_leaf(
    cases: tuple[UUID, UUID], tmp_path: Path
) -> None:
    correct_decision(FATIMA, ruling=Ruling.objects.get().uuid, at=NOW, why="Skälet är hemligt",
                     written={"reason": "Tack för hjälpen"})  # fmt: skip
    told = "".join(body for _, _, body in every_leaf())
    for kind in ("record", "rulings", "organisation"):
        file = tmp_path / kind
        CliRunner().invoke(main, ["export", kind, str(file)])
        told += file.read_text(encoding="utf-8") if file.exists() else ""
    told += CliRunner().invoke(main, ["record", "show", "--json", "--limit", "500"]).output
    hidden = (*map(str, cases), "case.opened", "ruling.made", "case.left", "case.ended")
    assert not [w for w in hidden if w in told]
    words = LONG_HEX.sub("", told)
    assert not [w for w in SECRET if w in words]
    sealed = EntryRow.objects.filter(kind="sealed")
    assert sealed.count() == 6  # asked twice, ruled on and over, handed back, corrected
    assert set(sealed.values_list("by", flat=True)) == {None}
    assert Payload.objects.filter(entry__in=sealed).count() == 6
    difference = verify().difference  # the test made the matter secret behind the record's back
    assert difference is not None
    assert (difference.table, difference.column) == ("matter", "secrecy")


def test_secrecy_no_mail_says_what_a_case_is_about(cases: tuple[UUID, UUID]) -> None:
    gather(NOW + DAY)
    for hour in (0, 5, 30):
        send_letters(NOW + timedelta(hours=24 + hour))
    told = "".join(m.subject + str(m.body) + str(m.message()) for m in mail.outbox)
    assert "Kursavgift" not in told
    words = LONG_HEX.sub("", told)
    assert not [w for w in SECRET if w in words]
