"""Unique Pupil Numbers: R7 of the rules, after the Government's data standards catalogue."""

import re
from functools import lru_cache

from stdnum.gb.upn import calc_check_digit

_SHAPE = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")


def normalised(text: str) -> str:
    """A UPN in capitals without spaces."""
    return "".join(text.split()).upper()


@lru_cache(maxsize=100_000)
def upn_problem(upn: str) -> str | None:
    """What is wrong with a normalised UPN, or None. Any three digits may name the authority."""
    if not _SHAPE.fullmatch(upn):
        return "a UPN is a letter (not I, O or S) and 12 digits, of which the last may be a letter where it is temporary"
    expected = calc_check_digit(upn[1:])
    if upn[0] != expected:
        return f"by its other characters the check letter should be {expected}"
    return None


def mended(upn: str) -> str | None:
    """The UPN with the check letter that its other characters ask for; None where it has not the shape of one."""
    return str(calc_check_digit(upn[1:])) + upn[1:] if _SHAPE.fullmatch(upn) else None


@lru_cache(maxsize=100_000)
def upn_is_key(upn: str) -> bool:
    """Whether a UPN tells children apart: right and permanent."""
    return upn_problem(upn) is None and upn[-1].isdigit()
