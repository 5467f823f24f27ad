"""``python -m schemas`` writes the data dictionary again."""

from schemas.handbook import write

write()
