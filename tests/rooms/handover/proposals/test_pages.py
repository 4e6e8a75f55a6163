"""The pages of proposals: one asked thing at a time, and words never lost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mandat.common import clock
from mandat.common.phrases.proposals import BOOK_FIELDS, BOOK_WORDS
from mandat.handover.proposals import models
from mandat.handover.proposals.forms.book import GROUNDS, RULES, RulesForm, rule_field
from mandat.handover.proposals.forms.changes import FORMS
from mandat.handover.proposals.pages.new import NAMED
from mandat.handover.proposals.rules.changes import KINDS
from mandat.power.presets import preset_names, read_book
from mandat.power.rules import PLAIN, book_to_json
from mandat.record.queries import verify
from tests.cast import NOW, Cast, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db

WHY = {"title": "Laget", "tension": "Vi heter fel", "example": "I maj", "helps": "Alla förstår"}
ARGUED = {"harm": "a", "cause": "b", "facts": "c", "role": "d", "safe_enough": "Kalla det lag"}


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return found_ekby()


def path() -> str:
    return f"/proposals/change/{models.Proposal.objects.latest('pk').uuid}/"


def post(client: Client, act: str, status: int = 302, **data: object) -> str:
    answer = client.post(f"{path()}{act}/", data)
    assert answer.status_code == status, answer.content.decode()[:4000]
    return answer.content.decode()


def test_every_kind_has_its_form_its_name_and_every_rule_its_words() -> None:
    assert set(KINDS) == set(FORMS) == set(NAMED)
    assert set(RULES) == set(BOOK_FIELDS)
    fields = [rule_field(name) for name in RULES if name != "name"]
    options = {o for f in fields for o, _ in getattr(f, "choices", ())}
    assert options <= set(BOOK_WORDS)


@pytest.mark.parametrize("preset", preset_names())
def test_the_form_of_the_rules_says_what_the_file_says(preset: str) -> None:
    book = read_book(preset)
    form = RulesForm(book=PLAIN, start=book)
    told = {name: form[name].value() for name in form.fields}
    again = RulesForm({k: v for k, v in told.items() if v is not False}, book=PLAIN, start=book)
    assert again.is_valid(), again.errors
    changed = again.change().book(PLAIN)
    unkeyed = {n: [(g.ref, g.name) for g in getattr(changed, n)] for n in GROUNDS}
    assert unkeyed == {n: [(g.ref, g.name) for g in getattr(book, n)] for n in GROUNDS}
    assert book_to_json(changed) | dict.fromkeys(GROUNDS) == book_to_json(book) | dict.fromkeys(
        GROUNDS
    )


def test_from_a_tension_to_adoption_with_one_objection_solved(cast: Cast) -> None:
    maria, amir, fatima, lena = (as_member(n) for n in ("maria", "amir", "fatima", "lena"))
    new = f"/proposals/new/role_renamed/?role={cast.team}"
    change = {"role": str(cast.team), "name_sv": "Laget", "name_en": ""}
    assert maria.get(new).status_code == maria.get("/proposals/new/").status_code == 200
    bare = maria.post(new, {**change, "title": "Laget"})
    assert bare.status_code == 422
    assert "Skriv vad som skaver" in bare.content.decode()
    assert maria.post(new, {**change, **WHY}).status_code == 302
    assert "Läs och fråga" in amir.get("/").content.decode()
    post(amir, "question", words="Vem menas?")
    for client in (fatima, lena):
        post(client, "clear")
    question = models.ProposalVoice.objects.get(kind="question")
    post(maria, "reply", question=question.uuid, how="Vi alla")
    post(maria, "end-round")
    assert "Skriv vad du tänker" in post(lena, "reaction", 422, words=" ")
    for client in (amir, fatima, lena):
        post(client, "reaction", words="Gärna")
    post(maria, "end-round")
    post(maria, "ask")
    hollow = post(amir, "answer", 422, kind="objection", harm="Ingen förstår")
    assert "Ingen förstår" in hollow
    post(amir, "answer", kind="objection", **ARGUED)
    post(lena, "answer", kind="concern", words="Kort", watch="Fråga i maj")
    assert "/reword/" in maria.get(path()).content.decode()
    offered = {**change, "name_sv": "Arbetslaget", "title": "Laget", "why": "Tydligare"}
    assert maria.post(f"{path()}reword/", offered).status_code == 302
    assert "Arbetslaget" in amir.get(path()).content.decode()
    assert post(amir, "decline", 422, reason="")
    post(amir, "accept")
    for client in (amir, fatima, lena):
        post(client, "answer", kind="consent")
    assert models.Proposal.objects.get().state == "adopted"
    page = maria.get(path()).content.decode()
    assert "Fråga i maj" in page
    assert "Det är antaget och gäller" in page
    for _ in range(2):
        maria.post(new, {**change, "name_sv": "Vi", **WHY})
    with CaptureQueriesContext(connection) as many:
        maria.get("/proposals/")
    maria.post(new, {**change, "name_sv": "Vi", **WHY})
    with CaptureQueriesContext(connection) as more:
        maria.get("/proposals/")
    assert len(more) == len(many)
    assert "Ett annat förslag" in maria.get(path()).content.decode()
    assert verify().agrees


def test_one_without_a_role_reads_and_cannot_speak(cast: Cast) -> None:
    sara, maria = as_member("sara"), as_member("maria")
    assert "Föreslå en ändring" in sara.get("/map/rules/").content.decode()
    given = {"name_sv": "Natt", "parent": str(cast.home), **WHY}
    assert maria.post("/proposals/new/circle_new/", given).status_code == 302
    assert sara.get(path()).status_code == 200
    post(sara, "question", 422, words="Hej")
    assert models.ProposalVoice.objects.count() == 0
    assert sara.get("/proposals/new/nothing/").status_code == 404
    for kind in FORMS:
        assert maria.get(f"/proposals/new/{kind}/").status_code == 200, kind
    started = maria.get("/proposals/new/rules/?start=company").content.decode()
    assert "bolagsstämman" in started or "the general meeting" in started
