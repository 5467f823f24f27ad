"""The workbook that goes back: the sender's own, every problem marked, and read again with what the service wrote."""

import datetime as dt
import io
import re
import zipfile
from pathlib import PurePath
from types import SimpleNamespace

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from cme_data import access, ingest
from cme_data.annotate import Annotated, annotated, explanations_in, file_name, has_problems
from cme_data.choices import Choices
from cme_data.errors import NothingRecognised
from cme_data.store import Store
from cme_data.store.settled import explain, remembered, settled
from cme_data.workbook.headings import recognise
from cme_data.workbook.marking.shapes import drawn
from cme_data.workbook.marking.sheet import deselected, filled
from cme_data.workbook.marking.styles import EMPTY, Styles
from cme_data.workbook.read import read
from pages.components import download, frame, send_back
from tests.builders import a_store
from tests.workbook_files import AS_AT, FORMATS, PRU, saved, separated, sheet, xlsx

NOW = dt.datetime(2026, 11, 25, 14, 5)
ERROR, WARNING = "FFF0C4DB", "FFFDE4CF"
HEADINGS = (*PRU, "Year group")
ANN = ("Smith", "Ann", dt.date(2014, 5, 5), "Kingston upon Thames", dt.date(2026, 9, 7), "Medical", "Year 9")
BOB = ("Jones", "Bob", "31/02/2014", "Kingston upon Thames", dt.date(2026, 9, 7), "Medical", None)
LIST = (HEADINGS, ANN, BOB)  # Ann's year group in G2 is a warning, Bob's date of birth in C3 an error


def look(data: bytes, name: str = "PRU.xlsx", **how) -> ingest.Examined:
    return ingest.examine(data, name, as_at=AS_AT, today=AS_AT, **how)


def back(data: bytes, name: str = "PRU.xlsx", **how) -> Annotated:
    return annotated(look(data, name, **how), NOW)


def opened(made: Annotated | bytes, **how) -> openpyxl.Workbook:
    data = made if isinstance(made, bytes) else made.data
    return openpyxl.load_workbook(io.BytesIO(data), **how)


def problems(made: Annotated) -> list[dict[str, str]]:
    """The rows of the first sheet under their headings."""
    rows = list(opened(made).worksheets[0].values)
    head = next(i for i, row in enumerate(rows) if row[0] == "Level")
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def links(made: Annotated) -> list[str]:
    """Where the cells of the first sheet lead to."""
    return [cell.hyperlink.location for row in opened(made).worksheets[0] for cell in row if cell.hyperlink]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in contents.items():
            package.writestr(name, part)
    return made.getvalue()


def changed(data: bytes, **replaced: tuple[bytes, bytes]) -> bytes:
    """The workbook with a text replaced in the part that ends in this name and .xml."""
    contents = parts(data)
    for ending, (old, new) in replaced.items():
        name = next(n for n in contents if n.endswith(f"{ending}.xml"))
        assert old in contents[name], (name, old)
        contents[name] = contents[name].replace(old, new)
    return packed(contents)


def explaining(made: Annotated, rule: str, why: str) -> bytes:
    """The workbook as a service sends it back, having explained the problems of one rule."""
    book = opened(made)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=7):
        if row[9].value == rule:
            row[8].value = why
    return saved(book)


# What is marked


def test_the_first_sheet_lists_every_problem_with_a_link_to_its_cell():
    found = look(xlsx(LIST))
    made = annotated(found, NOW)
    sheet = opened(made).worksheets[0]

    assert [cell.value for cell in sheet["A"][:5]] == [
        "OFFICIAL-SENSITIVE",
        "Problems found in this workbook",
        "PRU.xlsx, checked on 25 November 2026 at 14:05 as the list of 20 November 2026.",
        "1 error and 1 warning; 1 row of 2 cannot be counted until mended.",
        "Mend each cell, or say in the empty cells under Explanation why a warning is right as it is; then send the"
        " workbook back with this sheet.",
    ]
    assert [(p["Level"], p["Sheet"], p["Cell"], p["Child"], p["Column"], p["What stands there"], p["Rule"])
            for p in problems(made)] == [
        ("Error", "Sheet", "C3", "Bob Jones", "Date of birth", "31/02/2014", "unreadable"),
        ("Warning", "Sheet", "G2", "Ann Smith, born 5 May 2014", "Year group", "Year 9", "year_group"),
    ]  # fmt: skip
    assert {p["How to mend it"] for p in problems(made)} == {p.fix for p in found.sheets[0].problems}
    assert links(made) == ["'Sheet'!C3", "'Sheet'!G2"]
    assert (made.file_name, made.lost) == ("PRU_problems_OFFICIAL-SENSITIVE.xlsx", ())


def test_a_faulty_cell_is_filled_and_its_comment_says_the_reason_and_the_fix():
    sheet = opened(back(xlsx(LIST)))["Sheet"]

    assert {c.coordinate: c.fill.fgColor.rgb for row in sheet for c in row if c.fill.fill_type} == {
        "G2": WARNING,
        "C3": ERROR,
    }
    assert {c.coordinate: c.comment.text for row in sheet for c in row if c.comment} == {
        "G2": "Warning: “Year 9” stands here; by the date of birth Year 8 was expected. "
        "Correct one of the two, or leave it if the child is placed out of year.",
        "C3": "Error: “31/02/2014” stands here; a date such as 31/08/2011 was expected. "
        "Write a date such as 31/08/2011: until then the row is kept out.",
    }


def test_several_problems_of_a_cell_stand_in_one_comment_and_the_error_decides_its_colour():
    upn = "F314999926002"  # its check letter is another
    rows = [
        ("UPN", *HEADINGS[:6]),
        (upn, *ANN[:6]),
        (upn, *ANN[:2], dt.date(2013, 1, 1), *ANN[3:6]),
    ]
    found = look(xlsx(rows))
    several = [p for p in found.sheets[0].problems if p.cell == "A2"]

    cell = opened(annotated(found, NOW))["Sheet"]["A2"]

    assert cell.comment.text.count("\n\n") == len(several) - 1
    assert cell.comment.text.startswith("Error:" if any(p.level == "error" for p in several) else "Warning:")


def test_a_cell_that_is_not_there_yet_is_marked_with_the_format_of_its_column():
    book = opened(xlsx([HEADINGS[:6], (*ANN[:3], None, *ANN[4:6])]))
    book["Sheet"].column_dimensions["D"].number_format = "@"

    cell = opened(back(saved(book)))["Sheet"]["D2"]

    assert (cell.value, cell.number_format, cell.fill.fgColor.rgb) == (None, "@", ERROR)


def test_a_problem_without_a_cell_is_listed_and_leads_to_its_sheet():
    made = back(xlsx([HEADINGS[:5], ANN[:5]]))

    (missing,) = [p for p in problems(made) if p["Level"] == "Error"]
    assert missing["Cell"] == "Whole sheet"
    assert links(made)[0] == "'Sheet'!A1"


def test_white_letters_get_a_dark_fill():
    book = opened(xlsx(LIST))
    for at in ("C3", "G2"):
        book["Sheet"][at].font = Font(color="FFFFFFFF")

    sheet = opened(back(saved(book)))["Sheet"]

    assert [sheet[at].fill.fgColor.rgb for at in ("C3", "G2")] == ["FF801651", "FF8A3B0D"]
    assert sheet["C3"].font.color.rgb == "FFFFFFFF"


def test_in_a_merged_range_the_corner_is_marked():
    book = opened(xlsx(LIST))
    book["Sheet"]["B3"] = None
    book["Sheet"].merge_cells("A3:B3")
    found = look(saved(book))
    assert "B3" in {p.cell for p in found.sheets[0].problems}  # no forename

    sheet = opened(annotated(found, NOW))["Sheet"]

    assert sheet["A3"].fill.fgColor.rgb == ERROR
    assert "forename" in sheet["A3"].comment.text


def test_a_cell_mended_here_is_told_to_the_sender_whose_own_still_holds_what_was_sent():
    found = look(xlsx(LIST), choices={"Sheet": Choices(mends={"C3": "28/02/2014"})})
    assert has_problems(found)

    made = annotated(found, NOW)

    assert opened(made)["Sheet"]["C3"].value == "31/02/2014"
    assert [(p["Cell"], p["What is wrong"]) for p in problems(made) if p["Rule"] == "mended"] == [
        ("C3", "“31/02/2014” stands here; it was mended to “28/02/2014” when the list was taken in.")
    ]


# What the sender wrote


def rich() -> bytes:
    """A workbook with about everything that people put into one."""
    book = opened(xlsx([("Unit list", *[None] * 8), (*HEADINGS, "Weeks", "Twice"), (*ANN, 7), (*BOB, 8)]))
    sheet = book["Sheet"]
    sheet.title = "Kids' list, the “2026” & <all> of"[:31]
    sheet["A1"].font, sheet["A1"].fill = (
        Font(bold=True, size=18, color="FF0000FF"),
        PatternFill("solid", fgColor="FFFFFF00"),
    )
    sheet.merge_cells("A1:C1")
    for cell in sheet[3]:
        cell.fill, cell.font = PatternFill("solid", fgColor="FF92D050"), Font(name="Arial", italic=True)
    sheet["I3"], sheet["I4"] = "=H3*2", "=SUM(H3:H4)"
    sheet["C3"].number_format = "DD-MMM-YY"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["H"].hidden = 31.5, True
    sheet.row_dimensions[3].height = 40
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = "A2:I4"
    sheet.protection.sheet = True
    sheet["G3"].comment = Comment("Agreed with the school", "A. Lee")
    sheet["A4"].comment = Comment("Rang 3 Nov", "A. Lee")
    sheet["A3"].hyperlink = "https://example.org/"
    chosen = DataValidation(type="list", formula1='"Medical,Other"')
    chosen.add("F3:F99")
    sheet.add_data_validation(chosen)
    sheet.conditional_formatting.add(
        "H3:H99", CellIsRule("greaterThan", ["7"], fill=PatternFill(bgColor="FFFF0000"))
    )
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=8, min_row=2, max_row=4), titles_from_data=True)
    sheet.add_chart(chart, "K2")
    lists = book.create_sheet("Lists")
    lists.append(["Basis", "Code"])
    lists.append(["Medical", 1])
    lists.add_table(Table(displayName="Bases", ref="A1:B2"))
    lists.sheet_state = "hidden"
    book.defined_names["Bases_here"] = DefinedName("Bases_here", attr_text="Lists!$A$2:$A$2")
    sheet.print_title_rows = "1:2"
    sheet.sheet_view.tabSelected = True
    data = saved(book)
    for formula, result in (
        (b"H3*2", b"14"),
        (b"SUM(H3:H4)", b"15"),
    ):  # as Excel saves them, with their results
        data = data_with(data, formula, result)
    return data


def data_with(data: bytes, formula: bytes, result: bytes) -> bytes:
    """The workbook with a formula's result saved; openpyxl leaves an empty one, in one of two ways."""
    empty = next(
        tag
        for tag in (b"<v />", b"<v/>", b"<v></v>")
        if b"<f>%b</f>%b" % (formula, tag) in parts(data)["xl/worksheets/sheet1.xml"]
    )
    return changed(
        data, sheet1=(b"<f>%b</f>%b" % (formula, empty), b"<f>%b</f><v>%b</v>" % (formula, result))
    )


def told(cell: object) -> tuple[object, ...]:
    """All of a cell but its fill and comment."""
    link = cell.hyperlink and cell.hyperlink.target
    return (
        cell.value, cell.data_type, cell.number_format, repr(cell.font), repr(cell.border), repr(cell.alignment),
        repr(cell.protection), link,
    )  # fmt: skip


def test_what_the_sender_wrote_comes_back_as_it_was():
    data = rich()
    made = back(data)

    before, after = opened(data), opened(made)

    assert after.sheetnames == ["Problems", *before.sheetnames]
    assert (after.active.title, made.lost) == ("Problems", ())
    assert [s.title for s in after if s.sheet_view.tabSelected] == ["Problems"]
    assert {n: d.attr_text for n, d in before.defined_names.items()} == {
        n: d.attr_text for n, d in after.defined_names.items() if n != "_register_check"
    }
    for old in before:
        new = after[old.title]
        marked = {"G3", "C4"} if old.title != "Lists" else set()
        for row in old:
            for cell in row:
                assert told(cell) == told(new[cell.coordinate]), cell
                assert (repr(cell.fill) == repr(new[cell.coordinate].fill)) == (
                    cell.coordinate not in marked
                ), cell
        assert old.dimensions == new.dimensions
        assert {c: (d.width, d.hidden) for c, d in old.column_dimensions.items()} == {
            c: (d.width, d.hidden) for c, d in new.column_dimensions.items()
        }
        assert {r: (d.height, d.hidden) for r, d in old.row_dimensions.items()} == {
            r: (d.height, d.hidden) for r, d in new.row_dimensions.items()
        }
        for what in ("merged_cells", "data_validations", "freeze_panes", "sheet_state", "print_title_rows"):
            assert str(getattr(old, what)) == str(getattr(new, what)), what
        assert [str(r.sqref) for r in old.conditional_formatting] == [
            str(r.sqref) for r in new.conditional_formatting
        ]
        assert (old.auto_filter.ref, old.protection.sheet) == (new.auto_filter.ref, new.protection.sheet)
        assert (list(old.tables), len(old._charts)) == (list(new.tables), len(new._charts))

    sheets, (problem_list, *again) = read(data, "PRU.xlsx"), read(made.data, made.file_name)
    assert problem_list.name == "Problems"
    assert again == sheets  # the results of formulas too
    assert [p.as_json() for s in look(made.data).sheets for p in s.problems] == [
        p.as_json() for s in look(data).sheets for p in s.problems
    ]
    untouched = {"chart1.xml", "table1.xml", "theme1.xml", "sheet2.xml", "drawing1.xml"}
    old_parts, new_parts = parts(data), parts(made.data)
    assert {PurePath(n).name for n in old_parts if old_parts[n] == new_parts.get(n)} >= untouched - {
        "sheet2.xml"
    }


def test_the_senders_comment_stays_above_ours():
    book = opened(back(rich()))
    sheet = book.worksheets[1]

    assert sheet["G3"].comment.text.startswith(
        "Agreed with the school\n\n– Register check –\nWarning: “Year 9”"
    )
    assert sheet["A4"].comment.text == "Rang 3 Nov"
    assert sheet["C4"].comment.text.startswith("Error:")


def test_a_conversation_on_a_cell_stays_and_the_list_says_that_the_mark_has_no_comment():
    data = parts(rich())
    data["xl/threadedComments/threadedComment1.xml"] = (
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        b'<threadedComment ref="G3" id="{1}" personId="{2}"><text>Really?</text></threadedComment></ThreadedComments>'
    )
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    data[relations] = data[relations].replace(
        b"</Relationships>",
        b'<Relationship Id="t1" Target="../threadedComments/threadedComment1.xml" Type="http://schemas.microsoft.com'
        b'/office/2017/10/relationships/threadedComment"/></Relationships>',
    )

    made = back(packed(data))

    sheet = opened(made).worksheets[1]
    assert (sheet["G3"].comment.text, sheet["G3"].fill.fgColor.rgb) == ("Agreed with the school", WARNING)
    assert "1 of the marked cells" in made.lost[0]
    assert any("1 of the marked cells" in str(c.value) for c in opened(made).worksheets[0]["A"])


def test_macros_stay_and_the_file_is_named_for_them():
    contents = parts(xlsx(LIST))
    contents["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 a macro"
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ).replace(b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')  # fmt: skip
    contents["xl/_rels/workbook.xml.rels"] = contents["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="m" Target="vbaProject.bin" Type="http://schemas.microsoft.com/office/2006/relationships/'
        b'vbaProject"/></Relationships>',
    )

    made = back(packed(contents), "PRU.xlsm")

    assert made.file_name.endswith(".xlsm")
    assert parts(made.data)["xl/vbaProject.bin"] == b"\xd0\xcf\x11\xe0 a macro"
    assert opened(made, keep_vba=True).vba_archive.read("xl/vbaProject.bin") == b"\xd0\xcf\x11\xe0 a macro"


def test_a_signature_that_no_longer_holds_is_taken_off_and_named():
    contents = parts(xlsx(LIST))
    contents["_xmlsignatures/origin.sigs"] = contents["_xmlsignatures/sig1.xml"] = b"<Signature/>"
    contents["_rels/.rels"] = contents["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="s" Target="_xmlsignatures/origin.sigs" Type="http://schemas.openxmlformats.org/package/2006/'
        b'relationships/digital-signature/origin"/></Relationships>',
    )

    made = back(packed(contents))

    assert not [name for name in parts(made.data) if "signature" in name]
    assert b"signature" not in parts(made.data)["_rels/.rels"]
    assert "digital signature" in made.lost[0]


@pytest.mark.parametrize("name", FORMATS)
def test_any_file_comes_back_with_its_cells_as_they_were_read(name):
    data = FORMATS[name](LIST)
    made = back(data, name)

    assert [sheet.rows for sheet in read(made.data, made.file_name)[1:]] == [s.rows for s in read(data, name)]
    assert bool(made.lost) == (not name.startswith("list.xls") or name == "list.xls")
    assert [(p.rule, p.cell, p.value) for p in look(made.data).sheets[0].problems] == [
        (p.rule, p.cell, p.value) for p in look(data, name).sheets[0].problems
    ]


def test_a_package_that_is_not_as_the_standard_has_it_comes_back_as_its_values():
    plain = xlsx(LIST)
    made = back(changed(plain, styles=(b"<cellXfs", b"<cellXfs <")))

    assert made.lost == (
        "formats, formulas, widths and whatever else is not a value, because it was put together in an unusual way",
    )
    assert read(made.data, "a.xlsx")[1].rows[0] == read(plain, "a.xlsx")[0].rows[0]


def test_what_came_under_a_password_goes_back_without_it_and_says_so():
    found = look(xlsx(LIST))
    protected = SimpleNamespace(
        file_name=found.file_name,
        data=b"\xd0\xcf\x11\xe0",
        opened=found.data,
        as_at=found.as_at,
        sheets=found.sheets,
    )

    made = annotated(protected, NOW)

    assert made.lost == ("the password that protected it",)
    assert opened(made).sheetnames == ["Problems", "Sheet"]


def test_a_workbook_of_the_strict_kind_comes_back_as_its_values():
    plain = xlsx(LIST)
    made = back(changed(plain, workbook=(b"</workbook>", b"<!-- http://purl.oclc.org/ooxml/ --></workbook>")))

    assert made.lost
    assert read(made.data, "a.xlsx")[1].rows == read(plain, "a.xlsx")[0].rows


# Texts that a spreadsheet would run, and names that XML or a formula would stumble over


def test_no_text_becomes_a_formula():
    formula = '=HYPERLINK("http://x","y")'
    rows = [HEADINGS[:6], (*ANN[:5], formula), ("=1+1", *ANN[1:5], "@SUM(1)")]

    for name, data in {
        "a.csv": separated(rows),
        "a.xls": FORMATS["list.xls"]([HEADINGS[:6], (*ANN[:5], "@SUM(1)")]),
    }.items():
        made = back(data, name)
        cells = [cell for sheet in opened(made) for row in sheet for cell in row]
        assert [c for c in cells if c.data_type == "f"] == []
        assert {p["What stands there"] for p in problems(made)} <= {"'" + formula, "'@SUM(1)", "'=1+1"}
        unsafe = [c for c in cells if isinstance(c.value, str) and c.value.startswith(("=", "@"))]
        assert unsafe
        assert all(c.quotePrefix for c in unsafe)  # the sender's own stay as they are, as texts


@pytest.mark.parametrize(
    "title", ["O'Neil's list of all the pupils", "A & B <c> “d”", "Problems", "'", "='x'!A1"]
)
def test_a_link_reaches_its_cell_whatever_the_sheet_is_called(title):
    book = opened(xlsx(LIST))
    book["Sheet"].title = title
    data = changed(saved(book), workbook=(b"<sheets>", b"<sheets>"))
    made = back(data)
    sheets = opened(made).sheetnames

    assert sheets[1] == title
    assert sheets[0] == ("Problems 2" if title == "Problems" else "Problems")
    quoted = title.replace("'", "''")
    assert links(made) == [f"'{quoted}'!C3", f"'{quoted}'!G2"]


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\0") | st.sampled_from("=+-@&<>'\"_x\n\t"),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
@example("_x0041_", "_x0041_")
@example("\ufffe", "\x0b\uffff")
def test_whatever_text_stands_in_a_cell_the_list_gives_it_back(surname, basis):
    rows = [HEADINGS[:6], ("A" + surname, *ANN[1:5], "no " + basis)]
    data = separated(rows)
    found = look(data, "a.csv")
    made = annotated(found, NOW)

    def seen(text: str) -> str:  # no cell holds some letters, and openpyxl leaves one spelling as it is
        return " ".join(
            re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text.replace("_x005F_", "_")).split()
        )

    assert [seen(p["What stands there"] or "") for p in problems(made)] == [
        seen(p.value or "") for p in sorted(found.sheets[0].problems, key=lambda p: p.level)
    ]
    assert seen(read(made.data, "a.xlsx")[1].rows[1][0]) == seen("A" + surname)


# The worksheet's part, however it was written


def part(data: str, marks: dict[tuple[int, int], str], prefix: str = "") -> str:
    styles = Styles(EMPTY)
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    space = f'xmlns:{prefix[:-1]}="{ns}"' if prefix else f'xmlns="{ns}"'
    whole = f"<{prefix}worksheet {space}>{data}</{prefix}worksheet>"
    made = filled(whole.encode(), marks, styles).decode()
    return made.removeprefix(f"<{prefix}worksheet {space}>").removesuffix(f"</{prefix}worksheet>")


def test_rows_and_cells_that_are_not_there_are_written_where_they_belong():
    e = {(1, 1): "error", (2, 0): "error", (3, 2): "error", (5, 0): "error", (9, 700): "error"}
    sheet = '<sheetData><row r="1" spans="1:1"><c r="A1"/><c r="C1"/></row><row r="3"/><row r="5"/></sheetData><drawing/>'

    assert part(sheet, e) == (
        '<sheetData><row r="1"><c r="A1"/><c r="B1" s="1"/><c r="C1"/></row><row r="2"><c r="A2" s="1"/></row>'
        '<row r="3"><c r="C3" s="1"/></row><row r="5"><c r="A5" s="1"/></row>'
        '<row r="9"><c r="ZY9" s="1"/></row></sheetData><drawing/>'
    )
    assert (
        part("<sheetData/>", {(1, 0): "error"}) == '<sheetData><row r="1"><c r="A1" s="1"/></row></sheetData>'
    )


def test_rows_and_cells_without_an_address_are_counted():
    sheet = "<sheetData><row><c/></row><row><c/><c t='str'/></row></sheetData>"

    assert part(sheet, {(2, 1): "error"}) == sheet.replace("t='str'", "t='str' s=\"1\"")


def test_a_part_with_a_prefix_keeps_it():
    sheet = "<x:sheetData><x:row r='1'><x:c r='A1' s='0'/></x:row></x:sheetData>"

    assert part(sheet, {(1, 0): "error", (1, 1): "error"}, "x:") == (
        '<x:sheetData><x:row r=\'1\'><x:c r=\'A1\' s="1"/><x:c r="B1" s="1"/></x:row></x:sheetData>'
    )


def test_comments_are_pointed_to_before_tables_and_behind_drawings():
    whole = b'<worksheet xmlns="m"><sheetData/><drawing/><tableParts/></worksheet>'

    made = filled(whole, {}, Styles(EMPTY), "r9")

    assert re.sub(rb' xmlns:r="[^"]*"', b"", made) == (
        b'<worksheet xmlns="m"><sheetData/><drawing/><legacyDrawing r:id="r9"/><tableParts/></worksheet>'
    )


def test_a_sheet_that_was_in_front_is_so_no_longer():
    sheet = b'<w><sheetView tabSelected="1"/><sheetData>a tabSelected="1"</sheetData></w>'

    assert deselected(sheet) == sheet.replace(b' tabSelected="1"/', b"/")


def test_the_box_of_the_senders_comment_grows_by_what_is_written_under_it():
    def box(bottom: int) -> bytes:
        return (
            b'<xml id="_x0000_t202"><v:shape><x:ClientData ObjectType="Note"><x:Anchor>7, 15, 0, 10, 9, 15,'
            b" %d, 4</x:Anchor><x:Row>1</x:Row><x:Column>6</x:Column></x:ClientData></v:shape></xml>" % bottom
        )

    assert drawn(box(10), [], {(1, 6): "Error: one line"}, {}) == box(13)
    assert drawn(box(10), [], {(1, 7): "of another cell"}, {}) == box(10)


# The workbook comes back


def test_the_list_of_problems_is_no_registers_sheet():
    made = back(xlsx(LIST))
    ours = read(made.data, "a.xlsx")[0]

    assert recognise(ours) is None
    like_one = sheet(
        *[[cell] for cell in ("OFFICIAL-SENSITIVE", "Problems found in this workbook")], HEADINGS, ANN
    )
    assert recognise(like_one, "pru") is None
    again = look(made.data)
    assert ([s.sheet for s in again.sheets], again.not_used) == (["Sheet"], [])


def test_a_second_marking_takes_the_place_of_the_first():
    first = opened(back(rich()))
    sheet = first.worksheets[1]
    sheet["C4"] = dt.datetime(2014, 2, 28)
    sheet["G3"] = "Year 8"
    sheet["I3"], sheet["I4"] = 14, 15  # openpyxl does not calculate

    made = back(saved(first))
    book = opened(made)
    sheet = book.worksheets[1]

    assert [name for name in book.sheetnames if name.startswith("Problems")] == ["Problems"]
    assert problems(made) == []
    assert sheet["C4"].comment is None
    boxes = [
        part.count(b'ObjectType="Note"') for name, part in parts(made.data).items() if name.endswith(".vml")
    ]
    assert boxes == [2]  # of the sender's two comments
    assert sheet["C4"].fill.fill_type is None
    assert sheet["G3"].comment.text == "Agreed with the school"
    assert sheet["G3"].fill.fgColor.rgb == "FF92D050"  # the colour that the service had given the row


def test_marking_twice_is_marking_once():
    once = back(rich())
    twice = back(once.data)

    def seen(made: Annotated) -> list[object]:
        sheet = opened(made).worksheets[1]
        return [
            (c.coordinate, c.fill.fgColor.rgb, c.comment and c.comment.text) for row in sheet for c in row
        ]

    assert seen(once) == seen(twice)
    assert problems(once) == problems(twice)


def test_an_explanation_beside_a_warning_is_kept_and_the_warning_not_raised_again(tmp_path):
    returned = explaining(back(xlsx(LIST)), "year_group", "Placed a year up")
    found = look(returned)

    (given_back,) = explanations_in(found)

    assert (given_back.finding.cell, given_back.reason) == ("G2", "Placed a year up")
    assert given_back.source == ("pru", "Malden Oaks")
    with a_store(tmp_path) as store:
        explain(store, given_back.source, [(given_back.ways, given_back.reason)], "S. Okafor", NOW)
        again = look(returned, remembered=remembered(store))
        assert [p.rule for p in again.sheets[0].problems] == ["unreadable"]


def test_a_returned_workbook_whose_headings_nobody_knows_is_told_of_without_its_list_of_problems():
    book = opened(back(xlsx(LIST)))
    for cell in book["Sheet"][1]:
        cell.value = "Something"

    with pytest.raises(NothingRecognised, match=r"sheets looked at: Sheet\)"):
        look(saved(book))


@pytest.mark.parametrize(
    ("cell", "value"),
    [("G2", "Year 10"), ("A2", "Smythe"), ("C2", dt.datetime(2014, 5, 6))],
    ids=["another value", "another child", "born on another day"],
)
def test_an_explanation_of_what_has_since_changed_is_ignored(cell, value):
    book = opened(explaining(back(xlsx(LIST)), "year_group", "Placed a year up"))
    book["Sheet"][cell] = value
    returned = saved(book)

    assert any(p.rule == "year_group" for p in look(returned).sheets[0].problems)
    assert explanations_in(look(returned)) == []


def test_an_explanation_follows_its_child_when_a_row_above_goes():
    rows = [HEADINGS, ("Lee", *BOB[1:]), ANN, ("Kay", *ANN[1:])]  # Ann Kay's is not explained
    book = opened(back(xlsx(rows)))
    listed = next(r for r in book.worksheets[0].iter_rows() if "Ann Smith" in str(r[3].value))
    listed[8].value = "Placed a year up"
    book["Sheet"].delete_rows(2)
    returned = saved(book)

    found = explanations_in(look(returned))

    assert [(e.finding.cell, e.ways == frozenset()) for e in found] == [("G2", False)]


def test_neither_an_error_nor_a_row_without_a_name_asks_for_an_explanation():
    made = back(xlsx([*LIST, ("Ann", None, None, *ANN[3:5], None, "Year 9")]))

    assert {(p["Level"], p["Explanation (if it is right as it is)"]) for p in problems(made)} == {
        ("Error", "–"),
        ("Warning", None),
    }


def test_an_error_is_not_explained_away():
    returned = explaining(back(xlsx([HEADINGS[:6], (*ANN[:5], "Respite")])), "unreadable", "It is right")
    assert [p.cell for p in look(returned).sheets[0].problems] == ["F2"]

    assert explanations_in(look(returned)) == []


def test_a_file_that_does_not_fit_a_sheets_name_comes_back_under_one_that_does():
    name = "List of [all] the pupils/children of the unit in November 2026.csv"
    made = back(separated(LIST), name)

    assert opened(made).sheetnames[1] == "List of _all_ the pupils_childr"
    assert {p["Sheet"] for p in problems(made)} == {"List of _all_ the pupils_childr"}
    assert file_name(look(separated(LIST), name)) == made.file_name


# The button


@pytest.fixture
def press(tmp_path, monkeypatch):
    """Draw the button for a person of a role; gives the store and what the button was drawn with."""
    with a_store(tmp_path) as store:
        drawn: list[dict[str, object]] = []

        def draw(role: str, examined: ingest.Examined) -> tuple[Store, list[dict[str, object]]]:
            here = frame.Frame(store, None, None, access.Person("S. Okafor", role), NOW)  # type: ignore[arg-type]
            monkeypatch.setattr(frame, "this", lambda: here)
            monkeypatch.setattr(frame, "clock", lambda: NOW)
            monkeypatch.setattr(
                download.st,
                "download_button",
                lambda label, data, **rest: drawn.append({"data": data, **rest}),
            )
            send_back.button(examined, "one")
            return store, drawn

        yield draw


def test_the_marked_workbook_leaves_with_a_line_in_the_audit_log_that_names_no_child(press):
    store, (drawn,) = press("business_support", look(xlsx(LIST)))

    assert drawn["file_name"] == "PRU_problems_OFFICIAL-SENSITIVE.xlsx"
    assert store.ask("SELECT count(*) FROM store.audit WHERE what LIKE 'downloaded%'") == [(0,)]
    assert opened(drawn["data"]()).sheetnames == ["Problems", "Sheet"]
    assert store.ask("SELECT who, detail FROM store.audit WHERE what LIKE 'downloaded%'") == [
        ("S. Okafor", "pru as at 2026-11-20: 2 problems; for: its sender")
    ]


def test_what_was_matched_is_remembered_when_the_workbook_goes_back_so_that_nobody_is_asked_again(press):
    patch = xlsx([tuple("Patch" if text == "Borough" else text for text in HEADINGS), ANN])
    assert look(patch).sheets[0].valid is None
    matched = look(patch, choices={"Sheet": Choices(columns={"patch": "borough"})})

    store, (drawn,) = press("business_support", matched)
    returned = drawn["data"]()

    assert [(one.said, one.column, one.who) for one in settled(store)] == [("patch", "borough", "S. Okafor")]
    assert look(returned, remembered=remembered(store)).sheets[0].columns["borough"] == "Patch"


def test_there_is_no_button_where_nothing_is_wrong_and_none_for_who_may_not_upload(press):
    right = xlsx([HEADINGS[:6], ANN[:6]])

    assert press("business_support", look(right))[1] == []
    with pytest.raises(access.NotAllowed):
        press("senior_leader", look(xlsx(LIST)))
