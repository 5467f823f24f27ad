"""Which update sheets of a meeting went out, which are not back, and what in the others nobody filled in."""

from collections.abc import Sequence
from typing import Any

from cme_data.panels import Meeting
from cme_data.update_sheets import Returned
from pages.components import ask, ask_panel, frame, lists, show, tables, words
from pages.components.lists import Rows
from pages.components.tables import Column

Row = dict[str, Any]
_SHOWN = ("register", "action_id", "surname", "forename", "child")


def draw(meeting: Meeting) -> None:
    """Each service, when its sheet went out and came back, and how many rows stand empty, with their list."""
    noted = {one.service: one for one in ask_panel.returns(meeting.held_on)}
    not_sent = [service for service in ask.update_rows() if service not in noted]
    waited_for = sum(one.back is None for one in noted.values())
    empty = sum(len(one.not_filled) for one in noted.values() if one.back)
    told = (
        f"{words.number(waited_for)} of {words.some(len(noted), 'sheet')} sent out not back; "
        f"{words.some(empty, 'row')} of those that are back not filled in."
        if noted
        else "No sheet was sent out for this meeting yet."
    )
    show.section("Update sheets not back", told)
    if noted and not_sent:
        show.note(f"Not sent a sheet yet: {words.listed(not_sent)}.")
    if not noted:
        return
    tables.show(
        "Update sheets by service",
        (
            Column("service", "Service"),
            Column("sent", "Sent out"),
            Column("back", "Came back"),
            Column("not_filled", "Rows not filled in", True),
            Column("errors", "Rows not taken in", True),
        ),
        [_row(one) for one in noted.values()],
    )
    lists.menu("not-filled", (_behind(one) for one in noted.values()), "Open the rows not filled in")


def _row(one: Returned) -> Row:
    return {
        "service": one.service,
        "sent": f"{words.moment(one.sent.at)}, by {one.sent.who}" if one.sent else words.NOT_RECORDED,
        "back": f"{words.moment(one.back.at)}, taken in by {one.back.who}" if one.back else "Not yet",
        "not_filled": len(one.not_filled),
        "errors": one.errors if one.back else "–",
        "marked": one.back is None,
    }


def _behind(one: Returned) -> Rows:
    return Rows(
        lists.name_of("not-filled", one.service), one.service, lambda: _listed(one.not_filled), len(one.not_filled),
        "Rows not filled in", frame.this().now.date(),
    )  # fmt: skip


def _listed(rows: Sequence[Row]) -> list[Row]:
    return [{name: row[name] for name in _SHOWN} for row in rows]
