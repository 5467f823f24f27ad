"""Every clock, and every annual review: what is late, due and met, by whom it is owed, and the rule in words."""

from pages.components import annual_reviews, duties, scope, stale

view = scope.this()

stale.note(*duties.REGISTERS)
duties.at_a_glance(view)
duties.calendar_file(view)
duties.by_duty(view)
duties.by_owner(view)
duties.longest_late(view)
annual_reviews.draw(view)
