"""What the DfE published: the boroughs beside Outer London and England, over the years, and from which files."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from cme_data import access, published
from cme_data.calendar import parse_period
from cme_data.dimensions import DIMENSIONS
from cme_data.published import Area, Cell, Comparison, Line, Publication, Side
from cme_data.store.published import published_files
from pages.components import charts, choice, colours, frame, show, tables, words
from pages.components.charts import Line as Drawn
from pages.components.tables import Column

NOT_THERE = "–"  # of an area or a breakdown that no file has a line for
_REAL = "These figures are real, as the DfE published them; everything else in the sample is made up."


def choose() -> tuple[Publication, str, str] | None:
    """Which publication, which term or year of it, and what it is split by; None where nothing is loaded.

    The first one that speaks of the authority's own boroughs is the default.
    """
    here = frame.this()
    access.check(here.person, access.FIGURES)
    world, codes = here.world, [borough.gss_code for borough in here.settings.boroughs]
    kept = {one.title: one for one in published.PUBLICATIONS.values() if published.periods(world, one)}
    if not kept:
        show.section("Published figures", "No file of the DfE is loaded yet.")
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", key="published-choice"):
        ours = [published.figures(world, one, codes=codes) != [] for one in kept.values()]
        first = ours.index(True) if any(ours) else 0
        publication = kept[choice.pick("Publication", list(kept), "publication", index=first, width=420)]
        named = {words.period(label): label for label in published.periods(world, publication)}
        period = named[choice.pick("Term or year", list(named), "published_for", width=220)]
        topics = [topic for topic in published.topics(world, publication, period) if topic != published.TOTAL]
        topic = choice.pick("Split by", topics, "published_by", width=220) if topics else ""
    return publication, period, topic


def headline(publication: Publication, period: str) -> Comparison:
    """The publication's own figure of every area, with the year before, and ours beside it where there is one."""
    here = frame.this()
    access.check(here.person, access.FIGURES)
    compared = published.compare(here.world, here.settings, publication, period)
    _, name = publication.headline
    line = next((line for line in compared.lines if line.breakdown == name), Line(name, {}))
    ours = published.own(here.world, here.settings, publication, period)
    show.section(words.period(period), _finding(publication, compared, line))
    if here.store.is_sample:
        show.note(_REAL)
    rows = [_row(area, line.sides.get(area.code, Side()), ours.get(area.code)) for area in compared.areas]
    columns = [Column("area", "Area"), Column("number", "Published", True)]
    if compared.before:
        columns += [
            Column("before", words.period(compared.before), True),
            Column("change", "Change in a year", True, NOT_THERE),
        ]
    if publication.every == "term":
        columns.append(Column("rate", "Rate per 100", True))
    if ours:
        columns.append(Column("own", "Our own, exact", True, ""))
    tables.show(f"{publication.title}, {words.period(period)}", columns, rows)
    if ours:
        sides = {
            area.name: (ours[area.code], line.sides.get(area.code, Side()))
            for area in compared.areas
            if area.code in ours
        }
        _notes(f"{name}: {published.beside_our_own(own, side.number)}" for name, (own, side) in sides.items())
    return compared


def split(publication: Publication, period: str, topic: str) -> Comparison:
    """Every breakdown of a topic by area, each count with its share as published."""
    here = frame.this()
    access.check(here.person, access.FIGURES)
    compared = published.compare(here.world, here.settings, publication, period, topic)
    show.section(topic)
    columns = [Column("breakdown", topic), *(Column(area.code, area.name, True) for area in compared.areas)]
    rows = [
        {"breakdown": line.breakdown} | {code: _with_share(side) for code, side in line.sides.items()}
        for line in compared.lines
    ]
    tables.show(f"{topic}, {words.period(period)}", columns, rows)
    return compared


def course(publication: Publication) -> None:
    """The publication's own figure over all terms or years that are kept, on one scale for every area."""
    here = frame.this()
    access.check(here.person, access.FIGURES)
    beside = published.areas(here.settings)
    labels, by_area = published.course(here.world, here.settings, publication)
    if len(labels) < 2:
        show.note("Only one term or year is loaded, so there is no course over time to draw.")
        return
    by_rate = publication.every == "term"
    title = (
        "Rate per 100 children aged 5 to 16"
        if by_rate
        else f"Change since {words.period(labels[0]).lower()} (that year is 100)"
    )
    drawn = [
        Drawn(
            area.name,
            _colour(area),
            [side.rate.value for side in by_area[area.code]] if by_rate else _indexed(by_area[area.code]),
        )
        for area in _apart(beside)
    ]
    drawn = [line for line in drawn if any(value is not None for value in line.values)]
    finding = _course_finding(publication, labels, drawn)
    show.section(title, finding)
    charts.lines(
        [parse_period(label).end for label in labels],
        [words.period(label) for label in labels],
        drawn,
        ticks=[words.tick(label) for label in labels],
        alt=f"Line chart, {title}. {finding}",
        key="published-course",
    )
    columns = [Column("period", "Term or year"), *(Column(area.code, area.name, True) for area in beside)]
    cells = [
        {"period": words.period(label)}
        | {area.code: said(by_area[area.code][place].number) for area in beside}
        for place, label in enumerate(labels)
    ]
    tables.folded(f"{publication.title}, as published", columns, cells)
    if not by_rate:
        show.note(
            "The counts themselves are on too different scales to stand in one chart; the table has them."
        )


def notes(*compared: Comparison) -> None:
    """What the figures count and how they are rounded, what their symbols mean, and under which licence they are."""
    sides = [side for each in compared for line in each.lines for side in line.sides.values()]
    used = {cell.symbol for side in sides for cell in (side.number, side.percent, side.rate, side.before)}
    meant = [f"{symbol}: {says}" for symbol, says in published.SYMBOLS.items() if symbol in used]
    symbols = f"{'; '.join([*meant, f'{NOT_THERE}: no line in the files loaded'])}. A symbol is never 0."
    _notes(dict.fromkeys([*(note for each in compared for note in each.notes), symbols, published.LICENCE]))


def files() -> None:
    """What is loaded, from which file, by whom and when."""
    access.check(frame.this().person, access.FIGURES)
    loaded = published_files(frame.this().store)
    show.section(
        "Files", f"{words.some(len(loaded), 'file')} loaded." if loaded else "No file is loaded yet."
    )
    if not loaded:
        return
    columns = (
        Column("file", "File"), Column("publication", "Publication"), Column("newest", "Up to"),
        Column("rows", "Rows", True), Column("standing", "Of them shown", True), Column("who", "Loaded by"),
        Column("at", "Loaded on"),
    )  # fmt: skip
    rows = [
        {
            "file": file.file_name,
            "publication": published.PUBLICATIONS[file.publication].title,
            "newest": words.period(file.newest),
            "rows": file.rows,
            "standing": file.standing,
            "who": file.who,
            "at": file.at,
        }
        for file in loaded
    ]
    tables.show("Files of published figures", columns, rows)


def _notes(lines: Iterable[str]) -> None:
    """Small lines beneath, close together."""
    st.html("".join(f'<p class="note">{escape(line)}</p>' for line in lines))


def said(cell: Cell, unit: str = "") -> str:
    """A published cell as words: its number, or the symbol in its place, which is never 0."""
    if cell.value is None:
        return cell.symbol or NOT_THERE
    return f"{words.number(cell.value)}{unit}"


def _row(area: Area, side: Side, ours: int | None) -> dict[str, str | int | None]:
    return {
        "area": area.name,
        "number": said(side.number),
        "before": said(side.before),
        "change": None if side.change is None else words.signed(side.change),
        "rate": said(side.rate),
        "own": ours,
    }


def _finding(publication: Publication, compared: Comparison, line: Line) -> str:
    """The headline of every area but the sum of two, and the boroughs of which no file has a line."""
    there, missing = list[str](), list[str]()
    for area in _apart(compared.areas):
        side = line.sides.get(area.code, Side())
        if side.number == published.NOTHING:
            missing.append(area.name)
            continue
        before = "" if side.before == published.NOTHING else f" ({said(side.before)} a year before)"
        there.append(f"{area.name} {said(side.number)}{before}")
    name = publication.title if line.breakdown == published.TOTAL else line.breakdown
    told = f"{name}: {', '.join(there)}." if there else ""
    return f"{told} No file loaded has a line for {words.listed(missing)}.".strip() if missing else told


def _course_finding(publication: Publication, labels: Sequence[str], drawn: Sequence[Drawn]) -> str:
    """Where each area's line begins and ends, from autumn to autumn or year to year."""
    told: dict[tuple[str, str], list[str]] = {}
    for line in drawn:
        known = [
            (words.period(label), words.number(value))
            for label, value in zip(labels, line.values, strict=True)
            if value is not None and published.may_be_compared(publication, label)
        ]
        if len(known) > 1:
            (begun, first), (ended, last) = known[0], known[-1]
            told.setdefault((begun.lower(), ended.lower()), []).append(f"{line.name} from {first} to {last}")
    return " ".join(f"From {begun} to {ended}: {', '.join(lines)}." for (begun, ended), lines in told.items())


def _with_share(side: Side) -> str:
    """40 (31%); the count alone where no share is published."""
    if side.percent == published.NOTHING:
        return said(side.number)
    return f"{said(side.number)} ({said(side.percent, '%')})"


def _indexed(sides: Sequence[Side]) -> list[float | None]:
    """Each count in hundredths of the first one; blank where either is no number."""
    first, *_ = (side.number.value for side in sides)
    return [
        float(round(100 * side.number.value / first)) if first and side.number.value is not None else None
        for side in sides
    ]


def _apart(areas: Sequence[Area]) -> list[Area]:
    """The areas that the DfE itself has lines for."""
    return [area for area in areas if area.code != published.LONDON]


def _colour(area: Area) -> str:
    """A borough's colour as everywhere; two more of the palette for what it is compared with."""
    others = {published.OUTER: 1, published.ENGLAND: 2}
    if area.code in others:
        return colours.palette()[others[area.code]]
    return colours.of(DIMENSIONS["borough"], area.name)
