"""Every kind of file comes in as the same sheet, and what cannot come in is said in a sentence."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from cme_data.errors import NotAWorkbook
from cme_data.workbook.failed import failed_cells
from cme_data.workbook.headings import recognise
from cme_data.workbook.places import address
from cme_data.workbook.read import read
from cme_data.workbook.rows import typed_rows
from tests.workbook_files import ANN_IN_PRU, AS_AT, FORMATS, PRU, ods, saved, separated, xls, xlsx

TITLED = [
    ["", "", ""],
    ["", "", "PRU roll"],
    [],
    ["", *PRU],
    ["", *ANN_IN_PRU],
    ["", "O’Näll", *ANN_IN_PRU[1:]],
]


@pytest.mark.parametrize("file_name", FORMATS)
def test_a_list_is_the_same_and_its_addresses_are_right_in_every_format(file_name):
    (found,) = read(FORMATS[file_name](TITLED), file_name)
    match = recognise(found)
    assert match is not None
    assert (match.register, match.header_row, match.columns["surname"]) == ("pru", 4, 1)
    rows = typed_rows(found, match, as_at=AS_AT)
    assert rows.columns["surname"] == ["Smith", "O’Näll"]
    assert rows.columns["date_of_birth"] == [dt.date(2014, 5, 5)] * 2
    assert [rows.cell(1, name) for name in ("surname", "date_of_birth", "basis")] == ["B6", "D6", "G6"]
    assert rows.findings == []


def test_a_cell_merged_with_those_below_stands_in_every_row_that_has_more():
    rows = [["Surname", "Hours"], ["Smith", 10], ["Jones"], [], ["Khan"], ["Lee", 5]]
    book = openpyxl.load_workbook(io.BytesIO(xlsx(rows)))
    book.active.merge_cells("B2:B5")
    old = xlwt.Workbook()
    sheet = old.add_sheet("PRU")
    for place, (name, *_) in enumerate(filter(None, rows)):
        sheet.write(place + (place > 2), 0, name)
    sheet.write(0, 1, "Hours")
    sheet.write_merge(1, 4, 1, 1, 10)
    sheet.write(5, 1, 5)

    for data in (saved(book), saved(old)):
        (found,) = read(data, "x")
        assert found.rows == [
            ["Surname", "Hours"], ["Smith", 10], ["Jones", 10], ["", ""], ["Khan", 10], ["Lee", 5],
        ]  # fmt: skip


def test_a_row_whose_cells_are_nearly_all_merged_with_those_above_is_no_row_of_its_own():
    rows = [["Surname", "Forename", "Notes"], ["Smith", "Ann", "Visited."], ["", "", "Nobody in."]]
    book = openpyxl.load_workbook(io.BytesIO(xlsx(rows)))
    for column in "AB":
        book.active.merge_cells(f"{column}2:{column}3")
    assert read(saved(book), "x")[0].rows == rows


def test_a_cell_merged_across_stands_in_its_first_column_alone():
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["Surname", "Forename"], ["CLOSED"], ["Smith", "Ann"]])))
    book.active.merge_cells("A2:B2")
    assert read(saved(book), "x")[0].rows == [["Surname", "Forename"], ["CLOSED", ""], ["Smith", "Ann"]]


@pytest.mark.parametrize("write", [xlsx, xls, ods])
def test_numbers_dates_and_booleans_keep_their_kind(write):
    (found,) = read(write([["a", 12.5, 7, True, dt.date(2011, 8, 31), "0012"]]), "x")
    assert found.rows == [["a", 12.5, 7, True, dt.date(2011, 8, 31), "0012"]]
    assert found.rows[0][3] is True


def test_words_that_programs_take_for_nothing_are_kept():
    words = ["Null", "None", "NA", "N/A", "nan", "True", "2/3", "1e5", "-"]
    for file_name, write in FORMATS.items():
        assert read(write([words, words]), file_name)[0].rows == [words, words]


def test_hidden_sheets_are_read_and_marked_and_charts_are_not():
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["a"]], Hidden=[["b"]], Very=[["c"]], Empty=[])))
    book["Hidden"].sheet_state = "hidden"
    book["Very"].sheet_state = "veryHidden"
    book.create_chartsheet("Chart")
    found = read(saved(book), "x.xlsx")
    assert [(s.name, s.hidden) for s in found] == [
        ("Sheet", False), ("Hidden", True), ("Very", True), ("Empty", False),
    ]  # fmt: skip


def test_a_formula_that_failed_is_no_empty_cell():
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["B2"] = "#REF!"
    book.active["B2"].data_type = "e"
    assert read(saved(book), "x.xlsx")[0].rows == [["a", ""], ["", "#REF!"]]

    old = xlwt.Workbook()
    old.add_sheet("Été").write(0, 0, "a")
    old.add_sheet("Other").row(2).set_cell_error(1, "#DIV/0!")
    first, second = read(saved(old), "x.xls")
    assert first.rows == [["a"]]
    assert second.rows == [["", ""], ["", ""], ["", "#DIV/0!"]]

    package = io.BytesIO(ods([["a", 7]]))
    with zipfile.ZipFile(package) as old_ods, zipfile.ZipFile(made := io.BytesIO(), "w") as new:
        for name in old_ods.namelist():
            part = old_ods.read(name)
            if name == "content.xml":
                part = part.replace(b'office:value="7"', b'office:value="0" calcext:value-type="error"')
                part = part.replace(b">7<", b">#DIV/0!<").replace(
                    b"<office:document-content", b'<office:document-content xmlns:calcext="urn:calc"'
                )
            new.writestr(name, part)
    assert read(made.getvalue(), "x.ods")[0].rows == [["a", "#DIV/0!"]]


def test_a_failed_formula_of_an_old_workbook_is_found_by_its_record():
    book = xls([["a"]])
    boolean_or_error = b"\x05\x02\x08\x00" + b"\x02\x00\x03\x00\x0f\x00" + b"\x17\x01"
    formula = (
        b"\x06\x00\x16\x00" + b"\x04\x00\x01\x00\x0f\x00" + b"\x02\x00\x2a\x00\x00\x00\xff\xff" + bytes(8)
    )
    for record, place, text in ((boolean_or_error, (2, 3), "#REF!"), (formula, (4, 1), "#N/A")):
        label = book.index(b"\xfd\x00\x0a\x00")  # the cell of "a", whose place the record takes
        stream = (book[512:label] + record + book[label + 14 : 4608] + bytes(14))[:4096]
        changed = book[:512] + stream + book[4608:]
        assert failed_cells(changed) == {"Sheet": {place: text}}
    assert failed_cells(b"\xd0\xcf\x11\xe0" + bytes(600)) == {}


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"sep=;\r\na;b,c\r\n1;2\r\n", [["", ""], ["a", "b,c"], ["1", "2"]]),
        (b"Kingston, Richmond\na;b\n1;2\n", [["Kingston, Richmond", ""], ["a", "b"], ["1", "2"]]),
        (b"a,b\n\n1,2,3\n", [["a", "b", ""], ["", "", ""], ["1", "2", "3"]]),
        (b'a,b\r"SMITH, Ann","one\ntwo"\r', [["a", "b"], ["SMITH, Ann", "one\ntwo"]]),
        (b"only\nheld\n", [["only"], ["held"]]),
        ("n\tZoë".encode("cp1252"), [["n", "Zoë"]]),
    ],
)  # fmt: skip
def test_text_files(data, rows):
    (found,) = read(data, "my.list.csv")
    assert (found.name, found.rows) == ("my.list", rows)


CUT_SHORT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "x.csv is empty: export or save it again."),
        (b" \r\n", "x.csv is empty: export or save it again."),
        (b"%PDF-1.7 \x00", "x.csv is not a spreadsheet that can be read: save it as .xlsx, .xls, .ods or .csv."),
        (bytes(range(256)), "x.csv is not a spreadsheet that can be read: save it as .xlsx, .xls, .ods or .csv."),
        (b"PK\x03\x04 cut short", "x.csv is damaged or not a spreadsheet: open it, save it as .xlsx and upload that."),
        (CUT_SHORT, "x.csv is damaged or not a spreadsheet: open it, save it as .xlsx and upload that."),
        (b"\n<html><table>", "x.csv is a web page or an XML file whatever its name says: open it in your spreadsheet"
         " program, save it as .xlsx and upload that."),
        (b'a,b\n"1,2\n3,4\n', "x.csv, row 2: a quotation mark stands alone, or a cell is longer than any spreadsheet's."
         " Quotation marks are to stand in pairs: mend the row, or save the list as .xlsx."),
        (b"a,b\n\x81,2\n", "x.csv, read as text, holds letters of neither UTF-8 nor Windows-1252: save it as .xlsx or"
         " as CSV UTF-8."),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_refused_in_a_sentence_that_says_how_to_mend_it(data, says):
    with pytest.raises(NotAWorkbook) as refused:
        read(data, "x.csv")
    assert str(refused.value) == says


def test_a_truncated_workbook_is_refused():
    for write in (xlsx, xls, ods):
        data = write([["a"] * 20] * 20)
        with pytest.raises(NotAWorkbook, match="damaged"):
            read(data[: len(data) // 2], "x.xlsx")


def test_a_stray_cell_in_the_far_corner_does_not_fill_the_memory():
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD40000"] = "stray"
    with pytest.raises(
        NotAWorkbook, match="row 40,000 and column 16,384: delete the rows and columns beyond"
    ):
        read(saved(book), "x.xlsx")
    book.active["XFD40000"] = None
    book.active["XFD40000"].number_format = "0"  # a format alone is no cell
    assert read(saved(book), "x.xlsx")[0].rows == [["a"]]


@given(st.integers(1, 2_000), st.integers(0, 16_383))
def test_an_address_is_the_spreadsheets_own(row, column):
    assert address(row, column) == f"{get_column_letter(column + 1)}{row}"


@settings(max_examples=15)
@given(
    st.sampled_from(sorted(FORMATS)), st.integers(0, 12), st.integers(0, 30),
    st.text(st.characters(categories=("L",), max_codepoint=0xFF), min_size=1, max_size=8),
)  # fmt: skip
def test_what_is_written_in_a_cell_is_read_there(file_name, row, column, written):
    rows = [*([] for _ in range(row)), [*[""] * column, written, "end"]]
    found = read(FORMATS[file_name](rows), file_name)[0].rows
    assert [(r, c) for r, cells in enumerate(found) for c, cell in enumerate(cells) if cell] == [
        (row, column), (row, column + 1),
    ]  # fmt: skip
    assert found[row][column] == written


@given(st.lists(st.lists(st.text(st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="�"), max_size=6),
                         min_size=3, max_size=3), min_size=2, max_size=5), st.sampled_from(",;\t"))  # fmt: skip
def test_a_csv_comes_back_as_it_was_written(rows, delimiter):
    rows = [["Surname", "Forename", "UPN"], *rows]
    said = b"sep=" + delimiter.encode() + b"\n"
    assert read(said + separated(rows, delimiter), "x.csv")[0].rows[1:] == rows
