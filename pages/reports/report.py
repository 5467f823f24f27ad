"""One report on the screen: choose it, read a section, write its commentary, hand it out, freeze it."""

from pages.components import (
    frame,
    report_choice,
    report_files,
    report_reading,
    report_versions,
    show,
)  # fmt: skip

edition = report_choice.choose()
if edition is None or frame.this().world.newest is None:
    show.section("Report", "No register has been uploaded yet, so there is nothing to report.")
elif document := report_reading.document(edition):
    report_reading.head(document)
    report_files.offer(edition, document)
    report_reading.section(edition, document, report_choice.section(document))
    report_versions.draw(edition, document)
