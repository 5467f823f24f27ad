"""One child on two services' lists of one register."""

from cme_data.checks.check import RegisterCheck
from cme_data.checks.example import listed
from cme_data.sql import beside

_EISS, _MALDEN_OAKS = "Education Inclusion Support Service", "Malden Oaks"

CHECK = RegisterCheck(
    code="W606",
    name="two_providers",
    title="Open with two providers",
    severity="warning",
    says="A child is open on the lists of two providers of one register.",
    because="One service teaches to Year 6 and the other from Year 7 (registers, Who holds what): one has not closed its row.",
    file=beside(__file__),
    troubled=(
        listed("medical_tuition", {"record_number": "7", "data_provider": _EISS})
        + listed("medical_tuition", {"record_number": "7", "data_provider": _MALDEN_OAKS}),
    ),
    untroubled=(
        listed(
            "medical_tuition",
            {"record_number": "7", "data_provider": _EISS, "ended_on": "1 October 2026", "outcome": "Other"},
        )
        + listed(
            "medical_tuition",
            {"record_number": "7", "data_provider": _MALDEN_OAKS, "referred_on": "2 October 2026"},
        ),
    ),
)
