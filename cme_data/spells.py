"""What a spell and its versions are, and what they are made from (measures.md, *Child, spell, version*)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cme_data.people import Identity
from schemas import REGISTERS

NOT_IN_LATER_LIST = "Not in the later list"
FIRST_DAY, LAST_DAY = -719_162, 2_932_896  # 0001-01-01 and 9999-12-31


class Fact(NamedTuple):
    """One distinct row of one source, as the store keeps it. Days are counted from 1970-01-01."""

    content: int
    identity: Identity
    opened: int
    closed: int | None
    outcome: str | None
    key: tuple[object, ...]  # what tells rows apart where it is not the child and its opening day
    says_closed: bool  # an action Completed or Cancelled, with or without a date


class KeptOut(NamedTuple):
    """What can be read of a row that was kept out, so that its spell is not taken for dropped."""

    identity: Identity
    opened: int | None
    key: tuple[object, ...]


@dataclass(slots=True)
class Listing:
    """One upload that counts: its rows, in sheet order."""

    number: int
    register: str
    provider: str
    as_at: int
    snapshot: bool
    rows: Sequence[Fact]
    kept_out: Sequence[KeptOut] = ()


class Change(NamedTuple):
    """What one row of an upload did: new, changed, closed, unchanged or dropped."""

    kind: str
    spell: int
    before: int | None  # content
    after: int | None


class Version(NamedTuple):
    """A run of uploads that described a spell in the same words."""

    content: int
    as_at: int
    number: int


@dataclass(slots=True, eq=False)
class Spell:
    """A child's time on one register; for actions, enquiries and meetings one of those."""

    number: int
    register: str
    provider: str
    identity: Identity
    opened: int
    closed: int | None = None
    stated_close: int | None = None
    outcome: str | None = None
    dropped: int | None = None
    child: str | None = None
    listed: int = -1  # position of the last upload of its source that lists it
    says_closed_since: int | None = None
    versions: list[Version] = field(default_factory=list)

    def in_force(self) -> list[tuple[int, int, int]]:
        """(content, from, to) of each version: one in force on any day, the first from the first day on."""
        runs = []
        for i, version in enumerate(self.versions):
            begins = version.as_at if i else FIRST_DAY
            ends = self.versions[i + 1].as_at if i + 1 < len(self.versions) else LAST_DAY
            if begins < ends:  # of two lists that speak for one day the newer counts
                runs.append((version.content, begins, ends))
        return runs


@dataclass(slots=True)
class Built:
    """Every spell that follows from the uploads, and what each upload changed."""

    spells: list[Spell]
    changes: dict[int, list[Change]]  # by upload number
    corrections: dict[int, list[tuple[int, Identity, Identity]]]
    reopened: dict[int, list[int]]  # contents that leave blank a closing date given before


def follows_child(register: str) -> bool:
    """Whether a register's rows are told apart by child and opening day, and not by a number or event."""
    return REGISTERS[register].child == "full" and not any(
        column.unique for column in REGISTERS[register].columns
    )
