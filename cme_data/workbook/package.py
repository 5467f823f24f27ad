"""An .xlsx or .ods as calamine should see it: no cell left out, and none that would fill the memory.

Calamine hands a cell such as #REF!, or a formula never calculated, over as empty, so such cells are
first rewritten as texts.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from cme_data.workbook.limits import MOST_CELLS, MOST_PARTS, MOST_UNPACKED, TooLarge
from cme_data.workbook.prescan import ODS_NO_RESULT, Found, look_through, marks, pieces

_LONG = 64_000_000  # unpacked bytes that are packed again, to save memory
_MUCH_BLANK = 1_000_000  # bytes of blank rows that are worth leaving out

_ODS_FAILED = re.compile(rb'<table:(?:covered-)?table-cell\b[^<>]*\bcalcext:value-type="error"[^<>]*>')
_ODS_VALUE = re.compile(
    rb'\s(?:office:(?:value|string-value|date-value|time-value|boolean-value|value-type))="[^"]*"'
)


def is_binary(package: zipfile.ZipFile) -> bool:
    """Whether it is an .xlsb, which is read by nobody here."""
    return "xl/workbook.bin" in package.namelist()


def is_locked(package: zipfile.ZipFile) -> bool:
    """Whether it is an .ods behind a password."""
    manifest = "META-INF/manifest.xml"
    return manifest in package.namelist() and any(
        b"encryption-data" in piece for piece in pieces(package.open(manifest))
    )


def mended(package: zipfile.ZipFile, data: bytes) -> bytes:
    """The same package with `#REF!` and the like as texts.

    Raises TooLarge, OwnDefinitions, or BadZipFile where it is damaged.
    """
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise TooLarge(f"it is made of {len(parts):,} parts")
    if len({part.filename for part in parts}) < len(parts):  # two readers might read two different ones
        raise zipfile.BadZipFile
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED:
        raise TooLarge(f"it unpacks to {unpacked // 1_000_000:,} megabytes")
    changed: dict[str, Found] = {}
    cells = 0
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        with package.open(part) as opened:
            found = look_through(opened)
        cells += found.rows * found.columns
        if found.faulty or found.blank > _MUCH_BLANK:
            changed[part.filename] = found
    if cells > MOST_CELLS:
        raise TooLarge(f"its sheets span {cells:,} cells")
    return _rebuilt(package, changed, unpacked) if changed else data


def _rebuilt(package: zipfile.ZipFile, changed: dict[str, Found], unpacked: int) -> bytes:
    made = io.BytesIO()
    method = zipfile.ZIP_STORED if unpacked < _LONG else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w", method, compresslevel=1) as new:
        for name in package.namelist():
            with package.open(name) as old, new.open(name, "w") as copy:
                found = changed.get(name)
                copy.writelines(_told(pieces(old), found) if found else pieces(old))
    return made.getvalue()


def _told(part: Iterator[bytes], found: Found) -> Iterator[bytes]:
    """A part to its last row with anything in it: beyond, rows may be formatted, but they are blank."""
    by = marks(found.prefix)

    def formula_as_text(cell: re.Match[bytes]) -> bytes:
        return _formula_as_text(cell, found.prefix)

    past_rows = False
    for number, piece in enumerate(part, 1):
        if found.is_ods:
            yield ODS_NO_RESULT.sub(_ods_formula_as_text, _ODS_FAILED.sub(_ods_failed_as_text, piece))
        elif number <= found.pieces:
            yield by.no_result.sub(formula_as_text, by.failed.sub(rb'\1"str"', piece))
        elif past_rows:
            yield piece
        elif b"sheetData>" in piece:
            past_rows = True
            yield piece[piece.rfind(b"<", 0, piece.rindex(b"sheetData>")) :]


def _formula_as_text(cell: re.Match[bytes], prefix: bytes) -> bytes:
    """A formula whose result was not saved, as its own text: unlike an empty cell it will not read."""
    begin, formula = cell[1], cell[2] or b""
    if b't="str"' in begin:  # its result is an empty text
        return cell[0]
    begin = re.sub(rb"""\st=["'][^"']*["']""", b"", begin)
    return b'%b t="str"><%bv>=%b</%bv></%bc>' % (begin, prefix, formula, prefix, prefix)


def _ods_failed_as_text(cell: re.Match[bytes]) -> bytes:
    tag = _ODS_VALUE.sub(b"", cell[0])
    return tag.replace(b"<table:table-cell", b'<table:table-cell office:value-type="string"', 1)


def _ods_formula_as_text(cell: re.Match[bytes]) -> bytes:
    return b'%b office:value-type="string" office:string-value="%b"' % (cell[1], cell[2])
