"""What the registers must be, written out by hand: columns, headings, required columns and allowed values."""

CHILD = """
    upn=UPN; record_number=Record number; surname=Surname*; forename=Forename*; date_of_birth=Date of birth*;
    sex=Sex; borough=Borough*; year_group=Year group; school=School; sen=SEN provision;
    social_care=Social care status; ethnicity=Ethnicity
"""

COLUMNS = {
    "cme": f"""{CHILD};
        category=Category*; referral_group=Panel group; reason=Reason*; dfe_reason=DfE reason;
        on_roll=On roll*;
        identified_on=Date identified*; added_on=Date added to register*; missing_from=First day missing;
        spa_referred_on=SPA referral date; safeguarding_concern=Safeguarding concern; exclusion=Exclusion;
        excluded_on=Date excluded; provision_started_on=Provision started; provision=Type of provision*;
        hours_per_week=Hours per week; transition_agreed=Gradual transition agreed;
        full_time_due=Full-time target date; lead_service=Responsible school or team*;
        data_provider=Data provider*; working_well=Working well; concerns=Concerns;
        child_view=View of child and parent; what_next=What needs to happen; located_on=Date located;
        day_20_decision=Day 20 decision; day_20_decided_on=Day 20 decided on; joint_agency=Joint Agency Panel;
        removed_on=Date removed; removal_approved_on=Removal approved by ROME on; outcome=Outcome;
        destination=Destination""",
    "ehe": f"""{CHILD};
        started_on=Date EHE started*; notified_on=Date notified; reason=Reason;
        previous_setting=Previous setting; suitability=Suitability; assessed_on=Last assessed;
        review_due=Next review due;
        notice_437_on=Section 437(1) notice; sao_issued_on=School attendance order issued;
        sao_revoked_on=School attendance order revoked; annual_review_due=EHC plan annual review due;
        ended_on=Date EHE ended; end_reason=Reason ended; data_provider=Data provider""",
    "medical_tuition": f"""{CHILD};
        absent_from=First day absent; absence_days=School days absent this year; referred_on=Date referred*;
        evidence_on=Medical evidence dated; started_on=Tuition started; tuition=Type of tuition;
        hours_per_week=Hours per week; reviewed_on=Last review; review_due=Next review due;
        ended_on=Tuition ended; outcome=Outcome; data_provider=Data provider*""",
    "pru": f"""{CHILD};
        admitted_on=Date admitted*; basis=Basis*; excluded_on=Date excluded;
        commissioning_school=Commissioning school; hours_per_week=Hours per week; reviewed_on=Last review;
        review_due=Next review due; left_on=Date left; outcome=Outcome; data_provider=Data provider""",
    "virtual_school": f"""{CHILD};
        status=Status*; opened_on=Date opened*; placement=Placement; provision=Type of provision;
        hours_per_week=Hours per week; pep_on=Last PEP; pep_due=Next PEP due; attendance=Attendance %;
        placement_changing=Care placement changing; closed_on=Date closed; data_provider=Data provider""",
    "actions": f"""action_id=Action number*; {CHILD.replace("*", "")};
        agreed_on=Date agreed*; action=Action*; owner=Owner; service=Service*; due_on=Due date*;
        status=Status*; completed_on=Date completed; outcome=Outcome of action;
        escalated_on=Escalated to Associate Director on""",
    "enquiries": f"""{CHILD.replace("*", "")};
        made_on=Date made*; check=Check; outcome=Outcome; located=Located""",
    "meetings": """
        held_on=Meeting date*; kind=Kind; agenda_sent_on=Agenda sent;
        agenda_exception=Emergency agenda agreed by the chair; register_sent_on=Register re-circulated;
        chair=Chair; attended=Services attending""",
}
"""Each register's columns in order, as name=heading; a star marks a column whose blank keeps the row out."""

VALUES = {
    "borough": "Kingston upon Thames; Richmond upon Thames; Out of borough",
    "sex": "Female; Male; Unknown",
    "year_group": "Nursery; Reception; Year 1; Year 2; Year 3; Year 4; Year 5; Year 6; Year 7; Year 8; "
    "Year 9; Year 10; Year 11; Year 12; Year 13; Year 14; Not followed",
    "sen": "None; SEN support; EHC needs assessment; EHC plan",
    "social_care": "None; Early help; Child in need; Child protection; Looked after",
    "ethnicity": "WBRI; WIRI; WIRT; WROM; WOTH; MWBC; MWBA; MWAS; MOTH; AIND; APKN; ABAN; AOTH; CHNE; "
    "BCRB; BAFR; BOTH; OOTH; REFU; NOBT",
    "yes_no": "Yes; No",
    "category": "At risk; Missing - located; Missing - not located; Not receiving suitable education",
    "referral_group": "On roll and not attending; Not on roll and hard to place; Concerns or risk of "
    "breakdown",
    "reason": "Poor attendance and emerging needs; School finding it difficult to meet needs; Escalating "
    "special educational needs; Care placement changing; In-year admission with instability; Permanently "
    "excluded; At risk of permanent exclusion; Arrived in borough and hard to place; Medical needs; "
    "School refusal; Not on a school roll; Unsuitable home education; Other",
    "cme_dfe_reason": "Moved in from another local authority; Moved in from another country; School "
    "application awaiting outcome; Offered school place but not yet accepted; Waiting school start; Did "
    "not get school preference; Unsuitable elective home education; Difficulty accessing suitable school "
    "place; School dissatisfaction general; School dissatisfaction SEND; Mental health; Physical health; "
    "Parental decision not to register at school; Did not apply for school place at compulsory school "
    "age; Challenging school attendance order; Believed to have moved to another local authority; "
    "Believed to have moved to another country; Unknown; Not recorded; Other",
    "exclusion": "None; Suspension; Permanent",
    "provision": "School full timetable; School reduced timetable; Alternative provision; Pupil referral "
    "unit; Individual tuition; Medical tuition; Online tuition; Elective home education; None",
    "day_20_decision": "Removal from roll permitted; Refused - safeguarding; Located",
    "cme_outcome": "Returned to full timetable; New school place; Alternative provision; Suitable home "
    "education; Moved and confirmed by new authority; Left the country; Over compulsory school age; Other",
    "ehe_reason": "Mental health; Physical health; Health concerns related to COVID19; School "
    "dissatisfaction general; School dissatisfaction SEND; School dissatisfaction bullying; Lifestyle; "
    "Philosophical or preferential; Religious; Risk of school exclusion; Permanent exclusion; Did not get "
    "school preference; Difficulty accessing suitable school place; Offered school place but not yet "
    "accepted; Did not apply for school place at compulsory school age; School suggestion; Other; No "
    "reason given; Unknown",
    "previous_setting": "Early years; Not previously in school; LA-maintained; Academy; Free school; "
    "Independent; Special; Alternative provision; Pupil referral unit; Already home educated; "
    "Elsewhere/unknown",
    "suitability": "Not yet assessed; Suitable; Unsuitable",
    "ehe_end_reason": "Returned to school; Became CME; Moved away; Over compulsory school age; Other",
    "tuition": "Individual; Small group; Online; Hospital",
    "medical_outcome": "Returned to school; Moved to alternative provision; Moved away; "
    "Over compulsory school age; Other",
    "medical_provider": "Education Inclusion Support Service; Malden Oaks",
    "pru_basis": "Permanent exclusion; Dual registered; Fair Access; Medical; Other",
    "pru_outcome": "Reintegrated to mainstream; Specialist placement; Completed Year 11; Moved away; Other",
    "virtual_school_status": "Looked after; Child in need; Child protection",
    "placement": "In borough; Out of borough",
    "action_status": "Open; Completed; Cancelled",
    "enquiry_check": "Parent, relatives and neighbours; Local authority databases; Key to Success or "
    "school2school; Local agencies; UK Visas and Immigration or Border Force; Agencies involved with the "
    "family; Previous local authority and school; Possible new local authority and school; Local "
    "authority of residence; Ministry of Defence CEAS; Home visit",
    "meeting_kind": "ROME",
}
"""Each codelist's values, verbatim and in order."""
