"""What in an officer's words might tell a reader outside the service which child is meant."""

import calendar
import re

from cme_data.people import folded
from cme_data.reports.said import listed
from cme_data.settings import Settings
from cme_data.sql import beside, sql
from cme_data.store import World
from cme_data.workbook.upn import normalised

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_UPN = re.compile(r"\b[A-Za-z]\d{11}[0-9A-Za-z]\b")
_NUMBER = re.compile(r"(?<![\d.,/:£§-])\b(\d{1,2})\b(?![\d/:%]|[.,]\d)")
# A number that counts no children: of a year group, a section or a day; of weeks, hours or a date.
_NO_COUNT_BEFORE = re.compile(
    r"\b(years?|stage|section|part|term|table|figure|chart|week|day|level|H)\s*$", re.I
)
_MONTHS = "|".join(calendar.month_name[1:])
_NO_COUNT_AFTER = re.compile(
    rf"^\s*(?:st|nd|rd|th)?\s*({_MONTHS}|per cent|days?|weeks?|months?|terms?|hours?|years?)\b", re.I
)
_IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_CHILDREN = r"(?:[\w-]+\s+){0,2}(?:child(?:ren)?|pupils?|girls?|boys?|siblings?|young people|young person|famil(?:y|ies))"
_NO_NAMES = {
    word.casefold() for word in (*calendar.month_name[1:], *calendar.day_name, "Autumn", "Spring", "Summer")
}
_LONGEST = 4  # words of a whole name: Mary Jane van Dyk


def warnings(world: World, settings: Settings, text: str) -> list[str]:
    """A sentence for each thing that looks like a child or like a small number; none where nothing does."""
    return [*children(world, settings, text), *_small(settings.disclosure.suppress_up_to, text)]


def children(world: World, settings: Settings, text: str) -> list[str]:
    """A sentence for each thing that looks like a child on the registers, or like a UPN."""
    rows = world.rows(sql(beside(__file__)))
    upns = {row["upn"] for row in rows} - {None}
    numbers = {row["record_number"] for row in rows} - {None}
    whole = {
        way
        for row in rows
        if row["surname_key"] and row["forename_key"]
        for way in (row["forename_key"] + row["surname_key"], row["surname_key"] + row["forename_key"])
    }
    single = {row["surname_key"] for row in rows} | {row["forename_key"] for row in rows}
    places = {word.casefold() for borough in settings.boroughs for word in _WORD.findall(borough.name)}

    told = [
        f"“{found}” looks like a UPN{' of a child on the registers' if normalised(found) in upns else ''}."
        for found in dict.fromkeys(_UPN.findall(text))
    ]
    told += [
        f"“{word}” looks like the record number of a child on the registers."
        for word in dict.fromkeys(re.findall(r"[\w/-]*\d[\w/-]*", text))
        if len(word) > 2 and word.upper() in numbers
    ]
    words = _WORD.findall(text)
    names = [
        run
        for place in range(len(words))
        for length in range(2, _LONGEST + 1)
        if folded("".join(run := words[place : place + length])) in whole and len(run) == length
    ]
    named = {word for run in names for word in run}
    alone = [
        word
        for word in dict.fromkeys(words)
        if word[0].isupper() and word not in named and folded(word) in single
        and word.casefold() not in _NO_NAMES | places
    ]  # fmt: skip
    told += [
        f"“{name}” looks like the name of a child on the registers."
        for name in dict.fromkeys(map(" ".join, names))
    ]
    if alone:
        looks = "looks" if len(alone) == 1 else "look"
        told.append(
            f"{listed([f'“{word}”' for word in alone])} {looks} like a name of children on the registers."
        )
    return told


def _small(up_to: int, text: str) -> list[str]:
    found = [
        match[1]
        for match in _NUMBER.finditer(text)
        if 1 <= int(match[1]) <= up_to
        and not _NO_COUNT_BEFORE.search(text[: match.start()])
        and not _NO_COUNT_AFTER.search(text[match.end() :])
    ]
    in_words = "|".join(_IN_WORDS[:up_to])
    found += re.findall(rf"\b({in_words})\s+{_CHILDREN}\b", text, re.I) if in_words else []
    numbers = listed([f"“{number}”" for number in dict.fromkeys(found)])
    if not found:
        return []
    looks = "looks" if len(set(found)) == 1 else "look"
    return [
        f"{numbers} {looks} like a small number: counts from 1 to {up_to} are hidden in a released report."
    ]
