"""A file's bytes to sheets of cells, whatever the program that wrote it.

The work is done by another process (see `guard`), because a file may be hostile.
"""

from cme_data.errors import NotAWorkbook, Protected
from cme_data.workbook import guard
from cme_data.workbook.sheet import OLE, Cell, Sheet

__all__ = ["Cell", "Sheet", "is_protected", "read", "unlocked"]


def read(data: bytes, file_name: str) -> list[Sheet]:
    """The sheets of a workbook (xlsx, xlsm, xls, ods) or of a csv, told apart by their content.

    Raises NotAWorkbook with the sentence to show.
    """
    return guard.sheets_of(data, file_name)


def is_protected(data: bytes) -> bool:
    """Whether a person must type a password before this can be read."""
    try:
        unlocked(data, "", None)
    except Protected:
        return True
    except NotAWorkbook:  # the reading of it says why
        return False
    return False


def unlocked(data: bytes, file_name: str, password: str | None) -> bytes:
    """The workbook behind a password; where there is none, the very bytes that were given.

    Raises Protected where no password is given, WrongPassword where it is not this one.
    """
    if not data.startswith(OLE):
        return data
    inside = guard.inside_of(data, file_name, password)
    return data if inside is None else inside
