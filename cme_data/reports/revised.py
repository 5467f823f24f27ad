"""What has been revised since a report of figures was frozen, and what was sent, withdrawn or decided meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cme_data.reports.plainly import worded
from cme_data.reports.report import Document, FigureTable
from cme_data.reports.said import said
from cme_data.reports.statistical import address
from cme_data.statistics import ALL, Figure, Key
from cme_data.store import Upload
from cme_data.store.frozen import Frozen, Last
from schemas import REGISTERS

_NONE = "No figure shown"


@dataclass(frozen=True, slots=True)
class Revised:
    """One figure of the report that is no longer what the frozen version says."""

    register: str
    """The name of its register; ALL where several are counted together."""
    section: str
    figure: str
    """What it counts, in the words of its table."""
    then: str
    now: str


def revised(kept: Frozen, document: Document) -> list[Revised]:
    """Every figure of the report's tables that differs, in the order in which they stand there."""
    found = {}
    for section, table, named, key, figure in _shown(document):
        name = address(key)
        then, now = kept.figures.get(name), document.figures.get(name)
        if then != now and key not in found:
            words = f"{table.caption}: {named}"
            found[key] = Revised(key.register, section, words, _worded(figure, then), _worded(figure, now))
    return list(found.values())


def others(kept: Frozen, document: Document) -> int:
    """How many figures differ that stand in no table: those of other boroughs, protected together with these."""
    shown = {address(key) for *_, key, _ in _shown(document)}
    return sum(
        kept.figures.get(name) != document.figures.get(name)
        for name in {*kept.figures, *document.figures} - shown
    )


def causes(kept: Frozen | Last, uploads: Iterable[Upload]) -> Mapping[str, list[str]]:
    """What happened to each register since, a sentence each, the earliest first."""
    found = []
    for upload in uploads:
        if int(upload.id[1:]) > kept.newest:
            found.append((upload.at, upload.register, _sent(kept, upload)))
        if upload.withdrawn_at is not None and upload.withdrawn_at > kept.at:
            told = f"Upload {upload.id} ({_list(upload)}) was withdrawn by {upload.withdrawn_by}: {upload.withdrawn_why}"
            found.append((upload.withdrawn_at, upload.register, told))
    by_register: dict[str, list[str]] = {}
    for _, register, told in sorted(found):
        by_register.setdefault(register, []).append(told)
    return {name: by_register[name] for name in REGISTERS if name in by_register}


def concerning(register: str, causes: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """Those that can touch a figure of this register; a figure of all registers can be touched by any."""
    return causes if register == ALL else {name: causes[name] for name in causes if name == register}


def _shown(document: Document) -> Iterable[tuple[str, FigureTable, str, Key, Figure]]:
    for section in document.sections:
        for table in section.blocks:
            if isinstance(table, FigureTable):
                for row in table.rows:
                    for column, key, figure in zip(table.columns, row.keys, row.figures, strict=True):
                        if key is not None:
                            yield section.title, table, ", ".join((*row.labels, column)), key, figure


def _sent(kept: Frozen | Last, upload: Upload) -> str:
    if upload.decided:
        return f"Upload {upload.id}: decided by the panel on {said(upload.as_at)}, recorded by {upload.who}"
    late = kept.known_at is not None and upload.as_at <= kept.known_at
    how = "Sent late or again" if late else "Sent since"
    return (
        f"Upload {upload.id}: {_list(upload)}, committed by {upload.who} on {said(upload.at.date())}. {how}"
    )


def _list(upload: Upload) -> str:
    return f"{REGISTERS[upload.register].title}, {upload.provider}, as at {said(upload.as_at)}"


def _worded(figure: Figure, value: Any) -> str:
    return _NONE if value is None else worded(replace(figure, value=value, why=""))
