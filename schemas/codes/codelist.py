"""What a codelist is: values in their published order, each owning the spellings that certainly mean it."""

import re
from dataclasses import dataclass
from functools import cached_property

from schemas.folding import fold, spelt

# A question mark is a doubt, and a sign makes another number: "Suitable?" and "-1" are not read.
_NOT_CERTAIN = re.compile(r"\?|^\s*[-−~<>]\s*\d")
# Excel hands a year group or an old authority code over as 9.0 or 314.0.
_WHOLE = re.compile(r"\s*(\d+)\.0+\s*")


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a codelist, with the other spellings that certainly mean it."""

    value: str
    also: tuple[str, ...] = ()
    meaning: str = ""


def code(value: str, also: str = "", meaning: str = "") -> Code:
    """A code whose other spellings are written as one text with semicolons between them."""
    return Code(value, spelt(also), meaning)


@dataclass(frozen=True)
class Codelist:
    """The values a column may hold, in the order they are shown."""

    name: str
    title: str
    codes: tuple[Code, ...]

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The values, in order."""
        return tuple(code.value for code in self.codes)

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Every folded spelling and the value it means; ``ValueError`` if one belongs to two values."""
        found: dict[str, str] = {}
        for code in self.codes:
            for spelling in (code.value, *code.also):
                if found.setdefault(fold(spelling), code.value) != code.value:
                    raise ValueError(
                        f"{self.name}: {spelling!r} means {code.value!r} and another value as well"
                    )
        return found

    def read(self, text: str) -> str | None:
        """The value a written text means, or None where that is not certain (or nothing is written)."""
        if _NOT_CERTAIN.search(text):
            return None
        whole = _WHOLE.fullmatch(text)
        return self.spellings.get(fold(whole[1] if whole else text))
