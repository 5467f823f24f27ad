"""Whether a file that leaves runs, opens or fetches anything."""

import io
import re
import zipfile
from html.parser import HTMLParser

import docx
import openpyxl
import pypdf

SAID = {"alt", "aria-label", "title"}
"""What is read out, and never followed."""


class Running(HTMLParser):
    """What of a page's HTML would run or fetch something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = [
            f"{name}={value}"
            for name, value in attrs
            if name.startswith("on") or (name not in SAID and "javascript:" in (value or ""))
        ]
        fetched = tag in {"script", "img", "iframe", "object", "embed", "form"}
        self.found += [self.get_starttag_text() or tag] if told or fetched else []


def no_formula(data: bytes) -> None:
    """Nothing in the workbook is run or fetched when it is opened."""
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
            assert cell.hyperlink is None or cell.hyperlink.location


RUNS_IN_PDF = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/OpenAction",
    "/AA",
    "/URI",
    "/EmbeddedFile",
    "/SubmitForm",
    "/GoToR",
    "/RichMedia",
}
FIELDS = {"PAGE", "NUMPAGES", "TOC", "SEQ"}
RUNS_IN_WORD = ("w:fldSimple", "w:altChunk", "o:OLEObject", "w:hyperlink r:id", "vnd.ms-word.vba")


def inert(data: bytes) -> str:
    """The words of a document that runs, opens and fetches nothing."""
    if data.startswith(b"%PDF"):
        pdf = pypdf.PdfReader(io.BytesIO(data))
        for number in range(1, len(pdf.xref[0]) + 1 if 0 in pdf.xref else pdf.trailer["/Size"]):
            found = pdf.get_object(number)
            assert not RUNS_IN_PDF & set(found if isinstance(found, dict) else ()), found
        return "\n".join(each.extract_text() for each in pdf.pages)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                part = package.read(name)
                assert b'TargetMode="External"' not in part, name
                assert not [word for word in RUNS_IN_WORD if word.encode() in part], name
                told = re.findall(rb"<w:instrText[^>]*>\s*([^\s<]*)", part)
                assert {word.decode() for word in told} <= FIELDS
        word = docx.Document(io.BytesIO(data))
        cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
        return "\n".join((*(each.text for each in word.paragraphs), *cells))
    assert not [found for found in Running(data.decode()).found if "data:image" not in found]
    return data.decode()
