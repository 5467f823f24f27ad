"""A file read and validated, without any store: what its sheets are and what is wrong in them."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from cme_data.checked import Checked, Examined, Given
from cme_data.choices import (
    NOTHING,
    NOTHING_REMEMBERED,
    Choices,
    Remembered,
    explanations,
)
from cme_data.errors import CmeError, FutureDate, NothingRecognised
from cme_data.findings import Finding
from cme_data.providers import providers, sources, spelled
from cme_data.validate import Valid, validate
from cme_data.workbook.headings import Chosen, Match, recognise
from cme_data.workbook.marking.listing import is_listing
from cme_data.workbook.mending import mend
from cme_data.workbook.read import Sheet, read, unlocked
from cme_data.workbook.rows import Typed, typed_rows
from schemas import REGISTERS
from schemas.register import Register

TWO_LISTS = "two_lists"
_SEEN = 40  # rows kept to show what a column holds


def examine(
    data: bytes,
    file_name: str,
    *,
    as_at: dt.date,
    today: dt.date,
    register: str | None = None,
    sheet: str | None = None,
    provider: str | None = None,
    choices: Mapping[str, Choices] = MappingProxyType({}),
    remembered: Remembered = NOTHING_REMEMBERED,
    password: str | None = None,
) -> Examined:
    """Read a workbook and validate every sheet that is a register's.

    `register` and `sheet` choose by hand; `provider` names the source where rows do not; `choices` are the
    person's for each sheet, and `remembered` what was settled for its source before; `password` opens the
    file where it is protected, and is kept nowhere.
    Raises CmeError with the sentence to show where nothing can be made of the file at all.
    """
    given = Given(data, file_name, as_at, register, sheet, provider, choices, password)
    return examine_many([given], today=today, remembered=remembered)[0]


def examine_many(
    files: Sequence[Given], *, today: dt.date, remembered: Remembered = NOTHING_REMEMBERED
) -> list[Examined]:
    """The same for many files at once, which is quicker; the first that cannot be read raises."""
    opened = [_open(given, today, remembered) for given in files]
    typed = [
        ((typed, sheet.provider_of), given.as_at)
        for given, (sheets, *_) in zip(files, opened, strict=True)
        for sheet in sheets
        for typed in sheet.typed
    ]
    valid = iter(validate([one for one, _ in typed], [day for _, day in typed]))
    examined = []
    for given, (sheets, not_used, inside) in zip(files, opened, strict=True):
        checked = [
            _checked(sheet, given, list(islice(valid, len(sheet.typed))), remembered) for sheet in sheets
        ]
        _two_lists(checked)
        chosen = {"register": given.register, "sheet": given.sheet, "provider": given.provider}
        digest = hashlib.sha256(given.data).hexdigest()
        by_hand = {name: value for name, value in chosen.items() if value is not None}
        examined.append(
            Examined(given.file_name, given.data, digest, given.as_at, checked, not_used, by_hand, inside)
        )
    return examined


def _two_lists(sheets: Sequence[Checked]) -> None:
    """Two sheets that are one source's list: the second would silently take the first one's place."""
    seen: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        for provider in sheet.providers:
            first = seen.setdefault((sheet.register, provider), sheet.sheet)
            if first != sheet.sheet:
                sheet.problems.append(
                    Finding(
                        level="error", rule=TWO_LISTS, sheet=sheet.sheet, row=None, cell=None, column=None,
                        value=None,
                        message=f"The sheets {first} and {sheet.sheet} are both lists of"
                        f" {REGISTERS[sheet.register].title} from {provider}.",
                        fix="Put their rows together on one sheet, or choose the one sheet to upload.",
                    )
                )  # fmt: skip


class _Opened(NamedTuple):
    """A recognised sheet on its way to being checked."""

    sheet: Sheet
    match: Match
    typed: list[Typed]
    """Its rows; where headings are in doubt, as they would be read by each that may be meant."""
    provider_of: list[str | None]
    choices: Choices
    sent: Mapping[str, str | None]


def _open(
    given: Given, today: dt.date, remembered: Remembered
) -> tuple[list[_Opened], list[str], bytes | None]:
    """The sheets that are a register's, with their rows typed, the names of the others, and the unlocked bytes."""
    if given.as_at > today:
        raise FutureDate(
            f"The as-at date {given.as_at:%d/%m/%Y} is in the future: give the day the list speaks"
            f" for, {today:%d/%m/%Y} at the latest."
        )
    if given.register is not None and given.register not in REGISTERS:
        raise CmeError(f"There is no register {given.register}: choose one of {', '.join(REGISTERS)}.")
    data = unlocked(given.data, given.file_name, given.password)
    sheets = read(data, given.file_name)
    if given.sheet is not None:
        names = [found.name for found in sheets]
        sheets = [found for found in sheets if found.name == given.sheet]
        if not sheets:
            raise CmeError(f"{given.file_name} has no sheet {given.sheet}: it has {', '.join(names)}.")
    opened, not_used = [], []
    for found in sheets:
        one = _recognised(found, given, remembered)
        if one is not None:
            opened.append(one)
        elif not is_listing(found):
            not_used.append(found.name)
    if not opened:
        raise NothingRecognised(_nothing(given.file_name, sheets, given.register))
    return opened, not_used, None if data is given.data else data


def _recognised(sheet: Sheet, given: Given, remembered: Remembered) -> _Opened | None:
    """One sheet as its register's rows, if it is one's, by what was settled for its source before and now."""
    now = given.choices.get(sheet.name, NOTHING)
    sent = mend(sheet, now.mends)
    before = {name: remembered.columns(name) for name in REGISTERS} if remembered.choices else {}
    match = _match(sheet, given, before, now)
    if match is None:
        return None
    of_source = remembered.of(sources(sheet, match, REGISTERS[match.register], given.provider)) if remembered.choices else NOTHING
    if of_source.columns != before.get(match.register, {}):
        match = _match(sheet, given._replace(register=match.register), {match.register: of_source.columns}, now)
    if match is None:
        return None
    values = (of_source | now).values
    matches = match.supposed() if match.in_doubt else (match,)
    typed = [typed_rows(sheet, one, as_at=given.as_at, values=values) for one in matches]
    whose: list[str | None] = []
    for one in typed:
        whose = providers(REGISTERS[match.register], one.columns, len(one.row_numbers), given.provider)
    settled = Choices(match.chosen, typed[0].settled(values), now.mends)
    return _Opened(sheet, match, typed, whose, settled, sent)


def _match(sheet: Sheet, given: Given, before: Chosen, now: Choices) -> Match | None:
    chosen = {name: {**before.get(name, {}), **now.columns} for name in REGISTERS} if now.columns else before
    return recognise(sheet, given.register, provider=given.provider, chosen=chosen)


def _checked(sheet: _Opened, given: Given, found: Sequence[Valid], remembered: Remembered) -> Checked:
    match, register = sheet.match, REGISTERS[sheet.match.register]
    explained = max(_leave_out_explained(valid, sheet.provider_of, remembered) for valid in found)
    problems = [*match.findings, *_of_any(found, match)]
    valid = None if match.in_doubt else found[0]
    rows = len(sheet.provider_of)
    providers = list(dict.fromkeys(p for p in sheet.provider_of if p is not None))
    if not rows:
        if given.provider is None:
            problems.append(_empty_list(sheet.sheet.name, register))
        else:
            providers = [spelled(register, given.provider)]
    return Checked(
        match.register, sheet.sheet.name, match.header_row, rows, valid.passed if valid else 0,
        dict(match.headers), list(match.unmatched), problems, providers, valid, sheet.provider_of,
        match, sheet.sheet.rows[match.first_row - 1 :][:_SEEN], sheet.choices, sheet.sent,
        explained,
    )  # fmt: skip


def _of_any(found: Sequence[Valid], match: Match) -> list[Finding]:
    """What is wrong in any reading of a sheet: a heading in doubt hides no other fault, so that one pass shows all.

    Of a column that is missing altogether its heading alone is said, and not every blank.
    """
    missing = {name for name, places in match.in_doubt.items() if not places}
    return list(dict.fromkeys(f for valid in found for f in valid.findings if f.column not in missing))


def _leave_out_explained(
    valid: Valid, provider_of: Sequence[str | None], remembered: Remembered
) -> int:
    """Take out of a sheet's findings the warnings that its service has explained; returns how many."""
    if not remembered.explained:
        return 0
    position = {number: i for i, number in enumerate(valid.typed.row_numbers)}
    kept = []
    for finding in valid.findings:
        i = position.get(finding.row) if finding.row is not None else None
        source = (valid.typed.register, provider_of[i] or "") if i is not None else None
        known = remembered.explained.get(source) if source else None
        if not known or i is None or finding.level == "error" or known.isdisjoint(explanations(valid.typed.row(i), finding)):
            kept.append(finding)
    left_out = len(valid.findings) - len(kept)
    valid.findings[:] = kept
    return left_out


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
