"""One figure of a measure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a measure prints: a count of its units, or a statistic of them.

    Either `where` is a condition on a unit, and the figure counts the units that meet it (so that they can be
    listed); or `value` is an aggregate over the units. Both are SQL over the columns of the measure's units.
    """

    name: str
    label: str
    where: str | None = None
    value: str | None = None
    printed: bool = True
    """Whether it stands in a row; a figure that does not is there to be listed."""
    of_period: bool = False
    """Whether it needs a period, and is left out where none was asked for."""

    @property
    def sql(self) -> str:
        """The aggregate over the units."""
        if self.where is not None:
            return f"count(*) FILTER (WHERE {self.where})"
        return self.value or "NULL"
