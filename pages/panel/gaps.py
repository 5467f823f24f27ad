"""The children nobody holds: why each is listed, since when, what comes next, and what somebody settled."""

from pages.components import gaps, scope

view = scope.this()

gaps.by_kind(view)
gaps.to_look_at(view)
gaps.settled(view)
