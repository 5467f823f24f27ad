"""Home educated on one register, on a school roll on another."""

from cme_data.checks.check import RegisterCheck
from cme_data.checks.example import listed
from cme_data.sql import beside

CHECK = RegisterCheck(
    code="W601",
    name="ehe_and_on_roll",
    title="Home educated, though on a school roll",
    severity="warning",
    says="A child is open on the home education register and on a school roll on the CME register.",
    because="Home education and a school roll exclude each other at a date (R23, R3; reg 9(1)(f)).",
    file=beside(__file__),
    troubled=(
        listed("ehe", {"upn": "F314999926001"}) + listed("cme", {"upn": "F314999926001", "on_roll": "Yes"}),
    ),
    untroubled=(
        listed("ehe", {"upn": "F314999926001"}) + listed("cme", {"upn": "F314999926001", "on_roll": "No"}),
        listed("ehe", {"upn": "F314999926001", "ended_on": "20 November 2026", "end_reason": "Became CME"})
        + listed("cme", {"upn": "F314999926001", "on_roll": "Yes"}),
    ),
)
