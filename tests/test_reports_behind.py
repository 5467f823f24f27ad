"""Every count of a report opens the list behind it, and the list is as long as the count says."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from random import Random

import pytest

from cme_data.calendar import parse_period
from cme_data.events import LISTED
from cme_data.reports import STATISTICAL
from cme_data.reports.behind import behind
from cme_data.reports.statistical import Asked
from cme_data.sample.load import make
from cme_data.settings import Settings, load
from cme_data.statistics import Family, Key
from cme_data.store import Store, World

NOW = datetime(2026, 11, 25, 12)
WITHOUT: dict[str, str] = {}
"""The counts that open no list, each with why."""

Authority = tuple[World, Settings]


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Iterator[Authority]:
    folder = tmp_path_factory.mktemp("authority")
    make(folder, children=120, years=2)
    with Store.open(folder, read_only=True) as store:
        yield store.world(), load(folder)


def length(authority: Authority, asked: Asked, name: str, key: Key, as_at: date) -> int:
    world, settings = authority
    if (rows := STATISTICAL[name].lists.get(key.statistic)) is not None:
        return len(rows(world, asked, key))
    found = behind(key, as_at, settings)
    assert found is not None, key
    return len(LISTED[found.measure].list(world, found.question, found.figure, detail=True))


def told_apart(family: Family) -> Iterator[list[Key]]:
    """The counts that have a number, by what is counted in which period and by what it is split."""
    cells: dict[tuple[str, str, str], list[Key]] = defaultdict(list)
    for key, figure in family.figures.items():
        if figure.kind == "count" and figure.value is not None and key.statistic not in WITHOUT:
            cells[key.statistic, key.period, key.topic].append(key)
    yield from cells.values()


@pytest.mark.parametrize(("name", "period", "beside"), [
    ("six-monthly", "2025/26-H2", 0.03), ("annual", "2025/26", 0.03), ("dfe-return", "2026/27-autumn", 1),
    ("termly-brief", "2025/26-summer", 1),
])  # fmt: skip
def test_every_count_has_a_list_as_long_as_it_says(authority, name, period, beside):
    world, settings = authority
    asked = Asked(settings, parse_period(period), (), NOW, {}, who="A. Tester", accepted=True)
    family, about = STATISTICAL[name].gather(world, asked)
    dice, tried = Random(1), 0

    for keys in told_apart(family):
        for key in keys:
            assert key.statistic in STATISTICAL[name].lists or behind(key, about.as_at, settings), key
        # Of each kind the greatest; of the periods beside it as many kinds as there is time for.
        if keys[0].period != period and dice.random() > beside:
            continue
        for key in (max(keys, key=lambda key: family.figures[key].value), dice.choice(keys))[
            : 1 if beside < 1 else 2
        ]:
            assert family.figures[key].value == length(authority, asked, name, key, about.as_at), key
            tried += 1
    assert tried >= 30
