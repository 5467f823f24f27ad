"""Panel, Prepare: the meeting's papers, the pack, and update sheets out and back, through the frame."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from cme_data.reports import REPORTS
from cme_data.reports.handing_out import hand_out
from cme_data.settings import shipped
from cme_data.store import Store
from cme_data.update_sheets import held_by, note_sent, update_sheet
from pages.components import frame
from tests.builders import a_row, upload
from tests.test_pages import faultless, fill, html, page

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.xdist_group("pages")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("CME_WHO", "Sam Lee")
    monkeypatch.setenv("CME_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(frame, "clock", lambda: datetime(2026, 11, 25, 9))
    with Store.open(tmp_path) as store:
        fill(store)
    made = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    yield made
    made.session_state["frame_of_this_run"].store.close()
    st.cache_resource.clear()


def test_the_next_meeting_counts_its_papers_down_and_the_pack_says_what_is_in_it(app):
    shown = page(app, "prepare")

    assert faultless(shown), shown.error
    told = html(shown)
    assert "Meeting on Thursday, 26 November 2026" in told
    assert "panel's calendar (every 14 days in term time)" in told.replace("&#x27;", "'")
    assert "19 November 2026 Not yet 4 working days late" in told
    assert "5 children on the CME register" in told
    assert [b.label for b in shown.get("download_button")] == [
        "Pack (Word)", "Pack (PDF)", "Pack (Web page)", "Download the update sheets",
    ]  # fmt: skip


def test_an_update_sheet_comes_back_is_shown_and_is_taken_in(app):
    shown = page(app, "prepare")
    store = shown.session_state["frame_of_this_run"].store
    meeting, service = date(2026, 11, 26), "SEND Service"
    book = load_workbook(
        io.BytesIO(update_sheet(meeting, service, held_by(store.world(), date(2026, 11, 25))[service]))
    )
    headings = {cell.value: cell.column for cell in book["Open actions"][2]}
    book["Open actions"].cell(3, headings["Update"], "Visited the family")
    made = io.BytesIO()
    book.save(made)

    store_held = held_by(store.world(), date(2026, 11, 25))[service]
    note_sent(store, meeting, service, store_held, "Kim Roe", datetime(2026, 11, 20, 9), "sheet.xlsx", b"")
    shown.run()
    assert "1 of 1 sheet sent out not back" in html(shown)
    assert "20 November 2026, 09:00, by Kim Roe Not yet 2 –" in html(shown)

    shown.get("file_uploader")[0].upload("back.xlsx", made.getvalue()).run()
    assert faultless(shown), shown.error
    assert "Visited the family" in html(shown)
    next(button for button in shown.button if button.label == "Take these updates in").click().run()

    assert faultless(shown), shown.error
    ((outcome,),) = store.ask("SELECT outcome FROM store.contents WHERE outcome = 'Visited the family'")
    assert outcome
    newest = store.uploads()[0]
    assert (newest.mode, newest.who, newest.as_at) == ("additions", "Sam Lee", date(2026, 11, 25))

    assert "0 of 1 sheet sent out not back; 1 row of those that are back not filled in" in html(shown)
    assert "25 November 2026, 09:00, taken in by Sam Lee 1 0" in html(shown)
    shown.query_params["open"] = "not-filled.send-service"
    shown.run()
    assert faultless(shown), shown.error
    assert len(shown.dataframe[0].value) == 1


def test_a_file_of_another_kind_is_told_in_a_sentence(app):
    shown = page(app, "prepare")
    shown.get("file_uploader")[0].upload("letter.pdf", b"%PDF-1.7 a letter").run()

    (told,) = [error.value.replace("\\", "") for error in shown.error]
    assert told.startswith("letter.pdf")
    assert ".xlsx" in shown.get("file_uploader")[0].label


def test_what_changed_since_the_pack_names_what_lies_behind_it(app):
    shown = page(app, "prepare")
    store = shown.session_state["frame_of_this_run"].store
    meeting, kept = date(2026, 11, 26), datetime(2027, 8, 1, 9)  # after every upload of the tests
    made = REPORTS["panel-pack"].build(store.world(), shipped(), meeting, (), kept)
    hand_out(store, "panel-pack", made, (), ".html", "A. Lee", kept)
    shown.run()
    assert "Nothing has changed since." in html(shown)

    more = [a_row("cme", surname="Later", forename="Lou", added_on=date(2026, 11, 16))]
    number = upload(store, "cme", more, date(2026, 11, 20), "additions", now=datetime(2027, 8, 2, 9)).upload
    shown = page(app, "prepare")

    assert faultless(shown), shown.error
    told = html(shown)
    assert "Later, Lou On the register No Yes" in told
    assert (
        f"Upload {number} (Children missing education, Business support; cme.csv) by A. Tester, 2 August 2027"
        in told
    )
    assert "a new row, one child&#x27;s spell on the single register" in told
