"""Files in the DfE's two layouts, made of the figures that it published (as `domain.md` quotes them)."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent / "cme_data" / "sample" / "dfe"
ANNUAL, CME_ENGLAND = "ehe_academic_year.csv", "cme_census_england_autumn_2025.csv"

PLACE = [
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "old_la_code", "new_la_code", "la_name",
]  # fmt: skip
CURRENT = ["breakdown_topic", "breakdown", "child_count", "child_percent", "rate_per_100"]
PREVIOUS = ["filter_group", "filter", "number", "pc", "rate"]

_COUNTRY = ["E92000001", "England"]
_OUTER = ["E13000002", "Outer London"]
AREAS = {
    "England": ["National", *_COUNTRY, "", "", "", "", ""],
    "Inner London": ["Regional", *_COUNTRY, "E13000001", "Inner London", "", "", ""],
    "Outer London": ["Regional", *_COUNTRY, *_OUTER, "", "", ""],
    "Kingston": ["Local authority", *_COUNTRY, *_OUTER, "314", "E09000021", "Kingston upon Thames"],
    "Richmond": ["Local authority", *_COUNTRY, *_OUTER, "318", "E09000027", "Richmond upon Thames"],
    # The name trap: another Kingston, with a comma.
    "Hull": [
        "Local authority", *_COUNTRY, "E12000003", "Yorkshire and The Humber", "810", "E06000010",
        "Kingston upon Hull, City of",
    ],
}  # fmt: skip

# Children missing education at census date: count and rate per 100 of Kingston, Richmond and England.
EARLIER = """
Autumn 202223  low     low  10  low  24700  x
Spring 202223  low     low  10  low  24700  0.3
Autumn 202324  70      0.3  20  0.1  33000  0.4
Spring 202324  60      0.2  40  0.1  36700  0.4
Autumn 202425  30      0.1  20  0.1  39200  0.5
Spring 202425  30      0.1  20  0.1  34400  0.4
Summer 202425  40      0.2  20  0.1  34100  0.4
"""

# The same, autumn 2025/26: count and percentage of England, Outer London, Kingston, Richmond.
NEWEST = """
Total     Total                                34700 100  2210 100  30 100  30 100
Sex       Female                               15700 45   1020 46   20 64   10 37
Sex       Male                                 18500 53   1180 53   10 36   20 63
Sex       Unknown                              400 1      10 low    0 0     0 0
Duration  Less than 2 weeks                    4900 14    410 19    10 24   10 23
Duration  2 to 4 weeks                         5800 17    570 26    low 9   10 23
Duration  Unknown                              2700 8     60 3      0 0     10 37
Reason    School application awaiting outcome  4300 13    270 12    low 6   10 40
Reason    Challenging school attendance order  300 1      40 2      20 48   0 0
Reason    Mental health                        low low    10 1      0 0     low low
Reason    Not recorded                         2300 7     160 7     low 6   0 0
"""
RATES = {
    "England": "0.4000000",
    "Outer London": "0.3000000",
    "Kingston": "0.1000000",
    "Richmond": "0.1000000",
}


def line(period: str, term: str, area: str, *rest: str) -> list[str]:
    return [period, f"{term} term", *AREAS[area], *rest]


def previous() -> bytes:
    """The termly file in the layout before autumn 2025, with the durations that no authority was asked for yet."""
    rows = []
    for words in map(str.split, EARLIER.strip().splitlines()):
        term, period, *numbers = words
        for place, area in enumerate(("Kingston", "Richmond", "England")):
            number, rate = numbers[2 * place : 2 * place + 2]
            rows.append(line(period, term, area, "Total", "Total", number, "100", rate))
            rows.append(line(period, term, area, "Duration", "Over 52 weeks", "x", "x", "x"))
            rows.append(line(period, term, area, "Sex", "Sex unknown", "z", "<0.5", "x"))
        rows.append(line(period, term, "Hull", "Total", "Total", "130.0000000000000", "100", "0.4"))
    return written([PLACE + PREVIOUS, *rows])


def current() -> bytes:
    """The termly file in the layout since autumn 2025."""
    rows = []
    for text in NEWEST.strip().splitlines():
        topic, rest = text.split(maxsplit=1)
        breakdown, *numbers = (rest[:36].strip(), *rest[36:].split())
        for place, area in enumerate(("England", "Outer London", "Kingston", "Richmond")):
            rate = RATES[area] if topic == "Total" else "x"
            rows.append(
                line("202526", "Autumn", area, topic, breakdown, *numbers[2 * place : 2 * place + 2], rate)
            )
    rows.append(line("202526", "Autumn", "Inner London", "Total", "Total", "2080", "100", "0.5000000"))
    rows.append(line("202526", "Autumn", "Hull", "Total", "Total", "130.0000000000000", "100", "0.4000000"))
    return written([PLACE + CURRENT, *rows])


def written(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def sample(name: str) -> bytes:
    """One of the two real files that the sample carries."""
    return (SAMPLE / name).read_bytes()
