"""What was uploaded, by whom, and what was taken back."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cme_data.errors import CmeError
from cme_data.store import audit

if TYPE_CHECKING:
    from cme_data.store.store import Store


@dataclass(frozen=True, slots=True)
class Upload:
    """One sheet's rows of one source, as committed."""

    id: str
    register: str
    provider: str
    as_at: dt.date
    mode: str
    who: str
    at: dt.datetime
    file_name: str
    sheet: str
    sha256: str
    rows: int
    passed: int
    errors: int
    warnings: int
    new: int | None
    changed: int | None
    closed: int | None
    dropped: int | None
    unchanged: int | None
    status: str  # stands, superseded or withdrawn
    withdrawn_by: str | None
    withdrawn_at: dt.datetime | None
    withdrawn_why: str | None
    decided: bool  # one row that the panel wrote, and no list of a service


_COLUMNS = """upload, register, provider, as_at, mode, who, committed_at, file_name, sheet, sha256,
    rows, passed, errors, warnings, "new", changed, closed, dropped, unchanged,
    CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
         WHEN upload IN (SELECT upload FROM store.now.uploads) THEN 'stands'
         ELSE 'superseded' END,
    withdrawn_by, withdrawn_at, withdrawn_why, json_extract_string(options, '$.panel') IS NOT NULL"""


def listed_uploads(store: "Store") -> list[Upload]:
    """Every upload, newest first."""
    return [Upload(*row) for row in store.ask(f"SELECT {_COLUMNS} FROM store.uploads ORDER BY number DESC")]


def withdraw(store: "Store", upload: str, why: str, who: str, now: dt.datetime) -> Upload:
    """Let an upload count for nothing from now on; it stays in the history with the reason.

    Raises CmeError where there is no such upload, it is withdrawn already, or no reason is given.
    """
    if not why.strip():
        raise CmeError("Say why the upload is withdrawn: the reason stays in its history.")
    with store.writing() as cursor:
        found = cursor.execute(
            "SELECT withdrawn_at, withdrawn_by FROM store.uploads WHERE upload = $1", [upload]
        ).fetchone()
        if found is None:
            raise CmeError(f"There is no upload {upload}: `uploads` lists them all.")
        if found[0] is not None:
            raise CmeError(f"Upload {upload} was withdrawn already, on {found[0]:%d/%m/%Y} by {found[1]}.")
        cursor.execute(
            "UPDATE store.uploads SET withdrawn_at = $1, withdrawn_by = $2, withdrawn_why = $3"
            " WHERE upload = $4",
            [now, who, why.strip(), upload],
        )
        store.rebuild(cursor)
        audit.note(cursor, who, "withdraw", f"upload {upload}", now)
    return next(u for u in store.uploads() if u.id == upload)
