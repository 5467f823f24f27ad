"""The Department for Education's annual items of elective home education: an academic year's starts, ends and papers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal

from cme_data.dimensions import Dimension
from cme_data.measures.compose import SHARED, beside, columns, in_force, sql
from cme_data.measures.measure import Count, Figure, Measure, Own, Question, Rows, World
from schemas import codes

_SPLIT = ("item", "borough")
_SPOKEN_FOR = "SELECT upload\nFROM uploads\nWHERE register = 'ehe' AND as_at BETWEEN $start AND $end\nLIMIT 1"


@dataclass(frozen=True, slots=True)
class Item:
    """One of the annual items: what it is called, and what it counts."""

    label: str
    per: Literal["child", "notice", "order"] = "child"


_SETTINGS = dict(
    zip(
        ("ey", "none", "lamain", "acad", "free", "ind", "spec", "ap", "pru", "ehe", "else_unk"),
        codes.PREVIOUS_SETTING.values,
        strict=True,
    )
)

ITEMS: Mapping[str, Item] = {
    "ehe_anytime_full_year": Item("Home educated at any time in the year"),
    "ehe_starts_full_year": Item("Started home education"),
    **{f"ehe_schtype_{end}": Item(f"Started, previous setting: {said}") for end, said in _SETTINGS.items()},
    "ehe_returns_full_year": Item("Returned to school"),
    "ehe_leave": Item("Left home education: moved away or other"),
    "ehe_section_437_full_year": Item("Section 437(1) notices served", "notice"),
    "ehe_sao_issued_full_year": Item("School attendance orders issued", "order"),
    "ehe_sao_revoked_full_year": Item("School attendance orders revoked", "order"),
}
"""The items by the names of the DfE's columns (domain.md 1.6)."""


class EheAnnual(Measure):
    """Always by item and borough; a year that no list of home education speaks for is blank."""

    def count(self, world: World, question: Question) -> Count:
        """A row for every item of each borough, zeros too, within each group."""
        self._check(question)
        asked, figure = _of_items(question), self.figure(None)
        params = self.params(question)
        extra = tuple(name for name in question.by if name not in _SPLIT)
        names = (*extra, *_SPLIT)
        by = [f'"{name}"' for name in names]
        query = (
            f"{self.units(asked)}\nSELECT{columns(by, [f'{figure.sql} AS number'])}\nFROM units"
            f"\nWHERE {figure.where} AND {self._own_narrowed(asked)}\nGROUP BY ALL"
        )
        held = {tuple(row[name] for name in names): row["number"] for row in world.rows(query, params)}
        blank = None if not world.rows(_SPOKEN_FOR, params) else 0
        groups = {key[: len(extra)] for key in held} if extra else {()}
        rows = [
            {
                **dict(zip(extra, group, strict=True)),
                "collection": "EHE",
                "item": item,
                "borough": borough,
                "per": ITEMS[item].per,
                "child_count": blank if blank is None else held.get((*group, item, borough), 0),
            }
            for group, borough, item in product(groups, params["authority"], ITEMS)
            if item in question.filters.get("item", ITEMS)
            and borough in question.filters.get("borough", params["authority"])
        ]
        return Count(self, question, world.known_at, self.in_order(rows, extra))

    def list(self, world: World, question: Question, figure: str | None = None, detail: bool = False) -> Rows:
        """The children behind every item, a notice or an order with its day."""
        return super().list(world, _of_items(question), figure, detail)

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name: the groups are those of the year's last day."""
        start, end = question.period
        return super().params(question) | {
            "on": end,
            "start": start,
            "end": end,
            "authority": [borough.name for borough in question.settings.boroughs],
            "settings": list(_SETTINGS.values()),
            "setting_items": [f"ehe_schtype_{end_of_name}" for end_of_name in _SETTINGS],
        }

    def cases(self, needed: Collection[str]) -> dict[str, str]:
        """The queries up to `cases`, the set."""
        return {"in_force": in_force("on"), "aged": sql(SHARED / "school_age.sql"), "cases": sql(self.file)}


def _of_items(question: Question) -> Question:
    return replace(question, by=tuple(dict.fromkeys((*question.by, *_SPLIT))))


EHE_ANNUAL = EheAnnual(
    name="ehe_annual",
    title="EHE annual items",
    definition=(
        "The annual items of the DfE's collection of elective home education, over an academic year. Children count "
        "once in an item of a borough, and only where they were of compulsory school age on a day of the year on "
        "which they were home educated (of a notice or an order, on its day); a judgement of Unsuitable takes nobody "
        "out. Notices and orders count once a day of a child, as the list in force at the end of the year says. A "
        "blank previous setting is Elsewhere/unknown. Left is an end of Moved away or Other, as the DfE's words are "
        "read here; to become CME, to pass school age, or to end without a recorded reason is neither that nor a "
        "return to school. A year that no list of home education speaks for is blank."
    ),
    file=beside(__file__),
    unit="spell",
    once=("item", "borough", "child", "served_on"),
    registers=("ehe",),
    figures=(
        Figure(
            "child_count",
            "Children, notices or orders",
            where="item IS NOT NULL AND list_contains($authority, borough)",
        ),
        Figure(
            "no_reason",
            "Children whose home education ended, and nobody recorded why",
            where="item IS NULL AND list_contains($authority, borough)",
            printed=False,
        ),
    ),
    own=(
        Own(
            Dimension(
                "item", "Annual item", ("ehe",), tuple(ITEMS), {name: item.label for name, item in ITEMS.items()}
            )
        ),
    ),
    detail=("served_on",),
)
