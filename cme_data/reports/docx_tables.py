"""Tables of a Word document: their headings repeated on every page, no row cut apart that fits on one."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from cme_data.reports.docx_parts import caption, header_row, keep_whole, paragraph, plain
from cme_data.reports.plainly import is_long, is_total, is_whole, is_wide
from cme_data.reports.report import Strip, Table

if TYPE_CHECKING:
    from docx.document import Document as Word

_UPRIGHT, _TURNED = 18.0, 26.7  # centimetres between the margins
_SIDE_BY_SIDE = 4


def table(word: "Word", made: Table, number: int, notes: Sequence[str] = ()) -> None:
    """A table under its caption, its notes beneath it."""
    from docx.shared import Cm

    caption(word, "Table", number, made.caption)
    if not made.rows:
        paragraph(word, made.empty)
        return
    drawn = word.add_table(rows=1 + len(made.rows), cols=len(made.columns), style="Table Grid")
    _ruled(drawn)
    header_row(drawn.rows[0])
    room = _TURNED if is_wide(made) else _UPRIGHT
    whole = sum(column.width for column in made.columns)
    wide = [Cm(room * column.width / whole) for column in made.columns]
    for column, width in zip(drawn.columns, wide, strict=True):
        column._gridCol.w = width  # LibreOffice goes by these alone
    sides = ["TableNumber" if column.numeric else "TableText" for column in made.columns]
    together = is_whole(made)
    # All cells at once: python-docx looks the whole table through for each that is asked for by its place.
    cells = iter(drawn._cells)
    told = ([column.heading for column in made.columns], *made.rows)
    for row, (drawn_row, texts) in enumerate(zip(drawn.rows, told, strict=True)):
        if not is_long(made, texts):
            keep_whole(drawn_row)
        kept = row == 0 or (together and row < len(made.rows))
        strong = row == 0 or is_total(made, texts)
        for cell, text, width, side in zip(islice(cells, len(texts)), texts, wide, sides, strict=True):
            cell.width = width
            inside: Any = cell.paragraphs[0]
            inside._p.style = side
            if kept:
                inside.paragraph_format.keep_with_next = True
            run = inside.add_run(plain(text))
            if strong:
                run.bold = True
    for sentence in notes:
        paragraph(word, sentence, "Note")
    if not notes:
        paragraph(word, "", "Note")


def strip(word: "Word", made: Strip) -> None:
    """Facts side by side, each under its label."""
    for facts in _in_rows(made):
        drawn = word.add_table(rows=2, cols=len(facts), style="Table Grid")
        _ruled(drawn)
        header_row(drawn.rows[0])
        cells = iter(drawn._cells)
        for row, drawn_row in enumerate(drawn.rows):
            keep_whole(drawn_row)
            for cell, fact in zip(islice(cells, len(facts)), facts, strict=True):
                _shade(cell)
                inside: Any = cell.paragraphs[0]
                inside._p.style = "TableText"
                inside.add_run(plain(fact[row])).bold = row == 1
        paragraph(word, "", "Note")


def _in_rows(made: Strip) -> Iterator[tuple[tuple[str, str], ...]]:
    for start in range(0, len(made.facts), _SIDE_BY_SIDE):
        yield made.facts[start : start + _SIDE_BY_SIDE]


def _ruled(drawn: Any) -> None:
    """Lines between the rows alone, the one under the headings darker."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    none, thin = 'w:val="nil"', 'w:val="single" w:sz="4" w:color="B1B4B6"'
    sides = {"top": none, "left": none, "bottom": thin, "right": none, "insideH": thin, "insideV": none}
    lines = "".join(f"<w:{side} {how}/>" for side, how in sides.items())
    room = '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
    drawn.autofit = False
    # Word refuses a file in which these stand in another order.
    for name, inside, before in (("tblBorders", lines, "tblLayout"), ("tblCellMar", room, "tblLook")):
        made = parse_xml(f"<w:{name} {nsdecls('w')}>{inside}</w:{name}>")
        drawn._tbl.tblPr.find(qn(f"w:{before}")).addprevious(made)
    under = f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="8" w:color="12436D"/></w:tcBorders>'
    for cell in drawn._tbl.tr_lst[0].tc_lst:
        cell.get_or_add_tcPr().append(parse_xml(under))


def _shade(cell: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EEF3F7"/>')
    )
