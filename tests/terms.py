"""Settings of an authority of which one borough has entered its terms, and the other a closure alone."""

from dataclasses import replace
from datetime import date

from cme_data.settings import Closure, Term, shipped

KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"

TERMS = replace(
    shipped(),
    terms=(
        Term(KINGSTON, "Summer 1", date(2026, 4, 20), date(2026, 5, 22)),
        Term(KINGSTON, "Summer 2", date(2026, 6, 1), date(2026, 7, 21)),
        Term(KINGSTON, "Autumn 1", date(2026, 9, 2), date(2026, 10, 23)),
        Term(KINGSTON, "Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
    ),
    closures=(
        Closure(KINGSTON, date(2026, 9, 2), "INSET"),
        Closure(RICHMOND, date(2026, 9, 14), "Polling"),
    ),
)
