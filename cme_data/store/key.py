"""The store's key: from the environment or from a file that it names, never written anywhere."""

from collections.abc import Mapping
from pathlib import Path

from cme_data.errors import CmeError

VARIABLE, FILE_VARIABLE = "CME_STORE_KEY", "CME_STORE_KEY_FILE"
SHORTEST = 16


def key_of(environ: Mapping[str, str]) -> str | None:
    """The key, if the environment gives one; CmeError where its file is of no use, or both are set."""
    named = environ.get(FILE_VARIABLE)
    if not named:
        return environ.get(VARIABLE) or None
    if environ.get(VARIABLE):
        raise CmeError(f"Both {VARIABLE} and {FILE_VARIABLE} are set: keep one.")
    return key_in(Path(named))


def key_in(file: Path) -> str:
    """The key on the first line of a file; CmeError where it cannot be read or is too short to protect anything."""
    try:
        first, _, _ = file.read_text(encoding="utf-8").partition("\n")
    except OSError as error:
        raise CmeError(f"The key file {file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CmeError(f"The key file {file} is no text: it should hold the key on its first line.") from None
    key = first.strip()
    if len(key) < SHORTEST:
        raise CmeError(
            f"The key in {file} has {len(key)} characters: it should have {SHORTEST} or more on its first line."
        )
    return key
