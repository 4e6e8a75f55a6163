"""A log brought into an organisation: whole or not at all, and never twice."""

import pytest

from mandat.common.refusals import BadInputError, RefusedError
from mandat.evidence.actions import import_log
from mandat.evidence.models import PastRuling
from mandat.evidence.reading import read_log
from mandat.power import queries as power
from mandat.record.models import EntryRow
from mandat.record.queries import verify
from mandat.services.queries import service_page
from tests.cast import NOW, an_id, found_ekby
from tests.shared import shared_data

pytestmark = pytest.mark.django_db
SARA = an_id("sara")
HEADER = "case:concept:name,id,concept:name,time:timestamp,org:resource,org:role,case:Amount\n"


def rows(cases):
    lines = []
    for n in range(cases):
        day = f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}"
        verb = "REJECTED" if n % 10 == 0 else "APPROVED"
        lines += [
            f"c{n},a{n},Claim SUBMITTED by EMPLOYEE,{day}T08:00:00+01:00,amir,EMPLOYEE,{n}.505",
            f"c{n},b{n},Claim APPROVED by CLERK,{day}T09:00:00+01:00,olof,CLERK,{n}.505",
            f"c{n},d{n},Claim {verb} by HEAD,{day}T10:00:00+01:00,maria,HEAD,{n}.505",
        ]
    return lines


def a_log(tmp_path, cases=20, extra=()):
    path = tmp_path / "claims.csv"
    path.write_text(HEADER + "\n".join([*rows(cases), *extra]) + "\n")
    return read_log(path)


def bring(log, **more):
    more.setdefault("must_pass", ["HEAD"])
    return import_log(SARA, log=log, at=NOW, **more)


def test_a_log_becomes_matters_stages_vacant_roles_and_past_rulings(tmp_path):
    found_ekby()
    done = bring(a_log(tmp_path), currency="SEK")
    assert (done.matters, done.roles, done.added, done.known_before) == (1, 2, 40, 0)
    matter = power.matter("claim")
    assert [stage.key for stage in matter.stages] == ["head"]
    assert (matter.facts[0].key, matter.facts[0].kind, matter.own_cost) == (
        "amount",
        "amount",
        True,
    )
    clerk = power.role("claim-clerk", NOW)
    assert clerk.holders == ()
    assert clerk.mandates == ()
    assert PastRuling.objects.filter(role=clerk.id, stage=None).count() == 20
    assert service_page(an_id("amir"), "claim", NOW) is not None
    assert verify().difference is None


def test_amounts_are_rounded_to_minor_units_and_kept_as_they_were(tmp_path):
    found_ekby()
    bring(a_log(tmp_path), currency="SEK")
    row = PastRuling.objects.get(case="c3", step="HEAD")
    assert row.facts == {"amount": {"minor": "351", "currency": "SEK"}}
    assert row.original == {"Amount": "3.505"}


def test_without_a_currency_an_amount_is_a_number(tmp_path):
    found_ekby()
    bring(a_log(tmp_path))
    assert power.matter("claim").facts[0].kind == "number"
    assert PastRuling.objects.get(case="c3", step="HEAD").facts == {"amount": "3.505"}


def test_a_second_import_adds_nothing(tmp_path):
    found_ekby()
    bring(a_log(tmp_path))
    entries = EntryRow.objects.count()
    again = bring(a_log(tmp_path))
    assert (again.matters, again.roles, again.added, again.known_before) == (0, 0, 0, 40)
    assert EntryRow.objects.count() == entries
    more = bring(a_log(tmp_path, cases=25))
    assert (more.added, more.known_before) == (10, 40)


def test_a_holder_is_appointed_once_and_in_the_record(tmp_path):
    found_ekby()
    bring(a_log(tmp_path))
    done = bring(a_log(tmp_path), holders={"HEAD": "maria@ekby.example"})
    again = bring(a_log(tmp_path), holders={"HEAD": "maria@ekby.example"})
    assert (done.appointed, again.appointed) == (1, 0)
    assert EntryRow.objects.order_by("-index").first().kind == "role.held"


def test_a_ruling_belongs_to_the_person_the_map_names(tmp_path):
    found_ekby()
    done = bring(a_log(tmp_path), people={"maria": "maria@ekby.example"})
    assert done.added == 40
    assert PastRuling.objects.filter(person=an_id("maria"), step="HEAD").count() == 20
    assert PastRuling.objects.filter(person=None, step="CLERK").count() == 20


def test_an_unknown_role_never_becomes_one(tmp_path):
    found_ekby()
    line = "c1,e1,Claim REJECTED by MISSING,2025-03-03T10:00:00+01:00,x,MISSING,9"
    done = bring(a_log(tmp_path, extra=[line]))
    assert done.unknown_role == 1
    assert power.role("claim-missing", NOW) is None
    assert PastRuling.objects.get(known=False).role is None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"must_pass": []}, "evidence.must_pass_needed"),
        ({"must_pass": ["MISSING"]}, "evidence.step_unknown"),
        ({"must_pass": ["BOSS"]}, "evidence.step_unknown"),
        ({"circle": "moon"}, "evidence.circle_unknown"),
        ({"holders": {"BOSS": "maria@ekby.example"}}, "evidence.role_unknown"),
        ({"holders": {"HEAD": "nobody@ekby.example"}}, "power.person_unknown"),
        ({"people": {"maria": "nobody@ekby.example"}}, "power.person_unknown"),
    ],
)
def test_what_cannot_be_brought_in_leaves_nothing_behind(tmp_path, more, code):
    found_ekby()
    entries = EntryRow.objects.count()
    circle = {"circle": "ekby"} | more
    with pytest.raises(BadInputError) as refused:
        bring(a_log(tmp_path), **circle)
    assert [r.code for r in refused.value.refusals] == [code]
    assert EntryRow.objects.count() == entries
    assert PastRuling.objects.count() == 0


def test_only_the_founder_may(tmp_path):
    found_ekby()
    with pytest.raises(RefusedError) as refused:
        import_log(an_id("maria"), log=a_log(tmp_path), must_pass=["HEAD"], at=NOW)
    assert refused.value.refusals[0].code == "power.only_founder"


def test_the_real_log_as_xes_and_then_as_csv():
    found_ekby()
    folder = shared_data() / "bpic2020-travel"
    done = bring(read_log(folder / "DomesticDeclarations.xes.gz"), must_pass=["SUPERVISOR"])
    assert (done.added, done.unknown_role, done.roles) == (22946, 89, 4)
    again = bring(read_log(folder / "DomesticDeclarations.csv.gz"), must_pass=["SUPERVISOR"])
    assert (again.added, again.known_before) == (0, 22946)
    supervisor = power.role("declaration-supervisor", NOW)
    own = PastRuling.objects.filter(role=supervisor.id)
    assert own.count() == 10285
    assert own.filter(outcome="refused").count() == 286
    assert [m.stage_name["sv"] for m in supervisor.mandates] == ["SUPERVISOR"]
