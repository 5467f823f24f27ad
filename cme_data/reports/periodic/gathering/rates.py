"""Children by how many live in a borough."""

from cme_data.measures import MEASURES
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.counted import Said, counted
from cme_data.reports.periodic.gathering.figures import Gathered
from cme_data.statistics import Figure

REGISTERS = ("cme", "ehe")
"""The registers of which the Department for Education publishes rates too."""

_SAID = (
    Said("children", names.AGED_5_TO_16),
    Said("rate", names.RATE, "rate", (names.AGED_5_TO_16,)),
)


def rates(into: Gathered, asking: Asking) -> None:
    """Rates of each borough whose population is set; there is none of all together (R10)."""
    for registers in ((), REGISTERS):
        counted(into, asking, MEASURES["rates"], _SAID, registers=registers, by_borough=(True,))
    own = {entry.borough for entry in asking.asked.settings.population}
    for key, said in into.figures.items():
        if key.statistic == names.RATE and said.why == "z" and key.borough not in own:
            into.figures[key] = Figure(None, said.kind, said.of, why="x")
