"""One new case, entered by form: a workbook of one row, read and committed as any other."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cme_data.checked import Examined
from cme_data.examine import examine
from cme_data.people import folded
from cme_data.sql import beside, sql
from cme_data.store import World
from cme_data.workbook.template import template
from cme_data.workbook.upn import normalised, upn_is_key
from schemas import CHILD_REGISTERS
from schemas.register import Register

MODE = "additions"
"""How a new case counts: nobody else on the list is touched."""


def examined(register: Register, row: Mapping[str, Any], today: dt.date) -> Examined:
    """The case as a workbook of its own, read and validated; its file name tells of no child."""
    file_name = f"New case, {register.sheet}, {today.day} {today:%B %Y}.xlsx"
    data = template(register, row)
    return examine(data, file_name, as_at=today, today=today, register=register.name, sheet=register.sheet)


def known(world: World, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every time that the row's child is or was on a child register, the open ones first."""
    upn = normalised(row.get("upn") or "")
    named = {
        "registers": list(CHILD_REGISTERS),
        "upn": upn if upn and upn_is_key(upn) else None,
        "record_number": (row.get("record_number") or "").strip() or None,
        "surname": folded(row.get("surname")),
        "forename": folded(row.get("forename")),
        "born": row.get("date_of_birth"),
    }
    return world.rows(sql(beside(__file__)), named)
