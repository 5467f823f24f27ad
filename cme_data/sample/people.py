"""New made-up children: a name, a birth date, a school, and numbers that no real child can have."""

from collections.abc import Iterable, Mapping
from datetime import date

from cme_data.calendar import year_group
from cme_data.sample.dice import Dice
from cme_data.sample.names import draw
from cme_data.sample.places import BOROUGHS, ELSEWHERE, RICHMOND, school_for
from cme_data.sample.spells import Child
from cme_data.sample.terms import DAY

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_NO_ESTABLISHMENT = "9999"  # a number that no school has
USUAL_SEN = {"None": 52.0, "SEN support": 27, "EHC needs assessment": 4, "EHC plan": 13, "": 4}
_SOCIAL_CARE = {
    "None": 60.0,
    "Early help": 13,
    "Child in need": 10,
    "Child protection": 5,
    "Looked after": 2,
    "": 10,
}


def check_letter(rest: str) -> str:
    """The check letter before the other twelve characters of a Unique Pupil Number (mod 23, no I, O, S)."""
    values = ((_LETTERS.index(sign) if sign.isalpha() else int(sign)) for sign in rest)
    return _LETTERS[sum(weight * value for weight, value in enumerate(values, 2)) % 23]


def school_year(day: date) -> int:
    """The calendar year in which the day's school year began."""
    return day.year if day.month >= 9 else day.year - 1


def year_of(born: date, day: date) -> int:
    """The year group by age as a number: 0 is Reception, below 0 not yet at school."""
    return school_year(day) - school_year(born) - 5


class People:
    """Makes children up, never two of the same name and birth date, nor with the same number."""

    def __init__(self, dice: Dice, years: Iterable[int]) -> None:
        self.dice = dice
        self._years = list(years)
        self._known: set[tuple[str, str, date]] = set()
        self._upns: set[str] = set()
        self._records: set[int] = set()

    def child(
        self,
        year: int,
        day: date,
        *,
        sen: Mapping[str, float] = USUAL_SEN,
        social_care: Mapping[str, float] = _SOCIAL_CARE,
        on_roll: bool = True,
        sibling: Child | None = None,
    ) -> Child:
        """Make up a child in that year group on that day, on a school roll or not, or a sibling."""
        dice = self.dice
        borough = sibling.borough if sibling else dice.weighted(BOROUGHS)
        sex = dice.pick(("Female", "Male"))
        first = date(school_year(day) - 5 - year, 9, 1)
        while True:
            forename, surname, ethnicity = draw(dice, sex)
            surname = sibling.surname if sibling else surname
            born = first + DAY * dice.between(0, 364)
            if sibling and dice.chance(0.06):
                born = sibling.born  # twins
            if (forename, surname, born) not in self._known:
                break
        self._known.add((forename, surname, born))
        child = Child(forename, surname, sex, born, borough)
        child.learn(
            date.min,
            upn=None if dice.chance(0.085) else self.upn(child),
            record_number=None if dice.chance(0.04) else self._record_number(),
            surname=surname,
            forename=forename,
            date_of_birth=born,
            sex=None if dice.chance(0.01) else sex,
            borough=borough,
            school=school_for(dice, borough, year) if on_roll or dice.chance(0.7) else None,
            sen=dice.weighted(sen) or None,
            social_care=dice.weighted(social_care) or None,
            ethnicity=ethnicity if dice.chance(0.93) else None,
        )
        self._grow_up(child, year, on_roll)
        return child

    def upn(self, child: Child, *, temporary: bool = False) -> str:
        """A Unique Pupil Number nobody has had yet, with the right check letter."""
        dice = self.dice
        authority = (
            "318" if child.borough == RICHMOND or (child.borough == ELSEWHERE and dice.chance(0.4)) else "314"
        )
        year = school_year(child.born) + 5
        while True:
            number = dice.between(1, 999)
            end = f"{number % 100:02}{dice.pick('ABCDEFGHJKLMNPQRTUVWXYZ')}" if temporary else f"{number:03}"
            rest = f"{authority}{_NO_ESTABLISHMENT}{year % 100:02}{end}"
            if rest not in self._upns:
                self._upns.add(rest)
                return check_letter(rest) + rest
            year += dice.between(0, 1)  # a full year's numbers are used up: issued a year later

    def _record_number(self) -> str:
        while (number := self.dice.between(2_000_000, 7_999_999)) in self._records:
            pass
        self._records.add(number)
        return str(number)

    def _grow_up(self, child: Child, year: int, on_roll: bool) -> None:
        """Year groups and changes of school, needs and care over the years of the history."""
        dice = self.dice
        behind = 1 if year > 0 and dice.chance(0.012) else 0  # taught with the year below
        for start in [self._years[0] - 1, *self._years]:
            september = date(start, 9, 1)
            taught = year_group(child.born, september.replace(year=start - behind))
            child.learn(date.min if start < self._years[0] else september, year_group=taught)
            if on_roll and year_of(child.born, september) in (3, 7, 12) and start >= self._years[0]:
                child.learn(september, school=school_for(dice, child.borough, year_of(child.born, september)))
        if dice.chance(0.08) and child.now("sen", date.min) == "SEN support":
            asked = dice.day(date(self._years[0], 9, 15), date(self._years[-1], 11, 1))
            child.learn(asked, sen="EHC needs assessment")
            child.learn(asked + DAY * dice.between(130, 190), sen="EHC plan")
        if dice.chance(0.05):
            seen = dice.day(date(self._years[0], 9, 15), date(self._years[-1], 11, 1))
            child.learn(seen, social_care=dice.pick(("Early help", "Child in need", "Child protection")))
