"""What a visit keeps about the files in the drop zone: answers, choices, passwords. It goes with the files."""

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any, TypeVar, cast

import streamlit as st

from cme_data.choices import NOTHING, Choices

_ANSWERS, _CHOICES, _LEFT, _PASSWORDS = "files_answers", "files_choices", "files_left", "files_passwords"
_ALL = (_ANSWERS, _CHOICES, _LEFT, _PASSWORDS)

T = TypeVar("T")


def once(what: str, file: str, key: Hashable, make: Callable[[], T]) -> T:
    """An answer about a file, made anew only where its key has changed: one of each kind is kept."""
    answers = _kept(_ANSWERS).setdefault(file, {})
    if what not in answers or answers[what][0] != key:
        answers[what] = key, make()
    return cast(T, answers[what][1])


def choices(file: str) -> Mapping[str, Choices]:
    """What the person settled about a file, by sheet."""
    return cast("Mapping[str, Choices]", _kept(_CHOICES).get(file, {}))


def settle(file: str, sheet: str, new: Choices) -> None:
    """Let these choices for a sheet hold too; where they speak of the same, they are the newer."""
    replace(file, sheet, choices(file).get(sheet, NOTHING) | new)


def replace(file: str, sheet: str, new: Choices) -> None:
    """Let these be the choices for a sheet, and no others."""
    _kept(_CHOICES).setdefault(file, {})[sheet] = new


def leave(file: str, sheet: str, value: Hashable) -> None:
    """Ask no more about a written value that the person leaves as it is."""
    _kept(_LEFT).setdefault(file, set()).add((sheet, value))


def is_left(file: str, sheet: str, value: Hashable) -> bool:
    """Whether the person leaves a written value as it is."""
    return (sheet, value) in _kept(_LEFT).get(file, ())


def password(file: str) -> str:
    """The password that was typed for a file, for as long as the file lies in the drop zone; else nothing."""
    return cast(str, _kept(_PASSWORDS).get(file, ""))


def unlock(file: str, typed: str) -> None:
    """Open a file with this password from now on."""
    _kept(_PASSWORDS)[file] = typed


def keep_only(files: Collection[str]) -> None:
    """Forget everything about files that have left the drop zone."""
    for name in _ALL:
        kept = _kept(name)
        for file in [file for file in kept if file not in files]:
            del kept[file]


def _kept(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", st.session_state.setdefault(name, {}))
