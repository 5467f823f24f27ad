"""What cannot be used is one sentence that says what to do, and not a byte of the store is changed."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from cme_data.cli import main
from cme_data.errors import CmeError
from cme_data.settings import load
from cme_data.store import Store, tables
from cme_data.store.backup import backup, restore
from cme_data.store.compact import compact, rekey
from cme_data.store.connect import FILE, attach
from tests.builders import a_row, upload

LATER, NOW = date(2026, 11, 20), datetime(2026, 11, 25, 9)
KEY, OTHER = "a key of twenty chars", "another key, as long"


def a_store_of(folder: Path, key: str | None, surname: str) -> Path:
    with Store.open(folder, key=key) as store:
        upload(store, "ehe", [a_row("ehe", surname=surname)], LATER)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A closed, encrypted store."""
    return a_store_of(tmp_path / "store", KEY, "Ours")


def of_a_newer_version(folder: Path, key: str | None) -> Path:
    root = attach(folder / FILE, key=key, read_only=False)
    root.execute("UPDATE store.meta SET value = $1 WHERE name = 'version'", [str(tables.VERSION + 1)])
    root.close()
    return folder


def a_copy(folder: Path, key: str | None, into: Path) -> Path:
    with Store.open(folder, key=key) as store:
        backup(store, into)
    return into


def every_file(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*") if file.is_file()
    }  # fmt: skip


def wrong_key(store: Path, tmp_path: Path) -> Iterator[Callable[[], object]]:
    yield lambda: Store.open(store, key=OTHER)
    yield lambda: Store.open(store, key=OTHER, read_only=True)
    yield lambda: Store.open(store)
    yield lambda: compact(store, key=OTHER)
    yield lambda: rekey(store, key=OTHER, new="a third key, as long", who="Sam Lee", now=NOW)


def backup_under_another_key(store: Path, tmp_path: Path) -> Iterator[Callable[[], object]]:
    copy = a_copy(store, KEY, tmp_path / "copy")
    rekey(store, key=KEY, new=OTHER, who="Sam Lee", now=NOW)
    yield lambda: restore(store, copy, key=OTHER)
    yield lambda: restore(store, copy, key=None)


def backup_of_another_store(store: Path, tmp_path: Path) -> Iterator[Callable[[], object]]:
    copy = a_copy(a_store_of(tmp_path / "another", KEY, "Theirs"), KEY, tmp_path / "copy")
    yield lambda: restore(store, copy, key=KEY)


def truncated_backup(store: Path, tmp_path: Path) -> Iterator[Callable[[], object]]:
    whole = a_copy(store, KEY, tmp_path / "copy").read_bytes()
    for kept in (0, 100, 4096, len(whole) // 2, len(whole) - 4096):
        (tmp_path / f"cut-{kept}").write_bytes(whole[:kept])
        yield lambda kept=kept: restore(store, tmp_path / f"cut-{kept}", key=KEY)


def newer_version(store: Path, tmp_path: Path) -> Iterator[Callable[[], object]]:
    of_a_newer_version(store, KEY)
    yield lambda: Store.open(store, key=KEY)
    yield lambda: Store.open(store, key=KEY, read_only=True)
    yield lambda: compact(store, key=KEY)
    yield lambda: rekey(store, key=KEY, new=OTHER, who="Sam Lee", now=NOW)


def backup_of_a_newer_version(store: Path, tmp_path: Path) -> Iterator[Callable[[], object]]:
    copy = a_copy(store, KEY, tmp_path / "copy")
    newer = tmp_path / "newer"
    newer.mkdir()
    (newer / FILE).write_bytes(copy.read_bytes())
    yield lambda: restore(store, of_a_newer_version(newer, KEY) / FILE, key=KEY)


def unreadable_settings(store: Path, tmp_path: Path) -> Iterator[Callable[[], object]]:
    for number, text in enumerate(
        (b"stale_after_days = often\n", b"\xff\xfe\x00", b"[panel\nevery_days = 14\n")
    ):
        folder = tmp_path / f"settings-{number}"
        folder.mkdir()
        (folder / "settings.toml").write_bytes(text)
        yield lambda folder=folder: load(folder)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (wrong_key, ("does not open", "does not open", "is encrypted", "does not open", "does not open")),
        (backup_under_another_key, ("does not open it", "is encrypted")),
        (backup_of_another_store, ("the backup of another store",)),
        (truncated_backup, ("not a store of this program",) * 3 + ("cut-[0-9]+ cannot be restored",) * 2),
        (newer_version, ("written by a newer version of this program: update the program first",) * 4),
        (backup_of_a_newer_version, ("written by a newer version of this program: update the program first",)),
        (unreadable_settings, ("line 1", "settings.toml", "line 1")),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)  # fmt: skip
def test_it_is_one_sentence_and_nothing_is_changed(store, tmp_path, wrong, says):
    tried = list(wrong(store, tmp_path))
    before = every_file(store)

    for does, said in zip(tried, says, strict=True):
        with pytest.raises(CmeError, match=said) as refused:
            does()
        told = str(refused.value)
        assert told.endswith(".")
        assert "\n" not in told
        assert "Traceback" not in told
        assert before == every_file(store)


@pytest.mark.parametrize("command", ["uploads", "verify", "compact"])
def test_the_command_line_says_the_same_sentence_and_no_traceback(store, monkeypatch, capsys, command):
    monkeypatch.setenv("CME_STORE_KEY", OTHER)
    monkeypatch.setattr(sys, "argv", ["cme_data", command, "--data", str(store)])
    before = every_file(store)

    with pytest.raises(SystemExit, match="1"):
        main()

    told = capsys.readouterr()
    assert "" == told.out
    assert told.err.startswith("The key that was given does not open the store")
    assert 1 == told.err.count("\n")
    assert before == every_file(store)
