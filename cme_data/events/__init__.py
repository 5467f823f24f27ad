"""The contents page of what happens to children and duties in a period, and what rows lack at its end: sets like the measures."""

from collections.abc import Mapping

from cme_data.events.added import ADDED
from cme_data.events.attendance import Held, held_in
from cme_data.events.home_education import HOME_EDUCATED, HOME_EDUCATION
from cme_data.events.kept import KEPT
from cme_data.events.leavers import LEAVERS
from cme_data.events.located import LOCATED
from cme_data.events.unrecorded import UNRECORDED
from cme_data.measures import MEASURES, Measure

__all__ = ["EVENTS", "LISTED", "Held", "held_in"]

EVENTS: Mapping[str, Measure] = {
    event.name: event for event in (LEAVERS, LOCATED, ADDED, HOME_EDUCATION, HOME_EDUCATED, KEPT, UNRECORDED)
}
"""Each can be counted, split, narrowed and listed as any measure is."""

LISTED: Mapping[str, Measure] = {**MEASURES, **EVENTS}
"""Whatever has a list behind its figures, by its name."""
