"""What calamine leaves out of an .xlsx or .ods: cells whose formula failed, and sheets too wide to hold.

Calamine hands a cell such as #REF! over as empty, so such cells are first rewritten as texts.
"""

import io
import re
import zipfile

_MOST_BYTES = 1_000_000_000  # unpacked: no list of children comes near it
_MOST_CELLS = 10_000_000  # 250 times a register of 1,000 children

_XLSX_ERROR = re.compile(rb'(<(?:\w+:)?c\b[^>]*?\bt=)"e"')
_NO_RESULT = re.compile(
    rb"(<(\w+:)?c\b[^>/]*)>\s*<(?:\w+:)?f(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ODS_CELL = re.compile(rb'<table:(?:covered-)?table-cell\b[^>]*\bcalcext:value-type="error"[^>]*>')
_ODS_VALUE = re.compile(
    rb'\s(?:office:(?:value|string-value|date-value|time-value|boolean-value|value-type))="[^"]*"'
)
_THREE_LETTERS = re.compile(rb'<c r="[A-Z]{3}')
_LAST_COLUMN, _LAST_OF_TWO_LETTERS = 16_384, 702
_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
_FAR_COLUMN = re.compile(rb'<c r="([A-Z]{2,3})\d+"[^>]*[^>/]>')


class TooLarge(Exception):
    """A package that would not fit into memory; its words say what makes it so."""


def mended(data: bytes) -> bytes:
    """The same package with `#REF!` and the like as texts; raises TooLarge, or BadZipFile where damaged."""
    changed: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
            raise TooLarge("it unpacks to more than a gigabyte")
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                part = package.read(name)
                _refuse_vast(part)
                told = _XLSX_ERROR.sub(rb'\1"str"', part) if b't="e"' in part else part
                if b"<f" in part or b":f" in part:
                    told = _NO_RESULT.sub(_formula_as_text, told)
                if told is not part:
                    changed[name] = told
            elif name == "content.xml":
                part = package.read(name)
                if b'calcext:value-type="error"' in part:
                    changed[name] = _ODS_CELL.sub(_as_text, part)
        return _rebuilt(package, changed) if changed else data


def is_binary(data: bytes) -> bool:
    """Whether a package is an .xlsb, which is read by nobody here."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "xl/workbook.bin" in package.namelist()


def _as_text(cell: re.Match[bytes]) -> bytes:
    tag = _ODS_VALUE.sub(b"", cell[0])
    return tag.replace(b"<table:table-cell", b'<table:table-cell office:value-type="string"', 1)


def _formula_as_text(cell: re.Match[bytes]) -> bytes:
    """A formula whose result was not saved, as its own text: unlike an empty cell it will not read."""
    begin, prefix, formula = cell[1], cell[2] or b"", cell[3] or b""
    if b't="str"' in begin:  # its result is an empty text
        return cell[0]
    begin = re.sub(rb'\st="[^"]*"', b"", begin)
    return b'%b t="str"><%bv>=%b</%bv></%bc>' % (begin, prefix, formula, prefix, prefix)


def _rebuilt(package: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name in package.namelist():
            new.writestr(name, changed.get(name) or package.read(name))
    return made.getvalue()


def _refuse_vast(sheet: bytes) -> None:
    """One stray cell in the last row or column makes a table of a thousand million cells."""
    last_value = max(sheet.rfind(b"<v>"), sheet.rfind(b"<v "), sheet.rfind(b"<is>"))
    row = _ROW.match(sheet, max(0, sheet.rfind(b"<row ", 0, max(0, last_value))))
    rows = int(row[1]) if row else 1
    most = _LAST_COLUMN if _THREE_LETTERS.search(sheet) else _LAST_OF_TWO_LETTERS
    if rows * most <= _MOST_CELLS:
        return
    columns = max((_number(letters) for letters in set(_FAR_COLUMN.findall(sheet))), default=26)
    if rows * columns > _MOST_CELLS:
        raise TooLarge(f"a sheet reaches to row {rows:,} and column {columns:,}")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
