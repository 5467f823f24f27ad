"""Bars for groups: side by side, or one on another."""

from collections.abc import Sequence
from typing import Any

from cme_data.palette import INK, ink_on, of_groups, of_series
from cme_data.reports.charts.words import GAP, LABEL, LINE, SIZE, WIDTH, Spec, key, wide, wrapped
from cme_data.reports.plainly import numbered
from cme_data.reports.report import Chart

Row = dict[str, Any]

_PLACE, _END = 230, 200  # pixels of a line of its words


def bars(chart: Chart) -> Spec:
    """Horizontal bars from the top down, each with its number, and among several its series, at its end."""
    several = len(chart.series) > 1
    by_series = of_series([series.name for series in chart.series])
    by_place = of_groups(chart.places)
    left, labels = _labels(chart.places)
    rows: list[Row] = [
        {
            "place": key(place, labels[place]), "series": number, "value": value, "colour": by_series[number] if several else by_place[place],
            "told": wrapped(told(value, chart.unit) + (f" ({series.name})" if several else ""), _END),
        }
        for number, series in enumerate(chart.series)
        for place, value in enumerate(series.values)
    ]  # fmt: skip
    right = max((wide(line) for row in rows for line in row["told"]), default=0) + GAP
    tall = LINE * max((len(row["told"]) for row in rows), default=1) + 2
    step = max(tall * len(chart.series) + 12, *(LINE * len(lines) + 8 for lines in labels), 28)
    y: Spec = {"y": _y()}
    if several:
        y["yOffset"] = {"field": "series", "type": "nominal"}
    x = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, _most(rows, "value")]},
    }
    return {
        "width": max(WIDTH - left - right, 200),
        "height": {"step": step / max(1, len(chart.series)), "for": "offset"} if several else {"step": step},
        "data": {"values": rows},
        "encoding": y,
        "layer": [
            {"mark": "bar", "encoding": {"x": x, "color": _as_is("colour")}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5},
                "transform": [{"calculate": "datum.value || 0", "as": "end"}],
                "encoding": {"x": x | {"field": "end"}, "text": {"field": "told"}},
            },
        ],
    }


def stacked(chart: Chart) -> Spec:
    """One bar a place, in parts whose numbers stand in them where there is room, and their sum at the end."""
    colours = of_series([series.name for series in chart.series])
    names = [key(number, [series.name]) for number, series in enumerate(chart.series)]
    left, labels = _labels(chart.places)
    parts: list[Row] = []
    ends: list[Row] = []
    for place, lines in enumerate(labels):
        start, at = 0.0, {"place": key(place, lines)}
        for name, series, colour in zip(names, chart.series, colours, strict=True):
            value = series.values[place]
            end = start + (value or 0)
            parts.append(
                at
                | {"series": name, "start": start, "end": end, "middle": (start + end) / 2}
                | {"told": told(value, chart.unit), "ink": ink_on(colour)}
            )
            start = end
        ends.append(at | {"end": start, "told": sum_told(chart, place)})
    width = max(WIDTH - left - max((wide(end["told"]) for end in ends), default=0) - GAP, 200)
    most = _most(ends, "end")
    inside = [part for part in parts if (part["end"] - part["start"]) / most * width > wide(part["told"]) + 4]
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, most]}}
    longest = max(wide(series.name) for series in chart.series)
    legend = {
        "orient": "top", "direction": "horizontal", "title": None, "labelFontSize": SIZE, "labelColor": INK, "labelLimit": WIDTH - left - 40,
        "columns": max(1, WIDTH // (longest + 30)), "symbolType": "square", "symbolStrokeWidth": 0,
        "labelExpr": LABEL, "offset": 4,
    }  # fmt: skip
    shown = {
        "field": "series", "type": "nominal", "legend": legend,
        "scale": {"domain": names, "range": list(colours)},
    }  # fmt: skip
    return {
        "width": width,
        "height": {"step": max(*(LINE * len(lines) + 8 for lines in labels), 32)},
        "encoding": {"y": _y()},
        "layer": [
            {
                "data": {"values": parts},
                "mark": {"type": "bar", "stroke": "white", "strokeWidth": 1},
                "encoding": {"x": x | {"field": "start"}, "x2": {"field": "end"}, "color": shown},
            },
            {
                "data": {"values": inside},
                "mark": "text",
                "encoding": {
                    "x": x | {"field": "middle"},
                    "text": {"field": "told"},
                    "color": _as_is("ink"),
                },
            },
            {
                "data": {"values": ends},
                "mark": {"type": "text", "align": "left", "dx": 5},
                "encoding": {"x": x | {"field": "end"}, "text": {"field": "told"}},
            },
        ],
    }


def sum_told(chart: Chart, place: int) -> str:
    """What stands at the end of a bar of parts: their sum, where all are known; shares need none."""
    values = [series.values[place] for series in chart.series]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return "not all known"
    return "" if chart.unit == "%" else numbered(sum(known), chart.unit)


def told(value: float | None, unit: str) -> str:
    """A number where it stands in a chart."""
    return "no figure" if value is None else numbered(value, unit)


def _labels(places: Sequence[str]) -> tuple[int, list[list[str]]]:
    """How wide the labels of the places are, and their lines."""
    lines = [wrapped(place, _PLACE) for place in places]
    return max((wide(line) for label in lines for line in label), default=0) + GAP, lines


def _y() -> Spec:
    axis = {"title": None, "labelPadding": 6, "labelExpr": LABEL}
    return {"field": "place", "type": "nominal", "sort": None, "axis": axis}


def _as_is(field: str) -> Spec:
    return {"field": field, "type": "nominal", "scale": None}


def _most(rows: Sequence[Row], field: str) -> float:
    return max((row[field] or 0 for row in rows), default=0) or 1
