"""How the brief reads: what came, what worked, themes, and what officers make of it; two pages, and nobody in them."""

from collections.abc import Iterable

from cme_data.calendar import Period, year_ago
from cme_data.dimensions import DIMENSIONS
from cme_data.disclosure import Shown
from cme_data.reports.plainly import worded
from cme_data.reports.report import Commentary, FigureRow, FigureTable, Paragraph, Section
from cme_data.reports.said import said
from cme_data.reports.statistical import About, Asked
from cme_data.reports.termly_brief.counted import (
    CLOSING,
    GAINED,
    JOINED,
    LEFT,
    OPENING,
    SPLITS,
    key,
    share_of,
)  # fmt: skip
from cme_data.reports.termly_brief.sets import (
    AGREED,
    COMPARED,
    DUE,
    ESCALATED,
    FEWER,
    MEETINGS,
    MORE,
    ON_TIME,
    RESTORED,
    REVIEWS,
)  # fmt: skip
from cme_data.statistics import ALL, TOTAL, Figure, Key

Line = tuple[str, str, str, str, str]
"""A row of a table: what it is called, then the register, statistic, topic and group of its figures."""

_GROUP, _REASON = (DIMENSIONS[name].label for name in SPLITS)

CAME: tuple[Line, ...] = (
    ("Panel meetings held", "meetings", MEETINGS, TOTAL, TOTAL),
    ("On the register when the term began", "cme", OPENING, TOTAL, TOTAL),
    ("New referrals", "cme", JOINED, TOTAL, TOTAL),
    *((f"– {group}", "cme", JOINED, _GROUP, group) for group in SPLITS["referral_group"]),
    ("Children known before, with an action agreed", "actions", REVIEWS, TOTAL, TOTAL),
    ("Actions agreed", "actions", AGREED, TOTAL, TOTAL),
    ("Actions escalated", "actions", ESCALATED, TOTAL, TOTAL),
    ("Left the register", "cme", LEFT, TOTAL, TOTAL),
    ("On the register at the end", "cme", CLOSING, TOTAL, TOTAL),
)
WORKED: tuple[Line, ...] = (
    ("Left with education restored", "cme", RESTORED, TOTAL, TOTAL),
    ("– as a share of those who left", "cme", share_of(RESTORED), TOTAL, TOTAL),
    ("Actions due", "actions", DUE, TOTAL, TOTAL),
    ("Actions done on time", "actions", ON_TIME, TOTAL, TOTAL),
    ("– as a share of those due", "actions", share_of(ON_TIME), TOTAL, TOTAL),
    ("Children there all term with hours recorded", "cme", COMPARED, TOTAL, TOTAL),
    ("– receiving more hours than when it began", "cme", MORE, TOTAL, TOTAL),
    ("– receiving fewer", "cme", FEWER, TOTAL, TOTAL),
    ("Hours a week gained, on average", "cme", GAINED, TOTAL, TOTAL),
)
THEMES: tuple[Line, ...] = tuple((group, "cme", JOINED, _REASON, group) for group in SPLITS["reason"])


def sections(asked: Asked, about: About, shown: Shown) -> tuple[Section, ...]:
    """The whole brief, from the figures that were let out."""
    return (
        Section("What came to the panel", (
            Paragraph(_compared(asked, shown, "new referrals", "cme", JOINED)),
            _table(asked, shown, "came", "Meetings, referrals and actions", CAME),
        )),
        Section("What worked", (
            Paragraph(_worked(asked, shown)),
            _table(asked, shown, "worked", "Education restored, actions on time, hours", WORKED),
        )),
        Section("Themes", (
            Paragraph(_theme(asked, shown)),
            _table(asked, shown, "themes", "New referrals by reason", THEMES, "Reason"),
        )),
        Section("Successes and challenges", (
            Commentary("successes", asked.commentary.get("successes") or _offered("successes", _worked(asked, shown))),
            Commentary("challenges", asked.commentary.get("challenges") or _offered("challenges", _theme(asked, shown))),
        )),
        Section("Notes", (Paragraph(_notes(asked, about, shown), note=True),)),
    )  # fmt: skip


def _places(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The places of its columns: as figures have them, and as they are headed."""
    boroughs = asked.boroughs or tuple(borough.name for borough in asked.settings.boroughs)
    named = tuple((name, name) for name in boroughs)
    return named if asked.boroughs else ((ALL, "All"), *named)


def _table(
    asked: Asked, shown: Shown, name: str, caption: str, lines: Iterable[Line], label: str = "What"
) -> FigureTable:
    terms = (asked.period, year_ago(asked.period))
    columns = [(term, place, heading) for place, heading in _places(asked) for term in terms]
    rows = []
    for line, *address in lines:
        keys = tuple(_key(term, place, *address) for term, place, _ in columns)
        rows.append(FigureRow((line,), tuple(map(shown.figure, keys)), keys))
    heads = tuple(
        f"{heading}, {'this term' if term is asked.period else 'a year ago'}" for term, _, heading in columns
    )
    return FigureTable(name, caption, (label,), heads, tuple(rows))


def _key(
    term: Period, place: str, register: str, statistic: str, topic: str = TOTAL, group: str = TOTAL
) -> Key:
    if register == "meetings":
        place = ALL  # a meeting is both boroughs'
    return key(term, register, statistic, place, topic, group)


def _first(asked: Asked, shown: Shown, register: str, statistic: str, before: bool = False) -> Figure:
    """The figure of the first column: of all, or of the borough asked for."""
    term = year_ago(asked.period) if before else asked.period
    return shown.figure(_key(term, _places(asked)[0][0], register, statistic))


def _compared(asked: Asked, shown: Shown, what: str, register: str, statistic: str) -> str:
    now, before = (_first(asked, shown, register, statistic, earlier) for earlier in (False, True))
    told = f"{_places(asked)[0][1]}: {worded(now)} {what} this term"
    if now.value is None:
        return f"{_places(asked)[0][1]}: the number of {what} this term is hidden or not there."
    if before.value is None:
        return f"{told}; there is nothing to set beside it."
    return f"{told}, {worded(before)} in the same term a year ago."


def _worked(asked: Asked, shown: Shown) -> str:
    told = []
    for clause, *names in _CLAUSES:
        figures = [_first(asked, shown, *name) for name in names]
        if all(figure.value is not None for figure in figures):
            told.append(clause.format(*map(worded, figures)))
    if not told:
        return "What worked cannot be told in a sentence: a figure of each part is hidden or not there."
    return f"{_places(asked)[0][1]}: {'; '.join(told)}."


_CLAUSES: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = (
    ("{} of the {} who left did so with education restored", ("cme", RESTORED), ("cme", LEFT)),
    ("{} of {} actions due were done on time", ("actions", ON_TIME), ("actions", DUE)),
    ("{} of {} who were there all term receive more hours", ("cme", MORE), ("cme", COMPARED)),
)
"""What is told of what worked where both figures of it are shown."""


def _theme(asked: Asked, shown: Shown) -> str:
    place, heading = _places(asked)[0]
    reasons = [(label, shown.figure(_key(asked.period, place, *address))) for label, *address in THEMES]
    known = [(figure.value, label) for label, figure in reasons if figure.value]
    if not known:
        return f"{heading}: no reason for a referral can be named."
    number, label = max(known)
    hidden = any(figure.why == "c" for _, figure in reasons)
    which = (
        "Of the reasons whose numbers are shown, the most frequent was"
        if hidden
        else "The most frequent reason was"
    )
    return f"{heading}: {which[0].lower()}{which[1:]} {label}, {number:,.0f} new referrals."


def _offered(part: str, figures: str) -> str:
    return (
        f"To be written by an officer: the {part} of the term, naming no child. The figures offer: {figures}"
    )


def _notes(asked: Asked, about: About, shown: Shown) -> str:
    lead = "Small numbers are suppressed [c]." if shown.released else "Exact figures, for inside the service."
    return " ".join((
        lead,
        "[x]: no list of the term; [z]: nobody to take it of. Referrals and leavers are spells on the CME register. "
        "Restored: returned to a full timetable, a new school place, alternative provision or suitable home education. "
        "On time: done by the day that stood at the end. Terms are set beside the same term a year ago, never added.",
        *about.missing,
        f"As at {said(about.as_at)}.",
    ))  # fmt: skip
