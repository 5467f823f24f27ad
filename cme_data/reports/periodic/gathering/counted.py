"""One measure asked for every period, borough and group at once, each answer at its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from cme_data.measures import Measure
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.figures import Gathered
from cme_data.statistics import ALL, TOTAL, Figure, Key, Kind


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of a measure under the name of its statistic."""

    figure: str
    statistic: str
    kind: Kind = "count"
    of: tuple[str, ...] = ()
    """The statistics of the counts behind it."""
    earlier: bool = True
    """Whether it is asked of the periods beside the one asked for too."""


def counted(
    into: Gathered,
    asking: Asking,
    measure: Measure,
    said: Sequence[Said],
    *,
    registers: Sequence[str] = (),
    topic: str = "",
    every_group: bool = False,
    by_borough: Sequence[bool] = (False, True),
    **filters: tuple[str, ...],
) -> None:
    """Put a measure's figures in their place: 0 where nobody was counted, x where no list speaks for the period.

    Without `registers` they are taken together. `by_borough` says whether boroughs are asked about together (False),
    each (True), or both. `every_group` shows all groups of a codelist, also those in which nobody is.
    """
    found: dict[tuple[str, ...], Mapping[str, Any]] = {}
    places = dict.fromkeys(
        (*([ALL] if False in by_borough else []), *(asking.places if True in by_borough else ()))
    )
    listed = [*map(measure.filters[topic].title, measure.filters[topic].order)] if every_group else []
    groups: dict[str, dict[str, None]] = {register: dict.fromkeys(listed) for register in registers or (ALL,)}
    if registers:
        filters["register"] = tuple(registers)
    for span, each in product(asking.spans, by_borough):
        by = [
            *(["register"] if registers else []),
            *(["borough"] if each else []),
            *([topic] if topic else []),
        ]
        for row in measure.count(asking.world, asking.question(span, by, filters)).rows:
            register = row["register"] if registers else ALL
            place = measure.filters["borough"].title(row["borough"]) if each else ALL
            group = measure.filters[topic].title(row[topic]) if topic else TOTAL
            found[span.label, register, place, group] = row
            places[place] = groups[register][group] = None
    heading = measure.filters[topic].label if topic else TOTAL
    for each_said, span, register, place in product(said, asking.spans, groups, places):
        if span is not asking.spans[0] and not each_said.earlier:
            continue
        is_known = asking.known(None if register == ALL else register, span)
        for group in _ordered(measure, topic, groups[register]) if topic else [TOTAL]:
            key = Key(each_said.statistic, span.label, register, place, heading, group)
            answer = found.get((span.label, register, place, group), {})
            behind = tuple(key._replace(statistic=name) for name in each_said.of)
            into.figures[key] = figure(
                answer.get(each_said.figure), each_said.kind, behind, is_known=is_known
            )


def figure(value: Any, kind: Kind = "count", of: tuple[Key, ...] = (), *, is_known: bool = True) -> Figure:
    """A figure of what a measure answers; nothing to count is 0, and a statistic of nobody does not apply."""
    if not is_known:
        return Figure(None, kind, of, why="x")
    if kind == "count":
        return Figure(int(value or 0), kind, of)
    return Figure(None, kind, of, why="z") if value is None else Figure(float(value), kind, of)


def shared(into: Gathered, statistic: str, part: str, whole: str) -> None:
    """Put the share of one count in another wherever both were counted."""
    for key in [key for key in into.figures if key.statistic == part]:
        of = key, key._replace(statistic=whole)
        some, every = (into.figures[each].value for each in of)
        share = some / every if some is not None and every else None
        into.figures[key._replace(statistic=statistic)] = figure(
            share, "share", of, is_known=every is not None
        )


def _ordered(measure: Measure, topic: str, names: Mapping[str, None]) -> list[str]:
    """Groups as people read them, in the order of their codelist, *Not recorded* last."""
    dimension = measure.filters[topic]
    places = {dimension.title(value): place for place, value in enumerate((*dimension.order, None))}
    return sorted(names, key=lambda name: (places.get(name, len(dimension.order) - 0.5), name))
