"""The made-up authority while it is being made: its children, its lists and the days they speak for."""

from bisect import bisect_left
from datetime import date

from cme_data.sample.curves import AT_THE_END, open_on
from cme_data.sample.dice import Dice
from cme_data.sample.people import People, year_of
from cme_data.sample.spells import Child, Spell
from cme_data.sample.terms import DAY, in_session, list_days, panels, weekday, years_covered


class Authority:
    """The state of the simulation; the registers' modules add spells to it fortnight by fortnight."""

    def __init__(self, seed: int, years: int, scale: float) -> None:
        self.dice = Dice(f"{seed} authority")
        self.people = People(Dice(f"{seed} people"), years_covered(years))
        self.scale = scale
        self.days = list_days(years)
        self.panels = panels(years)
        # Between two lists, business support sometimes sends the new cases: the policy wants them at once.
        between = (day - DAY * 7 for day in self.days[1:])
        self.additions = [day for day in between if in_session(day) and self.dice.chance(0.45)]
        self.spells: dict[str, list[Spell]] = {}
        self.unsuitable_homes: list[tuple[date, Child]] = []
        self.moved_up: list[tuple[date, Child]] = []

    @property
    def last(self) -> date:
        """The newest day that the lists speak for."""
        return self.days[-1]

    def number(self, usual: int) -> int:
        """A number of children, in proportion to the size of the authority, but at least one."""
        return max(1, round(usual * self.scale))

    def add(self, spell: Spell) -> Spell:
        """Put a spell on its register."""
        self.spells.setdefault(spell.register, []).append(spell)
        spell.child.spells.append(spell)
        return spell

    def open(self, register: str, day: date, provider: str | None = None) -> list[Spell]:
        """The spells known to be open on the day."""
        spells = self.spells.get(register, [])
        return [spell for spell in spells if spell.is_open(day) and provider in (None, spell.provider)]

    def wanted(self, register: str, day: date, share: float = 1.0, provider: str | None = None) -> int:
        """How many children still have to join for the register to reach its level on that day."""
        level = max(1, round(open_on(register, day, self.scale) * share))
        return max(0, level - len(self.open(register, day, provider)))

    def shown(self, day: date) -> date:
        """The first list that can show what happened on a day; the day itself after the newest list."""
        place = bisect_left(self.days, day)
        return self.days[place] if place < len(self.days) else day

    def sent(self, day: date) -> date:
        """The first list or note of new cases that can show a case added on a day."""
        place = bisect_left(self.additions, day)
        noted = self.additions[place] if place < len(self.additions) else self.last
        return min(noted, self.shown(day))

    def next_panel(self, day: date) -> date:
        """The first ROME panel on or after a day; a fortnight later where none is planned yet."""
        place = bisect_left(self.panels, day)
        return self.panels[place] if place < len(self.panels) else day + DAY * 14

    def opening(self, since: date | None, until: date, lasting: int) -> date:
        """A day on which a spell began: in the fortnight, or long ago for those there at the beginning."""
        if since is None:
            return min(until, weekday(until - DAY * self.dice.between(0, lasting)))
        return min(until, weekday(self.dice.day(since + DAY, until)))

    def returning(self, register: str, day: date) -> Child | None:
        """A child who left this register in the months before and is on none now."""
        left = [
            spell.child
            for spell in self.spells.get(register, [])
            if spell.closed and day - DAY * 330 < spell.closed < day - DAY * 28
        ]
        left = [
            child for child in left if all(spell.closed and spell.closed <= day for spell in child.spells)
        ]
        young = [child for child in left if year_of(child.born, day) <= 10]
        return self.dice.pick(young) if young else None


def scale_for(children: int | None) -> float:
    """How many times as large as usual an authority with so many open entries on its registers is."""
    return 1.0 if children is None else children / sum(AT_THE_END.values())
