"""A report with what officers wrote into it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cme_data.reports.report import Block, Commentary, Document, Section


def woven(document: Document, commentary: Mapping[str, str]) -> Document:
    """The document with these words in its parts; the figures are not gathered again for them."""

    def written(block: Block) -> Block:
        if isinstance(block, Commentary) and block.part in commentary:
            return replace(block, text=commentary[block.part])
        return block

    sections = tuple(Section(one.title, tuple(map(written, one.blocks))) for one in document.sections)
    return replace(document, sections=sections)


def parts(document: Document) -> Iterator[tuple[str, Commentary]]:
    """Every part that officers may write, with the title of its section."""
    return (
        (one.title, block)
        for one in document.sections
        for block in one.blocks
        if isinstance(block, Commentary)
    )
