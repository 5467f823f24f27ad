"""A blank that counts as a value of its own."""

from cme_data.checks.check import Check
from cme_data.checks.example import listed, sheet

CHECK = Check(
    code="W209",
    name="blank_counts",
    title="Blank, and counted as unknown",
    severity="warning",
    says="The reason for home education is blank, and counts as No reason given.",
    because="That is a value of the return's own list (registers, ehe): nobody should give it without knowing.",
    troubled=(
        listed("ehe", {"reason": None}),
        sheet(
            "ehe",
            "Surname | Forename | Date of birth | Borough | Date EHE started",
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026",
        ),
    ),
    untroubled=(listed("ehe", {"reason": "No reason given"}), listed("ehe", {"reason": "Unknown"})),
)
