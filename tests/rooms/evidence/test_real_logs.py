"""The figures that issue 2 names, on the real travel logs."""

import json
import time
from functools import lru_cache

import pytest
from click.testing import CliRunner

from mandat.cli.mirror import mirror
from tests.shared import shared_data

DOMESTIC = {
    "SUPERVISOR": (10285, 286, True),
    "ADMINISTRATION": (8997, 936, True),
    "BUDGET OWNER": (2804, 57, True),
    "PRE_APPROVER": (771, 86, True),
    "MISSING": (89, 89, False),
}
REQUESTS = {
    "SUPERVISOR": (6437, 174, True),
    "ADMINISTRATION": (6184, 822, True),
    "BUDGET OWNER": (2001, 47, True),
    "PRE_APPROVER": (464, 51, True),
    "DIRECTOR": (37, 0, True),
    "MISSING": (66, 66, False),
}


@lru_cache
def figures(name):
    # Processor time, since tests share the machine with others.
    start = time.process_time()
    path = shared_data() / "bpic2020-travel" / name
    done = CliRunner().invoke(mirror, [str(path), "--json"], catch_exceptions=False)
    assert done.exit_code == 0
    assert time.process_time() - start < 10
    return json.loads(done.stdout)


@pytest.mark.parametrize("form", ["xes", "csv"])
def test_domestic_declarations_show_what_happened(form):
    seen = figures(f"DomesticDeclarations.{form}.gz")
    assert seen["log"]["cases"] == 10357
    assert seen["log"]["rulings"] == 22946
    steps = {s["step"]: (s["rulings"], s["refused"], s["known"]) for s in seen["steps"]}
    assert steps == DOMESTIC
    assert {"what": "cases", "count": 135, "why": "no_ruling"} in seen["skipped"]
    assert {"what": "events", "count": 1350, "why": "askers_own_step"} in seen["skipped"]


@pytest.mark.parametrize("log", ["DomesticDeclarations", "RequestForPayment"])
def test_xes_and_csv_say_the_same(log):
    assert figures(f"{log}.xes.gz") == figures(f"{log}.csv.gz")


def test_requests_for_payment_show_what_happened():
    steps = figures("RequestForPayment.csv.gz")["steps"]
    assert {s["step"]: (s["rulings"], s["refused"], s["known"]) for s in steps} == REQUESTS


@pytest.mark.parametrize("log", ["DomesticDeclarations", "RequestForPayment"])
def test_what_holds_for_every_step(log):
    for step in figures(f"{log}.csv.gz")["steps"]:
        parts = step["returned_then_granted"] + step["stopped_for_good"] + step["open"]
        assert parts == step["refused"]
        assert step["wait_days"]["basis"] == "since_previous_event"
        assert bool(step["suggestions"]) == (step["no_suggestion_because"] is None)
        for suggestion in step["suggestions"]:
            assert suggestion["upper_bound"] <= suggestion["tolerance"]
            assert suggestion["harm_inside"] <= suggestion["refused_inside"]
            assert suggestion["learned_on"][1] <= suggestion["certified_on"][0]


def test_the_steps_that_have_a_limit_and_why_others_have_none():
    steps = {s["step"]: s for s in figures("DomesticDeclarations.csv.gz")["steps"]}
    assert steps["SUPERVISOR"]["suggestions"]
    assert steps["ADMINISTRATION"]["no_suggestion_because"] == "too_risky"
    assert steps["MISSING"]["no_suggestion_because"] == "unknown_role"


def test_a_limit_is_tried_on_what_came_after():
    path = shared_data() / "bpic2020-travel" / "DomesticDeclarations.csv.gz"
    done = CliRunner().invoke(
        mirror, [str(path), "--json", "--backtest", "2018-08-01"], catch_exceptions=False
    )
    (supervisor,) = (s for s in json.loads(done.stdout)["steps"] if s["step"] == "SUPERVISOR")
    for suggestion in supervisor["suggestions"]:
        tried = suggestion["backtest"]
        assert suggestion["certified_on"][1] < "2018-08-01"
        assert tried["harm"] <= suggestion["tolerance"] * tried["cases"]


@pytest.mark.parametrize(("lang", "word"), [("sv", "Sa ja"), ("en", "Said yes")])
def test_the_report_can_be_read_in_both_languages(lang, word, tmp_path):
    path = str(shared_data() / "bpic2020-travel" / "RequestForPayment.csv.gz")
    done = CliRunner().invoke(mirror, [path, "--lang", lang], catch_exceptions=False)
    assert done.exit_code == 0
    assert word in done.stdout
    page = tmp_path / "mirror.html"
    CliRunner().invoke(mirror, [path, "--lang", lang, "--html", str(page)], catch_exceptions=False)
    assert f'<html lang="{lang}">' in page.read_text()
    assert word in page.read_text()
