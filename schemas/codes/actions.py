"""The codelists of the panel's actions, of enquiries to locate a child, and of meetings."""

from schemas.codes.codelist import Codelist, code

ACTION_STATUS = Codelist(
    "action_status",
    "Status",
    (
        code(
            "Open",
            "Outstanding; Ongoing; On-going; In progress; Not completed; Not complete",
        ),
        code("Completed", "Complete; Done; Finished; Actioned"),
        code("Cancelled", "Canceled; Withdrawn; No longer needed; No longer required; Cancel"),
    ),
)

ENQUIRY_CHECK = Codelist(
    "enquiry_check",
    "Check (section 8)",
    (
        code(
            "Parent, relatives and neighbours",
            "Parents, relatives and neighbours; Parent / relatives / neighbours; Parents, relatives, "
            "neighbours; Contact with parent, relatives and neighbours; Parent relatives neighbours",
            "Contact with the parent, relatives and neighbours by known contact details.",
        ),
        code(
            "Local authority databases",
            "LA databases; Local databases; Local authority database; LA database; Databases within "
            "the local authority",
            "Local databases within the local authority.",
        ),
        code(
            "Key to Success or school2school",
            "Key to Success; K2S; KtS; school2school; s2s; School 2 School; School to School; Key to "
            "Success / s2s; Key to Success or s2s; Key to Success / school2school; KtS / s2s",
            "The Key to Success or school2school (s2s) systems.",
        ),
        code(
            "Local agencies",
            "Other local agencies; Local databases and agencies; Local agencies and databases",
            "Housing, admissions, health, police, refuge, youth justice, social care, HMRC.",
        ),
        code(
            "UK Visas and Immigration or Border Force",
            "UKVI; UKVI or Border Force; UKVI / Border Force; UK Visas and Immigration; Border Force; "
            "UK Visas and Immigration (UKVI); UK Visas and Immigration / Border Force; UK Visas and "
            "Immigration (UKVI) or Border Force",
            "UK Visas and Immigration or the Border Force.",
        ),
        code(
            "Agencies involved with the family",
            "Agencies involved with family; Agencies known to be involved with family; Agencies known "
            "to be involved with the family; Agencies known to the family",
            "Agencies known to be involved with the family.",
        ),
        code(
            "Previous local authority and school",
            "Previous LA and school; Previous LA / school; Previous local authority or school; "
            "Previous LA or school; Previous LA; Previous local authority; Previous school",
            "The local authority and school from which the child moved originally.",
        ),
        code(
            "Possible new local authority and school",
            "Possible new LA and school; Possible new LA / school; Possible new local authority or "
            "school; Possible new LA or school; Possible new LA; Possible new local authority; "
            "Possible new school",
            "Any local authority and school to which the child may have moved.",
        ),
        code(
            "Local authority of residence",
            "LA of residence; Home LA; Home local authority; Home authority; Local authority where "
            "the child lives",
            "The authority where the child lives, if different from the school's.",
        ),
        code(
            "Ministry of Defence CEAS",
            "MoD CEAS; CEAS; MoD; Ministry of Defence; MoD (CEAS); Ministry of Defence (CEAS); "
            "Children's Education Advisory Service",
            "The Children's Education Advisory Service, for children of service personnel.",
        ),
        code(
            "Home visit",
            "HV; Home visits; Home visit(s); Visit to home; Home visit made",
            "A visit to the home by the appropriate team.",
        ),
    ),
)

MEETING_KIND = Codelist(
    "meeting_kind",
    "Kind of meeting",
    (
        code(
            "ROME",
            "ROME panel; Risk of CME; Risk of CME panel; ROME panel meeting; ROME meeting; CME panel",
            "The risk of CME panel; a blank counts here.",
        ),
    ),
)
