"""What changed since a pack was handed out: its own figures beside those of today."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class Changed(NamedTuple):
    """One figure, or one fact of a child, that is no longer what the pack said."""

    what: str
    child: str | None
    """The child's name, where it is a child's."""
    then: Any
    now: Any


def changed(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Changed]:
    """Every figure and fact that differs; a child who joined or left is one line."""
    now = json.loads(json.dumps(now, default=str))
    found = [
        Changed(name, None, then["counts"].get(name), value)
        for name, value in now["counts"].items()
        if then["counts"].get(name) != value
    ]
    for child in dict.fromkeys((*then["children"], *now["children"])):
        before, after = then["children"].get(child), now["children"].get(child)
        if before is None or after is None:
            name = (before or after)["name"]
            found.append(
                Changed("on_register", name, *("No" if one is None else "Yes" for one in (before, after)))
            )
            continue
        found += [
            Changed(column, after["name"], before.get(column), value)
            for column, value in after.items()
            if before.get(column) != value
        ]
    return found
