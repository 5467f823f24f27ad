"""One report on the screen: choose it, read a section, write its commentary, hand it out, freeze it."""

from pages.components import (
    frame,
    report_choice,
    report_files,
    report_reading,
    report_versions,
    show,
)  # fmt: skip

chosen = report_choice.choose()
if chosen is None or frame.this().world.newest is None:
    show.section("Report", "No register has been uploaded yet, so there is nothing to report.")
elif document := report_reading.document(chosen.edition):
    report_reading.head(document)
    report_files.offer(chosen.edition, document)
    report_reading.section(chosen.edition, document, report_choice.section(document))
    report_versions.draw(chosen.edition, document)
