"""Children missing and not located: the eleven enquiries, and the school day each clock stands at."""

from pages.components import locating, scope

view = scope.this()

locating.at_a_glance(view)
locating.coverage(view)
locating.searches(view)
locating.one_child(view)
