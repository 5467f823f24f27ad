"""Answers kept between runs and people: equal questions about equal states of the store are answered once."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from threading import Lock
from typing import Any

from cme_data.store import World
from pages.components import frame


class Asked:
    """A question about one state of the store and the settings: equal questions about equal states have one answer."""

    def __init__(self, answer: Callable[[], Any], world: World, what: str, question: Hashable) -> None:
        self.answer, self.state = answer, frame.this().store.fingerprint
        self._key = (world.fingerprint, frame.this().settings, what, question)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


_answered_of: list[Hashable] = []


def kept(asked: Asked) -> Any:
    """The answer, given anew only where nobody asked the same before."""
    if _answered_of != [asked.state]:  # nobody asks again for what was answered before the store changed
        _answered_of[:] = [asked.state]
        _answer.cache_clear()
    return _answer(asked)


@lru_cache(maxsize=1_024)
def _answer(asked: Asked) -> Any:
    return asked.answer()


def kept_in_turn(asked: Asked) -> Any:
    """The same for what is dear: of two people who ask at once the second waits for the answer of the first."""
    with _turn(asked):
        return kept(asked)


@lru_cache(maxsize=256)
def _turn(asked: Asked) -> Lock:
    return Lock()
