"""Children by how many live in a borough."""

from cme_data.measures import MEASURES
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.counted import Said, counted, figure
from cme_data.reports.periodic.gathering.figures import Gathered

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
    into.rising(names.AGED_5_TO_16, names.CHILDREN)
    for span in asking.spans:
        populated = asking.populated(span)
        for key, said in into.figures.items():
            if (key.statistic, key.period, said.why) == (
                names.RATE,
                span.label,
                "z",
            ) and key.borough in asking.boroughs:
                # Nobody was counted there, or there is nothing to divide by.
                into.figures[key] = figure(0, "rate", said.of, is_known=key.borough in populated)
