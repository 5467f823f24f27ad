"""Seconds and sizes of a long report in every form.

python -m tests.benchmarks.writers [TABLES] [CHARTS]
"""

import sys
from dataclasses import replace
from itertools import cycle, islice

from cme_data.reports import WRITERS, write
from cme_data.reports.report import Document, Paragraph, Section
from tests.benchmarks.timing import seconds
from tests.documents import BOROUGHS, CHARTS, YEARS, a_report, figures

TABLES, DRAWN = 40, 30


def main(tables: int = TABLES, drawn: int = DRAWN) -> None:
    document = a_long_report(tables, drawn)
    print(f"a report of {tables} tables and {drawn} charts, the first time and again")
    for suffix in WRITERS:
        made: list[bytes] = []
        first, again = (seconds(lambda s=suffix, m=made: m.append(write(document, s))) for _ in range(2))
        print(f"  {suffix:6} {first:5.2f} s   {again:5.2f} s   {len(made[-1]) / 1024:7,.0f} KB")


def a_long_report(tables: int, drawn: int) -> Document:
    """Ten tables and charts a section, one table in eight a wide one, the others of 15 rows."""
    charts = [
        replace(chart, title=f"Chart of {place}") for place, chart in enumerate(islice(cycle(CHARTS), drawn))
    ]
    groups = [f"Reason number {n}" for n in range(15)]
    made = [
        figures(f"table_{place}", "Reason", groups, BOROUGHS if place % 8 else YEARS)
        for place in range(tables)
    ]
    return a_report(
        *(
            Section(
                f"Part {start // 10 + 1}",
                (Paragraph("A finding."), *charts[start : start + 10], *made[start : start + 10]),
            )
            for start in range(0, max(tables, drawn), 10)
        )
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
