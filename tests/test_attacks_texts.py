"""Every other place where somebody else's words come in: sheets and headings, settings, the DfE's files, commentary, what comes back."""

import csv
import io
import re
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from pathlib import Path
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
import streamlit as st
import tomlkit
from streamlit.testing.v1 import AppTest

from cme_data import ingest, reports
from cme_data.annotate import annotated
from cme_data.reports import REPORTS, write
from cme_data.reports.report import Commentary, Paragraph, Section
from cme_data.settings import load
from cme_data.store import Store
from cme_data.store.commentary import write as say
from cme_data.store.edition import Edition
from cme_data.update_sheets.written import held_by, update_sheet
from cme_data.workbook.read import read
from cme_data.workbook.template import template
from pages.components import frame
from pages.components.contents import PAGES
from pages.components.download import plain_csv, workbook
from schemas import REGISTERS
from tests.builders import a_row
from tests.documents import WORDS, a_report
from tests.fake_report import HALF_YEAR
from tests.hostile_files import repacked
from tests.inert import inert, no_formula
from tests.published_files import current
from tests.serving import ROOT
from tests.test_attacks import FORMULA, PAYLOADS, runs
from tests.test_pages import fill, page
from tests.test_pages_reports import THIS
from tests.test_pages_settings import group

NOW, NEWEST, MEETING = datetime(2026, 11, 25, 9), date(2026, 11, 20), date(2026, 11, 26)
NO_FILE_NAME = set('<>:"/\\|?*')

pytestmark = pytest.mark.xdist_group("pages")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The dashboard on a small store of its own."""
    monkeypatch.setenv("CME_WHO", PAYLOADS[0])
    monkeypatch.setenv("CME_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CME_STORE_KEY", raising=False)
    monkeypatch.setattr(frame, "clock", lambda: NOW)
    with Store.open(tmp_path) as store:
        fill(store)
    yield (made := AppTest.from_file(str(ROOT / "app.py"), default_timeout=120))
    if "frame_of_this_run" in made.session_state:
        made.session_state["frame_of_this_run"].store.close()
    st.cache_resource.clear()
    assert not Path("/tmp/attacked").exists()


def harmless(shown: AppTest) -> None:
    """The page shows what came, and a browser would run nothing of it."""
    assert not [error.value for error in shown.error if "Something went wrong" in error.value]
    assert [] == [*shown.exception, *runs(shown)]


# What goes in


def a_hostile_workbook(payload: str) -> bytes:
    """A list whose sheet, title, unknown headings and cells are an attack; nothing but a file of one's own has such names."""
    columns = [column for column in REGISTERS["pru"].columns if column.name != "data_provider"]
    book = openpyxl.Workbook()
    sheet = book.active
    for cell, text in enumerate((payload, payload, *(column.label for column in columns)), start=1):
        at = sheet.cell(2, cell, text)
        at.data_type = "s"
    for row, values in enumerate(
        (a_row("pru", surname="One"), a_row("pru", surname="Two", admitted_on=payload))
    ):
        for cell, value in enumerate(
            (payload, payload, *(values.get(column.name) for column in columns)), start=1
        ):
            at = sheet.cell(3 + row, cell, value)
            at.data_type = "s" if isinstance(value, str) else at.data_type
    sheet.cell(1, 1, payload).data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return repacked(
        file.getvalue(), "xl/workbook.xml",
        lambda part: part.replace(b'name="Sheet"', b"name=" + quoteattr(payload).encode()),
    )  # fmt: skip


@pytest.mark.parametrize("payload", [*PAYLOADS[:4], *PAYLOADS[8:10]])
def test_a_workbook_with_an_attack_for_its_sheet_its_headings_and_its_cells_is_shown_and_goes_back_as_words(
    app, payload
):
    data = a_hostile_workbook(payload)
    shown = page(app, "upload")
    shown.date_input(key="list_as_at").set_value(NEWEST).run()
    shown.file_uploader[0].set_value([(f"{payload}.xlsx", data, "application/octet-stream")]).run()

    harmless(shown)
    assert [payload] == [sheet.name for sheet in read(data, "x")]
    assert shown.error == [] or "is damaged" not in shown.error[0].value  # it is read: else nothing was tried
    examined = ingest.examine(
        data, f"{payload}.xlsx", as_at=NEWEST, today=NOW.date(), register="pru", provider="Malden Oaks"
    )
    back = annotated(examined, NOW)
    assert not NO_FILE_NAME & set(back.file_name)
    with zipfile.ZipFile(io.BytesIO(back.data)) as package:
        for name in package.namelist():
            assert ".." not in name
            assert not re.search(rb"<f[ >]|TargetMode=.External", package.read(name)), name


def test_a_published_file_with_attacks_for_its_names_is_shown_and_kept_as_words(app):
    headings, *rows = csv.reader(io.StringIO(current().decode("utf-8-sig")))
    area, breakdown = headings.index("la_name"), headings.index("breakdown")
    reasons = sorted({row[breakdown] for row in rows if "Reason" in row})
    attacks = {reason: PAYLOADS[number] for number, reason in enumerate(reasons)}
    for row in rows:
        row[breakdown] = attacks.get(row[breakdown], row[breakdown])
        row[area] = PAYLOADS[0] if row[area].startswith("Kingston upon Hull") else row[area]
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    shown = page(app, "dfe-figures")
    shown.file_uploader[0].set_value([(f"{PAYLOADS[0]}.csv", text.getvalue().encode(), "text/csv")]).run()
    harmless(shown)
    assert [] == [error.value for error in shown.error]

    next(button for button in shown.button if button.label == "Load these figures").click().run()

    harmless(shown)
    store = shown.session_state["frame_of_this_run"].store
    kept = {word for row in store.ask("SELECT DISTINCT breakdown, name FROM store.published") for word in row}
    assert kept >= set(attacks.values())
    for topic in ("Reason", "Sex"):
        shown.query_params["published_by"] = topic
        harmless(shown.run())


def test_settings_with_attacks_for_their_words_are_shown_and_handed_out_as_words(app, tmp_path):
    told = tomlkit.parse((ROOT / "cme_data" / "settings.toml").read_text())
    told["authority"], told["panel"]["name"], told["labels"]["hours_measure"] = (
        PAYLOADS[0],
        PAYLOADS[1],
        PAYLOADS[3],
    )
    told["borough"][0]["name"] = PAYLOADS[2]
    told["closure"] = [{"borough": PAYLOADS[2], "day": date(2026, 11, 16), "reason": PAYLOADS[9]}]
    told["group"] = [{"claim": PAYLOADS[0], "role": "panel_member", "service": PAYLOADS[1]}]
    told["panel_moved"] = [{"day": date(2026, 12, 24), "to": date(2026, 12, 17), "why": PAYLOADS[9]}]
    (tmp_path / "settings.toml").write_text(tomlkit.dumps(told))
    assert PAYLOADS[2] == tomllib.loads((tmp_path / "settings.toml").read_text())["borough"][0]["name"]
    app.run()
    for url in (
        "overview",
        "settings",
        "who-sees-what",
        "prepare",
        "meeting",
        "caseload",
        "trends",
        "hours",
        "report",
        "reports",
    ):
        shown = page(app, url)
        harmless(shown)
        assert [] == [error.value for error in shown.error], url
    with Store.open(tmp_path / "other") as store:
        fill(store)
        pack = REPORTS["panel-pack"].build(store.world(), load(tmp_path), MEETING, (), NOW)
    for ending in (".docx", ".pdf", ".html"):
        inert(write(pack, ending))


def test_a_setting_that_cannot_be_is_said_as_words(app):
    shown = group(app, "Hours and lists out of date")
    edges = next(each for each in shown.text_input if "bands of time" in each.label)
    for payload in (PAYLOADS[0], "<svg/onload=alert(1)>"):
        edges.input(f"14, 28, 56, {payload}").run()
        harmless(shown)
        assert [each for each in shown.get("html") if f"has “{escape(payload)}”" in each.proto.body]


def test_whatever_is_typed_into_a_field_is_shown_as_words(app):
    app.run()
    typed = 0
    for entry in PAGES:
        shown = app.switch_page(entry.path).run()
        for field in (*shown.text_input, *shown.text_area):
            if not field.disabled:
                typed += 1
                field.set_value(f"{PAYLOADS[2]} {PAYLOADS[9]}")
        harmless(shown.run())
        for label in [button.label for button in shown.button if not button.disabled][:6]:
            for button in [one for one in shown.button if one.label == label and not one.disabled][:1]:
                harmless(button.click().run())
    assert typed >= len(PAGES), "every page has a field at least, for the name"


# What comes back


def test_an_update_sheet_that_comes_back_with_attacks_is_shown_and_taken_in_as_words(app):
    shown = page(app, "prepare")
    store = shown.session_state["frame_of_this_run"].store
    held = held_by(store.world(), NOW.date())
    book = openpyxl.load_workbook(io.BytesIO(update_sheet(MEETING, "SEND Service", held["SEND Service"])))
    typed = 0
    for sheet in book:
        for place, row in enumerate(sheet.iter_rows(min_row=3)):
            for cell in row:
                if not cell.protection.locked:
                    cell.value, cell.data_type = PAYLOADS[(place + typed) % 6], "s"
                    typed += 1
    assert typed
    file = io.BytesIO()
    book.save(file)

    shown.get("file_uploader")[0].upload("=1+1 <img src=x onerror=alert(1)>.xlsx", file.getvalue()).run()

    harmless(shown)
    assert [each for each in shown.get("html") if escape(PAYLOADS[0]) in each.proto.body]
    for button in [button for button in shown.button if button.label == "Take these updates in"]:
        harmless(button.click().run())


def test_commentary_is_shown_and_handed_out_as_words(app, monkeypatch):
    monkeypatch.setattr(reports, "STATISTICAL", {HALF_YEAR.name: HALF_YEAR})
    app.run()
    store = app.session_state["frame_of_this_run"].store
    edition, upon = Edition(HALF_YEAR.name, "2026/27-H1", (), False), None
    words = "\n\n".join(PAYLOADS).strip()
    for said in (FORMULA, words):  # the first is an earlier one then
        upon = say(store, edition, "cme", said, upon, PAYLOADS[1], NOW).entry
    for name, value in THIS.items():
        app.session_state[name] = app.query_params[name] = value
    shown = page(app, "report")

    harmless(shown)
    assert words in [area.value for area in shown.text_area]
    for ending in (".docx", ".pdf", ".html"):
        made = write(a_report(Section("A", (Commentary("cme", words), Paragraph(words), WORDS))), ending)
        told = "".join(inert(made).split())
        for payload in PAYLOADS:
            assert "".join((escape(payload) if ending == ".html" else payload).split()) in told, (
                ending,
                payload,
            )


# What leaves


@pytest.mark.parametrize("register", REGISTERS)
def test_a_template_filled_with_attacks_runs_nothing(register):
    texts = [c.name for c in REGISTERS[register].columns if c.kind == "text" and c.codes is None]
    rows = [a_row(register, **dict.fromkeys(texts, payload)) for payload in PAYLOADS]

    data = template(REGISTERS[register], *rows, told=PAYLOADS[3])

    no_formula(data)
    cells = {cell for sheet in read(data, "x") for row in sheet.rows for cell in row}
    assert not [payload for payload in PAYLOADS if payload.strip() not in cells and payload not in cells]


def test_figures_as_a_workbook_or_csv_run_nothing():
    rows = [[payload, 1, payload] for payload in PAYLOADS]
    data = workbook("Caseload", PAYLOADS, PAYLOADS[:3], rows)
    no_formula(data)
    for row in csv.reader(io.StringIO(plain_csv(PAYLOADS[:3], rows).decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
