"""The search for children not located, readable on a wall: initials and record numbers, a name only when chosen."""

from html import escape
from typing import Any

import streamlit as st

from cme_data.locating import CHECKS, NOT_LOCATED, Check, Search
from cme_data.measures.question import narrowed
from pages.components import (
    ask,
    child_search,
    contents,
    duties,
    frame,
    lists,
    looked,
    rules,
    seen,
    show,
    stale,
    tables,
    tiles,
    words,
)
from pages.components.lists import Rows
from pages.components.scope import Scope
from pages.components.tables import Column
from pages.components.tiles import Tile

_OPENED = "search_opened"
_LISTED = ("surname", "forename", "child", "record_number", "borough", "school", "missing_from")
_PERMITTED = "Removal from roll permitted"
_STAGES = {
    "unknown": "The first day missing is not recorded, so no clock can be counted: ask the school.",
    "school": "The school finds out why the child is absent, and refers by school day {spa_referral_day}.",
    "enquiries": "The Education Welfare Service makes enquiries, up to school day {day_20}.",
    "decision": "School day {day_20} is reached: the Education Welfare Service decides on removal from the school roll.",
    "decided": "The decision on the school roll is made; enquiries go on until the child is located.",
}


def at_a_glance(view: Scope) -> None:
    """How many children are not located, and how many of their duties are late."""
    stale.note("cme", "enquiries")
    asked = view.question(filters=NOT_LOCATED)
    sought = tiles.counted("Missing, not located", "caseload", asked, tone="not-located")
    told = (
        "No upload of the CME register yet."
        if sought.value is None
        else f"{words.children(int(sought.value))} to be found (policy, section 8)."
    )
    show.section("Children not located", told)
    tiles.row("locating", [sought, *(_late(view, duty, label) for duty, label in _LATE.items())])
    rules.beside("triggers.spa_referral_day", "triggers.enquiry_every", "triggers.day_20")
    duties.note_terms(view)


def coverage(view: Scope) -> None:
    """For how many of the children each of the eleven enquiries was made."""
    children, made = ask.coverage(view.question())
    if not children:
        return
    least = min(CHECKS, key=lambda name: made[name])
    show.section(
        "The eleven enquiries",
        f"Made least: {least}, for {words.number(made[least])} of {words.children(children)}.",
    )
    rows = [
        {
            "check": name,
            "made": made[name],
            "open": children - made[name],
            "of": f"{made[name]} of {children}",
        }
        for name in CHECKS
    ]
    columns = (
        Column("check", "Enquiry"),
        Column("of", "Made for", True),
        Column("open", "Not made for", True),
    )
    tables.show("Enquiries made, over the children not located", columns, rows)
    lists.menu("coverage", (_not_made(view, name, children - made[name]) for name in CHECKS))


def searches(view: Scope) -> None:
    """Each child: the school day, what is due, and each enquiry done or not; the longest missing first."""
    if not lists.allowed():
        return
    found, (every, _) = ask.searches(view.question()), ask.coverage(view.question())
    seen.note(len(found), every)
    looked.at(f"searches for children {narrowed(view.question())}", [search.said for search in found])
    if found:
        show.section("Child by child, the longest missing first")
        st.html("".join(_card(search) for search in found))


def one_child(view: Scope) -> None:
    """The name of a child who is chosen, and what each enquiry found; each opening is written down."""
    found = ask.searches(view.question()) if lists.allowed() else []
    if not found:
        return
    options = {_label(search, place): search for place, search in enumerate(found, 1)}
    chosen = st.selectbox(
        "What the enquiries found",
        list(options),
        index=None,
        placeholder="Choose a child",
        help="It shows the child's name. Your name, the time and the record's own id are written down.",
    )
    if chosen is None:
        st.session_state.pop(_OPENED, None)
        return
    search, now = options[chosen], frame.this()
    if st.session_state.get(_OPENED) != search.said["child"]:
        st.session_state[_OPENED] = search.said["child"]
        now.store.audit(
            now.person.name or "Not named",
            "opened a child",
            f"locating: {search.said['child']}",
            frame.clock(),
        )
    name = ", ".join(filter(None, (search.said["surname"], search.said["forename"])))
    show.section(name, _day(search), level=3)
    contents.link(
        child_search.PAGE, "Everything that the registers say of this child", child=search.said["child"]
    )
    tables.show(
        "What the enquiries found",
        (
            Column("name", "Enquiry"),
            Column("made_on", "Made on", blank="Not done"),
            Column("provider", "By whom", blank="–"),
            Column("located", "Child found", blank="–"),
            Column("outcome", "Outcome", blank="–"),
        ),
        [
            {"name": check.name, "made_on": check.made_on, "provider": check.provider, "located": check.located,
             "outcome": check.outcome or (words.NOT_RECORDED if check.times else None)}
            for check in search.checks
        ],
    )  # fmt: skip


_LATE = {
    "spa_referral": "Referral to the Single Point of Access late",
    "enquiry": "Enquiry late",
    "day_20": "Decision on the school roll late",
}


def _late(view: Scope, duty: str, label: str) -> Tile:
    """A late duty of these children, with its list."""
    if not ask.uploaded("cme"):
        return Tile(label, None)
    asked = view.question(filters={"duty": (duty,), "status": ("late",), "category": NOT_LOCATED["category"]})
    count = len(ask.rows("clocks", asked))
    return Tile(
        label, count, offer=lists.Offer(lists.name_of("locating", duty), label, "clocks", asked, None, count)
    )


def _not_made(view: Scope, name: str, count: int) -> Rows:
    """The children for whom a check was not made."""

    def rows() -> list[dict[str, Any]]:
        found = ask.searches(view.question())
        left = [each.said for each in found if any(c.name == name and not c.times for c in each.checks)]
        return [{"register": "cme"} | {key: said[key] for key in _LISTED} for said in left]

    title = f"{name}: not made"
    return Rows(lists.name_of("locating", title), title, rows, count, "Enquiries", view.as_at)


def _card(search: Search) -> str:
    owed = "".join(f'<li class="{kind}">{escape(said)}</li>' for kind, said in _owed(search))
    checks = "".join(
        f'<li class="{"done" if check.times else "open"}"><b>{escape(check.name)}</b>'
        f"<span>{escape(_made(check))}</span></li>"
        for check in search.checks
    )
    other = (
        f" · {words.some(search.other_enquiries, 'other enquiry', 'other enquiries')}"
        if search.other_enquiries
        else ""
    )
    return (
        f'<section class="search"><h3>{escape(_who(search))}</h3><p class="day">{escape(_day(search))}</p>'
        f'<ul class="owed">{owed}</ul>'
        f'<p class="note">{search.made} of {len(CHECKS)} enquiries made{other}</p><ul class="checks">{checks}</ul></section>'
    )


def _owed(search: Search) -> list[tuple[str, str]]:
    """What is due of the child and how it stands, each with its tone."""
    triggers = frame.this().settings.triggers
    said = [
        (
            "stage",
            _STAGES[search.stage].format(spa_referral_day=triggers.spa_referral_day, day_20=triggers.day_20),
        )
    ]
    said += [
        (clock["status"], _stands(label, clock))
        for duty, label in (
            ("spa_referral", "Referral to the Single Point of Access"),
            ("enquiry", "Next enquiry"),
            ("day_20", "Decision on the school roll"),
        )
        if (clock := search.duties.get(duty))
    ]
    if decision := search.said["day_20_decision"]:
        said.append(("stage", f"Decision: {decision}."))
    if search.barred:
        yet = (
            ", yet the decision permits it: ask the Education Welfare Service"
            if decision == _PERMITTED
            else ""
        )
        said.append(("late", f"A safeguarding concern bars removal from the school roll{yet}."))
    return said


def _stands(label: str, clock: dict[str, Any]) -> str:
    due = words.day(clock["due_on"])
    if clock["status"] == "met":
        late = f", {words.some(clock['days_late'], 'day')} late" if clock["days_late"] else ""
        return f"{label}: done on {words.day(clock['met_on'])}{late}"
    if clock["status"] == "late":
        return f"{label}: LATE, was due on {due}, {words.some(clock['days_late'], 'day')} ago"
    return f"{label}: due by {due}"


def _made(check: Check) -> str:
    if not check.times:
        return "Not done"
    often = f", {check.times} times" if check.times > 1 else ""
    return f"Done {words.day(check.made_on)}, {check.provider}{often}"


def _day(search: Search) -> str:
    if search.school_day is None:
        return "First day missing not recorded"
    return (
        f"School day {words.number(search.school_day)}, missing from {words.day(search.said['missing_from'])}"
    )


def _who(search: Search) -> str:
    names = search.said["forename"], search.said["surname"]
    initials = "".join(f"{name[0].upper()}." for name in names if name)
    record = search.said["record_number"] or f"record {search.said['child']}"
    return " · ".join(filter(None, (initials, record, search.said["borough"])))


def _label(search: Search, place: int) -> str:
    return f"{place}. {_who(search)}"
