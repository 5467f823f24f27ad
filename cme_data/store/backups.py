"""Backups in a folder: taken by the clock, each tried before it counts as good, kept by age."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cme_data.errors import CmeError
from cme_data.store import audit, backup
from cme_data.store.store import Store

_ENDING, _TOLD = ".duckdb", ".json"
_NAME = "cme-%Y%m%d-%H%M%S"
_UNFINISHED = dt.timedelta(days=1)
"""After which a file without its manifest is no backup being made, but children's data that nobody knows of."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One good backup: its file, and what stands in the manifest beside it."""

    file: str
    made_at: dt.datetime
    bytes: int
    sha256: str
    uploads: int
    audit_line: int
    """The newest line of the audit log in it, and that line's hash."""
    audit_hash: str


def take(store: Store, folder: Path, *, key: str | None, who: str, now: dt.datetime) -> Backup:
    """Copy the store into the folder, try the copy, and write its manifest.

    Raises CmeError where it cannot be written or does not open; then nothing of it is left.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CmeError(f"There can be no backups in {folder}: {error.strerror}.") from None
    file = folder / f"{now:{_NAME}}{_ENDING}"
    backup.backup(store, file)
    try:
        backup.try_copy(file, file, key)
        line, chained = audit.head(store)
        made = Backup(file.name, now, file.stat().st_size, _sha256(file), len(store.uploads()), line, chained)
        told = json.dumps(asdict(made), default=str, indent=2)
        unfinished = file.with_suffix(".part")
        unfinished.write_text(told, encoding="utf-8")
        store.audit(who, "backed up", f"{made.file}, {made.sha256[:12]}", now)
        unfinished.replace(file.with_suffix(_TOLD))
    except OSError as error:
        _let_go(file)
        raise CmeError(f"The backup {file} cannot be written: {error.strerror}.") from None
    except CmeError:
        _let_go(file)
        raise
    return made


def listed(folder: Path) -> list[Backup]:
    """The good backups of a folder, newest first: those whose file and manifest are both there."""
    found = []
    for told in folder.glob(f"cme-*{_TOLD}") if folder.is_dir() else ():
        try:
            said = json.loads(told.read_text(encoding="utf-8"))
            made = Backup(**said | {"made_at": dt.datetime.fromisoformat(said["made_at"])})
        except (OSError, ValueError, TypeError, KeyError):
            continue
        if (folder / made.file).is_file():
            found.append(made)
    return sorted(found, key=lambda made: made.made_at, reverse=True)


def prune(folder: Path, *, keep_days: int, now: dt.datetime) -> list[Backup]:
    """Remove what is older than so many days, never the newest, and what was broken off; which backups went."""
    good = listed(folder)
    old = [made for made in good[1:] if now - made.made_at > dt.timedelta(days=keep_days)]
    for made in old:
        _let_go(folder / made.file)
    whole = {Path(made.file).stem for made in good}
    for left in folder.glob("cme-*"):
        if left.name.partition(".")[0] not in whole and _age(left, now) > _UNFINISHED:
            left.unlink(missing_ok=True)
    return old


def _let_go(file: Path) -> None:
    for each in (file, file.with_suffix(_TOLD), file.with_suffix(".part")):
        each.unlink(missing_ok=True)


def _age(file: Path, now: dt.datetime) -> dt.timedelta:
    return now - dt.datetime.fromtimestamp(file.stat().st_mtime)


def is_whole(folder: Path, made: Backup) -> bool:
    """Whether a backup's bytes are still those that were written."""
    return _sha256(folder / made.file) == made.sha256


def _sha256(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
