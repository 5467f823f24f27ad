"""What a process does to a store until it is killed, and whether what it said was done is there afterwards."""

import datetime as dt
import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from cme_data import panel
from cme_data.errors import CmeError, WrongKey
from cme_data.store import Store, backups, tables
from cme_data.store.backup import restore
from cme_data.store.compact import compact, rekey
from cme_data.store.connect import FILE
from cme_data.store.disposal import dispose
from cme_data.store.settled import settle_gaps, settled_gaps
from cme_data.verify import verify
from tests.builders import PERSON, a_row, as_left_by, upload

HELD, FIRST, NOW = dt.date(2026, 11, 12), dt.date(2026, 9, 7), dt.datetime(2026, 11, 25, 9)
KEYS = ("the first key of all", "the second key of all")
STEPS = 20
LEFT = {FILE, f"{FILE}.wal", "backups"}
"""What may lie in the folder once everything has been done once more without a fault."""

_SETTLED = ("ehe", "Education Welfare Service")
_FORK = multiprocessing.get_context("forkserver")
_FORK.set_forkserver_preload(["tests.killing", "pandas", "pandera.pandas", "openpyxl", "pyarrow"])


@dataclass
class Known:
    """What the processes said was done, in one store's life; `keys` are those that may open it."""

    folder: Path
    keys: tuple[str | None, ...]
    older: dict[int, Path]
    begun: int = 0
    uploads: dict[str, int] = field(default_factory=dict)
    actions: set[str] = field(default_factory=set)
    settled: set[str] = field(default_factory=set)
    disposed: set[str] = field(default_factory=set)
    backups: set[str] = field(default_factory=set)

    @property
    def key(self) -> str | None:
        return self.keys[0]


def begin(folder: Path, *, encrypted: bool, older: dict[int, Path]) -> Known:
    """A store with children on three registers, whose processes are to be killed."""
    known = Known(folder, (KEYS[0],) if encrypted else (None,), older)
    with Store.open(folder, key=known.key) as store:
        for outcome in (
            upload(store, "cme", [a_row("cme")], HELD),
            upload(store, "meetings", [{"held_on": HELD}], HELD),
            upload(store, "pru", [a_row("pru", surname=f"Gone{chr(97 + i)}") for i in range(20)], HELD),
        ):
            known.uploads[str(outcome.upload)] = 0
    return known


def older_stores(folder: Path) -> dict[int, Path]:
    """A store of every earlier version with an upload in it, to be brought up to date."""
    with Store.open(folder / "newest") as store:
        upload(store, "ehe", [a_row("ehe")], HELD)
    return {v: as_left_by(v, folder / "newest", folder / f"version-{v}") for v in range(1, tables.VERSION)}


# What a process does, each step said when it is done


def uploads(known: Known) -> Iterator[str]:
    with Store.open(known.folder, key=known.key) as store:
        for number in range(known.begun, known.begun + STEPS):
            rows = [a_row("ehe", surname=f"Child{chr(97 + i)}") for i in range(1 + number % 20)]
            yield str(upload(store, "ehe", rows, FIRST + dt.timedelta(days=number)).upload)


def actions(known: Known) -> Iterator[str]:
    with Store.open(known.folder, key=known.key) as store:
        (row,) = store.world().rows("SELECT DISTINCT child FROM spells WHERE register = 'cme'")
        for number in range(known.begun, known.begun + STEPS):
            text = f"Visit {number}"
            by = panel.By(PERSON, NOW)
            panel.agree_action(store, row["child"], HELD, text, "Malden Oaks", NOW.date(), by)
            yield text


def settlements(known: Known) -> Iterator[str]:
    with Store.open(known.folder, key=known.key) as store:
        for number in range(known.begun, known.begun + STEPS):
            facts = f"facts {number}"
            settle_gaps(store, [(_SETTLED, "stale", "0123456789", facts)], "A test", PERSON, NOW)
            yield facts


def backed_up(known: Known) -> Iterator[str]:
    with Store.open(known.folder, key=known.key) as store:
        for number in range(known.begun, known.begun + STEPS):
            now = NOW + dt.timedelta(seconds=number)
            yield backups.take(store, known.folder / "backups", key=known.key, who=PERSON, now=now).file


def compacted(known: Known) -> Iterator[str]:
    for _ in range(STEPS):
        compact(known.folder, key=known.key)
        yield "written anew"


def rekeyed(known: Known) -> Iterator[str]:
    key = known.key
    for _ in range(STEPS):
        new = KEYS[key == KEYS[0]]
        rekey(known.folder, key=key, new=new, who=PERSON, now=NOW)
        yield (key := new)


def disposals(known: Known) -> Iterator[str]:
    with Store.open(known.folder, key=known.key) as store:
        children = store.world().rows(
            "SELECT DISTINCT child FROM spells WHERE register = 'pru' ORDER BY child"
        )
        for row in children:
            dispose(store, row["child"], why="A test", approved_by=PERSON, who=PERSON, now=NOW)
            yield row["child"]


def restored(known: Known) -> Iterator[str]:
    copy = known.folder.parent / "to be restored"
    shutil.copyfile(known.folder / FILE, copy)
    for _ in range(STEPS):
        restore(known.folder, copy, key=known.key)
        for kept in known.folder.glob("*before-restore*"):
            kept.unlink()
        yield "restored"


def brought_up(known: Known) -> Iterator[str]:
    for version in known.older:
        Store.open(_opened(known, version)).close()
        yield str(version)


DEEDS: dict[str, Callable[[Known], Iterator[str]]] = {
    "upload": uploads,
    "decision": actions,
    "settlement": settlements,
    "backup": backed_up,
    "compact": compacted,
    "rekey": rekeyed,
    "disposal": disposals,
    "restore": restored,
    "migration": brought_up,
}


# Killing it, and looking


def _says(deed: str, known: Known, told: Connection) -> None:
    os.environ.pop("CME_STORE_KEY", None)
    told.send("begun")
    for done in DEEDS[deed](known):
        told.send(done)


def killed(deed: str, known: Known, dice: random.Random) -> list[str]:
    """Let a process do the deed again and again, kill it at some moment, and give what it said was done."""
    for version, store in known.older.items():
        shutil.rmtree(_opened(known, version), ignore_errors=True)
        shutil.copytree(store, _opened(known, version))
    hear, say = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_says, args=(deed, known, say))
    process.start()
    say.close()
    told, wait, took = [], dice.choice((0, 1, 1, 2, 3)), 0.2
    with suppress(EOFError):
        while len(told) <= wait:
            since = time.monotonic()
            told.append(hear.recv())
            took = min(time.monotonic() - since, 1.0) if len(told) > 1 else took
        time.sleep(dice.random() * 1.2 * took)
    if process.pid and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    with suppress(EOFError):
        while True:
            told.append(hear.recv())
    known.begun += STEPS
    return told[1:]


def remember(deed: str, known: Known, told: list[str]) -> None:
    """Take down what is acknowledged."""
    kept = {
        "decision": known.actions, "settlement": known.settled, "disposal": known.disposed, "backup": known.backups,
    }  # fmt: skip
    if deed in kept:
        kept[deed] |= set(told)
    elif deed == "upload":
        known.uploads |= dict.fromkeys(told, 0)
    elif deed == "rekey":
        last = told[-1] if told else known.key
        known.keys = (last, KEYS[last == KEYS[0]])


def faults(known: Known) -> list[str]:
    """What of the acknowledged is not there, and what is half there; the store is opened with its one key."""
    opens = [key for key in known.keys if _opens(known.folder, key)]
    if len(opens) != 1:
        return [f"{len(opens)} of its possible keys open the store."]
    known.keys = (opens[0],)
    with Store.open(known.folder, key=known.key) as store:
        found = verify(store)
        there = {upload.id: upload for upload in store.uploads()}
        found += [f"The upload {one} is lost." for one in known.uploads.keys() - there.keys()]
        found += [f"The upload {u.id} is half there." for u in there.values() if u.passed != u.rows]
        done = {row["action"] for row in panel.sheet(store.world(), NOW.date())}
        found += [f"The action {one} is lost." for one in known.actions - done]
        found += [f"The gap {one} is lost." for one in known.settled - {s.said for s in settled_gaps(store)}]
        for child in known.disposed:
            if store.world().rows("SELECT child FROM spells WHERE child = $child", {"child": child}):
                found.append(f"The child {child} is there again.")
    good = {made.file: made for made in backups.listed(known.folder / "backups")}
    found += [f"The backup {one} is lost." for one in known.backups - good.keys()]
    found += [
        f"{m.file} is not whole." for m in good.values() if not backups.is_whole(known.folder / "backups", m)
    ]
    for version in known.older:
        with Store.open(_opened(known, version)) as store:
            found += [f"Of version {version}: {fault}" for fault in verify(store)]
            if len(store.uploads()) != 1:
                found.append(f"The store of version {version} lost its upload.")
    return found


def ends(known: Known) -> list[str]:
    """What was broken off does no harm: everything is done once more, and nothing of it lies about."""
    with Store.open(known.folder, key=known.key) as store:
        there = len(store.uploads())
        made = backups.take(
            store, known.folder / "backups", key=known.key, who=PERSON, now=NOW - dt.timedelta(1)
        )
        backups.prune(known.folder / "backups", keep_days=3, now=NOW + dt.timedelta(days=2))
    kept = restore(known.folder, known.folder / "backups" / made.file, key=known.key)
    if kept:
        kept.unlink()
    for file in known.folder.glob(
        "*before-restore*"
    ):  # of a restoring that was broken off: a whole store, kept
        file.unlink()
    compact(known.folder, key=known.key)
    with Store.open(known.folder, key=known.key) as store:
        found = [] if len(store.uploads()) == there else ["The backup lacks uploads."]
    lying = [file.name for file in known.folder.iterdir() if file.name not in LEFT]
    lying += [f.name for f in (known.folder / "backups").iterdir() if f.suffix not in {".duckdb", ".json"}]
    return found + [f"{name} lies about." for name in lying]


def _opens(folder: Path, key: str | None) -> bool:
    try:
        Store.open(folder, key=key).close()
    except WrongKey:
        return False
    return True


def _opened(known: Known, version: int) -> Path:
    return known.folder.parent / f"opened-{version}"


def rounds(
    number: int, seed: int, folder: Path, tell: Callable[[str], None] = lambda words: None
) -> Iterator[str]:
    """So many kills of every deed in turn, ten in each store's life; every fault that was found."""
    dice = random.Random(seed)
    older = older_stores(folder)
    known = None
    for count in range(number):
        deed = list(DEEDS)[count % len(DEEDS)]
        if count % 10 == 0:
            if known is not None:
                yield from ends(known)
                shutil.rmtree(known.folder.parent)
            known = begin(folder / f"life-{count}" / "store", encrypted=count % 20 == 0, older={})
        assert known is not None
        known.older = {v: older[v] for v in dice.sample(sorted(older), 3)} if deed == "migration" else {}
        told = killed(deed, known, dice)
        remember(deed, known, told)
        try:
            found = faults(known)
        except CmeError as error:
            found = [f"It does not open: {error}"]
        tell(
            f"{count + 1:4} {deed:10} {len(told)} done before the kill{''.join(f'; {one}' for one in found)}"
        )
        yield from (f"Round {count + 1}, {deed}: {one}" for one in found)
    if known is not None:
        yield from ends(known)
