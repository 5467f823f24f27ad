"""Whose rows a sheet holds: the row says, else the person, else the register's one holder."""

from typing import Any

from cme_data.choices import Source
from cme_data.workbook.headings import Match
from cme_data.workbook.read import Sheet
from schemas.folding import fold
from schemas.register import Register


def sources(sheet: Sheet, match: Match, register: Register, given: str | None) -> set[Source]:
    """Whose rows the sheet holds, as far as its headings tell before a row is read."""
    place = match.columns.get("data_provider")
    said: set[str] = set()
    if place is not None:
        cells = {row[place] for row in sheet.rows[match.first_row - 1 :] if place < len(row)}
        said = {spelled(register, str(cell)) for cell in cells if str(cell).strip()}
    if not said and given:
        said = {spelled(register, given)}
    return {(register.name, provider) for provider in said or register.holders}


def providers(
    register: Register, columns: dict[str, list[Any]], rows: int, given: str | None
) -> list[str | None]:
    """Whose each row is: the row says, else the person, else the register's one holder."""
    own = columns.get("data_provider") or [None] * rows
    default = spelled(register, given) if given else None
    needed = "data_provider" in register.names and register.column("data_provider").required
    if default is None and len(register.holders) == 1 and not needed:
        default = register.holders[0]
    known: dict[str, str] = {}
    found: list[str | None] = []
    for i, value in enumerate(own):
        if value is None:
            found.append(default)
            if default is not None and "data_provider" in columns:
                columns["data_provider"][i] = default
            continue
        if value not in known:
            known[value] = spelled(register, value)
        found.append(known[value])
    return found


def spelled(register: Register, provider: str) -> str:
    """A provider in the holder's own spelling, so that case and spaces make no second source."""
    if "data_provider" in register.names:
        codes = register.column("data_provider").codes
        read = codes.read(provider) if codes else None
        if read is not None:
            return read
    return next((h for h in register.holders if fold(h) == fold(provider)), " ".join(provider.split()))
