"""Charts of reports: one declaration, two renderers in the same colours; gaps stay gaps and no words lie on others."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from afcharts.af_colours import get_af_colours
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import ImageFont
from streamlit.testing.v1 import AppTest

from cme_data import palette
from cme_data.dimensions import DIMENSIONS
from cme_data.reports import charts
from cme_data.reports.charts.lines import scale
from cme_data.reports.report import Chart, Series
from tests.documents import BARS, CHARTS, LINES, STACKED

SVG = "{http://www.w3.org/2000/svg}"
FONT = ImageFont.truetype(str(Path(charts.__file__).parents[1] / "fonts" / "LiberationSans-Regular.ttf"), 12)
WORDS = st.text(
    st.characters(codec="ascii", categories=("L", "N", "Z", "P")), min_size=1, max_size=60
).filter(str.strip)
VALUES = st.none() | st.integers(0, 5000).map(float) | st.floats(0, 99)


class Box(NamedTuple):
    """The room that a line of words takes."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def lies_on(self, other: "Box") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.5


def boxes(drawn: str) -> tuple[list[Box], float, float]:
    """Every line of words in a drawing, by the measures of the typeface itself, and how large the drawing is."""
    root = ET.fromstring(drawn)
    found: list[Box] = []

    def walk(element: ET.Element, x: float, y: float) -> None:
        moved = re.match(r"translate\(([-\d.e]+),([-\d.e]+)\)", element.get("transform", ""))
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        if element.tag == f"{SVG}text":
            down = 0.0
            for line in element.findall(f"{SVG}tspan") or [element]:
                down += float(line.get("dy", 0))
                wide = FONT.getlength(line.text or "")
                left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
                found.append(Box(line.text or "", left, left + wide, y + down - 9, y + down + 2))
        for child in element:
            walk(child, x, y)

    walk(root, 0, 0)
    return found, float(root.get("width", 0)), float(root.get("height", 0))


def assert_readable(chart: Chart) -> None:
    found, width, height = boxes(charts.svg(chart))
    assert [] == [(a.text, b.text) for a, b in combinations(found, 2) if a.lies_on(b)]
    assert width <= 680
    assert all(
        b.left >= -0.5 and b.right <= width + 0.5 and b.top >= -1 and b.bottom <= height + 1 for b in found
    )


@st.composite
def any_chart(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(["bars", "stacked", "lines"]))
    places = tuple(draw(st.lists(WORDS, min_size=1, max_size=20)))
    names = draw(st.lists(WORDS, min_size=1, max_size=6, unique=True))
    values = st.lists(VALUES, min_size=len(places), max_size=len(places)).map(tuple)
    series = tuple(Series(name, draw(values)) for name in names)
    limits = st.tuples(*[st.floats(0, 5000)] * 3).map(sorted).map(tuple)
    bound = draw(st.none() | limits) if kind == "lines" else None
    return Chart(kind, "Title", places, series, "children", "Alt.", bound)


WIDE = ("WM@%" * 15, "ABCDEFGHKNOR" * 5, "mw" * 30)


@given(any_chart())
@example(Chart("lines", "T", (*"123456789", "@" * 9), (Series("A", (None,) * 10),), "children", "A"))
@example(Chart("bars", "T", ("if", "null"), (Series("if", (1, 2)), Series("datum", (1, 2))), "children", "A"))
@example(
    Chart("stacked", "T", ("if", "if"), (Series("if", (1, 2)), Series("datum", (1, 2))), "children", "A")
)
@example(Chart("lines", "T", ("if", "if"), (Series("if", (1, 2)), Series("datum", (1, 2))), "children", "A"))
@example(Chart("bars", "T", WIDE, (Series("WWW " * 6, (1, 2, 3)), Series("M", (1, 2, 3))), "children", "A"))
@example(
    Chart("stacked", "T", WIDE, (Series("WWW " * 6, (1, 2, 3)), Series("M", (1, 2, 3))), "children", "A")
)
@example(
    Chart("lines", "T", WIDE, tuple(Series("W" * 30 + str(n), (1, 2, 3)) for n in range(6)), "children", "A")
)
@settings(max_examples=25, deadline=None)
def test_no_words_of_any_chart_lie_on_others_and_all_are_within_the_page(chart):
    assert_readable(chart)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.kind)
def test_every_value_stands_at_its_bar_and_every_line_is_named(chart):
    words = [box.text for box in boxes(charts.svg(chart))[0]]

    expected = {
        "bars": ["120 (2024/25)", "no figure (2024/25)", "12 (2025/26)", "4 (2025/26)"],
        "stacked": ["30", "34", "not all known"],  # the smallest part has no room for its number
        "lines": ["Kingston upon Thames", "All", "Upper limit 24.9", "Mean 24.1", "Lower limit 17.2"],
    }[chart.kind]
    assert set(expected) <= set(words)


def test_lines_that_end_together_at_the_top_are_named_beside_the_chart():
    def tall(many: int) -> float:
        series = tuple(Series(f"Number {n}", (1, 10)) for n in range(many))
        return boxes(charts.svg(Chart("lines", "T", ("A", "B"), series, "children", "A")))[2]

    assert tall(2) == tall(6)


def test_a_blank_period_is_a_gap_in_the_line():
    drawn = charts.svg(LINES)
    (line,) = re.findall(rf'd="([^"]+)"[^>]*stroke="{palette.PALETTE[0]}"[^>]*stroke-width="2.2"', drawn)

    assert line.count("M") == 4  # blank in three places: four pieces


@given(st.lists(st.floats(0, 1e6), max_size=8))
def test_a_scale_begins_at_zero_and_holds_every_value(values):
    ticks = scale(values)

    assert ticks[0] == 0
    assert ticks[-1] >= max(values, default=0) * 0.999
    assert 2 <= len(ticks) <= 7


def test_nothing_is_fetched_and_no_typeface_but_ours_is_named():
    for chart in CHARTS:
        drawn = charts.svg(chart)
        assert set(re.findall(r'font-family="([^"]+)"', drawn)) == {"Liberation Sans"}
        assert "<image" not in drawn
        assert "href" not in drawn


# Colours


def test_the_palette_is_that_of_the_analysis_function():
    assert list(palette.PALETTE) == get_af_colours("categorical")


def test_a_category_and_a_borough_keep_their_colours_in_every_chart():
    kingston, richmond = DIMENSIONS["borough"].order[:2]

    assert palette.of_series([richmond, "All", kingston])[::2] == (
        palette.of(DIMENSIONS["borough"], richmond),
        palette.of(DIMENSIONS["borough"], kingston),
    )
    assert palette.of_groups(["At risk", "Whatever", "Not recorded"]) == (
        palette.of(DIMENSIONS["category"], "At risk"), palette.MAIN, palette.GREY,
    )  # fmt: skip


@given(st.lists(WORDS | st.sampled_from(["At risk", "Not recorded"]), unique=True, max_size=6))
def test_series_drawn_together_have_colours_of_their_own(names):
    colours = palette.of_series(names)

    assert len(set(colours)) == len(names)


@pytest.mark.parametrize("colour", [*palette.PALETTE, palette.GREY])
def test_words_on_a_colour_can_be_read(colour):
    def light(written: str) -> float:
        parts = [int(written[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, pale = sorted((light(colour), light(palette.ink_on(colour))))
    assert (pale + 0.05) / (dark + 0.05) >= 4.5  # WCAG AA


# The same declaration on a page


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.kind)
def test_a_page_draws_the_same_values_in_the_same_colours(chart):
    def page(kind: str) -> None:
        from pages.components import declared
        from tests import documents

        declared.draw(next(chart for chart in documents.CHARTS if chart.kind == kind), "chart")

    at = AppTest.from_function(page, args=(chart.kind,)).run(timeout=20)
    assert not at.exception
    drawn = _figure(at)

    across = "y" if chart.kind == "lines" else "x"
    assert [list(trace[across]) for trace in drawn["data"]] == [
        [value if chart.kind == "lines" else value or 0 for value in series.values] for series in chart.series
    ]
    colours = [trace["line" if chart.kind == "lines" else "marker"]["color"] for trace in drawn["data"]]
    assert colours == list(palette.of_series([series.name for series in chart.series]))


def _figure(at: AppTest) -> dict:
    import json

    (element,) = at.get("plotly_chart")
    return json.loads(element.proto.spec)


def test_what_a_document_says_of_a_bar_without_a_figure_a_page_says_too():
    assert "no figure" in charts.svg(BARS)
    assert "not all known" in charts.svg(STACKED)
