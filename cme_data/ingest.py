"""The services' spreadsheets in: read, normalise, validate, commit, in that order.

`examine` reads and validates and touches no store. `preview` commits and rolls back, so that
what it shows is what a commit will do. `commit` keeps it: one transaction, whole or not at all.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cme_data.errors import CmeError, FutureDate, NothingRecognised
from cme_data.findings import Finding
from cme_data.store import Store
from cme_data.store.write import Change, Incoming, Written, write_uploads
from cme_data.validate import Valid, validate
from cme_data.workbook.headings import Match, recognise
from cme_data.workbook.read import Sheet, read
from cme_data.workbook.rows import Typed, typed_rows
from schemas import REGISTERS
from schemas.folding import fold
from schemas.register import Register

Progress = Callable[[float, str], None]


@dataclass(slots=True)
class Checked:
    """One recognised sheet: what was made of it."""

    register: str
    sheet: str
    header_row: int
    rows: int
    passed: int
    columns: dict[str, str]  # canonical name: header as found
    unmatched: list[str]
    problems: list[Finding]
    providers: list[str]
    valid: Valid | None  # None where a required column is missing
    provider_of: list[str | None] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """How many errors were found."""
        return sum(problem.level == "error" for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        """The object that `check --json` prints."""
        return {
            "register": self.register, "sheet": self.sheet, "header_row": self.header_row,
            "rows": self.rows, "passed": self.passed, "columns": self.columns,
            "unmatched": self.unmatched, "problems": [problem.as_json() for problem in self.problems],
        }  # fmt: skip


@dataclass(slots=True)
class Examined:
    """One file, read and validated for the day its lists speak for."""

    file_name: str
    data: bytes
    sha256: str
    as_at: dt.date
    sheets: list[Checked]
    not_used: list[str]
    chosen: dict[str, str]  # register, sheet, provider: what the person chose by hand

    @property
    def errors(self) -> int:
        """How many errors its sheets have together."""
        return sum(sheet.errors for sheet in self.sheets)


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


class Given(NamedTuple):
    """A file as a person hands it over, with what they chose by hand."""

    data: bytes
    file_name: str
    as_at: dt.date
    register: str | None = None
    sheet: str | None = None
    provider: str | None = None


def examine(
    data: bytes,
    file_name: str,
    *,
    as_at: dt.date,
    today: dt.date,
    register: str | None = None,
    sheet: str | None = None,
    provider: str | None = None,
) -> Examined:
    """Read a workbook and validate every sheet that is a register's.

    `register` and `sheet` choose by hand; `provider` names the source where rows do not.
    Raises CmeError with the sentence to show where nothing can be made of the file at all.
    """
    return examine_many([Given(data, file_name, as_at, register, sheet, provider)], today=today)[0]


def examine_many(files: Sequence[Given], *, today: dt.date) -> list[Examined]:
    """The same for many files at once, which is quicker; the first that cannot be read raises."""
    opened = [_open(given, today) for given in files]
    days = [given.as_at for given, (sheets, _) in zip(files, opened, strict=True) for _ in sheets]
    typed = [(sheet.typed, sheet.provider_of) for sheets, _ in opened for sheet in sheets]
    ready = [(one, day) for one, day in zip(typed, days, strict=True) if one[0] is not None]
    valid = iter(validate([one for one, _ in ready], [day for _, day in ready]))  # type: ignore[misc]
    examined = []
    for given, (sheets, not_used) in zip(files, opened, strict=True):
        checked = [_checked(sheet, given, next(valid) if sheet.typed else None) for sheet in sheets]
        chosen = {"register": given.register, "sheet": given.sheet, "provider": given.provider}
        digest = hashlib.sha256(given.data).hexdigest()
        by_hand = {name: value for name, value in chosen.items() if value is not None}
        examined.append(Examined(given.file_name, given.data, digest, given.as_at, checked, not_used, by_hand))
    return examined


class _Opened(NamedTuple):
    """A recognised sheet on its way to being checked; untyped where a column is missing."""

    name: str
    match: Match
    typed: Typed | None
    provider_of: list[str | None]


def _open(given: Given, today: dt.date) -> tuple[list[_Opened], list[str]]:
    """The sheets that are a register's, with their rows typed, and the names of the others."""
    if given.as_at > today:
        raise FutureDate(
            f"The as-at date {given.as_at:%d/%m/%Y} is in the future: give the day the list speaks"
            f" for, {today:%d/%m/%Y} at the latest."
        )
    if given.register is not None and given.register not in REGISTERS:
        raise CmeError(f"There is no register {given.register}: choose one of {', '.join(REGISTERS)}.")
    sheets = read(given.data, given.file_name)
    if given.sheet is not None:
        names = [found.name for found in sheets]
        sheets = [found for found in sheets if found.name == given.sheet]
        if not sheets:
            raise CmeError(f"{given.file_name} has no sheet {given.sheet}: it has {', '.join(names)}.")
    opened, not_used = [], []
    for found in sheets:
        match = recognise(found, given.register, provider=given.provider)
        if match is None:
            not_used.append(found.name)
        elif any(problem.level == "error" for problem in match.findings):
            opened.append(_Opened(found.name, match, None, []))
        else:
            typed = typed_rows(found, match, as_at=given.as_at)
            whose = _providers(REGISTERS[match.register], typed.columns, len(typed.row_numbers), given.provider)
            opened.append(_Opened(found.name, match, typed, whose))
    if not opened:
        raise NothingRecognised(_nothing(given.file_name, sheets, given.register))
    return opened, not_used


def _checked(sheet: _Opened, given: Given, valid: Valid | None) -> Checked:
    match, register = sheet.match, REGISTERS[sheet.match.register]
    problems = [*match.findings, *(valid.findings if valid else ())]
    rows = len(sheet.provider_of)
    providers = list(dict.fromkeys(p for p in sheet.provider_of if p is not None))
    if valid is not None and not rows:
        if given.provider is None:
            problems.append(_empty_list(sheet.name, register))
        else:
            providers = [_spelled(register, given.provider)]
    return Checked(
        match.register, sheet.name, match.header_row, rows, valid.passed if valid else 0,
        dict(match.headers), list(match.unmatched), problems, providers, valid, sheet.provider_of,
    )  # fmt: skip


def _nothing(file_name: str, sheets: Sequence[Sheet], register: str | None) -> str:
    names = ", ".join(found.name for found in sheets)
    wanted = f"the headers of the register {register}" if register else "the headers of a register"
    return (
        f"{file_name}: no sheet has {wanted} (sheets looked at: {names}). Put the column headings"
        " of the template in one row, or choose the register by hand."
    )


def _empty_list(sheet: str, register: Register) -> Finding:
    return Finding(
        level="error", rule="empty_list", sheet=sheet, row=None, cell=None, column=None, value=None,
        message=f"{sheet}: the headings of {register.title} stand here without any row under them.",
        fix="If the list really is empty, say whose it is (the data provider); else add its rows.",
    )  # fmt: skip


def _providers(
    register: Register, columns: dict[str, list[Any]], rows: int, given: str | None
) -> list[str | None]:
    """Whose each row is: the row says, else the person, else the register's one holder."""
    own = columns.get("data_provider") or [None] * rows
    default = _spelled(register, given) if given else None
    needed = "data_provider" in register.names and register.column("data_provider").required
    if default is None and len(register.holders) == 1 and not needed:
        default = register.holders[0]
    known: dict[str, str] = {}
    found: list[str | None] = []
    for i, value in enumerate(own):
        if value is None:
            found.append(default)
            if default is not None and "data_provider" in columns:
                columns["data_provider"][i] = default
            continue
        if value not in known:
            known[value] = _spelled(register, value)
        found.append(known[value])
    return found


def _spelled(register: Register, provider: str) -> str:
    """A provider in the holder's own spelling, so that case and spaces make no second source."""
    if "data_provider" in register.names:
        codes = register.column("data_provider").codes
        read = codes.read(provider) if codes else None
        if read is not None:
            return read
    return next((h for h in register.holders if fold(h) == fold(provider)), " ".join(provider.split()))


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
    """Nobody can say whose list this is: then not even its rows that passed can be committed."""
    return not sheet.providers


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
                    options=json.dumps(examined.chosen),
                )
            )  # fmt: skip
    return found


def _outcome(written: Written, *, keep: bool) -> Outcome:
    return Outcome(
        register=written.incoming.register, provider=written.incoming.provider,
        sheet=written.incoming.sheet, upload=written.upload, committed=keep and written.kept,
        **written.counts, notice=written.notice, changes=written.changes, warnings=written.warnings,
    )  # fmt: skip
