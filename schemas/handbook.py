"""The data dictionary in ``README.md``, written from the declarations so that it cannot differ from them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from schemas import REGISTERS
from schemas.child import CHILD_COLUMNS
from schemas.codes import CODELISTS, Codelist
from schemas.folding import fold
from schemas.register import Column, Register

README = Path(__file__).with_name("README.md")

_INTRODUCTION = """\
# The registers: a data dictionary

This page is written by `python -m schemas` from the declarations beside it; do not edit it by hand. It says
what every register holds, how its columns may be headed, and which values they take.

**How a heading or a value is compared.** By its words: capitals, accents, punctuation, stars, line breaks and
extra spaces do not matter, nor does a hint such as “(dd/mm/yyyy)” or “Y/N” after a heading. The match is then
exact. What is not listed here, or is written with a question mark, is not guessed: it becomes a finding.

**What a rule does.** *Required*: a blank or unreadable cell is an error, and keeps the row out. *Expected*: a
blank is a warning. A value outside its range or its list is a warning, and the cell counts as not recorded;
in a required column it is an error. *Personal*: never in a page address or a log.
"""

_KINDS = {
    "text": "text",
    "upn": "UPN",
    "date": "date",
    "hours": "hours",
    "number": "number",
    "whole": "whole number",
}

_DROPPED = {
    "stays_open": "A row that a newer list leaves out stays open.",
    "closes": "A row that a newer list leaves out is closed.",
    "accumulates": "Rows add up: a newer list does not take older rows away.",
}


def text() -> str:
    """The whole of ``README.md``."""
    parts = [_INTRODUCTION, *_contents(), *_child_columns()]
    for register in REGISTERS.values():
        parts += _register(register)
    parts += ["## Codelists", ""]
    for codelist in CODELISTS.values():
        parts += _codelist(codelist)
    return "\n".join(parts).rstrip() + "\n"


def write() -> None:
    """Write ``README.md`` again."""
    README.write_text(text(), encoding="utf-8")


def _contents() -> Iterator[str]:
    yield "| register | held by | one row is | opens on | closes on |"
    yield "|---|---|---|---|---|"
    for register in REGISTERS.values():
        closes = f"`{register.closes}`" if register.closes else "–"
        holders = " or ".join(register.holders)
        link = f"[`{register.name}`](#{register.name})"
        yield f"| {link} | {holders} | {register.one_row} | `{register.opens}` | {closes} |"
    yield ""


def _child_columns() -> Iterator[str]:
    yield "## Child columns"
    yield ""
    yield (
        "Every register but `meetings` carries these. On `actions` and `enquiries` none is required by "
        "itself: it is enough to find the child by a UPN, or a record number, or surname, forename and date "
        "of birth, and a blank stays blank."
    )
    yield ""
    yield from _columns(CHILD_COLUMNS)


def _register(register: Register) -> Iterator[str]:
    yield f"## {register.name}"
    yield ""
    one_row, dropped = register.one_row, _DROPPED[register.when_dropped]
    yield f"**{register.title}.** {register.meaning} One row is {one_row}. {dropped}"
    yield ""
    child = {column.name for column in CHILD_COLUMNS}
    own = [column for column in register.columns if column.name not in child]
    if register.child != "none":
        first = own[0] if register.columns[0] is own[0] else None
        place = f"after `{first.name}`" if first else "first"
        yield f"The [child columns](#child-columns) come {place}."
        yield ""
    yield from _columns(own)


def _columns(columns: Iterable[Column]) -> Iterator[str]:
    columns = tuple(columns)
    yield "| column | header | kind | rule | meaning |"
    yield "|---|---|---|---|---|"
    for column in columns:
        rules = "; ".join(_rules(column, {other.name: other.label for other in columns}))
        yield f"| `{column.name}` | {column.label} | {_kind(column)} | {rules} | {column.meaning} |"
    yield ""
    yield "Other headings read:"
    yield ""
    for column in columns:
        if others := _others(column.also, (column.label, column.name)):
            yield f"- {column.label}: {others}."
        if column.narrower_codes:
            narrower = f"[a list of its own](#{column.narrower_codes.name})"
            yield f"- Under {', '.join(column.narrower)} the values are read by {narrower}."
    yield ""


def _kind(column: Column) -> str:
    if column.codes is None:
        return _KINDS[column.kind]
    return f"[{column.codes.title}](#{column.codes.name})"


def _rules(column: Column, labels: dict[str, str]) -> Iterator[str]:
    if column.required:
        yield "required"
    if column.expected_with:
        values = " or ".join(column.expected_values)
        yield f"expected where {labels[column.expected_with]} is {values or 'filled'}"
    if column.blank:
        yield f"blank counts as {column.blank}" + (", with a warning" if column.blank_noted else "")
    if column.low is not None and column.high is not None:
        yield f"{column.low:g} to {column.high:g}"
    if column.unique:
        yield "no value twice"
    if column.not_future:
        yield "not in the future"
    if column.not_before:
        yield f"not before {labels[column.not_before]} ({column.not_before_level})"
    if column.personal:
        yield "personal"


def _codelist(codelist: Codelist) -> Iterator[str]:
    yield f"### {codelist.name}"
    yield ""
    yield f"{codelist.title}."
    yield ""
    yield "| value | meaning | also read |"
    yield "|---|---|---|"
    for code in codelist.codes:
        yield f"| {code.value} | {code.meaning} | {_others(code.also, (code.value,))} |"
    yield ""


def _others(spellings: Iterable[str], known: Iterable[str]) -> str:
    """The spellings that are not just another way of typing one already listed."""
    seen = {fold(spelling) for spelling in known}
    others = []
    for spelling in spellings:
        if fold(spelling) not in seen:
            seen.add(fold(spelling))
            others.append(spelling)
    return "; ".join(others)
