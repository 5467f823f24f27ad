"""Finding a child by name, UPN or record number."""

from pathlib import Path
from typing import Any

from cme_data.people import folded
from cme_data.sql import Answering, sql
from cme_data.workbook.upn import normalised

_HERE = Path(__file__).parent


def search(world: Answering, text: str) -> list[dict[str, Any]]:
    """The children whom some row names so, by the alphabet; nobody where nothing is asked for."""
    names = [name for word in text.replace(",", " ").split() if (name := folded(word))]
    if not names:
        return []
    return world.rows(sql(_HERE / "search.sql"), {"number": normalised(text), "names": names})


def namesakes(world: Answering, child: str) -> list[str]:
    """Other children with the same name and birth date: they may be the same child."""
    return [row["child"] for row in world.rows(sql(_HERE / "namesakes.sql"), {"child": child})]
