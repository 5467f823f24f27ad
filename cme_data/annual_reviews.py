"""The annual review of the EHC plan of a child educated at home: when it is due, and whether that day has passed."""

from dataclasses import replace
from typing import Any

from cme_data.measures import MEASURES, Question
from cme_data.measures.duties import Duty
from cme_data.sql import beside, ctes, in_force, sql
from cme_data.store import World

Row = dict[str, Any]

ANNUAL_REVIEW = Duty(
    "annual_review",
    "Annual review of an EHC plan",
    "The SEND Service reviews the education, health and care plan of a child educated at home every year, and decides "
    "through it whether the home education meets the child's needs (policy, section 9). The register keeps no day on "
    "which a review was held: it counts as held when a newer list gives the next day.",
)
"""It stands beside the duties of the clocks, and is none of them."""

STATUSES = {"late": "Late", "due": "Due", "unknown": "Day not recorded"}


def annual_reviews(world: World, question: Question) -> list[Row]:
    """One row a child of the question, the first due first and those without a day last."""
    asked = replace(question, by=(), filters={**question.filters, "register": ("ehe",)})
    children = [row["child"] for row in MEASURES["caseload"].list(world, asked)]
    statement = f"{ctes({'in_force': in_force('on')})}\n{sql(beside(__file__))}"
    return world.rows(statement, {"on": question.as_at, "children": children})
