"""The Department for Education's termly returns of children missing education and in elective home education."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from cme_data.calendar import DURATION_BANDS
from cme_data.dimensions import Dimension
from cme_data.measures.compose import SHARED, beside, columns, in_force, sql
from cme_data.measures.measure import Count, Figure, Measure, Own, Question, Rows, World
from schemas import codes

REGISTERS = ("cme", "ehe")

_RETURN = ("collection", "borough")

_YEARS = ("Reception", *(f"Year {number}" for number in range(1, 12)), "Unknown")

BREAKDOWNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "CME": {
        "Total": ("Total",),
        "Sex": codes.SEX.values,
        "Year group": _YEARS,
        "Duration": DURATION_BANDS,
        "Reason": codes.CME_DFE_REASON.values,
    },
    "EHE": {
        "Total": ("Total",),
        "Sex": codes.SEX.values,
        "Year group": _YEARS,
        "Reason": codes.EHE_REASON.values,
    },
}
"""What each collection publishes, in the published words and order (domain.md 1.4 and 1.5)."""

_SAID = {
    "Total": "'Total'",
    "Sex": "coalesce(first.sex, 'Unknown')",
    "Year group": "CASE WHEN list_contains($years, first.year_group) THEN first.year_group ELSE 'Unknown' END",
    "Duration": "first.time_missing",
    "Reason": "first.return_reason",
}
"""Where a child stands in each breakdown, by the spell that a list shows of the child."""


class DfeReturn(Measure):
    """Always by collection and borough, whatever else it is split by: a return is one borough's."""

    def count(self, world: World, question: Question) -> Count:
        """A row for every published breakdown of each return, zeros too, within each group."""
        self._check(question)
        asked, figure = _of_returns(question), self.figure("child_count")
        by = [f'counted."{name}"' for name in asked.by]
        said = [
            f"unnest({list(_SAID)}) AS breakdown_topic",
            f"unnest([{', '.join(_SAID.values())}]) AS breakdown",
        ]
        query = (
            f"{self.units(asked, listed=True)}\nSELECT{columns(by, said)}"
            f"\nFROM (SELECT * FROM units WHERE {figure.where} AND {self._own_narrowed(asked)}) AS counted"
            "\nJOIN staged AS first\n    ON first.spell_id = counted.spell_id"
        )
        params = self.params(question) | self.found_out(world, question)
        return Count(self, question, world.known_at, self._rows(question, world.rows(query, params)))

    def list(self, world: World, question: Question, figure: str | None = None, detail: bool = False) -> Rows:
        """The children of every return, or those who do not count; with the collection and why."""
        return super().list(world, _of_returns(question), figure, detail)

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name."""
        return super().params(question) | {
            "authority": [borough.name for borough in question.settings.boroughs],
            "bands": list(DURATION_BANDS),
            "edges": list(question.duration_edges),
            "years": list(_YEARS),
        }

    def cases(self, needed: Collection[str]) -> dict[str, str]:
        """The queries up to `cases`, the set."""
        return {"in_force": in_force("on"), "aged": sql(SHARED / "school_age.sql"), "cases": sql(self.file)}

    def _rows(self, question: Question, said: Rows) -> Rows:
        """The published breakdowns of each return asked for, with how many children are said to be in each."""
        extra = tuple(name for name in question.by if name not in _RETURN)
        names = (*extra, *_RETURN, "breakdown_topic", "breakdown")
        held = Counter(tuple(row[name] for name in names) for row in said)
        groups = {key[: len(extra)] for key in held} if extra else {()}
        boroughs = [borough.name for borough in question.settings.boroughs]
        cells = (
            (*group, collection, borough, topic, value)
            for group, collection, borough in product(groups, BREAKDOWNS, boroughs)
            if collection in question.filters.get("collection", BREAKDOWNS)
            and borough in question.filters.get("borough", boroughs)
            for topic, values in BREAKDOWNS[collection].items()
            for value in values
        )
        rows = [{**dict(zip(names, cell, strict=True)), "child_count": held[cell]} for cell in cells]
        return self.in_order(rows, extra)


def _of_returns(question: Question) -> Question:
    return replace(question, by=tuple(dict.fromkeys((*question.by, *_RETURN))))


DFE_RETURN = DfeReturn(
    name="dfe_return",
    title="DfE return",
    definition=(
        "The children whom the termly returns count at a census day, each once in a return of a borough, in the "
        "published words and order. CME: of compulsory school age, and either on the CME register, not on the roll of "
        "a school, in a category other than At risk and with a provision other than School full timetable, Alternative "
        "provision or Pupil referral unit; or in home education judged Unsuitable. EHE: of compulsory school age and "
        "in home education that is not judged Unsuitable, and not counted as CME. Time missing counts from the first "
        "day missing; a blank is Unknown. A year group without a published place is Unknown."
    ),
    file=beside(__file__),
    registers=REGISTERS,
    figures=(
        Figure(
            "child_count", "Children", where="collection IS NOT NULL AND list_contains($authority, borough)"
        ),
        Figure(
            "not_counted",
            "Children in neither return",
            where="collection IS NULL AND list_contains($authority, borough)",
            printed=False,
        ),
    ),
    own=(
        Own(
            Dimension(
                "collection",
                "Return",
                REGISTERS,
                tuple(BREAKDOWNS),
                {"CME": "Children missing education", "EHE": "Elective home education"},
            )
        ),
    ),
    detail=(
        "why",
        "time_missing",
        "return_reason",
        "school_age_from",
        "school_age_to",
        "sex",
        "reason",
        "dfe_reason",
    ),
)
