"""The messes that people make of a list, each as a change to how it is kept and never to what it means.

They stand in the order in which they go on top of one another: first values, then headings and
columns, then rows, then the sheet and the file. Any of them may be left out.
"""

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

from schemas import REGISTERS
from schemas.register import Column
from tests import messy_values
from tests.messy_lists import BOTH_NAMES, NO_COLUMN, Formula, Kept, Line, Rich
from tests.workbook_files import FORMATS

Mess = Callable[[Kept, Random], None]

_OTHERS = (
    "Notes",
    "Tel. no.",
    "SW",
    "Column1",
    "Parent contact",
    "RAG",
    "Last updated by",
    "Address",
    "Comments 2",
)


def _each(kept: Kept, wanted: Callable[[Column], bool], write: Callable[[Column, Any], Any]) -> None:
    """Write the values of some columns anew, where there are any."""
    columns = {column.name: column for column in REGISTERS[kept.register].columns}
    for place, name in enumerate(kept.names):
        if name in columns and wanted(columns[name]):
            for line in kept.lines:
                value = None if line.child is None else kept.meant[line.child].get(name)
                if value is not None:
                    line.cells[place] = write(columns[name], value)


def dates_many_ways(kept: Kept, dice: Random) -> None:
    _each(kept, lambda column: column.kind == "date", lambda _, day: messy_values.date(dice, day))


def years_and_hours(kept: Kept, dice: Random) -> None:
    _each(
        kept, lambda column: column.name == "year_group", lambda _, year: messy_values.year_group(dice, year)
    )
    _each(kept, lambda column: column.kind == "hours", lambda _, number: messy_values.hours(dice, number))


def ticks(kept: Kept, dice: Random) -> None:
    _each(kept, lambda column: column.kind == "yes_no", lambda _, value: messy_values.yes_no(dice, value))


def codes_in_other_words(kept: Kept, dice: Random) -> None:
    """Boroughs as RBK, K, 314, E09000021; every other code in each of its spellings."""
    _each(
        kept,
        lambda column: column.kind == "code",
        lambda column, value: messy_values.code(dice, column, value),
    )


def numbers_and_texts(kept: Kept, dice: Random) -> None:
    _each(
        kept,
        lambda column: column.kind in ("text", "hours", "number", "whole"),
        lambda column, value: messy_values.other_type(dice, column, value),
    )


def one_name_column(kept: Kept, dice: Random) -> None:
    """SMITH, Ann; Smith, Ann; SMITH Ann; Ann Smith."""
    if not {"surname", "forename"} <= set(kept.names):
        return
    place = kept.names.index("surname")
    cells = []
    for line in kept.lines:
        row = {} if line.child is None else kept.meant[line.child]
        surname, forename = row.get("surname"), row.get("forename")
        if not surname or not forename:
            cells.append(f"{surname or '?'}, {forename or '?'}" if surname or forename else None)
            continue
        way = dice.choice((
            f"{surname.upper()}, {forename}", f"{surname}, {forename}", f"{surname.upper()} {forename}",
            f"{forename} {surname}", f"{surname},{forename}",
        ))  # fmt: skip
        cells.append(way)
        if surname.upper() in way:
            row["surname"] = surname.upper()
    kept.order([i for i, name in enumerate(kept.names) if name not in ("surname", "forename")])
    place = min(place, len(kept.names))
    kept.insert(
        place, BOTH_NAMES, dice.choice(("Name", "Child's name", "Name of pupil", "Pupil Name")), cells
    )


def spaces(kept: Kept, dice: Random) -> None:
    for line in kept.lines:
        line.cells = [
            messy_values.spaced(dice, cell)
            if isinstance(cell, str) and cell and dice.random() < 0.4
            else cell
            for cell in line.cells
        ]


def other_headings(kept: Kept, dice: Random) -> None:
    """Other words and case, line breaks, stars, colons and hints."""
    for place, name in enumerate(kept.names):
        if name in (NO_COLUMN, BOTH_NAMES):
            continue
        column = REGISTERS[kept.register].column(name)
        words = [word for word in (column.label, *column.also) if word not in column.narrower]
        text = dice.choice((kept.headings[place], dice.choice(words)))
        text = dice.choice((text, text.upper(), text.lower(), text.title()))
        text = dice.choice(
            (text, text.replace(" ", "\n", 1), f"{text}*", f" {text} ", f"{text}:", f"* {text}")
        )
        if column.kind == "date":
            text = dice.choice((text, f"{text} (dd/mm/yyyy)"))
        kept.headings[place] = text


def other_columns(kept: Kept, dice: Random) -> None:
    """Columns that no register knows, one of them without a heading."""
    for heading in [*dice.sample(_OTHERS, 3), ""]:
        cells = [dice.choice((None, "see file", 12, "07700 900123", dt.date(2026, 9, 1))) for _ in kept.lines]
        kept.insert(dice.randrange(len(kept.names) + 1), NO_COLUMN, heading, cells)


def shuffled_columns(kept: Kept, dice: Random) -> None:
    order = list(range(len(kept.names)))
    dice.shuffle(order)
    kept.order(order)


def numbered_rows(kept: Kept, dice: Random) -> None:
    """A number before each row, and more of them than there are rows."""
    kept.insert(0, NO_COLUMN, dice.choice(("No.", "#", "", "Row")), list(range(1, len(kept.lines) + 1)))
    for number in range(dice.randrange(4)):
        kept.lines.append(Line([len(kept.lines) + number, *[None] * (len(kept.names) - 1)]))


def formulas(kept: Kept, dice: Random) -> None:
    """Cells that hold a formula, with its result."""
    for line in kept.lines:
        line.cells = [
            Formula(cell) if type(cell) in (str, int, float, dt.date) and dice.random() < 0.2 else cell
            for cell in line.cells
        ]


def rich_text(kept: Kept, dice: Random) -> None:
    for line in kept.lines:
        line.cells = [
            Rich(cell) if isinstance(cell, str) and len(cell) > 1 and dice.random() < 0.2 else cell
            for cell in line.cells
        ]


def blank_rows(kept: Kept, dice: Random) -> None:
    for _ in range(3):
        kept.apart(dice.randrange(len(kept.lines) + 1), dice.choice((None, " ", "\xa0")))


def heading_rows(kept: Kept, dice: Random) -> None:
    """CLOSED, a borough, a month: alone on a row among the children's."""
    texts = ["CLOSED", "Kingston", "September 2026", "Year 9 pupils"]
    if len(REGISTERS[kept.register].required) > 1:  # a day alone may be a whole meeting
        texts.append(dt.date(2026, 10, 1))
    for text in texts:
        place = dice.randrange(len(kept.lines) + 1)
        # A day alone under a date's heading is a child of whom all else is missing.
        named = [i for i, name in enumerate(kept.names) if name in ("surname", BOTH_NAMES)]
        at = dice.randrange(min(3, len(kept.names))) if isinstance(text, str) else next(iter(named), 0)
        kept.apart(place, *[None] * at, text)


def totals_rows(kept: Kept, dice: Random) -> None:
    number = sum(line.child is not None for line in kept.lines)
    kept.apart(
        len(kept.lines), dice.choice((f"Total: {number}", "TOTAL", "Total number of children", "Count"))
    )
    if "hours_per_week" in kept.names:
        place = kept.names.index("hours_per_week")
        first = [None] * len(kept.names)
        first[place] = Formula(123.5)
        first[0] = first[0] or "Sum"
        kept.lines.append(Line(first))


def headings_again(kept: Kept, dice: Random) -> None:
    """The headings in mid-sheet, where a page was printed or two lists were put together."""
    kept.lines.insert(dice.randrange(len(kept.lines) + 1), Line(list(kept.headings)))


def hidden(kept: Kept, dice: Random) -> None:
    """Hidden rows and columns are as much of the list as any; a hidden sheet holds the drop-downs."""
    for line in kept.lines:
        line.hidden = dice.random() < 0.3
    kept.hidden_columns = {place for place in range(len(kept.names)) if dice.random() < 0.2}
    kept.after["Lists"] = [
        ["Borough", "Status", "Yes/No"],
        ["Kingston", "Open", "Yes"],
        ["Richmond", "Closed", "No"],
    ]
    kept.hidden_sheets.add("Lists")


def notes_below(kept: Kept, dice: Random) -> None:
    kept.below += [
        [],
        ["Please return to Business Support by Friday."],
        dice.choice((["* = required"], [None, "Checked by AB, 20/11/2026"])),
    ]


def table_to_the_right(kept: Kept, dice: Random) -> None:
    kept.right = dice.choice((
        [["Key", "Colour"], ["Urgent", "Red"], ["Watch", "Amber"], ["Fine", "Green"]],
        [[], ["Kingston", 12], ["Richmond", 11], ["Total", 23]],
        [["RAG", "Number of children"], ["Red", 3], ["Amber", Formula(4)]],
    ))  # fmt: skip


def table_below(kept: Kept, dice: Random) -> None:
    kept.below += [[], ["Summary"], ["Kingston", 12], ["Richmond", Formula(11)], ["Total", 23]]


def titles(kept: Kept, dice: Random) -> None:
    """A logo's text, the list's title, when it was printed."""
    kept.titles = [
        ["OFFICIAL-SENSITIVE"], [None, "Achieving for Children", None, None, "Printed:", dt.date(2026, 11, 20)],
        [f"{REGISTERS[kept.register].title}: autumn term 2026"], [],
    ][dice.randrange(3) :]  # fmt: skip


def two_header_rows(kept: Kept, dice: Random) -> None:
    """A row of groups over the headings, merged across the columns they are for."""
    if kept.groups is not None:
        return
    kinds = {
        c.name: "Dates" if c.kind == "date" and c.name != "date_of_birth" else ""
        for c in REGISTERS[kept.register].columns
    }
    child = {c.name for c in REGISTERS["pru"].columns[:12]}
    groups, last = [], ""
    for name in kept.names:
        group = (
            "Pupil details"
            if name in child or name == BOTH_NAMES
            else kinds.get(name, "") or "Other information"
        )
        groups.append("" if group == last else group)
        last = group
    kept.groups = groups
    kept.looks.add("merged")


def headings_over_two_rows(kept: Kept, dice: Random) -> None:
    """ "Date" over "identified"; the other headings beside it on the upper or the lower row."""
    if kept.groups is not None:
        return
    upper, over = [], ""
    for place, text in enumerate(kept.headings):
        first, _, rest = text.partition(" ")
        if first == "Date" and rest and rest[0].isalpha() and "\n" not in text:
            upper.append("" if over == "Date" else "Date")
            kept.headings[place], over = rest, "Date"
        elif dice.random() < 0.5 or not text:
            upper.append(text)
            kept.headings[place], over = "", text
        else:
            upper.append("  " if over else "")  # an empty cell under a merged one would belong to "Date"
            over = over if over != "Date" else "Date"
    kept.groups = upper


def other_sheets(kept: Kept, dice: Random) -> None:
    """A summary that counts the list, and a sheet that says what to do."""
    kept.before["Read me"] = [
        ["How to fill in this list"],
        ["One row a child."],
        ["Return it", "fortnightly"],
    ]
    kept.after["Summary"] = [
        ["Borough", "Year group", "Number"], ["Kingston", "Year 9", 12], ["Richmond", "Year 8", 11], ["Total", None, 23],
    ]  # fmt: skip


def frozen_and_filtered(kept: Kept, dice: Random) -> None:
    kept.looks |= {"frozen", "filtered"}
    for line in kept.lines:
        line.hidden = line.hidden or dice.random() < 0.2


def an_old_copy(kept: Kept, dice: Random) -> None:
    kept.after[f"{kept.sheet} old"] = kept.rows()
    kept.copies.add(f"{kept.sheet} old")


def another_format(kept: Kept, dice: Random) -> None:
    names = [name for name in FORMATS if not name.endswith((".xlsx", ".xlsm"))]
    dice.shuffle(names)
    for kept.file_name in names:
        try:
            kept.data()
        except UnicodeEncodeError:  # Windows-1252 has not every letter
            continue
        return


MESSES: dict[str, Mess] = {
    mess.__name__.replace("_", " "): mess
    for mess in (
        dates_many_ways, years_and_hours, ticks, codes_in_other_words, numbers_and_texts, one_name_column,
        spaces, other_headings, other_columns, shuffled_columns, numbered_rows, formulas, rich_text,
        blank_rows, heading_rows, totals_rows, headings_again, hidden, notes_below, table_to_the_right,
        table_below, titles, two_header_rows, headings_over_two_rows, other_sheets, frozen_and_filtered,
        an_old_copy, another_format,
    )
}  # fmt: skip
