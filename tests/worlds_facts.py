"""What the made-up worlds are made of: names, birth dates, and the values their columns take."""

from datetime import date, timedelta
from typing import Any

SOURCES = (
    ("cme", "Business support"),
    ("ehe", "Education Welfare Service"),
    ("medical_tuition", "Education Inclusion Support Service"),
    ("medical_tuition", "Malden Oaks"),
    ("pru", "Malden Oaks"),
    ("virtual_school", "Virtual School"),
    ("actions", "Business support"),
)

DAYS = tuple(
    sorted({date(2026, 6, 5) + timedelta(days=14 * place) for place in range(12)} | {date(2026, 9, 1)})
)
"""The days that the lists speak for: every second Friday, and the first day of an academic year."""

NAMES = (
    ("Smith", "Ann"),
    ("Smith-Jones", "Ann"),
    ("Núñez", "José"),
    ("O'Neill", "Zoë"),
    ("Khan", "Ali"),
    ("Khan", "Aisha"),
    ("de la Cruz", "Maria"),
    ("None", "Bob"),
)
"""Each with ways of writing it that fold to the same (see ``spelt``); a family may be called None."""

BORN = (
    date(2015, 2, 10),
    date(2011, 8, 31),
    date(2011, 9, 1),
    date(2021, 9, 1),
    date(2022, 3, 3),
    date(2009, 11, 20),
    date(2020, 12, 31),
    date(2006, 6, 6),
)

YES_NO = (None, "No", "Yes")
HOURS = (None, 0.0, 0.1, 4.9, 5.0, 12.5, 12.5, 24.9, 25.0, 30.0)

CLOCK_DAYS = (None, *(date(2026, 5, 21) + timedelta(days=13 * place) for place in range(16)))
"""Days of the duties: before, between and after the lists."""

OF_A_CHILD: dict[str, tuple[Any, ...]] = {
    "borough": ("Kingston upon Thames", "Richmond upon Thames", "Out of borough"),
    "sex": ("Female", "Male", None),
    "year_group": (None, None, "Nursery", "Reception", "Year 6", "Year 7", "Year 12", "Not followed"),
    "school": (None, "Holly School", "Ivy School"),
    "sen": (None, "None", "SEN support", "EHC plan"),
    "social_care": (None, "None", "Child in need"),
    "ethnicity": (None, "WBRI", "BCRB"),
}

OF_REGISTER: dict[str, dict[str, tuple[Any, ...]]] = {
    "cme": {
        "category": (
            "Missing - located",
            "Missing - not located",
            "At risk",
            "Not receiving suitable education",
        ),
        "referral_group": (None, "On roll and not attending", "Not on roll and hard to place"),
        "reason": ("School refusal", "Medical needs"),
        "provision": ("None", "Individual tuition", "School reduced timetable", "Alternative provision"),
        "on_roll": ("No", "Yes"),
        "dfe_reason": (None, "Not recorded", "Unknown", "Other", "Waiting school start"),
        "hours_per_week": HOURS,
        "transition_agreed": YES_NO,
        "lead_service": ("Education Welfare Service", "Holly School"),
        "spa_referred_on": CLOCK_DAYS,
        "day_20_decided_on": CLOCK_DAYS,
        "exclusion": (None, "Permanent", "Suspension", "None"),
        "excluded_on": CLOCK_DAYS,
        "provision_started_on": CLOCK_DAYS,
        "outcome": (None, "Other", "New school place"),
    },
    "ehe": {
        "reason": (None, "Mental health", "Lifestyle"),
        "suitability": (None, "Unsuitable", "Suitable"),
        "assessed_on": CLOCK_DAYS,
        "review_due": CLOCK_DAYS,
        "previous_setting": (None, "Academy", "Early years"),
        "notice_437_on": CLOCK_DAYS,
        "sao_issued_on": CLOCK_DAYS,
        "end_reason": ("Became CME", "Returned to school", None, "Moved away"),
    },
    "medical_tuition": {
        "hours_per_week": HOURS,
        "absent_from": CLOCK_DAYS,
        "absence_days": (None, 14, 15, 40),
        "started_on": CLOCK_DAYS,
        "reviewed_on": CLOCK_DAYS,
        "review_due": CLOCK_DAYS,
        "outcome": (None, "Moved away", "Returned to school", "Moved to alternative provision"),
    },
    "pru": {
        "hours_per_week": HOURS,
        "reviewed_on": CLOCK_DAYS,
        "review_due": CLOCK_DAYS,
        "outcome": ("Other", "Completed Year 11", "Specialist placement"),
    },
    "virtual_school": {
        "provision": (None, "None", "Online tuition"),
        "hours_per_week": HOURS,
        "pep_on": CLOCK_DAYS,
        "pep_due": CLOCK_DAYS,
    },
    "actions": {
        "service": ("Education Welfare Service", "Virtual School"),
        "owner": (None, "J. Brown"),
    },
}


def spelt(name: str, way: int) -> str:
    """One of the ways of writing a name that fold to the same."""
    plain = name.translate(str.maketrans("úñéëÉ", "uneeE"))
    return (name, name.upper(), plain, plain.replace("-", " ").lower())[way]
