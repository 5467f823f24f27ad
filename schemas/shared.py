"""Columns that several registers carry in the same words."""

from schemas import codes
from schemas.folding import spelt
from schemas.register import Column

PROVISION = Column(
    "provision",
    "Type of provision",
    "The education the child receives now.",
    kind="code",
    codes=codes.PROVISION,
    also=spelt(
        "Provision; Provision type; Current provision; Education provision; Type of education provision; "
        "Educational provision; Present provision; Type of current provision; Current education provision; "
        "Provision in place"
    ),
)
"""The education a child receives; a register may require it."""

HOURS = Column(
    "hours_per_week",
    "Hours per week",
    "Hours of education a week, 0 to 60; a blank is not recorded, and never 0.",
    kind="hours",
    low=0,
    high=60,
    also=spelt(
        "Hours; Hrs; Hrs pw; Hours pw; Hrs p/w; Hours p/w; Hrs/wk; Hours/week; Hrs/week; Hrs per week; "
        "Number of hours; No of hours; No. hours; Weekly hours; Hours weekly; Hours a week; Hrs a week; "
        "Timetable; Hours of provision; Hours of education; Hours received; Number of hours per week; Hours "
        "provided; No of hours per week; Hours per week of education; Hours of education per week; Total "
        "hours; Hrs per wk; Current hours; Provision hours; Hours of provision per week; Hours attending; "
        "Hours per wk; Hours/wk"
    ),
)
"""Weekly hours, read and headed alike on every register."""

REVIEWED = Column(
    "reviewed_on",
    "Last review",
    "The day of the last review.",
    kind="date",
    also=spelt(
        "Reviewed on; Last reviewed; Last reviewed on; Date of last review; Last review date; Date reviewed; "
        "Date last reviewed; Previous review; Most recent review"
    ),
)

REVIEW_DUE = Column(
    "review_due",
    "Next review due",
    "The day by which the next review is due.",
    kind="date",
    also=spelt(
        "Review due; Review due date; Next review; Next review date; Date of next review; Date next review "
        "due; Review due on; Review due by; Date review due; Next review due on; Next review due date; "
        "Review by"
    ),
)

DATA_PROVIDER = Column(
    "data_provider",
    "Data provider",
    "The service that sends this list; rows of one provider never replace another's.",
    also=spelt(
        "Provider of data; Data source; Data from; Data provided by; Information provider; Data supplier; "
        "Source of data"
    ),
)
"""The service that sends the list; where rows do not say, it is the register's one holder."""
