"""What every section is written from: the figures that may be shown, the periods and the boroughs side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cme_data.calendar import Period
from cme_data.disclosure import Shown
from cme_data.reports.periodic.sections.changed import changed_sentence
from cme_data.reports.periodic.spans import compared, cut, heading, spoken
from cme_data.reports.plainly import worded
from cme_data.reports.report import (
    Block,
    Chart,
    Commentary,
    FigureRow,
    FigureTable,
    Paragraph,
    Section,
    Series,
)  # fmt: skip
from cme_data.reports.said import listed, said
from cme_data.reports.statistical import About, Asked
from cme_data.statistics import ALL, TOTAL, Key
from schemas import REGISTERS

ANY = "Any register"


@dataclass(frozen=True, slots=True)
class Over:
    """A column of figures: one borough in one period."""

    heading: str
    place: str
    span: Period

    def of(self, key: Key) -> Key:
        """The figure of this column at an address."""
        return key._replace(period=self.span.label, borough=self.place)


@dataclass(frozen=True)
class Page:
    """A report being laid out; it has no other numbers than those it is shown."""

    asked: Asked
    about: About
    shown: Shown

    @cached_property
    def spans(self) -> Sequence[Period]:
        """The period asked for and those beside it, the newest first."""
        return [cut(self.asked.period, self.about.as_at), *compared(self.asked.period)]

    @property
    def now(self) -> Period:
        """The period asked for, up to the day that the figures speak for."""
        return self.spans[0]

    @cached_property
    def places(self) -> Sequence[str]:
        """The boroughs shown: those asked for, else all of them together and each."""
        return self.asked.boroughs or tuple(
            dict.fromkeys((ALL, *(key.borough for key in self.shown.family.figures)))
        )

    @property
    def spoken_of(self) -> Sequence[str]:
        """The boroughs of which sentences speak: of what is out of borough only tables tell, unless it is asked for."""
        own = {borough.name for borough in self.asked.settings.boroughs}
        return [place for place in self.places if place in own or place == self.place]

    @property
    def place(self) -> str:
        """The borough of which most is told: all together, or the first asked for."""
        return self.places[0]

    def called(self, place: str) -> str:
        """A borough, or all of them, as people say it."""
        return "All boroughs" if place == ALL else place

    def when(self, span: Period) -> str:
        """A period over a column."""
        return heading(span, span.end)

    def key(self, statistic: str, register: str = ALL, topic: str = TOTAL, group: str = TOTAL) -> Key:
        """An address in the period asked for and the borough of which most is told."""
        return Key(statistic, self.now.label, register, self.place, topic, group)

    def groups(self, statistic: str, register: str, topic: str) -> Sequence[str]:
        """The groups in which a statistic is counted, in their order."""
        return tuple(self._groups.get((statistic, register, topic), ()))

    @cached_property
    def _groups(self) -> Mapping[tuple[str, str, str], Mapping[str, None]]:
        found: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
        for key in self.shown.family.figures:
            found[key.statistic, key.register, key.topic][key.group] = None
        return found

    def topics(self, statistic: str, register: str) -> Sequence[str]:
        """What a statistic of a register is split by."""
        found = (topic for name, of, topic in self._groups if (name, of) == (statistic, register))
        return tuple(topic for topic in found if topic != TOTAL)

    def columns(self, at_end: bool = True) -> Sequence[Over]:
        """Every period of the borough of which most is told, then the other boroughs now."""
        told = {
            span: f"{span.end.day} {span.end:%b %Y}" if at_end else self.when(span) for span in self.spans
        }
        first = [Over(f"{self.called(self.place)}, {told[span]}", self.place, span) for span in self.spans]
        others = [
            Over(f"{self.called(place)}, {told[self.now]}", place, self.now) for place in self.places[1:]
        ]
        return [*first, *others]

    def across(
        self, name: str, caption: str, labels: Sequence[str], rows: Iterable[tuple[Sequence[str], Key]],
        columns: Sequence[Over],
    ) -> FigureTable:  # fmt: skip
        """A table of one figure a row, in the periods and boroughs side by side."""
        found = [(tuple(words), [column.of(key) for column in columns]) for words, key in rows]
        return self.table(name, caption, labels, [column.heading for column in columns], found)

    def table(
        self, name: str, caption: str, labels: Sequence[str], columns: Sequence[str],
        rows: Iterable[tuple[Sequence[str], Sequence[Key]]],
    ) -> FigureTable:  # fmt: skip
        """A table of figures by their addresses."""
        return FigureTable(
            name, caption, tuple(labels), tuple(columns),
            tuple(FigureRow(tuple(words), tuple(map(self.shown.figure, keys)), tuple(keys)) for words, keys in rows),
        )  # fmt: skip

    def side_by_side(
        self, name: str, caption: str, statistics: Sequence[str], register: str, headings: Sequence[str] = ()
    ) -> FigureTable:
        """A table of several statistics of a register: a row for each period of each borough."""
        rows = [
            (
                (self.called(place), self.when(span)),
                [Key(statistic, span.label, register, place) for statistic in statistics],
            )
            for place in self.places
            for span in self.spans
        ]
        return self.table(name, caption, ("Borough", "Period"), headings or statistics, rows)

    def by_register(
        self, name: str, caption: str, statistics: Sequence[str], registers: Sequence[tuple[str, str]],
        headings: Sequence[str] = (),
    ) -> FigureTable:  # fmt: skip
        """A table of several statistics: a row for each period of each register, in the borough of which most is told."""
        rows = [
            (
                (title, self.when(span)),
                [self.key(each, register)._replace(period=span.label) for each in statistics],
            )
            for register, title in registers
            for span in self.spans
        ]
        return self.table(
            name,
            f"{caption}, {self.called(self.place)}",
            ("Register", "Period"),
            headings or statistics,
            rows,
        )

    def changed(self, what: str, key: Key, at_end: bool = True) -> str:
        """How a figure was in the earlier periods and is now, in a sentence for each borough."""
        return " ".join(
            self.changed_at(
                what if place == self.place else f"{self.called(place)}:", key._replace(borough=place), at_end
            )
            for place in self.spoken_of
        )

    def changed_at(self, what: str, key: Key, at_end: bool = True, earlier: bool = True) -> str:
        """How the figure of one borough was in the earlier periods and is now, in a sentence."""
        points = [
            (
                f"on {said(span.end)}" if at_end else f"in {spoken(span)}",
                self.shown.figure(key._replace(period=span.label)),
            )
            for span in reversed(self.spans if earlier else self.spans[:1])
        ]
        return f"{what} {changed_sentence(points)}."

    def bars(self, title: str, places: Sequence[tuple[str, Key]], unit: str, earlier: bool = True) -> Chart:
        """A chart of one figure at each place, a colour for each period."""
        told = listed([f"{name} {worded(self.shown.figure(key))}" for name, key in places])
        return Chart(
            "bars", title, tuple(name for name, _ in places),
            tuple(
                Series(self.when(span), tuple(self.shown.figure(key._replace(period=span.label)).value for _, key in places))
                for span in (self.spans if earlier else self.spans[:1])
            ),
            unit, f"{title}, {self.when(self.now)}: {told}.",
        )  # fmt: skip

    def sources(self, *registers: str) -> Sequence[str]:
        """The lists that the figures of registers stand on."""
        titles = tuple(f"{REGISTERS[register].title}, " for register in registers)
        return [source for source in self.about.sources if source.startswith(titles)]

    def section(
        self, part: str, title: str, finding: str, *blocks: Block, notes: Sequence[str] = ()
    ) -> Section:
        """A section: its finding, charts and tables, what to know about them, and what officers write of it."""
        told = [Paragraph(note, note=True) for note in notes]
        return Section(
            title, (Paragraph(finding), *blocks, *told, Commentary(part, self.asked.commentary.get(part, "")))
        )


Part = Callable[[Page], Section]
