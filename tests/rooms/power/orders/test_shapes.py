"""Shapes that Swedish orders are published in, made up here: what the columns say is understood."""

from collections.abc import Sequence

from mandat.power.orders.rules import Line, grid, read_grids


def read(*rows: Sequence[str]) -> tuple[Line, ...]:
    return read_grids([grid("a.docx", "1", rows)]).lines


def who(line: Line) -> list[tuple[str, str]]:
    return [(h.name, h.verb) for h in line.holders]


def test_a_social_board_with_law_substitute_and_note() -> None:
    head = ["Nr", "Ärende", "Lagrum", "Delegat", "Ersättare", "Anmärkning"]
    lines = read(
        ["Delegationsordning för socialnämnden"] + [""] * 5,
        head,
        ["A", "Barn och unga", "", "", "", ""],
        ["A.1", "Beslut att inleda utredning", "11 kap. 1 § SoL", "Socialsekreterare", "", ""],
        ["A.2", "Beslut att inte inleda utredning", "11 kap. 1 § SoL", "Enhetschef",
         "Verksamhetschef", "Jfr A.1"],
        ["A.3", "Placering i jourhem", "4 kap. 1 § SoL", "Socialutskottet", "Ordföranden*", ""],
        ["* I brådskande fall."] + [""] * 5,
    )  # fmt: skip
    assert [x.number for x in lines if x.holders] == ["A.1", "A.2", "A.3"]
    assert [who(x) for x in lines if x.holders] == [
        [("Socialsekreterare", "yes")], [("Enhetschef", "no")], [("Socialutskottet", "both")],
    ]  # fmt: skip
    assert lines[-2].substitutes == ("Verksamhetschef",)
    assert lines[-1].legal_ref == "4 kap. 1 § SoL"


def test_a_board_of_education_with_amounts_in_thousands_and_reporting() -> None:
    head = ["Punkt", "Delegerat ärende", "Delegat", "Beloppsgräns (tkr)", "Anmäls till nämnden",
            "Vidaredelegation"]  # fmt: skip
    lines = read(
        head,
        ["1.1", "Avtal om varor och tjänster", "Rektor", "högst 250 tkr", "Ja", "Ja, ett led"],
        ["1.2", "Avtal om varor och tjänster", "Förvaltningschef", "över 250 tkr, högst 2 mnkr",
         "Ja", "Nej"],
        ["1.3", "Skolskjuts", "Handläggare", "-", "x", ""],
    )  # fmt: skip
    assert [x.state for x in lines] == ["understood"] * 3
    assert [[str(b.amount) for b in x.bounds] for x in lines] == [
        ["250000"], ["250000", "2000000"], [],
    ]  # fmt: skip
    assert [(x.reported, x.onward, x.steps) for x in lines] == [
        (True, True, 1), (True, False, 1), (True, None, 1),
    ]  # fmt: skip


def test_the_lowest_level_that_decides_with_conditions_and_hearing() -> None:
    head = ["Avsnitt", "Ärende", "Lägsta beslutsnivå", "Samråd", "Villkor och begränsningar"]
    lines = read(
        head,
        ["Personal", "Anställning, tillsvidare", "Enhetschef", "HR", "inom beslutad ram"],
        ["Personal", "Avstängning", "Förvaltningschef", "HR; jurist", ""],
    )
    assert [(x.area, x.consult, x.condition) for x in lines] == [
        ("Personal", ("HR",), "inom beslutad ram"), ("Personal", ("HR", "jurist"), ""),
    ]  # fmt: skip
    assert [x.state for x in lines] == ["understood"] * 2
