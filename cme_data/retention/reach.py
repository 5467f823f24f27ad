"""What the disposal of a record takes, and what it cannot reach: read before it is approved."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from cme_data.store import Store, backups, mentions
from cme_data.store.connect import FILE
from cme_data.store.held import held_of

BEYOND = (
    "Copies taken elsewhere, papers already handed out and what is on paper are beyond this program. So are initials, a"
    " nickname, or words that tell who is meant without a name: whoever approves has looked for them."
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of each goes, and a sentence for each thing that stays."""

    rows: int
    lists: int
    texts: tuple[tuple[str, int], ...]
    papers: tuple[str, ...]
    """The kept reports and sheets whose files go; their figures stay."""
    stays: tuple[str, ...]


def reach(store: Store, child: str, backups_in: Path | None) -> Reach:
    """What of a child (by the opaque id) goes, and what does not; CmeError where there is no such child."""
    built, _ = store.build_now()
    held = held_of(built, store.ask, child)
    texts = Counter(one.where.what for one in mentions.written(store.ask, held.naming))
    copies = [f"{name} holds the record until it goes by its age." for name in copies_of(store, backups_in)]
    return Reach(
        len(held.contents),
        len(held.rows),
        tuple(texts.items()),
        tuple(paper.file_name for paper in mentions.papers(store.ask, held)),
        (*copies, *mentions.stays(store.ask, held), BEYOND),
    )


def copies_of(store: Store, backups_in: Path | None) -> list[str]:
    """The files beside the store that hold what it holds: backups, and stores that a backup took the place of."""
    kept = [one.file for one in backups.listed(backups_in)] if backups_in else []
    before = store.path.parent.glob(f"{FILE}.before-restore-*") if store.path else ()
    return [*kept, *sorted(file.name for file in before)]
