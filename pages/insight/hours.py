"""How many hours a week children receive, and who falls short of full hours."""

import streamlit as st

from cme_data.measures.hours import HOURS_REGISTERS
from pages.components import ask, brief, rules, scope, show, stale, tiles, words

view = scope.this()
asked = view.question()
stale.note(*({view.register} & set(HOURS_REGISTERS) or HOURS_REGISTERS))
row = ask.one("hours", asked)
recorded, full = row["children"] - row["not_recorded"], rules.full_hours()

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
more = ("children", "not_recorded", "below_25", "below_25_no_transition", "median", "mean", "shortfall")
show.table("By register", "hours", asked, "register", more)
left, right = st.columns(2, gap="large")
with left:
    show.split("hours", asked, "band")
    show.split("hours", asked, "provision", figure="below_25", others=more)
with right:
    show.split("hours", asked, "register", figure="below_25", others=more)
    show.split("hours", asked, "provision", figure="below_25_no_transition", others=more)
brief.offer(view)
