"""How long what was written stays, and letting it go by decision (rule 30)."""

from dataclasses import replace
from datetime import datetime

import pytest
from click.testing import CliRunner

from mandat.cli.main import main
from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.power.actions import adopt_rules, erase_person
from mandat.power.models import Account, Person
from mandat.power.rules import PLAIN, Keep
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.record.models import Payload
from mandat.record.queries import entries, verify
from mandat.services.keeping.actions import dispose
from mandat.services.keeping.queries import disposal_list
from mandat.services.models import Case, Ruling
from tests.cast import DAY, NOW, an_id
from tests.members import as_member
from tests.rooms.services.test_register import MARIA, SARA, _ekby, decide

__all__ = ["_ekby"]
pytestmark = pytest.mark.usefixtures("_ekby")

LATER = NOW.replace(year=NOW.year + 3)


def keep(*keeps: Keep) -> None:
    adopt_rules(SARA, book=replace(PLAIN, keep=keeps), decision="KS § 9", at=NOW)


def counts(at: datetime) -> dict[str, int]:
    return {one.kind: one.count for one in disposal_list(at)}


def test_rule_30_what_is_past_its_time_is_let_go_by_decision_and_proofs_stay_whole() -> None:
    decide("resor", "no", at=NOW - 3 * DAY)
    decide("resor", at=NOW - 2 * DAY)
    keep(Keep("cases", 2, "plan 3.2"), Keep("decisions", 6))
    assert counts(NOW) == {"cases": 0, "decisions": 0, "substitutes": 0}
    assert counts(LATER) == {"cases": 2, "decisions": 0, "substitutes": 0}
    assert verify().agrees
    before = [(e.index, e.leaf) for e in entries()]
    assert dispose(SARA, kind="cases", decision="KS § 12", at=LATER) == 2
    assert [c.title for c in Case.objects.all()] == ["", ""]
    assert Ruling.objects.order_by("pk")[0].reason == "Därför."
    assert [(e.index, e.leaf) for e in entries()][: len(before)] == before
    (said,) = entries(kinds=("content.erased",))
    assert (said.data["decision"], len(said.data["entries"])) == ("KS § 12", 2)  # type: ignore[arg-type]
    assert verify().agrees
    assert counts(LATER)["cases"] == 0
    case = Case.objects.first()
    assert case is not None
    assert as_member("maria").get(f"/cases/{case.uuid}/").status_code == 200


def test_rule_30_nothing_goes_without_rules_that_say_so_or_by_anybody_else() -> None:
    decide("resor", at=NOW - 3 * DAY)
    with pytest.raises(RefusedError) as refused:
        dispose(SARA, kind="cases", decision="KS § 12", at=LATER)
    assert refused.value.refusals[0].code == "services.kept_for_good"
    keep(Keep("cases", 2))
    with pytest.raises(RefusedError):
        dispose(MARIA, kind="cases", decision="KS § 12", at=LATER)
    with pytest.raises(RefusedError):
        dispose(SARA, kind="cases", decision=" ", at=LATER)
    text = as_member("maria").get(f"/cases/{Case.objects.get().uuid}/").content.decode()
    assert "minst till 29 maj 2028" in text


def test_rule_30_what_is_erased_without_an_entry_or_back_again_is_found() -> None:
    decide("resor", "no", at=NOW - 3 * DAY)
    keep(Keep("decisions", 1))
    (made,) = entries(kinds=("ruling.made",))
    kept = Payload.objects.get(pk=made.index)
    Payload.objects.filter(pk=made.index).delete()
    assert not verify().agrees
    kept.save(force_insert=True)
    assert verify().agrees
    dispose(SARA, kind="decisions", decision="KS § 12", at=LATER)
    assert verify().agrees
    kept.save(force_insert=True)
    found = verify().difference
    assert found is not None
    assert (found.where, found.key) == ("entry", str(made.index))


def test_rule_30_a_person_is_erased_and_what_they_decided_stays() -> None:
    decide("resor", at=NOW - 3 * DAY)
    with pytest.raises(RefusedError) as refused:
        erase_person(SARA, person=MARIA, decision="HR", at=NOW)
    assert refused.value.refusals[0].code == "power.still_in_power"
    with writing(by=SARA, at=NOW) as door:
        until = {"until": stamp(NOW)}
        door.append("holding.ended", of=an_id("holding-head-maria"), data=until)
    as_member("maria")
    said = CliRunner().invoke(
        main, ["erase", "person", "maria@ekby.example", "--decision", "HR 1 June"]
    )
    assert said.exit_code == 0, said.output
    row = Person.objects.get(uuid=MARIA)
    assert row.name == "N. N."
    assert not Account.objects.filter(person=row).exists()
    assert Ruling.objects.get().person == row
    assert verify().agrees


def test_rule_30_the_command_lists_what_could_go(monkeypatch: pytest.MonkeyPatch) -> None:
    decide("resor", at=NOW - 3 * DAY)
    keep(Keep("cases", 2, "plan 3.2"))
    monkeypatch.setattr(clock, "now", lambda: LATER)
    runner = CliRunner()
    assert "cases: 2" in runner.invoke(main, ["disposal", "list"]).output
    assert '"count": 1' in runner.invoke(main, ["disposal", "list", "--json"]).output
    done = runner.invoke(main, ["disposal", "do", "cases", "--decision", "KS § 12"])
    assert done.exit_code == 0, done.output
    bad = runner.invoke(main, ["disposal", "do", "voices", "--decision", "KS § 12"])
    assert bad.exit_code == 2
