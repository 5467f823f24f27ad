"""The handbook of the checks in ``README.md``, written from the declarations so that it cannot differ from them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cme_data.checks import CHECKS
from cme_data.checks.check import Check, RegisterCheck
from cme_data.checks.example import Example, Listed, Sheets
from schemas import REGISTERS

README = Path(__file__).with_name("README.md")

_INTRODUCTION = """\
# The checks: a handbook

This page is written by `python -m cme_data.checks` from the declarations beside it; do not edit it by hand.

**What a check is.** A rule that spreadsheets are held to. Whatever is found carries the name of its check, the
sheet and the cell, what stands there, what was expected and how to mend it. An *error* keeps its row out, a
*warning* does not. *As the column says* is an error where the column is required, else a warning, and the cell
counts as not recorded; of two dates it is an error where a closing comes before its opening.

**Its proof.** The examples below are the tests: each list or sheet goes the whole way that a service's own would.
Columns that a list does not show hold something plausible. Unless it says another day, it speaks for 20 November
2026.

**Codes** are never given to another check: 1 a sheet, 2 a cell, 3 a row, 4 a list, 5 a list against the one before
it, 6 a register against another.

**To add one:** write `name.py` in its folder with its examples, list it in the folder's `__init__.py`; then run the
command above. A check between registers has a `name.sql` beside it.
"""

_PLACES = {
    "1": "A sheet as it is read",
    "2": "A cell",
    "3": "A row",
    "4": "The rows of one list",
    "5": "A list and the one before it",
    "6": "One register and another, in the store",
}


def text() -> str:
    """The whole of ``README.md``."""
    parts = [_INTRODUCTION, "| code | check | | what it finds |", "|---|---|---|---|"]
    parts += [
        f"| {c.code} | [`{c.name}`](#{_anchor(c)}) | {c.severity} | {c.says} |" for c in CHECKS.values()
    ]
    for number, place in _PLACES.items():
        parts += ["", f"## {place}"]
        for check in CHECKS.values():
            if check.code[1] == number:
                parts += _section(check)
    return "\n".join(parts).rstrip() + "\n"


def is_current() -> bool:
    """Whether ``README.md`` says what the declarations say."""
    return README.exists() and README.read_text(encoding="utf-8") == text()


def write() -> None:
    """Write ``README.md`` again."""
    README.write_text(text(), encoding="utf-8")


def _section(check: Check) -> Iterator[str]:
    yield from (
        "",
        f"### {check.code} {check.name}",
        "",
        f"{check.says} *{check.severity.capitalize()}.*",
        "",
    )
    yield check.because
    if isinstance(check, RegisterCheck):
        yield from ("", "```sql", check.file.read_text(encoding="utf-8").rstrip(), "```")
    yield from ("", "Found:")
    for example in check.troubled:
        yield from _example(example)
    yield from ("", "In order:")
    for example in check.untroubled:
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    if isinstance(example, Sheets):
        for name, rows in example.cells.items():
            yield from ("", f"A sheet “{name}”:" if len(example.cells) > 1 else "A sheet:", "", *_table(rows))
        return
    for n, listed in enumerate(example):
        yield from ("", f"{'then' if n else 'a list of'} {_source(listed)}:", "", *_table(_cells(listed)))


def _source(listed: Listed) -> str:
    said = f"`{listed.register}`"
    said += f" for {listed.as_at}"
    return said + (f", uploaded as {listed.provider}’s" if listed.provider else "")


def _cells(listed: Listed) -> list[list[str]]:
    """The columns that any row names, under their labels."""
    names = list(dict.fromkeys(name for row in listed.rows for name in row))
    labels = [REGISTERS[listed.register].column(name).label for name in names]
    if not names:
        return [["(every column as usual)"]] * (len(listed.rows) > 0)
    return [labels, *([_written(row[n]) if n in row else "as usual" for n in names] for row in listed.rows)]


def _written(value: object) -> str:
    return "(blank)" if value is None else str(value)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    head, *body = rows
    yield "| " + " | ".join(head) + " |"
    yield "|---" * len(head) + "|"
    for row in body:
        yield "| " + " | ".join((*row, *[""] * (len(head) - len(row)))) + " |"


def _anchor(check: Check) -> str:
    return f"{check.code.lower()}-{check.name}"
