"""The codelists of the Department for Education's termly return, as published (wording and order)."""

from schemas.codes.codelist import Codelist, code

CME_DFE_REASON = Codelist(
    "cme_dfe_reason",
    "DfE reason",
    (
        code("Moved in from another local authority", "Moved in from another LA; Moved in from other LA"),
        code("Moved in from another country", "Moved in from abroad; Moved in from overseas"),
        code(
            "School application awaiting outcome",
            "School application - awaiting outcome; Application awaiting outcome; Awaiting outcome of "
            "school application; Awaiting school application outcome",
        ),
        code(
            "Offered school place but not yet accepted",
            "Offered place, not yet accepted; Offered school place, not yet accepted; Offered a "
            "school place but not yet accepted; School place offered but not yet accepted",
        ),
        code(
            "Waiting school start",
            "Awaiting school start; Waiting to start school; Awaiting start at school; Waiting for "
            "school start",
        ),
        code(
            "Did not get school preference",
            "Did not get preferred school; Didn't get school preference; School preference not met",
        ),
        code(
            "Unsuitable elective home education",
            "Unsuitable EHE; EHE unsuitable; EHE - unsuitable; Unsuitable home education",
        ),
        code(
            "Difficulty accessing suitable school place",
            "Difficulty accessing a suitable school place; Accessing a school place; Difficulty "
            "accessing school place; Difficulty accessing suitable place",
        ),
        code(
            "School dissatisfaction general",
            "School dissatisfaction - general; Dissatisfaction with school - general; School "
            "dissatisfaction (general); Dissatisfaction with school (general)",
        ),
        code(
            "School dissatisfaction SEND",
            "School dissatisfaction - SEND; Dissatisfaction with school - SEND; School "
            "dissatisfaction (SEND); Dissatisfaction with school (SEND)",
        ),
        code("Mental health", "Mental health needs; Mental health reasons"),
        code("Physical health", "Physical health needs; Physical health reasons"),
        code(
            "Parental decision not to register at school",
            "Parental decision not to register; Parental decision not to register at a school; Parent "
            "decision not to register at school",
        ),
        code(
            "Did not apply for school place at compulsory school age",
            "Did not apply for a school place at compulsory school age; Did not apply for school "
            "place at CSA; Did not apply for a school place at CSA",
        ),
        code(
            "Challenging school attendance order",
            "Challenging SAO; Challenging a school attendance order",
        ),
        code(
            "Believed to have moved to another local authority",
            "Believed to have moved to another LA; Believed moved to another LA; Believed moved to "
            "another local authority; Believed to have moved LA",
        ),
        code(
            "Believed to have moved to another country",
            "Believed moved to another country; Believed to have moved abroad; Believed moved abroad; "
            "Believed to have moved overseas",
        ),
        code(
            "Unknown",
            "Reason unknown; Not known; Unknown reason",
            "The authority does not know the reason.",
        ),
        code(
            "Not recorded",
            "Reason not recorded",
            "The authority knew the reason but did not record it; a blank counts here.",
        ),
        code("Other", "Other reason"),
    ),
)

EHE_REASON = Codelist(
    "ehe_reason",
    "Reason for elective home education",
    (
        code(
            "Mental health",
            "Mental health needs; Mental health reasons; Health - mental; Health concerns - mental health",
        ),
        code(
            "Physical health",
            "Physical health needs; Physical health reasons; Health - physical; Health concerns - "
            "physical health",
        ),
        code(
            "Health concerns related to COVID19",
            "Health concerns - Covid 19; Health concerns - Covid; Health concerns related to "
            "COVID-19; Health concerns related to Covid 19; Health concerns (Covid-19); Health "
            "concerns (Covid19); Covid 19 health concerns; Covid19 health concerns",
        ),
        code(
            "School dissatisfaction general",
            "School dissatisfaction - general; Dissatisfaction with school - general; School "
            "dissatisfaction (general); Dissatisfaction with school (general); General "
            "dissatisfaction with school",
        ),
        code(
            "School dissatisfaction SEND",
            "School dissatisfaction - SEND; Dissatisfaction with school - SEND; School "
            "dissatisfaction (SEND); Dissatisfaction with school (SEND); SEND dissatisfaction with "
            "school",
        ),
        code(
            "School dissatisfaction bullying",
            "School dissatisfaction - bullying; Dissatisfaction with school - bullying; School "
            "dissatisfaction (bullying); Dissatisfaction with school (bullying)",
        ),
        code("Lifestyle", "Lifestyle choice"),
        code(
            "Philosophical or preferential",
            "Philosophical / preferential; Philosophical or preferential reasons; "
            "Philosophical/preferential reasons; Philosophical or preference",
        ),
        code("Religious", "Religious reasons; Religious reason; Religion"),
        code(
            "Risk of school exclusion",
            "Risk of exclusion; At risk of exclusion; At risk of school exclusion",
        ),
        code("Permanent exclusion", "Permanently excluded; PEX; Perm exclusion"),
        code(
            "Did not get school preference",
            "Did not get preferred school; Didn't get school preference; School preference not met",
        ),
        code(
            "Difficulty accessing suitable school place",
            "Accessing a school place; Difficulty accessing a suitable school place; Difficulty "
            "accessing school place; Difficulty accessing suitable place",
        ),
        code(
            "Offered school place but not yet accepted",
            "Offered place, not yet accepted; Offered school place, not yet accepted; Offered a "
            "school place but not yet accepted; School place offered but not yet accepted",
        ),
        code(
            "Did not apply for school place at compulsory school age",
            "Did not apply for a school place at compulsory school age; Did not apply for school "
            "place at CSA; Did not apply for a school place at CSA",
        ),
        code(
            "School suggestion",
            "Suggest/pressure from school; Suggestion/pressure from school; Suggestion or pressure "
            "from school; School suggestion or pressure; Suggested by school",
        ),
        code("Other", "Other reason"),
        code(
            "No reason given",
            "Parent/guardian no reason; Parent / guardian - no reason; Parent/guardian gave no "
            "reason; Parent gave no reason; No reason; No reason given by parent",
            "The parent gave no reason; a blank counts here.",
        ),
        code(
            "Unknown",
            "Unknown (at point of registration); Unknown at point of registration; Reason unknown; "
            "Not known; Unknown reason",
            "The authority does not know the reason.",
        ),
    ),
)

PREVIOUS_SETTING = Codelist(
    "previous_setting",
    "Previous setting",
    (
        code("Early years", "EY; Early years setting; Early years provider"),
        code(
            "Not previously in school",
            "Not previously at school; Never in school; Never been in school; Never attended school; "
            "Not previously in a school",
        ),
        code(
            "LA-maintained",
            "LA maintained; LA-maintained school; Maintained; Maintained school; Local authority "
            "maintained; Local authority maintained school; LA school; lamain",
        ),
        code("Academy", "Academy school; acad"),
        code("Free school", ""),
        code("Independent", "Independent school; Private school; ind"),
        code("Special", "Special school; spec"),
        code("Alternative provision", "AP; Alternative provision (AP)"),
        code("Pupil referral unit", "PRU; Pupil referral unit (PRU)"),
        code(
            "Already home educated",
            "Already EHE; Already electively home educated; EHE; Home educated; Elective home education",
        ),
        code(
            "Elsewhere/unknown",
            "Elsewhere or unknown; Elsewhere; Unknown; Elsewhere / not known; else_unk",
        ),
    ),
)
