"""Power lost, a disk that is full, a clock that goes wrong, a file copied at a bad moment."""

import contextlib
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data.errors import CmeError, StoreBusy, WrongKey
from cme_data.store import Store, audit, backups, withdraw
from cme_data.store.backup import backup, restore
from cme_data.store.compact import compact, rekey
from cme_data.store.connect import FILE, attach
from cme_data.store.schedule import Schedule
from cme_data.verify import verify
from pages.components import frame
from pages.components.contents import PAGES
from tests import killing
from tests.builders import a_row, a_store, measure, upload
from tests.serving import ROOT

FRIDAY, LATER, NOW = date(2026, 11, 6), date(2026, 11, 20), datetime(2026, 11, 25, 9)
KEY, OTHER = killing.KEYS


def some(number: int) -> list[dict]:
    return [a_row("ehe", surname=f"Child{chr(97 + i // 26)}{chr(97 + i % 26)}") for i in range(number)]


def children(store: Store) -> int:
    return measure(store, "caseload", as_at=LATER)[0]["children"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with twelve children."""
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(12), FRIDAY)
    return tmp_path / "store"


def test_what_was_acknowledged_outlives_the_process_that_was_killed(tmp_path):
    assert [] == list(killing.rounds(len(killing.DEEDS), 7, tmp_path))


def test_a_store_whose_making_was_broken_off_is_made_by_whoever_opens_it_next(tmp_path):
    attach(tmp_path / FILE, key=None, read_only=False).close()

    with Store.open(tmp_path, read_only=True) as store:
        assert [] == store.uploads() == verify(store)


def test_a_log_whose_last_bytes_were_lost_gives_the_store_before_or_after(tmp_path):
    """What power takes away is the end of the log: as after a commit that was never acknowledged."""
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(12), FRIDAY)
        with store._root.cursor() as reader:  # while somebody reads, what is withdrawn stays in the log
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM store.uploads").fetchall()
            upload(store, "ehe", some(15), LATER)
            withdraw(store, "U00002", "A test", "Sam Lee", NOW)
            log = (tmp_path / "store" / f"{FILE}.wal").read_bytes()
            whole = (tmp_path / "store" / FILE).read_bytes()
    found = set()
    for kept in (*range(0, len(log), len(log) // 15), len(log)):
        cut = tmp_path / f"cut-{kept}"
        cut.mkdir()
        (cut / FILE).write_bytes(whole)
        (cut / f"{FILE}.wal").write_bytes(log[:kept])
        with Store.open(cut) as store:
            assert [] == verify(store)
            found.add(children(store))
        shutil.rmtree(cut)
    assert {12, 15} == found


def test_a_store_copied_while_it_is_written_opens_whole_or_is_refused_in_a_sentence(folder, tmp_path):
    ended = threading.Event()
    copies = []
    with Store.open(folder) as store:

        def copies_it() -> None:
            while not ended.is_set() and len(copies) < 20:
                copies.append(tmp_path / f"copy-{len(copies)}")
                with contextlib.suppress(shutil.Error):  # the log was folded in while it was copied
                    shutil.copytree(folder, copies[-1])

        thread = threading.Thread(target=copies_it)
        thread.start()
        for day in range(8):
            upload(store, "ehe", some(13 + day), FRIDAY + timedelta(days=day))
        ended.set()
        thread.join()
    refused: list[str] = []
    for copy in copies:
        try:
            with Store.open(copy) as store:
                assert [] == verify(store)
        except CmeError as error:
            refused.append(str(error))
    assert [] == [told for told in refused if not told.endswith(".")]


def test_a_backup_waits_for_who_reads_and_holds_everything_acknowledged(tmp_path):
    with a_store(tmp_path) as store, store._root.cursor() as reader:
        upload(store, "ehe", some(3), FRIDAY)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM store.uploads").fetchall()
        withdraw(store, "U00001", "A test", "Sam Lee", NOW)
        threading.Timer(0.3, lambda: reader.execute("COMMIT")).start()
        backup(store, tmp_path / "copy")

    restore(tmp_path / "elsewhere", tmp_path / "copy", key=None)
    with Store.open(tmp_path / "elsewhere") as store:
        assert ["withdrawn"] == [one.status for one in store.uploads()]


def test_a_backup_that_waits_in_vain_is_a_sentence_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("cme_data.store.store._PATIENCE", 0.05)
    with a_store(tmp_path) as store, store._root.cursor() as reader:
        upload(store, "ehe", some(3), FRIDAY)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM store.uploads").fetchall()
        withdraw(store, "U00001", "A test", "Sam Lee", NOW)
        with pytest.raises(StoreBusy, match="read without a pause"):
            backup(store, tmp_path / "copy")
        reader.execute("COMMIT")
        assert not (tmp_path / "copy").exists()
        backup(store, tmp_path / "copy")


def test_what_was_broken_off_before_is_no_hindrance(folder, tmp_path):
    """A process that is killed leaves its unfinished files; children's data among them goes with the next backups."""
    kept = tmp_path / "backups"
    for left in ("restore-trial", "store/restore-trial", "backups/restore-trial"):
        (tmp_path / left).mkdir(parents=True)
        (tmp_path / left / FILE).write_bytes(b"half")
    for left in (f"{FILE}.part", f"{FILE}.anew", f"{FILE}.anew.wal"):
        (folder / left).write_bytes(b"half")
    orphan = kept / "cme-20260101-000000.duckdb"
    for file in (orphan, kept / "cme-20260101-000000.duckdb.part"):
        file.write_bytes(b"half")
        os.utime(file, (0, 0))
    with Store.open(folder) as store:
        made = backups.take(store, kept, key=None, who="Sam Lee", now=NOW)
        backups.prune(kept, keep_days=7, now=NOW)
    assert sorted([made.file, made.file.replace(".duckdb", ".json")]) == sorted(
        f.name for f in kept.iterdir()
    )
    assert restore(folder, kept / made.file, key=None) == folder / f"{FILE}.before-restore-1"
    compact(folder, key=None)
    assert {FILE, f"{FILE}.before-restore-1"} == {file.name for file in folder.iterdir()}
    with Store.open(folder) as store:
        assert 12 == children(store)
        assert [] == verify(store)


def test_a_store_that_opens_no_more_takes_its_log_along_when_a_backup_takes_its_place(folder, tmp_path):
    with Store.open(folder) as store:
        backup(store, tmp_path / "copy")
    (folder / FILE).write_bytes(b"no store")
    (folder / f"{FILE}.wal").write_bytes(b"its log")

    kept = restore(folder, tmp_path / "copy", key=None)

    assert kept is not None
    assert b"no store" == kept.read_bytes()
    assert b"its log" == kept.with_name(kept.name + ".wal").read_bytes()
    with Store.open(folder) as store:
        assert 12 == children(store)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such folders")
@pytest.mark.parametrize("does", ["compact", "backup", "restore"])
def test_a_file_is_on_the_disk_before_it_takes_its_place_and_the_folder_after(
    folder, tmp_path, monkeypatch, does
):
    """What a loss of power would undo cannot be tried by killing a process: the order of things is."""
    with Store.open(folder) as store:
        backup(store, tmp_path / "copy")
    really, happened = Path.replace, []

    def synced(descriptor: int) -> None:
        happened.append(("on the disk", os.stat(descriptor).st_ino))

    def replaced(path: Path, target: Path) -> Path:
        happened.append(("in its place", path.stat().st_ino))
        return really(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    if does == "compact":
        compact(folder, key=None)
    elif does == "restore":
        restore(folder, tmp_path / "copy", key=None)
    else:
        with Store.open(folder) as store:
            backup(store, folder / "another")

    made = (folder / ("another" if does == "backup" else FILE)).stat().st_ino
    assert [("on the disk", made), ("in its place", made), ("on the disk", folder.stat().st_ino)] == happened


# The disk


@contextlib.contextmanager
def disk_of(tmp_path: Path, free: int) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A small disk with an encrypted store on it and so many bytes left; and a way to make room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("Only root may make a small disk.")
    try:
        with Store.open(disk / "store", key=KEY) as store:
            upload(store, "ehe", some(12), FRIDAY)
        filler = disk / "filler"
        filler.write_bytes(bytes(shutil.disk_usage(disk).free - free))
        yield disk, filler.unlink
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def uploads_more(disk: Path) -> None:
    with Store.open(disk / "store", key=KEY) as store:
        store._find_room = lambda: None  # as if others filled the disk after it had looked
        upload(store, "ehe", some(300), LATER)


def backs_up(disk: Path) -> None:
    with Store.open(disk / "store", key=KEY) as store:
        backups.take(store, disk / "backups", key=KEY, who="Sam Lee", now=NOW)


def compacts(disk: Path) -> None:
    compact(disk / "store", key=KEY)


def rekeys(disk: Path) -> None:
    rekey(disk / "store", key=KEY, new=OTHER, who="Sam Lee", now=NOW)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such disk")
@pytest.mark.parametrize("free", [0, 300_000, 4 << 20])
@pytest.mark.parametrize("does", [uploads_more, backs_up, compacts, rekeys])
def test_a_disk_that_fills_up_half_way_is_a_sentence_and_the_store_is_as_it_was(tmp_path, does, free):
    with disk_of(tmp_path, free) as (disk, make_room):
        refused = None
        try:
            does(disk)
        except CmeError as error:
            refused = str(error)
        make_room()
        with _opened(disk / "store") as store:
            acknowledged = refused is None or "is kept" in refused
            assert (300 if does is uploads_more and acknowledged else 12) == children(store)
            assert [] == verify(store)
            lines = audit.entries(store)
        made = backups.listed(disk / "backups")
        assert len(made) == sum(line.what == "backed up" for line in lines)
        assert free or refused
        if refused and does is not uploads_more:
            assert {"register.duckdb"} == {file.name for file in disk.rglob("*") if file.is_file()}
            assert ["upload"] == [line.what for line in lines]


def _opened(folder: Path) -> Store:
    try:
        return Store.open(folder, key=KEY)
    except WrongKey:
        return Store.open(folder, key=OTHER)


# The clock


def test_a_clock_that_goes_back_leaves_everything_in_the_order_in_which_it_was_written(folder):
    earlier = NOW - timedelta(days=400)
    with Store.open(folder) as store:
        store.audit("Sam Lee", "downloaded a list", "one", NOW)
        upload(store, "ehe", some(13), LATER)
        store.audit("Sam Lee", "downloaded a list", "two", earlier)
        withdraw(store, "U00002", "A test", "Sam Lee", earlier)

        assert ["two", "one"] == [line.detail for line in audit.entries(store, what="list")]
        assert ["U00002", "U00001"] == [one.id for one in store.uploads()]
        assert 12 == children(store)
        assert [] == verify(store)


def test_a_backup_of_a_day_to_come_does_not_keep_others_from_being_made(folder, tmp_path):
    """The clock stood in another year when it was made."""
    now = NOW + timedelta(days=1_000)
    with Store.open(folder) as store:
        schedule = Schedule(
            store, tmp_path / "backups", key=None, every_hours=24, keep_days=7, clock=lambda: now
        )
        schedule.look()
        now = NOW
        schedule.look()
        schedule.look()

        assert [NOW + timedelta(days=1_000), NOW] == [one.made_at for one in backups.listed(schedule.folder)]


@pytest.mark.xdist_group("pages")
def test_a_list_of_a_day_to_come_breaks_no_page_and_can_be_taken_back(folder, monkeypatch):
    """The clock stood in another year when it was committed."""
    with Store.open(folder) as store:
        upload(store, "ehe", some(30), LATER + timedelta(days=90))
    monkeypatch.setenv("CME_DATA_DIR", str(folder))
    monkeypatch.setenv("CME_WHO", "Sam Lee")
    monkeypatch.delenv("CME_STORE_KEY", raising=False)
    monkeypatch.setattr(frame, "clock", lambda: NOW)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    try:
        for entry in PAGES:
            shown = app.switch_page(entry.path).run()
            assert [] == [*shown.exception, *shown.error], entry.url
        store = app.session_state["frame_of_this_run"].store
        withdraw(store, "U00002", "The clock was wrong", "Sam Lee", NOW)
        assert (12, FRIDAY) == (children(store), store.world().newest)
        assert [] == verify(store)
    finally:
        app.session_state["frame_of_this_run"].store.close()
        st.cache_resource.clear()
