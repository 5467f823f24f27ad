"""``python -m cme_data.measures`` writes the handbook again."""

from cme_data.measures.handbook import write

write()
