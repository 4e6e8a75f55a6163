"""Our own table, maps, and other separators."""

from mandat.evidence.reading import read_log, read_map

ROWS = """case;matter;step;asked_by;asked_at;put_at;ruled_by;ruled_at;outcome;ended;Belopp
1;Kurs;Chef;amir;2026-01-01;2026-01-02;maria;2026-01-04;granted;granted;1 250,50
2;Kurs;Chef;maria;2026-01-01;2026-01-02;maria;2026-01-04;granted;granted;900
3;Kurs;Chef;lena;2026-01-01;;maria;2026-01-04T12:00:00;avslag;withdrawn;
"""


def test_our_own_table_is_read(tmp_path):
    path = tmp_path / "rulings.csv"
    path.write_text(ROWS)
    log = read_log(path)
    first, third = log.rulings
    assert first.wait_days == 2
    assert str(first.number("Belopp")) == "1250.50"
    assert (third.outcome, third.ended, third.wait_days) == ("refused", "withdrawn", 3.5)
    assert log.basis == "since_put"
    assert {(s.what, s.why): s.count for s in log.skipped} == {
        ("events", "askers_own_step"): 1,
        ("cases", "no_ruling"): 1,
    }


def test_a_map_says_what_names_do_not(tmp_path):
    (tmp_path / "map.toml").write_text("""
matter = "Loan"
timezone = "Europe/Amsterdam"
granted = ["A_OK"]
refused = ["A_NO"]
submitted = ["A_IN"]
facts = ["days"]
[columns]
case = "ref"
activity = "what"
time = "when"
person = "who"
[steps]
A_OK = "Credit officer"
A_NO = "Credit officer"
""")
    (tmp_path / "log.csv").write_text(
        "ref,what,when,who,days\n"
        "7,A_IN,2026-06-01T10:00:00,c1,3\n"
        "7,A_OK,2026-06-02T10:00:00,p1,3\n"
        "7,O_DECLINED,2026-06-03T10:00:00,p2,3\n"
    )
    (row,) = read_log(tmp_path / "log.csv", read_map(tmp_path / "map.toml")).rulings
    assert (row.matter, row.step, row.ruled_by, row.asked_by) == (
        "Loan", "Credit officer", "p1", "c1",
    )  # fmt: skip
    assert row.ruled_at.isoformat() == "2026-06-02T08:00:00+00:00"
    assert str(row.number("days")) == "3"
