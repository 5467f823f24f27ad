"""The scope all pages share: as-at date, borough, phase and register, kept in the page's address."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import streamlit as st

from cme_data.dimensions import DIMENSIONS
from cme_data.measures.measure import Question
from pages.components import choice, frame, words
from schemas import CHILD_REGISTERS, REGISTERS

PARTS = ("as_at", "borough", "phase", "register")
EARLIEST = date(2000, 1, 1)
_EVERY = {"borough": "Every borough", "phase": "Every phase", "register": "Every register"}
_KEY = "scope_of_this_run"


@dataclass(frozen=True)
class Scope:
    """What the figures of a page speak of; None is every one."""

    as_at: date
    borough: str | None = None
    phase: str | None = None
    register: str | None = None

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filters of a question of this scope."""
        parts = {"borough": self.borough, "phase": self.phase, "register": self.register}
        return {name: (value,) for name, value in parts.items() if value}

    def question(self, *by: str, as_at: date | None = None, **more: Any) -> Question:
        """A question of this scope; `more` takes start, end, every, population and filters that add to the scope's."""
        filters = self.filters | more.pop("filters", {})
        local = frame.this().settings
        return Question(
            as_at=as_at or self.as_at,
            by=by,
            filters=filters,
            full_hours=local.hours_full,
            population=local.population,
            duration_edges=local.duration_edges,
            settings=local,
            **more,
        )

    def words(self, parts: tuple[str, ...] = PARTS) -> str:
        """The scope as a line of words."""
        told = {
            "as_at": f"As at {words.day(self.as_at)}",
            "borough": self.borough or "every borough",
            "phase": _labels("phase")[self.phase] if self.phase else "every phase",
            "register": REGISTERS[self.register].title if self.register else "every register",
        }
        return " · ".join(told[part] for part in parts)


def this() -> Scope:
    """The scope of the run that is drawing a page."""
    return cast(Scope, st.session_state[_KEY])


def draw(parts: tuple[str, ...]) -> Scope:
    """The row of shared choices that a page uses, and the scope they make; drawn by the frame, on every page alike."""
    newest = frame.this().world.newest or frame.this().now.date()
    if not parts:
        chosen = Scope(newest)
    else:
        with st.container(key="scope", horizontal=True, vertical_alignment="bottom"):
            chosen = Scope(
                as_at=_as_at(newest) if "as_at" in parts else newest,
                borough=_pick("borough", _labels("borough")) if "borough" in parts else None,
                phase=_pick("phase", _labels("phase")) if "phase" in parts else None,
                register=_pick("register", _registers()) if "register" in parts else None,
            )
    st.session_state[_KEY] = chosen
    return chosen


def move_to(day: date) -> None:
    """Let the pages speak for a day, as after an upload that brought a newer one."""
    if "as_at" in st.session_state:
        st.session_state["as_at"] = day


def _as_at(newest: date) -> date:
    latest = max(newest, frame.this().now.date())
    return choice.day(
        "As at",
        newest,
        "as_at",
        earliest=EARLIEST,
        latest=latest,
        help="The day the figures speak for. It starts at the newest list that any register has.",
    )


def _pick(name: str, labels: dict[str, str]) -> str | None:
    every = _EVERY[name]
    said = choice.pick(name.capitalize(), (every, *labels.values()), name)
    return None if said == every else next(value for value, label in labels.items() if label == said)


def _labels(dimension: str) -> dict[str, str]:
    return {value: DIMENSIONS[dimension].title(value) for value in DIMENSIONS[dimension].order}


def _registers() -> dict[str, str]:
    return {name: REGISTERS[name].title for name in CHILD_REGISTERS}
