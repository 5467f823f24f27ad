"""The child columns, which every register but ``meetings`` carries."""

from dataclasses import replace

from schemas import codes
from schemas.folding import spelt
from schemas.register import Column

# A heading that asks for a plan alone: No under it does not say that the child has no SEN support.
_PLAN_ONLY = spelt(
    "EHCP; EHC; EHCP status; EHC status; EHC plan; EHC plan status; EHCP in place; Has EHCP; Has an EHCP; "
    "Statement; Statement/EHCP; EHCP/Statement; EHCP or statement; Education, health and care plan"
)

CHILD_COLUMNS = (
    Column(
        "upn",
        "UPN",
        "The child's unique pupil number, blank where there is none; a temporary one is shown but is no key.",
        kind="upn",
        personal=True,
        also=spelt(
            "UPN No; UPN number; Pupil UPN; Child UPN; Child's UPN; Student UPN; Unique pupil number; Unique "
            "pupil number (UPN); Unique pupil no; UPN (unique pupil number); Unique pupil reference number"
        ),
    ),
    Column(
        "record_number",
        "Record number",
        "The child's number on the central system.",
        personal=True,
        also=spelt(
            "Record no; Record ID; Record ref; Record reference; Record reference number; Central record "
            "number; Central system number; Central system record number; Central system ID; Central system "
            "no; Child record number; Child's record number; NP number; NP record number; NP database number"
        ),
    ),
    Column(
        "surname",
        "Surname",
        'The child\'s family name. One column "SMITH, Ann" or "Ann Smith" for both names is split.',
        required=True,
        personal=True,
        also=spelt(
            "Last name; Family name; Legal surname; Legal last name; Legal family name; Child surname; "
            "Child's surname; Child last name; Child's last name; Pupil surname; Pupil's surname; Student "
            "surname; Surname of child; Surname / family name; Surname (legal); "
            "Lastname"
        ),
    ),
    Column(
        "forename",
        "Forename",
        "The child's first name.",
        required=True,
        personal=True,
        also=spelt(
            "Forename(s); First name; First name(s); Given name; Given name(s); Legal forename; Legal "
            "forename(s); Legal first name; Child forename; Child's forename; Child's forename(s); Child "
            "first name; Child's first name; Pupil forename; Pupil's forename; Pupil first name; Student "
            "forename; Forename of child; Christian name; Forename (legal); "
            "Firstname; Fore name; Fore names"
        ),
    ),
    Column(
        "date_of_birth",
        "Date of birth",
        "The child's date of birth: not in the future, and under 26 on the day the register describes.",
        kind="date",
        required=True,
        personal=True,
        not_future=True,
        also=spelt(
            "DOB; D of B; D/O/B; Birth date; Birthdate; Birthday; Date born; Born; Born on; Child DOB; "
            "Child's DOB; Child's date of birth; Child date of birth; Pupil DOB; Pupil's DOB; Pupil's date "
            "of birth; Pupil date of birth; Student DOB; DOB of child; Date of birth (DOB)"
        ),
    ),
    Column(
        "sex",
        "Sex",
        "Female or Male; a blank counts as Unknown, and as missing on Data quality.",
        kind="code",
        codes=codes.SEX,
        blank="Unknown",
        also=spelt(
            "Gender; M/F; F/M; Sex (M/F); Gender (M/F); Sex (F/M); Gender (F/M); Male/Female; Sex/Gender; "
            "Gender/Sex; Child's sex; Child's gender; Legal sex; Pupil sex; Pupil gender; "
            "Boy/Girl; Girl/Boy"
        ),
    ),
    Column(
        "borough",
        "Borough",
        "Where the child lives: one of the two boroughs, or outside them.",
        kind="code",
        codes=codes.BOROUGH,
        required=True,
        also=spelt(
            "LA; Local authority; K/R; R/K; Kingston/Richmond; Kingston or Richmond; Richmond/Kingston; RBK "
            "/ LBRuT; LBRuT / RBK; AfC area; Borough of residence; Home borough; Resident borough; LA of "
            "residence; Local authority of residence; Home LA; Home local authority; Home authority; Borough "
            "(K/R); LA area; Borough/LA; LA/Borough; "
            "Council; Home council"
        ),
    ),
    Column(
        "year_group",
        "Year group",
        "The National Curriculum year; a blank is worked out from the date of birth.",
        kind="code",
        codes=codes.YEAR_GROUP,
        also=spelt(
            "Year; Yr; Yr group; Yr grp; Year grp; YG; NCY; NC Year; NCY actual; NC Year group; NC Yr; "
            "National Curriculum year; National Curriculum year group; School year; School year group; Year "
            "group (NCY); Current year group; Curriculum year; Academic year group; "
            "Current NCY; Current year; Curr year"
        ),
    ),
    Column(
        "school",
        "School",
        "The child's present school, or the last one.",
        also=spelt(
            "School name; Name of school; Current school; Present school; Last school; Previous school; "
            "Current/Previous School; Current or previous school; Current/last school; Current or last "
            "school; Last/current school; Last known school; School or last school; School (current or "
            "last); On roll at; School on roll; Base; Base school; Home school; School / base; Last school "
            "attended; School roll; School last attended; School/setting; School attended; "
            "Most recent school; Current school/setting; Last school/setting"
        ),
    ),
    Column(
        "sen",
        "SEN provision",
        "The help given for special educational needs; a blank is not recorded.",
        kind="code",
        codes=codes.SEN,
        also=spelt(
            "SEN; SEND; SEN status; SEND status; SEND provision; SEN level; SEN stage; SEN code; SEN "
            "provision (N/K/E); SEN/EHCP; SEN / EHC plan; SEN or EHCP; SEND/EHCP; SEN (N/K/E); SEN status "
            "(N, K, EHCNA, EHCP); SEN support / EHCP; Special educational needs; Special educational needs "
            "provision; Special educational needs status"
        )
        + _PLAN_ONLY,
        narrower=_PLAN_ONLY,
        narrower_codes=codes.EHC_PLAN_ONLY,
    ),
    Column(
        "social_care",
        "Social care status",
        "Whether early help or children's social care is working with the child.",
        kind="code",
        codes=codes.SOCIAL_CARE,
        also=spelt(
            "Social care; CSC; CSC status; Children's social care; Children's social care status; "
            "CIN/CP/LAC; CP/CIN/LAC; LAC/CP/CIN; LAC/CIN/CP; CIN/CP/CLA; CP/CIN/CLA; EH/CIN/CP/LAC; CIN, CP "
            "or LAC; Open to; Open to CSC; Open to social care; Social care involvement; Social care open "
            "to; CSC involvement; Known to social care; Known to CSC; Social services; Social services "
            "status; Social care (CIN/CP/LAC)"
        ),
    ),
    Column(
        "ethnicity",
        "Ethnicity",
        "The Department for Education's ethnicity code, such as WBRI.",
        kind="code",
        codes=codes.ETHNICITY,
        also=spelt(
            "Ethnic code; Ethnicity code; Ethnic group; Ethnic origin; Ethnic background; Ethnicity (DfE "
            "code); Ethnic group code; DfE ethnicity code; Child's ethnicity; Pupil ethnicity"
        ),
    ),
)
"""The child columns of a register that must know the child in full."""

FINDABLE_COLUMNS = tuple(replace(column, required=False, blank=None) for column in CHILD_COLUMNS)
"""The child columns where a UPN, or a record number, or name and birth date, is enough to find the child."""
