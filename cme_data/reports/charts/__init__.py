"""A chart drawn for a document by Vega-Lite: without a browser, in our own typeface, without asking any network."""

import re
from functools import lru_cache
from html import escape
from pathlib import Path

from cme_data.palette import INK, LINE
from cme_data.reports.charts.bars import bars, stacked
from cme_data.reports.charts.lines import lines
from cme_data.reports.charts.words import SIZE, Spec
from cme_data.reports.report import Chart

_FONTS = Path(__file__).parents[1] / "fonts"
_DRAWN = {"bars": bars, "stacked": stacked, "lines": lines}


def has_figures(chart: Chart) -> bool:
    """Whether there is anything to draw."""
    return any(value is not None for series in chart.series for value in series.values)


def spec(chart: Chart) -> Spec:
    """The whole of a chart but its title, which stands over it as the document's own words."""
    drawn = _DRAWN[chart.kind](chart)
    return drawn | {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "autosize": "pad",
        "padding": 4,
        "background": "white",
        "config": {
            "font": "Liberation Sans",
            "aria": False,
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": SIZE, "labelColor": INK, "labelLimit": 0, "titleFontSize": SIZE, "titleColor": INK,
                "titleFontWeight": "normal", "domain": False, "ticks": False, "gridColor": LINE,
            },
            "text": {"fontSize": SIZE, "color": INK},
        },
    }  # fmt: skip


@lru_cache(maxsize=128)  # a report is often wanted in one form after the other
def svg(chart: Chart) -> str:
    """The chart as a drawing that a page or a PDF takes in."""
    _register_fonts()
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec(chart), allowed_base_urls=[])
    return drawn


def png(chart: Chart) -> bytes:
    """The chart as a picture for Word, twice as fine as the screen."""
    drawn = svg(chart)
    import vl_convert

    picture: bytes = vl_convert.svg_to_png(drawn, scale=2)
    return picture


def told_svg(chart: Chart, name: str) -> str:
    """The drawing for a web page, with what somebody who cannot see it is told; its ids begin with a name."""
    drawn = re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", svg(chart))  # it is one picture to who hears it
    drawn = re.sub(r'(\bid="|url\(#)', rf"\g<1>{name}-", drawn)
    start, inside = drawn.split(">", 1)
    return (
        f'{start} role="img" aria-labelledby="{name}-title {name}-alt"><title id="{name}-title">{escape(chart.title)}</title>'
        f'<desc id="{name}-alt">{escape(chart.alt)}</desc>{inside}'
    )


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(_FONTS))
