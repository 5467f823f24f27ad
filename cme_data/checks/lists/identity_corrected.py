"""A row that now says otherwise who the child is."""

from cme_data.checks.check import Check
from cme_data.checks.example import listed

CHECK = Check(
    code="W501",
    name="identity_corrected",
    title="A name, UPN or date of birth corrected",
    severity="warning",
    says="A row gives another name, UPN or date of birth than the list before it did.",
    because="Whether it is the same child decides who is counted; only a strong key says that it is (R23).",
    troubled=(
        listed("ehe", {"upn": "F314999926001", "record_number": "7"}, as_at="6 November 2026")
        + listed("ehe", {"upn": "V314999926002", "record_number": "7"}),
    ),
    untroubled=(
        listed("ehe", {"upn": "F314999926001", "suitability": None}, as_at="6 November 2026")
        + listed("ehe", {"upn": "F314999926001", "suitability": "Suitable"}),
    ),
)
