"""The style sheet, read once."""

from functools import cache
from pathlib import Path


@cache
def sheet() -> str:
    """The looks that config.toml cannot say."""
    return Path(__file__).with_name("style.css").read_text(encoding="utf-8")
