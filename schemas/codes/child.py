"""The codelists of the child columns, which nearly every register carries."""

from schemas.codes.codelist import Code, Codelist, code
from schemas.folding import spelt

YES_NO = Codelist(
    "yes_no",
    "Yes or no",
    (
        # In a register an "x" in the column means yes.  The sign ✗ may mean either, so it is not read.
        code("Yes", "Y; x; tick; ticked; ✓; ✔; ☑; ✅; √; true; 1"),
        code("No", "N; false; 0"),
    ),
)

BOROUGH = Codelist(
    "borough",
    "Borough",
    (
        code(
            "Kingston upon Thames",
            "RBK; RBKuT; K; Kingston; 314; E09000021; Kingston on Thames; Kingston-upon-Thames; "
            "Kingston upon Thames RB; RB Kingston; RB Kingston upon Thames; RB of Kingston; RB of "
            "Kingston upon Thames; Royal Borough of Kingston; Royal Borough of Kingston upon Thames; "
            "Kingston (RBK); RBK (Kingston); Kingston upon Thames (RBK); Kingston upon Thames (314); "
            "314 Kingston upon Thames; 314 Kingston; K - Kingston; Kingston Borough; Kingston "
            "Council; Kingston LA; Kingston RB",
            "The Royal Borough of Kingston upon Thames, 314 or E09000021.",
        ),
        code(
            "Richmond upon Thames",
            "LBRuT; LB RuT; RuT; R; Richmond; 318; E09000027; Richmond on Thames; "
            "Richmond-upon-Thames; Richmond upon Thames LB; LB Richmond; LB Richmond upon Thames; LB "
            "of Richmond; LB of Richmond upon Thames; London Borough of Richmond; London Borough of "
            "Richmond upon Thames; Richmond (LBRuT); LBRuT (Richmond); Richmond upon Thames (LBRuT); "
            "Richmond upon Thames (318); 318 Richmond upon Thames; 318 Richmond; R - Richmond; "
            "Richmond Borough; Richmond Council; Richmond LA; Richmond LB",
            "The London Borough of Richmond upon Thames, 318 or E09000027.",
        ),
        code(
            "Out of borough",
            "OOB; OoB; Out of boro; Out borough; Out of the borough; Outside borough; Outside the "
            "borough; Out of area; OOA; Out of LA; Other borough; Another borough; Other LA; Another "
            "LA; Other local authority; Another local authority; Other authority",
            "The child lives in another authority.",
        ),
    ),
)

SEX = Codelist(
    "sex",
    "Sex",
    (
        code("Female", "F; Fem; Girl; F - Female; Female (F)"),
        code("Male", "M; Boy; M - Male; Male (M)"),
        code("Unknown", "U; Unk; Not known; NK; Sex unknown; U - Unknown", "Not known to the service."),
    ),
)

_NUMBER_WORDS = spelt(
    "One; Two; Three; Four; Five; Six; Seven; Eight; Nine; Ten; Eleven; Twelve; Thirteen; Fourteen"
)
_YEAR_PREFIXES = spelt("Y; Yr; Year; NCY; NC Year; NC Yr; School year; Year group")


def _year(number: int) -> Code:
    """One numbered year group, with the ways it is written: 9, 09, Y9, Yr 9, Year 09, NCY 9, Nine."""
    word = _NUMBER_WORDS[number - 1]
    digits = dict.fromkeys((str(number), f"{number:02d}"))
    prefixed = (f"{prefix}{gap}{digit}" for prefix in _YEAR_PREFIXES for gap in ("", " ") for digit in digits)
    return Code(f"Year {number}", (*digits, *prefixed, word, f"Year {word}", f"Yr {word}"))


YEAR_GROUP = Codelist(
    "year_group",
    "Year group",
    (
        code(
            "Nursery",
            "N1; N2; Nur; Nursery 1; Nursery 2; Nursery class; Nursery year",
            "Below Reception.",
        ),
        code(
            "Reception",
            "R; Rec; Recep; YR; Y R; Yr R; Year R; Reception year; Reception class; Year Reception; "
            "0; 00; Y0; Yr 0; Year 0; NCY 0; NCY R",
        ),
        *(_year(number) for number in range(1, 15)),
        code(
            "Not followed",
            "X; NC not followed; National Curriculum not followed; NCY X",
            "The National Curriculum is not followed.",
        ),
    ),
)

SEN = Codelist(
    "sen",
    "SEN provision",
    (
        code(
            "None",
            "N; No; Nil; No SEN; No SEND; Non SEN; N - None; N - No SEN; None (N); No special "
            "educational need; No special educational needs",
        ),
        code(
            "SEN support",
            "K; SENS; SEN S; SEN (K); SEN K; SEN support (K); K - SEN support; K support; SEND support",
        ),
        code(
            "EHC needs assessment",
            "EHCNA; EHC NA; EHC assessment; EHCP assessment; EHCP needs assessment; EHCNA in "
            "progress; Undergoing EHCNA; EHC needs assessment in progress; Education, health and care "
            "needs assessment",
        ),
        code(
            "EHC plan",
            "E; EHCP; EHC; EHCPlan; EHC plan (E); E - EHC plan; E - EHCP; EHCP (E); EHCP issued; EHCP "
            "in place; Has EHCP; Has an EHCP; Education, health and care plan; Education health care "
            "plan; Education, health & care plan",
        ),
    ),
)

# Under a heading that asks for a plan only ("EHCP Y/N"), No says nothing about SEN support, and is not read.
EHC_PLAN_ONLY = Codelist(
    "ehc_plan_only",
    "SEN provision, where the heading asks for a plan only",
    tuple(
        Code(
            code.value, (*code.also, *YES_NO.codes[0].also, "Yes") if code.value == "EHC plan" else code.also
        )
        for code in SEN.codes[1:]
    ),
)

SOCIAL_CARE = Codelist(
    "social_care",
    "Social care status",
    (
        code(
            "None",
            "N; No; Nil; No involvement; No social care involvement; No CSC involvement; No social "
            "care; Not open; Not open to social care; Not known to social care",
        ),
        code(
            "Early help",
            "EH; EHA; Early help assessment; Early help (EH); EH - Early help; Open to early help; "
            "Early help plan",
        ),
        code(
            "Child in need",
            "CIN; Child in need (CIN); CIN - Child in need; CIN plan; Child in need plan; Children in "
            "need; Section 17; S17; Open CIN",
        ),
        code(
            "Child protection",
            "CP; CPP; CP plan; Child protection (CP); CP - Child protection; Child protection plan; "
            "Child protection plan (CPP); On a CP plan; Subject to a child protection plan",
        ),
        code(
            "Looked after",
            "LAC; CLA; Looked after child; Looked after child (LAC); Looked-after; LAC - Looked "
            "after; Child looked after; Children looked after; In care; Child in care; CiC",
        ),
    ),
)
