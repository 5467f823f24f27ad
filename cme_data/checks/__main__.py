"""``python -m cme_data.checks`` writes the handbook again."""

from cme_data.checks.handbook import write

write()
