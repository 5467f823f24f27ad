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
            "Find out where the child is educated now; where nobody knows, put the child on the CME "
            "register.",
        ),
        Gap(
            "ehe_unsuitable",
            "Home education unsuitable",
            "The home education is judged unsuitable, and the child is not on the CME register.",
            "The Education Welfare Service puts the child on the CME register.",
        ),
        Gap(
            "excluded_no_provision",
            "Permanently excluded without provision",
            "School day {triggers.sixth_day} of a permanent exclusion has passed, and provision has not started.",
            "Achieving for Children arranges provision, and its first day is recorded.",
        ),
        Gap(
            "not_located_no_enquiry",
            "Not located, no enquiry made",
            "The child is missing and not located, and the day by which an enquiry was due, {triggers.enquiry_every} school "
            "days after the last, has passed.",
            "The Education Welfare Service makes the next enquiry.",
        ),
        Gap(
            "dropped",
            "No longer in a service's list",
            "A later list leaves the child out and gives no closing date. A child on the CME register stays on it; "
            "of another register, the child is listed while no register has the child open.",
            "Ask the service that sent the list.",
            "Ask the panel: its recorded approval alone takes a child off the register.",
        ),
        Gap(
            "removed_unapproved",
            "Removed without approval",
            "The CME register gives a day of removal that the panel has not approved, so the child is still on it.",
            "Ask the panel: its recorded approval alone takes a child off the register.",
        ),
        Gap(
            "ehe_and_missing",
            "Home educated and missing at once",
            "The child is open as home educated and, on the CME register, as missing.",
            "The Education Welfare Service says which of the two is right, and the other register is mended.",
        ),
    )
}
"""Every kind of gap by its name, in the order in which they are shown."""
