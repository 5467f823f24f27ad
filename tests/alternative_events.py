"""What happened in a period, told again from plain spells: the second reading of `cme_data.events`."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from statistics import median
from typing import Any

from tests.alternative_clocks import Owed, duties
from tests.alternative_facts import Rows, action_fact, fact
from tests.alternative_people import is_permanent
from tests.alternative_spells import CHILD_REGISTERS, Known, Spell

RESTORED = {
    "cme": {
        "Returned to full timetable",
        "New school place",
        "Alternative provision",
        "Suitable home education",
    },
    "ehe": {"Returned to school"},
    "medical_tuition": {"Returned to school", "Moved to alternative provision"},
    "pru": {"Reintegrated to mainstream", "Specialist placement"},
}
TOLD_OF_A_PERIOD = {"spa_referral", "sixth_day", "medical_15", "agenda", "register_out", "action"}
STEPS = {"notice": "notice_437_on", "order_issued": "sao_issued_on", "order_revoked": "sao_revoked_on"}


def leavers(told: Known, asked: Any) -> Rows:
    left = [
        s
        for s in told.spells
        if s.register in RESTORED and s.closed_on and asked.start <= s.closed_on <= asked.end
    ]
    return grouped(left, asked, lambda spells: {
        "left": len(spells),
        **{f"within_{weeks}_weeks": sum(lasted(s) < 7 * weeks for s in spells) for weeks in (4, 12, 26)},
        "restored": sum(is_restored(s) for s in spells),
        **{f"restored_{weeks}": sum(is_restored(s) and lasted(s) < 7 * weeks for s in spells) for weeks in (4, 12, 26)},
        "destination": sum(s.newest.get("destination") is not None for s in spells),
    })  # fmt: skip


def lasted(spell: Spell) -> int:
    assert spell.closed_on
    return (spell.closed_on - spell.opened_on).days


def is_restored(spell: Spell) -> bool:
    return spell.outcome in RESTORED[spell.register]


def located(told: Known, asked: Any) -> Rows:
    found = [s for s in told.spells if s.register == "cme" and within(s.newest.get("located_on"), asked)]

    def figures(spells: list[Spell]) -> dict[str, Any]:
        days = [between(s.newest.get("missing_from"), s.newest["located_on"]) for s in spells]
        known = [each for each in days if each is not None]
        return {
            "located": len(spells),
            "known": len(known),
            "within_4_weeks": sum(each < 28 for each in known),
            "median_days": median(known) if known else None,
        }

    return grouped(found, asked, figures)


def added(told: Known, asked: Any) -> Rows:
    joined = [s for s in told.spells if s.register == "cme" and within(s.opened_on, asked)]

    def figures(spells: list[Spell]) -> dict[str, Any]:
        days = [between(s.newest["identified_on"], s.opened_on) for s in spells]
        known = sorted(each for each in days if each is not None)
        return {
            "added": len(spells),
            "known": len(known),
            "median_days": median(known) if known else None,
            "p75_days": upper_quarter(known) if known else None,
        }

    return grouped(joined, asked, figures)


def upper_quarter(values: list[int]) -> float:
    place = 0.75 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (place - low) * (values[high] - values[low])


def home_education(told: Known, asked: Any) -> Rows:
    return grouped(home_educated_by(told, asked), asked, lambda spells: steps(spells, asked, len))


def home_educated(told: Known, asked: Any) -> Rows:
    return grouped(
        home_educated_by(told, asked),
        asked,
        lambda spells: steps(spells, asked, lambda each: len({s.child for s in each})),
    )


def home_educated_by(told: Known, asked: Any) -> list[Spell]:
    return [s for s in told.spells if s.register == "ehe" and s.opened_on <= asked.end]


def steps(spells: list[Spell], asked: Any, number: Callable[[list[Spell]], int]) -> dict[str, Any]:
    def how_many(meets: Callable[[Spell], bool]) -> int:
        return number([s for s in spells if meets(s)])

    def assessed(s: Spell) -> Any:
        return s.at(asked.end).get("assessed_on")

    begun = [s for s in spells if within(s.opened_on, asked)]
    return {
        **{
            name: how_many(lambda s, c=column: within(s.newest.get(c), asked))
            for name, column in STEPS.items()
        },
        "assessed": how_many(lambda s: within(assessed(s), asked)),
        "begun": number(begun),
        "begun_unassessed": number(
            [s for s in begun if assessed(s) is None or not s.opened_on <= assessed(s) <= asked.end]
        ),
    }


def kept(told: Known, asked: Any) -> Rows:
    """Every spell that was open in the period owes as if it still were at the end."""
    there = [
        s
        for s in told.spells
        if s.opened_on <= asked.end and (s.closed_on is None or s.closed_on >= asked.start)
    ]
    found: list[Owed] = []
    for spell in there:
        found += duties(Known(told.uploads, [StillOpen(spell)]), replace(asked, as_at=asked.end))  # type: ignore[list-item]
    found += [
        owed
        for owed in duties(told, replace(asked, as_at=asked.end))
        if owed.of.register in ("actions", "meetings")
    ]
    owing = [
        owed
        for owed in found
        if owed.duty in TOLD_OF_A_PERIOD
        and asked.start <= owed.due_on <= asked.end
        and (
            done(owed, asked)
            or owed.of.register == "meetings"
            or not owed.of.closed_on
            or owed.of.closed_on >= owed.due_on
        )
    ]
    figures: dict[tuple[Any, ...], dict[str, int]] = {}
    for owed in owing:
        key = tuple(owed.duty if name == "duty" else fact_of(told, owed.of, name, asked) for name in asked.by)
        row = figures.setdefault(key, dict.fromkeys(("due", "in_time", "late", "not_met"), 0))
        row["due"] += 1
        met = done(owed, asked)
        how = "not_met" if met is None else "in_time" if owed.in_time or met <= owed.due_on else "late"
        row[how] += 1
    return [dict(zip(asked.by, key, strict=True)) | row for key, row in figures.items()]


def unrecorded(told: Known, asked: Any) -> Rows:
    there = [s for s in told.spells if s.register in CHILD_REGISTERS and s.is_open(asked.end)]

    def figures(spells: list[Spell]) -> dict[str, Any]:
        rows = [s.at(asked.end) for s in spells]
        upns = [row.get("upn") for row in rows]
        return {
            "rows": len(rows),
            "no_upn": sum(upn is None for upn in upns),
            "odd_upn": sum(upn is not None and not is_permanent(upn) for upn in upns),
            "no_hours": sum(row.get("hours_per_week") is None for row in rows),
            "reason_unknown": sum(row.get("dfe_reason") == "Unknown" for row in rows),
            "no_reason": sum((row.get("dfe_reason") or "Not recorded") == "Not recorded" for row in rows),
        }

    return grouped(there, asked, figures)


class StillOpen:
    """A spell of a child register as if it had not ended; its closing day stays known."""

    def __init__(self, spell: Spell) -> None:
        self.spell = spell

    def __getattr__(self, name: str) -> Any:
        return getattr(self.spell, name)

    @property
    def register(self) -> str:
        own = self.spell.register
        return own if own not in ("actions", "meetings") else "enquiries"

    def is_open(self, day: Any) -> bool:
        return True


def done(owed: Owed, asked: Any) -> Any:
    return owed.done_on if owed.done_on is not None and owed.done_on <= asked.end else None


def grouped(spells: Iterable[Spell], asked: Any, figures: Callable[[list[Spell]], dict[str, Any]]) -> Rows:
    groups: dict[tuple[Any, ...], list[Spell]] = {} if asked.by else {(): []}
    for spell in spells:
        key = tuple(
            spell.outcome if name == "outcome" and not spell.was_dropped
            else "Not in the later list" if name == "outcome" and spell.register != "cme"
            else fact(spell, name, asked.end)
            for name in asked.by
        )  # fmt: skip
        groups.setdefault(key, []).append(spell)
    return [dict(zip(asked.by, key, strict=True)) | figures(each) for key, each in groups.items()]


def fact_of(told: Known, spell: Any, name: str, asked: Any) -> Any:
    if spell.register == "actions":
        return (
            spell.at(asked.end)["service"] if name == "service" else action_fact(told, spell, name, asked.end)
        )
    return fact(spell, name, asked.end)


def within(day: Any, asked: Any) -> bool:
    return day is not None and asked.start <= day <= asked.end


def between(first: Any, last: Any) -> int | None:
    return (last - first).days if first is not None and first <= last else None


ALTERNATIVES: dict[str, Callable[[Known, Any], Rows]] = {
    "leavers": leavers,
    "located": located,
    "added": added,
    "home_education": home_education,
    "home_educated": home_educated,
    "kept": kept,
    "unrecorded": unrecorded,
}
