"""Every writer says the same: each figure in each format, for every reader, marked on every page, never run."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import docx
import openpyxl
import pypdf
import pytest
from docx.enum.section import WD_ORIENT

from cme_data.errors import CmeError
from cme_data.reports import WRITERS, write
from cme_data.reports.plainly import as_words, turned, worded
from cme_data.reports.report import ChildPage, Column, Document, Heading, Paragraph, Section, Table
from cme_data.statistics import Figure
from tests.documents import (
    BARS,
    CHARTS,
    NASTY,
    NONE,
    NOTES,
    SMALL,
    TABLES,
    UNSAFE,
    WIDE,
    WORDS,
    a_report,
    everything,
    figures,
)  # fmt: skip

Rows = list[list[str]]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    document = everything()
    return {suffix: write(document, suffix) for suffix in WRITERS}


class Html(HTMLParser):
    """The tables of a page by their captions, and every tag with its attributes."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tables: dict[str, Rows] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = [("", {})]
        self.words: list[str] = []
        self._rows: Rows = []
        self._caption = ""
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.tables[self._caption] = self._rows

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.tags[-1][0] == "caption" and not self._caption:
            self._caption = data
        elif self.tags[-1][0] in ("td", "th"):
            self._rows[-1][-1] += data


def word_of(files: dict[str, bytes]) -> "docx.document.Document":
    return docx.Document(io.BytesIO(files[".docx"]))


def book_of(files: dict[str, bytes]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(files[".xlsx"]))


def number(text: str) -> float | str:
    """What a reader takes a cell for; a symbol stays one."""
    digits = text.replace(",", "").removesuffix("%")
    if not re.fullmatch(r"\d+(\.\d+)?", digits):
        return text
    return float(digits) / (100 if text.endswith("%") else 1)


def meant(figure: Figure) -> float | str:
    return figure.value if figure.value is not None else (f"[{figure.why}]" if figure.why else "Not recorded")


def unescaped(text: str) -> str:
    return text.removeprefix("'")


# Every figure in every format


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_figure_of_word_is_the_figure(files, table):
    word = word_of(files)
    found = next(
        t for t in word.tables if [c.text for c in t.rows[0].cells] == [*table.labels, *table.columns]
    )

    rows = [[cell.text for cell in row.cells] for row in found.rows][1:]
    assert [row[0] for row in rows] == [row.labels[0] for row in table.rows]
    assert [list(map(number, row[1:])) for row in rows] == [list(map(meant, r.figures)) for r in table.rows]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_figure_of_the_web_page_is_the_figure(files, table):
    head, *rows = Html(files[".html"]).tables[table.caption]

    assert head == [*table.labels, *table.columns]
    assert [row[0] for row in rows] == [row.labels[0] for row in table.rows]
    assert [list(map(number, row[1:])) for row in rows] == [list(map(meant, r.figures)) for r in table.rows]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_figure_of_the_pdf_is_the_figure(files, table):
    pages = pypdf.PdfReader(io.BytesIO(files[".pdf"])).pages
    said = "".join("".join(page.extract_text() for page in pages).split())

    for row in as_words(table).rows:
        assert "".join("".join(row).split()) in said


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_figure_of_the_workbook_is_a_number(files, table):
    sheet = book_of(files)[table.name]
    rows = list(sheet.iter_rows(*map(int, re.findall(r"\d+", next(iter(sheet.tables.values())).ref))))[1:]

    assert [unescaped(row[0].value) for row in rows] == [row.labels[0] for row in table.rows]
    assert [[cell.value for cell in row[1:]] for row in rows] == [
        list(map(meant, r.figures)) for r in table.rows
    ]
    formats = {"count": "#,##0", "share": "0%", "days": "#,##0.0", "hours": "#,##0.0", "rate": "#,##0.0"}
    for row, made in zip(rows, table.rows, strict=True):
        assert [c.number_format for c in row[1:]] == [formats[figure.kind] for figure in made.figures]


def test_every_figure_of_the_data_file_is_there_once(files):
    rows = list(csv.DictReader(io.StringIO(files[".csv"].decode("utf-8-sig"))))
    found = {(row["statistic"], unescaped(row["breakdown"])): (row["kind"], row["value"]) for row in rows}

    expected = {
        (key.statistic, key.group): (figure.kind, figure)
        for table in (*TABLES, figures("again", "Reason", ("A", "B"), WIDE.columns))
        for row in table.rows
        for key, figure in zip(row.keys, row.figures, strict=True)
    }
    assert len(rows) == len(expected)
    assert found.keys() == expected.keys()
    for at, (kind, figure) in expected.items():
        said = found[at][1]
        assert found[at][0] == kind
        assert (float(said) == figure.value) if figure.value is not None else (said == (figure.why or "x"))


def test_a_data_file_names_places_and_times_as_the_dfe_does(files):
    rows = list(csv.reader(io.StringIO(files[".csv"].decode("utf-8-sig"))))

    assert rows[0] == [
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
        "old_la_code", "new_la_code", "la_name", "breakdown_topic", "breakdown", "register", "statistic", "kind", "value",
    ]  # fmt: skip
    assert rows[1] == [
        "202526", "September to February", "Local authority", "E92000001", "England", "E13000002", "Outer London",
        "314", "E09000021", "Kingston upon Thames", "Sex", "Female", "cme", "by_sex_0", "count", "0",
    ]  # fmt: skip
    assert rows[3][2:10] == [
        "All boroughs of the authority", "E92000001", "England", "z", "z", "z", "z", "Achieving for Children",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2025/26", ["202526", "Academic year"]),
        ("2025/26-autumn", ["202526", "Autumn term"]),
        ("2025/26-H2", ["202526", "March to August"]),
        ("2025-10", ["2025", "October"]),
    ],
)
def test_a_data_file_names_every_kind_of_period(period, expected):
    row = SMALL.rows[0]
    keyed = replace(row, keys=tuple(key._replace(period=period) for key in row.keys))
    data = write(a_report(Section("A", (replace(SMALL, rows=(keyed,)),))), ".csv")

    assert data.decode("utf-8-sig").splitlines()[1].split(",")[:2] == expected


def test_two_tables_that_disagree_are_no_data_file():
    row = SMALL.rows[0]
    other = replace(SMALL, rows=(replace(row, figures=(Figure(99.0), *row.figures[1:])),))

    with pytest.raises(ValueError, match="says otherwise"):
        write(a_report(Section("A", (SMALL, other))), ".csv")


# What a spreadsheet or a reader would run


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_markup_stays_words(files, suffix):
    words = (
        "\n".join(p.text for p in word_of(files).paragraphs)
        if suffix == ".docx"
        else "".join(Html(files[".html"]).words)
    )

    assert NASTY in words
    assert not any(tag == "script" for tag, _ in Html(files[".html"]).tags)


def test_nothing_in_the_workbook_is_a_formula_or_a_link_of_a_cell(files):
    for sheet in book_of(files):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.coordinate
                assert not (isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")))
                assert cell.hyperlink is None or cell.hyperlink.location
    inside = zipfile.ZipFile(io.BytesIO(files[".xlsx"]))
    assert not any(
        "TargetMode" in inside.read(name).decode() for name in inside.namelist() if name.endswith(".rels")
    )
    assert not any(b"<f>" in inside.read(name) for name in inside.namelist() if "worksheets/" in name)


def test_nothing_in_the_data_file_is_a_formula(files):
    for row in csv.reader(io.StringIO(files[".csv"].decode("utf-8-sig"))):
        assert not any(text.startswith(("=", "+", "-", "@")) for text in row)


# Marked on every page


def test_every_page_and_sheet_is_marked(files):
    for page in pypdf.PdfReader(io.BytesIO(files[".pdf"])).pages:
        assert "OFFICIAL-SENSITIVE" in page.extract_text()
    for section in word_of(files).sections:
        assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    for sheet in book_of(files):
        assert sheet["A1"].value.startswith("OFFICIAL-SENSITIVE: ")
        assert "OFFICIAL-SENSITIVE" in sheet.oddHeader.center.text
    assert files[".html"].decode().count('class="marking">OFFICIAL-SENSITIVE<') == 2


def test_a_released_one_is_marked_so_in_its_name_and_everywhere():
    document = replace(everything(), marking="OFFICIAL")

    assert document.file_name(".csv") == "Half-year_report_2026-02-28_OFFICIAL.csv"
    for suffix in WRITERS:
        assert b"SENSITIVE" not in write(document, suffix)


# For somebody who cannot see it


def test_word_says_what_its_pictures_show_and_which_rows_are_headings(files):
    word = word_of(files)

    said = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert said == [chart.alt for chart in CHARTS]
    assert all(shape.width.cm <= 18 for shape in word.inline_shapes)
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in word.tables)
    assert all("w:cantSplit" in row._tr.xml for table in word.tables for row in table.rows)


def test_word_numbers_captions_that_stay_with_what_they_stand_over(files):
    captions = [p for p in word_of(files).paragraphs if p.style.name == "Caption"]

    assert [p.text for p in captions][:3] == [
        f"Chart 1: {BARS.title}",
        f"Table 1: {SMALL.caption}",
        f"Table 2: {WIDE.caption}",
    ]
    assert [p.text for p in captions][-1] == f"Table 7: {UNSAFE.caption}"
    assert all(p.paragraph_format.keep_with_next and "SEQ" in p._p.xml for p in captions)


def test_word_keeps_the_order_in_which_its_readers_want_the_parts_of_a_table(files):
    order = ("tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook")
    for table in word_of(files).tables:
        found = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
        assert found == [name for name in order if name in found]


def test_the_web_page_heads_rows_and_columns_and_describes_its_charts(files):
    page = Html(files[".html"])
    heads = [attributes["scope"] for tag, attributes in page.tags if tag == "th"]
    drawn = [attributes for tag, attributes in page.tags if tag == "svg"]
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]

    assert set(heads) == {"col", "row"}
    assert [svg["role"] for svg in drawn] == ["img"] * len(CHARTS)
    assert {name for svg in drawn for name in str(svg["aria-labelledby"]).split()} <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(chart.alt in page.words for chart in CHARTS)
    assert "http" not in re.sub(r'xmlns(:xlink)?="[^"]*"', "", files[".html"].decode()).replace(
        "http://x.y", ""
    )


def test_the_pdf_describes_its_charts(files):
    data = pypdf.PdfReader(io.BytesIO(files[".pdf"]))
    said = [str(o.get_object()["/Alt"]) for o in _objects(data) if "/Alt" in o]

    assert {chart.alt for chart in CHARTS} <= set(said)
    assert data.metadata is not None
    assert data.metadata.title == "OFFICIAL-SENSITIVE: Half-year report, 28 February 2026"


def _objects(data: pypdf.PdfReader) -> list[pypdf.generic.DictionaryObject]:
    found = []
    for number in range(1, len(data.xref_objStm) + sum(map(len, data.xref.values())) + 1):
        made = data.get_object(number)
        if isinstance(made, pypdf.generic.DictionaryObject):
            found.append(made)
    return found


def test_the_workbook_keeps_to_the_rules_of_the_analysis_function(files):
    book = book_of(files)

    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert book.properties.title == "OFFICIAL-SENSITIVE: Half-year report, 28 February 2026"
    for sheet in book.worksheets[1:]:
        assert not sheet.merged_cells.ranges
        assert len(sheet.tables) == 1
        (table,) = sheet.tables.values()
        assert all(any(cell.value is not None for cell in row) for row in sheet[table.ref])
        assert not any(cell.value is None for cell in sheet[table.ref][0])
    linked = {cell.hyperlink.location for (cell,) in book["Contents"].iter_rows(max_col=1) if cell.hyperlink}
    assert linked == {f"'{name}'!A1" for name in book.sheetnames[2:]}


def test_the_workbook_explains_its_symbols_and_its_notes(files):
    book = book_of(files)
    words = [row[0].value for row in book["by_year"].iter_rows(max_col=1)]
    noted = {row[1].value: row[0].value for row in book["Notes"].iter_rows(min_row=4)}

    assert any(text.startswith("[c] means") for text in words)
    assert words[1].endswith(f"[note {noted[NOTES[0]]}] and [note {noted[NOTES[1]]}].")
    assert not any("means" in str(row[0].value) for row in book["Table_5"].iter_rows(max_col=1))


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (
            Figure(0.145, "share"),
            "15%",
        ),  # a half upwards, as the workbook shows it, where Python's own says 14%
        (Figure(0.125, "share"), "13%"),
        (Figure(12.25, "days"), "12.3"),
        (Figure(1234567.0), "1,234,567"),
        (Figure(0.0), "0"),
        (Figure(None), "Not recorded"),
        (Figure(None, why="c"), "[c]"),
    ],
)
def test_a_figure_is_rounded_as_spreadsheets_do_and_a_blank_is_never_nought(figure, expected):
    assert worded(figure) == expected


def test_words_of_a_number_are_a_number_in_the_workbook(files):
    (sheet,) = (sheet for sheet in book_of(files) if WORDS.caption in str(sheet["A1"].value))

    assert [sheet.cell(row, 3).value for row in (4, 5)] == [1012, "–"]


def test_headings_that_are_alike_or_blank_can_stand_in_a_workbook():
    table = figures("alike", "", ("A",), ("Total", "total", ""))
    sheet = openpyxl.load_workbook(io.BytesIO(write(a_report(Section("A", (table,))), ".xlsx")))["alike"]
    heads = [cell.value for cell in sheet[next(iter(sheet.tables.values())).ref][0]]

    assert heads == ["Column 1", "Total", "total (3)", "Column 4"]


def test_sheets_of_one_name_or_a_long_one_are_told_apart():
    tables = [
        figures("n" * 40, "Sex", ("A",), ("B",)),
        figures("N" * 40, "Sex", ("A",), ("B",)),
        figures("Notes", "", ("A",), ("B",)),
    ]
    book = openpyxl.load_workbook(io.BytesIO(write(a_report(Section("A", tuple(tables))), ".xlsx")))

    assert book.sheetnames[3:] == ["n" * 31, "N" * 29 + "_2", "Notes_2"]


# What is left out, and what is refused


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_commentary_stands_under_its_name_and_not_where_there_is_none(files, suffix):
    words = {
        ".docx": lambda: "\n".join(p.text for p in word_of(files).paragraphs),
        ".html": lambda: "\n".join(Html(files[".html"]).words),
        ".pdf": lambda: "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(files[".pdf"])).pages),
    }[suffix]()

    assert words.count("Commentary") == 1  # one of the two is blank
    assert "First, what an officer wrote." in words
    assert NONE.empty in words
    assert words.count("There is no figure to draw.") == 1
    assert words.count("[c] means that a small number") == 5  # beneath each table that has one


def test_a_report_with_pages_of_children_is_no_workbook():
    pack = a_report(Section("Children", (ChildPage("Smith, Ann", (Paragraph("Away"),)),)))

    with pytest.raises(CmeError, match=r"page for each child .* \.docx, \.pdf or \.html"):
        write(pack, ".xlsx")
    with pytest.raises(CmeError, match=r"no figures .* \.docx, \.pdf or \.html"):
        write(pack, ".csv")


def test_a_workbook_without_a_table_still_opens():
    book = openpyxl.load_workbook(io.BytesIO(write(a_report(Section("A", (Paragraph("B"),))), ".xlsx")))

    assert book.sheetnames == ["Cover", "Contents"]


# What is too long for a page


@pytest.mark.parametrize(
    ("rows", "columns", "words"), [(12, 4, 90), (1, 4, 900), (1, 9, 98), (12, 9, 8)],
    ids=["few rows", "one row", "a narrow column", "few rows of narrow columns"],
)  # fmt: skip
def test_no_word_of_a_table_stands_below_the_page(rows, columns, words):
    long = Table(
        "Long", tuple(Column(f"Column {n}", 10) for n in range(columns)),
        ((" ".join(["wordy"] * words), *["."] * (columns - 1)),) * rows, "None",
    )  # fmt: skip
    feet: list[float] = []

    def see(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            feet.append(inner[5] * outer[3] + outer[5])

    document = a_report(Section("A", (long,)))
    for page in pypdf.PdfReader(io.BytesIO(write(document, ".pdf"))).pages:
        page.extract_text(visitor_text=see)

    assert min(feet) > 0
    drawn = docx.Document(io.BytesIO(write(document, ".docx"))).tables[-1]
    whole = ["w:cantSplit" in row._tr.xml for row in drawn.rows]
    assert whole == [True] + [words < 98] * rows, "only a row that may be longer than a page runs over"


# Wide tables lie on their side


def test_a_wide_table_lies_on_its_side_with_the_words_that_lead_to_it(files):
    sides = [section.orientation == WD_ORIENT.LANDSCAPE for section in word_of(files).sections]
    boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(files[".pdf"])).pages]
    turned_pages = [
        p
        for p, box in zip(pypdf.PdfReader(io.BytesIO(files[".pdf"])).pages, boxes, strict=True)
        if box.width > box.height
    ]

    assert sides == [False, True, False]  # the second wide table follows on the first one's page
    assert [
        "By year" in turned_pages[0].extract_text(),
        "Wide at once" in turned_pages[1].extract_text(),
    ] == [True, True]
    assert files[".html"].count(b'<div class="turned">') == 2


def test_words_go_with_the_wide_table_that_they_lead_to():
    lead, said, upright = Heading("By year"), Paragraph("Most are in Year 11."), SMALL

    assert turned((said, WIDE)) == [(True, [said, WIDE])]
    assert turned((upright, said, WIDE)) == [(False, [upright, said]), (True, [WIDE])]
    assert turned((upright, lead, said, WIDE, lead, WIDE, said)) == [
        (False, [upright]), (True, [lead, said, WIDE, lead, WIDE]), (False, [said]),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_a_report_of_nothing_can_be_written(suffix):
    empty: Document = a_report(Section("Nothing", ()))

    assert write(empty, suffix)
