"""The layouts in which the DfE's files come, and where each number stands in them."""

from dataclasses import dataclass

from cme_data.published.publications import ANY_TIME, WHOLE_YEAR

PLACE = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
)
"""The columns that say when and where, in every layout."""


@dataclass(frozen=True, slots=True)
class Long:
    """A line for each breakdown: the columns of its topic, its name, and its three numbers."""

    said: str
    topic: str
    breakdown: str
    number: str
    percent: str
    rate: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that tell this layout from others."""
        return (self.topic, self.breakdown, self.number, self.percent, self.rate)


@dataclass(frozen=True, slots=True)
class Item:
    """A pair of columns of the annual file, and the topic and breakdown that they are."""

    topic: str
    breakdown: str
    number: str
    percent: str = ""


@dataclass(frozen=True, slots=True)
class Wide:
    """A line for each area, with a column for each number."""

    said: str
    items: tuple[Item, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that tell this layout from others."""
        return tuple(name for item in self.items for name in (item.number, item.percent) if name)


CURRENT = Long(
    "the layout since autumn 2025/26",
    "breakdown_topic",
    "breakdown",
    "child_count",
    "child_percent",
    "rate_per_100",
)
PREVIOUS = Long("the layout of 2023/24 and 2024/25", "filter_group", "filter", "number", "pc", "rate")

_YEAR = {
    ANY_TIME: "ehe_anytime_full_year",
    "Began home education": "ehe_starts_full_year",
    "Returned to school": "ehe_returns_full_year",
    "Left otherwise": "ehe_leave",
    "Section 437(1) notices": "ehe_section_437_full_year",
    "School attendance orders issued": "ehe_sao_issued_full_year",
    "School attendance orders revoked": "ehe_sao_revoked_full_year",
}
_SETTINGS = {
    "Early years": "ey",
    "Not previously in school": "none",
    "LA-maintained school": "lamain",
    "Academy": "acad",
    "Free school": "free",
    "Independent school": "ind",
    "Special school": "spec",
    "Alternative provision": "ap",
    "Pupil referral unit": "pru",
    "Already home educated": "ehe",
    "Elsewhere or unknown": "else_unk",
}
ANNUAL = Wide(
    "the annual file on home education",
    (
        *(Item(WHOLE_YEAR, label, column) for label, column in _YEAR.items()),
        *(
            Item("Previous setting", label, f"ehe_schtype_{column}", f"ehe_schtype_{column}_pc")
            for label, column in _SETTINGS.items()
        ),
    ),
)

LAYOUTS: tuple[Long | Wide, ...] = (CURRENT, PREVIOUS, ANNUAL)

RENAMED = {("Sex", "Sex unknown"): "Unknown"}
"""Breakdowns that earlier releases wrote otherwise."""
