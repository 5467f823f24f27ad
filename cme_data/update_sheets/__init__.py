"""Update sheets: a workbook a service before each meeting, and what it changes when it comes back."""

import datetime as dt

from cme_data.checked import Examined
from cme_data.examine import examine
from cme_data.update_sheets.columns import SHEETS
from cme_data.update_sheets.reading import Updates, updates_in
from cme_data.update_sheets.returns import Returned, note_back, note_sent, returns
from cme_data.update_sheets.written import Held, held_by, update_sheet
from cme_data.workbook.template import template

__all__ = [
    "MODE", "Held", "Returned", "Updates", "additions", "held_by", "note_back", "note_sent", "returns", "update_sheet",
    "updates_in",
]  # fmt: skip

MODE = "additions"
"""How an update sheet counts: nobody else on the lists is touched."""


def additions(updates: Updates, today: dt.date) -> list[Examined]:
    """The changed rows as workbooks of their registers, read and validated, ready to preview and to commit."""
    made = []
    for register in (sheet.register for sheet in SHEETS):
        rows = updates.rows[register.name]
        if rows:
            name = f"Update sheet, {updates.service}, {updates.held_on.day} {updates.held_on:%B %Y}, {register.sheet}.xlsx"
            made.append(
                examine(
                    template(register, *rows),
                    name,
                    as_at=today,
                    today=today,
                    register=register.name,
                    sheet=register.sheet,
                )
            )
    return made
