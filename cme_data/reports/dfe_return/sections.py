"""How a return reads: what to look at first, both collections, what changed, the annual items, the rule."""

from collections.abc import Iterable

from cme_data.calendar import before
from cme_data.dimensions import DIMENSIONS
from cme_data.disclosure import Shown
from cme_data.measures import MEASURES
from cme_data.measures.dfe_return import BREAKDOWNS
from cme_data.measures.ehe_annual import ITEMS
from cme_data.reports.dfe_return import census, gathering, moved, warned
from cme_data.reports.report import Block, FigureRow, FigureTable, Paragraph, Section
from cme_data.reports.said import named, said
from cme_data.reports.statistical import About, Asked
from cme_data.statistics import ALL, Key

TITLES = {"CME": "Children missing education", "EHE": "Elective home education"}
FIRST = "Before it is sent"
CHANGED = "Changes since last term"
CHILD_BY_CHILD = "Child by child"


def sections(asked: Asked, about: About, shown: Shown) -> tuple[Section, ...]:
    """The whole document, from the figures that were let out."""
    return (
        _first(asked, about, shown),
        *(_return(asked, about, shown, collection) for collection in BREAKDOWNS),
        _changed(asked, shown),
        _annual(asked, shown),
        _child_by_child(asked, shown),
        _notes(asked, about),
    )


def _first(asked: Asked, about: About, shown: Shown) -> Section:
    period = asked.period.label
    rows = [
        ((TITLES[collection], what), [gathering.key(collection, period, b, gathering.MISSING, what) for b in census.boroughs(asked)])
        for collection in BREAKDOWNS
        for what in (*warned.UNKNOWN, warned.UNASSESSED)
        if gathering.key(collection, period, census.boroughs(asked)[0], gathering.MISSING, what) in shown.family.figures
    ]  # fmt: skip
    rows.append(((
        "In neither return", warned.TOO_YOUNG_OR_OLD),
        [_not_counted(asked, b, warned.TOO_YOUNG_OR_OLD) for b in census.boroughs(asked)],
    ))  # fmt: skip
    unknown = [shown.figure(key).value for (_, what), keys in rows for key in keys if what in warned.UNKNOWN]
    if any(unknown):
        told = "Some children go into the return with something Unknown, and the maker of it has said that they may."
    elif None in unknown:
        told = "Where a return is blank [x], nobody can say who goes into it."
    else:
        told = "No child goes into the return with anything Unknown."
    notes = (
        "A reason stands here where it is blank, Unknown or Not recorded, or No reason given, which a blank counts as.",
        "The home education register has no first day missing: a child counted through it has an unknown time.",
        "Home education that is not yet assessed counts as EHE; a child who is not of compulsory school age counts in "
        "neither return, though listed.",
    )
    return Section(FIRST, (
        *(Paragraph(sentence) for sentence in about.missing),
        Paragraph(told),
        _table(asked, shown, "look_at", "Children to look at", ("Return", "What"), rows, notes),
    ))  # fmt: skip


def _return(asked: Asked, about: About, shown: Shown, collection: str) -> Section:
    rows = [
        ((topic, group), [gathering.key(collection, asked.period.label, b, topic, group) for b in census.boroughs(asked)])
        for topic, groups in BREAKDOWNS[collection].items()
        for group in groups
    ]  # fmt: skip
    caption = f"{TITLES[collection]} on {said(about.as_at)}, in the published order and words"
    notes = ("Each breakdown adds up to the total. A return is a borough's: the two are not added.",)
    return Section(
        TITLES[collection],
        (_table(asked, shown, collection.lower(), caption, ("Breakdown", "Group"), rows, notes),),
    )


def _changed(asked: Asked, shown: Shown) -> Section:
    rows = [
        ((TITLES[collection], step), [_step(asked, collection, b, step) for b in census.boroughs(asked)])
        for collection in BREAKDOWNS
        for step in moved.STEPS
    ]
    notes = (
        "Both returns as now known: a list that came late, or was corrected or withdrawn, changes the earlier one too.",
        "The two terms are compared child by child; they are never added or averaged.",
    )
    told = [
        _finding(asked, shown, collection, b) for collection in BREAKDOWNS for b in census.boroughs(asked)
    ]
    caption = f"From the return of the {named(before(asked.period).label)} to that of the {named(asked.period.label)}"
    return Section(CHANGED, (
        *(Paragraph(sentence) for sentence in told),
        _table(asked, shown, "changes", caption, ("Return", "Step"), rows, notes),
    ))  # fmt: skip


def _finding(asked: Asked, shown: Shown, collection: str, borough: str) -> str:
    of = {step: shown.figure(_step(asked, collection, borough, step)).value for step in moved.STEPS}
    if of[moved.LAST] is None:
        return f"{collection}, {borough}: there is no earlier return to compare with."
    told = [
        f"{sum(of[step] or 0 for step in steps):,.0f} {word} ({', '.join(f'{of[step]:,.0f} {where}' for step, where in zip(steps, wheres, strict=True))})"
        for word, steps, wheres in (
            ("came", moved.CAME, ("from the other return", "from the other borough", "from neither return")),
            ("went", moved.WENT, ("into the other return", "to the other borough", "into neither return")),
        )
    ]
    return f"{collection}, {borough}: {of[moved.LAST]:,.0f} last term and {of[moved.NOW]:,.0f} now; {' and '.join(told)}."


def _annual(asked: Asked, shown: Shown) -> Section:
    year = gathering.year_of_items(asked.period).label
    rows = [
        ((item.label, name, f"per {item.per}"), [gathering.item_key(year, b, item.label) for b in census.boroughs(asked)])
        for name, item in ITEMS.items()
    ]  # fmt: skip
    title = f"Annual items of home education, {year}"
    notes = (
        "Children count once in an item, notices and orders once for each day on which one was served on a child.",
        "[x]: no list of home education speaks for the year.",
        "What the DfE means by ehe_leave is not published beyond “left”; here it is an end of Moved away or Other.",
    )
    labels = ("Item", "The DfE's column", "Counted")
    return Section("Annual items", (_table(asked, shown, "annual", title, labels, rows, notes),))


def _child_by_child(asked: Asked, shown: Shown) -> Section:
    reasons = dict.fromkeys(key.group for key in shown.family.figures if key.topic == gathering.NOT_COUNTED)
    rows = [((why,), [_not_counted(asked, b, why) for b in census.boroughs(asked)]) for why in reasons]
    caption = "Children on the two registers who are in neither return, by why"
    return Section(CHILD_BY_CHILD, (
        Paragraph("What counts, at the end of this report, decides for each child which return it is in, if any; the lists with names are "
            "for those who may see them."),
        _table(asked, shown, "not_counted", caption, ("Why",), rows, ()),
    ))  # fmt: skip


def _notes(asked: Asked, about: About) -> Section:
    told = (
        MEASURES["dfe_return"].definition,
        MEASURES["ehe_annual"].definition,
        f"{DIMENSIONS['borough'].label}s: {', '.join(census.boroughs(asked))}. Census day: {said(about.as_at)}.",
        *about.sources,
    )
    return Section(
        "What counts, and from which lists", tuple(Paragraph(sentence, note=True) for sentence in told)
    )


def _table(
    asked: Asked, shown: Shown, name: str, caption: str, labels: tuple[str, ...],
    rows: Iterable[tuple[tuple[str, ...], list[Key]]], notes: tuple[str, ...],
) -> Block:  # fmt: skip
    made = tuple(
        FigureRow(said_first, tuple(shown.figure(key) for key in keys), tuple(keys))
        for said_first, keys in rows
    )
    return FigureTable(name, caption, labels, tuple(census.boroughs(asked)), made, notes)


def _step(asked: Asked, collection: str, borough: str, step: str) -> Key:
    return gathering.key(collection, asked.period.label, borough, gathering.CHANGES, step)


def _not_counted(asked: Asked, borough: str, why: str) -> Key:
    return Key(gathering.BESIDE, asked.period.label, ALL, borough, gathering.NOT_COUNTED, why)
