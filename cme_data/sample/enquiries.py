"""The Education Welfare Service's enquiries for children who cannot be found: one every five school days."""

from datetime import date

from cme_data.sample.authority import Authority
from cme_data.sample.cme_kinds import NOT_LOCATED
from cme_data.sample.panel_work import FINDABLE
from cme_data.sample.places import EWS
from cme_data.sample.spells import Spell
from cme_data.sample.terms import DAY, school_day

_CHECKS = (
    "Parent, relatives and neighbours", "Local authority databases", "Home visit",
    "Key to Success or school2school",
    "Local agencies", "Previous local authority and school", "Possible new local authority and school",
    "Agencies involved with the family", "UK Visas and Immigration or Border Force",
    "Local authority of residence",
    "Home visit", "Parent, relatives and neighbours", "Ministry of Defence CEAS",
)  # fmt: skip
_NOTHING = (
    "No answer",
    "No trace",
    "Awaiting reply",
    "Not known to them",
    "Address empty",
    "Message left",
    None,
)
_FOUND = (
    "Family traced to another borough",
    "Seen at home",
    "New authority confirms",
    "Relatives gave new address",
)


def make_enquiries(authority: Authority) -> None:
    """Ask after every child while the register says that it is not located."""
    for spell in list(authority.spells.get("cme", [])):
        if spell.told("category", date.min) == NOT_LOCATED:
            _ask(authority, spell)


def _ask(authority: Authority, spell: Spell) -> None:
    dice = authority.dice
    located = spell.told("located_on", authority.last)
    until = located if isinstance(located, date) else min(spell.closed or authority.last, authority.last)
    forgotten = dice.chance(0.06)
    identified = spell.told("identified_on", date.min)
    day = identified if isinstance(identified, date) else spell.opened
    for check in _CHECKS * 3:
        day = school_day(day + DAY, dice.along((1, 2, 3, 4, 5, 5, 5, 5, 6, 9)))
        if day >= until or forgotten:
            break
        _row(authority, spell, day, check, False)
    if isinstance(located, date) and located <= authority.last:
        _row(authority, spell, located, dice.pick(_CHECKS), True)


def _row(authority: Authority, spell: Spell, made: date, check: str, located: bool) -> None:
    dice = authority.dice
    enquiry = Spell(spell.child, "enquiries", EWS, made, known=authority.shown(made), shows=FINDABLE)
    authority.add(enquiry).says(
        date.min,
        made_on=made,
        check=check,
        outcome=dice.pick(_FOUND if located else _NOTHING),
        located="Yes" if located else "No",
    )
