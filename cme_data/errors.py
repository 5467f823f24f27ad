"""What a person can put right: each error is a complete sentence, shown without a traceback."""


class CmeError(Exception):
    """Something the person using the product can mend; its message says what and how."""


class NotAWorkbook(CmeError):
    """The file cannot be read as a spreadsheet."""


class Protected(NotAWorkbook):
    """The file opens only with a password, and none was given."""


class WrongPassword(NotAWorkbook):
    """The file does not open with this password."""


class NothingRecognised(CmeError):
    """No sheet of the file is a register's."""


class FutureDate(CmeError):
    """The as-at date has not come yet."""


class NoUploads(CmeError):
    """Nothing has been uploaded yet."""


class UnknownValue(CmeError):
    """A column or value that nothing is counted by."""


class Overtaken(CmeError):
    """Something else was written to the store in between: look again."""


class StoreBusy(CmeError):
    """Another program, or another upload, holds the store."""


class WrongKey(CmeError):
    """The store does not open with this key."""


class DiskFull(CmeError):
    """There is no room to write."""
