"""Ethnicity: the Department for Education's codes."""

from schemas.codes.codelist import Code, Codelist
from schemas.folding import spelt


def _ethnicity(value: str, meaning: str, also: str = "") -> Code:
    """One code; its description in words, and both together, mean it too."""
    return Code(value, (meaning, f"{value} {meaning}", f"{meaning} {value}", *spelt(also)), meaning)


# An authority may use extended codes, a finer division of these.  Those that plainly belong to one main code
# are read as it; any other is a finding.
ETHNICITY = Codelist(
    "ethnicity",
    "Ethnicity",
    (
        _ethnicity("WBRI", "White British", "WENG; WSCO; WWEL; WCOR; WOWB; White - British"),
        _ethnicity("WIRI", "White Irish", "Irish"),
        _ethnicity("WIRT", "Traveller of Irish heritage", "Irish Traveller; Irish heritage Traveller"),
        _ethnicity("WROM", "Gypsy/Roma", "Gypsy or Roma; WROG; WROR; WROO; Roma; Gypsy"),
        _ethnicity(
            "WOTH",
            "Any other White background",
            "Other White; White other; White - any other White background; Other White background; "
            "WEEU; WWEU; WEUR; WOTW; White Eastern European; White Western European; White European",
        ),
        _ethnicity(
            "MWBC",
            "White and Black Caribbean",
            "Mixed - White and Black Caribbean; Mixed White and Black Caribbean",
        ),
        _ethnicity(
            "MWBA",
            "White and Black African",
            "Mixed - White and Black African; Mixed White and Black African",
        ),
        _ethnicity("MWAS", "White and Asian", "Mixed - White and Asian; MWAP; MWAI; MWAO"),
        _ethnicity(
            "MOTH",
            "Any other mixed background",
            "Other mixed; Mixed other; Mixed - any other mixed background; Other mixed background; MOTM",
        ),
        _ethnicity("AIND", "Indian", "Asian - Indian; Asian or Asian British - Indian"),
        _ethnicity("APKN", "Pakistani", "Asian - Pakistani; Asian or Asian British - Pakistani"),
        _ethnicity("ABAN", "Bangladeshi", "Asian - Bangladeshi; Asian or Asian British - Bangladeshi"),
        _ethnicity(
            "AOTH",
            "Any other Asian background",
            "Other Asian; Asian other; Asian - any other Asian background; Other Asian background; AOTA",
        ),
        _ethnicity("CHNE", "Chinese"),
        _ethnicity("BCRB", "Black Caribbean", "Black - Caribbean; Black or Black British - Caribbean"),
        _ethnicity("BAFR", "Black African", "Black - African; Black or Black British - African"),
        _ethnicity(
            "BOTH",
            "Any other Black background",
            "Other Black; Black other; Black - any other Black background; Other Black background; BOTB",
        ),
        _ethnicity("OOTH", "Any other ethnic group", "Other ethnic group"),
        _ethnicity("REFU", "Refused", "Information refused"),
        _ethnicity(
            "NOBT", "Information not yet obtained", "Not obtained; Not yet obtained; Information not obtained"
        ),
    ),
)
