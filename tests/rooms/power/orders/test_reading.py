"""Rows of orders from every kind of file: understood, partly or not, and never a crash."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from mandat.common.refusals import BadInputError
from mandat.power.orders.files import read_file
from mandat.power.orders.rules import (
    Bound,
    Line,
    Reading,
    grid,
    line_from_json,
    line_to_json,
    read_bounds,
    read_grids,
)
from tests.shared import shared_data

HEADINGS = ["Nr", "Ärende", "Lagrum", "Delegat", "Ersättare", "Beloppsgräns (kr)", "Anmälan", "Anm"]
ROWS = [
    ["1", "Ekonomi"],
    ["1.1", "Inköp", "LOU", "Enhetschef", "", "upp till 100 000", "Ja", ""],
    ["1.2", "Inköp", "LOU", "Förvaltningschef", "", "100 000 – 500 000", "Ja", ""],
    HEADINGS,
    ["2", "Personal"],
    ["2.1", "Anställa¹", "KL 7:5", "Enhetschef eller HR-chef", "Förvaltningschef", "-", "Nej", "x"],
    ["¹ Inom budget."],
]


def read(*rows: Sequence[str]) -> Reading:
    return read_grids([grid("a.csv", "1", rows)])


def one(headings: Sequence[str], *cells: str) -> Line:
    (line,) = read(headings, cells).lines
    return line


def codes(line: Line) -> set[str]:
    return {r.refusal.code.removeprefix("orders.") for r in line.remarks}


def bounds(line: Line) -> list[tuple[str, str, str]]:
    return [(b.op, str(b.amount), b.unit) for b in line.bounds]


def test_sections_repeated_headings_and_footnotes_are_not_rows() -> None:
    found = read(["Delegationsordning 2026"], HEADINGS, *ROWS)
    assert [(x.number, x.area, x.matter) for x in found.lines] == [
        ("1.1", "1 Ekonomi", "Inköp"),
        ("1.2", "1 Ekonomi", "Inköp"),
        ("2.1", "2 Personal", "Anställa"),
    ]
    assert [x.state for x in found.lines] == ["understood"] * 3
    hire = found.lines[2]
    assert [h.name for h in hire.holders] == ["Enhetschef", "HR-chef"]
    assert (hire.substitutes, hire.reported, hire.bounds) == (("Förvaltningschef",), False, ())
    assert hire.note == "x; Inom budget."
    assert found.notes == ("Delegationsordning 2026", "¹ Inom budget.")
    assert bounds(found.lines[1]) == [(">", "100000", "SEK"), ("<=", "500000", "SEK")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("högst 5 prisbasbelopp", [("<=", "5", "prisbasbelopp")]),
        ("upp till 500 000 kr", [("<=", "500000", "SEK")]),
        ("ej över 25 000 kronor", [("<=", "25000", "SEK")]),
        ("under 5 000 kr", [("<", "5000", "SEK")]),
        ("över ett basbelopp", [(">", "1", "prisbasbelopp")]),
        ("fr.o.m. 2 mkr", [(">=", "2000000", "SEK")]),
        ("250 – 500 tkr", [(">", "250000", "SEK"), ("<=", "500000", "SEK")]),
        ("mellan 10 000 och 20 000 kr", [(">", "10000", "SEK"), ("<=", "20000", "SEK")]),
        (">$25K up to $50K", [(">", "25000", "USD"), ("<=", "50000", "USD")]),
        ("$1M up to $5M", [(">", "1000000", "USD"), ("<=", "5000000", "USD")]),
        ("$100K plus", [(">=", "100000", "USD")]),
        ("at most EUR 12.50", [("<=", "12.50", "EUR")]),
        ("högst tre månader", [("<=", "3", "month")]),
        ("max 10 %", [("<=", "10", "percent")]),
        ("obegränsat", []),
        ("högst 1\u00a0500\u202f000,50 kr", [("<=", "1500000.50", "SEK")]),
        ("t.o.m. 25 tkr", [("<=", "25000", "SEK")]),
        ("max 2,5 mnkr", [("<=", "2500000.0", "SEK")]),
        ("upp till 3 Mkr", [("<=", "3000000", "SEK")]),
        ("100.000:- – 250.000:-", [(">", "100000", "SEK"), ("<=", "250000", "SEK")]),
        ("högst tio (10) prisbasbelopp", [("<=", "10", "prisbasbelopp")]),
        ("5\u00a0pbb", []),
        ("KL 6 kap. 37 §", []),
    ],
)
def test_limits_in_words(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = read_bounds(text)
    assert [(b.op, str(b.amount), b.unit) for b in found.bounds] == expected


def test_what_is_not_a_limit_is_left_in_words_and_a_period_is_noticed() -> None:
    assert read_bounds("högst 10 000 kr per år exkl. moms").bounds == (
        Bound("<=", Decimal(10_000), "SEK", "year"),
    )
    assert read_bounds("högst 10 000 kr per år exkl. moms").rest == "exkl. moms"
    assert read_bounds("högst 10 000 kr per tillfälle").rest == ""


def test_an_amount_in_the_matter_is_its_limit() -> None:
    line = one(["Ärende", "Delegat"], "Inköp utanför budget, över ett basbelopp", "Ordförande")
    assert (line.matter, bounds(line)) == ("Inköp utanför budget", [(">", "1", "prisbasbelopp")])


def test_a_limit_nobody_can_read_is_said_with_its_heading() -> None:
    line = one(["Ärende", "Delegat", "Belopp"], "Inköp", "Chef", "se bilaga 3")
    (remark,) = [r for r in line.remarks if r.kind == "unread"]
    assert (remark.refusal.code, remark.refusal.facts["heading"]) == ("orders.bad_limit", "Belopp")
    assert line.state == "not_understood"
    assert (line.place.table, line.place.row) == ("1", 2)


def test_a_limit_in_words_is_looked_at_rather_than_taken_for_none() -> None:
    line = one(["Ärende", "Delegat", "Gräns"], "Inköp", "Chef", "inom ram")
    assert (line.state, line.condition) == ("partly", "inom ram")
    assert codes(line) == {"limit_in_words", "effect_condition"}


def test_the_no_alone() -> None:
    line = one(["Matter", "Delegate"], "Refuse access to a public document", "Lawyer")
    assert [(h.name, h.verb) for h in line.holders] == [("Lawyer", "no")]


def test_yes_and_no_at_different_levels_in_two_columns() -> None:
    head = ["Ärende", "Bifall", "Avslag"]
    line = one(head, "Försörjningsstöd", "Socialsekreterare", "Enhetschef")
    assert [(h.name, h.verb) for h in line.holders] == [
        ("Socialsekreterare", "yes"), ("Enhetschef", "no"),
    ]  # fmt: skip


def test_yes_and_no_at_different_levels_under_a_shared_heading() -> None:
    found = read(
        ["Nr", "Ärende", "Delegat", "Delegat"], ["", "", "Bifall", "Avslag"], ["1", "X", "A", "B"]
    )
    assert [(h.name, h.verb) for h in found.lines[0].holders] == [("A", "yes"), ("B", "no")]


def test_yes_and_no_at_different_levels_in_two_rows() -> None:
    head = ["Nr", "Ärende", "Delegat"]
    found = read(
        head, ["1", "Inleda utredning", "Handläggare"], ["2", "Inte inleda utredning", "Chef"]
    )
    assert [x.holders[0].verb for x in found.lines] == ["yes", "no"]
    assert codes(found.lines[0]) == {"no_elsewhere"}


def test_holders_each_alone_jointly_and_unclear() -> None:
    head = ["Ärende", "Delegat"]
    assert [h.name for h in one(head, "X", "A eller B; C").holders] == ["A", "B", "C"]
    joint = one(head, "X", "Rektor tillsammans med Förvaltningschef")
    assert [h.together for h in joint.holders] == [True, True]
    assert codes(joint) == {"jointly"}
    assert codes(one(head, "X", "Kommunchef och ekonomichef")) == {"and"}
    assert codes(one(head, "X", "Kultur- och fritidschef")) == set()
    assert codes(one(head, "X", "Delegaten i ärendet")) == {"holder_of_case"}
    assert codes(one(["Nr", *head], "1", "X", "")) == {"no_holder"}


def test_a_row_is_the_same_after_being_kept_as_json() -> None:
    for line in read(HEADINGS, *ROWS).lines:
        assert line_from_json(line_to_json(line)) == line


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_no_table_makes_it_crash(rows: list[list[str]]) -> None:
    assert read(["Ärende", "Delegat", "Belopp", "Bifall", "Villkor"], *rows) is not None


# --- kinds of files -------------------------------------------------------------------------------


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("cp1252")


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for n, row in enumerate(rows, start=1):
        if len(row) == 2:  # a section: merged over the rest of the row
            sheet.cell(n, 1).value = " ".join(row)
            sheet.merge_cells(start_row=n, end_row=n, start_column=1, end_column=8)
    book.save(out)
    return out.getvalue()


def as_docx(rows: Sequence[Sequence[str]]) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    table = document.add_table(0, 8)
    for row in rows:
        cells = table.add_row().cells
        if len(row) < 8:
            cells[0].merge(cells[7]).text = " ".join(row)
        else:
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
    document.save(out)
    return out.getvalue()


def as_html(rows: Sequence[Sequence[str]]) -> bytes:
    lines = [
        "<tr>" + (f"<td colspan=8>{' '.join(r)}" if len(r) < 8 else "".join(f"<td>{c}" for c in r))
        for r in rows
    ]
    return f"<h1>Ordning</h1><table>{''.join(lines)}</table>".encode()


def as_markdown(rows: Sequence[Sequence[str]]) -> bytes:
    head, *rest = [" | ".join([*r, *[""] * (8 - len(r))]) for r in rows]
    return "\n".join(["# Ordning", "", head, "|".join(["---"] * 8), *rest]).encode()


MADE = {"csv": as_csv, "xlsx": as_xlsx, "docx": as_docx, "html": as_html, "md": as_markdown}


@pytest.mark.parametrize("kind", MADE)
def test_the_same_order_is_read_from_every_kind_of_file(kind: str) -> None:
    found = read_grids(read_file(f"order.{kind}", MADE[kind]([HEADINGS, *ROWS])))
    wanted = read(HEADINGS, *ROWS)
    assert [(x.number, x.matter, x.holders, x.bounds, x.note) for x in found.lines] == [
        (x.number, x.matter, x.holders, x.bounds, x.note) for x in wanted.lines
    ]
    assert [x.area.split()[-1] for x in found.lines] == ["Ekonomi", "Ekonomi", "Personal"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"%PDF", "orders.file_pdf"), ("a.xls", b"x", "orders.file_old_sheet"),
        ("a.doc", b"x", "orders.file_old_text"), ("a.zip", b"x", "orders.file_kind"),
        ("a.csv", b"  ", "orders.file_empty"), ("a.csv", b"\0\1\2", "orders.file_not_text"),
        ("a.xlsx", b"not a zip", "orders.file_damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0 locked", "orders.file_locked"),
        ("a.docx", as_xlsx([["a"]]), "orders.file_damaged"),
        ("a.md", b"# No table", "orders.no_table"), ("a.html", b"<p>None", "orders.no_table"),
        ("a.csv", b"x" * (11 * 1024 * 1024), "orders.file_large"),
    ],
    ids=range(12),  # the bytes themselves have the time of day in them
)  # fmt: skip
def test_a_bad_file_is_named_with_what_to_do(name: str, data: bytes, code: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read_file(name, data)
    assert [(r.code, r.facts["file"]) for r in refused.value.refusals] == [(code, name)]


def swapped(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return an archive with other words in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new, 1) if name == part else content)
    return out.getvalue()


def far_cell() -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(out)
    return out.getvalue()


def wide_cell() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_table(1, 2)
    document.save(out)
    span = b'<w:tcPr><w:gridSpan w:val="900000000"/>'
    return swapped(out.getvalue(), "word/document.xml", b"<w:tcPr>", span)


def ranged(tag: str) -> bytes:
    new = f'</sheetData><{tag}s><{tag} ref="A1:XFD1048576"/></{tag}s>'.encode()
    return swapped(as_xlsx([["a"]]), "xl/worksheets/sheet1.xml", b"</sheetData>", new)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", far_cell()), ("a.xlsx", ranged("mergeCell")), ("a.xlsx", ranged("hyperlink")),
        ("a.docx", wide_cell()), ("a.csv", b";" * 2000 + b"\n" * 2000 + b"x"),
        ("a.html", b"<table><tr>" + b"<td colspan=200 rowspan=200>a" * 99 + b"<tr>" * 200),
    ],
    ids=range(6),
)  # fmt: skip
def test_a_small_file_that_claims_more_cells_than_fit_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(BadInputError) as refused:
        read_file(name, data)
    assert [r.code for r in refused.value.refusals] == ["orders.table_large"]


def test_a_table_without_known_headings_is_left_aside_with_its_place() -> None:
    found = read(["A", "B"], ["1", "2"])
    assert found.lines == ()
    assert [(r.code, r.facts["found"]) for r in found.aside] == [("orders.no_heading", "A | B")]


def test_a_table_cut_by_a_page_goes_on() -> None:
    head = ["Ärende", "Delegat"]
    grids = [grid("a.docx", "1", [head, ["X", "A"]]), grid("a.docx", "2", [["Y", "B"]])]
    assert [x.matter for x in read_grids(grids).lines] == ["X", "Y"]


# --- real orders ----------------------------------------------------------------------------------


def real(name: str) -> Reading:
    path = shared_data() / "delegation-orders" / name
    return read_grids(read_file(path.name, path.read_bytes()))


def test_the_rows_of_four_swedish_orders() -> None:
    found = real("orders_rows.csv")
    assert Counter(x.state for x in found.lines) == {
        "understood": 43, "partly": 11, "not_understood": 3,
    }  # fmt: skip
    rows = {(x.order, x.number): x for x in found.lines}
    refused = rows["ks-2011", "1.11"]
    assert [(h.name, h.verb) for h in refused.holders] == [("Berörd förvaltningschef", "no")]
    assert rows["direktor-hr", "1.2.4"].holders[0].verb == "no"
    assert {"crossed"} <= codes(rows["generalsekreterare-2015", "18"])
    assert {"crossed"} <= codes(rows["generalsekreterare-2015", "19"])
    assert {"overlap"} <= codes(rows["generalsekreterare-2015", "14"])
    assert {"overlap"} <= codes(rows["generalsekreterare-2015", "16"])
    assert "overlap" not in codes(rows["generalsekreterare-2015", "15"])
    frame = rows["sater-inkop", "def-1"]
    assert (frame.execution, frame.holders) == (True, ())
    assert bounds(frame) == [("<=", "2", "prisbasbelopp")]
    unread = {k: codes(x) for k, x in rows.items() if x.state == "not_understood"}
    assert {k: c & {"no_holder", "no_matter", "holder_elsewhere"} for k, c in unread.items()} == {
        ("sater-inkop", "def-3"): {"holder_elsewhere"},
        ("direktor-hr", "1.1.2b"): {"no_holder"},
        ("direktor-hr", "2.1.1b"): {"no_matter"},
    }


@pytest.mark.parametrize("file", ["matrix_wide.csv", "matrix_long.csv"])
def test_the_matrix_has_33_matters_and_71_cells_wide_or_long(file: str) -> None:
    found = real(f"gitlab-authorization-matrix/{file}")
    assert (len(found.lines), sum(x.cells for x in found.lines)) == (33, 71)
    assert found.count("not_understood") == 0
    moved = found.lines[14]
    assert moved.matter == "New Contract due to Relocation"
    assert ("VP of People Ops", "sign") in {(h.name, h.act) for h in moved.holders}
    assert codes(moved) == {"kept_when"}


def test_a_page_whose_matrix_is_no_table_says_so() -> None:
    with pytest.raises(BadInputError) as refused:
        real("gitlab-authorization-matrix/authorization-matrix_2023-03.md")
    assert [r.code for r in refused.value.refusals] == ["orders.no_table"]
