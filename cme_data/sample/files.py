"""The history as files, and the newest workbooks written to a folder with their manifest."""

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from cme_data.sample.csv_files import CsvWriter
from cme_data.sample.history import SEED, YEARS, History, Upload, authority
from cme_data.sample.outfit import Outfit
from cme_data.sample.workbooks import newest_workbooks
from schemas import REGISTERS

_MANIFEST = ("file", "sheet", "register", "provider", "as_at", "rows", "sha256")


class SampleFile(NamedTuple):
    """A file to upload: the day it speaks for, its mode, whose it is where rows do not say, its bytes."""

    as_at: date
    mode: Literal["snapshot", "additions"]
    provider: str | None
    file_name: str
    data: bytes
    register: str | None
    """The one register the file holds; None for a workbook of several."""


def history_files(history: History) -> Iterator[SampleFile]:
    """Every upload of the history in order: CSV files, and on the newest day the services' own workbooks."""
    writer = CsvWriter()
    for upload in history.uploads:
        if upload.as_at < history.as_at:
            name, data = _file_name(upload), writer.file(upload)
            yield SampleFile(upload.as_at, upload.mode, upload.provider, name, data, upload.register)
    for file_name, data, sheets in newest_workbooks(history):
        register = sheets[0][0].register if len(sheets) == 1 else None
        yield SampleFile(history.as_at, "snapshot", None, file_name, data, register)


def write(out_dir: Path, children: int | None = None, years: int = YEARS, seed: int = SEED) -> list[Path]:
    """Write the newest workbook of every source and manifest.csv to a folder; returns what was written."""
    history = authority(seed=seed, children=children, years=years)
    out_dir.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    lines: list[list[str]] = []
    for file_name, data, sheets in newest_workbooks(history):
        path = out_dir / file_name
        path.write_bytes(data)
        written.append(path)
        lines += [_manifest_line(file_name, data, outfit, rows, history.as_at) for outfit, rows in sheets]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_MANIFEST, *lines])
    manifest = out_dir / "manifest.csv"
    manifest.write_bytes(text.getvalue().encode())
    return [*written, manifest]


def _manifest_line(file_name: str, data: bytes, outfit: Outfit, rows: int, as_at: date) -> list[str]:
    provider = outfit.provider or REGISTERS[outfit.register].holders[0]
    digest = hashlib.sha256(data).hexdigest()
    return [file_name, outfit.sheet, outfit.register, provider, as_at.isoformat(), str(rows), digest]


def _file_name(upload: Upload) -> str:
    words = [upload.as_at.isoformat(), upload.register]
    if len(REGISTERS[upload.register].holders) > 1:
        words.append(upload.provider.replace(" ", "-"))
    if upload.mode == "additions":
        words.append("additions")
    return "-".join(words) + ".csv"
