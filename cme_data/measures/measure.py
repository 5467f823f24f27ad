"""What a measure is: the set it counts, and everything that follows from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cme_data.dimensions import COMMON, DIMENSIONS, Dimension
from cme_data.errors import UnknownValue
from cme_data.measures.compose import columns, ctes, in_force, narrowed, sql, staged
from cme_data.measures.count import Count
from cme_data.measures.figure import Figure
from cme_data.measures.part import Part
from cme_data.measures.question import Question, World
from cme_data.settings import shipped
from schemas import CHILD_REGISTERS

__all__ = ["Count", "Figure", "Measure", "Own", "Question", "World"]

Rows = list[dict[str, Any]]

ROW = ("child", "register", "opened_on", "closed_on")
"""The columns with which every list begins."""

DETAIL = (
    "surname", "forename", "date_of_birth", "upn", "year_group", "school", "borough", "category", "lead_service",
    "hours_per_week", "provider",
)
"""What a list says beside that when asked for detail."""

_FIRST = "(list_position($registers, register), opened_on, spell_id)"  # which of a child's spells a list shows


@dataclass(frozen=True, slots=True)
class Own:
    """A dimension of one measure alone: its value follows from a unit, by an SQL expression."""

    dimension: Dimension
    expression: str | None = None
    """None where it is a column of the set already."""
    figures: tuple[str, ...] | None = None
    """The figures that still mean something when split so; None is all."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A set of spells, one row each, and the figures counted from it.

    A unit is a child (once in each group) or a spell; figures count units, and a list names them.
    """

    name: str
    title: str
    definition: str
    file: Path
    """The .sql file of the set; the one of the same name beside the module."""
    figures: tuple[Figure, ...]
    unit: Literal["child", "spell"] = "child"
    once: tuple[str, ...] = ()
    """What tells a spell's units apart within a group, where several rows of the set are one unit."""
    carried: Mapping[str, str] = field(default_factory=dict)
    """What a child's spells in a group come to: column and aggregate."""
    registers: tuple[str, ...] = CHILD_REGISTERS
    dimensions: tuple[str, ...] = tuple(dimension.name for dimension in COMMON)
    """What its figures may be split by, beside its own."""
    own: tuple[Own, ...] = ()
    detail: tuple[str, ...] = ()
    """Columns of its own in a detailed list."""
    in_detail: Mapping[str, str] = field(default_factory=dict)
    """Columns of a detailed list that say something of the unit rather than of its first spell."""
    parts: tuple[Part, ...] = ()
    """What its set is put together from, where each has an .sql file of its own."""
    each: Mapping[str, str] = field(default_factory=dict)
    """Column and heading of a row, where a count without a split names each unit rather than counting them."""
    oldest: str = ""
    """The column by whose days those rows stand in order."""

    def count(self, world: World, question: Question) -> Count:
        """The figures, one row a group; without a split one row, or one for each unit."""
        self._check(question)
        params = self.params(question) | self.found_out(world, question)
        if self.each and not question.by:
            query = (
                f"{self.units(question)}\nSELECT{columns(self.each)}\nFROM units"
                f"\nWHERE {self._own_narrowed(question)}\nORDER BY {', '.join((self.oldest, *self.each))}"
            )
            return Count(self, question, world.known_at, world.rows(query, params))
        by = [f'"{name}"' for name in question.by]
        printed = self.figures_for(question.by, question.has_period)
        figures = [f'{figure.sql} AS "{figure.name}"' for figure in printed]
        query = (
            f"{self.units(question)}\nSELECT{columns(by, figures)}\nFROM units"
            f"\nWHERE {self._own_narrowed(question)}\nGROUP BY ALL"
        )
        rows = self.in_order(world.rows(query, params), question.by)
        return Count(self, question, world.known_at, rows)

    def list(self, world: World, question: Question, figure: str | None = None, detail: bool = False) -> Rows:
        """The units behind a count figure (the first, unless one is named), one row each; as many as it says."""
        self._check(question)
        counted = f"SELECT *\nFROM units\nWHERE ({self.figure(figure).where}) AND {self._own_narrowed(question)}"
        source, joined = "counted", ""
        if self.unit == "child":
            source, joined = "first", "\nJOIN staged AS first\n    ON first.spell_id = counted.spell_id"
        of_unit = {name: name for name in question.by if name not in ROW} | dict(self.in_detail)
        wanted = dict.fromkeys((*ROW, *question.by, *(DETAIL + self.detail if detail else ())))
        shown = [
            f'counted."{of_unit[name]}" AS "{name}"' if name in of_unit else f'{source}."{name}"' for name in wanted
        ]
        order = [f"{source}.opened_on", f"{source}.spell_id", *(f'counted."{name}"' for name in self.each)]
        query = (
            f"{self.units(question, listed=True)},\ncounted AS (\n{counted}\n)\nSELECT{columns(shown)}"
            f"\nFROM counted{joined}\nORDER BY {', '.join(order)}"
        )
        params = self.params(question) | self.found_out(world, question)
        return self.in_order(world.rows(query, params), (*question.by, "register"))

    def figures_for(self, by: Sequence[str] = (), period: bool = True) -> tuple[Figure, ...]:
        """The figures of a row that is split so, with or without a period."""
        kept = [own.figures for own in self.own if own.figures is not None and own.dimension.name in by]
        return tuple(
            figure
            for figure in self.figures
            if figure.printed and (period or not figure.of_period) and all(figure.name in names for names in kept)
        )

    def figure(self, name: str | None) -> Figure:
        """A figure that can be listed, by its name; by default the first."""
        for figure in self.figures:
            if figure.where is not None and name in (figure.name, None):
                return figure
        known = ", ".join(figure.name for figure in self.figures if figure.where is not None)
        raise UnknownValue(f"{self.title} has no list of “{name}”: it may be {known}.")

    @property
    def splits(self) -> Mapping[str, Dimension]:
        """What its figures may be split by, its own dimensions last."""
        common = {name: DIMENSIONS[name] for name in self.dimensions}
        return common | {own.dimension.name: own.dimension for own in self.own}

    @property
    def filters(self) -> Mapping[str, Dimension]:
        """What it may be narrowed to: what it may be split by, and what any measure may."""
        return {**{dimension.name: dimension for dimension in COMMON}, **self.splits}

    @property
    def labels(self) -> Mapping[str, str]:
        """How the columns of its rows are headed, with the full hours as shipped."""
        return self.called(shipped().hours_full)

    def called(self, full_hours: float) -> Mapping[str, str]:
        """How the columns of its rows are headed where so many hours a week are full."""
        figures = {figure.name: figure.label.format(full=f"{full_hours:g}") for figure in self.figures}
        return {name: dimension.label for name, dimension in self.filters.items()} | dict(self.each) | figures

    def asked(self, question: Question) -> tuple[str, ...]:
        """The registers that count: those asked for that carry every column split or narrowed by."""
        wanted = question.filters.get("register", self.registers)
        needed = [DIMENSIONS[name].registers for name in (*question.by, *question.filters) if name in DIMENSIONS]
        return tuple(r for r in self.registers if r in wanted and all(r in carriers for carriers in needed))

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name."""
        filters = {f"f_{name}": list(values) for name, values in question.filters.items()}
        start, end = question.period if question.has_period else (None, None)
        return {
            "on": question.as_at,
            "start": start,
            "end": end,
            "registers": list(self.asked(question)),
            "full": question.full_hours,
            **filters,
        }

    def found_out(self, world: World, question: Question) -> dict[str, Any]:
        """Parameters for what SQL cannot work out by itself; they may take a query of their own."""
        return {}

    def cases(self, needed: Collection[str]) -> dict[str, str]:
        """The queries up to `cases`, the set; what is dear to find out only where it is `needed`."""
        return {"in_force": in_force("on"), "cases": sql(self.file)}

    def units(self, question: Question, listed: bool = False) -> str:
        """The WITH clause up to `units`: what is counted, one row each, and for a list its first spell."""
        own = {own.dimension.name for own in self.own}
        needed = {*question.by, *question.filters, *(DETAIL if listed else ())}
        rows = narrowed(name for name in question.filters if name not in own and name != "register")
        if self.unit == "spell":
            units = f"SELECT *\nFROM staged\nWHERE {rows}"
            if self.once:
                alike = ", ".join(f'"{name}"' for name in dict.fromkeys((*self.once, *question.by)))
                units += f"\nQUALIFY row_number() OVER (PARTITION BY {alike} ORDER BY {_FIRST}) = 1"
        else:
            reckoned = {own.dimension.name for own in self.own if own.expression}
            by = [f'"{name}"' for name in question.by if name not in reckoned]
            carried = [f'{aggregate} AS "{name}"' for name, aggregate in self.carried.items()]
            first = [f"arg_min(spell_id, {_FIRST}) AS spell_id"] if listed else []
            units = f"SELECT{columns(by, ['child'], carried, first)}\nFROM staged\nWHERE {rows}\nGROUP BY ALL"
        if self.own:
            values = [f'{own.expression} AS "{own.dimension.name}"' for own in self.own if own.expression]
            units = f"SELECT\n    *,{columns(values)}\nFROM (\n{units}\n)"
        return ctes({**self.cases(needed), "staged": staged(needed), "units": units})

    def in_order(self, rows: Rows, by: Sequence[str]) -> Rows:
        """Rows in the order of the columns they are split by, each as its codelist has it, blanks last."""
        dimensions = {name: self.filters[name] for name in by}
        return sorted(rows, key=lambda row: [dimension.rank(row[name]) for name, dimension in dimensions.items()])

    def _own_narrowed(self, question: Question) -> str:
        own = {own.dimension.name for own in self.own}
        return narrowed((name for name in question.filters if name in own), registers=None)

    def _check(self, question: Question) -> None:
        for how, names, known in (
            ("split by", question.by, self.splits),
            ("narrowed by", question.filters, self.filters),
        ):
            for name in names:
                if name not in known:
                    raise UnknownValue(f"{self.title} cannot be {how} “{name}”: it may be {how} {', '.join(known)}.")
