"""A report leaves: it is written, and kept as it was with its figures, who took it and when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cme_data.reports import write
from cme_data.reports.report import Document
from cme_data.store import Store
from cme_data.store.frozen import freeze


def hand_out(
    store: Store, report: str, document: Document, boroughs: Sequence[str], suffix: str, who: str, at: datetime,
    file_name: str | None = None, purpose: str = "",
) -> bytes:  # fmt: skip
    """The file's bytes, after they were kept; `document` was made from what was known at its own `made_at`."""
    data = write(replace(document, made_at=at, purpose=purpose), suffix)
    freeze(
        store, report, document.day, boroughs, document.as_at, who, at, file_name or document.file_name(suffix),
        {**document.figures, "known_by": document.made_at}, data, purpose=purpose,
    )  # fmt: skip
    return data
