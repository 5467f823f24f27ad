"""One meaning in the many ways people write it: what a cell of a list may hold in place of the clean value."""

import datetime as dt
from random import Random
from typing import Any

from schemas.register import Column

_SUFFIX = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_EPOCH = dt.date(1899, 12, 30)


def date(dice: Random, day: dt.date) -> Any:
    """Real, Excel's serial number, or a text read day first."""
    return dice.choice(
        (
            day,
            (day - _EPOCH).days,
            f"{day:%d/%m/%y}",
            f"{day.day}.{day.month}.{day.year}",
            f"{day.day} {day:%b} {day.year}",
            f"{day:%Y-%m-%d}",
            f"{day:%a} {day.day}{_SUFFIX.get(day.day, 'th')} {day:%B} {day.year}",
            f"{day:%d-%b-%y}",
            f"{day:%d/%m/%Y} 00:00:00",
        )
    )


def year_group(dice: Random, year: str) -> Any:
    """`Y9`, `9`, `Yr 9`, `NCY 9`; `R`, `Rec`."""
    number = year.removeprefix("Year ")
    if year == "Reception":
        return dice.choice(("R", "Rec", "YR", "reception", "Yr R"))
    if not number.isdigit():
        return year
    return dice.choice((f"Y{number}", int(number), number, f"Yr {number}", f"NCY {number}", f"yr{number}"))


def hours(dice: Random, number: float) -> Any:
    """`12h30`, `12:30`, `12.5 hrs`, `3 x 1hr`, `FT`, `nil`."""
    whole, minutes = int(number), round(number % 1 * 60)
    ways: list[Any] = [number, f"{number:g} hrs", f"{number:g} hours a week", f" {number:g} "]
    if (whole + minutes / 60) == number:
        ways += [f"{whole}h{minutes:02d}", f"{whole}:{minutes:02d}"]
        ways += [dt.time(whole, minutes)] if 0 < whole < 24 else []
    if number in (0, 25):
        ways += ["nil", "none"] if number == 0 else ["FT", "full time"]
    if number and number == whole:
        ways += [f"{whole} x 1hr", f"{whole} x 60 mins"]
    return dice.choice(ways)


def yes_no(dice: Random, value: str) -> Any:
    """An `x` or a tick for yes."""
    return dice.choice(
        ("Y", "x", "X", "tick", "✓", "yes", True) if value == "Yes" else ("N", "no", "NO", False)
    )


def code(dice: Random, column: Column, value: str) -> Any:
    """Another spelling of a code, in any case, with hyphens for spaces; a number as a number."""
    assert column.codes is not None
    (found,) = (one for one in column.codes.codes if one.value == value)
    text = dice.choice((value, *found.also))
    if text.isdigit() and not text.startswith("0"):
        return dice.choice((text, int(text)))
    # Lower case only where the letters are words: "us" may be a country, "it" a pronoun.
    return dice.choice((text, text.upper(), text.lower(), text.replace(" ", "  "), f"{text}."))


def spaced(dice: Random, text: str) -> str:
    """Spaces and marks without width around a text, and spaces that do not break in it."""
    return dice.choice(
        (f" {text}", f"{text}  ", f"{text}\xa0", text.replace(" ", "\xa0"), f"\u200b{text}", f"{text}\n")
    )


def other_type(dice: Random, column: Column, value: Any) -> Any:
    """A number as text, and a text of figures as a number."""
    if column.kind in ("hours", "number", "whole"):
        return f"{value:g}"
    figures = isinstance(value, str) and value.isdigit() and not value.startswith("0") and len(value) < 15
    return dice.choice((int(value), float(value))) if figures and column.kind == "text" else value
