"""How children were found: missing before anyone knew, identified and added, located; and what they left to."""

from cme_data.events.leavers import REGISTERS as WITH_OUTCOME
from cme_data.reports.periodic import names
from cme_data.reports.periodic.sections.page import Page
from cme_data.reports.report import Section
from schemas import REGISTERS

_UNKNOWN = (
    names.UNKNOWN,
    names.UNKNOWN_MISSING,
    names.UNKNOWN_AT_RISK,
    names.UNKNOWN_UNSUITABLE,
    names.UNKNOWN_DAYS,
)
_ADDED = (names.JOINED, names.ADDED_KNOWN, names.ADDED_DAYS, names.ADDED_P75)
_LOCATED = (names.LOCATED, names.LOCATED_KNOWN, names.LOCATED_4, names.LOCATED_4_SHARE, names.LOCATED_DAYS)
_RESTORED = (names.LEFT, *names.RESTORED_SHARES.values())
_SHARES = tuple(names.RESTORED_SHARES)
_WITHIN = ("Within 4 weeks", "Within 12 weeks", "Within 26 weeks", "At any time")
_COUNTED = (names.LEFT, *_WITHIN)


def found(page: Page) -> Section:
    """Days missing before anyone knew, from identified to added, and until located."""
    finding = page.changed(
        "Children located: the median of days from the first day missing",
        page.key(names.LOCATED_DAYS, "cme"),
        at_end=False,
    )
    return page.section(
        "found", "Missing, identified and located", finding,
        page.bars("Days until children were known and located",
                  [(name, page.key(name, "cme")) for name in (names.UNKNOWN_DAYS, names.ADDED_DAYS, names.LOCATED_DAYS)], "days"),
        page.side_by_side("unknown", "Children missing at the end of the period of whom nobody knew then, by the category "
                          "they were first given", _UNKNOWN, "cme"),
        page.side_by_side("added", "From the day identified to the day added to the register", _ADDED, "cme"),
        page.side_by_side("located", "Children located in the period", _LOCATED, "cme"),
        notes=(
            "Children of whom nobody knew at the end of a period are found by those identified since: their number can "
            "only grow, and the newest period's is the least complete.",
            "Days are counted where both dates are recorded and in their order; other spells are in no median.",
            *page.sources("cme"),
        ),
    )  # fmt: skip


def outcomes(page: Page) -> Section:
    """Education restored, and destinations."""
    share = _SHARES[-1]
    title = REGISTERS["cme"].title
    finding = page.changed(
        f"{title}: the share of those who left and are in education again",
        page.key(share, "cme"),
        at_end=False,
    )

    registers = [(name, REGISTERS[name].title) for name in WITH_OUTCOME]
    return page.section(
        "outcomes", "Outcomes and education restored", finding,
        page.bars("In education again, of all who left", [(called, page.key(share, name)) for name, called in registers],
                  "%"),
        page.by_register("restored", "Left and in education again", _RESTORED, registers, _COUNTED),
        page.by_register("restored_shares", "In education again, of all who left", _SHARES, registers, _WITHIN),
        page.side_by_side("restored_boroughs", f"{title}: left and in education again, by borough", _RESTORED, "cme", _COUNTED),
        page.side_by_side("shares_boroughs", f"{title}: in education again, of all who left, by borough", _SHARES, "cme", _WITHIN),
        page.side_by_side("destinations", f"{title}: destinations recorded of those who left", (names.LEFT, names.DESTINATION),
                          "cme"),
        notes=(
            "In education again are those whose outcome is a return to school, a new school place, alternative or "
            "specialist provision or, from the CME register, suitable home education. Moved and confirmed, left the country "
            "and over compulsory school age are not. Outcomes by their kind stand with each register.",
            "Weeks count from the day the child joined the register; shares are of all who left it in the period.",
            "A destination is written in the service's own words and may tell of a child, so that only its being there is "
            "counted.",
        ),
    )  # fmt: skip
