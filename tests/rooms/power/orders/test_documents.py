"""The order as a document: read back without loss, and readable by everyone."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import docx
import pypdf
import pytest

from mandat.power.orders.documents import KINDS, lay_out, write
from mandat.power.orders.files import read_file
from mandat.power.orders.queries import OrderView
from mandat.power.orders.rules import BASE, Bound, Holder, Line, Place, read_grids
from mandat.power.orders.rules.comparing import Compared, Item, compare, numbered
from mandat.power.orders.rules.lines import words_of
from tests.cast import NOW
from tests.shared import shared_data

FILES = Path(__file__).parent / "files"
NOWHERE = Place("", "", 0)


def line(number: str, matter: str, *holders: Holder, **more: object) -> Line:
    base = Line(NOWHERE, matter, number=number, area="1 Allmänt", holders=holders)
    return replace(base, **more)  # type: ignore[arg-type]


def bound(op: str, amount: str, unit: str, per: str = "") -> Bound:
    return Bound(op, Decimal(amount), unit, per)  # type: ignore[arg-type]


LINES = [
    line("1.1", "Neka utlämnande av handling", Holder("Enhetschef", "no"), legal_ref="OSL 6:3"),
    line("1.2", "Bistånd", Holder("Handläggare", "yes"), Holder("Chef", "no"), reported=True),
    line("1.3", "Inköp", Holder("Chef"), bounds=(bound(">", "2", BASE), bound("<=", "5.5", BASE))),
    line("1.4", "Inköp", Holder("Direktör eller vice"), bounds=(bound(">", "5.5", BASE),)),
    line(
        "1.5", "Resor", Holder("Chef"), area="2 Personal",
        bounds=(bound(">=", "1000.50", "SEK", "year"), bound("<", "20000", "SEK", "year")),
        substitutes=("Ställföreträdare", "HR-chef"), consult=("HR",), condition="efter förhandling",
        onward=True, reported=False, note="Se riktlinjen; punkt 3",
    ),
    line("1.6", "Vikariat", Holder("Chef"), area="2 Personal", bounds=(bound("<=", "3", "month"),)),
    line("1.7", "Avrop", area="2 Personal", execution=True),
    line("1.8", "Tolk", Holder("Chef"), area="2 Personal", bounds=(bound("<=", "300", "EUR"),)),
]  # fmt: skip


def items(lines: Sequence[Line]) -> list[Item]:
    return [Item(f"key-{n}", x) for n, x in enumerate(lines)]


def clean(lines: Sequence[Line], kind: str, lang: str = "sv") -> bytes:
    rows = [Compared("same", item) for item in items(lines)]
    return write(lay_out(rows, organisation="Ekby", order=None, changes=False, lang=lang), kind)


def said(lines: Sequence[Line]) -> list[dict[str, object]]:
    return [words_of(x) for x in lines]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("kind", ["docx", "csv"])
def test_what_we_export_is_read_back_without_loss(kind: str, lang: str) -> None:
    found = read_grids(read_file(f"order.{kind}", clean(LINES, kind, lang)))
    assert said(found.lines) == said(LINES)
    assert found.count("not_understood") == 0


@pytest.mark.parametrize("name", ["orders_rows.csv", "gitlab-authorization-matrix/matrix_long.csv"])
def test_real_orders_are_read_back_without_loss(name: str) -> None:
    path = shared_data() / "delegation-orders" / name
    before = read_grids(read_file(path.name, path.read_bytes())).lines
    known = [x for x in before if x.state != "not_understood"]
    # An exported document is one order; which of four a row came from has no column.
    known = [replace(x, order="") for x in known]
    found = read_grids(read_file("order.docx", clean(known, "docx")))
    sections = {x.area for x in known}
    assert {x.area for x in found.lines} == sections
    by_number = {(x.area, x.number, x.matter): words_of(x) for x in found.lines}
    for x in known:
        assert by_number[x.area, x.number, x.matter] == words_of(x)


def test_a_word_file_made_by_libreoffice_is_read_without_loss() -> None:
    """`tools/libreoffice_order` made it with LibreOffice Writer 7.4 from the page beside it."""
    word = read_grids(read_file("a.docx", (FILES / "libreoffice.docx").read_bytes()))
    page = read_grids(read_file("a.html", (FILES / "order.html").read_bytes()))
    assert said(word.lines) == said(page.lines)
    assert [(x.number, x.area) for x in word.lines] == [
        ("1.1", "1 Allmänt"), ("1.2", "1 Allmänt"), ("1.3", "1 Allmänt"),
        ("2.1", "2 Bistånd"), ("2.2", "2 Bistånd"), ("2.3", "Särskilda insatser"),
    ]  # fmt: skip
    assert [[(h.name, h.verb) for h in x.holders] for x in word.lines[1:5]] == [
        [("Ordförande", "both"), ("Förvaltningschef", "both")], [("Enhetschef", "both")],
        [("Socialsekreterare", "yes")], [("Enhetschef", "no")],
    ]  # fmt: skip
    assert word.lines[2].legal_ref == "KL 6:37"  # merged with the row above
    assert word.count("not_understood") == 0


ORDER = OrderView(
    uuid4(), 1, uuid4(), {"sv": "Nämnden"}, "Socialnämnden", "2026-03-17", "41", "",
    datetime.fromisoformat(NOW.isoformat()),
)  # fmt: skip


def changed() -> tuple[Compared, ...]:
    before = items(LINES[:4])
    now = [before[0], Item("key-2", replace(LINES[2], bounds=(bound("<=", "9", BASE),))), before[3]]
    return compare(before, [*now, Item("key-9", LINES[7])])


def test_what_has_changed_is_worked_out_row_by_row() -> None:
    assert [(r.change, r.item.line.number, r.fields) for r in changed()] == [
        ("same", "1.1", ()), ("removed", "1.2", ()), ("changed", "1.3", ("bounds",)),
        ("same", "1.4", ()), ("added", "1.8", ()),
    ]  # fmt: skip


def test_the_version_with_changes_strikes_out_what_goes() -> None:
    sheet = lay_out(changed(), organisation="Ekby", order=ORDER, changes=True, lang="sv")
    rows = [(r.cells[0], r.cells[1], r.gone) for s in sheet.sections for r in s.rows]
    assert rows == [
        ("", "1.1", False), ("borttagen", "1.2", True), ("före", "1.3", True),
        ("ändrad", "1.3", False), ("", "1.4", False), ("ny", "1.8", False),
    ]  # fmt: skip
    assert sheet.lead[1] == "Antagen av Socialnämnden den 17 mars 2026, § 41."
    # Struck-out text is not read, so what is left is the order as it would be.
    found = read_grids(read_file("a.docx", write(sheet, "docx")))
    assert [x.number for x in found.lines] == ["1.1", "1.3", "1.4", "1.8"]
    assert found.lines[1].bounds == (bound("<=", "9", BASE),)


@pytest.mark.parametrize(
    ("lang", "words"), [("sv", "Delegationsordning för Ekby"), ("en", "for Ekby")]
)
def test_the_pdf_is_tagged_and_repeats_its_headings(lang: str, words: str) -> None:
    many = [replace(LINES[n % 8], number=str(n), area="") for n in range(120)]
    reader = pypdf.PdfReader(io.BytesIO(clean(many, "pdf", lang)))
    assert len(reader.pages) > 2
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith(lang)
    assert words in str(catalogue["/Metadata"].get_data(), "utf-8")
    assert "pdfuaid" in str(catalogue["/Metadata"].get_data(), "utf-8")
    heading = {"sv": "Delegat", "en": "Delegate"}[lang]
    assert all(heading in page.extract_text() for page in reader.pages)


def test_the_word_file_repeats_its_headings_and_says_its_language() -> None:
    found = docx.Document(io.BytesIO(clean(LINES, "docx", "en")))
    assert found.core_properties.language == "en-GB"
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in found.tables)


def test_new_rows_get_the_next_number_in_their_area() -> None:
    rows = [
        line("1.1", "A"), line("2.1", "B", area="2"), line("", "C"), line("", "D", area="3"),
    ]  # fmt: skip
    assert [(i.line.matter, i.line.number) for i in numbered(items(rows))] == [
        ("A", "1.1"), ("C", "1.2"), ("B", "2.1"), ("D", "3.1"),
    ]  # fmt: skip


def test_every_kind_is_written() -> None:
    for kind in KINDS:
        assert clean(LINES, kind)
