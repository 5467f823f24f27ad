"""Whose rows the person of this run sees; every list of children passes here, and says how many it leaves out."""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

import streamlit as st

from cme_data import access, scoping
from cme_data.store import guesses
from cme_data.story import Story
from pages.components import frame, words
from pages.components.kept import Asked, kept

Row = dict[str, Any]

_REFUSED = "child_refused"
_ID = re.compile("[0-9a-f]{10}")


class Part(list[Row]):
    """The rows of a list that the person sees, of so many on the whole list."""

    def __init__(self, rows: Iterable[Row], whole: int) -> None:
        super().__init__(rows)
        self.whole = whole


def children() -> frozenset[str] | None:
    """The opaque ids of the children whom the person sees; None is every child.

    What is kept of it goes by the service: two people of two services never share an answer.
    """
    here = frame.this()
    access.check(here.person, access.CHILDREN)
    if here.person.role in scoping.ALL_SERVICES:
        return None
    person, whose = here.person, (here.person.role, here.person.service)
    asked = Asked(lambda world, _: scoping.visible(world, person), here.world, "visible", whose)
    found: frozenset[str] = kept(asked)
    return found


def part(rows: Iterable[Row]) -> Part:
    """Those of the rows that the person sees."""
    whole = list(rows)
    return Part(scoping.seen(whole, children(), frame.this().person.service), len(whole))


def whole(rows: Iterable[Row]) -> Part:
    """Those of the rows of which the person reads all that the list says, and not only who holds the child."""
    mine = part(rows)
    if children() is None:
        return mine
    service = frame.this().person.service
    return Part((row for row in mine if scoping.reads(row["register"], row["provider"], service)), mine.whole)


def case(told: Story) -> Story:
    """What the person sees of a visible child: of other services' registers a member of the panel not everything."""
    return told if children() is None else scoping.of_a_case(told, frame.this().person.service)


def sees(child: str | None) -> bool:
    """Whether the person sees a child; what is of no child, everybody does who sees any."""
    among = children()
    return among is None or child is None or child in among


def sees_list(register: str, provider: str) -> bool:
    """Whether the person sees every row of a source's lists, whoever they are of."""
    return children() is None or scoping.is_own(register, provider, frame.this().person.service)


def file_of(register: str, provider: str, said: str) -> str | None:
    """The name of a list's file or sheet, which may name a child, where the person sees that list whole; else None."""
    may = access.may(frame.this().person.role, access.CHILDREN)
    return said if may and sees_list(register, provider) else None


def told(shown: int, whole: int) -> str:
    """That a list is shorter than its figure, and why; nothing where it is whole."""
    if shown >= whole:
        return ""
    return f"{words.number(shown)} of {words.number(whole)}: the others are on no list of the panel or of your service."


def note(shown: int, whole: int) -> None:
    """The same beneath a list on a page."""
    if said := told(shown, whole):
        st.html(f'<p class="note">{escape(said)}</p>')


def refuse_another(child: str) -> None:
    """Raise NotAllowed where the child is none that the person sees, or where the person has tried too many in vain.

    Which one it was is written down once.
    """
    here = frame.this()
    until = guesses.stopped_until(here.store, _who(), frame.clock())
    if until is not None:
        raise access.NotAllowed(
            f"No child is opened under your name until {until:%H:%M}, as too many were asked for that you do not see or"
            " that nobody is. The administrators see this: ask one of them if it should not be so."
        )
    try:
        scoping.refuse_another(child, children())
    except access.NotAllowed:
        # What stands in an address may be anything, and a name has no place in the log.
        in_vain(child, guesses.REFUSED, child if _ID.fullmatch(child) else "an address that is no record's")
        raise


def in_vain(child: str, what: str, detail: str = "") -> None:
    """Write down once that the person asked for a child in vain."""
    here = frame.this()
    if st.session_state.get(_REFUSED) != child:
        st.session_state[_REFUSED] = child
        guesses.in_vain(here.store, _who(), what, detail, here.settings.audit.guesses_an_hour, frame.clock())


def _who() -> str:
    return frame.this().person.name or "Not named"
