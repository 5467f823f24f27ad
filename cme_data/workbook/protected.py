"""Workbooks behind a password: what is inside, once the password is given.

Runs in the process that reads files: what is to be opened may be hostile.
"""

import io
from types import SimpleNamespace
from typing import Any

from cme_data.errors import NotAWorkbook, Protected, WrongPassword
from cme_data.workbook.failed import has_password
from cme_data.workbook.sheet import OLE

_EXCELS_OWN = "VelvetSweatshop"  # encrypts what is protected against changes only; Excel asks nobody for it
_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def opened(data: bytes, file_name: str, password: str | None) -> bytes:
    """The bytes of the workbook inside; the very same where nothing protects it.

    Raises Protected where no password is given, WrongPassword where it is not this one.
    """
    if not data.startswith(OLE) or not (_PACKAGE in data or has_password(data)):
        return data
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    inside = io.BytesIO()
    try:
        office = OfficeFile(io.BytesIO(data))
        checked = {"verify_password": True} if office.format == "ooxml" else {}
        try:
            office.load_key(password=password or _EXCELS_OWN, **checked)
        except InvalidKeyError:
            raise _wrong(file_name, password) from None
        _decrypt(office, inside)
    except (DecryptionError, FileFormatError, ParseError):
        raise NotAWorkbook(
            f"{file_name} is protected in a way that cannot be opened here, or damaged: open it, save it"
            " without a password and upload that."
        ) from None
    return inside.getvalue()


def _wrong(file_name: str, password: str | None) -> NotAWorkbook:
    if not password:
        return Protected(
            f"{file_name} is protected by a password: type the password, or save the workbook without one"
            " and upload that."
        )
    return WrongPassword(
        f"{file_name} does not open with this password: mind capital letters and spaces, ask the sender for"
        " it, or have the workbook saved without one."
    )


def _decrypt(office: Any, inside: io.BytesIO) -> None:
    from msoffcrypto.format import xls97

    # What was protected must not come to lie on a disk, not even in a file that is deleted at once.
    xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)
    office.decrypt(inside)
