"""What the registers have said of one child, with where each fact comes from."""

from cme_data.story.cells import columns_of
from cme_data.story.search import namesakes, search
from cme_data.story.story import Change, Event, Fact, Source, Spell, Story, tell

__all__ = ["Change", "Event", "Fact", "Source", "Spell", "Story", "columns_of", "namesakes", "search", "tell"]
