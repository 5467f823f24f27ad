"""What every file that leaves carries: its marking, and no text that a spreadsheet would run."""

import re
from datetime import datetime
from typing import Any

MARKING = "OFFICIAL-SENSITIVE"
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 100
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet would take a typed text for a formula."""
    return text.startswith(_FORMULA)


def safe(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, made into plain text by a leading apostrophe."""
    return "'" + value if isinstance(value, str) and begins_formula(value) else value


def plain_name(text: str) -> str:
    """A text as part of a file's name: of letters that every system takes, and no path."""
    return _NOT_IN_NAMES.sub("_", text)[:_LONGEST_NAME]


def front(purpose: str, who: str, at: datetime) -> str:
    """The first line of a list of children: its marking, what it was taken for, by whom and when."""
    return f"{MARKING}. Taken for: {purpose}. By {who} on {at.day} {at:%B %Y}."
