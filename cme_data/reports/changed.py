"""What changed since a pack was handed out: its own figures beside those of today."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class Changed(NamedTuple):
    """One figure, or one fact of a child (by the opaque id), that is no longer what the pack said."""

    what: str
    child: str | None
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
            found.append(Changed("on_register", child, before is not None, after is not None))
            continue
        found += [
            Changed(name, child, before.get(name), after[name])
            for name in after
            if before.get(name) != after[name]
        ]
    return found
