"""A write taken back: its uploads are withdrawn, and the rows before it stand again."""

import datetime as dt

from cme_data import access
from cme_data.access import Person
from cme_data.errors import CmeError
from cme_data.panel.record import SAYS
from cme_data.store import Store, withdraw

_PANEL = "mode = 'additions' AND json_extract_string(options, '$." + SAYS + "') IS NOT NULL"
_ONE = f"SELECT who FROM store.uploads WHERE upload = $1 AND {_PANEL}"
_SINCE = """SELECT max(later.upload) FROM store.uploads AS later
    JOIN store.listed AS again ON again.number = later.number
    JOIN store.contents AS after ON after.content_id = again.content_id
    JOIN store.uploads AS mine ON mine.upload = $1
    JOIN store.listed AS listed ON listed.number = mine.number
    JOIN store.contents AS before ON before.content_id = listed.content_id
    WHERE later.number > mine.number AND later.withdrawn_at IS NULL AND NOT list_contains($2, later.upload)
        AND later.mode = 'additions' AND later.register = mine.register AND later.provider = mine.provider
        AND CASE mine.register
            WHEN 'actions' THEN after.action_id = before.action_id
            WHEN 'meetings' THEN after.held_on = before.held_on
            ELSE after.added_on = before.added_on AND (
                after.upn_key = before.upn_key OR after.record_number = before.record_number
                OR after.surname_key = before.surname_key AND after.forename_key = before.forename_key
                    AND after.date_of_birth = before.date_of_birth)
        END"""


def undo(store: Store, uploads: tuple[str, ...], person: Person, now: dt.datetime) -> None:
    """Take back what was recorded: by whoever recorded it, or with the right to withdraw.

    Raises CmeError where it is no write of the panel, another's, or something was recorded upon it since.
    """
    for upload in uploads:
        found = store.ask(_ONE, [upload])
        if not found:
            raise CmeError(
                f"Upload {upload} was not recorded by the panel: withdraw it on History of uploads."
            )
        if found[0][0] != person.name and not access.may(person.role, access.WITHDRAW):
            raise CmeError(f"{found[0][0]} recorded this: only they, or business support, can undo it.")
        ((since,),) = store.ask(_SINCE, [upload, list(uploads)])
        if since is not None:
            raise CmeError(f"Something was recorded upon this since (upload {since}): undo that first.")
    for upload in uploads:
        withdraw(store, upload, "Undone at the panel", person.name, now)
