"""The mark of the audit log's newest line, noted outside the store each day."""

import datetime as dt
import logging
from pathlib import Path

from cme_data.errors import CmeError
from cme_data.store import audit
from cme_data.store.store import Store

LOG = logging.getLogger("cme.audit")


def note_head(store: Store, file: Path, now: dt.datetime) -> bool:
    """Add the day, the number and the mark of the newest line to a file, once a day, and say whether it was done now.

    It goes to the server's log too, which may be kept on another machine. Raises CmeError where the file cannot be
    read or written.
    """
    try:
        noted = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        if noted and noted[-1].startswith(f"{now:%Y-%m-%d} "):
            return False
        line, mark = audit.head(store)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as marks:
            marks.write(f"{now:%Y-%m-%d} {line} {mark}\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise CmeError(f"The mark of the audit log cannot be added to {file}: {why}.") from None
    LOG.warning("Line %s of the audit log has the mark %s", line, mark)  # what is less grave reaches no log
    return True
