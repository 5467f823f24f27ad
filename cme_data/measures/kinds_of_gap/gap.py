"""One kind of gap: what leaves a child with nobody."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from cme_data.measures.part import Part


@dataclass(frozen=True, slots=True)
class Gap(Part):
    """A reason for which a child is listed, each row with the day `since`."""

    folder: ClassVar[Path] = Path(__file__).parent

    next_step: str
    """What somebody does about it."""
    on_cme: str = ""
    """The same of a child on the CME register, where that differs."""

    def then(self, register: str) -> str:
        """The next step for a child of a register."""
        return self.on_cme if self.on_cme and register == "cme" else self.next_step
