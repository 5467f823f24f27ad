"""Everything held of one child, with where each thing came from: the answer to a subject access request."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from cme_data.errors import CmeError
from cme_data.store import Store, mentions
from cme_data.store.held import Held, held_of
from cme_data.workbook.outgoing import MARKING, safe
from schemas import REGISTERS

_SOURCE = ("Upload", "As at", "File", "Sheet", "Row", "Uploaded by", "Uploaded on", "Withdrawn")
_UPLOAD = "u.upload, u.as_at, u.file_name, u.sheet, {row}, u.who, u.committed_at, u.withdrawn_why"


def bundle(store: Store, child: str, *, who: str, purpose: str, now: dt.datetime) -> bytes:
    """A workbook of everything held of a child (by the opaque id), OFFICIAL-SENSITIVE; written to the audit log.

    Raises CmeError where there is no such child, or without a purpose.
    """
    from openpyxl import Workbook

    if not purpose.strip():
        raise CmeError("Say for which request this is: the purpose is kept.")
    built, _ = store.build_now()
    held = held_of(built, store.ask, child)
    store.audit(who, "downloaded all that is held of a child", f"{child}: {purpose.strip()}", now)
    book = Workbook(write_only=True)
    for title, headings, rows in _sheets(store, held, child):
        sheet = book.create_sheet(title)
        sheet.append([MARKING])
        sheet.append(headings)
        for row in rows:
            sheet.append([safe(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheets(
    store: Store, held: Held, child: str
) -> Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]:
    yield "What the lists say", ("Register", "Column", "Value", *_SOURCE), _said(store, held)
    places = [{"n": number, "r": row} for number, rows in held.rows.items() for row in sorted(rows)]
    for title, headings, table, columns in (
        ("Rows kept out", ("Record number", "Surname", "Forename", "Birth date"), "kept_out",
         "record_number, surname_key, forename_key, date_of_birth"),
        ("What was wrong", ("Level", "Cell", "Value", "What was said"), "findings", "level, cell, value, message"),
        ("Mended cells", ("Cell", "Column", "As sent", "Mended to"), "mended", 'cell, "column", old, t."new"'),
    ):  # fmt: skip
        yield title, (*headings, *_SOURCE), store.ask(
            f"""SELECT {columns}, {_UPLOAD.format(row="t.sheet_row")}
            FROM store.{table} AS t JOIN store.uploads AS u USING (number)
            WHERE list_contains($1, {{'n': number, 'r': t.sheet_row}}) ORDER BY number, t.sheet_row""",
            [places],
        )  # fmt: skip
    yield (
        "Settled and explained",
        ("What", "Rule", "Value or facts", "Reason", "By", "On"),
        store.ask(
            """SELECT kind, rule, said, means, who, settled_at FROM store.settled
        WHERE child = $1 OR list_contains($2, child) ORDER BY entry""",
            [child, list(held.written)],
        ),
    )
    yield (
        "Reports and update sheets",
        ("Report", "Of", "File", "Handed out by", "On"),
        [(one.report, one.day, one.file_name, one.who, one.at) for one in mentions.papers(store.ask, held)],
    )
    texts = mentions.written(store.ask, held.naming)
    yield (
        "What people wrote",
        ("Where", "Text", "By", "On"),
        [(one.where.what, one.text, one.who, one.at) for one in texts if one.where.table != "audit"],
    )
    yield (
        "Where else to look",
        ("What names the child, or may",),
        [(told,) for told in mentions.stays(store.ask, held)],
    )
    yield (
        "Holds",
        ("Why", "By", "On", "Lifted", "By", "On"),
        store.ask(
            "SELECT why, who, placed_at, lifted_why, lifted_by, lifted_at FROM store.holds WHERE child = $1 ORDER BY entry",
            [child],
        ),
    )
    yield (
        "Who looked",
        ("When", "Who", "What", "Detail"),
        store.ask(
            """SELECT happened_at, who, what, detail FROM store.audit
            WHERE contains(detail, $1) OR list_contains($2, rowid) ORDER BY entry""",
            [child, [one.row for one in texts if one.where.table == "audit"]],
        ),
    )


def _said(store: Store, held: Held) -> Iterable[Sequence[Any]]:
    """Every filled cell of every row, register by register, with the list that carries it."""
    for register in REGISTERS.values():
        names = ", ".join(f'"{name}"' for name in register.names)
        rows = store.ask(
            f"""SELECT {_UPLOAD.format(row="l.sheet_row")}, {names}
            FROM store.contents AS c JOIN store.listed AS l USING (content_id) JOIN store.uploads AS u USING (number)
            WHERE c.register = $1 AND list_contains($2, content_id) ORDER BY u.as_at, number, l.sheet_row""",
            [register.name, list(held.contents)],
        )
        for row in rows:
            source, cells = row[: len(_SOURCE)], row[len(_SOURCE) :]
            for column, value in zip(register.columns, cells, strict=True):
                if value is not None:
                    yield register.title, column.label, value, *source
