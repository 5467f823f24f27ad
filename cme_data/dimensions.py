"""The ways a figure may be split or narrowed, each with its label, its order and the registers that carry it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from schemas import REGISTERS
from schemas.folding import fold

NOT_RECORDED = "Not recorded"
"""How the group of blank values is shown, and how a filter asks for it; in rows it is null."""

Scale = Literal["kinds", "steps"]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to split a figure; open text has no `order` and sorts by itself."""

    name: str
    label: str
    registers: tuple[str, ...]
    """The registers that carry it; a question by it leaves the others out."""
    order: tuple[str, ...] = ()
    """Its values in the order in which they are shown."""
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    """How values are shown that are not shown as they stand."""
    of_child: bool = False
    """Whether it tells of the child rather than of the spell, so that an action has it too."""
    scale: Scale = "kinds"
    """For colours: values that differ in kind, or steps from less to more."""

    def title(self, value: str | None) -> str:
        """A value as people read it; the blank one is *Not recorded*."""
        return NOT_RECORDED if value is None else self.titles.get(value, value)

    def rank(self, value: Any) -> tuple[bool, int, str]:
        """What rows are sorted by: the order of the codelist, then the alphabet, the blank last."""
        known = self.order.index(value) if value in self.order else len(self.order)
        return value is None, known, str(value)

    def slot(self, value: str | None) -> int | None:
        """The place of a value in a palette, the same on every page; None for a blank or a value without a place."""
        return self.order.index(value) if value in self.order else None

    def read(self, text: str) -> str | None:
        """The value that somebody's words mean, in any case; None where they mean none of this dimension's.

        *Not recorded* asks for the blank ones. Open text is taken as it stands.
        """
        if fold(text) == fold(NOT_RECORDED):
            return NOT_RECORDED
        if not self.order:
            return text
        spellings = {fold(title): value for value, title in self.titles.items()}
        spellings |= {fold(value): value for value in self.order}
        return spellings.get(fold(text)) or self._from_codelists(text)

    def _from_codelists(self, text: str) -> str | None:
        columns = (column for name in self.registers for column in REGISTERS[name].columns)
        found = (column.codes.read(text) for column in columns if column.name == self.name and column.codes)
        return next((value for value in found if value), None)


def _column(name: str, label: str = "", scale: Scale = "kinds") -> Dimension:
    """A dimension that is a column of registers: values in the order of their codelists."""
    carriers = [register for register in REGISTERS.values() if name in register.names]
    columns = [register.column(name) for register in carriers]
    values = (value for column in columns if column.codes for value in column.codes.values)
    return Dimension(
        name,
        label or columns[0].label,
        tuple(register.name for register in carriers),
        _once(values),
        of_child=name in _CHILD,
        scale=scale,
    )


def _stage(name: str, label: str, order: tuple[str, ...], titles: tuple[str, ...] = ()) -> Dimension:
    """A dimension that follows from the year group."""
    carriers = tuple(register.name for register in REGISTERS.values() if "year_group" in register.names)
    return Dimension(
        name, label, carriers, order, dict(zip(order, titles, strict=False)), of_child=True, scale="steps"
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


_CHILD = ("borough", "year_group", "sex", "sen", "social_care", "ethnicity", "school")

REGISTER = Dimension(
    "register",
    "Register",
    tuple(REGISTERS),
    tuple(REGISTERS),
    {register.name: register.title for register in REGISTERS.values()},
)
BOROUGH = _column("borough")
SERVICE = _column("service", "Service")
OWNER = _column("owner", "Owner")

COMMON: tuple[Dimension, ...] = (
    REGISTER,
    BOROUGH,
    _column("year_group", scale="steps"),
    _stage(
        "phase",
        "Phase",
        ("primary", "secondary"),
        ("Primary (Reception to Year 6)", "Secondary (Years 7 to 11)"),
    ),
    _stage("key_stage", "Key stage", ("Early years", "KS1", "KS2", "KS3", "KS4", "Post-16")),
    _column("category"),
    _column("referral_group"),
    _column("reason"),
    _column("provision"),
    _column("school"),
    _column("lead_service"),
    _column("sex"),
    _column("sen"),
    _column("social_care"),
    _column("ethnicity"),
)
"""The dimensions of every measure."""

FILTERS: tuple[str, ...] = (
    "borough",
    "register",
    "year_group",
    "phase",
    "sex",
    "sen",
    "social_care",
    "lead_service",
)
"""The dimensions that narrow any measure, as the command line offers them."""

DIMENSIONS: Mapping[str, Dimension] = {d.name: d for d in (*COMMON, SERVICE, OWNER)}
"""Every dimension by its name, but those that belong to one measure (its bands)."""

STAGES = frozenset({"year_group", "phase", "key_stage"})
"""The dimensions that may follow from the birth date and the day asked about (R4)."""
