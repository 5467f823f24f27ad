"""What the lists lacked, and how many children there are for each hundred who live in a borough."""

from collections.abc import Sequence

from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.quality import TOPIC
from cme_data.reports.periodic.gathering.rates import REGISTERS as WITH_RATES
from cme_data.reports.periodic.sections.page import ANY, Over, Page
from cme_data.reports.report import Block, Paragraph, Section
from cme_data.reports.said import said
from cme_data.statistics import ALL
from schemas import CHILD_REGISTERS, REGISTERS

NOT_LOADED = (
    "The Department for Education's published figures are not loaded, so that there is nothing of Outer London or England "
    "to compare with."
)
PUBLISHED = (
    "Published rates count by the rules of the Department's returns, are rounded by it, and are not to be set beside the rates "
    "above: the registers hold children whom a return leaves out. Terms are never added up or averaged."
)


def quality(page: Page) -> Section:
    """Identifiers, reasons and hours that are not recorded, and rows kept out."""
    statistics = (names.ROWS_ASKED, names.ROWS_LACKING, names.LACKING_SHARE)
    found = [
        (register, group, page.key(names.ROWS_ASKED, register, TOPIC, group)._replace(borough=ALL))
        for register in CHILD_REGISTERS
        for group in page.groups(names.ROWS_ASKED, register, TOPIC)
    ]
    rows = [
        ((REGISTERS[register].title, group), [key._replace(statistic=name) for name in statistics])
        for register, group, key in found
    ]
    missing = [(register, key) for register, group, key in found if group == "UPN missing"]
    kept_out = page.key(names.KEPT_OUT)._replace(borough=ALL)
    finding = " ".join(
        page.changed_at(f"{REGISTERS[register].title}: rows without a UPN, their share",
                        key._replace(statistic=names.LACKING_SHARE), earlier=False)
        for register, key in missing
    )  # fmt: skip
    here = [Over(said(page.now.end), ALL, page.now)]
    return page.section(
        "quality", "Data quality", finding,
        page.bars("Rows without a UPN", [(REGISTERS[register].title, key._replace(statistic=names.LACKING_SHARE)) for register, key in missing],
                  "share of rows", earlier=False),
        page.table("quality", f"What rows in force lack, {said(page.now.end)}", ("Register", "What"), statistics, rows),
        page.across("kept_out", "Rows kept out of the registers that no later list has carried", ("Register",),
                    [((REGISTERS[name].title,), kept_out._replace(register=name)) for name in CHILD_REGISTERS], here),
        notes=(
            "Rows of every borough, as a row that cannot be read may not say its borough. A child whose row is kept out is "
            "in no figure of this report, or in them as an earlier list said.",
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
