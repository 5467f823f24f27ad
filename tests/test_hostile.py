"""Files that mean harm are refused in one sentence or read rightly, and nobody else notices."""

import io
import os
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from cme_data.errors import NotAWorkbook
from cme_data.workbook import limits
from cme_data.workbook.package import mended
from cme_data.workbook.read import read
from cme_data.workbook.reader import Died, Reader
from tests import hostile_files as hostile
from tests.benchmarks import fuzz
from tests.serving import ROOT
from tests.workbook_files import FORMATS, ods, saved, separated, xls, xlsx

LARGE = "x is too large to be read, as "
BEYOND = ": delete the rows and columns beyond the list, save it and upload it again."
DAMAGED = "x is damaged or not a spreadsheet: open it, save it as .xlsx and upload that."
DEFINITIONS = (
    "x holds definitions of its own (<!DOCTYPE or <!ENTITY), as no spreadsheet program writes them: open it, save"
    " it as .xlsx and upload that."
)
MEMORY = "x needs too much memory to be read: open it, delete whatever is not the list, save it as .xlsx and upload that."
NOT_ONE = "x is not a spreadsheet that can be read: save it as .xlsx, .xls, .ods or .csv."
QUOTATION = "a quotation mark stands alone, or a cell is longer than any spreadsheet's."

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory itself")


def answer(data: bytes) -> str | list:
    """The rows of its one sheet, or the sentence."""
    try:
        (sheet,) = read(data, "x")
    except NotAWorkbook as refused:
        return str(refused)
    return sheet.rows


def test_a_limit_stands_behind_all_of_them():
    assert limits.MEMORY <= 512 << 20
    assert limits.PROCESSOR_SECONDS < 5


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (hostile.with_rows(hostile.FAR_CORNER), LARGE + "a sheet reaches to row 1,048,576 and column 16,384" + BEYOND),
        (hostile.with_rows(hostile.FAR_CORNER.replace(b'"', b"'")), LARGE + "a sheet reaches to row 1,048,576" + BEYOND),
        pytest.param(hostile.with_rows(hostile.FAR_CORNER_UNNUMBERED), MEMORY, marks=linux),
        pytest.param(hostile.with_texts(b"a" * 30_000, cells=50_000), MEMORY, marks=linux),
        (hostile.bomb(), LARGE + "it unpacks to 600 megabytes" + BEYOND),
        (hostile.many_parts(), LARGE + "it is made of 20,009 parts" + BEYOND),
        (hostile.lying(), DAMAGED),
        (hostile.twice_the_same_part(), DAMAGED),
        (hostile.with_head(hostile.SHEET, hostile.LAUGHS, xlsx([["a"]])), DEFINITIONS),
        (hostile.with_head(hostile.TEXTS, hostile.LAUGHS, hostile.with_texts(b"&j;")), DEFINITIONS),
        (hostile.with_head(hostile.TEXTS, hostile.LOCAL_FILE, hostile.with_texts(b"&a;")), DEFINITIONS),
        (hostile.with_head("content.xml", hostile.LAUGHS, ods([["a"]])), DEFINITIONS),
        (hostile.ods_with_rows(hostile.ODS_EVERYWHERE), DAMAGED),
        (hostile.with_rows(b"<c " * 2_000_000), DAMAGED),
        (hostile.xls_to_the_last_corner(), LARGE + "a sheet reaches to row 65,536 and column 256" + BEYOND),
        (b",".join([b"x"] * 200_000) + b"\n1\n", LARGE + "it reaches to row 1 and column 200,000" + BEYOND),
        (b"\n" * 1_100_000 + b"a", LARGE + "it reaches to row 1,048,577 and column 0" + BEYOND),
        (b"a" + b"," * 999 + b"\n" * 5_001, LARGE + "it reaches to row 5,001 and column 1,000" + BEYOND),
    ],
)  # fmt: skip
def test_what_would_fill_the_memory_is_refused(data, says):
    assert answer(data) == says
    assert answer(b"a,b\n1,2") == [
        ["a", "b"],
        ["1", "2"],
    ]  # and the next file is read as if nothing had happened


def test_the_entities_of_xml_itself_are_read():
    assert answer(hostile.with_texts(b"&amp;j; &#x41;")) == [["&j; A"]]


@pytest.mark.parametrize(
    "data",
    [
        hostile.with_rows(hostile.STYLED_ROWS),
        hostile.with_rows(hostile.STYLED_CELLS),
        hostile.ods_with_rows(hostile.ODS_BLANK),
        hostile.nested(),
        hostile.with_rows(b"<row r='2'>" + b" " * 20_000_000 + b"</row>"),
    ],
    ids=["a million styled rows", "a million rows of styled cells", "blank ods", "nested", "blank row"],
)
def test_blank_rows_are_nothing(data):
    assert answer(data) == [["a"]]


def test_a_parser_never_sees_blank_rows_beyond_the_last():
    data = hostile.with_rows(hostile.STYLED_CELLS)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        told = mended(package, data)
    with zipfile.ZipFile(io.BytesIO(told)) as package:
        assert package.getinfo(hostile.SHEET).file_size < 2_000_000
        assert package.read(hostile.SHEET).endswith(b"</worksheet>")


def test_rows_after_blank_ones_keep_their_place():
    last = b'<row r="90001"><c r="B90001"><v>7</v></c></row>'
    rows = answer(
        hostile.with_rows(hostile.STYLED_CELLS[: hostile.STYLED_CELLS.index(b'<row r="90001"')] + last)
    )
    assert (len(rows), rows[0], rows[-1]) == (90_001, ["a", ""], ["", 7])
    assert not any(cell for row in rows[1:-1] for cell in row)


def test_sixteen_thousand_columns_are_read():
    row = [f"h{number}" for number in range(16_000)]
    assert answer(xlsx([row, row])) == [row, row]


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (xlsx, "x, sheet Sheet: B2 holds a text of 5,000,000 characters, more than any spreadsheet program lets stand"
         " in a cell: shorten it and upload the file again."),
        (separated, f"x, row 2: {QUOTATION} Quotation marks are to stand in pairs: mend the row, or save the list as"
         " .xlsx."),
    ],
)  # fmt: skip
def test_five_megabytes_in_one_cell_are_refused_by_its_address(write, says):
    book = write([["a", "b"], ["c", "TEXT"]])
    if write is xlsx:
        data = hostile.repacked(book, hostile.SHEET, lambda part: part.replace(b"TEXT", b"x" * 5_000_000))
    else:
        data = book.replace(b"TEXT", b"x" * 5_000_000)
    assert answer(data) == says


@pytest.mark.parametrize("file_name", FORMATS)
def test_a_file_cut_short_is_refused_or_what_is_left_of_it_is_text(file_name):
    data = FORMATS[file_name]([["Surname", "Forename"], *[["Smith", "Ann"]] * 30])
    for tenth in range(10):
        found = answer(data[: len(data) * tenth // 10])
        if file_name.endswith((".csv", ".txt")) and tenth:
            assert found[:1] == [["Surname", "Forename"]] or isinstance(found, str)
        else:
            assert isinstance(found, str)


def test_a_file_is_what_it_holds_not_what_it_is_called():
    names = list(FORMATS)
    for name, other in zip(names, [*names[3:], *names[:3]], strict=True):
        found = read(FORMATS[name]([["a", "b"], ["c", "d"]]), other)
        assert found[0].rows == [["a", "b"], ["c", "d"]], (name, other)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (hostile.docx(), DAMAGED),
        (b"PK\x05\x06" + bytes(18), NOT_ONE),
        (b"\x89PNG\r\n\x1a\n\x00", NOT_ONE),
        (b"{\\rtf1 \x00", NOT_ONE),
        (b"a,b\n1,\x002\n" , NOT_ONE),
        (b"a,b\n" + b"1,2\n" * 5_000 + b"\x00", NOT_ONE),
        (b"\xef\xbb\xbf <table><tr><td>a</td></tr></table>", "x is a web page or an XML file whatever its name says: open"
         " it in your spreadsheet program, save it as .xlsx and upload that."),
    ],
)  # fmt: skip
def test_other_files_under_the_name_of_a_spreadsheet_are_refused(data, says):
    assert answer(data) == says


def test_a_binary_workbook_and_a_locked_ods_are_refused_with_what_to_do():
    xlsb = hostile.repacked(xlsx([["a"]]), "", bytes, **{"xl/workbook.bin": b""})
    assert answer(xlsb) == "x is an Excel binary workbook: save it as .xlsx and upload that."
    locked = hostile.repacked(
        ods([["a"]]), "META-INF/manifest.xml",
        lambda part: part.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"),
    )  # fmt: skip
    assert answer(locked) == (
        "x is protected by a password in a way that cannot be opened here: save it without one and upload that."
    )


def test_links_macros_and_formulas_are_never_followed_run_or_made():
    texts = [
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://127.0.0.1:9/", "x")',
        "=1+1",
        "@SUM(1)",
        "+44 20",
        "-1a",
    ]
    book = openpyxl.Workbook()
    for column, text in enumerate(texts, 1):
        book.active.cell(1, column).value = text
        book.active.cell(1, column).data_type = "s"
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    data = hostile.repacked(
        saved(book), "", bytes,
        **{"xl/externalLinks/externalLink1.xml": link, "xl/vbaProject.bin": b"Sub Auto_Open()"},
    )  # fmt: skip
    assert answer(data) == [texts]
    assert answer(separated([texts])) == [texts]
    assert answer(xls([texts])) == [texts]


def test_a_formula_never_calculated_is_shown_as_itself_so_that_it_will_not_read():
    book = openpyxl.Workbook()
    book.active.append(["a", "=TODAY()", '=IF(A1="narrow row ",1,"<v>")', "=1/0"])
    assert answer(saved(book)) == [["a", "=TODAY()", '=IF(A1="narrow row ",1,"<v>")', "=1/0"]]

    formula = b'table:formula="of:=TODAY()"'
    data = hostile.repacked(
        ods([["a", 7]]), "content.xml",
        lambda part: part.replace(b'office:value-type="float"', formula).replace(b'office:value="7"', b""),
    )  # fmt: skip
    assert answer(data) == [["a", "=TODAY()"]]


def test_names_of_elements_may_carry_a_prefix():
    def prefixed(part: bytes) -> bytes:
        for name in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"is", b"t", b"f"):
            for mark in (b" ", b">", b"/"):
                part = part.replace(b"<" + name + mark, b"<x:" + name + mark)
            part = part.replace(b"</" + name + b">", b"</x:" + name + b">")
        return part.replace(b"xmlns=", b"xmlns:x=")

    failed = b'<row r="3"><c r="B3" t="e"><v>#REF!</v></c><c r="C3"><f>A1+1</f></c></row>'
    data = hostile.repacked(hostile.with_rows(failed), hostile.SHEET, prefixed)
    assert answer(data) == [["a", "", ""], ["", "", ""], ["", "#REF!", "=A1+1"]]
    far = hostile.repacked(hostile.with_rows(hostile.FAR_CORNER), hostile.SHEET, prefixed)
    assert answer(far) == LARGE + "a sheet reaches to row 1,048,576 and column 16,384" + BEYOND


def test_a_merged_heading_stands_in_its_first_cell():
    book = openpyxl.Workbook()
    book.active["A1"] = "Register of children"
    book.active.merge_cells("A1:C1")
    book.active.append(["Surname", "Forename", "UPN"])
    assert answer(saved(book)) == [["Register of children", "", ""], ["Surname", "Forename", "UPN"]]


def test_words_that_look_like_something_else_stay_words():
    words = [
        "Null",
        "None",
        "NA",
        "#N/A?",
        "TRUE",
        "FALSE",
        "2/3",
        "1E5",
        "00123",
        "31/02/2026",
        "1.000,5",
        "O'Hara",
    ]
    for name, write in FORMATS.items():
        assert read(write([words]), name)[0].rows == [words], name


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        (b"\xef\xbb\xbfa,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a\tb\n1\t2\n".encode("utf-16"), [["a", "b"], ["1", "2"]]),
        ("a\tb\n1\t2\n".encode("utf-16-be"), NOT_ONE),
        (b"\xfe\xff" + "a\tb\n".encode("utf-16-be"), [["a", "b"]]),
        (b"a,b\n\x01Ann\x07,\x1b2\n", [["a", "b"], ["\x01Ann\x07", "\x1b2"]]),  # cells are cleaned when they are read
        (b"\xff\xfea", "x, read as text, holds letters of neither UTF-8 nor Windows-1252: save it as .xlsx or as CSV"
         " UTF-8."),
    ],
)  # fmt: skip
def test_text_files_in_every_encoding(data, rows):
    assert answer(data) == rows


# The process


def fake(code: str) -> Reader:
    """A reader that does something else."""
    return Reader(("-c", code))


def why_it_died(strange: Reader, data: bytes = b"a") -> str:
    with pytest.raises(Died) as death:
        list(strange.ask(("read", "x", None), data))
    strange.end()
    return str(death.value).split(":")[0]


def test_one_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    assert why_it_died(fake("import time; time.sleep(600)")) == "takes too long to be read"


@posix
def test_one_that_works_without_end_is_ended():
    code = "from cme_data.workbook import limits; limits.PROCESSOR_SECONDS = 0; limits.limit_processor()\nwhile True: pass"
    assert why_it_died(fake(code)) == "takes too long to be read"


@linux
def test_one_that_wants_more_memory_does_not_get_it():
    code = "from cme_data.workbook import limits; limits.limit_memory(); import os\ntry: bytearray(600 << 20)\nexcept MemoryError: os.abort()"
    assert why_it_died(fake(code)) == "needs too much memory to be read"


def test_where_the_system_gives_any_memory_it_is_watched(monkeypatch):
    monkeypatch.setattr(limits, "MEMORY_IS_LIMITED", False)
    monkeypatch.setattr(limits, "MEMORY", 100 << 20)
    hungry = fake("x = b'x' * (300 << 20); import time; time.sleep(600)")
    assert why_it_died(hungry) == "needs too much memory to be read"


def test_one_that_answers_with_anything_but_rows_is_not_listened_to(tmp_path):
    run = tmp_path / "run"
    code = (
        "import os, pickle, sys; from cme_data.workbook import frames\n"
        f"class Evil:\n    def __reduce__(self): return os.mkdir, ({str(run)!r},)\n"
        "frames.send(sys.stdout.buffer, pickle.dumps(('rows', Evil()))); sys.stdout.buffer.flush(); os._exit(1)"
    )
    assert why_it_died(fake(code)) == "is damaged or not a spreadsheet"
    assert not run.exists()


@pytest.mark.parametrize("size", [1, 3_000_000])
def test_one_that_is_gone_before_it_has_heard_anything_is_a_sentence_too(size):
    gone = fake("raise SystemExit(1)")
    gone._process.wait()
    assert why_it_died(gone, b"a" * size) == "is damaged or not a spreadsheet"


def test_one_reads_file_after_file_however_large_this_program_is():
    large = bytearray(limits.MEMORY)  # its child begins with what the system once noted of its parent
    one = Reader()
    try:
        for _ in range(3):
            assert [answer[0] for answer in one.ask(("read", "x", None), b"a,b\n1,2")] == ["sheet", "rows"]
            assert one.idle
    finally:
        one.end()
    del large


def test_it_knows_no_secret_of_the_store(monkeypatch):
    monkeypatch.setenv("CME_STORE_KEY", "secret")
    code = (
        "import os, pickle, sys; from cme_data.workbook import frames\n"
        "frames.send(sys.stdout.buffer, pickle.dumps(('rows', sorted(os.environ))))\n"
        "frames.send(sys.stdout.buffer, pickle.dumps(('end', True))); sys.stdout.buffer.flush()"
    )
    strange = fake(code)
    ((_, names),) = list(strange.ask(("read", "x", None), b"a"))
    strange.end()
    assert "PYTHONPATH" in names
    assert not [name for name in names if name.startswith("CME_")]


def test_many_at_once_get_each_their_own_file():
    files = [
        hostile.with_rows(hostile.FAR_CORNER_UNNUMBERED) if number % 8 == 0 else separated([[f"n{number}"]])
        for number in range(24)
    ]
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(answer, files))
    assert [found for found in answers if not isinstance(found, str)] == [
        [[f"n{number}"]] for number in range(24) if number % 8
    ]


@posix
def test_it_is_found_from_any_folder_and_ends_with_the_program(tmp_path):
    (tmp_path / "pickle.py").write_text("raise SystemExit('the wrong folder')")
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from cme_data.workbook import guard, read
print(read.read(b"a,b", "x.csv")[0].rows, guard._free.get()._process.pid, flush=True)
import os
os.kill(os.getpid(), 9)  # without a word to anybody
"""
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True)
    rows, process = done.stdout.rsplit(" ", 1)
    assert rows == "[['a', 'b']]"
    for _ in range(500):
        if not _lives(int(process)):
            return
        time.sleep(0.02)
    pytest.fail("it lives on")


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path("/proc", str(process), "stat")
    return (
        not stat.exists() or ") Z " not in stat.read_text()
    )  # what nobody has waited for is dead all the same


# Files changed at random: tests.benchmarks.fuzz tries ten thousand


def test_a_file_changed_at_random_is_read_or_refused():
    found = list(fuzz.outcomes(range(150)))
    assert [(seed, fault) for seed, _, fault in found if fault] == []
    assert len({what.partition(":")[0] for _, what, _ in found}) > 2  # neither all read nor all refused
