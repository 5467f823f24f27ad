"""The charts of reports on a page: the declaration that documents draw, drawn by Plotly in the same colours."""

from html import escape
from textwrap import wrap
from typing import Any

from cme_data import palette
from cme_data.reports.charts.bars import sum_told, told
from cme_data.reports.charts.lines import LIMITS, SHAPES
from cme_data.reports.plainly import numbered
from cme_data.reports.report import Chart
from pages.components import charts


def draw(chart: Chart, key: str) -> None:
    """The chart, without its title: that stands over it in the page's own words."""
    data, layout = {"bars": _bars, "stacked": _bars, "lines": _lines}[chart.kind](chart)
    charts.draw(data, layout, chart.alt, key)


def _bars(chart: Chart) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    stacked, several = chart.kind == "stacked", len(chart.series) > 1
    labels = ["<br>".join(map(escape, wrap(place, 30))) for place in chart.places]
    by_series = palette.of_series([series.name for series in chart.series])
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": escape(series.name),
            "x": [value or 0 for value in series.values],
            "y": list(range(len(labels))),
            "marker": {"color": colour if stacked or several else list(palette.of_groups(chart.places))},
            "text": [told(value, chart.unit) for value in series.values],
            "textposition": "inside" if stacked else "outside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "textfont": {"color": palette.ink_on(colour) if stacked else palette.INK},
            "cliponaxis": False,
            "customdata": labels,
            "hovertemplate": "%{customdata}: %{text}<extra>" + escape(series.name) + "</extra>",
        }
        for series, colour in zip(chart.series, by_series, strict=True)
    ]
    each = 1 if stacked else len(chart.series)
    step = max((max(22 * each + 12, 19 * label.count("<br>") + 30) for label in labels), default=0)
    layout = {
        "height": 30 * several * len(chart.series) + step * len(labels),
        "barmode": "stack" if stacked else "group",
        "hovermode": "closest",
        "showlegend": several,
        "legend": {
            "orientation": "h", "x": 0, "y": -0.02, "yanchor": "top", "font": {"size": 14}, "itemclick": False,
            "traceorder": "normal", "maxheight": 1,
        },
        "bargap": 0.28,
        "margin": {"l": 0, "r": 90 if stacked else 60, "t": 4, "b": 4},
        "xaxis": {"visible": False, "rangemode": "tozero"},
        "yaxis": {
            "autorange": "reversed", "ticks": "", "showgrid": False, "zeroline": False, "tickvals": list(range(len(labels))), "ticktext": labels,
            "tickfont": {"size": 15}, "ticklabelstandoff": 8,
        },
        "annotations": [
            {
                "x": sum(series.values[place] or 0 for series in chart.series), "y": place, "xanchor": "left", "xshift": 4,
                "text": sum_told(chart, place), "showarrow": False, "font": {"size": 14},
            }
            for place in range(len(labels) if stacked else 0)
        ],
    }  # fmt: skip
    return data, layout


def _lines(chart: Chart) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    places = list(range(len(chart.places)))
    colours = palette.of_series([series.name for series in chart.series])
    data = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": escape(series.name),
            "x": places,
            "y": list(series.values),
            "line": {"color": colour, "width": 2.5, "dash": charts.DASHES[number % len(charts.DASHES)]},
            "connectgaps": False,
            "marker": {"symbol": SHAPES[number % len(SHAPES)], "size": 7},
            "text": [told(value, chart.unit) for value in series.values],
            "customdata": list(map(escape, chart.places)),
            "hovertemplate": "%{customdata}: %{text}<extra>" + escape(series.name) + "</extra>",
        }
        for number, (series, colour) in enumerate(zip(chart.series, colours, strict=True))
    ]
    limits = list(zip(LIMITS, chart.limits or (), strict=False))
    every = -(-len(places) // 8) or 1
    shown = places[::-1][::every]
    layout = {
        "height": 340,
        "hovermode": "closest",
        "showlegend": len(chart.series) > 1,
        "margin": {"l": 0, "r": 150 if limits else 12, "t": 34, "b": 0},
        "legend": {"orientation": "h", "x": 0, "y": -0.22, "yanchor": "top", "font": {"size": 14}, "itemclick": False},
        "xaxis": {
            "tickvals": shown, "ticktext": [escape(chart.places[place]) for place in shown], "showgrid": False,
            "zeroline": False,
            "tickfont": {"size": 13}, "tickangle": 0,
        },
        "yaxis": {
            "rangemode": "tozero", "tickformat": ".0%" if chart.unit == "%" else ",", "tickfont": {"size": 14},
            "linewidth": 0, "ticks": "", "nticks": 6,
        },
        "shapes": [
            {
                "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": limit, "y1": limit,
                "line": {"color": palette.GREY, "width": 1, "dash": "dash"},
            }
            for _, limit in limits
        ],
        "annotations": [
            {
                "xref": "paper", "x": 1, "xanchor": "left", "y": limit, "yanchor": side, "showarrow": False,
                "font": {"size": 13}, "text": f"{name} {numbered(limit, chart.unit)}",
            }
            for (name, limit), side in zip(limits, ("top", "middle", "bottom"), strict=False)
        ],
    }  # fmt: skip
    return data, layout
