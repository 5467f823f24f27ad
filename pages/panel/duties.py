"""Every clock: what is late, due and met, by whom it is owed, and the rule in words beside it."""

from pages.components import duties, scope, stale

view = scope.this()

stale.note(*duties.REGISTERS)
duties.at_a_glance(view)
duties.calendar_file(view)
duties.by_duty(view)
duties.by_owner(view)
duties.longest_late(view)
