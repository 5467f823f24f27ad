"""Reading the settings files, every fault told by file, line, what stands there and what should."""

import re
import tomllib
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from cme_data.errors import CmeError
from cme_data.settings import shape
from cme_data.settings.entries import Unknown, Wrong
from cme_data.settings.model import Settings

SHIPPED = Path(__file__).parent.parent / "settings.toml"


def load(data_dir: Path | None = None) -> Settings:
    """The shipped settings, overlaid by DATA_DIR/settings.toml if there; CmeError on what is wrong in it."""
    files = [_File.read(SHIPPED)]
    if data_dir is not None and (data_dir / SHIPPED.name).is_file():
        files.append(_File.read(data_dir / SHIPPED.name))
    return _laid(files)


def read_as(own: Path, text: str) -> Settings:
    """The settings, if the authority's own file had this text."""
    return _laid([_File.read(SHIPPED), _File.of(own, text)])


def parsed(own: Path) -> str:
    """The text of a settings file; CmeError where it cannot be read as one."""
    return _File.read(own).text


def _laid(files: list["_File"]) -> Settings:
    read: dict[str, Any] = {}
    for file in files:
        try:
            read = shape.laid_over(read, shape.values(Settings, file.raw))
        except Wrong as wrong:
            raise file.refusal(wrong) from None
    try:
        settings: Settings = shape.built(Settings, read)
    except Wrong as wrong:
        # What is left to be wrong stands in the last file that has the table: that one is to be mended.
        raise next(file for file in reversed(files) if wrong.path[0] in file.raw).refusal(wrong) from None
    return settings


def current(data_dir: Path) -> Settings:
    """The same, read again whenever DATA_DIR/settings.toml is another file than last time, whoever changed it."""
    try:
        file = (data_dir / SHIPPED.name).stat()
    except OSError:  # there is none, or `load` says why it cannot be read
        return _read(data_dir, None)
    return _read(data_dir, (file.st_mtime_ns, file.st_size, file.st_ino))


@cache
def shipped() -> Settings:
    """The shipped settings alone, read once."""
    return load()


@lru_cache(maxsize=8)
def _read(data_dir: Path, state: Hashable) -> Settings:
    """The settings of a folder; one that cannot be read is not remembered, and is tried again."""
    return load(data_dir)


@dataclass(frozen=True)
class _File:
    path: Path
    text: str
    raw: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> "_File":
        try:
            return cls.of(path, path.read_bytes().decode("utf-8-sig"))  # Notepad puts a mark in front
        except OSError as fault:
            raise CmeError(f"The settings file {path} cannot be opened: {fault.strerror}.") from None
        except UnicodeDecodeError:
            raise CmeError(f"The settings file {path} should be saved as UTF-8 text, and is not.") from None

    @classmethod
    def of(cls, path: Path, text: str) -> "_File":
        try:
            return cls(path, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as fault:
            raise CmeError(_unreadable(path, text, str(fault))) from None

    def refusal(self, wrong: Wrong) -> CmeError:
        table, place, key = _parts(wrong.path)
        line = _line_of(self.text, table, place, key)
        start = f"The settings file {self.path}{f', line {line},' if line else ''} has"
        inside = f" in [{table}]" if table else ""
        if place is not None:
            inside = f" in [[{table}]] entry {place + 1}"
        if isinstance(wrong, Unknown):
            return CmeError(f"{start} an unknown setting {key}{inside}: it should be {wrong.expected}.")
        return CmeError(f"{start} {shown(wrong.found)} for {key}{inside}: it should be {wrong.expected}.")


def _parts(path: tuple[str | int, ...]) -> tuple[str | None, int | None, str]:
    """The table, which of its entries, and the key: ("term", 1, "first") or ("panel", None, "name")."""
    keys = [step for step in path if isinstance(step, str)]
    places = [step for step in path if isinstance(step, int)]
    table = keys[0] if len(keys) > 1 else None
    return table, places[0] if table and places else None, keys[-1]


def _line_of(text: str, table: str | None, place: int | None, key: str) -> int | None:
    """The line, from 1, of the key, else of its table's header; None where the file is written otherwise."""
    current, entries, begins = None, -1, None
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[\[?\s*([\w-]+)", line)
        if header:
            current = header[1]
            entries += current == table
        if current not in (table, key) or (place is not None and entries != place):
            continue
        if header:
            begins = begins or number
        elif current == table and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return begins


def _unreadable(path: Path, text: str, reason: str) -> str:
    found = re.search(r"\(at line (\d+), column \d+\)", reason)
    why = reason.split(" (at ")[0].replace("\n", " ")
    if found is None:
        return f"The settings file {path} ends inside a setting, which should be finished first ({why})."
    line = "".join(text.splitlines()[int(found[1]) - 1 : int(found[1])])
    return (
        f"The settings file {path}, line {found[1]}, has {shown(line.strip())}: "
        f'it should be a setting such as authority = "Achieving for Children" ({why}).'
    )


def shown(found: object) -> str:
    """A value as it stands in a sentence on a fault."""
    if found is None:
        return "nothing"
    if isinstance(found, bool):
        return str(found).lower()
    text = found.isoformat() if isinstance(found, date) else str(found)
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return f"“{short}”" if isinstance(found, str) else short
