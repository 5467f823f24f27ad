"""One child over all registers: the timeline, the facts and where each comes from, the clocks and gaps."""

from pages.components import child, child_search

told = child_search.chosen()
if told:
    child.head(told)
    child.timeline(told)
    child.facts(told)
    child.duties(told)
    child.reviews(told)
    child.history(told)
