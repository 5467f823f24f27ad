"""Lines for periods, with the limits of ordinary variation where they are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from cme_data.palette import GREY, of_series
from cme_data.reports.charts.words import GAP, LABEL, LINE, WIDTH, Spec, key, wide, wrapped
from cme_data.reports.plainly import numbered
from cme_data.reports.report import Chart

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
DASHES = ((1, 0), (7, 3), (2, 3), (8, 3, 2, 3), (12, 3), (12, 3, 2, 3))
LIMITS = ("Lower limit", "Mean", "Upper limit")

_HEIGHT = 240
_NAME, _PLACE = 190, 90  # pixels of a line of its words


@dataclass(slots=True)
class _Named:
    """Words at the right of a line, beside the height at which it ends."""

    lines: list[str]
    y: float
    colour: str
    shape: str | None = None


def lines(chart: Chart) -> Spec:
    """Lines from zero over periods in order; a blank period is a gap, and each line is named where it ends."""
    values = [value for series in chart.series for value in series.values if value is not None]
    ticks = scale([*values, *(chart.limits or ())])
    low, top = ticks[0], ticks[-1]
    colours = of_series([series.name for series in chart.series])
    named = [
        _Named([f"{name} {numbered(limit, chart.unit)}"], limit, GREY)
        for name, limit in zip(LIMITS, chart.limits or (), strict=False)
    ]
    if len(chart.series) > 1:
        named += [
            _Named(wrapped(series.name, _NAME), _last(series.values), colour, SHAPES[number % len(SHAPES)])
            for number, (series, colour) in enumerate(zip(chart.series, colours, strict=True))
        ]
    for one in named:
        one.y = _HEIGHT * (top - one.y) / ((top - low) or 1)
    _apart(named)
    places = [wrapped(place, _PLACE) for place in chart.places]
    keys = [key(number, lines) for number, lines in enumerate(places)]
    widest = max((wide(line) for lines in places for line in lines), default=0) + 10
    left = max(wide(numbered(tick, chart.unit)) for tick in ticks) + GAP
    right = max((wide(line) + 20 for one in named for line in one.lines), default=0)
    # The last period's label stands half beside the chart.
    width = WIDTH - left - max(right, widest // 2) - GAP
    every = ceil(len(keys) * widest / width) or 1
    x = {
        "field": "place", "type": "ordinal", "scale": {"domain": keys, "type": "point", "padding": 0.3},
        "axis": {
            "title": None, "labelAngle": 0, "labelPadding": 6, "values": keys[::-1][::every], "labelExpr": LABEL,
        },
    }  # fmt: skip
    y = {
        "field": "value", "type": "quantitative", "scale": {"domain": [low, top], "nice": False},
        "axis": {
            "title": chart.unit if chart.unit != "%" else None, "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end",
            "titleY": -14, "titleX": -left, "values": ticks, "format": "~%" if chart.unit == "%" else ",~f", "grid": True,
        },
    }  # fmt: skip
    drawn: list[Spec] = [
        {
            "data": {"values": [{"value": limit}]},
            "mark": {"type": "rule", "strokeDash": [4, 4], "strokeWidth": 1, "color": GREY},
            "encoding": {"y": y},
        }
        for limit in chart.limits or ()
    ]
    drawn += [
        {
            "data": {"values": [{"place": at, "value": value} for at, value in zip(keys, series.values, strict=True)]},
            "mark": {
                "type": "line", "color": colour, "strokeWidth": 2.2, "strokeDash": DASHES[number % len(DASHES)],
                "invalid": "break-paths-filter-domains",
                "point": {"shape": SHAPES[number % len(SHAPES)], "size": 44, "filled": True, "color": colour, "opacity": 1},
            },
            "encoding": {"x": x, "y": y},
        }
        for number, (series, colour) in enumerate(zip(chart.series, colours, strict=True))
    ]  # fmt: skip
    for one in named:
        if one.shape:
            point = {
                "type": "point",
                "shape": one.shape,
                "size": 44,
                "filled": True,
                "opacity": 1,
                "color": one.colour,
            }
            drawn.append({"data": {"values": [{}]}, "mark": point | {"x": width + 10, "y": one.y}})
        for number, line in enumerate(one.lines):
            text = {"type": "text", "align": "left", "baseline": "middle", "x": width + 20}
            at = one.y + LINE * (number - (len(one.lines) - 1) / 2)
            drawn.append(
                {
                    "data": {"values": [{"line": line}]},
                    "mark": text | {"y": at},
                    "encoding": {"text": {"field": "line"}},
                }
            )
    return {"width": width, "height": _HEIGHT, "layer": drawn}


def scale(values: Sequence[float]) -> list[float]:
    """Some five round numbers from zero, or below, to the greatest value or above it."""
    low, high = min([0.0, *values]), max([0.0, *values])
    rough = max((high - low or 1) / 5, 0.001)
    size = 10.0 ** floor(log10(rough))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= rough * 0.999)
    if high - low >= 5:
        step = ceil(step)  # of children there are no halves
    last = max(ceil((high or 1) / step - 1e-9), 1)
    return [round(step * number, 6) for number in range(floor(low / step), last + 1)]


def _apart(named: list[_Named]) -> None:
    """Move words that would lie on one another down, and up again from where the chart ends."""
    named.sort(key=lambda one: one.y)
    for above, below in pairwise(named):
        below.y = max(below.y, above.y + _between(above, below))
    if named:
        named[-1].y = min(named[-1].y, _HEIGHT - LINE * len(named[-1].lines) / 2)
    for below, above in pairwise(reversed(named)):
        above.y = min(above.y, below.y - _between(above, below))


def _between(above: _Named, below: _Named) -> float:
    return LINE * (len(above.lines) + len(below.lines)) / 2 + 1


def _last(values: Sequence[float | None]) -> float:
    return next((value for value in reversed(values) if value is not None), 0.0)
