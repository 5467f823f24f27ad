"""What became of the other measures over time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from cme_data.calendar import Period, academic_year, periods
from cme_data.dimensions import DIMENSIONS, STAGES
from cme_data.measures.actions import ACTIONS
from cme_data.measures.caseload import CASELOAD
from cme_data.measures.compose import beside, columns, ctes, narrowed, sql, staged, swept
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
_UPLOADED = "SELECT DISTINCT as_at FROM uploads WHERE list_contains($uploaded, register)"
_SWEPT = ("held", "recorded", "enough", "joined", "left")

Group = tuple[Any, ...]


class Trend(Measure):
    """One sweep over all that begins and ends, in place of a question a period."""

    def count(self, world: World, question: Question) -> Count:
        """A row a period, within each group; where nothing was uploaded its figures are None."""
        self._check(question)
        spans = self.periods(question)
        known = self.known(world, question, spans)
        rows: Rows = []
        for group, figures in self._groups(world, question, spans).items():
            by = dict(zip(question.by, group, strict=True))
            found = [not by or any(row.values()) for row in figures]
            seen = any(is_found and is_known for is_found, is_known in zip(found, known, strict=True))
            for span, is_known, is_found, row in zip(spans, known, found, figures, strict=True):
                if is_found if is_known else seen or not by:
                    said = row if is_known else dict.fromkeys(row)
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

    def _groups(self, world: World, question: Question, spans: Sequence[Period]) -> dict[Group, Rows]:
        """The figures of each group, a row a period."""
        changes: dict[Group, dict[int, dict[str, int]]] = defaultdict(dict)
        for row in self._swept(world, question, spans):
            changes[tuple(row[name] for name in question.by)][row["position"]] = row
        late: dict[Group, dict[Any, int]] = defaultdict(dict)
        for row in _overdue(world, question, spans):
            late[tuple(row[name] for name in question.by)][row["day"]] = row["overdue"]
        return {
            group: _figures(changes[group], late[group] if _of_children(question) else None, spans)
            for group in dict.fromkeys((*changes, *late) if question.by else [()])
        }

    def _swept(self, world: World, question: Question, spans: Sequence[Period]) -> Rows:
        """What changes from one period to the next, by group and place of the period."""
        needed = {*question.by, *question.filters}
        filters = narrowed((name for name in question.filters if name != "register"), registers=None)
        parts = {
            "cases": sql(self.file),
            "staged": staged(needed),
            "narrowed": f"SELECT *\nFROM staged\nWHERE {filters}",
            "swept": swept(question.by),
        }
        ends = [span.end for span in spans]
        # A year group that no list records changes on 1 September, which only matters where it is asked about.
        years = [academic_year(end) if STAGES & needed else None for end in ends]
        first = [i for i in range(len(ends)) if i == 0 or years[i] != years[i - 1]]
        params = {
            "starts": [span.start for span in spans],
            "ends": ends,
            "hours_registers": [*HOURS_REGISTERS],
            "run_first": [i + 1 for i in first],
            "run_after": [i + 1 for i in (*first[1:], len(ends))],
            "run_day": [ends[i] for i in first],
        }
        return world.rows(f"{ctes(parts)}\nSELECT *\nFROM swept", self.params(question) | params)


def _of_children(question: Question) -> bool:
    """Whether actions can be split so: they have a child's columns and no spell's."""
    return all(DIMENSIONS[name].of_child for name in question.by)


def _overdue(world: World, question: Question, spans: Sequence[Period]) -> Rows:
    """The actions overdue at the end of each period, by group and day; where actions can be split so at all."""
    if not _of_children(question) or not ACTIONS.asked(question):
        return []
    overdue = ACTIONS.figure("overdue")
    by = [f'"{name}"' for name in (*question.by, "day")]
    query = f"{ACTIONS.units(question)}\nSELECT{columns(by, ['count(*) AS overdue'])}\nFROM units\nWHERE {overdue.where}\nGROUP BY ALL"
    return world.rows(query, ACTIONS.params(question) | {"days": [span.end for span in spans]})


def _figures(
    changes: dict[int, dict[str, int]], late: dict[Any, int] | None, spans: Sequence[Period]
) -> Rows:
    """The figures of one group in each period; `late` is None where actions cannot be split so."""
    nothing = dict.fromkeys(_SWEPT, 0)
    steps = [changes.get(place, nothing) for place in range(1, len(spans) + 1)]
    held, recorded, enough = ([*accumulate(step[name] for step in steps)] for name in ("held", "recorded", "enough"))
    return [
        {
            "caseload": held[i],
            "below_25": recorded[i] - enough[i],
            "overdue": None if late is None else late.get(span.end, 0),
            "joined": steps[i]["joined"],
            "left": steps[i]["left"],
        }
        for i, span in enumerate(spans)
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
    figures=tuple(Figure(name, label, where="TRUE") for name, label in (
        ("caseload", "Caseload"),
        ("below_25", "Below {full} hours"),
        ("overdue", "Overdue actions"),
        ("joined", "Joined"),
        ("left", "Left"),
    )),
)
