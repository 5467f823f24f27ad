"""Whose rows a person may see: everybody's, or those of the panel and of the person's own service."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from cme_data.access import CHILDREN, NotAllowed, Person, check
from cme_data.sql import Answering, beside, sql
from cme_data.story import Change, Event, Fact, Story

ALL_SERVICES = frozenset({"associate_director", "business_support", "administrator"})
"""The roles that see every child."""

PANELS_OWN = frozenset({"cme", "meetings"})
"""The registers whose every row is the panel's."""

OF_A_CASE = PANELS_OWN | {"actions", "enquiries"}
"""The registers that say what is done for a child whom the panel discusses: of a visible child they are read whole."""

SHARED = frozenset(
    {"surname", "forename", "date_of_birth", "upn", "record_number", "borough", "year_group", "school", "provision",
     "hours_per_week"}
)  # fmt: skip
"""The columns of other services' registers that the panel needs to know who holds a child, and what education there is."""

_Said = TypeVar("_Said", Fact, Change, Event)
_WHOSE = ("provider", "lead_service", "service")


def visible(world: Answering, person: Person) -> frozenset[str] | None:
    """The opaque ids of the children whom the person may see; None is every child.

    Raises NotAllowed where the person may see no child at all.
    """
    check(person, CHILDREN)
    if person.role in ALL_SERVICES:
        return None
    rows = world.rows(sql(beside(__file__)), {"service": _folded(person.service)})
    return frozenset(row["child"] for row in rows)


def seen(
    rows: Iterable[dict[str, Any]], children: frozenset[str] | None, service: str = ""
) -> list[dict[str, Any]]:
    """The rows of those children; a row that tells no child goes with its list, the panel's or the service's own."""
    return list(rows) if children is None else [row for row in rows if _is_seen(row, children, service)]


def is_own(register: str, provider: str, service: str) -> bool:
    """Whether a list is the panel's, or the service's own."""
    return _is_seen({"register": register, "provider": provider}, frozenset(), service)


def reads(register: str, provider: str, service: str) -> bool:
    """Whether a member of the panel reads all that a list says of a visible child; of other lists it is SHARED alone."""
    return register in OF_A_CASE or is_own(register, provider, service)


def of_a_case(told: Story, service: str) -> Story:
    """A visible child's story for a member of the panel, without what other services' registers say beyond SHARED."""

    def read(one: Fact | Change) -> bool:
        return one.column in SHARED or reads(one.register, one.provider, service)

    def sourced(one: _Said) -> _Said:
        # The name of another service's file may name a child of its own.
        if is_own(one.register, one.provider, service):
            return one
        unnamed = f"a list of {one.provider}"
        return replace(one, source=replace(one.source, file_name=unnamed, sheet=unnamed))

    said: tuple[Fact | Change, ...] = (*told.facts, *told.changes)
    withheld = (one.register for one in said if not read(one))
    return replace(
        told,
        facts=tuple(map(sourced, filter(read, told.facts))),
        changes=tuple(map(sourced, filter(read, told.changes))),
        events=tuple(sourced(one) for one in told.events if reads(one.register, one.provider, service)),
        withheld=tuple(dict.fromkeys(withheld)),
    )


def refuse_another(child: str, children: frozenset[str] | None) -> None:
    """Raise NotAllowed where the child is not among them."""
    if children is not None and child not in children:
        raise NotAllowed(
            "This child is on no list of the panel or of your service: ask business support, who can see every register."
        )


def _is_seen(row: dict[str, Any], children: frozenset[str], service: str) -> bool:
    child = row.get("child")
    if child is not None:
        return child in children
    own = _folded(service)
    return row.get("register") in PANELS_OWN or (
        own != "" and any(own == _folded(row.get(name) or "") for name in _WHOSE)
    )


def _folded(service: str) -> str:
    return service.strip().lower()
