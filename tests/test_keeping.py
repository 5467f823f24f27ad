"""Looking after the store: its audit log, its key, its size, its backups."""

import json
from datetime import date, datetime, timedelta

import pytest

from cme_data.errors import CmeError, WrongKey
from cme_data.store import Store, audit, backups
from cme_data.store import compact as compact_module
from cme_data.store.backup import backup, restore
from cme_data.store.compact import compact, rekey
from cme_data.store.connect import FILE
from cme_data.store.key import key_in, key_of
from cme_data.store.schedule import Schedule
from cme_data.verify import verify
from tests.builders import a_row, a_store, measure, upload

LATER, NOW = date(2026, 11, 20), datetime(2026, 11, 23, 9, 30, 1, 250)
KEY, OTHER = "a key of twenty chars", "another key, as long"


def some(number: int) -> list[dict]:
    return [a_row("ehe", surname=f"Child{chr(97 + i)}") for i in range(number)]


def children(store: Store) -> int:
    return measure(store, "caseload", as_at=LATER)[0]["children"]


def written(store: Store) -> None:
    for what in ("opened a child", "downloaded a list", "withdraw"):
        store.audit("Sam Lee", what, f"detail of {what}", NOW)


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("DELETE FROM store.audit WHERE entry = 2", "lacks the lines 2 to 2"),
        ("UPDATE store.audit SET who = 'Else' WHERE entry = 2", "Line 2 of the audit log is not"),
        ("UPDATE store.audit SET detail = 'Else' WHERE entry = 2", "The detail of line 2"),
        ("UPDATE store.audit SET happened_at = happened_at + INTERVAL 1 SECOND WHERE entry = 1", "Line 1"),
    ],
)  # fmt: skip
def test_a_line_of_the_audit_log_that_was_changed_is_found(tmp_path, tampering, told):
    with a_store(tmp_path) as store:
        written(store)
        assert [] == [*audit.faults(store)] == verify(store)
        with store.writing() as cursor:
            cursor.execute(tampering)

        assert told in verify(store)[0]


def test_an_emptied_detail_leaves_the_chain_whole(tmp_path):
    with a_store(tmp_path) as store:
        written(store)
        with store.writing() as cursor:
            cursor.execute("UPDATE store.audit SET detail = $1 WHERE entry = 2", [audit.DISPOSED])

        assert [] == [*audit.faults(store)]


def test_the_newest_line_proves_all_before_it(tmp_path):
    with a_store(tmp_path) as store:
        assert (0, audit.FIRST) == audit.head(store)
        written(store)
        before = audit.head(store)
        store.audit("Sam Lee", "downloaded a list", "another", NOW)

        assert 3 == before[0]
        assert before[1] != audit.head(store)[1]
        assert [4, 2] == [line.entry for line in audit.entries(store, what="LIST")]
        assert [] == audit.entries(store, who="sam", until=NOW.date() - timedelta(days=1))


def test_a_mark_noted_elsewhere_tells_of_a_chain_that_was_written_anew(tmp_path):
    with a_store(tmp_path) as store:
        written(store)
        _, mark = audit.head(store)
        store.audit("Sam Lee", "downloaded a list", "another", NOW)
        assert [] == verify(store, heads=[audit.FIRST, mark, mark.upper()])
        with store.writing() as cursor:
            cursor.execute("UPDATE store.audit SET who = 'Somebody else' WHERE entry = 2")
            audit.chain(cursor)

        assert [] == verify(store), "whoever holds the store leaves it without a fault"
        (told,) = verify(store, heads=[mark])
        assert told.startswith(f"No line of the audit log has the mark {mark}: the log was changed before")


def test_the_mark_is_noted_once_a_day_and_what_stops_it_is_said(tmp_path, caplog):
    now, file = NOW, tmp_path / "elsewhere" / "marks.txt"
    with a_store(tmp_path) as store:
        schedule = Schedule(store, tmp_path, key=None, every_hours=24, keep_days=7, clock=lambda: now)
        schedule.mark()
        assert not file.exists(), "nobody said where to"
        schedule.head_file, marks = file, []
        for day in range(3):
            now = NOW + timedelta(days=day)
            written(store)
            marks.append(audit.head(store)[1])
            schedule.mark()
            store.audit("Sam Lee", "signed in", "", now)
            schedule.mark()

        assert [f"2026-11-{23 + day} {3 + 4 * day} {marks[day]}" for day in range(3)] == file.read_text(
            encoding="utf-8"
        ).splitlines()
        assert marks[-1] in caplog.text, "in the server's log too"
        assert [] == [*audit.lacking(store, marks)]
        schedule.head_file = file / "beneath a file"
        schedule.mark()
        assert "cannot be added to" in schedule.unmarked
        schedule.head_file = file
        schedule.mark()
        assert "" == schedule.unmarked


def test_compaction_makes_a_store_smaller_and_nothing_else(tmp_path):
    with a_store(tmp_path) as store:
        with store.writing() as cursor:
            cursor.execute("CREATE TABLE store.rubbish AS SELECT hash(range) AS n FROM range(1000000)")
        upload(store, "ehe", some(12), LATER)
        with store.writing() as cursor:
            cursor.execute("DROP TABLE store.rubbish")

    before, after = compact(tmp_path / "store", key=None)

    assert after < before
    with a_store(tmp_path) as store:
        assert 12 == children(store)
        assert [] == verify(store)
        upload(store, "ehe", some(13), LATER)
        assert 13 == children(store)


def test_a_row_that_does_not_reach_the_new_file_keeps_the_old_one_in_place(tmp_path, monkeypatch):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(12), LATER)
    before = (tmp_path / "store" / FILE).read_bytes()

    def with_a_row_lost(root):
        root.execute("DELETE FROM anew.listed WHERE sheet_row = 2")
        really(root)

    really = compact_module._compare
    monkeypatch.setattr(compact_module, "_compare", with_a_row_lost)
    with pytest.raises(
        CmeError, match=r"1 rows of main\.listed did not reach the new file"
    ):
        compact(tmp_path / "store", key=None)

    assert before == (tmp_path / "store" / FILE).read_bytes()
    assert [tmp_path / "store" / FILE] == [*(tmp_path / "store").iterdir()]


def test_a_new_key_opens_the_store_and_the_old_one_does_not(tmp_path):
    folder = tmp_path / "store"
    with Store.open(folder, key=KEY) as store:
        upload(store, "ehe", some(12), LATER)
    with pytest.raises(WrongKey):
        rekey(folder, key=OTHER, new=KEY, who="Sam Lee", now=NOW)
    with pytest.raises(CmeError, match="already"):
        rekey(folder, key=KEY, new=KEY, who="Sam Lee", now=NOW)

    rekey(folder, key=KEY, new=OTHER, who="Sam Lee", now=NOW)

    with pytest.raises(WrongKey):
        Store.open(folder, key=KEY)
    with Store.open(folder, key=OTHER) as store:
        assert 12 == children(store)
        assert [("Sam Lee", "changed the key")] == [
            (line.who, line.what) for line in audit.entries(store, what="key")
        ]
        assert [] == verify(store)
    assert [folder / FILE] == [*folder.iterdir()]
    assert b"Childa" not in (folder / FILE).read_bytes()


def test_a_key_file_is_read_or_refused_in_a_sentence(tmp_path):
    good, short = tmp_path / "key", tmp_path / "short"
    good.write_text(KEY + "\n", encoding="utf-8")
    short.write_text("short", encoding="utf-8")

    assert KEY == key_in(good) == key_of({"CME_STORE_KEY_FILE": str(good)}) == key_of({"CME_STORE_KEY": KEY})
    assert key_of({}) is None
    for file, told in ((short, "has 5 characters"), (tmp_path / "none", "cannot be read")):
        with pytest.raises(CmeError, match=told):
            key_in(file)
    with pytest.raises(CmeError, match="Both"):
        key_of({"CME_STORE_KEY": KEY, "CME_STORE_KEY_FILE": str(good)})


def test_a_backup_that_is_cut_short_is_not_restored(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(12), LATER)
        backup(store, tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    for kept in (len(whole) // 3, len(whole) * 2 // 3, len(whole) - 4096):
        (tmp_path / "short").write_bytes(whole[:kept])
        with pytest.raises(CmeError, match="short cannot be restored"):
            restore(tmp_path / "store", tmp_path / "short", key=None)

    with a_store(tmp_path) as store:
        assert 12 == children(store)


def test_the_backup_of_another_store_is_refused(tmp_path):
    with a_store(tmp_path / "one") as store:
        upload(store, "ehe", some(3), LATER)
        backup(store, tmp_path / "copy")
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(12), LATER)

    with pytest.raises(CmeError, match="another store"):
        restore(tmp_path / "store", tmp_path / "copy", key=None)

    with a_store(tmp_path) as store:
        assert 12 == children(store)


def test_backups_are_taken_by_the_clock_and_kept_by_age(tmp_path):
    folder, now = tmp_path / "backups", NOW
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), LATER)
        schedule = Schedule(store, folder, key=None, every_hours=24, keep_days=7, clock=lambda: now)
        for _ in range(20):
            schedule.look()
            schedule.look()
            now += timedelta(days=1)
        made = backups.listed(folder)

        assert [NOW + timedelta(days=n) for n in range(19, 11, -1)] == [one.made_at for one in made]
        assert 20 == len(audit.entries(store, what="backed up"))
        assert all(backups.is_whole(folder, one) for one in made)
        assert 2 * len(made) == len([*folder.iterdir()])
        (folder / made[0].file).write_bytes(b"else")
        assert not backups.is_whole(folder, made[0])
    restore(tmp_path / "store", folder / made[1].file, key=None)
    with a_store(tmp_path) as store:
        assert 3 == children(store)


def test_the_newest_backup_is_kept_however_old_it_is(tmp_path):
    """The server stood still for months: what it did last is all there is."""
    folder = tmp_path / "backups"
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), LATER)
        old, newest = (
            backups.take(store, folder, key=None, who="Sam Lee", now=NOW + timedelta(days=n)) for n in range(2)
        )

    assert [old] == backups.prune(folder, keep_days=7, now=NOW + timedelta(days=400))
    assert [newest] == backups.listed(folder)


def test_a_backup_that_fails_says_why_and_leaves_nothing(tmp_path, monkeypatch):
    with a_store(tmp_path) as store:
        upload(store, "ehe", some(3), LATER)
        (tmp_path / "in the way").write_text("", encoding="utf-8")
        schedule = Schedule(
            store, tmp_path / "in the way", key=None, every_hours=24, keep_days=7, clock=lambda: NOW
        )
        schedule.look()
        assert "There can be no backups" in schedule.failed

        schedule.folder = tmp_path / "backups"
        schedule.look()
        assert "" == schedule.failed
        (manifest,) = schedule.folder.glob("*.json")
        assert 1 == json.loads(manifest.read_text(encoding="utf-8"))["uploads"]
        manifest.write_text("{}", encoding="utf-8")
        assert [] == backups.listed(schedule.folder)
