"""The doors that figures leave by, each with its marking (R25)."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from cme_data.disclosure.dependent import dependent
from cme_data.disclosure.pattern import pattern
from cme_data.disclosure.shown import Hidden, Shown, let_out
from cme_data.disclosure.ties import ties
from cme_data.errors import CmeError
from cme_data.settings import Settings
from cme_data.statistics import Equation, Family, Figure, Key
from cme_data.workbook.outgoing import MARKING

OPEN = "OFFICIAL"
"""The marking of what everybody may read."""
_KEPT = 8
"""How many families' patterns are remembered: one report is drawn several times, on the screen and as files."""


def internal(family: Family, settings: Settings) -> Shown:
    """Exact figures for inside the service, OFFICIAL-SENSITIVE."""
    return let_out(family, MARKING, "Exact figures, for inside the service.", _NOTHING_HIDDEN, released=False)


def released(family: Family, settings: Settings, already: Mapping[Key, float] | None = None) -> Shown:
    """Figures for outside: small counts hidden, and with them whatever would give one away; OFFICIAL.

    `already` are the figures of the same period that were released before: those that still stand are known, so
    they are shown, and protect nothing.
    """
    up_to = settings.disclosure.suppress_up_to
    figures, hidden = _suppressed(
        frozenset(family.figures.items()),
        frozenset(family.equations),
        frozenset(family.at_most),
        up_to,
        frozenset((already or {}).items()),
    )
    ordered = {key: figures[key] for key in family.figures}
    return let_out(replace(family, figures=ordered), OPEN, _explained(hidden, up_to), hidden, released=True)


def dfe_exact(family: Family, settings: Settings, purpose: str, who: str) -> Shown:
    """The one export of exact figures: the DfE's termly return, OFFICIAL-SENSITIVE, with who makes it and what for."""
    if not purpose.strip() or not who.strip():
        raise CmeError(
            "Say who makes the return and what for: exact figures leave the service only with both."
        )
    explained = f"Exact figures for the Department for Education ({purpose.strip()}), made by {who.strip()}."
    return let_out(family, MARKING, explained, _NOTHING_HIDDEN, released=False)


_NOTHING_HIDDEN = Hidden(0, 0, 0)


@lru_cache(maxsize=_KEPT)
def _suppressed(
    figures: frozenset[tuple[Key, Figure]],
    equations: frozenset[Equation],
    at_most: frozenset[tuple[Key, Key]],
    up_to: int,
    already: frozenset[tuple[Key, float]],
) -> tuple[Mapping[Key, Figure], Hidden]:
    exact = dict(sorted(figures))
    tied = ties(
        Family(exact, tuple(sorted(equations, key=_in_order)), tuple(sorted(at_most))), up_to, dict(already)
    )
    found = pattern(tied, up_to)
    hidden = {tied.keys[cell] for cell in found.small | found.beside}
    counted = {
        key: replace(figure, value=None, why="c") if key in hidden else figure
        for key, figure in exact.items()
    }
    told = Hidden(
        counts=sum(figure.kind == "count" and figure.value is not None for figure in exact.values()),
        small=len(found.small),
        beside=len(found.beside),
        exposed=tuple(sorted({tied.key(cell) for cell in found.exposed})),
    )
    return dependent(counted, exact, sorted(equations, key=_in_order), up_to), told


def _in_order(equation: Equation) -> tuple[Key, tuple[Key, ...], tuple[Key, ...]]:
    return equation.total, equation.parts, equation.less


def _explained(hidden: Hidden, up_to: int) -> str:
    if not up_to:
        return "All counts are exact: this authority hides none, however small."
    small = "Counts of 1" if up_to == 1 else f"Counts from 1 to {up_to}"
    how_many = hidden.small + hidden.beside
    return (
        f"{small} are hidden [c], and with them the counts from which one of those could be worked out: "
        f"{how_many:,} of {hidden.counts:,} in all, over every borough and period. "
        f"All other counts are exact, and 0 is shown. Percentages, averages and rates stand only where the counts "
        "behind them are shown."
    )
