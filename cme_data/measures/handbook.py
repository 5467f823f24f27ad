"""The handbook of the measures in ``README.md``, written from the declarations so that it cannot differ from them."""

from collections.abc import Iterator
from pathlib import Path

from cme_data.measures import MEASURES
from cme_data.measures.compose import SHARED
from cme_data.measures.measure import Figure, Measure
from cme_data.settings import shipped
from schemas import REGISTERS

README = Path(__file__).with_name("README.md")

_INTRODUCTION = """\
# The measures: a handbook

This page is written by `python -m cme_data.measures` from the declarations beside it; do not edit it by hand.

**A measure is the set it counts.** The `.sql` file of a measure gives its cases, a row each. Counting, splitting,
narrowing and listing are the same for all: the cases are narrowed to what was asked for, become units (a child
once in each group, or a spell), and every figure is a count or a statistic of those units. So the list behind a
figure is always as long as the figure.

**Two times.** A figure speaks for a day, *as at*; and it follows from the lists known at a day, *known at*. Which
lists those are is settled before a measure is asked: `spells`, `versions` and `uploads` hold only what is known.

**Groups.** A split or a filter on a column that a register does not carry leaves that register out. A blank value
is a group of its own, *Not recorded*. A child whose two registers disagree is in both groups, so rows may add up
to more than the total. Groups without anyone are not listed.

**To add one:** write `name.sql`, declare it in `name.py`, list it in `__init__.py`; then run the command above.
A duty or a gap is an `.sql` file in `duties/` or `kinds_of_gap/` and an entry in the `__init__.py` beside it.
"""

_UNITS = {
    "actions": "actions", "clocks": "duties", "gaps": "gaps", "ehe_annual": "children, notices and orders",
}  # fmt: skip


def text() -> str:
    """The whole of ``README.md``."""
    parts = [_INTRODUCTION, "| measure | counts | figures |", "|---|---|---|"]
    parts += [
        f"| [{m.title}](#{_anchor(m)}) `{m.name}` | {_counts(m)} | {', '.join(f'`{f.name}`' for f in m.figures)} |"
        for m in MEASURES.values()
    ]
    for measure in MEASURES.values():
        parts += _section(measure)
    parts += ["", "## What every measure stands on"]
    for path in sorted(SHARED.glob("*.sql")):
        parts += ["", f"### {path.name}", "", *_sql(path)]
    return "\n".join(parts).rstrip() + "\n"


def is_current() -> bool:
    """Whether ``README.md`` says what the declarations say."""
    return README.exists() and README.read_text(encoding="utf-8") == text()


def write() -> None:
    """Write ``README.md`` again."""
    README.write_text(text(), encoding="utf-8")


def _section(measure: Measure) -> Iterator[str]:
    yield from ("", f"## {measure.title}", "", measure.definition, "")
    yield f"Counted in {_counts(measure)}, on {_listed([REGISTERS[name].title for name in measure.registers])}."
    yield from ("", "| figure | | what it counts |", "|---|---|---|")
    for figure in measure.figures:
        yield f"| `{figure.name}` | {measure.labels[figure.name]} | {_says(figure)} |"
    yield from ("", "Split by: " + ", ".join(f"`{name}`" for name in measure.splits) + ".", "")
    if measure.each:
        yield from (
            "Without a split, a row each: " + ", ".join(f"`{name}`" for name in measure.each) + ".",
            "",
        )
    yield from _sql(measure.file)
    for part in measure.parts:
        yield from ("", f"### {part.label}: `{part.name}`", "", part.says(shipped()), "", *_sql(part.file))


def _says(figure: Figure) -> str:
    said = f"`{' '.join((figure.where or figure.value or '').split())}`" if figure.where != "TRUE" else "all"
    said += ", where a period is given" if figure.of_period else ""
    return said if figure.printed else said + " (for lists)"


def _counts(measure: Measure) -> str:
    return "children" if measure.unit == "child" else _UNITS.get(measure.name, "spells")


def _anchor(measure: Measure) -> str:
    return measure.title.lower().replace(" ", "-").replace(",", "")


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _sql(path: Path) -> Iterator[str]:
    yield from ("```sql", path.read_text(encoding="utf-8").rstrip(), "```")
