"""The two charts: bars for groups, lines for periods. Both in the Analysis Function's template."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.components import words

if TYPE_CHECKING:
    import plotly.graph_objects as go

_FONT = {"family": '"Source Sans", sans-serif', "size": 15, "color": "#1D2329"}
_CONFIG = {"displayModeBar": False, "responsive": True}
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_LINE, _PANEL = "#D6D6D6", "#3D3D3D"


@dataclass(frozen=True)
class Line:
    """One line: its name, its colour, and a value for each day (None leaves a gap)."""

    name: str
    colour: str
    values: Sequence[float | None]


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    colours: Sequence[str],
    *,
    alt: str,
    key: str,
    unit: str = "children",
) -> None:
    """Horizontal bars from the top down, each with its number at its end."""
    # A chart draws a few tags of HTML, links among them: what a label says stays words.
    lines = ["<br>".join(map(escape, wrap(label, 30))) for label in labels]
    # Every bar has the same room, so a label of two lines gives more of it to all.
    height = 24 + len(lines) * (30 + 8 * max((line.count("<br>") for line in lines), default=0))
    data = {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": lines,
        "marker": {"color": list(colours)},
        "text": [words.number(value) for value in values],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text} " + unit + "<extra></extra>",
    }
    layout = {
        "height": height,
        "hovermode": "closest",
        "bargap": 0.28,
        "margin": {"l": 0, "r": 44, "t": 4, "b": 4},
        "xaxis": {"visible": False, "range": [0, max(values, default=1) * 1.02 or 1]},
        "yaxis": {
            "autorange": "reversed",
            "ticks": "",
            "showgrid": False,
            "tickfont": {"size": 15},
            "ticklabelstandoff": 8,
        },
    }
    draw([data], layout, alt, key)


def lines(
    days: Sequence[date],
    labels: Sequence[str],
    series: Sequence[Line],
    *,
    ticks: Sequence[str],
    alt: str,
    key: str,
    panel: date | None = None,
    unfinished: bool = False,
) -> None:
    """Lines over the last days of periods, from zero; blank periods are gaps, the newest panel is a marked day.

    An `unfinished` last period stands apart as a hollow mark: a line down to it would look like a fall.
    """
    whole = len(days) - unfinished
    data: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": escape(line.name),
            "x": list(days[:whole]),
            "y": list(line.values[:whole]),
            "line": {"color": line.colour, "width": 2.5, "dash": DASHES[place % 6]},
            "connectgaps": False,
            "marker": {"symbol": _SYMBOLS[place % 6], "size": 7},
            "customdata": list(labels),
            "hovertemplate": "%{customdata}: %{y}<extra>" + escape(line.name) + "</extra>",
        }
        for place, line in enumerate(series)
    ]
    if unfinished:
        data += [
            {
                "type": "scatter",
                "mode": "markers",
                "name": escape(line.name),
                "showlegend": False,
                "x": [days[-1]],
                "y": [line.values[-1]],
                "marker": {
                    "symbol": f"{_SYMBOLS[place % 6]}-open",
                    "size": 9,
                    "color": line.colour,
                    "line": {"width": 2},
                },
                "hovertemplate": f"{labels[-1]}: %{{y}}<extra>{escape(line.name)}</extra>",
            }
            for place, line in enumerate(series)
        ]
    shown = _ticked(days)
    layout: dict[str, Any] = {
        "height": 330 + 30 * max(0, len(series) - 4),
        "hovermode": "closest",
        "showlegend": len(series) > 1,
        "margin": {"l": 0, "r": 12, "t": 34, "b": 0},
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": -0.22,
            "yanchor": "top",
            "font": {"size": 14},
            "itemclick": False,
        },
        "xaxis": {
            "tickvals": [days[i] for i in shown],
            "ticktext": [ticks[i] for i in shown],
            "showgrid": False,
            "tickfont": {"size": 13},
            "tickangle": 0,
        },
        "yaxis": {
            "rangemode": "tozero",
            "tickformat": ",",
            "tickfont": {"size": 14},
            "linewidth": 0,
            "ticks": "",
            "nticks": 6,
        },
    }
    if panel and days and days[0] <= panel <= days[-1]:
        layout["shapes"] = [
            {
                "type": "line",
                "x0": panel,
                "x1": panel,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": _PANEL, "width": 1.5, "dash": "dot"},
            }
        ]
        layout["annotations"] = [
            {
                "x": panel,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "xanchor": "right",
                "showarrow": False,
                "text": f"Panel {words.day(panel)}",
                "font": {"size": 13, "color": _PANEL},
            }
        ]
    draw(data, layout, alt, key)


def _ticked(days: Sequence[date]) -> list[int]:
    """The places of some seven days, the last among them, and none so near the next that their words would touch."""
    step = -(-len(days) // 7)
    shown: list[int] = []
    for place in range(len(days) - 1, -1, -step or -1):
        if not shown or 8 * (days[shown[-1]] - days[place]) >= days[-1] - days[0]:
            shown.append(place)
    return shown[::-1]


def draw(data: list[dict[str, Any]], layout: dict[str, Any], alt: str, key: str) -> None:
    """A chart of our own making, in the template."""
    figure = _figure(json.dumps({"data": data, "layout": layout}, default=str))
    st.plotly_chart(figure, theme=None, config=_CONFIG, alt=alt, key=key)


@lru_cache(maxsize=512)
def _figure(told: str) -> "go.Figure":
    """The figure that a text tells of; the template makes it ten times as dear to build as to look up."""
    # Half a second at the first chart of a server's life, so not at its start.
    import plotly.graph_objects as go
    from afcharts import pio_template  # noqa: F401  registers the template by being imported

    declared = json.loads(told)
    declared["layout"] |= {
        "template": "afcharts",
        "font": _FONT,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }
    return go.Figure(declared)
