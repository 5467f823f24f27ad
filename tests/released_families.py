"""Families of figures as reports hold them, made up small: one split, two splits, flows, several registers."""

import itertools
import random
from collections.abc import Callable, Mapping, Sequence

from hypothesis import strategies as st

from cme_data.statistics import ALL, TOTAL, Equation, Family, Figure, Key

KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"
NUMBERS = st.one_of(st.integers(0, 5), st.integers(0, 30))


def key(
    group: str = TOTAL,
    topic: str | None = None,
    *,
    borough: str = KINGSTON,
    register: str = "cme",
    statistic: str = "closing",
    period: str = "2025/26",
) -> Key:
    return Key(statistic, period, register, borough, topic or (TOTAL if group == TOTAL else "Sex"), group)  # fmt: skip


def one_way(counts: Sequence[int], total: int | None = None) -> Family:
    """A split and its total, as in `[12, 3, 0] total 15`."""
    parts = {key(f"Group {number:02}"): Figure(value) for number, value in enumerate(counts)}
    return Family(
        {**parts, key(): Figure(sum(counts) if total is None else total)}, (Equation(key(), tuple(parts)),)
    )


def added_up(table: dict[Key, int], *folds: tuple[str, str]) -> Family:
    """A table with the totals over each of its folds (a field of the key, the word for its total), and their sums."""
    figures, equations = dict(table), []
    for field, word in folds:
        parts: dict[Key, list[Key]] = {}
        for one in figures:
            parts.setdefault(one._replace(**{field: word}), []).append(one)
        for total, of in parts.items():
            equations.append(Equation(total, tuple(of)))
        figures |= {total: sum(figures[one] for one in of) for total, of in parts.items()}
    return Family({one: Figure(value) for one, value in figures.items()}, tuple(equations))


@st.composite
def lists(draw: Callable) -> Family:
    return one_way(draw(st.lists(NUMBERS, min_size=1, max_size=7)))


@st.composite
def tables(draw: Callable, across: int = 3, down: int = 4) -> Family:
    """Boroughs by groups, with every total."""
    rows, columns = draw(st.integers(1, down)), draw(st.integers(2, across))
    return added_up(
        {
            key(f"Group {row}", borough=f"Borough {column}"): draw(NUMBERS)
            for row, column in itertools.product(range(rows), range(columns))
        },
        ("borough", ALL),
        ("group", TOTAL),
    )


@st.composite
def cubes(draw: Callable) -> Family:
    return added_up(
        {
            key(f"Group {row}", borough=borough, statistic=statistic): draw(NUMBERS)
            for row, borough, statistic in itertools.product(range(2), (KINGSTON, RICHMOND), ("in", "out"))
        },
        ("borough", ALL),
        ("group", TOTAL),
        ("statistic", "both"),
    )


@st.composite
def flows(draw: Callable) -> Family:
    """Two half-years of two groups: what is there at the end is what was there and came, less what left."""
    first, second = "2025/26-H1", "2025/26-H2"
    figures: dict[Key, int] = {}
    equations: list[Equation] = []

    def of(statistic: str, period: str, group: str) -> Key:
        return key(group, statistic=statistic, period=period)

    for group in ("Female", "Male"):
        there = draw(NUMBERS)
        for period in (first, second):
            joined, left = draw(NUMBERS), draw(st.integers(0, there))
            names = [of(statistic, period, group) for statistic in ("opening", "joined", "left", "closing")]
            figures |= dict(zip(names, (there, joined, left, there + joined - left), strict=True))
            there += joined - left
        equations.append(Equation(of("opening", second, group), (of("closing", first, group),)))
    for period in (first, second):
        for statistic in ("opening", "joined", "left", "closing"):
            parts = (of(statistic, period, "Female"), of(statistic, period, "Male"))
            whole = parts[0]._replace(group=TOTAL, topic=TOTAL)
            figures[whole] = sum(figures[part] for part in parts)
            equations.append(Equation(whole, parts))
        for group in ("Female", "Male", TOTAL):
            opening, joined, left, closing = (
                of(statistic, period, group) for statistic in ("opening", "joined", "left", "closing")
            )
            equations.append(Equation(closing, (opening, joined), (left,)))
    return Family({one: Figure(value) for one, value in figures.items()}, tuple(equations))


@st.composite
def registers(draw: Callable) -> Family:
    """Three registers by two groups, and all of them, in which a child is counted once."""
    figures: dict[Key, int] = {}
    equations = []
    names = ("cme", "ehe", "pru")
    for group in ("Female", "Male"):
        counts = [draw(NUMBERS) for _ in names]
        everybody = draw(st.integers(max(counts), sum(counts)))
        for name, count in zip((*names, ALL), (*counts, everybody), strict=True):
            figures[key(group, register=name)] = count
    for name in (*names, ALL):
        parts = (key("Female", register=name), key("Male", register=name))
        figures[key(register=name)] = sum(figures[part] for part in parts)
        equations.append(Equation(key(register=name), parts))
    return Family({one: Figure(value) for one, value in figures.items()}, tuple(equations))


@st.composite
def bounded(draw: Callable) -> Family:
    """A table in which some counts are known never to be more than others."""
    family = draw(tables(2, 3))
    ordered = sorted(family.figures, key=lambda one: (family.figures[one].value, one))
    pairs = draw(st.lists(st.tuples(st.sampled_from(ordered), st.sampled_from(ordered)), max_size=4))
    at_most = tuple(sorted(pair, key=ordered.index) for pair in pairs)
    return Family(
        family.figures, family.equations, tuple((less, more) for less, more in at_most if less != more)
    )


@st.composite
def shares(draw: Callable) -> Family:
    """Counts of groups with their share of the total, and of each group those to whom something applies."""
    family = one_way(draw(st.lists(NUMBERS, min_size=1, max_size=4)))
    figures = dict(family.figures)
    for whole, figure in family.figures.items():
        part = whole._replace(statistic="in time")
        figures[part] = Figure(draw(st.integers(0, int(figure.value))))
        for one, of in ((part, whole), (whole, key())):
            if one != of and figures[of].value:
                figures[one._replace(statistic=f"share {one.statistic}")] = Figure(
                    figures[one].value / figures[of].value, "share", (one, of)
                )
    return Family(figures, family.equations)


ANY = st.one_of(lists(), tables(), cubes(), flows(), registers(), bounded(), shares())


TOPICS = {"Sex": 2, "Year group": 13, "SEN": 4, "Phase": 3, "Social care": 4, "Reason": 20}
SIZES = {"cme": 30, "ehe": 250, "medical_tuition": 40, "pru": 25}


def annual(
    *, children: float = 1.0, periods: int = 3, topics: Mapping[str, int] = TOPICS, seed: int = 1
) -> Family:
    """A year's report of a made-up authority: flows of four registers and all, two boroughs and their sum."""
    dice = random.Random(seed)
    figures: dict[Key, Figure] = {}
    equations: list[Equation] = []
    years = [f"20{22 + number}/{23 + number}" for number in range(periods)]
    for register, borough in itertools.product(SIZES, (KINGSTON, RICHMOND)):
        there = max(1, round(SIZES[register] * children * dice.uniform(0.6, 1.4)))
        for number, year in enumerate(years):
            joined = round(there * dice.uniform(0.2, 0.9))
            left = dice.randint(0, there + joined) // 2
            counts = {"opening": there, "joined": joined, "left": left, "closing": there + joined - left}
            there = counts["closing"]
            for statistic, count in counts.items():
                total = Key(statistic, year, register, borough)
                figures[total] = Figure(count)
                for topic, groups in topics.items():
                    parts = tuple(total._replace(topic=topic, group=f"{group:02}") for group in range(groups))
                    for part, value in zip(parts, _shared_out(dice, count, groups), strict=True):
                        figures[part] = Figure(value)
                        if count:
                            share = part._replace(statistic=f"share of {statistic}")
                            figures[share] = Figure(value / count, "share", (part, total))
                    equations.append(Equation(total, parts))
            opening, came, went, closing = (Key(name, year, register, borough) for name in counts)
            equations.append(Equation(closing, (opening, came), (went,)))
            if number:
                equations.append(Equation(opening, (closing._replace(period=years[number - 1]),)))
    counted = [one for one, figure in figures.items() if figure.kind == "count"]
    for one in (one for one in counted if one.borough == KINGSTON):
        parts = (one, one._replace(borough=RICHMOND))
        figures[one._replace(borough=ALL)] = Figure(sum(int(figures[part].value or 0) for part in parts))
        equations.append(Equation(one._replace(borough=ALL), parts))
    for one in [one for one, figure in figures.items() if one.register == "cme" and figure.kind == "count"]:
        values = [int(figures[one._replace(register=register)].value or 0) for register in SIZES]
        figures[one._replace(register=ALL)] = Figure(max(*values, round(0.93 * sum(values))))
    return Family(figures, tuple(equations))


def _shared_out(dice: random.Random, count: int, groups: int) -> list[int]:
    weights = [dice.random() ** 3 + 0.02 for _ in range(groups)]
    chosen = dice.choices(range(groups), weights, k=count)
    return [chosen.count(group) for group in range(groups)]
