"""The contents page of the reports, and the files they can be written as."""

from collections.abc import Callable, Mapping

from cme_data.errors import CmeError
from cme_data.reports import csv, docx, html, pdf, xlsx
from cme_data.reports.dfe_return import DFE_RETURN
from cme_data.reports.panel_pack import PANEL_PACK
from cme_data.reports.periodic import ANNUAL, SIX_MONTHLY
from cme_data.reports.report import Document, Report
from cme_data.reports.statistical import Statistical
from cme_data.reports.termly_brief import TERMLY_BRIEF

__all__ = ["REPORTS", "STATISTICAL", "WRITERS", "Document", "Report", "Statistical", "write"]

REPORTS: Mapping[str, Report] = {report.name: report for report in (PANEL_PACK,)}

STATISTICAL: Mapping[str, Statistical] = {
    report.name: report for report in (SIX_MONTHLY, ANNUAL, TERMLY_BRIEF, DFE_RETURN)
}
"""The reports of figures, by their names on the command line."""

WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    ".docx": docx.written,
    ".pdf": pdf.written,
    ".html": html.written,
    ".xlsx": xlsx.written,
    ".csv": csv.written,
}
"""By the end of the file's name."""


def write(document: Document, suffix: str) -> bytes:
    """The document as a file of that kind; raises CmeError on another."""
    if suffix in document.files:
        return document.files[suffix]()
    if suffix not in WRITERS:
        known = ", ".join(dict.fromkeys((*WRITERS, *document.files)))
        raise CmeError(f"A report cannot be written as “{suffix}”: the file's name should end in {known}.")
    return WRITERS[suffix](document)
