"""The store: whole commits or none, right answers to many at once, and one writer at a time."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from types import SimpleNamespace

import duckdb
import pytest

from cme_data import ingest
from cme_data.errors import CmeError, DiskFull, StoreBusy, WrongKey
from cme_data.measures import MEASURES, Question
from cme_data.store import Store, audit, tables, withdraw
from cme_data.store.backup import backup, restore
from cme_data.store.connect import FILE
from cme_data.verify import verify
from tests.builders import a_row, a_store, as_left_by, csv_bytes, upload

FRIDAY, LATER = date(2026, 11, 6), date(2026, 11, 20)
NOW = datetime(2026, 11, 23, 9)


def some(number: int, start: int = 0, **values) -> list[dict]:
    return [
        a_row("ehe", surname=f"Child{chr(97 + i // 26)}{chr(97 + i % 26)}", **values)
        for i in range(start, start + number)
    ]


def caseload(store: Store, known_at: date | None = None, **filters) -> int:
    world = store.world(known_at)
    return MEASURES["caseload"].count(world, Question(as_at=LATER, filters=filters)).one["children"]


def test_eight_threads_each_get_their_own_answers(tmp_path):
    with a_store(tmp_path) as store:
        upload(
            store,
            "ehe",
            some(30, borough="Kingston upon Thames") + some(50, 30, borough="Richmond upon Thames"),
            LATER,
        )
        right = {"Kingston upon Thames": 30, "Richmond upon Thames": 50}
        asked = list(right) * 100

        with ThreadPoolExecutor(8) as pool:
            told = list(pool.map(lambda borough: caseload(store, borough=(borough,)), asked))

    assert told == [right[borough] for borough in asked]


def test_readers_see_whole_commits_only(tmp_path):
    with a_store(tmp_path) as store, ThreadPoolExecutor(3) as pool:
        upload(store, "ehe", some(10), FRIDAY)
        seen = [pool.submit(lambda: [caseload(store) for _ in range(25)]) for _ in range(2)]
        upload(store, "ehe", some(40), LATER)

        assert set().union(*(answers.result() for answers in seen)) <= {10, 40}
        assert caseload(store) == 40


def test_a_commit_killed_half_way_leaves_the_upload_absent_or_whole(tmp_path):
    script = textwrap.dedent(f"""
        from datetime import date, timedelta
        from pathlib import Path
        from tests.builders import a_store, upload
        from tests.test_store import some, FRIDAY
        store = a_store(Path({str(tmp_path)!r}))
        for n in range(1, 400):
            upload(store, "ehe", some(n), date(2025, 1, 1) + timedelta(days=n))
            print(n, flush=True)
    """)
    for patience in (0.0, 0.013, 0.031):
        worker = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        told = [int(worker.stdout.readline()) for _ in range(3)]
        time.sleep(patience)
        os.kill(worker.pid, signal.SIGKILL)
        told += [int(line) for line in worker.communicate()[0].split()]

        with a_store(tmp_path) as store:
            kept = store.uploads()

            assert len(kept) >= told[-1]  # what was acknowledged is there
            assert [u.passed for u in reversed(kept)] == [u.rows for u in reversed(kept)]
            assert verify(store) == []
        (tmp_path / "store" / FILE).unlink()


def test_a_store_open_in_another_program_is_a_sentence(tmp_path):
    a_store(tmp_path).close()
    script = f"from tests.builders import a_store; from pathlib import Path; s = a_store(Path({str(tmp_path)!r})); print('open', flush=True); input()"
    other = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "open\n"

    with pytest.raises(StoreBusy, match="open in another program"):
        a_store(tmp_path)

    other.communicate("\n")


def test_an_encrypted_store_needs_its_key_and_shows_nothing_without(tmp_path):
    with Store.open(tmp_path, key="right") as store:
        upload(store, "ehe", [a_row("ehe", surname="Zebedee")], LATER)
    with pytest.raises(WrongKey, match="does not open"):
        Store.open(tmp_path, key="wrong")
    with pytest.raises(WrongKey, match="is encrypted"):
        Store.open(tmp_path)

    assert b"Zebedee" not in (tmp_path / FILE).read_bytes()
    with Store.open(tmp_path, key="right", read_only=True) as store:
        assert caseload(store) == 1


def test_a_file_that_is_no_store_is_a_sentence(tmp_path):
    (tmp_path / FILE).write_bytes(b"a letter to the panel" * 1000)

    with pytest.raises(CmeError, match="not a store of this program"):
        Store.open(tmp_path)


def test_a_full_disk_changes_nothing(tmp_path, monkeypatch):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), FRIDAY)

        def no_room(*_):
            raise duckdb.IOException("IO Error: Could not write file: No space left on device")

        monkeypatch.setattr(store, "rebuild", no_room)
        with pytest.raises(DiskFull, match="The disk is full: nothing was changed"):
            upload(store, "ehe", some(5), LATER)
        monkeypatch.undo()

        assert caseload(store) == 3
        upload(store, "ehe", some(5), LATER)  # and the store goes on
        assert caseload(store) == 5
        assert verify(store) == []


def test_a_disk_nearly_full_is_said_before_anything_is_written(tmp_path, monkeypatch):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), FRIDAY)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))

        with pytest.raises(DiskFull, match="nothing was changed"):
            upload(store, "ehe", some(5), LATER)
        assert (len(store.uploads()), caseload(store)) == (1, 3)


def test_what_was_rolled_back_is_not_remembered_as_the_rows_of_the_next_upload(tmp_path):
    """A preview's rows had the numbers that the next upload's rows get."""

    def a_list(day: date) -> ingest.Examined:
        rows = [row | {"started_on": day} for row in some(3)]
        return ingest.examine(csv_bytes("ehe", rows), "ehe.csv", as_at=LATER, today=LATER, register="ehe")

    with a_store(tmp_path) as store:
        ingest.preview(store, a_list(date(2026, 9, 1)))
        ingest.commit(store, a_list(date(2026, 10, 1)), who="Sam Lee", now=NOW)

        assert {(date(2026, 10, 1),)} == set(store.ask("SELECT opened_on FROM store.now.spells"))


def test_figures_are_forgotten_by_the_fingerprint(tmp_path):
    with a_store(tmp_path) as store:
        before = store.fingerprint
        first = upload(store, "ehe", some(3), LATER)
        after = store.fingerprint
        withdraw(store, first.upload, "wrong file", "me", NOW)

        assert len({before, after, store.fingerprint}) == 3


def test_withdrawing_twice_or_without_reason_is_a_sentence(tmp_path):
    with a_store(tmp_path) as store:
        first = upload(store, "ehe", some(3), LATER)
        with pytest.raises(CmeError, match="Say why"):
            withdraw(store, first.upload, "  ", "me", NOW)
        taken = withdraw(store, first.upload, "wrong file", "me", NOW)

        assert (taken.status, taken.withdrawn_why, taken.passed) == ("withdrawn", "wrong file", 3)
        with pytest.raises(CmeError, match="withdrawn already"):
            withdraw(store, first.upload, "again", "me", NOW)
        with pytest.raises(CmeError, match="no upload U99999"):
            withdraw(store, "U99999", "what", "me", NOW)


def test_a_backup_restores_what_was_and_keeps_what_is(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), FRIDAY)
        backup(store, tmp_path / "copy.duckdb")
        upload(store, "ehe", some(7), LATER)
        with pytest.raises(CmeError, match="exists already"):
            backup(store, tmp_path / "copy.duckdb")

    kept = restore(tmp_path / "store", tmp_path / "copy.duckdb", key=None)

    with a_store(tmp_path) as store:
        assert caseload(store) == 3
        assert verify(store) == []
    assert kept is not None
    kept.replace(tmp_path / "store" / FILE)
    with a_store(tmp_path) as store:
        assert caseload(store) == 7


@pytest.mark.parametrize("backed_up", [b"", b"not a backup", None])
def test_what_is_no_backup_leaves_the_store_alone(tmp_path, backed_up):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), LATER)
    if backed_up is not None:
        (tmp_path / "copy").write_bytes(backed_up)

    with pytest.raises(CmeError, match="copy"):
        restore(tmp_path / "store", tmp_path / "copy", key=None)

    with a_store(tmp_path) as store:
        assert caseload(store) == 3


def test_the_file_does_not_grow_with_what_is_replaced(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(500), LATER)
        with store.writing() as cursor:
            store.rebuild(cursor)
        before = store.path.stat().st_size
        for _ in range(40):
            with store.writing() as cursor:
                store.rebuild(cursor)

        assert store.path.stat().st_size <= before + 2**20
        assert caseload(store) == 500


def test_verify_finds_a_changed_row(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), LATER)
        with store.writing() as cursor:
            cursor.execute("UPDATE store.contents SET surname = 'Else' WHERE content_id = 2")

        assert verify(store) == ["Upload U00001: 2 rows differ between its bytes and the store."]


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        # The rows read from the file are the same: only its hash tells.
        ("UPDATE store.files SET bytes = bytes || '\n'::BLOB", "The bytes kept as {sha256} are not those that were sent."),
        ("UPDATE store.uploads SET sha256 = 'else', opened = NULL", "There are 1 uploads without their bytes."),
        ("INSERT INTO store.listed VALUES (9, 1, 2)", "There are 1 list entries without their upload."),
        ("INSERT INTO store.listed VALUES (1, 9, 2)", "There are 1 list entries without their row."),
        ("UPDATE store.contents SET content_id = 1", "There are 1 rows that share a number."),
        ("UPDATE store.now.versions SET content_id = 9", "There are 3 versions without their row."),
        ("UPDATE store.now.versions SET spell_id = 9", "There are 3 versions without their spell."),
        ("UPDATE store.now.spells SET closed_on = opened_on - 1", "There are 3 spells that close before they open."),
        ("UPDATE store.now.spells SET closed_on = opened_on", "6 spells differ between the rows and what pages ask."),
        ("UPDATE store.now.spells SET child = 'else'", "4 spells differ between the rows and what pages ask."),
        ("DELETE FROM store.now.versions", "The versions differ between the rows and what pages ask."),
        ("INSERT INTO store.published SELECT 1, 'p', 1, '', '', '', '', '', '', '', 1, '', 1, '', 1, ''", "There are 1 published figures without their file."),
    ],
)  # fmt: skip
def test_verify_finds_whatever_was_changed_behind_its_back(tmp_path, tampering, told):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), LATER)
        (sha256,) = store.ask("SELECT left(sha256, 12) FROM store.files")[0]
        with store.writing() as cursor:
            cursor.execute(tampering)

        assert told.format(sha256=sha256) in verify(store)


def test_a_store_built_by_earlier_rules_is_built_anew_when_it_is_opened(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), FRIDAY)
        with store.writing() as cursor:
            cursor.execute("DELETE FROM store.now.versions WHERE spell_id = 1")
            cursor.execute("DELETE FROM store.now.spells WHERE spell_id = 1")
    with Store.open(tmp_path / "store") as store:
        assert 2 == caseload(store)
        with store.writing() as cursor:
            cursor.execute("UPDATE store.meta SET value = '1' WHERE name = 'rules'")

    with Store.open(tmp_path / "store", read_only=True) as store:
        assert 3 == caseload(store)
        assert [] == verify(store)


@pytest.mark.parametrize("version", range(1, tables.VERSION))
def test_a_store_of_every_earlier_version_opens_and_keeps_its_figures(tmp_path, version):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), FRIDAY)
        upload(store, "ehe", some(5), LATER)
        withdraw(store, store.uploads()[0].id, "A test", "me", NOW)
    older = as_left_by(version, tmp_path / "store", tmp_path / "older")

    with Store.open(older, read_only=True) as store:
        assert 3 == caseload(store)
        assert str(tables.VERSION) == store.meta("version")
    with Store.open(older) as store:
        assert [] == verify(store)
        upload(store, "ehe", some(7), LATER)
        assert 7 == caseload(store)
        assert 4 == audit.head(store)[0]
        assert [] == verify(store)
