"""Who may see and do what, from the one table that decides it."""

from cme_data import access
from cme_data.access import MAY, ROLES, TITLES
from pages.components import show, tables
from pages.components.contents import PAGES
from pages.components.tables import Column

_YES, _NO = "Yes", "–"
_COLUMNS = tuple(Column(role, title) for role, title in TITLES.items())
_WHOLE = {
    "associate_director": "Every child",
    "panel_member": "The panel's children, and those of the own service",
    "business_support": "Every child",
    "senior_leader": "No child: figures alone",
    "administrator": "Every child",
}


def rights() -> None:
    """What each role may do, and whose rows it sees."""
    show.section(
        "What each role may do",
        "The same table decides at the one door to the data, whatever stands in an address or on a button.",
    )
    seen = {"what": "Whose rows it sees"} | _WHOLE
    may = [{"what": _capital(told)} | _of(what) for what, told in MAY.items()]
    tables.show("What each role may do", (Column("what", "What"), *_COLUMNS), [seen, *may])


def pages() -> None:
    """Which pages each role has."""
    show.section("Which pages each role has")
    rows = [
        {"what": f"{entry.section}: {entry.title}" if entry.section else entry.title} | _of(entry.needs)
        for entry in PAGES
    ]
    tables.show("Which pages each role has", (Column("what", "Page"), *_COLUMNS), rows, dense=True)


def _of(what: str) -> dict[str, str]:
    return {role: _YES if access.may(role, what) else _NO for role in ROLES}


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
