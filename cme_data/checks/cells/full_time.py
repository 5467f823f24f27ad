"""Full time written where a number of hours belongs."""

from cme_data.checks.check import Check
from cme_data.checks.example import listed

CHECK = Check(
    code="W208",
    name="full_time",
    title="“Full time”, read as 25 hours",
    severity="warning",
    says="Hours are written as full time, and were read as 25.",
    because="The local measure of full time is 25 hours (policy section 1; R20), but no number stood there.",
    troubled=(listed("cme", {"hours_per_week": "FT"}),),
    untroubled=(listed("cme", {"hours_per_week": 25}),),
)
