"""How the DfE rounds what it publishes, to read its figures and to set ours beside them (R9)."""

from typing import Literal


def as_the_dfe_rounds(count: int, *, national: bool = False) -> int | Literal["low"]:
    """To the nearest 10, of the whole country to the nearest 100, halves up; "low" for what would look like none."""
    step = 100 if national else 10
    rounded = (count + step // 2) // step * step
    return "low" if count and not rounded else rounded
