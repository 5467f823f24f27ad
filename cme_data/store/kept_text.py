"""The words of a file that the server keeps: of a report or a sheet as it was handed out or came back."""

import io
from html.parser import HTMLParser

from cme_data.workbook.read import read


def words_of(data: bytes) -> str:
    """Everything that somebody who opens the file can read, a line a paragraph or cell."""
    if data.startswith(b"%PDF"):
        return _of_pdf(data)
    if data.startswith(b"PK") and b"word/document.xml" in data:
        return _of_word(data)
    if data.startswith(b"PK"):
        sheets = read(data, "the file")
        cells = (str(cell) for sheet in sheets for row in sheet.rows for cell in row if cell != "")
        return "\n".join((*(sheet.name for sheet in sheets), *cells))
    text = data.decode("utf-8-sig", errors="replace")
    return _Shown(text).told if text.lstrip()[:1] == "<" else text


def _of_pdf(data: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def _of_word(data: bytes) -> str:
    from docx import Document
    from docx.oxml.ns import qn

    parts = [
        part for part in Document(io.BytesIO(data)).part.package.iter_parts() if hasattr(part, "element")
    ]
    paragraphs = (each for part in parts for each in part.element.iter(qn("w:p")))
    return "\n".join("".join(node.text or "" for node in each.iter(qn("w:t"))) for each in paragraphs)


class _Shown(HTMLParser):
    """The text of a page, and what its pictures are said to show."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.told = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.told += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told += "\n" + "\n".join(value for name, value in attrs if name in {"alt", "title"} and value)
