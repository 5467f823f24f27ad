"""What became of the other measures over time."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from cme_data.calendar import Period, academic_year, periods
from cme_data.dimensions import DIMENSIONS, STAGES
from cme_data.measures.actions import ACTIONS
from cme_data.measures.caseload import CASELOAD
from cme_data.measures.compose import beside, ctes, narrowed, sql, staged, swept
from cme_data.measures.flows import FLOWS
from cme_data.measures.hours import HOURS, HOURS_REGISTERS
from cme_data.measures.measure import Count, Figure, Measure, Question, Rows, World
from schemas import CHILD_REGISTERS

# Each figure is one of another measure, asked at the end of the period or over it; so its list is that one's.
_BEHIND: dict[str, tuple[Measure, str]] = {
    "caseload": (CASELOAD, "children"),
    "below_25": (HOURS, "below_25"),
    "overdue": (ACTIONS, "overdue"),
    "joined": (FLOWS, "joined"),
    "left": (FLOWS, "left"),
}
_SWEPT = ("caseload", "recorded", "full", "overdue", "joined", "left")
_UPLOADED = "SELECT DISTINCT as_at FROM uploads WHERE list_contains($uploaded, register)"

_Group = tuple[Any, ...]
_Changes = dict[str, dict[int, int]]


class Trend(Measure):
    """One sweep over all that begins and ends, in place of a question a period."""

    def count(self, world: World, question: Question) -> Count:
        """A row a period, within each group; where nothing was uploaded its figures are None."""
        self._check(question)
        spans = self.periods(question)
        known = self.known(world, question, spans)
        rows: Rows = []
        for group, changes in self._groups(world, question, spans).items():
            by = dict(zip(question.by, group, strict=True))
            told = _over(changes, len(spans), _of_children(question))
            found = [any(figures.values()) or not by for figures in told]
            seen = any(f and k for f, k in zip(found, known, strict=True)) or not by
            for span, is_known, figures, is_found in zip(spans, known, told, found, strict=True):
                if is_found if is_known else seen:
                    said = figures if is_known else dict.fromkeys(figures)
                    rows.append({**by, "period": span.label, "start": span.start, "end": span.end, **said})
        return Count(self, question, world.known_at, self.in_order(rows, question.by))

    def list(self, world: World, question: Question, figure: str | None = None, detail: bool = False) -> Rows:
        """Who is behind a figure (the caseload, unless one is named) of each period, its `period` first."""
        self._check(question)
        measure, name = _BEHIND[self.figure(figure).name]
        if measure is ACTIONS and not _of_children(question):
            return []
        spans = self.periods(question)
        return [
            {"period": span.label, **row}
            for span, is_known in zip(spans, self.known(world, question, spans), strict=True)
            if is_known
            for row in measure.list(
                world, replace(question, as_at=span.end, start=span.start, end=span.end), name, detail
            )
        ]

    def periods(self, question: Question) -> Sequence[Period]:
        """The periods asked about; by month, unless others are named."""
        return periods(question.every or "month", *question.period)

    def known(self, world: World, question: Question, spans: Sequence[Period]) -> Sequence[bool]:
        """Whether each period has data: a list of the registers asked for that speaks for one of its days.

        A fortnight carries on what earlier lists said.
        """
        asked = [name for name in question.filters.get("register", CHILD_REGISTERS) if name in CHILD_REGISTERS]
        days = [row["as_at"] for row in world.rows(_UPLOADED, {"uploaded": asked})]
        if question.every == "fortnight":
            return [any(day <= span.end for day in days) for span in spans]
        return [any(span.start <= day <= span.end for day in days) for span in spans]

    def _groups(self, world: World, question: Question, spans: Sequence[Period]) -> dict[_Group, _Changes]:
        filters = narrowed((name for name in question.filters if name != "register"), registers=None)
        parts = {
            "actions": sql(ACTIONS.file),
            "cases": sql(self.file),
            "staged": staged(),
            "narrowed": f"SELECT *\nFROM staged\nWHERE {filters}",
            "swept": swept(question.by),
        }
        found = world.rows(f"{ctes(parts)}\nSELECT *\nFROM swept", self._sweep_params(question, spans))
        groups: dict[_Group, _Changes] = {} if question.by else {(): {}}
        for row in found:
            changes = groups.setdefault(tuple(row[name] for name in question.by), {})
            figure = changes.setdefault(row["figure"], {})
            figure[row["position"]] = figure.get(row["position"], 0) + row["change"]
        return groups

    def _sweep_params(self, question: Question, spans: Sequence[Period]) -> dict[str, Any]:
        ends = [span.end for span in spans]
        # A year group that no list records changes on 1 September, and only matters where it is asked about.
        years = [academic_year(end) if STAGES & {*question.by, *question.filters} else None for end in ends]
        first = [i for i in range(len(ends)) if i == 0 or years[i] != years[i - 1]]
        return self.params(question) | {
            "starts": [span.start for span in spans],
            "ends": ends,
            "hours_registers": list(HOURS_REGISTERS),
            "run_first": [i + 1 for i in first],
            "run_after": [i + 1 for i in (*first[1:], len(ends))],
            "run_day": [ends[i] for i in first],
            "days": ends if _of_children(question) and ACTIONS.asked(question) else [],
            "child_registers": list(CHILD_REGISTERS),
        }


def _of_children(question: Question) -> bool:
    """Whether actions can be split so: they have the child's columns and no others."""
    return all(DIMENSIONS[name].of_child for name in question.by)


def _over(changes: _Changes, number: int, overdue: bool) -> Sequence[dict[str, int | None]]:
    """The figures of one group in each of a number of periods."""
    places = range(1, number + 1)
    swept = {name: [*accumulate(changes.get(name, {}).get(place, 0) for place in places)] for name in _SWEPT}
    return [
        {
            "caseload": caseload,
            "below_25": recorded - full,
            "overdue": late if overdue else None,
            "joined": joined,
            "left": left,
        }
        for caseload, recorded, full, late, joined, left in zip(*swept.values(), strict=True)
    ]


TREND = Trend(
    name="trend",
    title="Trend",
    definition=(
        "Caseload, children below 25 hours and overdue actions as at the end of each period, and who joined and "
        "left in it. Fortnights start at the first day, longer periods follow the calendar. A month or longer "
        "period in which none of the registers asked for was uploaded is blank; a fortnight carries on the last "
        "that was known. The `register` filter does not touch overdue."
    ),
    file=beside(__file__),
    figures=(
        Figure("caseload", "Caseload", where="TRUE"),
        Figure("below_25", "Below 25 hours", where="TRUE"),
        Figure("overdue", "Overdue actions", where="TRUE"),
        Figure("joined", "Joined", where="TRUE"),
        Figure("left", "Left", where="TRUE"),
    ),
)
