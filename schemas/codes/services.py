"""The codelists of home education, medical tuition, the pupil referral unit and the Virtual School."""

from schemas.codes.codelist import Codelist, code

_MOVED_AWAY = code("Moved away", "Moved out of area; Moved out of borough; Moved; Left the area; Left area")
_OVER_AGE = code(
    "Over compulsory school age",
    "Over CSA; Above compulsory school age; No longer compulsory school age; No longer of "
    "compulsory school age; Over school age; No longer CSA",
)
_RETURNED = code(
    "Returned to school",
    "Return to school; Back to school; Back at school; Back in school; Returned to a school; RTS",
)
_OTHER = code("Other", "Other reason; Other outcome")

SUITABILITY = Codelist(
    "suitability",
    "Suitability",
    (
        code(
            "Not yet assessed",
            "Not assessed; Not yet seen; Awaiting assessment; To be assessed; Assessment pending; "
            "Pending assessment; Unassessed",
            "No assessment yet; a blank counts here.",
        ),
        code("Suitable", "Yes; Y; Suitable education; Deemed suitable; Education suitable; EHE suitable"),
        code(
            "Unsuitable",
            "No; N; Not suitable; Deemed unsuitable; Deemed not suitable; Unsuitable education; "
            "Education unsuitable; EHE unsuitable",
        ),
    ),
)

EHE_END_REASON = Codelist(
    "ehe_end_reason",
    "Reason ended",
    (
        _RETURNED,
        code("Became CME", "CME; Moved to CME; To CME; Now CME; Became a child missing education"),
        _MOVED_AWAY,
        _OVER_AGE,
        _OTHER,
    ),
)

TUITION = Codelist(
    "tuition",
    "Type of tuition",
    (
        code(
            "Individual",
            "Individual tuition; 1:1; 1-1; 1 to 1; One to one; One-to-one; 1:1 tuition; 1 to 1 "
            "tuition; One to one tuition; Ind",
        ),
        code("Small group", "Group; Small group tuition; Group tuition; Small groups"),
        code("Online", "Online tuition; On-line; On line; Virtual; Remote"),
        code("Hospital", "Hospital tuition; Hospital school; In hospital; Hospital education"),
    ),
)

MEDICAL_OUTCOME = Codelist(
    "medical_outcome",
    "Outcome",
    (
        _RETURNED,
        code(
            "Moved to alternative provision",
            "Alternative provision; AP; Moved to AP; To AP; To alternative provision",
        ),
        _MOVED_AWAY,
        _OVER_AGE,
        _OTHER,
    ),
)

MEDICAL_PROVIDER = Codelist(
    "medical_provider",
    "Data provider",
    (
        code(
            "Education Inclusion Support Service",
            "EISS; Education Inclusion Support Service (EISS); Education Inclusion Support; Education "
            "and Inclusion Support Service",
            "Primary.",
        ),
        code(
            "Malden Oaks",
            "Malden Oaks School; Malden Oaks PRU; Malden Oaks School and Tuition Service; Malden Oaks "
            "School & Tuition Service; Malden Oaks Tuition Service",
            "Secondary.",
        ),
    ),
)

PRU_BASIS = Codelist(
    "pru_basis",
    "Basis",
    (
        code("Permanent exclusion", "Permanently excluded; PEX; Perm ex; Perm exclusion"),
        code(
            "Dual registered",
            "Dual registration; Dual reg; Dual roll; Dual rolled; Dual; Dually registered",
        ),
        code("Fair Access", "FAP; Fair access panel; Fair access protocol; Fair Access (FAP)"),
        code("Medical", "Medical needs; Medical need"),
        _OTHER,
    ),
)

PRU_OUTCOME = Codelist(
    "pru_outcome",
    "Outcome",
    (
        code(
            "Reintegrated to mainstream",
            "Re-integrated to mainstream; Reintegrated into mainstream; Reintegrated; "
            "Re-integrated; Reintegrated to mainstream school; Returned to mainstream; Return to "
            "mainstream; Back to mainstream; Reintegrated into mainstream school",
        ),
        code(
            "Specialist placement",
            "Special school; Special school placement; Specialist provision; Specialist school; Specialist",
        ),
        code(
            "Completed Year 11",
            "Completed Y11; Completed Yr 11; End of Year 11; End of Y11; Left at end of Year 11; "
            "Finished Year 11; Y11 leaver; Year 11 leaver",
        ),
        _MOVED_AWAY,
        _OTHER,
    ),
)

VIRTUAL_SCHOOL_STATUS = Codelist(
    "virtual_school_status",
    "Status",
    (
        code(
            "Looked after",
            "LAC; CLA; Looked after child; Looked after child (LAC); Looked-after; Child looked "
            "after; Children looked after; In care; Child in care; CiC",
        ),
        code(
            "Child in need",
            "CIN; Child in need (CIN); CIN plan; Child in need plan; Children in need; Section 17; S17",
        ),
        code(
            "Child protection",
            "CP; CPP; CP plan; Child protection (CP); Child protection plan; Child protection plan "
            "(CPP); On a CP plan",
        ),
    ),
)

PLACEMENT = Codelist(
    "placement",
    "Placement",
    (
        code("In borough", "In boro; IB; In-borough; Inside borough; In the borough; Within borough"),
        code(
            "Out of borough",
            "OOB; Out of boro; Out borough; Outside borough; Out of the borough; Out of area; OOA",
        ),
    ),
)
