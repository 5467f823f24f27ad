"""Rows as the bytes of a file, as each program would save them."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import xlwt
from odf import opendocument, table, text

from cme_data.workbook.headings import recognise
from cme_data.workbook.read import Sheet
from cme_data.workbook.rows import Typed, typed_rows

Rows = Sequence[Sequence[Any]]

AS_AT = dt.date(2026, 11, 20)

CHILD = ("Surname", "Forename", "Date of birth", "Borough")
ANN = ("Smith", "Ann", dt.date(2014, 5, 5), "Kingston upon Thames")
PRU = (*CHILD, "Date admitted", "Basis")
"""The headings that the shortest register of children cannot do without."""
ANN_IN_PRU = (*ANN, dt.date(2026, 9, 7), "Medical")


def sheet(*rows: Sequence[Any], name: str = "Sheet") -> Sheet:
    """A sheet as it is once read: rows of one width, empty cells empty texts."""
    width = max(map(len, rows))
    return Sheet(
        name, [["" if cell is None else cell for cell in [*row, *[""] * (width - len(row))]] for row in rows]
    )


def typed(*rows: Sequence[Any], register: str | None = None) -> Typed:
    """The rows of a sheet that must be recognised, typed."""
    made = sheet(*rows)
    match = recognise(made, register)
    assert match is not None
    assert [finding.message for finding in match.findings if finding.level == "error"] == []
    return typed_rows(made, match, as_at=AS_AT)


def pru(heading: str | None = None, *cells: Any, **changed: Any) -> Typed:
    """A unit's list with one more column, a child a cell; `changed` gives other values of Ann's."""
    ann = [changed.get(h.lower().replace(" ", "_"), value) for h, value in zip(PRU, ANN_IN_PRU, strict=True)]
    if heading is None:
        return typed(PRU, ann)
    return typed((*PRU, heading), *([*ann, cell] for cell in cells))


def xlsx(rows: Rows, **sheets: Rows) -> bytes:
    """A workbook of one sheet named Sheet, and others by their names."""
    book = openpyxl.Workbook()
    for name, some in {"Sheet": rows, **sheets}.items():
        made = book["Sheet"] if name == "Sheet" else book.create_sheet(name)
        for r, row in enumerate(some, 1):
            for c, value in enumerate(row, 1):
                if value not in ("", None):
                    made.cell(r, c, value)
    return saved(book)


def saved(book: Any) -> bytes:
    """The bytes of a workbook of openpyxl, xlwt or odfpy."""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def xls(rows: Rows) -> bytes:
    """An Excel 97 workbook."""
    book = xlwt.Workbook()
    made = book.add_sheet("Sheet")
    dated = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, dt.date):
                made.write(r, c, value, dated)
            elif value not in ("", None):
                made.write(r, c, value)
    return saved(book)


def ods(rows: Rows) -> bytes:
    """An OpenDocument spreadsheet."""
    book = opendocument.OpenDocumentSpreadsheet()
    made = table.Table(name="Sheet")
    for row in rows:
        line = table.TableRow()
        for value in row:
            line.addElement(_ods_cell(value))
        made.addElement(line)
    book.spreadsheet.addElement(made)
    return saved(book)


def _ods_cell(value: Any) -> Any:
    if value in ("", None) and not isinstance(value, bool):
        return table.TableCell()
    if isinstance(value, bool):
        kind = {"valuetype": "boolean", "booleanvalue": str(value).lower()}
    elif isinstance(value, dt.date):
        kind = {"valuetype": "date", "datevalue": value.isoformat()}
    elif isinstance(value, (int, float)):
        kind = {"valuetype": "float", "value": str(value)}
    else:
        kind = {"valuetype": "string"}
    cell = table.TableCell(**kind)
    cell.addElement(text.P(text=str(value)))
    return cell


def separated(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A csv; dates are written day first."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=delimiter)
    for row in rows:
        writer.writerow([f"{v:%d/%m/%Y}" if isinstance(v, dt.date) else v for v in row])
    return made.getvalue().encode(encoding)


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "list.xlsx": xlsx,
    "list.xlsm": xlsx,
    "list.xls": xls,
    "list.ods": ods,
    "comma.csv": separated,
    "semicolon.csv": lambda rows: separated(rows, ";"),
    "tab.txt": lambda rows: separated(rows, "\t"),
    "windows.csv": lambda rows: separated(rows, ",", "cp1252"),
    "excel-utf-8.csv": lambda rows: separated(rows, ";", "utf-8-sig"),
    "unicode-text.txt": lambda rows: separated(rows, "\t", "utf-16"),
}
