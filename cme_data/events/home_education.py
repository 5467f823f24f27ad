"""What was done in a period about home education: assessments, notices and school attendance orders."""

from dataclasses import replace

from cme_data.events.in_period import InPeriod
from cme_data.measures.compose import beside
from cme_data.measures.measure import Figure

_STEPS = {
    "notice": "Section 437(1) notices",
    "order_issued": "School attendance orders issued",
    "order_revoked": "School attendance orders revoked",
    "assessed": "Last assessed in the period",
    "begun": "Began in the period",
    "begun_unassessed": "Began in the period and not assessed by its end",
}

HOME_EDUCATION = InPeriod(
    name="home_education",
    title="Notices and orders",
    definition=(
        "Spells of home education with a section 437(1) notice, or a school attendance order issued or revoked, in "
        "the period, by the dates newest known: a list has room for one of each, so where a later one replaces it, "
        "the later counts. Beside them the spells last assessed in the period, and those that began in it."
    ),
    file=beside(__file__),
    unit="spell",
    registers=("ehe",),
    figures=tuple(Figure(name, label, where=name) for name, label in _STEPS.items()),
    detail=("notice_437_on", "sao_issued_on", "sao_revoked_on"),
)

HOME_EDUCATED = replace(
    HOME_EDUCATION,
    name="home_educated",
    title="Children with notices and orders",
    unit="child",
    carried={name: f"bool_or({name})" for name in _STEPS},
    detail=(),
)
"""The same by child: one with two orders counts once."""
