"""What a pack is made from: the children, their actions, duties, gaps and history, asked once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cme_data import panels
from cme_data.annual_reviews import annual_reviews
from cme_data.errors import NoUploads
from cme_data.measures import MEASURES, Question
from cme_data.measures.compose import ctes, in_force, sql, told_of_child
from cme_data.settings import Settings
from cme_data.store import World
from schemas import CHILD_REGISTERS

Row = dict[str, Any]
ByChild = Mapping[str, Sequence[Row]]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Known:
    """All that a pack says, before it is put into words."""

    world: World
    settings: Settings
    held_on: date
    previous: date | None
    as_at: date
    boroughs: tuple[str, ...]
    meetings: Sequence[Row]
    children: Sequence[Row]
    actions: Sequence[Row]
    duties: ByChild
    gaps: ByChild
    reviews: ByChild
    history: ByChild

    def question(self, *by: str, as_at: date | None = None) -> Question:
        """A question of the children on the CME register, narrowed as the pack is."""
        filters = {"register": ("cme",)} | ({"borough": self.boroughs} if self.boroughs else {})
        return Question(as_at or self.as_at, by, filters, settings=self.settings)

    def is_new(self, child: Row) -> bool:
        """Whether the child joined the register since the panel met."""
        return self.previous is not None and child["opened_on"] > self.previous

    def actions_of(self, child: str) -> list[Row]:
        """A child's actions that are still open."""
        return [action for action in self.actions if action["child"] == child and action["is_open"]]

    def late(self, child: str) -> list[Row]:
        """A child's duties that are late."""
        return [duty for duty in self.duties.get(child, ()) if duty["status"] == "late"]


def ask(world: World, settings: Settings, held_on: date, boroughs: Sequence[str]) -> Known:
    """Ask all of it as at the meeting, or as at the newest list where that is earlier."""
    if world.newest is None:
        raise NoUploads("Nothing has been uploaded yet, so there is nothing to put before the panel.")
    as_at = min(held_on, world.newest)
    previous = panels.last_before(panels.held(world), held_on)
    params = {
        "on": as_at, "held_on": held_on, "previous": previous, "boroughs": list(boroughs),
        "child_registers": list(CHILD_REGISTERS),
    }  # fmt: skip
    children = world.rows(ctes({"in_force": in_force("on")}) + "\n" + sql(HERE / "children.sql"), params)
    ids = {row["child"] for row in children}
    question = Question(as_at, settings=settings)
    return Known(
        world, settings, held_on, previous, as_at, tuple(boroughs),
        world.rows(sql(HERE / "meetings.sql"), params),
        children,
        _actions(world, params),
        _by_child(MEASURES["clocks"].list(world, question, detail=True), ids),
        _by_child(MEASURES["gaps"].list(world, question, detail=True), ids),
        _by_child(annual_reviews(world, question), ids),
        _by_child(world.rows(sql(HERE / "history.sql"), params | {"children": sorted(ids)}), ids),
    )  # fmt: skip


def _actions(world: World, params: Mapping[str, Any]) -> list[Row]:
    query = ctes({
        "in_force": in_force("on"),
        "panel_actions": sql(HERE / "actions.sql"),
        "told": told_of_child(["borough"], "panel_actions"),
    })  # fmt: skip
    chosen = "SELECT *\nFROM told\nWHERE len($boroughs) = 0 OR list_contains($boroughs, borough)"
    return world.rows(f"{query}\n{chosen}\nORDER BY due_on, action_id, spell_id", params)


def _by_child(rows: Sequence[Row], children: set[str]) -> ByChild:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["child"] in children and row["register"] in CHILD_REGISTERS:
            found[row["child"]].append(row)
    return found
