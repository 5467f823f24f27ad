"""What the checks between registers find in made-up worlds is what a slow, obvious second reading finds."""

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from cme_data.checks import CHECKS, RegisterCheck, found
from cme_data.store import Store
from schemas import CHILD_REGISTERS
from tests.alternative_spells import Upload
from tests.worlds import Seeded, a_world, send
from tests.worlds_facts import DAYS

BETWEEN = {name: check for name, check in CHECKS.items() if isinstance(check, RegisterCheck)}
Row = dict[str, Any]
Pair = tuple[Any, ...]

EVERY_ROW = """
    SELECT spells.spell_id, spells.child, spells.register, spells.provider, spells.opened_on, spells.closed_on,
        valid_from, valid_to, on_roll, hours_per_week, borough, upn_key, record_number, date_of_birth
    FROM spells JOIN versions USING (spell_id) JOIN contents USING (content_id)
"""


def slowly(name: str, rows: list[Row], on: date) -> set[Pair]:
    """(child, source, day opened) of both spells, in the order of their sources, of each pair with trouble."""
    if name == "joined_by_name":
        return joined_by_name(rows)
    now = [row for row in rows if row["valid_from"] <= on < row["valid_to"]]
    if name == "upn_two_births":
        return upn_two_births(now)
    is_open = [r for r in now if r["opened_on"] <= on and not (r["closed_on"] and r["closed_on"] <= on)]
    return {
        pair(*sorted((one, other), key=source))
        for one, other in combinations(is_open, 2)
        if one["child"] is not None and one["child"] == other["child"] and trouble(name, one, other)
    }


def trouble(name: str, one: Row, other: Row) -> bool:
    registers = {one["register"], other["register"]}
    if name == "ehe_and_on_roll":
        cme = one if one["register"] == "cme" else other
        return registers == {"cme", "ehe"} and cme["on_roll"] == "Yes"
    if name == "two_providers":
        return (
            len(registers) == 1 and registers <= {*CHILD_REGISTERS} and one["provider"] != other["provider"]
        )
    column = {"hours_differ": "hours_per_week", "two_boroughs": "borough"}[name]
    this, that = one[column], other[column]
    if len(registers) == 1 or this is None or that is None:
        return False
    return this != that if name == "two_boroughs" else abs(this - that) >= 5


def upn_two_births(now: list[Row]) -> set[Pair]:
    latest: dict[tuple[Any, ...], Row] = {}
    for row in sorted(now, key=lambda r: (r["opened_on"], r["spell_id"])):
        if row["upn_key"] and row["date_of_birth"]:
            latest[row["upn_key"], source(row), row["date_of_birth"]] = row
    return {
        pair(*sorted((one, other), key=source))
        for one, other in combinations(latest.values(), 2)
        if one["upn_key"] == other["upn_key"]
        and one["date_of_birth"] != other["date_of_birth"]
        and source(one) != source(other)
    }


def joined_by_name(rows: list[Row]) -> set[Pair]:
    """How many groups of sources each child falls into, once those with a common number are put together."""
    result: set[Pair] = set()
    for child in {row["child"] for row in rows} - {None}:
        keys: dict[Any, set[str]] = {}
        for row in rows:
            if row["child"] == child:
                of_source = keys.setdefault(source(row), set())
                of_source |= {f"{name} {row[name]}" for name in ("upn_key", "record_number") if row[name]}
        groups: list[set[str]] = []
        for some in keys.values():
            apart = [group for group in groups if not group & some]
            together = some.union(*(group for group in groups if group & some))
            groups = [*apart, together]
        if len(groups) > 1:
            result.add((child, len(groups) * (len(groups) - 1) // 2))
    return result


def source(row: Row) -> tuple[str, str]:
    return row["register"], row["provider"]


def pair(one: Row, other: Row) -> Pair:
    return one["child"], *source(one), one["opened_on"], *source(other), other["opened_on"]


def quickly(name: str, store: Store, on: date) -> set[Pair]:
    rows = found(BETWEEN[name], store.world(), on)
    if name == "joined_by_name":
        children = [row["child"] for row in rows]
        return {(child, children.count(child)) for child in children}
    pairs = set()
    for row in rows:
        ours = row["register"], row["provider"], row["opened_on"]
        theirs = row["other_register"], row["other_provider"], row["other_opened_on"]
        pairs.add((row["child"], *min(ours, theirs), *max(ours, theirs)))
    return pairs


def compared(world: tuple[Upload, ...]) -> dict[str, int]:
    with Store.open(None) as store:
        send(store, world)
        rows = store.world().rows(EVERY_ROW)
        result = dict.fromkeys(BETWEEN, 0)
        for name in BETWEEN:
            for on in (DAYS[len(DAYS) // 2], DAYS[-1]):
                expected = slowly(name, rows, on)
                assert expected == quickly(name, store, on), name
                result[name] += len(expected)
    return result


@pytest.fixture(scope="module")
def in_several() -> dict[str, int]:
    totals = dict.fromkeys(BETWEEN, 0)
    for seed in range(4):
        for name, number in compared(a_world(Seeded(seed), ambiguous=True, most_sources=9)).items():
            totals[name] += number
    return totals


@pytest.mark.parametrize("name", BETWEEN)
def test_every_check_between_registers_again_slowly(in_several, name):
    assert in_several[name]  # such worlds have something to find
