"""Made-up schools, and the services and officers of the made-up authority."""

from cme_data.sample.dice import Dice

KINGSTON = "Kingston upon Thames"
RICHMOND = "Richmond upon Thames"
ELSEWHERE = "Out of borough"
BOROUGHS = {KINGSTON: 55.0, RICHMOND: 42.5, ELSEWHERE: 2.5}

EWS = "Education Welfare Service"
EISS = "Education Inclusion Support Service"
MALDEN_OAKS = "Malden Oaks"
VIRTUAL_SCHOOL = "Virtual School"
SEND = "SEND Service"
ADMISSIONS = "School Admissions"
YOUTH = "Youth Resilience Service"
SPA = "Single Point of Access"
PSYCHOLOGY = "Educational Psychology Service"
CAMHS = "Tier 3 CAMHS"
HEALTH = "Emotional Health Service"
EXCLUSIONS = "Exclusions and Reintegration"
BUSINESS_SUPPORT = "Business support"
CHAIR = "Associate Director for Pupil Support"

OFFICERS = {
    EWS: ("R. Penhallow", "D. Okonjo", "S. Fairweather", "L. Mistry"),
    EISS: ("J. Thackeray", "N. Osterley"),
    MALDEN_OAKS: ("P. Ravenscroft", "C. Adeniyi"),
    VIRTUAL_SCHOOL: ("H. Wolstenholme", "T. Marchetti"),
    SEND: ("K. Brathwaite", "G. Summerhayes", "A. Lindqvist"),
    ADMISSIONS: ("M. Featherstone", "B. Anand"),
    YOUTH: ("E. Castellane", "O. Birtwhistle"),
    SPA: ("F. Hollingworth",),
    PSYCHOLOGY: ("Dr V. Santhanam", "Dr I. Greaves"),
    CAMHS: ("W. Applegarth",),
    HEALTH: ("Z. Montague",),
    EXCLUSIONS: ("Q. Delacourt",),
    BUSINESS_SUPPORT: ("Y. Harcourt",),
}

_PRIMARY = {
    KINGSTON: (
        "Larkmead Primary School", "Thornhithe Primary School", "St Wilfrid's CofE Primary School",
        "Elmbrook Infant School", "Elmbrook Junior School", "Hogsmill Bank Primary School",
        "Kingsacre Primary School",
        "Our Lady of the Ferry Catholic Primary School", "Marlhythe Primary School",
        "Oldwater Primary School",
    ),
    RICHMOND: (
        "Deerpark Gate Primary School", "Alderwick Primary School", "St Osmund's CofE Primary School",
        "Riverhythe Infant School", "Riverhythe Junior School", "Fulwell Rise Primary School",
        "Holy Rood Catholic Primary School", "Eelpie Reach Primary School", "Whittonbrook Primary School",
    ),
    ELSEWHERE: ("Combe Lodge Primary School (Surrey)", "Cannonhill Primary School (Merton)"),
}  # fmt: skip
_SECONDARY = {
    KINGSTON: (
        "Kingsmere Academy", "Thames Ditchling School", "St Columba's Catholic School",
        "Norbreck High School",
        "Beverley Vale School", "Hogsmill Valley Academy",
    ),
    RICHMOND: (
        "Petersfold Academy", "Twickbrook School", "St Aldhelm's Catholic High School", "Sheenmoor School",
        "Crane Valley Academy",
    ),
    ELSEWHERE: ("Moleford School (Surrey)", "Raynes Bridge High School (Merton)"),
}  # fmt: skip
SPECIAL = (
    "Longacre Special School",
    "Fernbank Special School",
    "The Orchard Hill School (independent special)",
)
COLLEGES = ("Kingsbridge Sixth Form College", "Richmead College")


def school_for(dice: Dice, borough: str, year: int) -> str:
    """Draw a school of the borough for a child in that year group (0 is Reception, 12 and over a college)."""
    if dice.chance(0.06):  # a school over the border
        borough = ELSEWHERE
    if year > 11:
        return dice.pick(COLLEGES)
    if dice.chance(0.05):
        return dice.pick(SPECIAL)
    schools = (_PRIMARY if year < 7 else _SECONDARY)[borough]
    fitting = [
        name for name in schools if not (("Infant" in name and year > 2) or ("Junior" in name and year < 3))
    ]
    return dice.pick(fitting)
