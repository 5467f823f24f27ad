"""How many hours a week children receive, and who falls short of full hours."""

from cme_data.measures.hours import HOURS_REGISTERS
from pages.components import brief, hours, scope, show, stale

view = scope.this()
asked = view.question()
stale.note(*({view.register} & set(HOURS_REGISTERS) or HOURS_REGISTERS))
if nothing := hours.nothing(asked):
    show.section("Hours of provision", nothing)
else:
    hours.headline(asked)
    hours.splits(asked)
brief.offer(view)
