"""A made-up report with every kind of block and the worst that can stand in one, for the tests of the writers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import get_args

from cme_data.reports.report import (
    Block,
    Chart,
    Column,
    Commentary,
    Document,
    FigureRow,
    FigureTable,
    Heading,
    Paragraph,
    Section,
    Series,
    Strip,
    Table,
)  # fmt: skip
from cme_data.statistics import ALL, Figure, Key, Kind

NASTY = ']#panic(1) $x$ $$note$$ <script>alert(1)</script> \\ *b* & "q" </w:t> {x} [link](http://x.y)'
BOROUGHS = ("Kingston upon Thames", "Richmond upon Thames", ALL)
CODES = {"Kingston upon Thames": ("314", "E09000021"), "Richmond upon Thames": ("318", "E09000027")}
NOTES = ("Counts children on the last day, each once.", "From the list of 27 February 2026.")
YEARS = ("Nursery", "Reception", *(f"Year {n}" for n in range(1, 12)), "Not recorded")

# A value that no two cells share, so that one in the wrong place is found.
_VALUES = {
    "count": lambda n: float(n * 7),
    "share": lambda n: (n % 101) / 100,
    "days": lambda n: n * 1.5,
    "hours": lambda n: n + 0.5,
    "rate": lambda n: n + 0.1,
}


def figures(
    name: str, topic: str, groups: Sequence[str], columns: Sequence[str], **more: object
) -> FigureTable:
    """A table whose figures are of every kind, every seventh of them without a number."""
    kinds: tuple[Kind, ...] = get_args(Kind) if len(columns) == 5 else ("count",)
    rows = []
    for g, group in enumerate(groups):
        made, keys = [], []
        for c, _ in enumerate(columns):
            number, kind = g * len(columns) + c, kinds[c % len(kinds)]
            without = number % 7 == 3
            made.append(
                Figure(None, kind, why=("c", "x", "z", "")[number // 7 % 4])
                if without
                else Figure(_VALUES[kind](number), kind)
            )
            keys.append(Key(f"{name}_{c}", "2025/26-H1", "cme", BOROUGHS[c % 3], topic, group))
        rows.append(FigureRow((group,), tuple(made), tuple(keys)))
    told = {"caption": f"Children on the register: {name}", "notes": NOTES} | more
    return FigureTable(name, labels=(topic,), columns=tuple(columns), rows=tuple(rows), **told)  # type: ignore[arg-type]


SMALL = figures("by_sex", "Sex", ("Female", "Male", "Total"), ("Count", "Share", "Days", "Hours", "Rate"))
LONG = figures(
    "by_school", "School", [f"School number {n} with rather a long name" for n in range(40)], BOROUGHS
)
WIDE = figures("by_year", "Reason", ("Moved into the area", "Excluded", "Total"), YEARS)
UNSAFE = figures(
    "unsafe", "Reason", ("=SUM(A1)", "+44", NASTY, "Ünïcode – ŵ"), ("-2024/25", "@2025/26"),
    caption=f"=1+1 {NASTY}", notes=(f"=note {NASTY}",),
)  # fmt: skip
TABLES = (SMALL, LONG, WIDE, UNSAFE)

BARS = Chart(
    "bars", "At the end, by reason",
    ("Did not apply for a school place at compulsory school age, or declined the one that was offered", NASTY),
    (Series("2024/25", (120, None)), Series("2025/26", (12, 4))), "children", f"Most did not apply. {NASTY}",
)  # fmt: skip
STACKED = Chart(
    "stacked", "At the end, by borough", BOROUGHS[:2],
    (Series("At risk", (30, 40)), Series("Missing - located", (3, None)), Series("Not recorded", (1, 2))),
    "children", "Kingston has most.",
)  # fmt: skip
LINES = Chart(
    "lines", "At the end of each half-year", tuple(f"{y}/{y - 1999}-{h}" for y in range(2019, 2026) for h in ("H1", "H2")),
    (Series("Kingston upon Thames", (3, 4, None, 6) * 3 + (7, 8)), Series("All", tuple(range(20, 34)))),
    "children", "All rose.", (17.2, 24.1, 24.9),
)  # fmt: skip
NOTHING = Chart("bars", "Nothing known", ("A",), (Series("All", (None,)),), "children", "Nothing is known.")
CHARTS = (BARS, STACKED, LINES)

WORDS = Table(
    "What was done",
    (Column("Action", 3), Column("Owner"), Column("Days", 1, numeric=True)),
    ((f"Visit {NASTY}", "=HYPERLINK(1)", "1,012"), ("Call", "A. Lee", "–")),
    "Nothing was done.",
)
NONE = Table("What was not done", (Column("Action"),), (), "Everything was done.")
WRITTEN = Commentary("end", f"First, what an officer wrote.\n\nSecond {NASTY}\nwith a line.")


def a_report(*sections: Section, marking: str = "OFFICIAL-SENSITIVE") -> Document:
    """A report of these sections."""
    return Document(
        title="Half-year report",
        authority="Achieving for Children",
        day=date(2026, 2, 28),
        as_at=date(2026, 2, 27),
        made_at=datetime(2026, 11, 25, 9),
        strip=Strip((("Period", "2025/26-H1"), ("Boroughs", "All"))),
        sections=sections,
        marking=marking,
        codes=CODES,
    )


def everything(*more: Block) -> Document:
    """A report with every kind of block that a workbook can hold."""
    return a_report(
        Section(
            "On the register", (Paragraph("There were 123."), BARS, SMALL, WRITTEN, Heading("By year"), WIDE)
        ),
        Section(
            "Wide at once", (Paragraph("Most are in Year 11."), figures("again", "Reason", ("A", "B"), YEARS))
        ),
        Section(
            "Long", (STACKED, LONG, Paragraph(NASTY, note=True), LINES, NOTHING, Commentary("none", " \n"))
        ),
        Section("Words", (WORDS, NONE, UNSAFE, Strip((("a", "1"), ("b", NASTY))), *more)),
        Section("Nothing", ()),
    )
