"""A unique pupil number that is wrong."""

from cme_data.checks.check import Check
from cme_data.checks.example import listed

CHECK = Check(
    code="W207",
    name="upn",
    title="UPN that cannot be right",
    severity="warning",
    says="A UPN has not the shape of one, or its check letter does not follow from its other characters.",
    because=(
        "A wrong number would join two children or part one (R7, the Government's data standards catalogue). The row "
        "goes in; the UPN is shown, and is no key until it is mended."
    ),
    troubled=(
        listed("pru", {"upn": "B207000016049"}),
        listed("pru", {"upn": "F31499992600"}),
        listed("pru", {"upn": "I314999926001"}),
    ),
    untroubled=(
        listed("pru", {"upn": "F314999926001"}),
        listed("pru", {"upn": "E31499992601A"}),
        listed("pru", {"upn": " f314 9999 26001 "}),
        listed("pru", {"upn": None}),
    ),
)
