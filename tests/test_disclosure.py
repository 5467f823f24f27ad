"""What leaves the service: no small count is shown, and none can be worked out."""

import ast
import itertools
import os
import subprocess
import sys
import typing
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from cme_data import disclosure
from cme_data.calendar.periods import parse_period
from cme_data.disclosure import NotShown, Shown, Untrue, as_the_dfe_rounds
from cme_data.disclosure.gate import _suppressed
from cme_data.disclosure.pattern import _Hiding
from cme_data.errors import CmeError
from cme_data.reports.report import FigureRow, FigureTable, Section
from cme_data.reports.statistical import About, Asked, Statistical, made
from cme_data.settings import shipped
from cme_data.statistics import ALL, TOTAL, Equation, Family, Figure
from tests.attacker import fewest_hidden, recovered, recovered_from_many
from tests.released_families import ANY, KINGSTON, RICHMOND, added_up, annual, key, lists, one_way, tables
from tests.serving import ROOT

SETTINGS = shipped()


def hiding_up_to(number):
    return replace(SETTINGS, disclosure=replace(SETTINGS.disclosure, suppress_up_to=number))


def released(family, up_to=4, **already):
    return disclosure.released(family, hiding_up_to(up_to), **already)


def written(shown):
    return [figure.why or int(figure.value) for figure in shown.family.figures.values()]


# The worked cases


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([12, 3, 0], ["c", "c", 0, 15]),  # 3 alone would be 15 less 12
        ([8, 7], [8, 7, 15]),
        ([0, 0, 20], [0, 0, 20, 20]),
        ([0, 0, 3], [0, 0, "c", "c"]),  # the total is the 3
        ([1, 1, 9], ["c", "c", "c", 11]),  # 1 and 1 is the only way to make 2 without a nought
        ([1, 2, 9], ["c", "c", 9, 12]),
        ([3, 11, 250], ["c", "c", 250, 264]),  # the shorter number covers it
        ([4, 4, 20], ["c", "c", "c", 28]),  # that 4 and 4 are both small, the method itself would tell
    ],
)
def test_small_counts_are_hidden_and_what_gives_them_away(counts, shown):
    assert shown == written(released(one_way(counts)))


def test_the_threshold_is_a_setting():
    assert [12, 3, 0, 15] == written(released(one_way([12, 3, 0]), up_to=0))
    assert ["c", 30, "c", 43] == written(released(one_way([5, 30, 8]), up_to=5))
    assert [5, 30, 8, 43] == written(released(one_way([5, 30, 8]), up_to=4))


def test_a_percentage_stands_only_on_released_counts():
    whole, tenth, rest = key(), key("Female"), key("Male")
    small = one_way([3, 27])
    share = {key(statistic="share"): Figure(0.1, "share", (key("Group 00"), whole))}

    assert (
        "c"
        == released(Family({**small.figures, **share}, small.equations)).figure(key(statistic="share")).why
    )

    shares = {
        key(statistic="share"): Figure(0.9, "share", (tenth, whole)),  # reckoned anew from what is released
        key(statistic="of nobody"): Figure(None, "share", (tenth, whole), "z"),
    }
    counts = {tenth: Figure(10), rest: Figure(20), whole: Figure(30)}
    shown = released(Family(counts | shares, (Equation(whole, (tenth, rest)),)))
    assert "33%" == f"{shown.figure(key(statistic='share')).value:.0%}"
    assert Figure(None, "share", (tenth, whole), "z") == shown.figure(key(statistic="of nobody"))


def test_a_share_whose_rest_is_small_is_hidden_with_its_part():
    in_time, share = key(statistic="in time"), key(statistic="share in time")
    family = Family({key(): Figure(20), in_time: Figure(18), share: Figure(0.9, "share", (in_time, key()))})

    shown = released(family)

    assert [20, "c", "c"] == written(shown)  # 2 of 20 were not in time


@pytest.mark.parametrize("kind", ["days", "hours", "rate"])
def test_what_is_said_of_children_stands_only_where_their_number_does(kind):
    counts = {key("Female"): Figure(3), key("Male"): Figure(12), key("Unknown"): Figure(9), key(): Figure(24)}
    family = Family(
        counts | {one._replace(statistic="said"): Figure(7.5, kind, (one,)) for one in counts},
        (Equation(key(), (key("Female"), key("Male"), key("Unknown"))),),
    )

    shown = released(family).family.figures

    assert ["c", 12, "c", 24] == [shown[one].why or shown[one].value for one in counts]
    assert ["c", 7.5, "c", 7.5] == [
        figure.why or figure.value for one, figure in shown.items() if one.statistic == "said"
    ]


def test_means_do_not_leave_the_mean_of_a_few():
    # 1 and 2 cover each other, but the means of the others and of all would leave that of these three.
    counts = dict(zip([key("A"), key("B"), key("C"), key("D")], map(Figure, (1, 2, 9, 30)), strict=True))
    means = {one._replace(statistic="mean"): Figure(10.0, "hours", (one,)) for one in (*counts, key())}
    family = Family(counts | {key(): Figure(42)} | means, (Equation(key(), tuple(counts)),))

    shown = released(family)

    assert ["c", "c", 9, 30, 42] == written(shown)[:5]
    assert ["c", "c", "c", 10, 10] == written(shown)[5:]


def test_both_boroughs_and_their_sum_are_protected_together():
    family = added_up(
        {
            key("Female"): 3,
            key("Male"): 20,
            key("Female", borough=RICHMOND): 12,
            key("Male", borough=RICHMOND): 30,
        },
        ("borough", ALL),
        ("group", TOTAL),
    )
    shown = released(family)

    hidden = {(one.borough, one.group) for one, figure in shown.family.figures.items() if figure.why == "c"}
    assert {(KINGSTON, "Female"), (KINGSTON, "Male"), (RICHMOND, "Female"), (RICHMOND, "Male")} == hidden


def test_what_stands_on_one_register_alone_hides_all_registers_too():
    # All together are at least each and at most their sum: with noughts elsewhere they are the one.
    family = Family({key(register=name): Figure(count) for name, count in (("cme", 3), ("ehe", 0), (ALL, 3))})

    assert ["c", 0, "c"] == written(released(family))


def test_no_data_and_not_applicable_stay_what_they_are():
    none, never = key("None"), key("Never")
    family = Family({none: Figure(None, why="x"), never: Figure(None, why="z"), key(): Figure(7)})

    assert ["x", "z", 7] == written(released(family))
    assert "x" == released(family).figure(key("Nowhere")).why


def test_a_sum_lacking_a_part_is_what_is_there():
    lacking = one_way([3, 12])
    lacking = Family(
        {**lacking.figures, key("No data"): Figure(None, why="x")},
        (replace(lacking.equations[0], parts=(*lacking.equations[0].parts, key("No data"))),),
    )

    assert ["c", "c", 15, "x"] == written(released(lacking))


def test_a_change_is_told_only_where_both_its_figures_are():
    before, now = key(period="2024/25"), key()
    shown = released(Family({before: Figure(12), now: Figure(20), key("Female"): Figure(2)}))

    assert Figure(8, "count", (now, before)) == shown.change(now, before)
    assert "c" == shown.change(now, key("Female")).why
    assert "x" == shown.change(now, key("Nowhere")).why


# What was released before


def test_what_everybody_knows_is_shown_and_covers_nothing():
    family = one_way([12, 3, 20])

    assert ["c", "c", 20, 35] == written(released(family))
    assert [12, "c", "c", 35] == written(released(family, already={key("Group 00"): 12.0}))


def test_what_was_released_before_may_expose_a_count_and_is_said():
    shown = released(one_way([12, 3]), already={key("Group 00"): 12.0, key(): 15.0})

    assert (key("Group 01"),) == shown.hidden.exposed
    assert "Group 01" in shown.hidden.warning
    assert "" == released(one_way([12, 3])).hidden.warning


def test_a_figure_revised_since_is_not_the_one_that_was_released():
    assert ["c", "c", 15] == written(released(one_way([12, 3]), already={key("Group 00"): 11.0}))


# A fault of ours


@pytest.mark.parametrize(
    "family",
    [
        one_way([12, 3], total=16),
        Family({key(): Figure(3)}, (Equation(key(), (key("Nowhere"),)),)),
        Family({key(): Figure(3), key("Female"): Figure(4)}, at_most=((key("Female"), key()),)),
        Family({key(): Figure(-1)}),
        Family({key(): Figure(2.5)}),
        Family({key(): Figure(0.5, "share")}),
    ],
    ids=["sum", "no such part", "bound", "below nought", "no whole number", "share of nothing"],
)
def test_figures_that_contradict_themselves_do_not_leave(family):
    with pytest.raises(Untrue):
        released(family)


# The attacker


@seed(20261125)
@settings(max_examples=250)
@given(ANY, st.integers(1, 9))
def test_no_hidden_count_can_be_worked_out(family, up_to):
    shown = released(family, up_to)

    overlap = any(one.register == ALL for one in family.figures)
    assert {} == recovered(shown.family, up_to, registers_overlap=overlap)
    assert () == shown.hidden.exposed


@seed(20261125)
@settings(max_examples=100)
@given(ANY, st.integers(0, 9))
def test_what_is_shown_is_exact_and_what_is_small_is_not_shown(family, up_to):
    shown = released(family, up_to).family.figures

    for one, figure in family.figures.items():
        if figure.kind == "count" and 1 <= figure.value <= up_to:
            assert "c" == shown[one].why
        elif figure.kind == "count" and not figure.value:
            assert figure == shown[one]
        else:
            assert shown[one] == figure or (shown[one].value is None and shown[one].why == "c")


@pytest.mark.parametrize("counts", [[9, 0, 7, 4], [0, 8, 4, 4], [6, 4, 5, 4]])
def test_who_runs_the_method_on_other_numbers_learns_no_more(counts):
    shown = written(released(one_way(counts)))
    places = [place for place, figure in enumerate(shown[:-1]) if figure == "c"]

    fitting = []
    for guess in itertools.product(range(1, 20), repeat=len(places)):
        other = list(counts)
        for place, value in zip(places, guess, strict=True):
            other[place] = value
        if sum(other) == sum(counts) and written(released(one_way(other))) == shown:
            fitting.append(guess)
    assert all(len(set(values)) > 1 for values in zip(*fitting, strict=True))


def test_the_attacker_finds_what_is_not_covered(monkeypatch):
    monkeypatch.setattr(_Hiding, "cover", lambda self: None)
    monkeypatch.setattr(_Hiding, "uncover", lambda self: None)
    _suppressed.cache_clear()
    naive = released(one_way([12, 3, 0])).family
    _suppressed.cache_clear()

    assert {key("Group 01"): 3} == recovered(naive, 4)
    assert {key("Group 01")} == recovered_from_many(naive, 4)


def test_nothing_can_be_worked_out_of_a_year_of_every_register():
    family = annual(periods=2, topics={"Sex": 2, "Year group": 6})
    shown = released(family)

    assert shown.hidden.beside
    assert set() == recovered_from_many(shown.family, 4, registers_overlap=True)


# No more than is needed


@pytest.mark.parametrize(
    "counts", [[12, 3, 0], [8, 7], [0, 0, 20], [0, 0, 3], [1, 1, 9], [1, 2, 9], [3, 11, 250]]
)
def test_the_worked_cases_hide_the_fewest(counts):
    family = one_way(counts)

    assert fewest_hidden(family, 4) == written(released(family)).count("c")


@seed(20261125)
@settings(max_examples=25)
@given(st.one_of(lists(), tables(2, 3)))
def test_never_fewer_than_must_and_seldom_more(family):
    ours, fewest = written(released(family)).count("c"), fewest_hidden(family, 4)

    assert fewest <= ours <= fewest + 3


@seed(20261125)
@settings(max_examples=50)
@given(ANY, st.randoms(use_true_random=False))
def test_the_same_figures_are_hidden_in_whatever_order_they_come(family, dice):
    def shuffled(things):
        things = list(things)
        dice.shuffle(things)
        return things

    other = Family(
        dict(shuffled(family.figures.items())),
        tuple(shuffled(family.equations)),
        tuple(shuffled(family.at_most)),
    )

    _suppressed.cache_clear()
    assert released(family).family.figures == released(other).family.figures


def test_a_report_drawn_twice_is_suppressed_once():
    _suppressed.cache_clear()
    released(one_way([12, 3]))
    released(one_way([12, 3]))

    assert (1, 1) == (_suppressed.cache_info().hits, _suppressed.cache_info().misses)
    assert _suppressed.cache_info().maxsize


# The doors


def test_what_leaves_is_marked_by_what_it_holds():
    family = one_way([12, 3, 0])
    inside, outside = disclosure.internal(family, SETTINGS), released(family)

    assert ("OFFICIAL-SENSITIVE", False, [12, 3, 0, 15]) == (inside.marking, inside.released, written(inside))
    assert ("OFFICIAL", True) == (outside.marking, outside.released)


def test_readers_are_told_what_is_hidden_and_not_how_many_are_small():
    shown = released(one_way([12, 3, 0]))

    assert shown.explained == (
        "Counts from 1 to 4 are hidden [c], and with them the counts from which one of those could be worked out: "
        "2 of 4 in all, over every borough and period. All other counts are exact, and 0 is shown. Percentages, "
        "averages and rates stand only where the counts behind them are shown."
    )
    assert (4, 1, 1) == (shown.hidden.counts, shown.hidden.small, shown.hidden.beside)


def test_the_dfe_return_is_exact_by_a_door_of_its_own():
    shown = disclosure.dfe_exact(one_way([12, 3, 0]), SETTINGS, "the autumn 2026 collection", "Sam Okafor")

    assert ("OFFICIAL-SENSITIVE", False, [12, 3, 0, 15]) == (shown.marking, shown.released, written(shown))
    assert "autumn 2026" in shown.explained
    assert "Sam Okafor" in shown.explained
    for purpose, who in (("", "Sam Okafor"), ("the collection", " ")):
        with pytest.raises(CmeError, match="who makes the return and what for"):
            disclosure.dfe_exact(one_way([3]), SETTINGS, purpose, who)


def test_nothing_is_shown_around_the_gate():
    shown = released(one_way([12, 3, 0]))

    with pytest.raises(TypeError, match="leave through"):
        Shown(one_way([3]), True, "OFFICIAL", "", shown.hidden, object())
    makers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("cme_data", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "cme_data.disclosure.shown"
    }
    assert {"cme_data/disclosure/__init__.py", "cme_data/disclosure/gate.py"} == makers


def report(**cells):
    """A report of one table, which lays out what stands in it whatever was let out."""
    family = one_way([12, 3, 20])

    def sections(asked, about, shown):
        rows = tuple(FigureRow((name,), (figure,), (key(name),)) for name, figure in cells.items())
        return (Section("One", (FigureTable("one", "One", ("Group",), ("Children",), rows),)),)

    made_up = Statistical("one", "One table", "", "year", lambda world, asked: (family, About(date(2026, 8, 31), ())), sections)  # fmt: skip
    asked = Asked(SETTINGS, parse_period("2025/26"), (), datetime(2026, 11, 25, 9), {})
    return lambda released: made(made_up, None, asked, released=released)


def test_an_exact_table_is_kept_out_of_a_released_report():
    small = report(**{"Group 01": Figure(3)})

    assert "OFFICIAL-SENSITIVE" == small(released=False).marking
    with pytest.raises(NotShown, match="Group 01"):
        small(released=True)
    hidden = report(**{"Group 01": Figure(None, why="c"), "Group 02": Figure(20)})(released=True)
    assert ("OFFICIAL", "OFFICIAL") == (
        hidden.marking,
        hidden.file_name(".pdf").split("_")[-1].removesuffix(".pdf"),
    )
    assert None is hidden.figures["|".join(key("Group 01"))]


def test_a_report_lays_out_without_the_world():
    arguments, _ = typing.get_args(typing.get_type_hints(Statistical)["sections"])

    assert [Asked, About, Shown] == arguments


def test_only_a_released_report_loads_the_solver_and_it_says_nothing():
    code = """
import sys
from cme_data import disclosure
from cme_data.calendar.periods import parse_period
from cme_data.settings import shipped
from tests.released_families import one_way
disclosure.internal(one_way([12, 3]), shipped())
before = "highspy" in sys.modules
disclosure.released(one_way([12, 3]), shipped())
sys.stderr.write(f"{before} {'highspy' in sys.modules}")
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": "."},
    )

    assert ("", "False True") == (done.stdout, done.stderr)


# Beside the DfE's figures


@pytest.mark.parametrize(
    ("count", "rounded"), [(0, 0), (1, "low"), (4, "low"), (5, 10), (14, 10), (15, 20), (25, 30), (104, 100)]
)
def test_rounding_for_an_authority(count, rounded):
    assert rounded == as_the_dfe_rounds(count)


@pytest.mark.parametrize(("count", "rounded"), [(0, 0), (49, "low"), (50, 100), (34_650, 34_700)])
def test_rounding_for_the_country(count, rounded):
    assert rounded == as_the_dfe_rounds(count, national=True)
