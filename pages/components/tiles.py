"""Headline figures in a row of tiles; a tile whose list can be opened is a button."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

import streamlit as st

from cme_data.measures.measure import Question
from pages.components import ask, lists, words
from pages.components.lists import Offer, Rows
from schemas import CHILD_REGISTERS

# The registers of which one must have been uploaded before a measure says anything.
_RESTS_ON = {
    "actions": ("actions",),
    "unknown": ("cme",),
    "hours": ("cme", "medical_tuition", "pru", "virtual_school"),
}


@dataclass(frozen=True)
class Tile:
    """A figure with its name and a line beneath; `tone` gives the colour of its edge."""

    label: str
    value: float | None
    note: str = ""
    offer: Offer | Rows | None = None
    tone: str = "plain"
    blank: str = words.NO_UPLOAD


def counted(
    label: str,
    measure: str,
    question: Question,
    figure: str = "children",
    *,
    note: str = "",
    since: date | None = None,
    tone: str = "plain",
    title: str = "",
) -> Tile:
    """A tile of one figure of a measure, with the list behind it; `since` adds the change since a day."""
    rests_on = question.filters.get("register") or _RESTS_ON.get(measure, CHILD_REGISTERS)
    if not ask.uploaded(*rests_on):
        return Tile(label, None, tone=tone)
    value = ask.one(measure, question)[figure]
    if since:
        note = words.change(value, ask.one(measure, replace(question, as_at=since))[figure], since)
    offer = Offer(lists.name_of(label), title or label, measure, question, figure, value)
    return Tile(label, value, note, offer, tone)


def row(key: str, tiles: Sequence[Tile]) -> None:
    """A row of tiles, as many side by side as there is room for."""
    with st.container(key=f"tiles-{key}"):
        for tile in tiles:
            _draw(tile)


def _draw(tile: Tile) -> None:
    value = words.number(tile.value, tile.blank)
    if tile.offer is None or not tile.value or not lists.allowed():
        size = "" if tile.value is not None else ' class="words"'
        st.html(
            f'<div class="tile tone-{tile.tone}"><span>{escape(tile.label)}</span>'
            f"<strong{size}>{escape(value)}</strong><em>{escape(tile.note)}</em></div>"
        )
        return
    name = lists.offer(tile.offer).name
    note = f" *{words.plain(tile.note)}*" if tile.note else ""
    label = f"{words.plain(tile.label)} **{words.plain(value)}**{note}"
    if st.button(label, key=f"tile-{name}-tone-{tile.tone}", width="stretch"):
        lists.open_(name)
