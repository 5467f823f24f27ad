"""The chart of one child's time: spells as bars, weekly hours as a stepped line, events and changes as marks."""

from collections import defaultdict
from datetime import date
from html import escape
from typing import Any

from cme_data.dimensions import REGISTER
from cme_data.story import Spell, Story
from pages.components import charts, colours, words
from schemas import CHILD_REGISTERS

_CHANGES = "A list changed something"
_ROWS = {"Action": "Actions", "Enquiry": "Enquiries", "Removal": "Approvals", "Annual": "Annual reviews"}
"""The row of the chart, by the first word of what an event is."""
_DAY = 24 * 60 * 60 * 1000
_MONTH = "M1"


def draw(told: Story, today: date, *, alt: str) -> None:
    """The chart; a bar that runs to today is still open."""
    registers = [name for name in CHILD_REGISTERS if any(spell.register == name for spell in told.spells)]
    marks = _marks(told)
    rows = [REGISTER.title(name) for name in registers] + list(marks)
    data = [
        _bar(spell, today, colours.palette()[CHILD_REGISTERS.index(spell.register)]) for spell in told.spells
    ]
    data += [_dots(kind, found) for kind, found in marks.items()]
    data += [
        _hours(spell, today) for spell in told.spells if any(hours is not None for _, hours in spell.hours)
    ]
    with_hours = any(trace.get("yaxis") == "y2" for trace in data)
    lower = 0.36 if with_hours else 0
    layout: dict[str, Any] = {
        "height": 60 + 34 * len(rows) + (150 if with_hours else 0),
        "hovermode": "closest",
        "showlegend": False,
        "barmode": "overlay",
        "bargap": 0.3,
        "margin": {"l": 0, "r": 12, "t": 8, "b": 24},
        "xaxis": {
            "type": "date",
            # Less than a month apart, ticks are told from one another by their day.
            "tickformatstops": [
                {"dtickrange": [None, _MONTH], "value": "%-d %b<br>%Y"},
                {"dtickrange": [_MONTH, None], "value": "%b<br>%Y"},
            ],
            "tickfont": {"size": 13},
            "showgrid": True,
            "anchor": "y2" if with_hours else "y",
        },
        "yaxis": {
            "domain": [lower + 0.06 if with_hours else 0, 1],
            "categoryorder": "array",
            "categoryarray": rows,
            "autorange": "reversed",
            "showgrid": False,
            "ticks": "",
            "tickfont": {"size": 14},
            "automargin": True,
        },
    }
    if with_hours:
        # Up to full time at the least, so that few hours look few.
        most = max(25, *(hours for spell in told.spells for _, hours in spell.hours if hours is not None))
        layout["yaxis2"] = {
            "domain": [0, lower],
            "range": [0, most * 1.05],
            "title": {"text": "Hours a week"},
            "nticks": 5,
        }
    charts.draw(data, layout, alt, "timeline")


def _bar(spell: Spell, today: date, colour: str) -> dict[str, Any]:
    """A spell from its opening to its closing; one of a single day can still be seen."""
    end = spell.closed_on or max(today, spell.opened_on)
    until = f"to {words.day(spell.closed_on)}" if spell.closed_on else "still open"
    return {
        "type": "bar",
        "orientation": "h",
        "base": [spell.opened_on],
        "x": [max((end - spell.opened_on).days, 1) * _DAY],
        "y": [REGISTER.title(spell.register)],
        "marker": {"color": colour},
        "hovertext": [f"{words.day(spell.opened_on)} {until}<br>{escape(spell.provider)}"],
        "hoverinfo": "text",
    }


def _marks(told: Story) -> dict[str, list[tuple[date, str]]]:
    """Days and texts of what happened on one day, by its row of the chart."""
    marks: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for event in told.events:
        marks[_ROWS[event.kind.split()[0]]].append(
            (event.on, f"{words.day(event.on)}: {event.kind}, {event.text}")
        )
    changed: dict[date, list[str]] = defaultdict(list)
    for change in told.changes:
        changed[change.on].append(change.label)
    for day, labels in sorted(changed.items()):
        marks[_CHANGES].append((day, f"{words.day(day)}: {words.listed(dict.fromkeys(labels))}"))
    return marks


def _dots(kind: str, found: list[tuple[date, str]]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day for day, _ in found],
        "y": [kind] * len(found),
        "marker": {"symbol": "diamond", "size": 10, "color": colours.palette()[4]},
        "hovertext": [escape(text) for _, text in found],
        "hoverinfo": "text",
    }


def _hours(spell: Spell, today: date) -> dict[str, Any]:
    """A stepped line from the opening to the closing; hours not recorded leave a gap."""
    end = spell.closed_on or max(today, spell.opened_on)
    steps = [step for step in spell.hours if step[0] <= end]
    days, hours = [day for day, _ in steps], [value for _, value in steps]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*days, end],
        "y": [*hours, hours[-1] if hours else None],
        "line": {
            "shape": "hv",
            "width": 2.5,
            "color": colours.palette()[CHILD_REGISTERS.index(spell.register)],
        },
        "connectgaps": False,
        "yaxis": "y2",
        "hovertemplate": "%{x|%-d %B %Y}: %{y} hours<extra>" + REGISTER.title(spell.register) + "</extra>",
    }
