"""When each register was last uploaded, by whom, and which is stale."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import streamlit as st

from pages.components import ask, frame, rules, words
from schemas import REGISTERS


@dataclass(frozen=True, slots=True)
class Source:
    """A register and its data provider, with its newest standing upload (none: blank)."""

    register: str
    provider: str
    as_at: date | None = None
    who: str = ""
    at: datetime | None = None
    days: int | None = None
    stale: bool = False

    @property
    def title(self) -> str:
        """The register, and the provider where several send it."""
        title = REGISTERS[self.register].title
        return f"{title}, {self.provider}" if len(REGISTERS[self.register].holders) > 1 else title


def sources() -> list[Source]:
    """Every source that should send a list, and any other that did, with the newest list it sent."""
    newest = {}
    for upload in ask.uploads():
        if upload.status == "stands" and not upload.decided:  # a decision does not make a list any newer
            known = newest.get((upload.register, upload.provider))
            if known is None or (upload.as_at, upload.at) > (known.as_at, known.at):
                newest[upload.register, upload.provider] = upload
    expected = [(name, holder) for name, register in REGISTERS.items() for holder in register.holders]
    order = list(REGISTERS)
    others = sorted(set(newest) - set(expected))
    today, limit = frame.this().now.date(), frame.this().settings.stale_after_days
    found = []
    for register, provider in sorted(expected + others, key=lambda source: order.index(source[0])):
        upload = newest.get((register, provider))
        if upload is None:
            found.append(Source(register, provider))
        else:
            days = (today - upload.as_at).days
            found.append(Source(register, provider, upload.as_at, upload.who, upload.at, days, days > limit))
    return found


def silent(register: str | None) -> list[Source]:
    """The sources of a register (None: of all) that are stale or have never sent a list."""
    return [
        source
        for source in sources()
        if (source.stale or source.as_at is None) and register in (None, source.register)
    ]


def row(source: Source) -> dict[str, Any]:
    """A source as a row of a table; one that is out of date says so in words and stands out."""
    by = f"{source.who}, {words.day(source.at)}" if source.at else None
    title = source.title + (
        f" (out of date: {words.some(source.days or 0, 'day')} old)" if source.stale else ""
    )
    return {"title": title, "as_at": source.as_at, "by": by, "marked": source.stale}


def note(*registers: str) -> None:
    """A line beside the figures where a register they come from is stale or was never uploaded."""
    told = [
        f"**{words.plain(source.title)}**: "
        + (
            f"last list {words.plain(words.day(source.as_at))}, {words.some(source.days or 0, 'day')} ago"
            if source.as_at
            else words.NO_UPLOAD.lower()
        )
        for source in sources()
        if source.register in registers and (source.stale or source.as_at is None)
    ]
    if told:
        st.warning(
            "These figures rest on lists that are out of date or missing. "
            + " · ".join(told)
            + f". A list is out of date after {words.some(frame.this().settings.stale_after_days, 'day')}.",
            icon=":material/event_busy:",
        )
        rules.link("stale_after_days")
