"""What the statistics of the six-monthly and the annual report are called, in their data and in their tables."""

CHILDREN = "Children"
START, JOINED, LEFT, END = "At the start", "Joined", "Left", "At the end"
REJOINED = "Rejoined within a year"

MEDIAN_OPEN, MEDIAN_CLOSED = "Median days on the register", "Median days of those who left"
LEFT_4, LEFT_12, LEFT_26 = "Left within 4 weeks", "Left within 12 weeks", "Left within 26 weeks"
LEFT_4_SHARE, LEFT_12_SHARE, LEFT_26_SHARE = (
    f"Share who {name.lower()}" for name in (LEFT_4, LEFT_12, LEFT_26)
)
RESTORED = "In education again"
RESTORED_4, RESTORED_12, RESTORED_26 = (f"{RESTORED} within {weeks} weeks" for weeks in (4, 12, 26))
RESTORED_SHARES = {
    f"Share {name[0].lower()}{name[1:]}": name for name in (RESTORED_4, RESTORED_12, RESTORED_26, RESTORED)
}
DESTINATION = "Destination recorded"

HOURS_ASKED, HOURS_RECORDED = "Children whose hours are asked", "Hours recorded"
BELOW_25, BELOW_25_NO_TRANSITION = "Below 25 hours", "Below 25 hours without an agreed transition"
BELOW_25_SHARE = "Share below 25 hours"
MEAN_HOURS, MEDIAN_HOURS, SHORTFALL = "Mean hours", "Median hours", "Weekly shortfall in hours"

UNKNOWN = "Unknown then, identified since"
UNKNOWN_MISSING, UNKNOWN_AT_RISK, UNKNOWN_UNSUITABLE = (
    f"{UNKNOWN}: {kind}" for kind in ("missing", "at risk", "not receiving suitable education")
)
UNKNOWN_DAYS = "Median days before anyone knew"
LOCATED, LOCATED_KNOWN, LOCATED_4 = "Located", "Located, days known", "Located within 4 weeks"
LOCATED_DAYS, LOCATED_4_SHARE = "Median days until located", "Share located within 4 weeks"
ADDED_KNOWN, ADDED_DAYS, ADDED_P75 = (
    "Added, days since identified known",
    "Median days from identified to added",
    "75th percentile of days from identified to added",
)

NOTICES, NOTIFIED = "Section 437(1) notices", "Children with a section 437(1) notice"
ORDERS, ORDERED = "School attendance orders issued", "Children with a school attendance order issued"
REVOKED, FREED = "School attendance orders revoked", "Children with a school attendance order revoked"
ASSESSED, BEGUN_UNASSESSED = (
    "Home education last assessed in the period",
    "Joined and not assessed by the end",
)
REVIEWS = "Home education reviews with a day"

MEETINGS, ATTENDED, ATTENDANCE_SHARE = "Meetings held", "Meetings attended", "Share of meetings attended"
ATTENDANCE_RECORDED = "Meetings with attendance recorded"
OPEN, OVERDUE, ESCALATED = "Open actions", "Overdue actions", "Escalated to the Associate Director"
OVERDUE_BY = {
    "overdue_1_7": "Overdue by 1–7 days",
    "overdue_8_14": "Overdue by 8–14 days",
    "overdue_15_28": "Overdue by 15–28 days",
    "overdue_29": "Overdue by 29 days or more",
}
GAPS = "Children whom nobody holds"

NO_UPN, ODD_UPN, NO_HOURS = "UPN missing", "UPN temporary or wrong", "Hours not recorded"
REASON_UNKNOWN, NO_REASON = "DfE reason Unknown", "DfE reason not recorded"
LACKING_SHARES = {f"Share: {name}": name for name in (NO_UPN, ODD_UPN, NO_HOURS, REASON_UNKNOWN, NO_REASON)}
KEPT_OUT = "Rows kept out"
AGED_5_TO_16, RATE = "Children aged 5 to 16", "Rate per 100 children aged 5 to 16"


def kept(duty: str, how: str) -> str:
    """A duty's statistic: how many were due, met in time, met late, not met; or the share met in time."""
    return f"{duty}: {how}"


DUE, IN_TIME, MET_LATE, NOT_MET, IN_TIME_SHARE = "due", "in time", "late", "not met", "share in time"
