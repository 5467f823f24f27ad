"""What to know before reading: what is not there, and the lists that the figures stand on."""

from cme_data.reports.periodic.sections.page import Page
from cme_data.reports.report import Paragraph, Section
from cme_data.reports.said import said
from cme_data.xmr import JUDGED

_SYMBOLS = (
    "Where there is no number: [x] no list speaks for the period, [z] there is none to speak of, [c] hidden, because it is "
    "small or would give a small one away. A blank is never 0."
)


def before_reading(page: Page) -> Section:
    """What is missing, first of all."""
    told = page.about.missing or (
        f"Every list of the period is there; the figures are as at {said(page.about.as_at)}.",
    )
    known = "Every list known now counts, with those that came after the period and speak of it."
    judged = JUDGED.format(period="month")
    return Section(
        "Before you read",
        (
            *map(Paragraph, told),
            Paragraph(_SYMBOLS, note=True),
            Paragraph(known, note=True),
            Paragraph(judged, note=True),
        ),
    )


def sources(page: Page) -> Section:
    """Every source with its newest list."""
    return Section("Sources", tuple(map(Paragraph, page.about.sources)))
