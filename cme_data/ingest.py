"""The services' spreadsheets in: read, normalise, validate, commit, in that order.

`examine` reads and validates and touches no store. `preview` commits and rolls back, so that
what it shows is what a commit will do. `commit` keeps it: one transaction, whole or not at all.
"""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cme_data.checked import Checked, Examined, Given
from cme_data.errors import CmeError
from cme_data.examine import TWO_LISTS, examine, examine_many
from cme_data.findings import Finding
from cme_data.store import Store
from cme_data.store.write import Change, Incoming, Written, write_uploads

__all__ = [
    "Change", "Checked", "Examined", "Given", "Outcome", "Sent", "commit", "commit_many", "examine",
    "examine_many", "outcome_json", "preview", "refuse_errors", "refused_json",
]  # fmt: skip

Progress = Callable[[float, str], None]


@dataclass(slots=True)
class Outcome:
    """What one upload changed, or would change."""

    register: str
    provider: str
    sheet: str
    upload: str | None
    committed: bool
    new: int = 0
    changed: int = 0
    closed: int = 0
    dropped: int = 0
    unchanged: int = 0
    notice: str | None = None
    changes: list[Change] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """What `ingest --json` adds to a sheet's object."""
        counts = {n: getattr(self, n) for n in ("new", "changed", "closed", "dropped", "unchanged")}
        return {"upload": self.upload, "committed": self.committed, "provider": self.provider, **counts}


def preview(
    store: Store, examined: Examined, *, mode: str = "snapshot", accept_passed: bool = False
) -> list[Outcome]:
    """What committing would change; nothing is kept."""
    now = dt.datetime(1970, 1, 1)
    written = write_uploads(store, _incoming(examined, mode, "", now, accept_passed), keep=False)
    return [_outcome(w, keep=False) for w in written]


def commit(
    store: Store,
    examined: Examined,
    *,
    mode: str = "snapshot",
    who: str,
    now: dt.datetime,
    accept_passed: bool = False,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Commit a file: an upload for each source it names.

    Raises CmeError where it has errors and the rows that passed were not asked for alone.
    """
    refuse_errors(examined, accept_passed=accept_passed)
    incoming = _incoming(examined, mode, who, now, accept_passed)
    written = write_uploads(store, incoming, keep=True, progress=progress)
    return [_outcome(w, keep=True) for w in written]


def refuse_errors(examined: Examined, *, accept_passed: bool) -> None:
    """Raise CmeError where the file may not be committed as it is."""
    blocked = [sheet for sheet in examined.sheets if sheet.valid is None or _no_source(sheet)]
    if blocked or (examined.errors and not accept_passed):
        count = sum(sheet.errors for sheet in blocked) if accept_passed else examined.errors
        raise CmeError(
            f"{examined.file_name} has {count} error{'s' if count != 1 else ''}, so nothing was"
            " committed. Mend them and upload again"
            + ("." if blocked else ", or commit only the rows that passed.")
        )


def _no_source(sheet: Checked) -> bool:
    """Nobody can say whose list this is, or two sheets are one list: not even what passed can go in."""
    return not sheet.providers or any(problem.rule == TWO_LISTS for problem in sheet.problems)


class Sent(NamedTuple):
    """A file of a history: what it is, how it counts, who sent it and when."""

    examined: Examined
    mode: str
    who: str
    at: dt.datetime


def commit_many(store: Store, files: Sequence[Sent]) -> int:
    """Commit a whole history in one transaction, building the world once; returns how many uploads."""
    incoming = []
    for sent in files:
        refuse_errors(sent.examined, accept_passed=False)
        incoming += _incoming(sent.examined, sent.mode, sent.who, sent.at, False)
    return sum(written.kept for written in write_uploads(store, incoming, keep=True))


def refused_json(checked: Checked) -> dict[str, Any]:
    """A sheet's object of `ingest --json` where nothing was committed."""
    counts = dict.fromkeys(("new", "changed", "closed", "dropped", "unchanged"), 0)
    return checked.as_json() | {"upload": None, "committed": False, **counts}


def outcome_json(examined: Examined, outcome: Outcome) -> dict[str, Any]:
    """An upload's object of `ingest --json`: its sheet's, and what it changed."""
    checked = next(
        sheet for sheet in examined.sheets
        if (sheet.sheet, sheet.register) == (outcome.sheet, outcome.register)
    )  # fmt: skip
    found = checked.as_json()
    found["problems"] += [warning.as_json() for warning in outcome.warnings]
    return found | outcome.as_json()


def _incoming(
    examined: Examined, mode: str, who: str, now: dt.datetime, accept_passed: bool
) -> list[Incoming]:
    if mode not in ("snapshot", "additions"):
        raise CmeError(f"The mode {mode} is none of snapshot and additions.")
    found = []
    for sheet in examined.sheets:
        if sheet.valid is None:
            continue
        for provider in sheet.providers:
            found.append(
                Incoming(
                    register=sheet.register, provider=provider, sheet=sheet.sheet, valid=sheet.valid,
                    rows=[
                        i for i, p in enumerate(sheet.provider_of)
                        if p == provider or (p is None and i in sheet.valid.kept_out)
                    ],
                    file_name=examined.file_name, data=examined.data, sha256=examined.sha256,
                    as_at=examined.as_at, mode=mode, who=who, now=now, accept_passed=accept_passed,
                    options=json.dumps(examined.chosen), choices=sheet.choices, sent=sheet.sent,
                    opened=examined.opened,
                )
            )  # fmt: skip
    return found


def _outcome(written: Written, *, keep: bool) -> Outcome:
    return Outcome(
        register=written.incoming.register, provider=written.incoming.provider,
        sheet=written.incoming.sheet, upload=written.upload, committed=keep and written.kept,
        **written.counts, notice=written.notice, changes=written.changes, warnings=written.warnings,
    )  # fmt: skip
