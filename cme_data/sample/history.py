"""The whole history: every list that was sent, in order, as rows of typed values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cme_data.sample import cme, ehe, enquiries, medical, mishaps, panel_work, pru, virtual_school
from cme_data.sample.authority import Authority, scale_for
from cme_data.sample.dice import Dice
from cme_data.sample.generic import invent
from cme_data.sample.people import school_year
from cme_data.sample.spells import Spell, Value
from schemas import REGISTERS
from schemas.register import Register

Row = dict[str, Value]
SEED = 2026
YEARS = 3

# In this order, because the CME register takes children from the other lists.
_JOIN = (virtual_school.join, ehe.join, medical.join, pru.join, cme.join)
_SIMULATED = frozenset(
    {"cme", "ehe", "medical_tuition", "pru", "virtual_school", "actions", "enquiries", "meetings"}
)


@dataclass(frozen=True, slots=True)
class Upload:
    """One list of one source: the day it speaks for, and its rows (column: typed value, blanks left out)."""

    as_at: date
    register: str
    provider: str
    mode: Literal["snapshot", "additions"]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class History:
    """Everything the made-up authority sent, oldest first; the newest lists all speak for `as_at`."""

    seed: int
    as_at: date
    uploads: tuple[Upload, ...]
    mishaps: dict[str, int]
    """What went wrong on the lists, and how often."""

    def newest(self) -> list[Upload]:
        """The newest list of every source."""
        return [upload for upload in self.uploads if upload.as_at == self.as_at]


def authority(seed: int = SEED, children: int | None = None, years: int = YEARS) -> History:
    """Make up an authority of so many open entries (1,260 unless told) over so many full academic years."""
    made = Authority(seed, years, scale_for(children))
    since: date | None = None
    for day in made.days:
        for join in _JOIN:
            join(made, since, day)
        since = day
    happened = mishaps.befall(made)
    panel_work.agree_actions(made)
    enquiries.make_enquiries(made)
    panel_work.hold_meetings(made)
    uploads: list[Upload] = []
    for register in REGISTERS.values():
        if register.name in _SIMULATED:
            uploads += _of_register(made, register, Dice(f"{seed} {register.name} sent"))
        else:
            uploads.append(
                Upload(made.last, register.name, register.holders[0], "snapshot", invent(register, made))
            )
    return History(seed, made.last, tuple(sorted(uploads, key=lambda upload: upload.as_at)), happened)


def _of_register(made: Authority, register: Register, dice: Dice) -> list[Upload]:
    uploads: list[Upload] = []
    for provider in register.holders:
        spells = [spell for spell in made.spells.get(register.name, []) if spell.provider == provider]
        if register.when_dropped == "accumulates":
            uploads += _accumulating(made, register.name, provider, spells)
            continue
        lists: dict[date, list[Row]] = {day: [] for day in made.days}
        for spell in spells:
            for day, row in spell.rows(made.days):
                lists[day].append(row)
        begun = min((day for day, rows in lists.items() if rows), default=made.last)
        for day, rows in lists.items():
            if day < begun:
                continue
            # Now and then a service sends nothing, and its register goes stale until the next list.
            if (
                day in (made.days[0], made.last)
                or register.name in ("cme", "actions")
                or not dice.chance(0.04)
            ):
                uploads.append(Upload(day, register.name, provider, "snapshot", rows))
        if register.name == "cme":
            uploads += _new_cases(made, provider, spells)
    return uploads


def _new_cases(made: Authority, provider: str, spells: list[Spell]) -> list[Upload]:
    """Between two lists, the cases added since the last one."""
    found = []
    for day in made.additions:
        rows = [row for spell in spells if spell.known == day for _, row in spell.rows([day])]
        if rows:
            found.append(Upload(day, "cme", provider, "additions", rows))
    return found


def _accumulating(made: Authority, register: str, provider: str, spells: list[Spell]) -> list[Upload]:
    """Enquiries as they are made, meetings of the school year; the newest list has the whole term."""
    lists: dict[date, list[Row]] = {day: [] for day in made.days}
    for spell in spells:
        whole = [
            day
            for day in made.days
            if register == "meetings" and school_year(day) == school_year(spell.opened)
        ]
        first = [day for day in made.days if day >= spell.known][:1]
        if school_year(spell.opened) == school_year(made.last) and spell.known <= made.last:
            first.append(made.last)
        for day, row in spell.rows(sorted({*(whole or first)})):
            lists[day].append(row)
    return [
        Upload(
            day,
            register,
            provider,
            "snapshot" if register == "meetings" or day == made.last else "additions",
            rows,
        )
        for day, rows in lists.items()
        if rows
    ]
