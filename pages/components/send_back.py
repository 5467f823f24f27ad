"""The sender's own workbook with every problem marked, to be sent back."""

import datetime as dt

from cme_data import access
from cme_data.annotate import annotated, file_name, has_problems
from cme_data.ingest import Examined
from cme_data.store import audit, settled
from pages.components import download, frame, show


def button(examined: Examined, key: str) -> None:
    """The download of the marked workbook, where there is anything to mark."""
    now = frame.this()
    access.check(now.person, access.UPLOAD)
    if not has_problems(examined):
        return

    def made() -> bytes:
        # Written down before the file leaves, at the time of the click; the entry names no child and no file.
        at, lists = frame.clock(), ", ".join(sorted({sheet.register for sheet in examined.sheets}))
        detail = f"{lists} as at {examined.as_at}: {sum(len(sheet.problems) for sheet in examined.sheets)} problems"
        now.store.audit(now.person.name or "Not named", "downloaded a marked workbook", audit.taken(detail, "its sender"), at)
        if now.person.name:
            _remember(examined, now, at)
        return annotated(examined, at).data

    download.button(
        "Download the workbook with the problems marked", made, file_name(examined), access.UPLOAD,
        mime="application/octet-stream", icon=":material/assignment_return:", key=f"send-back-{key}",
    )  # fmt: skip
    show.note(
        "To send back: the sender's own workbook, the faulty cells filled and commented, and a first sheet that lists "
        "them and says what could not be kept. It is marked OFFICIAL-SENSITIVE; your name and the time are written down. "
        "The columns and values matched here are remembered, so that nobody is asked again when it comes back."
    )


def _remember(examined: Examined, now: frame.Frame, at: dt.datetime) -> None:
    for sheet in examined.sheets:
        if len(sheet.providers) == 1 and (sheet.choices.columns or sheet.choices.values):
            settled.keep(now.store, (sheet.register, sheet.providers[0]), sheet.choices, now.person.name, at)
