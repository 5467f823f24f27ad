"""The workbooks of every service, each in its own words."""

from cme_data.sample.outfit import Outfit
from cme_data.sample.places import EISS, ELSEWHERE, KINGSTON, MALDEN_OAKS, RICHMOND
from cme_data.sample.terms import NEWEST

_DAY = f"{NEWEST.day} {NEWEST:%B} {NEWEST.year}"
_LETTERS = {KINGSTON: "K", RICHMOND: "R", ELSEWHERE: "Out of borough"}
_COUNCILS = {KINGSTON: "RBK", RICHMOND: "LBRuT", ELSEWHERE: "OOB"}
_SEN = {"None": "N", "SEN support": "K", "EHC needs assessment": "EHCNA", "EHC plan": "EHCP"}
_SEX = {"Female": "F", "Male": "M"}
_YES = {"Yes": "Y", "No": "N"}
_CARE = {"Looked after": "LAC", "Child in need": "CIN", "Child protection": "CP", "Early help": "EH"}
_MINOR = {"Unknown": "", **_SEX}


_ACTION_WORDS = {"action_id": "Action ref", "upn": "UPN No", "forename": "First name", "date_of_birth": "DOB"}
_WORKBOOKS: dict[str, tuple[Outfit, ...]] = {
    "CME-register-20-11-2026.xlsx": (
        Outfit(
            "cme",
            "CME register",
            titles=("Achieving for Children", f"Register of children missing education, as at {_DAY}", ""),
            words={
                "upn": "UPN No",
                "surname": "SURNAME*",
                "forename": "First name",
                "date_of_birth": "D.O.B.",
                "sex": "M/F",
                "borough": "K/R",
                "year_group": "NCY",
                "school": "Current/Previous School",
                "sen": "SEN",
                "social_care": "CSC status",
                "referral_group": "ROME group",
                "reason": "Reason at risk",
                "on_roll": "On roll (Y/N)",
                "added_on": "Date added to\nregister",
                "missing_from": "Missing since",
                "spa_referred_on": "Referred to SPA on",
                "provision": "Current provision",
                "hours_per_week": "Hrs pw",
                "lead_service": "Lead",
                "working_well": "What is working well",
                "concerns": "What are we worried about",
                "child_view": "Voice of the child",
                "removed_on": "Off register on",
                "removal_approved_on": "Approved by ROME",
                "outcome": "Reason closed",
            },
            writes={
                "borough": _LETTERS,
                "sen": _SEN,
                "sex": _SEX,
                "on_roll": _YES,
                "safeguarding_concern": _YES,
                "transition_agreed": _YES,
                "joint_agency": _YES,
                "exclusion": {"Permanent": "PEX"},
            },
            hours="12h30",
            closed_below=True,
        ),
        Outfit(
            "actions",
            "Actions",
            titles=("ROME panel: action sheet",),
            words={**_ACTION_WORDS, "agreed_on": "Panel date", "owner": "Who", "due_on": "By when"},
            writes={"borough": _LETTERS, "status": {"Completed": "Done"}},
        ),
        Outfit(
            "enquiries",
            "Enquiries",
            words={
                "upn": "UPN No",
                "forename": "First name",
                "date_of_birth": "DOB",
                "made_on": "Date of enquiry",
            },
            writes={"borough": _LETTERS, "located": _YES, "check": {"Home visit": "HV"}},
        ),
        Outfit(
            "meetings",
            "ROME meetings",
            words={"held_on": "Date of meeting", "attended": "Attendance"},
            writes={"agenda_exception": _YES},
        ),
    ),
    "EWS-EHE-list-Nov-2026.xlsx": (
        Outfit(
            "ehe",
            "EHE",
            titles=("Education Welfare Service", "Elective home education: OFFICIAL-SENSITIVE"),
            groups={
                "upn": "Child",
                "started_on": "EHE",
                "notified_on": "Date",
                "reason": "Primary",
                "previous_setting": "Previous",
                "suitability": "Suitability",
                "assessed_on": "Last",
                "review_due": "Next review",
                "notice_437_on": "S437",
                "sao_issued_on": "SAO",
                "annual_review_due": "Annual review",
                "ended_on": "EHE",
            },
            words={
                "upn": "UPN ",
                "surname": "Family name",
                "forename": "Forename(s)",
                "date_of_birth": "Date of Birth",
                "sex": "Gender",
                "borough": "LA",
                "year_group": "Yr",
                "school": "Last school",
                "started_on": "started",
                "notified_on": "notified",
                "reason": "reason",
                "previous_setting": "setting",
                "suitability": "outcome",
                "assessed_on": "assessed",
                "review_due": "due",
                "notice_437_on": "notice",
                "sao_issued_on": "issued",
                "sao_revoked_on": "revoked",
                "annual_review_due": "due",
                "ended_on": "ended",
                "end_reason": "end reason",
            },
            writes={"borough": _COUNCILS, "sex": _MINOR},
            year="Yr 9",
        ),
    ),
    "EISS-medical-tuition-201126.xlsx": (
        Outfit(
            "medical_tuition",
            "Medical",
            titles=(f"EISS medical tuition {_DAY}",),
            provider=EISS,
            words={
                "surname": "Child's surname",
                "forename": "Child's forename",
                "date_of_birth": "DOB",
                "year_group": "Year",
                "school": "On roll at",
                "referred_on": "Referral date",
                "absence_days": "Days missed",
                "hours_per_week": "Hours",
                "reviewed_on": "Last reviewed",
            },
            writes={"data_provider": {EISS: "EISS"}, "sex": _SEX, "tuition": {"Individual": "1:1"}},
            hours="12.5 hrs",
            apart="year_group",
        ),
    ),
    "Malden-Oaks-20-Nov-2026.xlsx": (
        Outfit(
            "pru",
            "PRU roll",
            titles=("Malden Oaks", f"Pupils on roll on {_DAY}"),
            words={
                "surname": "Name",
                "date_of_birth": "D O B",
                "school": "School name",
                "admitted_on": "Admission date",
                "excluded_on": "PEX date",
                "commissioning_school": "Commissioned by",
                "hours_per_week": "Hours per\nweek",
                "left_on": "Leaving date",
            },
            first=("surname", "forename", "year_group", "date_of_birth"),
            writes={
                "basis": {"Permanent exclusion": "PEX", "Dual registered": "Dual reg"},
                "borough": _COUNCILS,
            },
            year="9",
            full_time=True,
            one_name=True,
        ),
        Outfit(
            "medical_tuition",
            "Medical tuition",
            titles=("Malden Oaks: medical tuition, secondary",),
            provider=MALDEN_OAKS,
            words={
                "date_of_birth": "D O B",
                "referred_on": "Date referred for tuition",
                "started_on": "Start date",
                "hours_per_week": "Hrs/week",
                "tuition": "Mode of tuition",
            },
            writes={"sen": _SEN, "borough": _COUNCILS},
            year="9",
            total=True,
        ),
    ),
    "Virtual-School-roll-autumn-2026.xlsx": (
        Outfit(
            "virtual_school",
            "Virtual School",
            titles=("AfC Virtual School", "All statuses, both boroughs", ""),
            words={
                "status": "Status (LAC/CIN/CP)",
                "surname": "Legal surname",
                "forename": "Legal forename",
                "date_of_birth": "Birth date",
                "borough": "Home authority",
                "opened_on": "Looked after from",
                "placement": "In/out of borough",
                "provision": "Education provision",
                "hours_per_week": "Weekly hours",
                "pep_on": "Date of last PEP",
                "pep_due": "PEP due",
                "attendance": "Att %",
                "closed_on": "Date ceased",
            },
            first=("status", "surname", "forename", "date_of_birth"),
            writes={
                "status": _CARE,
                "placement": {"Out of borough": "OOB", "In borough": "IB"},
                "social_care": _CARE,
            },
            apart="status",
        ),
    ),
}


def workbooks() -> dict[str, tuple[Outfit, ...]]:
    """Every workbook the services send: file name and its sheets."""
    return _WORKBOOKS
