"""Files are read by processes of their own, bounded in memory and time, so that none can harm this one.

A few are kept, and each reads one file at a time. One that aborts, hangs or asks for too much is a
sentence for the person whose file it was; the next file meets a new one.
"""

import atexit
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cme_data.errors import NotAWorkbook, Protected, WrongPassword
from cme_data.workbook.reader import Died, Reader
from cme_data.workbook.sheet import Sheet

_AT_ONCE = 2
_REFUSALS = {refusal.__name__: refusal for refusal in (NotAWorkbook, Protected, WrongPassword)}

_free: queue.LifoQueue[Reader | None] = queue.LifoQueue()
for _ in range(_AT_ONCE):
    _free.put(None)  # not started before it is needed


def sheets_of(data: bytes, file_name: str) -> list[Sheet]:
    """The sheets of a file; raises NotAWorkbook."""
    sheets: list[Sheet] = []
    for answer in _answers("read", data, file_name):
        if answer[0] == "sheet":
            sheets.append(Sheet(answer[1], [], answer[2]))
        else:
            sheets[-1].rows += answer[1]
    return sheets


def inside_of(data: bytes, file_name: str, password: str | None) -> bytes | None:
    """What a protected file holds; None where it is not protected; raises NotAWorkbook."""
    for _, inside in _answers("unlock", data, file_name, password):
        return bytes(inside)
    return None


def _answers(what: str, data: bytes, file_name: str, password: str | None = None) -> list[tuple[Any, ...]]:
    answers = []
    with _reader() as reader:
        try:
            for answer in reader.ask((what, file_name, password), data):
                answers.append(answer)
        except Died as death:
            raise NotAWorkbook(f"{file_name} {death}") from None
    if answers and answers[-1][0] == "refused":
        _, refusal, sentence = answers[-1]
        raise _REFUSALS[refusal](sentence)
    return answers


@contextmanager
def _reader() -> Iterator[Reader]:
    """A process nobody else is asking; afterwards it is free again, or ended where it is of no more use."""
    reader = _free.get()
    try:
        reader = reader or Reader()
        yield reader
    finally:
        if reader is not None and not reader.idle:
            reader.end()
            reader = None
        _free.put(reader)


@atexit.register
def _end_all() -> None:
    while not _free.empty():
        reader = _free.get()
        if reader is not None:
            reader.end()
