"""What goes wrong on real lists: mistyped and mended cells, rows that vanish, removals nobody approved."""

import re
from collections.abc import Callable
from datetime import date

from cme_data.sample.authority import Authority
from cme_data.sample.names import SPELLINGS
from cme_data.sample.people import check_letter
from cme_data.sample.spells import Child, Spell
from cme_data.sample.terms import DAY

_FULL_LISTS = ("cme", "ehe", "medical_tuition", "pru", "virtual_school")
_DOUBLED = re.compile(r"([a-z])\1")
_OPENS = {"ehe": "started_on", "virtual_school": "opened_on", "pru": "admitted_on"}


def befall(authority: Authority) -> dict[str, int]:
    """Let every kind of mishap happen a few times over the years, no spell having two; returns how many."""
    touched: set[int] = set()
    happened: dict[str, int] = {}
    for kind, (mishap, usual) in _KINDS.items():
        number = authority.number(usual)
        spells = [spell for register in _FULL_LISTS for spell in authority.spells.get(register, [])]
        happened[kind] = 0
        for spell in authority.dice.some(spells, len(spells)):
            if happened[kind] < number and id(spell) not in touched and mishap(authority, spell):
                touched.add(id(spell))
                happened[kind] += 1
    return happened


def _mended(authority: Authority, spell: Spell) -> date | None:
    """A day on which the list mends what it first said; None where the spell is too short for it."""
    days = [
        day for day in authority.days if spell.known < day and (spell.closed is None or day < spell.closed)
    ]
    return authority.dice.pick(days[:6]) if days and spell.known > authority.days[0] else None


def _comes_back(spell: Spell) -> bool:
    later = (other for other in spell.child.spells if other.opened > spell.opened)
    return any(other.register == spell.register for other in later)


def _numbered(child: Child) -> bool:
    return bool(child.now("upn", date.min) or child.now("record_number", date.min))


def _birth_date(authority: Authority, spell: Spell) -> bool:
    born, mended = spell.child.born, _mended(authority, spell)
    if mended is None or not _numbered(spell.child) or born.day > 12 or born.day == born.month:
        return False
    spell.says(date.min, date_of_birth=date(born.year, born.day, born.month))
    spell.says(mended, date_of_birth=born)
    return True


def _surname(authority: Authority, spell: Spell) -> bool:
    surname, mended = spell.child.surname, _mended(authority, spell)
    if mended is None or not _numbered(spell.child) or len(surname) < 5:
        return False
    spell.says(date.min, surname=surname[:2] + surname[3] + surname[2] + surname[4:])
    spell.says(mended, surname=surname)
    return True


def _opening(authority: Authority, spell: Spell) -> bool:
    column, mended = _OPENS.get(spell.register), _mended(authority, spell)
    if column is None or mended is None:
        return False
    spell.says(date.min, **{column: spell.opened - DAY * authority.dice.between(3, 12)})
    spell.says(mended, **{column: spell.opened})
    return True


def _wrong_letter(authority: Authority, spell: Spell) -> bool:
    upn = spell.child.now("upn", date.min)
    if not isinstance(upn, str) or not spell.is_open(authority.last):
        return False
    spell.says(date.min, upn=("B" if check_letter(upn[1:]) != "B" else "C") + upn[1:])
    return True


def _temporary(authority: Authority, spell: Spell) -> bool:
    child = spell.child
    if child.now("upn", date.min) is None or not spell.is_open(authority.last):
        return False
    lasting = authority.dice.chance(0.5)
    permanent = child.now("upn", date.min)
    child.learn(date.min, upn=authority.people.upn(child, temporary=True))
    if not lasting:
        child.learn(authority.dice.day(spell.known, authority.last), upn=permanent)
    return True


def _stale_year(authority: Authority, spell: Spell) -> bool:
    year = spell.child.now("year_group", authority.days[0])
    if not spell.is_open(authority.last) or spell.known > date(authority.last.year, 6, 1):
        return False
    year = spell.child.now("year_group", date(authority.last.year, 8, 31))
    spell.says(date(authority.last.year, 9, 1), year_group=year)
    return year is not None


def _vanishes(register: str, *, lately: bool) -> Callable[[Authority, Spell], bool]:
    def vanish(authority: Authority, spell: Spell) -> bool:
        days = authority.days[-3:] if lately else authority.days[2:-3]
        day = authority.dice.pick(days) if days else authority.last
        still_open = spell.is_open(day) and (spell.closed is None or spell.closed > day + DAY * 60)
        if spell.register != register or not still_open or spell.known >= day or _comes_back(spell):
            return False
        spell.dropped = day
        if register != "cme":  # a service's list closes what it no longer names; the CME register does not
            spell.closed = day
        elif lately:
            spell.closed = None
            spell.log = [(since, changes) for since, changes in spell.log if since < day]
        else:  # somebody notices in the end
            spell.found_again = authority.shown(day + DAY * 29)
        return True

    return vanish


def _found_again(authority: Authority, spell: Spell) -> bool:
    days = [day for day in authority.days if spell.known < day and spell.is_open(day + DAY * 90)]
    if spell.register not in ("virtual_school", "ehe") or len(days) < 4:
        return False
    spell.dropped, spell.found_again = days[1], days[authority.dice.between(2, 3)]
    return True


def _unapproved(authority: Authority, spell: Spell) -> bool:
    """Business support takes a child off who was never brought to the panel."""
    day = authority.dice.pick(authority.days[-4:-1])
    if spell.register != "cme" or not spell.is_open(authority.last) or spell.known >= day:
        return False
    if _comes_back(spell) or (spell.closed and spell.closed < authority.last + DAY * 30):
        return False
    spell.closed = None
    spell.log = [(since, changes) for since, changes in spell.log if since < day]
    spell.says(day, removed_on=day - DAY * authority.dice.between(1, 6), outcome="New school place")
    return True


def _ended_too_soon(authority: Authority, spell: Spell) -> bool:
    """An end is entered, found to be a mistake, and taken back by the next list."""
    days = [day for day in authority.days if spell.known < day and spell.is_open(day + DAY * 60)]
    if spell.register != "ehe" or len(days) < 3:
        return False
    spell.says(days[1], ended_on=days[1] - DAY * 3, end_reason="Returned to school")
    spell.says(days[2], ended_on=None, end_reason=None)
    return True


def _other_spelling(authority: Authority, spell: Spell) -> bool:
    """The CME register spells a child of another list its own way, without the numbers: a possible match."""
    child = spell.child
    if spell.register != "cme" or not spell.is_open(authority.last):
        return False
    other = SPELLINGS.get(child.forename) or _DOUBLED.sub(r"\1", child.forename)
    if other == child.forename or not child.is_on(_FULL_LISTS[1:], authority.last):
        return False
    spell.says(date.min, forename=other, upn=None, record_number=None)
    return True


def _two_birth_dates(authority: Authority, spell: Spell) -> bool:
    """Two registers hold one UPN with two birth dates: one child, on the contradictions list."""
    child, born = spell.child, spell.child.born
    if (
        spell.register != "cme"
        or not child.now("upn", date.min)
        or not spell.is_open(authority.last)
        or born.day > 27
    ):
        return False
    if not child.is_on(_FULL_LISTS[1:], authority.last):
        return False
    spell.says(date.min, upn=child.now("upn", date.min), date_of_birth=born + DAY)
    return True


_KINDS: dict[str, tuple[Callable[[Authority, Spell], bool], int]] = {
    "removed without approval": (_unapproved, 3),
    "vanished from cme lately": (_vanishes("cme", lately=True), 3),
    "vanished from cme earlier": (_vanishes("cme", lately=False), 4),
    "vanished from ehe lately": (_vanishes("ehe", lately=True), 3),
    "vanished from ehe earlier": (_vanishes("ehe", lately=False), 5),
    "vanished and found again": (_found_again, 3),
    "name spelt in another way": (_other_spelling, 4),
    "one UPN, two birth dates": (_two_birth_dates, 2),
    "birth date mended": (_birth_date, 12),
    "opening date mended": (_opening, 12),
    "surname mended": (_surname, 6),
    "wrong check letter": (_wrong_letter, 5),
    "temporary UPN": (_temporary, 7),
    "end entered and taken back": (_ended_too_soon, 2),
    "year group not moved up": (_stale_year, 14),
}
