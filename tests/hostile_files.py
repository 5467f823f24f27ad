"""Files that mean harm, or look as if they did."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable

import xlwt

from tests.workbook_files import ods, saved, xlsx

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


def repacked(package: bytes, part: str, change: Callable[[bytes], bytes], **more: bytes) -> bytes:
    """A package with one part changed and others put beside it."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        for name, content in more.items():
            new.writestr(name, content)
    return made.getvalue()


def with_rows(rows: bytes) -> bytes:
    """An .xlsx whose A1 is `a`, and these rows after it, as XML."""
    return repacked(xlsx([["a"]]), SHEET, lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>"))


def with_head(part: str, head: bytes, package: bytes) -> bytes:
    """A package with something before the first element of a part."""
    return repacked(package, part, lambda xml: re.sub(rb"<(?=[a-z])", lambda _: head + b"<", xml, count=1))


def with_texts(text: bytes, cells: int = 1) -> bytes:
    """An .xlsx that keeps one text apart and shows it in so many cells of column A."""
    shown = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, cells + 1)
    )
    plain = repacked(
        xlsx([["a"]]),
        SHEET,
        lambda part: re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData>%b</sheetData>" % shown, part),
    )
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = b'<Relationship Id="rId99" Type="%b" Target="sharedStrings.xml"/></Relationships>' % kind
    return repacked(
        plain, "xl/_rels/workbook.xml.rels", lambda part: part.replace(b"</Relationships>", link),
        **{TEXTS: b'<?xml version="1.0"?><sst xmlns="%b"><si><t>%b</t></si></sst>' % (main, text)},
    )  # fmt: skip


def ods_with_rows(rows: bytes) -> bytes:
    """An .ods whose A1 is `a`, and these rows after it, as XML."""
    return repacked(
        ods([["a"]]), "content.xml", lambda part: part.replace(b"</table:table>", rows + b"</table:table>")
    )


LAUGHS = b"<!DOCTYPE l [<!ENTITY a 'ha'>%b]>" % b"".join(
    b"<!ENTITY %c '%b'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
)
LOCAL_FILE = b"<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
FAR_CORNER = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FAR_CORNER_UNNUMBERED = b"<row><c  r='XFD1048576'><v>1</v></c></row>"  # not seen beforehand
ODS_EVERYWHERE = (
    b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
    b' table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>'
)
ODS_BLANK = (
    b'<table:table-row table:number-rows-repeated="1048570"><table:table-cell'
    b' table:number-columns-repeated="16384"/></table:table-row>'
)
STYLED_ROWS = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(2, 1_000_002))
STYLED_CELLS = b"".join(
    b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/><c r="Z%d" s="1"/></row>' % ((row,) * 4)
    for row in range(2, 1_000_002)
)


def bomb() -> bytes:
    """Six hundred megabytes of nothing in half of one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for part in range(6):
            package.writestr(f"xl/worksheets/sheet{part}.xml", bytes(100_000_000), compresslevel=1)
    return made.getvalue()


def many_parts() -> bytes:
    """More parts than any workbook has."""
    return repacked(
        xlsx([["a"]]), SHEET, bytes, **{f"xl/media/{number}.xml": b"" for number in range(20_000)}
    )


def lying() -> bytes:
    """A part that says of itself that it is shorter than it is."""
    package = with_rows(STYLED_ROWS)
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        size = parts.getinfo(SHEET).file_size.to_bytes(4, "little")
    return package.replace(size, (1000).to_bytes(4, "little"))


def nested(depth: int = 20) -> bytes:
    """Packages within packages."""
    package = xlsx([["a"]])
    for _ in range(depth):
        package = repacked(xlsx([["a"]]), SHEET, bytes, **{"xl/inside.zip": package})
    return package


def twice_the_same_part() -> bytes:
    """Two sheets under one name: one reader may see the first, another the second."""
    made = io.BytesIO(xlsx([["a"]]))
    with zipfile.ZipFile(made, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile's own, of what is done here on purpose
        package.writestr(SHEET, package.read(SHEET))
    return made.getvalue()


def docx() -> bytes:
    """A letter."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w:document/>")
    return made.getvalue()


def xls_to_the_last_corner() -> bytes:
    """An old workbook with a cell in its first and one in its last corner."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    sheet.write(0, 0, "a")
    sheet.write(65_535, 255, 1.5)
    return saved(book)
