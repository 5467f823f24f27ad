"""The one-page brief on the pages: where it is offered, who may take it, and that it is written down."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data.access import Person
from cme_data.settings import shipped
from cme_data.store import Store
from pages.components import brief, download, frame
from pages.components.scope import Scope
from tests.builders import a_store
from tests.test_pages import NEWEST, ROOT, faultless, fill, page

pytestmark = pytest.mark.xdist_group("pages")

NOW = datetime(2026, 11, 25, 9)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("CME_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CME_WHO", "Sam Lee")
    with Store.open(tmp_path) as store:
        fill(store)
    made = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    yield made
    made.session_state["frame_of_this_run"].store.close()
    st.cache_resource.clear()


def test_every_page_of_figures_offers_it(app):
    for url in ("overview", "caseload", "hours", "actions", "trends", "figures"):
        shown = page(app, url)
        assert faultless(shown), (url, shown.error)
        labels = [button.label for button in shown.get("download_button")]
        assert labels[-2:] == ["One-page brief (Word)", "One-page brief (PDF)"], url


@pytest.mark.parametrize(("role", "may"), [("senior_leader", True), ("nobody", False)])
def test_whoever_may_see_figures_may_take_it_and_that_is_written_down(tmp_path, monkeypatch, role, may):
    with a_store(tmp_path) as store:
        fill(store)
        here = frame.Frame(store, store.world(), shipped(), Person("Sam Lee", role), NOW)
        offered = {}
        monkeypatch.setattr(frame, "this", lambda: here)
        monkeypatch.setattr(frame, "clock", lambda: NOW)
        monkeypatch.setattr(
            download.st, "download_button", lambda label, made, file_name, **_: offered.update({label: made})
        )
        brief.offer(Scope(NEWEST, register="cme"))
        taken = offered["One-page brief (PDF)"]
        if may:
            assert taken().startswith(b"%PDF")
        else:
            with pytest.raises(download.NotHandedOut):
                taken()
        written = store.ask("SELECT who, what, detail FROM store.audit WHERE what LIKE '%brief%'")

    told = "As at 20 November 2026 · every borough · every phase · Children missing education"
    assert written == ([("Sam Lee", "downloaded a one-page brief", told)] if may else [])
