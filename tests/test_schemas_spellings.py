"""What officers write, and what it means on a register."""

import pytest

from schemas import CHILD_REGISTERS, REGISTERS
from schemas.codes import CODELISTS
from schemas.register import fold

MEANT = {
    "borough": {
        "Kingston upon Thames": "RBK; K; k; Kingston; 314; 314.0; E09000021; Kingston upon Thames RB; "
        "Royal Borough of Kingston upon Thames; Kingston-upon-Thames; KINGSTON UPON THAMES",
        "Richmond upon Thames": "LBRuT; LBRUT; R; Richmond; 318; 318.0; e09000027; Richmond-upon-Thames; "
        "London Borough of Richmond upon Thames",
        "Out of borough": "OOB; out of boro; Out-of-borough",
    },
    "sex": {"Female": "F; f; Girl; FEMALE", "Male": "M; Boy; male", "Unknown": "U; unknown"},
    "year_group": {
        "Year 9": "Y9; 9; 09; Yr 9; Yr9; NCY 9; NCY9; Nine; Year 09; 9.0; y 9; Yr. 9; Year nine; YEAR  9",
        "Year 14": "14; Y14; Fourteen",
        "Reception": "R; Rec; YR; Year R; 0; Y0; reception; 0.0",
        "Nursery": "N1; N2; nursery",
        "Not followed": "X; x",
    },
    "sen": {
        "None": "N; No SEN; none",
        "SEN support": "K; SENS; SEN Support",
        "EHC needs assessment": "EHCNA; EHC assessment",
        "EHC plan": "E; EHCP; EHC Plan",
    },
    "social_care": {
        "None": "N; None",
        "Early help": "EH",
        "Child in need": "CIN; CiN; Child in Need plan",
        "Child protection": "CP; CPP",
        "Looked after": "LAC; CLA; Looked-after child",
    },
    "yes_no": {
        "Yes": "Y; y; yes; x; X; tick; ✓; ✔; ✔\ufe0f; true; TRUE; 1; 1.0",
        "No": "N; no; false; 0; 0.0",
    },
    "ethnicity": {
        "WBRI": "wbri; White British; WENG",
        "WROM": "Gypsy/Roma",
        "WOTH": "WEEU",
        "NOBT": "Not obtained",
    },
    "category": {
        "Missing - located": "Missing – located; missing (located); Identified and located",
        "Missing - not located": "MISSING—NOT LOCATED; Identified but not located",
        "Not receiving suitable education": "Not receiving a suitable education",
    },
    "reason": {"Permanently excluded": "PEX", "Unsuitable home education": "Unsuitable EHE"},
    "cme_dfe_reason": {
        "Offered school place but not yet accepted": "Offered place, not yet accepted",
        "Unknown": "Not known",
        "Not recorded": "not recorded",
    },
    "ehe_reason": {
        "Lifestyle": "Lifestyle choice",
        "Religious": "Religious reasons",
        "School dissatisfaction SEND": "Dissatisfaction with school - SEND",
        "School dissatisfaction bullying": "Dissatisfaction with school - bullying",
        "School dissatisfaction general": "Dissatisfaction with school - general",
        "Health concerns related to COVID19": "Health concerns - Covid 19; Health concerns related to "
        "COVID-19",
        "Difficulty accessing suitable school place": "Accessing a school place",
        "School suggestion": "Suggest/pressure from school",
        "No reason given": "Parent/guardian no reason",
        "Unknown": "Unknown (at point of registration)",
    },
    "provision": {"Pupil referral unit": "PRU", "School reduced timetable": "Part-time timetable; RTT"},
    "medical_provider": {"Education Inclusion Support Service": "EISS", "Malden Oaks": "MALDEN OAKS"},
    "enquiry_check": {"Key to Success or school2school": "s2s", "Ministry of Defence CEAS": "MoD CEAS"},
    "exclusion": {"Permanent": "PEX", "Suspension": "Suspended"},
}

UNKNOWN = {
    "borough": "Kingston upon Hull; Kingston upon Hull, City of; Hull; Richmondshire; Richmond, North "
    "Yorkshire; Surrey; Both; ?; ",
    "sex": "1; 2; X; Female?; non-binary; Boy/Girl",
    "year_group": "15; N; KS3; 9/10; Year; -1; Y9 or Y10; 9.5",
    "sen": "applied; Y; S; tbc; ASD",
    "social_care": "Y; closed; EHCP; tbc; S47",
    "yes_no": "✗; ✘; maybe; ?; -; n/a; tbc; y/n; ",
    "ethnicity": "White; Mixed; Asian; Black; British; Caribbean",
    "category": "Missing; CME; Open; unknown",
    "cme_dfe_reason": "moved abroad?; Believed moved abroad?; Bullying; Moved",
    "ehe_reason": "Bullying; School dissatisfaction; Medical - Child; Lifestyle/Cultural/Philosophical; "
    "Near Exclusion; Not recorded; Health",
    "provision": "tuition; part time; school; tbc",
    "reason": "Excluded; EHE; SEN",
    "exclusion": "Y; Excluded",
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in MEANT for value in MEANT[name]])
def test_what_officers_write_is_read(name: str, value: str):
    for written in MEANT[name][value].split("; "):
        assert CODELISTS[name].read(written) == value, written


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_certain_stays_unknown(name: str):
    for written in UNKNOWN[name].split("; "):
        assert CODELISTS[name].read(written) is None, written


CHILD_HEADINGS = {
    "upn": "UPN; UPN No; Unique Pupil Number; Pupil UPN; UPN ",
    "surname": "Surname; SURNAME*; Last Name; Family Name",
    "forename": "Forename(s); First Name; Legal forename; FIRST NAME",
    "date_of_birth": "DOB; D.O.B.; Date of Birth; Birth Date; DOB (dd/mm/yyyy)",
    "sex": "Gender; Sex; M/F; GENDER",
    "year_group": "Year; Yr; Year Group; NCY; NC Year; School Year",
    "school": "Current/Previous School; Last School; School; On roll at; Base",
    "borough": "Borough; LA; K/R; RBK / LBRuT; AfC area",
    "sen": "SEN; SEN status; EHCP Y/N; EHC; Statement; EHCP status",
    "social_care": "CSC; CIN/CP/LAC; Open to",
}
HEADINGS = {
    "cme": {
        "added_on": "Date became CME; Date added to register; Start date; Referral date; Date added to "
        "CME register",
        "missing_from": "First day of absence; Missing since",
        "reason": "Reason; Reason CME; Primary reason; Why not in education",
        "provision": "Provision; Type of provision",
        "hours_per_week": "Hours; Hrs pw; Hours per week; Timetable; Hrs p/w; Hours (per week)",
        "lead_service": "Lead; Lead service; Case owner; EWO; Responsible team",
        "outcome": "Outcome; Reason closed",
        "removed_on": "Date closed; Date off register",
        "on_roll": "On roll?; On roll Y/N; On Roll (Yes/No)",
    },
    "ehe": {
        "started_on": "Date EHE started; EHE start date",
        "notice_437_on": "s.437(1) notice; S437 notice",
    },
    "medical_tuition": {"referred_on": "Referral date", "started_on": "Tuition start date"},
    "virtual_school": {"attendance": "Attendance; % attendance", "pep_due": "PEP due"},
    "actions": {"action_id": "Action no.", "due_on": "By when", "owner": "By whom"},
}
UNCERTAIN = {
    "date_of_birth": "Age; Date",
    "added_on": "Date last attended; Last seen; Date",
    "missing_from": "Date last attended; Last date in education; Last seen",
    "record_number": "ID; No; Ref",
    "notes": "Notes; Comments; Address; Postcode; Telephone",
}


@pytest.mark.parametrize("register", CHILD_REGISTERS)
def test_the_child_columns_are_known_by_the_headings_of_real_forms(register: str):
    for name, headings in CHILD_HEADINGS.items():
        for heading in headings.split("; "):
            assert REGISTERS[register].headings().get(fold(heading)) == name, heading


@pytest.mark.parametrize("register", HEADINGS)
def test_a_registers_own_columns_are_known_by_other_headings(register: str):
    for name, headings in HEADINGS[register].items():
        for heading in headings.split("; "):
            assert REGISTERS[register].headings().get(fold(heading)) == name, heading


@pytest.mark.parametrize("register", REGISTERS)
def test_a_heading_that_might_mean_something_else_is_not_read(register: str):
    for headings in UNCERTAIN.values():
        for heading in headings.split("; "):
            assert fold(heading) not in REGISTERS[register].headings(), heading
