"""Made-up towns of duties: spells, enquiries, meetings and actions, for the product and for the second reading."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.alternative_people import Identity
from tests.alternative_spells import CLOSES, OPENS, Known, Person, Spell
from tests.fake_world import Drawn

DAY = timedelta(days=1)
FIRST, SPAN = date(2026, 3, 2), 270
"""Everything happens within so many days, so that duties fall before, on and after the days asked about."""

DATES = {
    "cme": ("missing_from", "spa_referred_on", "day_20_decided_on", "excluded_on", "provision_started_on"),
    "ehe": ("assessed_on", "review_due"),
    "medical_tuition": ("absent_from", "started_on", "reviewed_on", "review_due"),
    "pru": ("reviewed_on", "review_due"),
    "virtual_school": ("pep_on", "pep_due"),
    "actions": (),
    "enquiries": (),
    "meetings": ("agenda_sent_on", "register_sent_on"),
}
VALUES: dict[str, dict[str, tuple[Any, ...]]] = {
    "cme": {
        "category": ("Missing - not located", "Missing - not located", "Missing - located", "At risk"),
        "exclusion": (None, "None", "Suspension", "Permanent"),
        "outcome": (None, "Other", "New school place"),
    },
    "ehe": {
        "suitability": (None, "Suitable", "Unsuitable"),
        "end_reason": (None, "Became CME", "Returned to school"),
    },
    "medical_tuition": {
        "absence_days": (None, 3, 14, 15, 40),
        "outcome": (None, "Moved away", "Moved to alternative provision"),
    },
    "pru": {"outcome": (None, "Other", "Completed Year 11")},
    "virtual_school": {},
    "actions": {"service": ("Virtual School", "Education Welfare Service")},
    "enquiries": {},
    "meetings": {"agenda_exception": (None, "No", "Yes")},
}
BOROUGHS = ("Kingston upon Thames", "Richmond upon Thames", "Out of borough")
PROVIDERS = {
    "cme": "Business support", "ehe": "Education Welfare Service", "pru": "Malden Oaks",
    "virtual_school": "Virtual School", "actions": "Business support", "enquiries": "Education Welfare Service",
    "meetings": "Business support",
}  # fmt: skip


class Town:
    """What is drawn, twice: as the store would have it, and as the second reading would."""

    def __init__(self, seed: int, children: int = 100) -> None:
        self.dice, self.drawn, self.told = Random(seed), Drawn(), Known([], [])
        for child in range(children):
            registers = self.dice.sample([*OPENS], self.dice.randint(1, 4))
            registers += ["enquiries"] * self.dice.randint(0, 2)
            for register in registers:
                self.spell(register, None if register == "meetings" else child)

    def spell(self, register: str, child: int | None) -> None:
        opened = self.some_day()
        closed = opened + self.dice.randrange(120) * DAY if self.dice.random() < 0.4 else None
        dropped = opened + self.dice.randrange(120) * DAY if self.dice.random() < 0.1 else None
        if register in ("actions", "enquiries", "meetings") or closed:
            dropped = None
        if register in ("enquiries", "meetings"):
            closed = None
        provider = PROVIDERS.get(register) or self.dice.choice(
            ("Malden Oaks", "Education Inclusion Support Service")
        )
        fixed: dict[str, Any] = {OPENS[register]: opened}
        if register in CLOSES:
            fixed[CLOSES[register]] = closed
        if register == "cme":
            fixed["removal_approved_on"] = closed
            if not closed and self.dice.random() < 0.2:
                fixed["removed_on"] = opened + 20 * DAY  # without the panel's approval
        said = [self.said(register, opened, closed) | fixed for _ in range(self.dice.choice((1, 1, 2, 3)))]
        days = sorted({opened + self.dice.randrange(1, 90) * DAY for _ in said[1:]})
        listed = [*zip([opened, *days], said, strict=False)]  # two lists of one day are one
        # The spell's own days go by the same names as two columns of the Virtual School's.
        first, *later = [
            {name: cell for name, cell in row.items() if name not in ("opened_on", "closed_on")}
            for _, row in listed
        ]
        self.drawn.spell(
            None if child is None else str(child), register, opened, closed,
            {day.isoformat(): row for day, row in zip(days, later, strict=True)}, provider, dropped, **first,
        )  # fmt: skip
        person = Person(Identity(None, None, None, None, None), child=-1 if child is None else child)
        self.told.spells.append(Spell(register, provider, person, listed, dropped))

    def said(self, register: str, opened: date, closed: date | None) -> dict[str, Any]:
        """What one list says of it."""
        row: dict[str, Any] = {name: self.dice.choice((None, self.some_day())) for name in DATES[register]}
        row |= {name: self.dice.choice(values) for name, values in VALUES[register].items()}
        if register == "meetings":
            return row
        row |= {"borough": self.dice.choice(BOROUGHS), "school": self.dice.choice((None, "Holly School"))}
        if register == "cme":
            row["identified_on"] = self.some_day()
        if register == "actions":
            row |= {"due_on": self.some_day(), "status": "Completed" if closed else "Open"}
        return row

    def some_day(self) -> date:
        return FIRST + self.dice.randrange(SPAN) * DAY

    def days(self, number: int) -> Iterator[date]:
        """Days to ask about."""
        return (self.some_day() for _ in range(number))
