"""The authority's own settings file: what differs from the shipped values, written whole or not at all."""

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from cme_data.errors import CmeError, DiskFull
from cme_data.settings.plain import plain
from cme_data.settings.reading import SHIPPED, parsed, shipped

UNWRITABLE = (
    "The settings file is written in a way that cannot be changed from here: change it by hand, or write each table in "
    "brackets of its own. Nothing was changed."
)
_FULL = "The disk is full: the settings were not changed. Make room and try again."


def with_values(text: str, values: Mapping[str, Any]) -> str:
    """The text of an own file with these values, by path; a shipped value leaves it, all other lines stay.

    Raises CmeError where the file is written in a way that this cannot follow.
    """
    try:
        return _changed(text, values)
    except TOMLKitError:
        raise CmeError(UNWRITABLE) from None


def put(file: Path, text: str) -> None:
    """Write the file beside itself and let it take its place; CmeError where it cannot, and nothing is changed."""
    file = file.resolve()  # where the file is a link, what it leads to is changed
    beside = file.with_name(f".{file.name}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink()
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(_FULL) from None
        raise CmeError(
            f"The settings file {file} cannot be written: {fault.strerror}. The settings were not changed."
        ) from None


def own_file(data_dir: Path) -> Path:
    """Where the authority's own settings stand, or would."""
    return data_dir / SHIPPED.name


def own_text(data_dir: Path) -> str:
    """The own file as it stands; empty where there is none."""
    file = own_file(data_dir)
    return parsed(file) if file.is_file() else ""


def _changed(text: str, values: Mapping[str, Any]) -> str:
    file, as_shipped = tomlkit.parse(text), plain(shipped())
    for path, value in values.items():
        table, _, key = path.rpartition(".")
        if table and table not in file:
            file.append(table, tomlkit.table())
        # A table is a dict to whoever reads it, and so is the file.
        inside: Any = file[table] if table else file
        if value == as_shipped[path]:
            inside.pop(key, None)
        elif isinstance(value, list):
            before = inside.pop(key, [])
            inside.append(key, _list(value, before))
        else:
            inside[key] = value
        if table and not inside:
            file.pop(table)
    return file.as_string()


def _list(values: list[Any], before: Any) -> Array | AoT:
    """A list, or entries in double brackets, of which one that stood there before keeps its comments."""
    if not values or not isinstance(values[0], dict):
        array = tomlkit.array()
        array.extend(values)
        return array
    tables, stood = tomlkit.aot(), [entry for entry in before if isinstance(entry, Table)]
    for row in values:
        known = next((entry for entry in stood if entry.unwrap() == row), None)
        if known is None:
            known = tomlkit.table()
            known.update(row)
            known.add(tomlkit.nl())
        tables.append(known)
    return tables
