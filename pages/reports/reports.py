"""What reports are due, what was frozen last, and the way to each."""

from pages.components import report_overview

report_overview.draw()
