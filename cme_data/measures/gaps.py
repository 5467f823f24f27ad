"""Children nobody holds."""

from collections.abc import Collection
from typing import ClassVar

from cme_data.dimensions import Dimension
from cme_data.measures.clocks import CLOCKS
from cme_data.measures.compose import beside, either, sql
from cme_data.measures.kinds_of_gap import KINDS_OF_GAP
from cme_data.measures.measure import Figure, Own
from cme_data.measures.reckoned import Reckoned, facts, owed
from schemas import CHILD_REGISTERS


class Gaps(Reckoned):
    """Two of its kinds are duties that are late; the rest follow from spells alone."""

    duties: ClassVar[tuple[str, ...]] = ("enquiry", "sixth_day")

    def cases(self, needed: Collection[str]) -> dict[str, str]:
        """The queries up to `cases`, the set."""
        return {
            **facts(),
            **owed(self.duties, ()),
            "clocks": sql(CLOCKS.file),
            "held": "SELECT *\nFROM facts\nWHERE is_open\n    AND list_contains($child_registers, register)",
            **{name: sql(kind.file) for name, kind in KINDS_OF_GAP.items()},
            "found": either(KINDS_OF_GAP, "gap"),
            "cases": sql(self.file),
        }


GAPS = Gaps(
    name="gaps",
    title="Gaps",
    definition=(
        "Children nobody holds, as at the day, each with the reason for which the child is listed and since when. "
        "A child may be listed for several."
    ),
    file=beside(__file__),
    unit="spell",
    own=(
        Own(
            Dimension(
                "gap",
                "Gap",
                CHILD_REGISTERS,
                tuple(KINDS_OF_GAP),
                {kind.name: kind.label for kind in KINDS_OF_GAP.values()},
            )
        ),
    ),
    figures=(Figure("count", "Gaps", where="TRUE"),),
    parts=tuple(KINDS_OF_GAP.values()),
    each={"gap": "Gap", "register": "Register", "child": "Child", "since": "Since"},
    oldest="since",
    detail=("gap", "since"),
)
