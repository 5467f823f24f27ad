"""How long children's records are kept: what is due, what is held, what is gone, and all that is held of one child."""

from pages.components import records

records.report()
rows = records.due()
records.holding()
records.gone()
records.subject_access()
