"""The rules that the authority sets, in words beside what rests on them, and the way to where they are changed."""

from html import escape

import streamlit as st

from cme_data import access
from cme_data.settings.described import DESCRIBED, GROUP_OF
from cme_data.settings.plain import plain
from pages.components import frame, settings_field

_PAGE = "pages/administration/settings.py"


def beside(*paths: str) -> None:
    """The rule of each of these settings with the value in force; they are of one group."""
    values = plain(frame.this().settings)
    lines = (
        f'<p class="note">{escape(DESCRIBED[path].said.rule)} '
        f"<strong>In force: {escape(settings_field.in_words(values[path]))}.</strong></p>"
        for path in paths
    )
    st.html("".join(lines))
    link(paths[0])


def link(path: str) -> None:
    """The way to where a setting is changed, for those who may."""
    if access.may(frame.this().person.role, access.SETTINGS):
        title = GROUP_OF[path].title
        st.page_link(_PAGE, label=f"Settings: {title}", icon=":material/tune:", query_params={"group": title})


def full_hours() -> str:
    """The hours a week below which a child counts as short of a full education."""
    return f"{frame.this().settings.hours_full:g}"
