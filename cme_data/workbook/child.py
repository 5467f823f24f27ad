"""The process that reads files: python -m cme_data.workbook.child, started and spoken to by `guard`.

What it reads may be hostile. It is bounded in memory and time, holds no secret of the store, and may
die at any moment: the other side then says so in a sentence and starts another.
"""

import gc
import os
import pickle
import sys
from collections.abc import Iterator
from typing import Any

from cme_data.errors import NotAWorkbook
from cme_data.workbook import frames
from cme_data.workbook.limits import LONGEST_TEXT, limit_memory, limit_processor, swollen
from cme_data.workbook.parse import Rows, parse, too_large
from cme_data.workbook.places import address
from cme_data.workbook.protected import opened

_AT_ONCE = 2_000  # cells in a message: the other side takes them in while the next are being read
_FILES = 1_000


def main() -> None:
    """Answer one request after the other until nobody asks any more."""
    limit_memory()
    gc.disable()  # nothing here makes cycles, and no such process grows old
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing that a library prints is taken for an answer
    for left in reversed(range(_FILES)):
        try:
            request = pickle.loads(frames.receive(requests))  # of the process that started this one
            data = frames.receive(requests)
        except EOFError:
            return
        limit_processor()
        for answer in _answers(data, *request):
            frames.send(answers, answer)
        retired = not left or swollen()
        frames.send(answers, _message("end", retired))
        answers.flush()
        if retired:
            return


def _answers(data: bytes, what: str, file_name: str, password: str | None) -> Iterator[bytes]:
    try:
        if what == "unlock":
            inside = opened(data, file_name, password)
            if inside is not data:
                yield _message("bytes", inside)
            return
        for name, hidden, rows in parse(data, file_name):
            yield _message("sheet", name, hidden)
            for first, some in _some(rows):
                message = _message("rows", some)
                if len(message) > LONGEST_TEXT:
                    _refuse_long_text(file_name, name, first, some)
                yield message
    except NotAWorkbook as refused:
        yield _message("refused", type(refused).__name__, str(refused))
    except MemoryError:
        yield _message("refused", NotAWorkbook.__name__, too_large(file_name, "it needs too much memory"))


def _message(*words: Any) -> bytes:
    return pickle.dumps(words, pickle.HIGHEST_PROTOCOL)


def _some(rows: Rows) -> Iterator[tuple[int, list[Any]]]:
    """A few rows at a time, and the number of the first of them."""
    some: list[Any] = []
    cells, number = 0, 0
    for number, row in enumerate(rows, 1):
        some.append(row)
        cells += len(row) + 1
        if cells > _AT_ONCE:
            yield number - len(some) + 1, some
            some, cells = [], 0
    yield number - len(some) + 1, some


def _refuse_long_text(file_name: str, sheet: str, first: int, rows: list[Any]) -> None:
    for number, row in enumerate(rows, first):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
                raise NotAWorkbook(
                    f"{file_name}, sheet {sheet}: {address(number, column)} holds a text of {len(cell):,}"
                    " characters, more than any spreadsheet program lets stand in a cell: shorten it and"
                    " upload the file again."
                )


if __name__ == "__main__":
    main()
