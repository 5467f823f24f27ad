"""Hours of provision against full hours: the headline, and who falls short by what; nothing where no hours are kept."""

import streamlit as st

from cme_data.measures.hours import HOURS_REGISTERS
from cme_data.measures.measure import Question
from pages.components import ask, rules, show, tiles, words
from schemas import REGISTERS

_MORE = ("children", "not_recorded", "below_25", "below_25_no_transition", "median", "mean", "shortfall")


def nothing(asked: Question) -> str:
    """Why there are no hours to speak of, which is never the same as none; empty where there are."""
    registers = [name for name in asked.filters.get("register", HOURS_REGISTERS) if name]
    if not set(registers) & set(HOURS_REGISTERS):
        return f"{words.listed(REGISTERS[name].title for name in registers)} records no hours."
    return "" if ask.uploaded(*registers) else "No upload of a register that records hours yet."


def headline(asked: Question) -> None:
    """How many fall short of full hours, and by how much."""
    row, full = ask.one("hours", asked), rules.full_hours()
    recorded = row["children"] - row["not_recorded"]
    show.section(
        f"Against {full} hours a week",
        f"{words.number(row['below_25'])} of the {words.children(recorded)} with recorded hours have fewer than {full}; "
        f"{words.number(row['below_25_no_transition'])} of them without an agreed gradual transition.",
    )
    tiles.row(
        "hours",
        (
            tiles.counted(
                "Children in all", "hours", asked, tone="quiet", note="on a register that records hours"
            ),
            tiles.counted(f"Below {full} hours", "hours", asked, "below_25"),
            tiles.counted(f"Below {full}, no transition agreed", "hours", asked, "below_25_no_transition"),
            tiles.counted(
                "Hours not recorded", "hours", asked, "not_recorded", tone="quiet", note="a blank is not 0"
            ),
            tiles.Tile(
                "Weekly shortfall",
                row["shortfall"],
                f"hours missing to {full}, added up",
                blank=words.NOT_RECORDED,
            ),
            tiles.Tile(
                "Median hours", row["median"], f"mean {words.number(row['mean'])}", blank=words.NOT_RECORDED
            ),
        ),
    )
    rules.beside("hours_full")


def splits(asked: Question) -> None:
    """By register, by how many hours, and by what is provided."""
    show.table("By register", "hours", asked, "register", _MORE)
    left, right = st.columns(2, gap="large")
    with left:
        show.split("hours", asked, "band")
        show.split("hours", asked, "provision", figure="below_25", others=_MORE)
    with right:
        show.split("hours", asked, "register", figure="below_25", others=_MORE)
        show.split("hours", asked, "provision", figure="below_25_no_transition", others=_MORE)
