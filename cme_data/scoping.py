"""Whose rows a person may see: everybody's, or those of the panel and of the person's own service."""

from collections.abc import Iterable
from typing import Any

from cme_data.access import CHILDREN, NotAllowed, Person, check
from cme_data.sql import Answering, beside, sql

ALL_SERVICES = frozenset({"associate_director", "business_support", "administrator"})
"""The roles that see every child."""


def visible(world: Answering, person: Person) -> frozenset[str] | None:
    """The opaque ids of the children whom the person may see; None is every child.

    Raises NotAllowed where the person may see no child at all.
    """
    check(person, CHILDREN)
    if person.role in ALL_SERVICES:
        return None
    rows = world.rows(sql(beside(__file__)), {"service": person.service.strip().lower()})
    return frozenset(row["child"] for row in rows)


def seen(rows: Iterable[dict[str, Any]], children: frozenset[str] | None) -> list[dict[str, Any]]:
    """The rows of those children; a row that is nobody's belongs to no service and is left out with the others."""
    return list(rows) if children is None else [row for row in rows if row.get("child") in children]


def refuse_another(child: str, children: frozenset[str] | None) -> None:
    """Raise NotAllowed where the child is not among them."""
    if children is not None and child not in children:
        raise NotAllowed(
            "This child is on no list of the panel or of your service: ask business support, who can see every register."
        )
