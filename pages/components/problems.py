"""Every problem of a sheet at once: by rule or by child, each with its cell and how to mend it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from cme_data import access
from cme_data.checks import CHECKS
from cme_data.findings import Finding
from cme_data.ingest import Checked
from cme_data.store import audit
from cme_data.workbook.outgoing import front
from pages.components import download, frame, purpose, show, tables, words
from pages.components.tables import Column
from schemas import REGISTERS

MOST = 1_000  # problems in sight; the download has all
_FEW = 8  # problems of the first group, that it opens by itself
LEVELS = {"error": "Error", "warning": "Warning"}
BY_RULE, BY_CHILD = "By rule", "By child"
_COLUMNS = (
    Column("where", "Cell"),
    Column("child", "Child", blank="–"),
    Column("value", "What stands there", blank="(blank)"),
    Column("message", "What is wrong"),
    Column("fix", "How to mend it"),
)


def children(found: Checked) -> Callable[[int | None], str | None]:
    """Gives the child of a row of the sheet, as a person would name it."""
    if found.valid is None:
        return lambda row: None
    typed = found.valid.typed
    position = {number: i for i, number in enumerate(typed.row_numbers)}

    def child(row: int | None) -> str | None:
        i = position.get(row) if row is not None else None
        return None if i is None else _named(typed.row(i)) or "A child without a name"

    return child


def title(problem: Finding, found: Checked) -> str:
    """What a problem is, in few words: its rule and its column."""
    said = CHECKS[problem.rule].title
    return f"{said}: {label(problem, found)}" if problem.column else said


def label(problem: Finding, found: Checked) -> str:
    """The column of a problem, as the register heads it."""
    return REGISTERS[found.register].column(problem.column).label if problem.column else "–"


def draw(found: Checked, key: str, where: str) -> None:
    """The problems of a sheet, and all of them as a file."""
    if not found.problems:
        st.success("No problem found.", icon=":material/check_circle:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        view = st.segmented_control(
            "Grouped", [BY_RULE, BY_CHILD], default=BY_RULE, required=True, key=f"grouped-{key}",
            label_visibility="collapsed",
        )  # fmt: skip
        only = found.errors and st.toggle("Errors only", key=f"only-{key}")
        _offer_file(found, key)
    shown = [p for p in ordered(found.problems) if p.level == "error" or not only]
    child = children(found)

    def name(problem: Finding) -> str:
        if view == BY_RULE:
            return title(problem, found)
        who = child(problem.row)  # two children may have one name, but not one row
        return f"{who}, row {problem.row}" if who else "The sheet itself"

    st.html(
        f'<div class="groups">{"".join(_groups(found, shown[:MOST], name, child, view == BY_RULE, where))}</div>'
    )
    if len(shown) > MOST:
        show.note(f"The first {MOST:,} of {words.number(len(shown))} problems; the download has all of them.")


def _groups(
    found: Checked,
    problems: Sequence[Finding],
    name: Callable[[Finding], str],
    child: Callable[[int | None], str | None],
    by_rule: bool,
    where: str,
) -> Iterable[str]:
    """One line a group, errors before warnings and the most frequent first, that opens to its cells.

    The level of a group by child is that of its gravest problem, which comes first.
    """
    groups: Mapping[tuple[str, str], list[Finding]] = defaultdict(list)
    for problem in problems:
        groups[problem.level if by_rule else "", name(problem)].append(problem)
    level = Column("level", "Level")
    columns = _COLUMNS if by_rule else (_COLUMNS[0], level, *_COLUMNS[2:])
    in_order = sorted(groups.items(), key=lambda group: (group[1][0].level != "error", -len(group[1])))
    for place, ((_, said), some) in enumerate(in_order):
        rows = [
            {
                "where": p.cell or (f"Row {p.row}" if p.row else p.sheet),
                "child": child(p.row),
                "level": LEVELS[p.level],
                "value": p.value,
                "message": _told(p, found),
                "fix": p.fix,
            }
            for p in some
        ]
        errors = sum(p.level == "error" for p in some)
        counts = words.listed(
            words.some(n, what) for n, what in ((errors, "error"), (len(some) - errors, "warning")) if n
        )
        is_open = " open" if not place and len(some) <= _FEW else ""
        yield (
            f'<details class="{some[0].level}"{is_open}><summary><strong>{escape(counts)}</strong> {escape(said)}</summary>'
            f"{_rule(some[0]) if by_rule else ''}{tables.html(said, columns, rows, of=where)}</details>"
        )


def _rule(problem: Finding) -> str:
    """The rule of a problem as the handbook of the checks states it, by its code."""
    check = CHECKS[problem.rule]
    return f'<p class="note">{escape(check.code)}: {escape(check.says)}</p>'


def _told(problem: Finding, found: Checked) -> str:
    """The message without the place and the value, which have columns of their own."""
    told = problem.said(label(problem, found))
    _, mark, rest = told.partition(" stands here; ")
    return rest[:1].upper() + rest[1:] if mark else told


def ordered(problems: Iterable[Finding]) -> list[Finding]:
    """Problems as they are shown: errors first, from the top of the sheet down."""
    return sorted(problems, key=lambda problem: (problem.level != "error", problem.row or 0))


def listed(found: Checked) -> list[list[str | None]]:
    """Problems as the rows of a file."""
    return [
        [LEVELS[p.level], p.sheet, p.cell, label(p, found), p.value, p.message, p.fix]
        for p in ordered(found.problems)
    ]


def _named(row: Mapping[str, object]) -> str:
    names = " ".join(str(row[name]) for name in ("forename", "surname") if row.get(name))
    return names or str(row.get("upn") or row.get("record_number") or "")


def _offer_file(found: Checked, key: str) -> None:
    now, what_for = frame.this(), purpose.ask(f"problems-{key}")

    def made() -> bytes:
        who, at = now.person.name or "Not named", frame.clock()
        told = f"{found.register}: {len(found.problems)} problems of a list that was checked"
        now.store.audit(who, "downloaded problems", audit.taken(told, what_for), at)
        return download.sensitive_csv(
            ["Level", "Sheet", "Cell", "Column", "Value", "Problem", "How to mend it"], listed(found),
            front=front(what_for, who, at),
        )  # fmt: skip

    download.button(
        "Download all problems (CSV)", made, "problems_OFFICIAL-SENSITIVE.csv", access.UPLOAD,
        purpose=what_for, mime="text/csv", key=f"problems-{key}",
    )  # fmt: skip
