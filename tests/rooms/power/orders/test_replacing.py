"""A revised order: what is the same goes on, what is changed or gone ends, from its own day on."""

import io
from datetime import timedelta
from uuid import UUID

import docx
import pytest

from mandat.common.ids import new_id
from mandat.common.refusals import RefusedError
from mandat.power import models
from mandat.power.orders import actions, queries
from mandat.power.orders.documents import lay_out, write
from mandat.power.queries import Asked, ask_may, mandate_page
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.record.queries import verify
from mandat.services.actions import offer_matters, open_case, rule_on_case
from mandat.services.models import Ruling, Service
from tests.cast import NOW, START, an_id, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db

SARA, OLOF, AMIR, MARIA, LENA = (an_id(n) for n in ("sara", "olof", "amir", "maria", "lena"))
SAID = {
    "body": "Styrelsen", "on": "2026-05-20", "paragraph": "75", "base": "59 200",
    "circle": str(an_id("circle-board")),
}  # fmt: skip
FIRST = """Nr;Ärende;Delegat;Gräns;Samråd
1.1;Inköp;Head;högst 50 000 kr;
1.2;Bidrag;Team;högst 10 000 kr;
1.3;Neka utlämnande av handling;Team;;HR
1.4;Hyra;Head;högst 2 prisbasbelopp;
1.5;Resa;Chair;;
"""
LATER = NOW + timedelta(days=200)


@pytest.fixture(autouse=True)
def _ekby() -> None:
    found_ekby(START)


def start(name: str, data: bytes, **more: str) -> UUID:
    at = LATER if name.endswith("docx") else NOW
    found = actions.start_draft(SARA, file=name, data=data, at=at)
    actions.set_draft(SARA, draft=found, said=SAID | more, at=at)
    return found


def adopt_first() -> dict[str, UUID]:
    draft = start("a.csv", FIRST.encode())
    actions.write_draft(SARA, draft=draft, offer=offer_matters, at=NOW)
    return held()


def held() -> dict[str, UUID]:
    rows = models.Mandate.objects.filter(until=None, source_decision__startswith="Styrelsen 2026")
    return {k: UUID(str(u)) for k, u in rows.values_list("matter__key", "uuid")}


def revised() -> bytes:
    """Return our own Word file with one limit lowered, one row taken out and one put in."""
    page = queries.order_page(SARA, NOW)
    sheet = lay_out(page.rows, organisation="Ekby", order=page.last, changes=False, lang="sv")
    file = docx.Document(io.BytesIO(write(sheet, "docx")))
    for table in file.tables:
        for row in list(table.rows):
            words = [c.text for c in row.cells]
            if "Inköp" in words:
                cell = next(c for c in row.cells if "50" in c.text)
                cell.text = "högst 20 000 kr"
            elif "Bidrag" in words:
                place = words.index("Bidrag")
                row.cells[place].text = "Läger"
                row.cells[0].text = "1.9"
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def hand_on(mandate: UUID) -> UUID:
    row, child = models.Mandate.objects.get(uuid=mandate), new_id()
    data = {
        "matter": str(row.matter.uuid), "stage": str(row.stage.uuid), "person": str(LENA),
        "role": None, "may_yes": True, "may_no": True, "limits": [], "since": stamp(NOW),
        "until": None, "review_on": None, "source_mandate": str(mandate), "source_decision": "",
        "narrows": False, "by_acceptance": False, "handover": None,
    }  # fmt: skip
    with writing(by=MARIA, at=NOW) as door:
        door.append("mandate.granted", of=child, data=data)  # type: ignore[arg-type]
    return child


def ask(matter: str, who: UUID, at: object = LATER, verb: str = "yes", **facts: str) -> str:
    return ask_may(Asked(matter, at, verb, facts, str(who), str(AMIR))).answer  # type: ignore[arg-type]


def test_a_revised_order_ends_what_it_changes_or_leaves_out_and_keeps_the_rest() -> None:
    before, all_before = adopt_first(), models.Mandate.objects.count()
    service = Service.objects.get(matter__key="inkop")
    given = {"about": "Stolar", "amount": "30 000"}
    case = open_case(AMIR, service=service.uuid, given=given, at=NOW)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    assert ask("inkop", MARIA, NOW, amount="30000") == "yes"

    draft = start("b.docx", revised(), on="2026-11-20", paragraph="90")
    page = queries.draft_page(SARA, draft, LATER)
    assert page is not None
    shown = page.preview
    assert [c.item.line.matter for c in shown.changed] == ["Inköp"]
    assert [m.matter_key for m in shown.ends] == ["bidrag"]
    assert (shown.new, shown.replaces) == (2, True)
    with pytest.raises(RefusedError) as unseen:
        actions.write_draft(SARA, draft=draft, seen="", at=LATER)
    assert unseen.value.refusals[0].code == "orders.ends_unseen"
    actions.write_draft(SARA, draft=draft, seen=shown.seal, at=LATER)

    after = held()
    same = {"neka-utlamnande-av-handling", "hyra", "resa"}
    assert {k for k, u in after.items() if before.get(k) == u} == same
    assert after.keys() - same == {"inkop", "lager"}
    assert models.Mandate.objects.count() == all_before + 2
    ended = models.Mandate.objects.filter(until=LATER).values_list("matter__key", flat=True)
    assert sorted(ended) == ["bidrag", "inkop"]
    assert [ask("inkop", MARIA, amount=a) for a in ("20000", "20001")] == ["yes", "no"]
    assert ask("inkop", MARIA, NOW, amount="30000") == "yes"
    assert Ruling.objects.get(case__uuid=case).outcome == "yes"
    assert {r.change for r in queries.order_page(SARA, LATER).rows} == {"same"}
    assert verify().difference is None


def test_an_order_that_adds_ends_nothing_and_neither_does_another_bodys() -> None:
    before = adopt_first()
    for more in ({"earlier": "add"}, {"body": "Utskottet"}):
        draft = start("b.docx", revised(), on="2026-11-20", paragraph="90", **more)
        page = queries.draft_page(SARA, draft, LATER)
        assert page is not None
        assert not page.preview.ends
        assert not page.preview.changed
    actions.write_draft(SARA, draft=draft, seen="", at=LATER)
    assert set(before.values()) <= set(
        models.Mandate.objects.filter(until=None).values_list("uuid", flat=True)
    )


def test_rule_11_what_was_handed_on_falls_and_the_page_says_so_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = adopt_first()
    child = hand_on(before["hyra"])
    monkeypatch.setattr("mandat.common.clock.now", lambda: LATER)
    text = "Nr;Ärende;Delegat\n1.5;Resa;Chair\n"
    draft = start("c.csv", text.encode(), on="2026-11-20", paragraph="90")
    shown = " ".join(as_member("sara").get(f"/map/order/draft/{draft}/").content.decode().split())
    assert "4 mandat upphör utan att något kommer i stället." in shown
    assert "1 mandat har lämnats vidare från ett som upphör" in shown
    form = SAID | {"on": "2026-11-20", "paragraph": "90", "earlier": "replace", "write": "1"}
    refused = as_member("sara").post(f"/map/order/draft/{draft}/", form)
    assert refused.status_code == 422
    page = queries.draft_page(SARA, draft, LATER)
    assert page is not None
    done = as_member("sara").post(f"/map/order/draft/{draft}/", form | {"seen": page.preview.seal})
    assert done.status_code == 302
    assert held() == {"resa": before["resa"]}
    assert not mandate_page(child, LATER).stands  # type: ignore[union-attr]
    assert models.Mandate.objects.get(uuid=child).until is None
    # What was founded here, or handed over, is no order's to end.
    assert models.Mandate.objects.filter(matter__key="course", until=None).exists()
