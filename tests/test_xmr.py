"""The XmR rules: series worked by hand, a second reading, and what must hold of every series."""

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from cme_data.xmr import Judgement, Point, finding, judge

FLIPPED = {"up": "down", "down": "up"}
ORDINARY = [10, 12, 11, 13, 12, 11, 12, 10, 11, 12, 13, 11]


def series(*values: float | None) -> list[Point]:
    return [Point(f"no. {place}", value) for place, value in enumerate(values, 1)]


def signs(judgement: Judgement) -> list[tuple[str, str, int, int]]:
    """Each signal as its rule, its direction, and the first and last of its figures, counted from one."""
    return [(s.rule, s.direction, s.places[0] + 1, s.places[-1] + 1) for s in judgement.signals]


# By hand


def test_the_limits_lie_266_average_moving_ranges_from_the_mean():
    judged = judge(series(*ORDINARY))

    # The mean is 138 / 12; the moving ranges 2 1 2 1 1 1 2 1 1 1 2 make 15, over 11.
    assert pytest.approx((11.5 - 2.66 * 15 / 11, 11.5, 11.5 + 2.66 * 15 / 11)) == judged.limits
    assert ((), "no clear change", False) == (judged.signals, judged.verdict, judged.trial)
    assert (
        "No clear change in children on the register: 11 children in no. 12 lies within ordinary variation (7.9 to 15.1)."
        == finding(judged, "children on the register")
    )


def test_a_point_outside_the_limits():
    # The mean is 145 / 11; the moving ranges 2 1 2 1 1 1 1 1 1 19 make 30, over 10.
    judged = judge(series(10, 12, 11, 13, 12, 11, 12, 11, 12, 11, 30))

    assert pytest.approx((145 / 11 - 7.98, 145 / 11, 145 / 11 + 7.98)) == judged.limits
    assert ("outside", "up", 11, 11) in signs(judged)
    assert (
        "A rise in children missing: 30 children in no. 11, above ordinary variation (5.2 to 21.2). "
        "These are trial limits: they rest on 11 figures, fewer than 12."
    ) == finding(judged, "children missing")


@pytest.mark.parametrize(("newest", "told"), [(7, [("run", "up", 8, 14)]), (6, [])])
def test_seven_on_one_side_of_the_mean_are_a_run_and_six_are_none(newest, told):
    low, high = [10, 12, 9, 11, 10, 12, 11], [12, 13, 14, 12, 13, 14, 13][:newest]
    judged = judge(series(*low, *high))

    assert told == [sign for sign in signs(judged) if sign[0] == "run" and sign[1] == "up"]
    assert ("rises" if told else "no clear change") == judged.verdict


def test_a_point_on_the_mean_ends_a_run():
    # The mean is 10: the fourth lies on it, so that three and four are above it in a row, not eight.
    judged = judge(series(11, 12, 11, 10, 12, 11, 12, 11, 5, 5))

    assert not [sign for sign in signs(judged) if sign[0] == "run"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((20, 4, 5, 6, 7, 8, 9, 10), [("trend", "up", 2, 8)]),  # seven figures, six steps
        ((20, 4, 5, 6, 7, 8, 9), []),  # six figures
        ((20, 4, 5, 6, 7, 7, 8, 9), []),  # one that stays ends it
        ((4, 19, 18, 17, 16, 15, 14, 13), [("trend", "down", 2, 8)]),
    ],
)
def test_seven_that_rise_or_fall_without_a_break_are_a_trend(values, told):
    assert told == [sign for sign in signs(judge(series(*values))) if sign[0] == "trend"]


def test_two_of_three_near_one_limit():
    base = [10, 9, 10, 9, 10, 9, 10, 9, 10, 9, 10, 9]

    # Mean 151 / 15 = 10.07; moving ranges eleven times 1, then 4 2 2, make 19, over 14: limits 3.61 off, near is 2.41.
    assert ("near", "up", 13, 15) in signs(judge(series(*base, 13, 11, 13)))
    # Mean 149 / 15 = 9.93, limits 4.37 off: both are near again, but the 9 between them lies on the other side.
    assert not [sign for sign in signs(judge(series(*base, 13, 9, 13))) if sign[0] == "near"]


def test_under_six_nothing_is_judged():
    judged = judge(series(1, 50, 2, 90, 3))

    assert (None, "too few") == (judged.limits, judged.verdict)
    assert (
        "Too few figures to say whether there is a change in children missing: 5, and it takes at least 6."
        == finding(judged, "children missing")
    )


def test_limits_of_counts_do_not_go_below_nothing_and_those_of_others_do():
    values = (0, 4, 0, 5, 1, 6, 0)

    assert 0 == judge(series(*values)).limits.lower
    assert judge(series(*values), counts=False).limits.lower < 0


def test_a_blank_is_left_out_and_said_and_is_no_zero():
    blanks = judge(series(10, 12, None, 11, 13, 12, None, 11))
    without = judge(series(10, 12, 11, 13, 12, 11))

    assert (without.limits, ("no. 3", "no. 7")) == (blanks.limits, blanks.blank)
    assert "Left out, for want of a figure: no. 3, no. 7." in finding(blanks, "children")
    assert "Left out, for want of a figure: 4 periods." in finding(
        judge(series(*ORDINARY, None, None, None, None)), "children"
    )


def test_signals_that_point_both_ways_are_no_clear_change():
    # Above the mean, and falling.
    judged = judge(series(30, 30, 30, 30, 31, 3, 3, 3, 3, 3, 3, 3, 30, 29, 28, 27, 26, 25, 24))

    assert "no clear change" == judged.verdict
    told = finding(judged, "children missing")
    assert told.startswith("A change in no one direction in children missing: ")
    assert "are all above the average of 19 children, while" in told
    assert "fall without a break, from 30 children to 24 children" in told


def test_what_happened_earlier_says_nothing_of_now():
    judged = judge(series(*ORDINARY, 40, *ORDINARY))

    assert ("outside", "up", 13, 13) in signs(judged)
    assert "no clear change" == judged.verdict


def test_one_child_is_no_children_and_a_percentage_keeps_its_sign():
    told = finding(judge(series(*[1] * 12)), "children missing")
    assert "No change in children missing: 1 child in each of 12 periods." == told
    assert "12% in no. 12" in finding(judge(series(*[10, 12] * 6)), "the share located", ("%", "%"))


# September after September


def terms(**years: tuple[float | None, float | None, float | None]) -> list[Point]:
    """The terms of school years that begin in y2022 and so on, in order."""
    return [
        Point(f"{year[1:]}/{int(year[1:]) % 100 + 1:02}-{term}", value)
        for year, values in years.items()
        for term, value in zip(("autumn", "spring", "summer"), values, strict=True)
    ]


def test_what_starts_anew_each_september_is_compared_with_the_same_term():
    # Home education climbs through the year and starts lower in September: no change at all from year to year.
    saw = terms(y2022=(50, 60, 70), y2023=(51, 59, 70), y2024=(50, 60, 71), y2025=(50, 61, 70))

    judged = judge(saw, yearly=True)
    assert (1, -1, 0, -1, 1, 1, 0, 1, -1) == judged.values
    # Around no change; the moving ranges 2 1 1 2 0 1 1 2 make 10, over 8.
    assert pytest.approx((-2.66 * 10 / 8, 0, 2.66 * 10 / 8)) == judged.limits
    assert "no clear change" == judged.verdict
    assert (
        "No clear change in home education: 1 fewer child in 2025/26-summer than a year before, within ordinary "
        "variation (up to 3.3 children either way). Each is compared with the same period a year before. "
        "These are trial limits: they rest on 9 figures, fewer than 12."
    ) == finding(judged, "home education")


def test_a_steady_growth_from_year_to_year_is_a_rise():
    grown = terms(y2022=(50, 60, 70), y2023=(60, 70, 80), y2024=(70, 80, 90))

    judged = judge(grown, yearly=True)
    assert "rises" == judged.verdict
    assert "10 more children in 2024/25-summer than a year before" in finding(judged, "home education")


def test_a_period_whose_year_before_is_blank_is_left_out():
    judged = judge(terms(y2022=(None, 60, 70), y2023=(51, 59, 70), y2024=(50, None, 71)), yearly=True)

    assert ((-1, 0, -1, 1), ("2023/24-autumn", "2024/25-spring")) == (judged.values, judged.blank)
    assert "too few" == judged.verdict


# What holds of every series

COUNTS = st.lists(st.integers(0, 60), min_size=6, max_size=24)


def flagged_one_by_one(values: list[int]) -> dict[str, set[int]]:
    """A second reading: every figure that belongs to a window which meets a rule, by the words of each rule."""
    n, mean = len(values), sum(values) / len(values)
    reach = 2.66 * sum(abs(values[i] - values[i - 1]) for i in range(1, n)) / (n - 1)
    found: dict[str, set[int]] = {"outside": set(), "run": set(), "trend": set(), "near": set()}
    for i in range(n):
        if values[i] > mean + reach or values[i] < mean - reach:
            found["outside"].add(i)
        seven = values[i : i + 7]
        if len(seven) == 7:
            if all(v > mean for v in seven) or all(v < mean for v in seven):
                found["run"] |= set(range(i, i + 7))
            if seven == sorted(set(seven)) or seven == sorted(set(seven), reverse=True):
                found["trend"] |= set(range(i, i + 7))
        three = values[i : i + 3]
        high = [v for v in three if mean + reach * 2 / 3 < v <= mean + reach]
        low = [v for v in three if mean - reach <= v < mean - reach * 2 / 3]
        if len(three) == 3 and (
            (len(high) >= 2 and min(three) > mean) or (len(low) >= 2 and max(three) < mean)
        ):
            found["near"] |= set(range(i, i + 3))
    return found


def on_an_edge(values: list[int]) -> bool:
    """Whether a figure lies so near the mean or a limit that two ways to reckon may differ."""
    n, mean = len(values), sum(values) / len(values)
    reach = 2.66 * sum(abs(values[i] - values[i - 1]) for i in range(1, n)) / (n - 1)
    edges = [0, reach, reach * 2 / 3]
    return any(0 < abs(abs(value - mean) - edge) < 1e-9 for value in values for edge in edges)


@tried(max_examples=150)
@given(COUNTS)
def test_the_rules_agree_with_a_second_reading(values):
    if on_an_edge(values):
        return
    found: dict[str, set[int]] = {"outside": set(), "run": set(), "trend": set(), "near": set()}
    for signal in judge(series(*values)).signals:
        found[signal.rule] |= set(signal.places)

    assert flagged_one_by_one(values) == found


@tried(max_examples=60)
@given(COUNTS, st.integers(1, 500))
def test_more_of_everything_moves_the_limits_and_changes_no_verdict(values, more):
    plain = judge(series(*values), counts=False)
    moved = judge(series(*[value + more for value in values]), counts=False)

    assert pytest.approx([limit + more for limit in plain.limits]) == list(moved.limits)
    if not on_an_edge(values):
        assert (plain.signals, plain.verdict) == (moved.signals, moved.verdict)


@tried(max_examples=60)
@given(COUNTS)
def test_a_series_turned_over_says_the_opposite(values):
    plain, turned = (judge(series(*some), counts=False) for some in (values, [-value for value in values]))

    assert {(s.rule, FLIPPED[s.direction], s.places) for s in plain.signals} == set(turned.signals)


@given(st.floats(0, 1_000), st.integers(6, 30))
def test_a_series_that_stays_has_no_signal(value, times):
    judged = judge(series(*[value] * times))

    assert ((), "no clear change") == (judged.signals, judged.verdict)


def test_the_order_matters():
    rising = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    mixed = [8, 13, 4, 11, 6, 10, 5, 12, 7, 9]

    assert sorted(rising) == sorted(mixed)
    assert ("rises", "no clear change") == (judge(series(*rising)).verdict, judge(series(*mixed)).verdict)


@tried(max_examples=60)
@given(st.lists(st.none() | st.integers(0, 60), max_size=24))
def test_no_sentence_claims_a_rise_or_a_fall_that_the_rules_do_not_carry(values):
    judged = judge(series(*values))
    told = finding(judged, "children missing")

    assert told.endswith(".")
    assert ("A rise in" in told, "A fall in" in told) == (
        judged.verdict == "rises",
        judged.verdict == "falls",
    )
    assert ("trial" in told) == (6 <= len([v for v in values if v is not None]) < 12)
