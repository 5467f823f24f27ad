"""A report as a tagged PDF (PDF/UA-1), set by typst from a fixed layout; what it says goes in as data, never as code."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cme_data.reports.plainly import as_words
from cme_data.reports.report import Block, Chart, ChildPage, Commentary, Document, FigureTable, Paragraph
from cme_data.reports.said import said

_LAYOUT = Path(__file__).with_suffix(".typ")
_FONTS = Path(__file__).parent / "fonts"


def written(document: Document) -> bytes:
    """The bytes of the file."""
    import typst

    told = {
        "title": document.title,
        "heading": f"{document.title}, {said(document.day)}",
        "authority": document.authority,
        "marking": document.marking,
        "made": f"Made on {said(document.made_at.date())} from the lists as at {said(document.as_at)}.",
        "strip": _block(document.strip),
        "short": document.short,
        "sections": [
            {"title": section.title, "blocks": [_block(block) for block in section.blocks]}
            for section in document.sections
        ],
    }
    return typst.compile(
        _LAYOUT, format="pdf", sys_inputs={"document": json.dumps(told)}, pdf_standards=["ua-1"],
        font_paths=[_FONTS], ignore_system_fonts=True, timestamp=int(document.made_at.timestamp()),
    )  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, FigureTable):
        return _block(as_words(block))
    if isinstance(block, Chart):
        return _block(Paragraph(block.alt))
    if isinstance(block, Commentary):
        return _block(Paragraph(block.text))
    kind = {"kind": type(block).__name__}
    if isinstance(block, ChildPage):
        return kind | {"title": block.title, "blocks": [_block(inner) for inner in block.blocks]}
    return kind | asdict(block)
