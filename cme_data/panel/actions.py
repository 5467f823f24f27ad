"""Actions agreed, completed, carried over, cancelled and escalated; a child referred on to another panel."""

import datetime as dt
import re
from typing import Any

from cme_data.errors import CmeError
from cme_data.panel import standing
from cme_data.panel.meetings import held
from cme_data.panel.record import By, Recorded, Write, changed, record
from cme_data.panel.services import BODIES, JOINT_AGENCY
from cme_data.store import Store, World
from schemas import REGISTERS

_FIND = ("upn", "record_number", "surname", "forename", "date_of_birth")
_AGREED = ("agreed_on", "action", "service", "due_on")
_NUMBERS = "SELECT DISTINCT upper(action_id) AS number FROM contents WHERE register = 'actions'"
_SAME = """SELECT contents.action_id FROM spells JOIN contents ON contents.content_id = spells.last_content
    WHERE spells.register = 'actions' AND spells.child = $child AND spells.opened_on = $agreed_on
        AND contents.action = $action AND contents.service = $service AND contents.due_on = $due_on
        AND contents.owner IS NOT DISTINCT FROM $owner"""


def agree_action(
    store: Store,
    child: str,
    held_on: dt.date,
    action: str,
    service: str,
    due_on: dt.date,
    by: By,
    *,
    owner: str | None = None,
    unlisted: bool = False,
) -> Recorded:
    """Keep an action that the meeting agreed for a child on the CME register, under the next free number."""
    return _agree(store, child, held_on, action, service, due_on, by, owner, unlisted, joint=False)


def refer_on(
    store: Store, child: str, held_on: dt.date, body: str, due_on: dt.date, by: By, *, owner: str | None = None,
    service: str = "Business support", unlisted: bool = False,
) -> Recorded:  # fmt: skip
    """Keep that the child is to be referred to another body: an action, and for joint commissioning the register's own word."""
    if body not in BODIES:
        raise CmeError(f"The panel refers on to {', '.join(BODIES)}, and not to {body}.")
    joint = body == JOINT_AGENCY
    return _agree(store, child, held_on, BODIES[body], service, due_on, by, owner, unlisted, joint=joint)


def _agree(
    store: Store, child: str, held_on: dt.date, action: str, service: str, due_on: dt.date, by: By,
    owner: str | None, unlisted: bool, *, joint: bool,
) -> Recorded:  # fmt: skip
    said = {
        "agreed_on": held_on, "action": action.strip(), "service": service.strip(), "due_on": due_on,
        "owner": (owner or "").strip() or None,
    }  # fmt: skip
    if due_on < held_on:
        raise CmeError(
            f"The action would be due on {standing.day(due_on)}, before it was agreed on {standing.day(held_on)}:"
            " give a day on or after the meeting."
        )
    number = ""
    same: str | None = None

    def writes(world: World) -> list[Write]:
        nonlocal number, same
        held(world, held_on, by, unlisted=unlisted)
        entry = standing.on_the_register(world, child, by.counts_from)
        further = changed(world, entry, None, "referred on", by, joint_agency="Yes") if joint else []
        same = next((row["action_id"] for row in world.rows(_SAME, said | {"child": child})), None)
        if same is not None:
            return further
        number = next_number(world, held_on)
        row = {name: entry.row[name] for name in _FIND} | said | {"action_id": number, "status": "Open"}
        (holder,) = REGISTERS["actions"].holders
        return [Write("action agreed", "actions", row, _AGREED, holder), *further]

    uploads = record(store, writes, by)
    if same is not None:
        return Recorded(uploads, same, f"The same action stands already as {same}.")
    return Recorded(uploads, number)


def next_number(world: World, held_on: dt.date) -> str:
    """The next number of the meeting's year, such as P-2026-0007; none is given twice, not even after an undo."""
    used = [re.fullmatch(rf"P-{held_on.year}-(\d+)", row["number"]) for row in world.rows(_NUMBERS)]
    return f"P-{held_on.year}-{max((int(n[1]) for n in used if n), default=0) + 1:04}"


def complete(
    store: Store, number: str, completed_on: dt.date, by: By, *, outcome: str | None = None,
    shown: int | None = None,
) -> Recorded:  # fmt: skip
    """Keep that an action was done, on a day that is over or today."""
    return _end(store, number, "Completed", completed_on, outcome, by, shown)


def cancel(
    store: Store, number: str, cancelled_on: dt.date, why: str, by: By, *, shown: int | None = None
) -> Recorded:
    """Keep that an action is needed no longer, and why."""
    if not why.strip():
        raise CmeError("Say why the action is cancelled: the reason stays with it.")
    return _end(store, number, "Cancelled", cancelled_on, why, by, shown)


def _end(
    store: Store, number: str, status: str, on: dt.date, words: str | None, by: By, shown: int | None
) -> Recorded:
    if on > by.now.date():
        raise CmeError(f"{standing.day(on)} has not come yet: give the day on which it was {status.lower()}.")

    def writes(world: World) -> list[Write]:
        found = standing.action(world, number)
        said: dict[str, Any] = {"status": status, "completed_on": on}
        if words and words.strip():
            said["outcome"] = words.strip()
        return changed(world, found, shown, f"action {status.lower()}", by, **said)

    return _recorded(store, number, writes, by)


def extend(
    store: Store, number: str, due_on: dt.date, why: str, by: By, *, shown: int | None = None
) -> Recorded:
    """Carry an open action over to a later day, with the reason; its versions count how often."""
    if not why.strip():
        raise CmeError("Say why the action is carried over: the reason stays with it.")
    told = f"Carried over to {standing.day(due_on)}: {why.strip()}"

    def writes(world: World) -> list[Write]:
        found = standing.action(world, number)
        if found.row["due_on"] == due_on and told in (found.row["outcome"] or ""):
            return []
        write = changed(
            world, found, shown, "action carried over", by, due_on=due_on, outcome=_added(found, told)
        )
        if found.row["status"] != "Open":
            raise CmeError(
                f"Action {number} is {found.row['status'].lower()}: only an open one is carried over."
            )
        if due_on <= found.row["due_on"]:
            raise CmeError(
                f"Action {number} is due on {standing.day(found.row['due_on'])} already: give a later day."
            )
        return write

    return _recorded(store, number, writes, by)


def escalate(
    store: Store, number: str, escalated_on: dt.date, why: str, by: By, *, shown: int | None = None
) -> Recorded:
    """Keep that an open action goes to the Associate Director, on a day that is over or today, and why."""
    if not why.strip():
        raise CmeError("Say why the action is escalated: the reason stays with it.")
    if escalated_on > by.now.date():
        raise CmeError(
            f"{standing.day(escalated_on)} has not come yet: give the day on which it is escalated."
        )
    told = f"Escalated to the Associate Director on {standing.day(escalated_on)}: {why.strip()}"

    def writes(world: World) -> list[Write]:
        found = _open(world, number, "escalated")
        if escalated_on < found.row["agreed_on"]:
            raise CmeError(
                f"Action {number} was agreed on {standing.day(found.row['agreed_on'])}: it cannot have been escalated"
                f" before, on {standing.day(escalated_on)}."
            )
        if found.row["escalated_on"] == escalated_on:
            return []
        return changed(
            world, found, shown, "action escalated", by, escalated_on=escalated_on, outcome=_added(found, told),
        )  # fmt: skip

    return _recorded(store, number, writes, by)


def take_back(store: Store, number: str, why: str, by: By, *, shown: int | None = None) -> Recorded:
    """Keep that an open action is with the Associate Director no longer, and why."""
    if not why.strip():
        raise CmeError("Say why the escalation is taken back: the reason stays with the action.")
    told = f"Escalation taken back on {standing.day(by.counts_from)}: {why.strip()}"

    def writes(world: World) -> list[Write]:
        found = _open(world, number, "taken back")
        if found.row["escalated_on"] is None:
            return []
        return changed(
            world, found, shown, "escalation taken back", by, escalated_on=None, outcome=_added(found, told)
        )

    return _recorded(store, number, writes, by)


def _open(world: World, number: str, done: str) -> standing.Standing:
    found = standing.action(world, number)
    if found.row["status"] != "Open":
        raise CmeError(f"Action {number} is {found.row['status'].lower()}: only an open one is {done}.")
    return found


def _added(found: standing.Standing, told: str) -> str:
    """What has been said of the action, and this."""
    before = found.row["outcome"]
    return f"{before} {told}" if before else told


def _recorded(store: Store, number: str, writes: Any, by: By) -> Recorded:
    uploads = record(store, writes, by)
    return Recorded(uploads, number, None if uploads else f"Action {number} says so already.")
