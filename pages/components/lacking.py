"""What rows in force lack: blank cells, UPNs, sex, reasons, and any change for four panels."""

from collections.abc import Sequence

import streamlit as st

from cme_data.quality import Lacking
from pages.components import amiss, ask, ask_quality, lists, show, tables, words
from pages.components.amiss import Row
from pages.components.lists import Rows
from pages.components.scope import Scope
from pages.components.tables import Column
from pages.components.tiles import Tile
from schemas import REGISTERS

PANELS = 4  # a row that stays the same for so many panels is asked about


def blanks(view: Scope) -> None:
    """Cells left blank by column: those required or expected in sight, those that figures are split by to unfold."""
    kept = amiss.unexplained(ask_quality.kept_out(), view)
    expected = [each for each in found(view, "expected") if each.lacking]
    required: dict[tuple[str, str], list[Row]] = {}
    for row in kept:
        for name in row["columns"]:
            required.setdefault((row["register"], name), []).append(row)
    told = [
        f"{words.some(sum(each.lacking for each in expected), 'cell')} blank where one is expected"
        if expected
        else "No cell is blank where one is expected",
        f"{words.some(sum(map(len, required.values())), 'required cell')} blank, which keeps the row out"
        if required
        else "no required cell is blank in the rows in force",
    ]
    show.section("Blank cells", "; ".join(told) + ".")
    if expected or required:
        tables.show(
            "Required and expected cells left blank",
            (
                Column("column", "Column"),
                Column("register", "Register"),
                Column("why", "Needed"),
                Column("blank", "Blank", True),
                Column("rows", "Of rows", True, "–"),
            ),
            [
                *(
                    {"column": _label(register, name), "register": REGISTERS[register].title,
                     "why": "Always: the row is kept out", "blank": len(some)}
                    for (register, name), some in required.items()
                ),
                *(_blank_row(each) | {"why": _expected_where(each)} for each in expected),
            ],
        )  # fmt: skip
    other = [each for each in found(view, "may be blank") if each.lacking]
    with st.container(key="under-blanks"):
        if other:
            tables.folded(
                "Cells that may be blank, and are counted as Not recorded",
                (
                    Column("column", "Column"),
                    Column("register", "Register"),
                    Column("blank", "Blank", True),
                    Column("rows", "Of rows", True),
                    Column("share", "Share", True),
                ),
                [_blank_row(each) for each in other],
                label="Other columns that figures are split by",
            )
        kept_out = (
            amiss.behind(
                f"{_label(*key)}: Blank, kept out · {REGISTERS[key[0]].title}", some, "kept out", *key
            )
            for key, some in required.items()
        )
        lists.menu("blanks", (*kept_out, *(_lacking(each) for each in (*expected, *other))))


def identifiers(view: Scope) -> None:
    """UPNs missing, temporary or wrong, and sex Unknown, by register."""
    _by_register(
        "UPNs and sex",
        "identifier",
        view,
        "A child without a right and permanent UPN is told by record number, or by name and date of birth.",
        "identifiers",
    )


def reasons(view: Scope) -> None:
    """The rate of reasons that say nothing, as the Department for Education's return counts them."""
    said = [each for each in found(view, "reason") if each.rows]
    told = "Unknown: nobody knows. Not recorded, or No reason given: nobody wrote it down. They are never added up."
    show.section("Reasons that say nothing", told if said else "No row in force asks for one.")
    if not said:
        return
    tables.show(
        "Reasons that say nothing",
        (
            Column("column", "Column"),
            Column("register", "Register"),
            Column("what", "Reason given"),
            Column("blank", "Rows", True),
            Column("rows", "Of rows", True),
            Column("share", "Share", True),
        ),
        [_blank_row(each) | {"what": each.lack.what} for each in said],
    )
    lists.menu("reasons", (_lacking(each) for each in said))


def unchanged(view: Scope) -> None:
    """Rows that say the same as four panels ago."""
    since = ask.panels_ago(PANELS)
    if since is None:
        show.section("Rows unchanged for four panels", "Fewer than four panel meetings are listed so far.")
        return
    _by_register(
        "Rows unchanged for four panels",
        "unchanged",
        view,
        f"Open rows that say the same as on {words.day(since)}, four panels ago.",
        "unchanged",
    )


def tile(label: str, lacks: Sequence[Lacking], note: str) -> Tile:
    """A tile that adds up several lacks, which no row has two of."""
    panel = ask.panels_ago(PANELS)

    def rows() -> list[Row]:
        return [row for each in lacks for row in ask_quality.rows_lacking(each.lack, panel)]

    count = sum(each.lacking for each in lacks)
    return Tile(label, count, note, Rows(lists.name_of(label), label, rows, count))


def found(view: Scope, kind: str) -> list[Lacking]:
    """What the rows of the scope lack of one kind."""
    return [
        each
        for each in ask_quality.lacking(ask.panels_ago(PANELS))
        if each.lack.kind == kind and view.register in (None, each.lack.register)
    ]


def _by_register(title: str, kind: str, view: Scope, finding: str, key: str) -> None:
    """A table of a kind of lack: a row a register, a column each thing lacked, and the lists behind it."""
    said = [each for each in found(view, kind) if each.rows]
    show.section(title, finding if said else "No row in force.")
    if not said:
        return
    kinds = list(dict.fromkeys(each.lack.what for each in said))
    by_register: dict[str, Row] = {}
    for each in said:
        register = by_register.setdefault(
            each.lack.register, {"register": REGISTERS[each.lack.register].title, "rows": each.rows}
        )
        register[each.lack.what] = each.lacking
    tables.show(
        title,
        (
            Column("register", "Register"),
            *(Column(what, what, True) for what in kinds),
            Column("rows", "Of rows", True),
        ),
        list(by_register.values()),
    )
    lists.menu(key, (_lacking(each) for each in said))


def _blank_row(each: Lacking) -> Row:
    return {
        "column": _label(each.lack.register, each.lack.column),
        "register": REGISTERS[each.lack.register].title,
        "blank": each.lacking,
        "rows": each.rows,
        "share": f"{100 * each.lacking / each.rows:.0f}%",
    }


def _expected_where(each: Lacking) -> str:
    register = REGISTERS[each.lack.register]
    column = register.column(each.lack.column)
    other = _label(register.name, column.expected_with or "")
    return f"Where {other} is {words.either(column.expected_values) or 'filled in'}"


def _label(register: str, column: str) -> str:
    return REGISTERS[register].column(column).label


def _lacking(each: Lacking) -> Rows:
    """The list behind one lack."""
    panel = ask.panels_ago(PANELS)
    lack, title = each.lack, REGISTERS[each.lack.register].title
    of = (
        f"{_label(lack.register, lack.column)}: "
        if lack.kind in ("expected", "may be blank", "reason")
        else ""
    )
    what = of + lack.what
    return Rows(
        lists.name_of("quality", *lack.name.split(".")),
        f"{what} · {title}",
        lambda: ask_quality.rows_lacking(lack, panel),
        each.lacking,
    )
