"""The DfE returns again, child by child, from the contract alone (R1-R6)."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from tests.alternative_facts import Rows, age, band_of_days, carrying, fact, split
from tests.alternative_spells import CHILD_REGISTERS, Known, Spell

AUTHORITY = ("Kingston upon Thames", "Richmond upon Thames")
YEARS = ["Reception", *(f"Year {number}" for number in range(1, 12)), "Unknown"]
SEXES = ["Female", "Male", "Unknown"]
DURATIONS = [
    "Less than 2 weeks", "2 to 4 weeks", "4 to 8 weeks", "8 to 12 weeks", "12 to 26 weeks", "26 to 52 weeks",
    "Over 52 weeks", "Unknown",
]  # fmt: skip
CME_REASONS = [
    "Moved in from another local authority", "Moved in from another country", "School application awaiting outcome",
    "Offered school place but not yet accepted", "Waiting school start", "Did not get school preference",
    "Unsuitable elective home education", "Difficulty accessing suitable school place",
    "School dissatisfaction general", "School dissatisfaction SEND", "Mental health", "Physical health",
    "Parental decision not to register at school", "Did not apply for school place at compulsory school age",
    "Challenging school attendance order", "Believed to have moved to another local authority",
    "Believed to have moved to another country", "Unknown", "Not recorded", "Other",
]  # fmt: skip
EHE_REASONS = [
    "Mental health", "Physical health", "Health concerns related to COVID19", "School dissatisfaction general",
    "School dissatisfaction SEND", "School dissatisfaction bullying", "Lifestyle", "Philosophical or preferential",
    "Religious", "Risk of school exclusion", "Permanent exclusion", "Did not get school preference",
    "Difficulty accessing suitable school place", "Offered school place but not yet accepted",
    "Did not apply for school place at compulsory school age", "School suggestion", "Other", "No reason given",
    "Unknown",
]  # fmt: skip
PUBLISHED = {
    "CME": {
        "Total": ["Total"], "Sex": SEXES, "Year group": YEARS, "Duration": DURATIONS, "Reason": CME_REASONS,
    },
    "EHE": {"Total": ["Total"], "Sex": SEXES, "Year group": YEARS, "Reason": EHE_REASONS},
}  # fmt: skip


@cache
def of_school_age(born: date, day: date) -> bool:
    """From a prescribed day on or after the fifth birthday to the last Friday in June of the year of the sixteenth."""
    days = (date(born.year + 5, born.month, 1) + timedelta(days=number) for number in range(366))
    start = next(each for each in days if prescribed(each) and age(born, each) >= 5)
    june = next(
        date(year, 6, 30) for year in (born.year + 16, born.year + 17) if age(born, date(year, 8, 31)) >= 16
    )
    while june.weekday() != 4:
        june -= timedelta(days=1)
    return start <= day <= june


def prescribed(day: date) -> bool:
    return (day.month, day.day) in ((3, 31), (8, 31), (12, 31))


def missing(spell: Spell, day: date) -> bool:
    """Whether a spell makes its child one missing education for the return (R3)."""
    row = spell.at(day)
    if spell.register not in ("cme", "ehe") or not spell.is_open(day):
        return False
    if not of_school_age(row["date_of_birth"], day):
        return False
    if spell.register == "ehe":
        return row.get("suitability") == "Unsuitable"
    placed = ("School full timetable", "Alternative provision", "Pupil referral unit")
    return (
        spell.register == "cme"
        and row["on_roll"] == "No"
        and row["category"] != "At risk"
        and row["provision"] not in placed
    )


def collection(told: Known, spell: Spell, day: date) -> str | None:
    if missing(spell, day):
        return "CME"
    home_educated = (
        spell.register == "ehe"
        and spell.is_open(day)
        and of_school_age(spell.at(day)["date_of_birth"], day)
        and spell.at(day).get("suitability") != "Unsuitable"
    )
    counted_already = any(each.child == spell.child and missing(each, day) for each in told.spells)
    return "EHE" if home_educated and not counted_already else None


def breakdowns(spell: Spell, which: str, day: date) -> dict[str, str]:
    """Where the child of a spell stands in each breakdown."""
    row, year = spell.at(day), fact(spell, "year_group", day)
    since = row.get("missing_from") if spell.register == "cme" else None
    if spell.register == "cme":
        reason = row.get("dfe_reason") or "Not recorded"
    elif which == "CME":
        reason = "Unsuitable elective home education"
    else:
        reason = fact(spell, "reason", day)
    return {
        "Total": "Total",
        "Sex": fact(spell, "sex", day),
        "Year group": year if year in YEARS else "Unknown",
        "Duration": band_of_days((day - since).days) if since else "Unknown",
        "Reason": reason,
    }


def dfe_return(told: Known, asked: Any) -> Rows:
    day, by = asked.as_at, [name for name in asked.by if name != "borough"]
    # Of a child's spells in one return the register's speaks first, then the one that opened first.
    units = sorted(
        carrying(told, day, asked.by, asked.filters),
        key=lambda spell: (CHILD_REGISTERS.index(spell.register), spell.opened_on),
    )
    units = [
        each for each in units if collection(told, each, day) and fact(each, "borough", day) in AUTHORITY
    ]
    wanted = asked.filters.get("borough", AUTHORITY)
    rows: Rows = []
    groups = split(units, by, lambda spell, name: fact(spell, name, day))
    for key, spells in groups.items():
        for which, topics in PUBLISHED.items():
            for borough in AUTHORITY:
                of_child: dict[int, dict[str, str]] = {}
                for spell in spells:
                    if collection(told, spell, day) == which and fact(spell, "borough", day) == borough:
                        of_child.setdefault(spell.child, breakdowns(spell, which, day))
                rows += [
                    dict(zip(by, key, strict=True))
                    | {"collection": which, "borough": borough, "breakdown_topic": topic, "breakdown": value}
                    | {"child_count": sum(said[topic] == value for said in of_child.values())}
                    for topic, values in topics.items()
                    for value in values
                    if borough in wanted
                ]
    return rows


PREVIOUS = {
    "Early years": "ey", "Not previously in school": "none", "LA-maintained": "lamain", "Academy": "acad",
    "Free school": "free", "Independent": "ind", "Special": "spec", "Alternative provision": "ap",
    "Pupil referral unit": "pru", "Already home educated": "ehe", "Elsewhere/unknown": "else_unk",
}  # fmt: skip
PAPERS = {
    "ehe_section_437_full_year": ("notice_437_on", "notice"),
    "ehe_sao_issued_full_year": ("sao_issued_on", "order"),
    "ehe_sao_revoked_full_year": ("sao_revoked_on", "order"),
}
ANNUAL = (
    "ehe_anytime_full_year", "ehe_starts_full_year", *(f"ehe_schtype_{end}" for end in PREVIOUS.values()),
    "ehe_returns_full_year", "ehe_leave", *PAPERS,
)  # fmt: skip


def ehe_annual(told: Known, asked: Any) -> Rows:
    first, last, by = asked.start, asked.end, [name for name in asked.by if name != "borough"]
    spoken_for = any(each.register == "ehe" and first <= each.as_at <= last for each in told.uploads)
    units = [each for each in carrying(told, last, asked.by, asked.filters) if each.register == "ehe"]
    groups: dict[tuple[Any, ...], dict[tuple[str, str], set[Any]]] = {} if by else {(): {}}
    for key, spells in split(units, by, lambda spell, name: fact(spell, name, last)).items():
        for spell in spells:
            borough = fact(spell, "borough", last)
            counts = items(spell, first, last) if borough in AUTHORITY else []
            for item, day in counts:
                counted = groups.setdefault(key, {}).setdefault((item, borough), set())
                counted.add((spell.child, day))
    return [
        dict(zip(by, key, strict=True))
        | {"collection": "EHE", "borough": borough, "item": item, "per": PAPERS.get(item, ("", "child"))[1]}
        | {"child_count": len(counted.get((item, borough), ())) if spoken_for else None}
        for key, counted in groups.items()
        for borough in asked.filters.get("borough", AUTHORITY)
        if borough in AUTHORITY
        for item in ANNUAL
    ]


def items(spell: Spell, first: date, last: date) -> list[tuple[str, date | None]]:
    """The annual items under which a spell of home education is counted, a paper with its day."""
    row = spell.at(last)
    born = row["date_of_birth"]
    there_until = min(spell.closed_on or last, last)
    there = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    of_age = any(spell.opened_on <= day <= there_until and of_school_age(born, day) for day in there)
    found: list[str] = []
    if of_age:
        found.append("ehe_anytime_full_year")
        if first <= spell.opened_on <= last:
            setting = row.get("previous_setting") or "Elsewhere/unknown"
            found += ["ehe_starts_full_year", f"ehe_schtype_{PREVIOUS[setting]}"]
        if first <= (spell.closed_on or date.max) <= last:
            left = {"Moved away": "ehe_leave", "Other": "ehe_leave", "Returned to school": "ehe_returns_full_year"}
            found += [left[spell.outcome]] if spell.outcome in left else []
    papers = [(item, row.get(column)) for item, (column, _) in PAPERS.items()]
    return [(item, None) for item in found] + [
        (item, day) for item, day in papers if day and first <= day <= last and of_school_age(born, day)
    ]
