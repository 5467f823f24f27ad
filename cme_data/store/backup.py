"""A copy of the store taken while people work, and the way back from one."""

import shutil
from pathlib import Path

from cme_data.errors import CmeError
from cme_data.store.connect import FILE, into_place
from cme_data.store.store import Store


def backup(store: Store, target: Path) -> None:
    """Copy the store to a file, as it is between two commits; encrypted if the store is.

    Raises CmeError where the file exists already or cannot be written.
    """
    if store.path is None:
        raise CmeError("There is no store to back up yet: nothing has been uploaded.")
    if target.exists():
        raise CmeError(f"{target} exists already: give the backup a name of its own.")
    unfinished = target.with_name(target.name + ".part")
    try:
        with store.paused():  # everything committed is in the one file now
            shutil.copyfile(store.path, unfinished)
            into_place(unfinished, target)
    except OSError as error:
        raise CmeError(f"The backup {target} cannot be written: {error.strerror}.") from None
    finally:
        unfinished.unlink(missing_ok=True)


def restore(data_dir: Path, source: Path, *, key: str | None) -> Path | None:
    """Put a backup in the place of the store; returns where the store before it was kept.

    Raises CmeError where the backup is no store, has another key, or the store is in use.
    """
    if not source.is_file():
        raise CmeError(f"There is no backup {source}.")
    data_dir.mkdir(parents=True, exist_ok=True)
    unfinished = data_dir / (FILE + ".part")
    try:
        shutil.copyfile(source, unfinished)
        _same_store(data_dir, try_copy(unfinished, source, key), source, key)
        return _replace(data_dir, unfinished, key)
    except OSError as error:
        raise CmeError(f"The backup {source} cannot be put in place: {error.strerror}.") from None
    finally:
        unfinished.unlink(missing_ok=True)


def try_copy(copy: Path, source: Path, key: str | None) -> str | None:
    """Open the copy as a store and read every block of it; gives whose store it is.

    Raises CmeError with a sentence that names the backup, not the copy.
    """
    trial = copy.parent / "restore-trial"
    shutil.rmtree(trial, ignore_errors=True)  # of one that was broken off
    trial.mkdir()
    try:
        (trial / FILE).hardlink_to(copy)
        with Store.open(trial, key=key, read_only=True) as store:
            store.read_through()
            return store.meta("salt")
    except CmeError as error:
        told = str(error).replace(f"the store {FILE}", "it").replace(f"The store {FILE}", "It")
        raise CmeError(f"{source} cannot be restored. {told.replace(FILE, 'It')}") from None
    finally:
        shutil.rmtree(trial)


def _same_store(data_dir: Path, salt: str | None, source: Path, key: str | None) -> None:
    """Refuse the backup of another authority's store; where there is none yet, or it opens no more, any is right."""
    if not (data_dir / FILE).exists():
        return
    try:
        with Store.open(data_dir, key=key, read_only=True) as store:
            ours = store.meta("salt")
    except CmeError:
        return
    if ours != salt:
        raise CmeError(
            f"{source} cannot be restored. It is the backup of another store than the one in {data_dir}: nothing was"
            " changed. To have that store here all the same, move this one out of the folder first."
        )


def _replace(data_dir: Path, unfinished: Path, key: str | None) -> Path | None:
    current, log = data_dir / FILE, data_dir / (FILE + ".wal")
    kept = next(
        path for n in range(1, 10_000) if not (path := data_dir / f"{FILE}.before-restore-{n}").exists()
    )
    is_there = current.exists()
    if is_there:
        try:
            Store.open(data_dir, key=key).close()  # finishes its log, and fails if another program has it
        except CmeError as error:
            if "open in another program" in str(error):
                raise
        kept.hardlink_to(current)  # at no moment is there no store: the next opening would make an empty one
    if log.exists():  # of a store that opens no more: beside another file it would keep that one from opening
        log.replace(kept.with_name(kept.name + ".wal"))
    into_place(unfinished, current)
    return kept if is_there else None
