"""The contents page of the gaps: every way in which a child is held by nobody."""

from cme_data.measures.kinds_of_gap.gap import Gap

__all__ = ["KINDS_OF_GAP", "Gap"]

KINDS_OF_GAP: dict[str, Gap] = {
    gap.name: gap
    for gap in (
        Gap(
            "closed_nowhere",
            "Closed without confirmed education",
            "The child's last spell closed with an outcome that confirms no education, and no register has the "
            "child open.",
        ),
        Gap(
            "ehe_unsuitable",
            "Home education unsuitable",
            "The home education is judged unsuitable, and the child is not on the CME register.",
        ),
        Gap(
            "excluded_no_provision",
            "Permanently excluded without provision",
            "School day {triggers.sixth_day} of a permanent exclusion has passed, and provision has not started.",
        ),
        Gap(
            "not_located_no_enquiry",
            "Not located, no enquiry made",
            "The child is missing and not located, and the day by which an enquiry was due, {triggers.enquiry_every} school "
            "days after the last, has passed.",
        ),
        Gap(
            "dropped",
            "No longer in a service's list",
            "A later list leaves the child out and gives no closing date. A child on the CME register stays on it; "
            "of another register, the child is listed while no register has the child open.",
        ),
        Gap(
            "removed_unapproved",
            "Removed without approval",
            "The CME register gives a day of removal that the panel has not approved, so the child is still on it.",
        ),
        Gap(
            "ehe_and_missing",
            "Home educated and missing at once",
            "The child is open as home educated and, on the CME register, as missing.",
        ),
    )
}
"""Every kind of gap by its name, in the order in which they are shown."""
