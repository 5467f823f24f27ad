"""What a report is: sections of typed blocks, which every writer draws in its own way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from cme_data.reports.said import said
from cme_data.settings import Settings
from cme_data.statistics import Figure, Key
from cme_data.store import World
from cme_data.workbook.outgoing import MARKING, plain_name


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; a note stands back."""

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section or on a child's page."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, how wide it is beside the others, and whether numbers stand in it."""

    heading: str
    width: int = 2
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under headings; `empty` is what stands in the place of a table without rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A few figures side by side, each under its label."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of figures under its labels; each figure with its address, None where the cell is not a figure of ours."""

    labels: tuple[str, ...]
    figures: tuple[Figure, ...]
    keys: tuple[Key | None, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures as numbers, so that a workbook holds numbers and a walk can compare each with its measure."""

    name: str
    """Short and without spaces: the name of its sheet, and of its anchor."""
    caption: str
    labels: tuple[str, ...]
    """The headings over the labels of the rows."""
    columns: tuple[str, ...]
    """The headings over the figures."""
    rows: tuple[FigureRow, ...]
    notes: tuple[str, ...] = ()
    """What counts, as at which day, from which lists, how complete: each a sentence."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one colour of bars: its name, and a value for each place (None leaves a gap)."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart declared once, for the screen and for documents."""

    kind: Literal["bars", "stacked", "lines"]
    title: str
    places: tuple[str, ...]
    """What stands along the axis: groups, or periods in order."""
    series: tuple[Series, ...]
    unit: str
    """What the numbers count, as people say it: children; % where they are shares between 0 and 1."""
    alt: str
    """What somebody who cannot see it is told: its finding in a sentence."""
    limits: tuple[float, float, float] | None = None
    """Of a line: the lower limit, the mean and the upper limit of ordinary variation, where they are known."""


@dataclass(frozen=True, slots=True)
class Commentary:
    """Words that an officer writes into a report, kept with it."""

    part: str
    """The name under which they are kept."""
    text: str


@dataclass(frozen=True, slots=True)
class ChildPage:
    """A page of its own for one child."""

    title: str
    blocks: tuple["Block", ...]


Block = Paragraph | Heading | Table | FigureTable | Chart | Commentary | Strip | ChildPage


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report with its heading."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report made: what it says, for whom and of which day."""

    title: str
    authority: str
    day: date
    """The day in its name: the meeting's, or a period's last."""
    as_at: date
    made_at: datetime
    strip: Strip
    sections: tuple[Section, ...]
    figures: Mapping[str, Any] = field(default_factory=dict)
    """What it said, by name, so that a later one can be compared with it."""
    marking: str = MARKING
    codes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Of a borough the DfE's three digits and the ONS's nine characters, as data files name it."""
    warning: str = ""
    """For the officer who makes it, and in no file: what can be worked out with what was released earlier."""
    short: bool = False
    """Whether it is a page or two, without a contents list."""
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """By the end of a file's name, what is not laid out from the sections, such as the DfE's own columns."""

    purpose: str = ""
    """What it was taken for, where it names children."""

    @property
    def made(self) -> str:
        """When it was made, from which lists, and what it was taken for."""
        taken = f" Taken for: {self.purpose}." if self.purpose else ""
        return f"Made on {said(self.made_at.date())} from the lists as at {said(self.as_at)}.{taken}"

    def file_name(self, suffix: str) -> str:
        """A name that carries the marking (R25)."""
        return f"{plain_name(self.title)} {self.day} {self.marking}{suffix}".replace(" ", "_")


Build = Callable[[World, Settings, date, Sequence[str], datetime], Document]


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its name on the command line, what it is, and what makes it."""

    name: str
    title: str
    says: str
    build: Build
    """From a world, the settings, the period's day, the boroughs (none is all) and the time of making."""
