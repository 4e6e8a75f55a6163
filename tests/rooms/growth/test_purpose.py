"""Far goals, experiments and the pages of commitments: who may do what, and what is kept."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mandat.common import clock
from mandat.common.moments import local_day
from mandat.common.refusals import BadInputError, RefusedError
from mandat.growth.purpose import actions, queries, rules
from mandat.growth.purpose.models import Experiment, FarGoal
from mandat.handover.models import Commitment
from mandat.handover.queries.commitments import commitments
from tests.cast import DAY, NOW, an_id, found_ekby
from tests.members import as_member

MARIA, AMIR, FATIMA, OLOF, SARA = (an_id(n) for n in ("maria", "amir", "fatima", "olof", "sara"))
HOME, EKBY, BOARD = (an_id(f"circle-{c}") for c in ("home", "ekby", "board"))
TODAY = local_day(NOW)
TRYING = rules.Trying(
    "Morgonmötet hålls stående.",
    "Att frukosten blir lugnare.",
    "Vi frågar tre boende.",
    TODAY + timedelta(days=28),
)
KEY = "home"
"""The key of the circle that is theirs."""
GOAL = "Den som behöver hjälp får den samma dag."


def codes(error: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {r.code.split(".")[1] for r in error.value.refusals}


# --- rules ----------------------------------------------------------------------------------------


def test_a_circle_is_ones_own_with_all_above_and_the_outermost_is_everybodys() -> None:
    top, left, right, inner = (uuid4() for _ in range(4))
    parents = {top: None, left: top, right: top, inner: left}
    assert rules.circles_of_ones_own([inner], parents) == {top, left, inner}
    assert rules.circles_of_ones_own([], parents) == {top}


@pytest.mark.parametrize(
    ("days", "fits"), [(6, False), (7, True), (62, True), (63, False), (-1, False)]
)
def test_an_experiment_lasts_from_a_week_to_two_months(days: int, *, fits: bool) -> None:
    trying = rules.Trying("a", "b", "c", TODAY + timedelta(days=days))
    found = rules.check_experiment(trying, today=TODAY, under_way=0)
    assert [r.code for r in found] == ([] if fits else ["growth.experiment_length"])


def test_an_experiment_says_what_what_for_how_and_until_when() -> None:
    found = rules.check_experiment(rules.Trying(" ", "", "", None), today=TODAY, under_way=3)
    assert [(r.code, r.field) for r in found] == [
        ("growth.missing_words", "what"),
        ("growth.missing_words", "hope"),
        ("growth.missing_words", "how"),
        ("growth.experiment_length", "until"),
        ("growth.experiments_enough", None),
    ]


@pytest.mark.parametrize(("learned", "outcome", "fits"), [
    ("Det blev lugnare.", "keep", True), ("Det hjälpte inte.", "drop", True),
    ("x", "change", True), (" ", "keep", False), ("x", "", False), ("x", "win", False),
    ("x" * 2001, "keep", False),
])  # fmt: skip
def test_it_ends_with_a_learning_and_a_way_on(learned: str, outcome: str, *, fits: bool) -> None:
    assert (rules.check_learning(learned, outcome) == ()) is fits


# --- in the database ------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _ekby(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found_ekby()
    monkeypatch.setattr(clock, "_source", lambda: NOW)


def started(actor: UUID = AMIR, circle: UUID = HOME) -> UUID:
    return actions.start_experiment(actor, circle=circle, trying=TRYING, at=NOW)


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_earlier_wordings_of_a_goal_are_kept() -> None:
    for day, words in enumerate(("Först så.", "Först så.", GOAL)):
        actions.set_goal(AMIR, circle=HOME, words=words, at=NOW + day * DAY)
    page = queries.goal_page("home", OLOF, NOW)
    assert page
    assert page.goal
    assert (page.goal.words, page.may_set) == (GOAL, False)
    assert [g.words for g in page.earlier] == ["Först så."]
    assert queries.own_goal(FATIMA, NOW) == page.goal
    assert queries.own_goal(OLOF, NOW) is None


@pytest.mark.parametrize("who", [OLOF, SARA])
def test_only_those_with_a_role_in_the_circle_set_its_goal(who: UUID) -> None:
    with pytest.raises(RefusedError) as error:
        actions.set_goal(who, circle=HOME, words=GOAL, at=NOW)
    assert codes(error) == {"not_of_circle"}
    assert not FarGoal.objects.exists()


@pytest.mark.parametrize(
    ("who", "circle", "may"),
    [(AMIR, HOME, True), (AMIR, EKBY, True), (SARA, EKBY, True), (OLOF, HOME, False),
     (AMIR, BOARD, False), (SARA, HOME, False)],
)  # fmt: skip
def test_everyone_starts_one_in_a_circle_of_theirs(who: UUID, circle: UUID, *, may: bool) -> None:
    if may:
        assert queries.experiment(started(who, circle), who, NOW)
    else:
        with pytest.raises(RefusedError):
            started(who, circle)
    assert Experiment.objects.exists() is may


def test_three_at_once_in_a_circle() -> None:
    for _ in range(3):
        started()
    with pytest.raises(BadInputError) as error:
        started(FATIMA)
    assert codes(error) == {"experiments_enough"}


def test_anyone_in_the_circle_says_what_it_taught_and_others_do_not() -> None:
    one = started()
    for who in (OLOF, SARA):
        with pytest.raises(RefusedError):
            actions.end_experiment(who, experiment=one, learned="x", outcome="keep", at=NOW)
    actions.end_experiment(FATIMA, experiment=one, learned="Lugnare.", outcome="keep", at=NOW + DAY)
    page = queries.experiment(one, OLOF, NOW + DAY)
    assert page
    assert (page.learned, page.outcome, page.ours) == ("Lugnare.", "keep", False)
    with pytest.raises(RefusedError):
        actions.end_experiment(AMIR, experiment=one, learned="x", outcome="drop", at=NOW + DAY)


def test_when_its_end_comes_only_the_one_who_began_it_is_asked() -> None:
    one = started()
    assert queries.experiments_due(AMIR, NOW) == ()
    later = NOW + 28 * DAY
    assert [e.id for e in queries.experiments_due(AMIR, later)] == [one]
    assert queries.experiments_due(FATIMA, later) == ()


def test_whoever_began_it_erases_it() -> None:
    one = started()
    with pytest.raises(RefusedError):
        actions.take_away_experiment(FATIMA, experiment=one)
    actions.take_away_experiment(AMIR, experiment=one)
    assert not Experiment.objects.exists()


# --- pages ----------------------------------------------------------------------------------------


def test_missing_and_forbidden_are_the_same(client: Client) -> None:
    """Whoever may not gets the same answer as for what is not there."""
    one, olof = started(), as_member("olof")
    learning = {"learned": "x", "outcome": "keep"}
    for path in (f"/purpose/goal/{KEY}/set/", f"/purpose/commitments/new/{KEY}/"):
        assert olof.get(path).status_code == olof.post(path).status_code == 404
        assert olof.get(path.replace(KEY, "nowhere")).status_code == 404
    paths = (f"/purpose/experiments/{one}/", f"/purpose/experiments/{one}/take-away/")
    for path in paths:
        assert olof.post(path, learning).status_code == 404
        assert olof.post(path.replace(str(one), str(uuid4())), learning).status_code == 404
    assert as_member("fatima").post(paths[1]).status_code == 404
    assert olof.get("/map/circle/nowhere/").status_code == 404
    assert olof.get(f"/purpose/commitments/{uuid4()}/").status_code == 404
    assert Experiment.objects.get().outcome == ""
    for path in ("/purpose/", "/purpose/experiments/", f"/map/circle/{KEY}/"):
        assert client.get(path).status_code == 302, "not for those who are not logged in"


def test_a_goal_is_set_and_seen_everywhere() -> None:
    amir = as_member("amir")
    answer = amir.post(f"/purpose/goal/{KEY}/set/", {"words": " "})
    assert answer.status_code == 422
    assert "Skriv några ord" in answer.content.decode()
    amir.post(f"/purpose/goal/{KEY}/set/", {"words": GOAL})
    for path in ("/purpose/", f"/purpose/goal/{KEY}/", f"/map/circle/{KEY}/"):
        assert GOAL in read(as_member("olof"), path)
    assert GOAL in read(amir, "/")
    assert "/purpose/" in read(amir, "/state/")


def test_an_experiment_from_its_start_to_its_learning(monkeypatch: pytest.MonkeyPatch) -> None:
    amir = as_member("amir")
    given = {"circle": str(HOME), "what": TRYING.what, "hope": TRYING.hope, "how": TRYING.how}
    assert amir.post("/purpose/experiments/new/", given).status_code == 422
    answer = amir.post("/purpose/experiments/new/", {**given, "until": str(TRYING.until)})
    assert TRYING.what in read(amir, f"/map/circle/{KEY}/")
    assert TRYING.what not in read(amir, "/")
    monkeypatch.setattr(clock, "_source", lambda: NOW + 29 * DAY)
    assert TRYING.what in read(amir, "/")
    assert amir.post(answer.url, {"learned": "", "outcome": ""}).status_code == 422
    after = amir.post(answer.url, {"learned": "Frukosten blev lugnare.", "outcome": "change"})
    assert after.url.startswith("/purpose/experiments/new/?from=")
    assert TRYING.what in read(amir, after.url)
    for path in ("/purpose/experiments/", "/well/"):
        assert "Frukosten blev lugnare." in read(as_member("olof"), path)


def promise(**more: object) -> dict[str, object]:
    return {
        "words": "I tio år frågar vi först.", "last_day": "2036-12-31", "body": "APT",
        "on": str(TODAY), "paragraph": "", "together": "on", **more,
    }  # fmt: skip


def test_a_commitment_is_made_seen_and_ended_with_what_holds_instead() -> None:
    amir, olof = as_member("amir"), as_member("olof")
    refused = amir.post(f"/purpose/commitments/new/{KEY}/", promise(together="", words=""))
    assert refused.status_code == 422
    assert not Commitment.objects.exists()
    made = amir.post(f"/purpose/commitments/new/{KEY}/", promise()).url
    for path in (made, "/purpose/commitments/", f"/map/circle/{KEY}/"):
        assert "I tio år frågar vi först." in read(olof, path)
    assert olof.get(f"{made}end/").status_code == olof.post(f"{made}end/").status_code == 404
    assert amir.post(f"{made}end/", promise(reason="")).status_code == 422
    after = amir.post(f"{made}end/", promise(reason="Vi är färre.", words="I fem år frågar vi."))
    assert "I fem år frågar vi." in read(olof, after.url)
    assert "Vi är färre." in read(olof, made)
    assert "I fem år frågar vi." in read(olof, f"/map/circle/{KEY}/")
    assert "I tio år" not in read(olof, f"/map/circle/{KEY}/")
    assert amir.get(f"{made}end/").status_code == 404
    assert [c.until.date() for c in commitments(NOW)] == [date(2036, 12, 31)] * 2
    assert "löfte" in read(olof, "/record/")


def test_the_walk_asks_how_it_stands_with_a_commitment() -> None:
    amir, maria = as_member("amir"), as_member("maria")
    made = amir.post(f"/purpose/commitments/new/{KEY}/", promise()).url
    commitment = made.rstrip("/").split("/")[-1]
    begun = maria.post("/handover/new", {"mandate": str(an_id("mandate-head"))})
    base = begun.url.rsplit("/", 1)[0]
    maria.post(f"{base}/way", {"kind": "move", "to": f"role:{an_id('role-team')}", "do": "on"})
    assert "I tio år frågar vi först." in read(maria, f"{base}/commitments")
    assert "Svara på det" in read(maria, f"{base}/summary")
    assert maria.post(f"{base}/summary", {"do": "send"}).url.endswith("/summary")
    half = {f"stance_{commitment}": "kept", "do": "on"}
    assert maria.post(f"{base}/commitments", half).status_code == 422
    assert maria.post(f"{base}/commitments", {**half, "do": "leave"}).status_code == 302
    whole = {**half, f"words_{commitment}": "Vi frågar dem i teamet."}
    assert maria.post(f"{base}/commitments", whole).url.endswith("/summary")
    proposal = maria.post(f"{base}/summary", {"do": "send"}).url
    assert "/proposals/" in proposal
    for name in ("amir", "olof"):
        page = read(as_member(name), proposal)
        assert "I tio år frågar vi först." in page
        assert "Vi frågar dem i teamet." in page
    assert "Vi frågar dem i teamet." in read(amir, made)


def test_pages_take_as_many_queries_however_much_there_is() -> None:
    amir = as_member("amir")
    paths = ("/", "/purpose/", "/purpose/experiments/", "/purpose/commitments/",
             f"/map/circle/{KEY}/", "/well/")  # fmt: skip
    counts = []
    for round_ in range(2):
        for n in range(3):
            at = NOW - (10 * round_ + n + 1) * DAY
            one = actions.start_experiment(AMIR, circle=HOME, trying=TRYING, at=NOW - DAY)
            actions.end_experiment(AMIR, experiment=one, learned=f"l{n}", outcome="keep", at=NOW)
            actions.set_goal(AMIR, circle=HOME, words=f"{round_}{n}", at=at)
            amir.post(f"/purpose/commitments/new/{KEY}/", promise())
        for path in paths:
            read(amir, path)
            with CaptureQueriesContext(connection) as seen:
                read(amir, path)
            counts.append(len(seen))
    assert counts[: len(paths)] == counts[len(paths) :]


def test_keeping_for_good_answers_on_the_page_to_what_was_promised_since() -> None:
    amir, maria = as_member("amir"), as_member("maria")
    begun = maria.post("/handover/new", {"mandate": str(an_id("mandate-head"))})
    base = begun.url.rsplit("/", 1)[0]
    maria.post(f"{base}/way", {"kind": "move", "to": f"role:{an_id('role-team')}", "do": "on"})
    proposal = maria.post(f"{base}/summary", {"do": "send"}).url
    amir.post(f"{proposal}speak", {"kind": "consent"})
    commitment = amir.post(f"/purpose/commitments/new/{KEY}/", promise()).url.split("/")[-2]
    assert f"words_{commitment}" in read(maria, proposal)
    keep = {"review_on": str(TODAY + timedelta(days=90)), "way_back": "giver"}
    refused = maria.post(f"{proposal}keep", keep)
    assert refused.status_code == 422
    assert "Välj om löftet hålls eller ändras." in refused.content.decode()
    answer = {f"stance_{commitment}": "kept", f"words_{commitment}": "Vi frågar alltid."}
    assert maria.post(f"{proposal}keep", {**keep, **answer}).status_code == 302
    assert "Vi frågar alltid." in read(as_member("olof"), proposal)
