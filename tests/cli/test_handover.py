"""`mandat handover`: what anyone may read."""

import json

import pytest
from click.testing import CliRunner

from mandat.cli.main import main
from mandat.common import clock
from mandat.handover import actions
from mandat.handover.rules.looking import Grounds
from tests.cast import NOW, an_id, found_ekby


@pytest.fixture
def sent(db):
    clock.use(lambda: NOW)
    cast = found_ekby()
    draft = actions.start_draft(an_id("maria"), mandate=cast.mandate, at=NOW)
    to = {"to": f"role:{cast.team}"}
    actions.save_step(an_id("maria"), draft=draft, values=to, at=NOW)
    actions.ask_consent(an_id("maria"), draft=draft, at=NOW, grounds=Grounds())
    yield draft
    clock.use(clock.system)


def test_list_and_show(sent):
    listed = CliRunner().invoke(main, ["handover", "list", "--json"])
    assert json.loads(listed.output)["id"] == str(sent)
    assert "consent" in CliRunner().invoke(main, ["handover", "list"]).output
    shown = json.loads(CliRunner().invoke(main, ["handover", "show", "1", "--json"]).output)
    assert (shown["consents"], shown["missing"]) == (1, ["handover.receiver_yes_missing"])
    assert "Maria Ekström" in CliRunner().invoke(main, ["handover", "show", "1"]).output


def test_a_number_that_is_not_there_exits_with_2(sent):
    assert CliRunner().invoke(main, ["handover", "show", "7"]).exit_code == 2
