"""Answers kept between runs and people: equal questions about equal states of the store are answered once.

Whoever asks what somebody else is just finding out waits for that answer.
"""

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any

from cme_data.measures.measure import Question
from cme_data.store import World
from pages.components import frame

_KEPT = 2_048
_LATELY = 900.0  # seconds


class Asked:
    """A question about one state of the store and the settings: equal questions about equal states have one answer."""

    def __init__(
        self, answer: Callable[[World, Any], Any], world: World, what: str, question: Hashable
    ) -> None:
        """`answer` is given the world and the question, and may rest on nothing else but the settings."""
        self._put(answer, world, what, question, frame.this().settings)

    def _put(
        self,
        answer: Callable[[World, Any], Any],
        world: World,
        what: str,
        question: Hashable,
        settings: Hashable,
    ) -> None:
        self._answer, self._what, self._question, self._settings = answer, what, question, settings
        self.world, self.at = world, time.monotonic()
        self._key = (world.fingerprint, settings, what, question)
        self._hash = hash(self._key)

    def answer(self) -> Any:
        """The answer, found out."""
        return self._answer(self.world, self._question)

    def of(self, world: World) -> "Asked":
        """The same asked of another world, and of its newest day where it was asked of the newest day."""
        question = _on(self._question, self.world.newest, world.newest)
        other = object.__new__(Asked)
        other._put(self._answer, world, self._what, question, self._settings)
        other.at = self.at
        return other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and self._key == other._key

    def __hash__(self) -> int:
        return self._hash


def _on(question: Hashable, newest: date | None, then: date | None) -> Hashable:
    if isinstance(question, tuple):
        return tuple(_on(part, newest, then) for part in question) if type(question) is tuple else question
    if isinstance(question, Question) and question.as_at == newest and then is not None:
        return replace(question, as_at=then)
    return question


_turn = Lock()
_answers: dict[Asked, tuple[Asked, Future[Any]]] = {}


def kept(asked: Asked) -> Any:
    """The answer, found out only where nobody asked the same before."""
    known = _answers.get(asked) or _begin(asked)
    while known[0] is not asked and known[1].exception() is not None:
        known = _begin(asked)  # a fault, or the end of the run that was asking, is that run's alone
    if known[0] is not asked or known[1].done():
        known[0].at = max(known[0].at, asked.at)
        return known[1].result()
    try:
        known[1].set_result(asked.answer())
    except BaseException as error:
        _answers.pop(asked, None)
        known[1].set_exception(error)
        raise
    return known[1].result()


def _begin(asked: Asked) -> tuple[Asked, Future[Any]]:
    """The question with its answer to come: this one, or the same of somebody who was quicker."""
    with _turn:
        if len(_answers) >= _KEPT:
            del _answers[min(list(_answers), key=lambda one: one.at)]
        return _answers.setdefault(asked, (asked, Future()))


def asked_lately(world: World) -> list[Asked]:
    """What somebody asked of a world in the last quarter of an hour, the last asked first."""
    since = time.monotonic() - _LATELY
    found = [one for one in list(_answers) if one.world.fingerprint == world.fingerprint and one.at > since]
    return sorted(found, key=lambda one: one.at, reverse=True)


def forget_but(*states: Hashable) -> None:
    """Let go every answer of another state of the store: nobody asks for it any more."""
    for asked in [one for one in list(_answers) if one.world.state not in states]:
        _answers.pop(asked, None)
