"""Six-monthly and annual figures of every register and both boroughs, in one table."""

from pages.components import brief, comparison, scope

view = scope.this()
compared = comparison.choose(view)
rows = comparison.rows(view, compared)

comparison.finding(compared, rows)
comparison.files(view, compared, rows)
comparison.behind(view, compared, rows)
comparison.table(compared, rows)
brief.offer(view)
