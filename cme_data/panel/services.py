"""Who comes to the panel, and to whom it refers on (appendix 2)."""

SERVICES = (
    "Education Welfare Service",
    "Education Inclusion Support Service",
    "Malden Oaks",
    "Virtual School",
    "SEND Service",
    "School Admissions",
    "Exclusions and Reintegration",
    "Educational Psychology Service",
    "Youth Resilience Service",
    "Single Point of Access",
    "Tier 3 CAMHS",
    "Emotional Health Service",
    "Business support",
)

BODIES: dict[str, str] = {
    "Fair Access Panel": "Refer to the Fair Access Panel",
    "Joint Agency Panel": "Refer to the Joint Agency Panel",
    "MARVE": "Refer to MARVE",
}
"""The bodies that take a child on, each with the action that it is to be referred there."""

JOINT_AGENCY = "Joint Agency Panel"
"""The one whose referral the register has a column for."""
