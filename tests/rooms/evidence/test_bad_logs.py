"""Every bad log gets a sentence that names the place and what to do, and exit status 2."""

import gzip

import pytest
from click.testing import CliRunner

from mandat.cli.mirror import mirror

XES = """<?xml version="1.0"?>
<log xmlns="http://www.xes-standard.org"><trace><string key="concept:name" value="c1"/>
<event><string key="concept:name" value="Claim APPROVED by HEAD"/>
<date key="time:timestamp" value="2026-01-02T10:00:00+01:00"/></event></trace></log>
"""
HEADER = "case:concept:name,concept:name,time:timestamp"
PLAIN = "case,step,ruled_at,outcome"


def bad(path, *options, lang="en"):
    done = CliRunner().invoke(mirror, [str(path), "--lang", lang, *options], catch_exceptions=False)
    assert done.exit_code == 2
    assert done.stdout == ""
    return done.stderr


def file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_missing(tmp_path):
    assert "There is no file" in bad(tmp_path / "no.xes")


def test_a_directory(tmp_path):
    assert "is a folder" in bad(tmp_path)


@pytest.mark.parametrize("name", ["a.xes", "a.csv"])
@pytest.mark.parametrize("content", [b"", b"  \n\n", gzip.compress(b"", mtime=0)])
def test_empty(tmp_path, name, content):
    assert f"{name} is empty" in bad(file(tmp_path, name, content))


def test_not_xml(tmp_path):
    said = bad(file(tmp_path, "a.xes", "case,activity\n1,2\n"))
    assert "is not XML: line 1" in said
    assert "or as CSV" in said


def test_xml_that_ends_early(tmp_path):
    assert "is not XML" in bad(file(tmp_path, "a.xes", XES[:200]))


@pytest.mark.parametrize("content", ["<html><body/></html>", "<trace/>"])
def test_xml_but_not_xes(tmp_path, content):
    assert "XML but not XES" in bad(file(tmp_path, "a.xes", content))


def test_a_document_type_is_not_read(tmp_path):
    bomb = '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    said = bad(file(tmp_path, "a.xes", XES.replace('<?xml version="1.0"?>', bomb)))
    assert "<!DOCTYPE" in said


def test_xes_without_cases(tmp_path):
    assert "no <trace>" in bad(file(tmp_path, "a.xes", "<log/>"))


@pytest.mark.parametrize("cut", [30, 60, 100])
def test_truncated_gzip(tmp_path, cut):
    packed = gzip.compress(XES.encode())
    assert "cut short" in bad(file(tmp_path, "a.xes.gz", packed[:cut]))


def test_damaged_gzip(tmp_path):
    packed = bytearray(gzip.compress(XES.encode() * 50))
    packed[20] ^= 0xFF
    assert "damaged" in bad(file(tmp_path, "a.xes.gz", bytes(packed)))


def test_no_timestamps(tmp_path):
    untimed = XES.replace("time:timestamp", "when")
    assert "no time that can be read in time:timestamp" in bad(file(tmp_path, "a.xes", untimed))
    rows = f"{HEADER}\n1,Claim APPROVED by HEAD,yesterday\n"
    assert "no time that can be read in time:timestamp" in bad(file(tmp_path, "a.csv", rows))
    rows = f"{PLAIN}\n1,HEAD,,granted\n"
    assert "no time that can be read in ruled_at" in bad(file(tmp_path, "a.csv", rows))
    assert "no time that can be read" in bad(file(tmp_path, "b.csv", f"{HEADER}\n"))


def test_a_needed_column_is_named_and_those_there_are_listed(tmp_path):
    said = bad(file(tmp_path, "a.csv", "case:concept:name,time:timestamp,org:role\n1,2,3\n"))
    assert "lacks concept:name." in said
    assert "case:concept:name, time:timestamp, org:role" in said
    said = bad(file(tmp_path, "a.csv", "case;step;ruled_at\n1;2;3\n"))
    assert "lacks outcome." in said


def test_a_log_without_any_ruling(tmp_path):
    said = bad(file(tmp_path, "a.xes", XES.replace("APPROVED", "READ")))
    assert "1 cases but no ruling" in said
    assert "--map" in said


def test_an_uneven_row_is_pointed_at(tmp_path):
    rows = f"{PLAIN}\n1,HEAD,2026-01-01,granted\n1,HEAD\n"
    assert "row 3: 2 columns" in bad(file(tmp_path, "a.csv", rows))


def test_an_outcome_that_is_not_known(tmp_path):
    said = bad(file(tmp_path, "a.csv", f"{PLAIN}\n1,HEAD,2026-01-01,perhaps\n"))
    assert "row 2: the outcome “perhaps”" in said
    said = bad(file(tmp_path, "a.csv", f"{PLAIN},ended\n1,HEAD,2026-01-01,granted,burnt\n"))
    assert "“burnt”" in said


def test_not_utf8(tmp_path):
    rows = f"{PLAIN}\n1,Förvaltning,2026-01-01,granted\n".encode("cp1252")
    assert "UTF-8" in bad(file(tmp_path, "a.csv", rows))


def test_a_bad_map(tmp_path):
    log = file(tmp_path, "a.xes", XES)
    assert "There is no map" in bad(log, "--map", str(tmp_path / "no.toml"))
    for content, words in (
        ("matter =", "not TOML"),
        ("colour = 'red'", "colour, which means nothing"),
        ("granted = 'yes'", "granted should be"),
        ("timezone = 'Mars/Olympus'", "timezone should be"),
    ):
        assert words in bad(log, "--map", str(file(tmp_path, "m.toml", content)))


def test_money_is_not_built_yet_and_says_so(tmp_path):
    assert "not built yet" in bad(file(tmp_path, "a.xes", XES), "--harm", "money")


def test_a_backtest_before_the_log(tmp_path):
    said = bad(file(tmp_path, "a.xes", XES), "--backtest", "2020-01-01")
    assert "no case that started before 2020-01-01" in said


def test_a_page_that_cannot_be_written(tmp_path):
    said = bad(file(tmp_path, "a.xes", XES), "--html", str(tmp_path / "no" / "page.html"))
    assert "cannot be written" in said


def test_in_swedish_too(tmp_path):
    assert "är tom" in bad(file(tmp_path, "a.xes", b""), lang="sv")
