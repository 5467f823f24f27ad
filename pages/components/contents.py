"""The contents page of the dashboard: every page, where it stands and which parts of the scope it uses.

To add a page: write its file in a sub-folder of pages/ and list it here; the tests then open it too.
"""

from dataclasses import dataclass

import streamlit as st

from cme_data import access
from pages.components import frame
from pages.components.scope import PARTS


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: `scope` names the shared choices it uses, `own` the keys of its own choices in the address.

    `counts` names the measures of its figures, whose definitions stand beneath them.
    """

    section: str
    title: str
    path: str
    url: str
    icon: str
    needs: str
    scope: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()


PAGES: tuple[Entry, ...] = (
    Entry(
        "",
        "Overview",
        "pages/overview/overview.py",
        "overview",
        ":material/home:",
        access.FIGURES,
        ("as_at", "borough", "phase"),
        counts=("caseload", "clocks", "gaps", "hours", "flows", "unknown", "actions"),
    ),
    Entry(
        "Panel",
        "Prepare",
        "pages/panel/prepare.py",
        "prepare",
        ":material/assignment:",
        access.CHILDREN,
        ("borough",),
        ("meeting", "service"),
    ),
    Entry(
        "Panel",
        "Meeting",
        "pages/panel/meeting.py",
        "meeting",
        ":material/co_present:",
        access.CHILDREN,
        (),
        ("held", "which"),
    ),
    Entry(
        "Panel",
        "Action sheet",
        "pages/panel/action_sheet.py",
        "action-sheet",
        ":material/assignment_turned_in:",
        access.CHILDREN,
        (),
        ("state", "service", "owner", "agreed"),
    ),
    Entry(
        "Panel",
        "Duties",
        "pages/panel/duties.py",
        "duties",
        ":material/alarm:",
        access.FIGURES,
        ("as_at", "borough", "phase"),
        counts=("clocks",),
    ),
    Entry(
        "Panel",
        "Gaps",
        "pages/panel/gaps.py",
        "gaps",
        ":material/person_off:",
        access.FIGURES,
        ("as_at", "borough", "phase"),
        ("gap",),
        counts=("gaps",),
    ),
    Entry(
        "Panel",
        "Locating",
        "pages/panel/locating.py",
        "locating",
        ":material/travel_explore:",
        access.FIGURES,
        ("as_at", "borough", "phase"),
        counts=("caseload", "clocks"),
    ),
    Entry(
        "Panel",
        "Child",
        "pages/panel/child.py",
        "child",
        ":material/person_search:",
        access.CHILDREN,
        ("as_at",),
        ("child",),
    ),
    Entry(
        "Insight",
        "Caseload",
        "pages/insight/caseload.py",
        "caseload",
        ":material/groups:",
        access.FIGURES,
        PARTS,
        counts=("caseload",),
    ),
    Entry(
        "Insight",
        "Hours of provision",
        "pages/insight/hours.py",
        "hours",
        ":material/schedule:",
        access.FIGURES,
        PARTS,
        counts=("hours",),
    ),
    Entry(
        "Insight",
        "Actions",
        "pages/insight/actions.py",
        "actions",
        ":material/task_alt:",
        access.FIGURES,
        ("as_at", "borough", "phase"),
        counts=("actions",),
    ),
    Entry(
        "Insight",
        "Trends",
        "pages/insight/trends.py",
        "trends",
        ":material/trending_up:",
        access.FIGURES,
        PARTS,
        ("every", "back", "split"),
        counts=("trend",),
    ),
    Entry(
        "Insight",
        "Figures",
        "pages/insight/figures.py",
        "figures",
        ":material/table_chart:",
        access.FIGURES,
        ("as_at", "phase"),
        ("length", "period", "known"),
        counts=("caseload", "flows", "hours"),
    ),
    Entry(
        "Reports",
        "Reports",
        "pages/reports/reports.py",
        "reports",
        ":material/summarize:",
        access.FIGURES,
    ),
    Entry(
        "Reports",
        "Report",
        "pages/reports/report.py",
        "report",
        ":material/article:",
        access.FIGURES,
        (),
        ("report", "period", "borough", "released", "section", "version"),
    ),
    Entry(
        "Registers",
        "Upload",
        "pages/registers/upload.py",
        "upload",
        ":material/upload_file:",
        access.UPLOAD,
    ),
    Entry(
        "Registers",
        "New case",
        "pages/registers/new_case.py",
        "new-case",
        ":material/person_add:",
        access.UPLOAD,
        (),
        ("case_register",),
    ),
    Entry(
        "Registers",
        "Templates",
        "pages/registers/templates.py",
        "templates",
        ":material/description:",
        access.UPLOAD,
    ),
    Entry(
        "Registers",
        "History of uploads",
        "pages/registers/history.py",
        "history",
        ":material/history:",
        access.HISTORY,
        (),
        ("list",),
    ),
    Entry(
        "Registers",
        "Data quality",
        "pages/registers/data_quality.py",
        "data-quality",
        ":material/fact_check:",
        access.HISTORY,
        ("register",),
    ),
    Entry(
        "Registers",
        "DfE figures",
        "pages/registers/published.py",
        "dfe-figures",
        ":material/public:",
        access.FIGURES,
        (),
        ("publication", "published_for", "published_by"),
    ),
    Entry(
        "Administration",
        "Who sees what",
        "pages/administration/who_sees_what.py",
        "who-sees-what",
        ":material/visibility:",
        access.FIGURES,
    ),
    Entry(
        "Administration",
        "Audit log",
        "pages/administration/audit_log.py",
        "audit-log",
        ":material/policy:",
        access.AUDIT,
    ),
    Entry(
        "Administration",
        "Records kept",
        "pages/administration/records.py",
        "records",
        ":material/auto_delete:",
        access.KEEP,
    ),
    Entry(
        "Administration",
        "Backups",
        "pages/administration/backups.py",
        "backups",
        ":material/backup:",
        access.KEEP,
    ),
    Entry(
        "Administration",
        "Settings",
        "pages/administration/settings.py",
        "settings",
        ":material/tune:",
        access.SETTINGS,
        (),
        ("group",),
    ),
)


def link(path: str, label: str, **address: str) -> None:
    """A way to another page, for those who have it, with its icon in the navigation, and what its address is to say."""
    (entry,) = (entry for entry in PAGES if entry.path == path)
    if not access.may(frame.this().person.role, entry.needs):
        return
    st.page_link(path, label=label, icon=entry.icon, query_params=address or None)
