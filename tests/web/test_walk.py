"""The whole walk through pages, as people click through it, without JavaScript."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from mandat.common import clock
from mandat.handover import models
from mandat.power.models import Account, Person
from mandat.record.actions import writing
from mandat.services import actions as services
from tests.cast import NOW, Cast, an_id, found_ekby, names

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def cast():
    clock.use(lambda: NOW)
    yield found_ekby()
    clock.use(clock.system)


@pytest.fixture
def service(cast: Cast) -> UUID:
    with writing(by=None, at=NOW - 100 * DAY) as door:
        return services.offer_service(
            door, key="course", name=names("Gå en kurs"), description=names("En kurs"),
            words="kurs", area=names("Lära"), matter=cast.matter, source="founding",
        )  # fmt: skip


def visitor(name: str, language: str = "sv") -> Client:
    person = Person.objects.get(uuid=an_id(name))
    account, _ = Account.objects.get_or_create(
        person=person, defaults={"email": person.email, "password": "!"}
    )
    client = Client(headers={"Accept-Language": language})
    client.force_login(account)
    return client


def begin(client: Client, cast: Cast) -> str:
    answer = client.post("/handover/new", {"mandate": str(cast.mandate)})
    assert answer.status_code == 302
    return answer.headers["Location"].removesuffix("/way")


def walk_all(cast: Cast) -> str:
    """Maria walks every step and sends; return the hand-over's identity."""
    maria = visitor("maria")
    base = begin(maria, cast)
    answers = {
        "way": {"kind": "move", "to": f"role:{cast.team}"},
        "obstacle": {"power": "on", "words": "Vad blir kvar av mig?"},
        "hearing": {},
        "safeguards": {"extra_field": "on", "label": "Vilken leverantör?"},
        "shadowing": {},
        "trial": {
            "limit_amount": "5 000", "trial_days": "14", "check_share": "90", "time": "Måndagar",
        },
        "adoption": {},
    }  # fmt: skip
    for step, data in answers.items():
        page = maria.get(f"{base}/{step}")
        assert page.status_code == 200, step
        moved = maria.post(f"{base}/{step}", {"do": "on", **data})
        assert moved.status_code == 302, (step, moved.content.decode()[:3000])
    summary = maria.get(f"{base}/summary").content.decode()
    assert "Vilken leverantör?" in summary
    sent = maria.post(f"{base}/summary", {"do": "send", "reason": "Ni kan det här."})
    assert sent.headers["Location"].startswith("/proposals/")
    return sent.headers["Location"].split("/")[2]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_step_can_be_seen_before_anything_is_chosen(cast, service, language):
    maria = visitor("maria", language)
    assert maria.get("/handover/new").status_code == 200
    base = begin(maria, cast)
    for step in ("way", "obstacle", "mirror", "hearing", "safeguards", "shadowing", "trial",
                 "adoption", "summary"):  # fmt: skip
        page = maria.get(f"{base}/{step}")
        assert page.status_code == 200, step
        assert b"<h1>" in page.content


def test_the_walk_leads_to_a_trial_the_receiver_uses_and_the_giver_takes_back(cast, service):
    handover = walk_all(cast)
    amir, maria = visitor("amir"), visitor("maria")
    assert handover in amir.get("/proposals/").content.decode()
    page = amir.get(f"/proposals/{handover}/").content.decode()
    assert "Ni kan det här." in page
    amir.post(f"/proposals/{handover}/speak", {"kind": "consent"})
    assert models.Handover.objects.get().state == "trial"
    for who in (amir, maria, visitor("sara")):
        assert who.get(f"/proposals/{handover}/").status_code == 200
        assert who.get("/proposals/").status_code == 200
    missing = maria.post(f"/proposals/{handover}/take-back", {"reason": ""})
    assert missing.status_code == 422
    maria.post(f"/proposals/{handover}/take-back", {"reason": "Två blev fel."})
    assert models.Handover.objects.get().state == "taken_back"
    assert "Två blev fel." in amir.get(f"/proposals/{handover}/").content.decode()


def test_an_objection_needs_both_answers_and_keeps_what_was_written(cast, service):
    handover = walk_all(cast)
    lena = visitor("lena")
    bad = lena.post(
        f"/proposals/{handover}/speak", {"kind": "objection", "words": "Nattpasset glöms."}
    )
    assert bad.status_code == 422
    assert "Nattpasset glöms." in bad.content.decode()
    lena.post(
        f"/proposals/{handover}/speak",
        {"kind": "objection", "words": "Nattpasset glöms.", "safe_enough": "Dagen läser."},
    )
    voice = models.Voice.objects.get(kind="objection")
    visitor("amir").post(f"/proposals/{handover}/speak", {"kind": "concern", "concern": "Tid?"})
    assert models.Handover.objects.get().state == "consent"
    lena.post(f"/proposals/{handover}/resolve", {"voice": str(voice.uuid), "how": "Vi löste det"})
    assert models.Handover.objects.get().state == "trial"
    assert "Vi löste det" in lena.get(f"/proposals/{handover}/").content.decode()


def test_what_holds_back_and_a_draft_are_seen_by_nobody_else(cast):
    maria, amir = visitor("maria"), visitor("amir")
    base = begin(maria, cast)
    maria.post(f"{base}/obstacle", {"do": "leave", "words": "Jag är rädd."})
    assert "Jag är rädd." in maria.get(f"{base}/obstacle").content.decode()
    assert amir.get(f"{base}/obstacle").status_code == 404
    assert base.split("/")[2] not in amir.get("/proposals/").content.decode()
    assert base.split("/")[2] in maria.get("/proposals/").content.decode()
    maria.post(f"{base}/forget")
    assert maria.get(f"{base}/obstacle").status_code == 404


def test_who_declines_is_shown_to_nobody(cast):
    handover = walk_all(cast)
    visitor("lena").post(f"/proposals/{handover}/decline")
    for who in ("maria", "amir", "sara"):
        page = visitor(who).get(f"/proposals/{handover}/").content.decode()
        assert "Lena" not in page


def test_a_hearing_is_seen_by_those_asked_alone_and_the_answers_by_the_giver(cast):
    maria = visitor("maria")
    base = begin(maria, cast)
    handover = base.split("/")[2]
    maria.post(f"{base}/way", {"do": "on", "kind": "move", "to": f"role:{cast.team}"})
    maria.post(f"{base}/hearing", {"do": "hear"})
    assert models.Handover.objects.get().state == "hearing"
    assert visitor("sara").get(f"/proposals/{handover}/").status_code == 404
    amir = visitor("amir")
    assert amir.get(f"/proposals/{handover}/").status_code == 200
    amir.post(f"/proposals/{handover}/hear", {"view": "unsure", "words": "Hinner jag?"})
    assert "Hinner jag?" in maria.get(f"{base}/hearing").content.decode()
    assert "Hinner jag?" not in visitor("lena").get(f"/proposals/{handover}/").content.decode()


def test_shadowing_shows_facts_only_and_notes_the_answer(cast, service):
    given = {"amount": "3000", "course": "Hemlig text"}
    case = services.open_case(an_id("lena"), service=service, given=given, at=NOW - DAY)
    maria, amir = visitor("maria"), visitor("amir")
    base = begin(maria, cast)
    handover = base.split("/")[2]
    maria.post(f"{base}/way", {"do": "on", "kind": "move", "to": f"role:{cast.team}"})
    maria.post(f"{base}/shadowing", {"do": "shadow"})
    page = amir.get(f"/handover/{handover}/cases").content.decode()
    assert "000" in page
    assert "Hemlig text" not in page
    assert "Lena" not in page
    amir.post(f"/handover/{handover}/cases", {"case": str(case), "said": "ask"})
    assert models.ShadowAnswer.objects.get().says == "ask"
    services.rule_on_case(an_id("maria"), case=case, outcome="yes", at=NOW)
    assert "1" in maria.get(f"{base}/shadowing").content.decode()
    assert maria.get(f"/handover/{handover}/cases").status_code == 200
    assert visitor("sara").get(f"/handover/{handover}/cases").status_code == 404


def test_too_high_a_limit_or_a_wrong_amount_is_said_by_the_field(cast):
    maria = visitor("maria")
    base = begin(maria, cast)
    bad = maria.post(
        f"{base}/trial", {"do": "on", "limit_amount": "mycket", "trial_days": "5", "check_share": 1}
    )
    assert bad.status_code == 422
    assert "mycket" in bad.content.decode()


def test_others_are_asked_by_name_and_a_name_nobody_has_is_said(cast):
    maria = visitor("maria")
    base = begin(maria, cast)
    given = {"do": "on", "trial_days": "14", "check_share": "20"}
    assert maria.post(f"{base}/trial", {**given, "also": "Ingen Alls"}).status_code == 422
    assert maria.post(f"{base}/trial", {**given, "also": "Sara Lind, "}).status_code == 302
    assert "Sara Lind" in maria.get(f"{base}/trial").content.decode()


def test_nothing_can_be_begun_with_what_one_does_not_decide(cast):
    amir = visitor("amir")
    for mandate in (str(cast.mandate), "nonsense", ""):
        assert amir.post("/handover/new", {"mandate": mandate}).headers["Location"] == (
            "/handover/new"
        )
    assert not models.HandoverDraft.objects.exists()


def test_keeping_and_widening_from_the_page(cast, service):
    handover = walk_all(cast)
    amir, maria = visitor("amir"), visitor("maria")
    amir.post(f"/proposals/{handover}/speak", {"kind": "consent"})
    widened = maria.post(f"/proposals/{handover}/widen")
    assert widened.headers["Location"].endswith("/trial")
    kept = maria.post(
        f"/proposals/{handover}/keep", {"review_on": "2026-11-01", "way_back": "giver"}
    )
    assert kept.status_code == 302
    amir.post(f"/proposals/{handover}/speak", {"kind": "consent"})
    assert models.Handover.objects.get(uuid=handover).state == "kept"
    amir.post(f"/proposals/{handover}/hand-back")
    assert models.Handover.objects.get(uuid=handover).state == "taken_back"


def test_the_adopting_body_writes_its_decision_on_the_page(cast):
    matter, stage, mandate = (an_id(n) for n in ("m-leave", "s-leave", "md-leave"))
    with writing(by=None, at=NOW - 50 * DAY) as door:
        door.append("matter.set_up", of=matter, data={
            "key": "leave", "name": names("Ledighet"), "description": names(""),
            "circle": str(cast.home), "legal_ref": "KL 6:37", "reserved": False, "secrecy": "",
            "own_cost": False, "adopted_by": str(an_id("circle-board")), "source": "founding",
            "facts": [],
        })  # fmt: skip
        door.append("stage.set_up", of=stage, data={
            "matter": str(matter), "key": "head", "name": names("Chef"), "position": 1,
            "condition": [], "source": "founding",
        })  # fmt: skip
        door.append("mandate.granted", of=mandate, data={
            "matter": str(matter), "stage": str(stage), "person": str(an_id("maria")),
            "role": None, "may_yes": True, "may_no": True, "limits": [],
            "since": "2026-01-01T00:00:00.000000Z", "until": None, "review_on": None,
            "source_mandate": None, "source_decision": "KF § 1", "narrows": False,
            "by_acceptance": False, "handover": None,
        })  # fmt: skip
    maria, olof = visitor("maria"), visitor("olof")
    began = maria.post("/handover/new", {"mandate": str(mandate)}).headers["Location"]
    base = began.removesuffix("/way")
    maria.post(f"{base}/way", {"do": "on", "kind": "move", "to": f"person:{an_id('amir')}"})
    assert "Board" in maria.get(f"{base}/adoption").content.decode()
    sent = maria.post(f"{base}/summary", {"do": "send"}).headers["Location"]
    visitor("amir").post(f"{sent}speak", {"kind": "consent"})
    assert models.Handover.objects.get().state == "awaiting_adoption"
    assert 'id="adoption"' in olof.get(sent).content.decode()
    assert 'id="adoption"' not in maria.get(sent).content.decode()
    given = {"adopted": "yes", "body": "Nämnden", "on": "2026-05-20", "paragraph": ""}
    assert olof.post(f"{sent}adopt", given).status_code == 422
    adopted = olof.post(f"{sent}adopt", {**given, "paragraph": "§ 7"})
    assert adopted.headers["Location"].endswith("?moved=1#main")
    assert models.Handover.objects.get().state == "trial"
    page = maria.get(adopted.headers["Location"]).content.decode()
    assert "§ 7" in page
    assert "logo-moved" in page


def test_the_giver_looks_at_what_was_drawn(cast, service):
    handover = walk_all(cast)
    visitor("amir").post(f"/proposals/{handover}/speak", {"kind": "consent"})
    maria = visitor("maria")
    asked = {"amount": "3000", "course": "Lyft", "extra-0": "Nordkurs"}
    drawn = 0
    for _ in range(12):
        case = services.open_case(an_id("lena"), service=service, given=asked, at=NOW)
        services.rule_on_case(an_id("amir"), case=case, outcome="yes", at=NOW)
        page = maria.get(f"/proposals/{handover}/").content.decode()
        if 'id="checks"' in page:
            drawn = 1
            break
    assert drawn
    of = page.split('name="of" value="')[1].split('"')[0]
    maria.post(f"/proposals/{handover}/look", {"of": of, "verdict": "alike"})
    assert models.AfterCheck.objects.get().verdict == "alike"
    watched = maria.get(f"/proposals/{handover}/").content.decode().split('id="watched"')[1]
    assert "95 % säkerhet" in watched
    assert "för tidigt" in watched
    assert 'id="watched"' not in visitor("amir").get(f"/proposals/{handover}/").content.decode()
    assert 'id="checks"' not in visitor("amir").get(f"/proposals/{handover}/").content.decode()
