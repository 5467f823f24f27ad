"""The codelists of the single register of children missing education."""

from schemas.codes.codelist import Codelist, code

CATEGORY = Codelist(
    "category",
    "Category",
    (
        code(
            "At risk",
            "At risk of CME; Risk of CME; At risk of missing education; At risk of missing from "
            "education; At risk of becoming missing from education; At risk - known; At risk (known)",
            "Receiving a suitable full-time education, but likely to go missing from it (section 1).",
        ),
        code(
            "Missing - located",
            "Missing located; Missing (located); Missing and located; Located; CME - located; CME "
            "located; Identified and located; Missing - identified and located; Missing from "
            "education - located; Missing education - located",
            "Not on a school roll; identified and located (section 1).",
        ),
        code(
            "Missing - not located",
            "Missing not located; Missing (not located); Missing and not located; Missing - "
            "unlocated; Not located; CME - not located; CME not located; Identified but not located; "
            "Identified not located; Missing - identified but not located; Missing - identified, not "
            "located; Missing from education - not located; Missing education - not located; "
            "Whereabouts unknown",
            "Not on a school roll; identified but not located (section 1).",
        ),
        code(
            "Not receiving suitable education",
            "Not receiving a suitable education; Not in receipt of suitable education; Not in receipt "
            "of a suitable education; Not suitably educated",
            "Fewer than 25 hours of good quality registered provision a week (section 1).",
        ),
    ),
)

REFERRAL_GROUP = Codelist(
    "referral_group",
    "Panel group",
    (
        code(
            "On roll and not attending",
            "On roll not attending; On roll, not attending; On roll but not attending; Group 1",
        ),
        code(
            "Not on roll and hard to place",
            "Not on roll, hard to place; Not on roll hard to place; Group 2",
        ),
        code(
            "Concerns or risk of breakdown",
            "Concerns / risk of breakdown; Concern or risk of breakdown; Concerns and risk of "
            "breakdown; Risk of breakdown; Group 3",
        ),
    ),
)

REASON = Codelist(
    "reason",
    "Reason",
    (
        code(
            "Poor attendance and emerging needs",
            "Poor attendance, alongside emerging additional needs; Poor attendance alongside emerging "
            "needs; Poor attendance & emerging additional needs; Poor attendance with emerging needs",
        ),
        code(
            "School finding it difficult to meet needs",
            "Mainstream school finding it difficult to meet needs; School finding it difficult to "
            "meet need; School difficulty meeting needs; School struggling to meet needs",
        ),
        code(
            "Escalating special educational needs",
            "Emerging escalation in special educational needs; Escalating SEN; Escalation in SEN; "
            "Escalating SEND; Escalation in special educational needs; Emerging escalation in SEN",
        ),
        code(
            "Care placement changing",
            "Care placement change; Change of care placement; Change in care placement; Care "
            "placement changing which could impact on school placement",
        ),
        code(
            "In-year admission with instability",
            "In year admission with instability; In-year admission with context of instability in "
            "previous schools; In-year admission, instability in previous schools",
        ),
        code(
            "Permanently excluded",
            "Permanent exclusion; PEX; PEx'd; Perm ex; Perm excluded; Perm exclusion",
        ),
        code(
            "At risk of permanent exclusion",
            "At risk of PEX; Risk of permanent exclusion; Risk of PEX; At risk of perm exclusion",
        ),
        code(
            "Arrived in borough and hard to place",
            "Arrived in borough, hard to place; New arrival and hard to place; New to borough and "
            "hard to place; New arrival in borough, hard to place",
        ),
        code("Medical needs", "Medical; Medical need; Medical reasons; Medical reason"),
        code(
            "School refusal",
            "School refuser; Refusing school; Refusal to attend school; Refuses school",
        ),
        code(
            "Not on a school roll",
            "Not on school roll; Not on roll; No school roll; Not on any school roll; Not on a roll",
        ),
        code(
            "Unsuitable home education",
            "Unsuitable EHE; Unsuitable elective home education; EHE unsuitable; EHE - unsuitable; "
            "EHE not suitable; Home education unsuitable",
        ),
        code("Other", "Other reason"),
    ),
)

EXCLUSION = Codelist(
    "exclusion",
    "Exclusion",
    (
        code("None", "No; N; Nil; No exclusion; No exclusions; Not excluded"),
        code(
            "Suspension",
            "Suspended; Susp; Fixed term; Fixed term exclusion; Fixed-term; FTE; Fixed period; Fixed "
            "period exclusion",
        ),
        code(
            "Permanent",
            "Permanent exclusion; Permanently excluded; PEX; Perm; Perm ex; Perm exclusion",
        ),
    ),
)

PROVISION = Codelist(
    "provision",
    "Type of provision",
    (
        code(
            "School full timetable",
            "School - full timetable; School (full timetable); School full-time; School, full time; "
            "Full timetable; Full-time at school; Full time timetable; Full-time timetable; School "
            "full-time timetable",
        ),
        code(
            "School reduced timetable",
            "School - reduced timetable; School (reduced timetable); Reduced timetable; RTT; "
            "Part-time timetable; Part time timetable; PTTT; School part-time; School part-time "
            "timetable; School - part-time; School (part-time)",
        ),
        code(
            "Alternative provision",
            "AP; Alternative provider; Alternative education provision; Alternative provision (AP)",
        ),
        code("Pupil referral unit", "PRU; Pupil referral unit (PRU); Malden Oaks PRU"),
        code(
            "Individual tuition",
            "Individual tutor; 1:1 tuition; 1-1 tuition; 1 to 1 tuition; One to one tuition; "
            "One-to-one tuition; 1:1 tutor",
        ),
        code(
            "Medical tuition",
            "Medical needs tuition; Tuition (medical); Tuition - medical; Medical needs tutor",
        ),
        code(
            "Online tuition",
            "Online; On-line tuition; Online tutor; Tuition (online); Tuition - online; Virtual tuition",
        ),
        code(
            "Elective home education",
            "EHE; Home education; Home educated; Electively home educated; Elective home education (EHE)",
        ),
        code(
            "None",
            "No provision; Nil; No education provision; No education; No provision in place; No "
            "educational provision",
        ),
    ),
)

DAY_20_DECISION = Codelist(
    "day_20_decision",
    "Day 20 decision",
    (
        code(
            "Removal from roll permitted",
            "Permitted; Permission given; Removal permitted; Permission given to remove from roll; "
            "Permission to remove from roll; Permission to remove from roll given; Removal from "
            "school roll permitted",
            "The Education Welfare Service permits the school to remove the child from its roll.",
        ),
        code(
            "Refused - safeguarding",
            "Refused; Refused safeguarding; Refused (safeguarding); Refused for safeguarding; Refused "
            "- safeguarding concerns; Refused due to safeguarding",
            "There are immediate safeguarding concerns: the child stays on roll.",
        ),
        code(
            "Located",
            "Child located; Found; Child found",
            "The child was found, so no decision was needed.",
        ),
    ),
)

CME_OUTCOME = Codelist(
    "cme_outcome",
    "Outcome",
    (
        code(
            "Returned to full timetable",
            "Return to full timetable; Returned to full-time timetable; Back on full timetable; "
            "Returned to school full-time; Returned to school full timetable",
        ),
        code(
            "New school place",
            "New school; New school place found; Started new school; New school placement; Started at "
            "new school",
        ),
        code("Alternative provision", "AP; Alternative provision (AP)"),
        code(
            "Suitable home education",
            "Suitable EHE; EHE - suitable; EHE suitable; EHE (suitable); Suitable elective home "
            "education; Elective home education - suitable",
        ),
        code(
            "Moved and confirmed by new authority",
            "Moved, confirmed by new authority; Moved - confirmed by new LA; Moved and confirmed by "
            "new LA; Moved, confirmed by new LA; Moved and confirmed by new local authority; Moved LA "
            "- confirmed",
        ),
        code(
            "Left the country",
            "Left country; Left UK; Left the UK; Moved abroad; Emigrated; Moved to another country",
        ),
        code(
            "Over compulsory school age",
            "Over CSA; Above compulsory school age; No longer compulsory school age; No longer of "
            "compulsory school age; Over school age; No longer CSA",
        ),
        code("Other", "Other outcome"),
    ),
)
