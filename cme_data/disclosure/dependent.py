"""Figures that speak of counts: percentages, medians, means and rates, shown only as far as their counts are (R12)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from cme_data.disclosure.ties import Untrue
from cme_data.statistics import Equation, Figure, Key


def dependent(
    figures: Mapping[Key, Figure], exact: Mapping[Key, Figure], equations: Iterable[Equation], up_to: int
) -> dict[Key, Figure]:
    """The figures with their counts already hidden, and now all that would speak of those."""
    shown = {key: _of_shown(key, figure, figures, up_to) for key, figure in figures.items()}
    _hide_what_is_left(shown, exact, equations, up_to)
    return shown


def _of_shown(key: Key, figure: Figure, figures: Mapping[Key, Figure], up_to: int) -> Figure:
    if figure.kind == "count" or figure.value is None:
        return figure
    if not figure.of or (figure.kind == "share" and len(figure.of) != 2):
        raise Untrue(f"{key} does not say which counts stand behind it.")
    counts = [figures[one] if one in figures else Figure(None, why="x") for one in figure.of]
    values = [count.value for count in counts if count.value is not None]
    if len(values) < len(counts):
        return replace(figure, value=None, why="c")
    if figure.kind == "share":
        part, whole = values
        return replace(figure, value=part / whole) if whole else replace(figure, value=None, why="z")
    if any(1 <= value <= up_to or (not value and figure.kind != "rate") for value in values):
        return replace(figure, value=None, why="c")
    return figure


def _hide_what_is_left(
    shown: dict[Key, Figure], exact: Mapping[Key, Figure], equations: Iterable[Equation], up_to: int
) -> None:
    """What the whole's mean and those of its other parts leave must speak of more children than the threshold."""
    speaking: dict[Key, list[Key]] = defaultdict(list)
    for key, figure in exact.items():
        if figure.kind in ("days", "hours") and figure.value is not None:
            for count in figure.of:
                speaking[count].append(key)
    for equation in equations:
        for whole in speaking[equation.total]:
            said = {
                count: key
                for count in equation.parts
                for key in speaking[count]
                if key.statistic == whole.statistic
            }
            while shown[whole].value is not None:
                hidden = [
                    count for count in equation.parts if count not in said or not _has(shown, said[count])
                ]
                left = sum(exact[count].value or 0 for count in hidden)
                showing = [count for count in equation.parts if count not in hidden]
                if not 1 <= left <= up_to or not showing:
                    break
                least = min(showing, key=lambda count: (exact[count].value or 0, count))
                shown[said[least]] = replace(shown[said[least]], value=None, why="c")


def _has(shown: Mapping[Key, Figure], key: Key) -> bool:
    return shown[key].value is not None
