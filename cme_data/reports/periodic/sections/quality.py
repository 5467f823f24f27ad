"""What the lists lacked, and how many children there are for each hundred who live in a borough."""

from collections.abc import Sequence

from cme_data.dimensions import NOT_RECORDED
from cme_data.measures.hours import HOURS_REGISTERS
from cme_data.published import LICENCE
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.rates import REGISTERS as WITH_RATES
from cme_data.reports.periodic.sections.page import ANY, Over, Page
from cme_data.reports.report import Block, Paragraph, Section
from cme_data.reports.said import said
from cme_data.statistics import ALL
from schemas import CHILD_REGISTERS, REGISTERS

_UNSAID = (NOT_RECORDED, "Unknown", "No reason given")

NOT_LOADED = (
    "The Department for Education's published figures are not loaded, so that there is nothing of Outer London or England "
    "to compare with."
)
PUBLISHED = (
    "Published figures count by the rules of the Department's returns and are rounded by it: counts of authorities and regions "
    "to 10, of England to 100. They are not to be set beside the rates above, as the registers hold children whom a return "
    "leaves out; a count at any time of a year is never one of a day. Terms are never added up or averaged. –: no line of it "
    f"in the files loaded. {LICENCE}"
)


def quality(page: Page) -> Section:
    """UPNs, hours, sex and reasons that are not recorded, and rows kept out."""
    titles = [(name, REGISTERS[name].title) for name in CHILD_REGISTERS]
    upn, odd, hours, unknown, reason = names.LACKING_SHARES
    finding = " ".join(
        page.changed_at(f"{title}: the share of spells without a UPN", page.key(upn, name))
        for name, title in titles
    )
    unsaid = [
        ((title, f"{topic}: {group}"), page.key(names.END, name, topic, group))
        for name, title in titles
        for topic in page.topics(names.END, name)
        for group in page.groups(names.END, name, topic)
        if group in _UNSAID
    ]
    kept_out = page.key(names.KEPT_OUT)._replace(borough=ALL)
    return page.section(
        "quality", "Data quality", finding,
        page.bars("Share of spells without a UPN", [(title, page.key(upn, name)) for name, title in titles], "%"),
        page.by_register("no_upn", "Spells at the end without a UPN that can be used", (names.END, names.NO_UPN, upn, names.ODD_UPN, odd),
                         titles),
        page.by_register("no_hours", "Spells at the end without hours", (names.END, names.NO_HOURS, hours),
                         [(name, REGISTERS[name].title) for name in HOURS_REGISTERS]),
        page.side_by_side("no_reason", "The reason for the DfE, of the CME register",
                          (names.END, names.REASON_UNKNOWN, unknown, names.NO_REASON, reason), "cme"),
        page.across("unsaid", "Spells at the end by what is unknown or not recorded", ("Register", "What"), unsaid, page.columns()),
        page.across("kept_out", "Rows kept out of the registers that no later list has carried", ("Register",),
                    [((title,), kept_out._replace(register=name)) for name, title in titles],
                    [Over(said(page.now.end), ALL, page.now)]),
        notes=(
            "Rows kept out are of every borough, as a row that cannot be read may not say its borough. A child whose row is "
            "kept out is in no figure of this report, or in them as an earlier list said.",
        ),
    )  # fmt: skip


def rates(page: Page) -> Section:
    """Rates for each hundred children of the boroughs, beside those that the Department for Education publishes."""
    boroughs = [borough.name for borough in page.asked.settings.boroughs if borough.name in page.places]
    each = [(ALL, ANY), *((name, REGISTERS[name].title) for name in WITH_RATES)]
    statistics = (names.AGED_5_TO_16, names.RATE)
    rows = [
        ((title, place), [
            page.key(name, register)._replace(period=span.label, borough=place)
            for span in page.spans for name in statistics
        ])
        for register, title in each
        for place in boroughs
    ]  # fmt: skip
    headings = [f"{name}, {span.end.day} {span.end:%b %Y}" for span in page.spans for name in statistics]
    of_borough = [(place, page.key(names.RATE)._replace(borough=place)) for place in boroughs]
    finding = " ".join(
        page.changed_at(f"{place}: children on any register for each 100 aged 5 to 16", key)
        for place, key in of_borough
    )
    return page.section(
        "rates", "Rates and comparison", finding,
        page.bars("Children on any register for each 100 aged 5 to 16", of_borough, "for each 100 children"),
        page.table("rates", "Rates by borough", ("Register", "Borough"), headings, rows),
        *_published(page),
        notes=(
            "Rates are by borough alone: they cannot be added up. The population is that of the newest year not after the "
            "day, from the settings.",
        ),
    )  # fmt: skip


def _published(page: Page) -> Sequence[Block]:
    return (
        [*page.about.published, Paragraph(PUBLISHED, note=True)]
        if page.about.published
        else [Paragraph(NOT_LOADED)]
    )
