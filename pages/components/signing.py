"""Whose name stands beside what is written from a page."""

import streamlit as st

from cme_data import access
from cme_data.errors import CmeError
from pages.components import frame

_ASKED = "Write your name in the side panel first: the history says who did what."


def named() -> bool:
    """Whether the person has a name; else they are asked for it, here."""
    if not frame.this().person.name:
        st.warning(_ASKED, icon=":material/person:")
    return bool(frame.this().person.name)


def signature(doing: str = access.UPLOAD) -> str:
    """The name to write down, of a person who may do this; raises CmeError with the sentence to show."""
    person = frame.this().person
    access.check(person, doing)
    if not person.name:
        raise CmeError(_ASKED)
    return person.name
