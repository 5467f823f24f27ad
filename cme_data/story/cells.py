"""In which column of its sheet an upload said a thing: its headings read again, as they were read when it came."""

from collections.abc import Collection, Mapping
from typing import Any

from cme_data.choices import Choices
from cme_data.sql import Answering
from cme_data.workbook.headings import recognise
from cme_data.workbook.places import letters
from cme_data.workbook.read import read

_SENT = """SELECT sent.upload, sent.register, sent.file_name, sent.sheet, sent.choices, files.bytes
    FROM store.main.uploads AS sent
    JOIN store.main.files AS files ON files.sha256 = coalesce(sent.opened, sent.sha256)
    WHERE list_contains($uploads, sent.upload)"""


def columns_of(world: Answering, uploads: Collection[str]) -> dict[str, Mapping[str, str]]:
    """For each upload, the letters of the column that each of its register's columns was read from."""
    rows = world.rows(_SENT, {"uploads": sorted({*uploads})})
    return {row["upload"]: _columns(row) for row in rows}


def _columns(sent: Mapping[str, Any]) -> dict[str, str]:
    chosen = {sent["register"]: Choices.from_text(sent["choices"]).columns}
    for sheet in read(bytes(sent["bytes"]), sent["file_name"]):
        if sheet.name == sent["sheet"] and (match := recognise(sheet, sent["register"], chosen=chosen)):
            found = {name: letters(place) for name, place in match.columns.items()}
            names = [found[name] for name in ("surname", "forename") if name in found]
            # One column of both names is read as either.
            return {name: names[0] for name in ("surname", "forename") if names} | found
    return {}
