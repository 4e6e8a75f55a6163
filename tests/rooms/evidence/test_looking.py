"""The Mirror's page, for a person's own rulings and for a role's."""

import pytest

from mandat.evidence.actions import import_log
from mandat.evidence.queries import mirror_list_page, mirror_page
from mandat.evidence.reading import read_log
from tests.cast import NOW, an_id, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db
HEADER = "case:concept:name,id,concept:name,time:timestamp,org:resource,org:role,case:Belopp\n"


def the_log(tmp_path, cases=400, noes=(100, 200, 300)):
    lines = []
    for n in range(cases):
        day = f"{2024 + n // 200}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        verb = "REJECTED" if n in noes else "APPROVED"
        amount = 100 + (n * 37) % 4000
        asked = f"{day}T08:00:00+01:00"
        ruled = f"{day}T20:00:00+01:00"
        lines += [
            f"c{n},a{n},Inköp SUBMITTED by EMPLOYEE,{asked},amir,EMPLOYEE,{amount}",
            f"c{n},d{n},Inköp {verb} by HEAD,{ruled},maria,HEAD,{amount}",
        ]
    path = tmp_path / "log.csv"
    path.write_text(HEADER + "\n".join(lines) + "\n")
    return read_log(path)


def bring(tmp_path, *, people=None, holders=None, **more):
    found_ekby()
    import_log(
        an_id("sara"), log=the_log(tmp_path, **more), must_pass=["HEAD"], currency="SEK",
        circle="ekby", people=people, holders=holders, at=NOW,
    )  # fmt: skip


OWN = {"people": {"maria": "maria@ekby.example"}}
ROLE = {"holders": {"HEAD": "maria@ekby.example"}}


def page_of(person="maria", limit=None):
    return mirror_page(an_id(person), matter="inkop", stage="head", limit=limit, at=NOW)


def test_ones_own_rulings(tmp_path):
    bring(tmp_path, **OWN)
    page = page_of()
    assert (page.whose, page.yes, page.total) == ("own", 397, 400)
    assert page.waiting.sum == pytest.approx(200)
    assert len(page.no_lines) == 3
    assert page.proof.limits
    assert page.limit == page.proof.limits[0].value
    assert page.certified.bound <= 0.05


def test_only_they_see_them(tmp_path):
    bring(tmp_path, **OWN)
    assert page_of("amir") is None
    assert page_of("sara") is None
    assert mirror_list_page(an_id("amir"), NOW).lines == ()


def test_a_free_limit_has_counts_and_no_bound(tmp_path):
    bring(tmp_path, **OWN)
    page = page_of(limit=1234)
    assert page.certified is None
    assert page.counts.inside + page.counts.outside == 400
    assert page.counts.refused_inside == sum(p.is_no for p in page.ladder.points if p.value <= 1234)


def test_a_roles_rulings_are_counts_for_present_holders(tmp_path):
    bring(tmp_path, **ROLE)
    page = page_of()
    assert (page.whose, page.total, page.no_lines) == ("role", 400, ())
    assert page.may_hand_over
    assert page_of("amir") is None
    (line,) = mirror_list_page(an_id("maria"), NOW).lines
    assert (line.whose, line.yes, line.total) == ("role", 397, 400)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_page_shows_what_happened(tmp_path, lang):
    bring(tmp_path, **OWN)
    client = as_member("maria")
    html = client.get(f"/mirror/inkop/head/?lang={lang}").content.decode()
    said = {"sv": "Du sa ja 397 av 400 gånger.", "en": "You said yes 397 of 400 times."}[lang]
    assert said in html
    assert html.count('class="mark-no"') == 6
    listed = client.get(f"/mirror/?lang={lang}").content.decode()
    assert "/mirror/inkop/head/" in listed


def test_the_limit_moves_without_a_script(tmp_path):
    bring(tmp_path, **OWN)
    client = as_member("maria")
    html = client.get("/mirror/inkop/head/?lang=en&limit=2+000").content.decode()
    assert "Up to SEK\xa02,000" in html
    wrong = client.get("/mirror/inkop/head/?lang=en&limit=much").content.decode()
    assert "Enter an amount in figures" in wrong
    assert 'value="much"' in wrong
    part = client.get("/mirror/inkop/head/?limit=500", headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith('<div id="consequence"')


def test_others_do_not_find_the_page(tmp_path):
    bring(tmp_path, **OWN)
    client = as_member("amir")
    assert client.get("/mirror/inkop/head/").status_code == 404
    assert client.get("/mirror/inkop/head/csv/").status_code == 404
    assert client.get("/mirror/none/none/").status_code == 404
    assert client.get("/mirror/").status_code == 200


def test_few_rulings_show_nothing_of_shares(tmp_path):
    bring(tmp_path, cases=12, noes=(), **OWN)
    html = as_member("maria").get("/mirror/inkop/head/?lang=en").content.decode()
    assert "once you have made 30. You have made 12." in html


def test_the_rulings_can_be_kept_as_a_table(tmp_path):
    bring(tmp_path, **OWN)
    lines = as_member("maria").get("/mirror/inkop/head/csv/").content.decode().splitlines()
    assert lines[0] == "belopp,outcome"
    assert len(lines) == 401


def test_as_many_queries_however_many_rulings(tmp_path, django_assert_max_num_queries):
    bring(tmp_path, **OWN)
    client = as_member("maria")
    client.get("/mirror/inkop/head/")
    with django_assert_max_num_queries(30):
        client.get("/mirror/inkop/head/")
    with django_assert_max_num_queries(25):
        client.get("/mirror/")


def test_a_roles_table_has_counts_only(tmp_path):
    bring(tmp_path, **ROLE)
    client = as_member("maria")
    lines = client.get("/mirror/inkop/head/csv/").content.decode().splitlines()
    assert lines[0] == "belopp_up_to,rulings,noes"
    assert len(lines) < 30
    html = client.get("/mirror/inkop/head/?lang=en").content.decode()
    assert "<circle class" not in html.split('id="mirror"')[1].split("<details")[0]
