"""The codelists: the values of every coded column, verbatim and in order, and their spellings."""

from schemas.codes.actions import ACTION_STATUS, ENQUIRY_CHECK, MEETING_KIND
from schemas.codes.child import BOROUGH, EHC_PLAN_ONLY, SEN, SEX, SOCIAL_CARE, YEAR_GROUP, YES_NO
from schemas.codes.cme import (
    CATEGORY,
    CME_OUTCOME,
    DAY_20_DECISION,
    EXCLUSION,
    PROVISION,
    REASON,
    REFERRAL_GROUP,
)
from schemas.codes.codelist import Code, Codelist
from schemas.codes.dfe import CME_DFE_REASON, EHE_REASON, PREVIOUS_SETTING
from schemas.codes.ethnicity import ETHNICITY
from schemas.codes.services import (
    EHE_END_REASON,
    MEDICAL_OUTCOME,
    MEDICAL_PROVIDER,
    PLACEMENT,
    PRU_BASIS,
    PRU_OUTCOME,
    SUITABILITY,
    TUITION,
    VIRTUAL_SCHOOL_STATUS,
)

__all__ = [
    "ACTION_STATUS",
    "BOROUGH",
    "CATEGORY",
    "CME_DFE_REASON",
    "CME_OUTCOME",
    "CODELISTS",
    "DAY_20_DECISION",
    "EHC_PLAN_ONLY",
    "EHE_END_REASON",
    "EHE_REASON",
    "ENQUIRY_CHECK",
    "ETHNICITY",
    "EXCLUSION",
    "MEDICAL_OUTCOME",
    "MEDICAL_PROVIDER",
    "MEETING_KIND",
    "PLACEMENT",
    "PREVIOUS_SETTING",
    "PROVISION",
    "PRU_BASIS",
    "PRU_OUTCOME",
    "REASON",
    "REFERRAL_GROUP",
    "SEN",
    "SEX",
    "SOCIAL_CARE",
    "SUITABILITY",
    "TUITION",
    "VIRTUAL_SCHOOL_STATUS",
    "YEAR_GROUP",
    "YES_NO",
    "Code",
    "Codelist",
]

CODELISTS: dict[str, Codelist] = {
    codelist.name: codelist
    for codelist in (
        BOROUGH,
        SEX,
        YEAR_GROUP,
        SEN,
        SOCIAL_CARE,
        ETHNICITY,
        YES_NO,
        CATEGORY,
        REFERRAL_GROUP,
        REASON,
        CME_DFE_REASON,
        EXCLUSION,
        PROVISION,
        DAY_20_DECISION,
        CME_OUTCOME,
        EHE_REASON,
        PREVIOUS_SETTING,
        SUITABILITY,
        EHE_END_REASON,
        TUITION,
        MEDICAL_OUTCOME,
        MEDICAL_PROVIDER,
        PRU_BASIS,
        PRU_OUTCOME,
        VIRTUAL_SCHOOL_STATUS,
        PLACEMENT,
        ACTION_STATUS,
        ENQUIRY_CHECK,
        MEETING_KIND,
        EHC_PLAN_ONLY,
    )
}
"""Every codelist by its name."""
