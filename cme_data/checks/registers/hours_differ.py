"""Two registers with different hours for one child."""

from cme_data.checks.check import RegisterCheck
from cme_data.checks.example import listed
from cme_data.sql import beside

CHECK = RegisterCheck(
    code="W602",
    name="hours_differ",
    title="Hours that differ by five or more",
    severity="warning",
    says="Two registers on which a child is open give hours that differ by five or more a week.",
    because="The panel weighs a child by the hours received (policy section 1; R20): one of the two is out of date.",
    file=beside(__file__),
    troubled=(
        listed("cme", {"record_number": "7", "hours_per_week": 5})
        + listed("medical_tuition", {"record_number": "7", "hours_per_week": 10}),
    ),
    untroubled=(
        listed("cme", {"record_number": "7", "hours_per_week": 5})
        + listed("medical_tuition", {"record_number": "7", "hours_per_week": 9.5}),
        listed("cme", {"record_number": "7", "hours_per_week": None})
        + listed("medical_tuition", {"record_number": "7", "hours_per_week": 10}),
        listed("cme", {"record_number": "7", "hours_per_week": 5})
        + listed("pru", {"record_number": "8", "date_of_birth": "6 May 2014", "hours_per_week": 25}),
    ),
)
