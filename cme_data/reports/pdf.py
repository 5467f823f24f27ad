"""A report as a tagged PDF (PDF/UA-1), set by typst from a fixed layout; what it says goes in as data, never as code."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cme_data.reports import charts
from cme_data.reports.plainly import (
    NO_FIGURES,
    as_words,
    is_long,
    is_total,
    is_whole,
    notes,
    paragraphs,
    turned,
)
from cme_data.reports.report import Block, Chart, ChildPage, Commentary, Document, FigureTable, Table
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
        "made": document.made,
        "strip": asdict(document.strip),
        "short": document.short,
        "sections": [
            {
                "title": section.title,
                "runs": [
                    {"wide": wide, "blocks": [made for block in blocks for made in _block(block)]}
                    for wide, blocks in turned(section.blocks)
                ],
            }
            for section in document.sections
        ],
    }
    return typst.compile(
        _LAYOUT, format="pdf", sys_inputs={"document": json.dumps(told)}, pdf_standards=["ua-1"],
        font_paths=[_FONTS], ignore_system_fonts=True, timestamp=int(document.made_at.timestamp()),
    )  # fmt: skip


def _block(block: Block) -> list[dict[str, Any]]:
    """The block as data; nothing, where there is nothing to say."""
    kind = {"kind": type(block).__name__}
    match block:
        case FigureTable():
            return [_table(as_words(block)) | {"notes": notes(block)}]
        case Table():
            return [_table(block)]
        case Chart():
            drawn = charts.svg(block) if charts.has_figures(block) else None
            return [kind | {"title": block.title, "alt": block.alt, "svg": drawn, "empty": NO_FIGURES}]
        case Commentary():
            return [kind | {"paragraphs": parts}] if (parts := paragraphs(block.text)) else []
        case ChildPage(title, blocks):
            return [kind | {"title": title, "blocks": [made for inner in blocks for made in _block(inner)]}]
    return [kind | asdict(block)]


def _table(table: Table) -> dict[str, Any]:
    rows = [{"cells": row, "total": is_total(table, row), "long": is_long(table, row)} for row in table.rows]
    return {"kind": "Table", "notes": (), "whole": is_whole(table)} | asdict(table) | {"rows": rows}
