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
    "panel_member": "Children ever on the CME register, and those of the own service",
    "business_support": "Every child",
    "senior_leader": "No child: figures alone",
    "administrator": "Every child",
}
_LISTS = {
    "associate_director": "All",
    "panel_member": "The panel's, and those of the own service",
    "business_support": "All",
    "senior_leader": "None: a file's name may name a child",
    "administrator": "All",
}
_WORDS = {
    "associate_director": "All",
    "panel_member": "All of the panel's and of the own service's; of others, that the child is there, the school, provision and hours",
    "business_support": "All",
    "senior_leader": "Nothing of any child",
    "administrator": "All",
}
_HOW = (
    "Figures are the authority's and the same for every role. Where a member of the panel opens the list behind one, it "
    "has the rows of those children alone, and says of how many: on the page, and in the file.",
    "Actions and enquiries of a visible child are the panel's. What else another service's register says of the child, such "
    "as the medical evidence, a parent's reason or what stands wrong in its cells, stays with that service.",
    "Why an upload was withdrawn is told to those who see its whole list, as the words may name a child. Commentary is read "
    "by everybody who sees figures, so that whoever saves words that look like a child's name has to say that they looked.",
    "A child belongs to a service where any list says so: that the service sent it, leads for the child, or owes an "
    "action. Any other child is refused, and which one was asked for is in the audit log.",
    "The panel's pack is handed out by those who may freeze a report, update sheets by those who may upload: both hold "
    "children of every service.",
    "A list of children is downloaded for something: said once for a session, it stands in the file's first line and in the "
    "audit log. Lists that are seen on a page are written down too, once a day and session.",
    "Who asks for too many children in vain opens none for an hour, whether there are such children or not (Settings, The "
    "audit log).",
    "Whoever approved the disposal of a record may not carry it out, unless the settings say that one person may.",
    "A file is made at the click, and who clicks is asked again then: after signing out, or with a role that was taken "
    "away, a page that is still open hands out nothing.",
    "Whoever holds the server's own shell and the key of the store is an administrator: commands write down who they say "
    "they are (--who).",
)


def rights() -> None:
    """What each role may do, and whose rows it sees."""
    show.section(
        "What each role may do",
        "The same table decides at the one door to the data, whatever stands in an address or on a button.",
    )
    seen = {"what": "Whose rows it sees"} | _WHOLE
    may = [{"what": _capital(told)} | _of(what) for what, told in MAY.items()]
    words = {"what": "What it reads of a child it sees"} | _WORDS
    lists = {"what": "Whose uploads and files it sees by name"} | _LISTS
    tables.show("What each role may do", (Column("what", "What"), *_COLUMNS), [seen, words, lists, *may])
    for told in _HOW:
        show.note(told)


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
