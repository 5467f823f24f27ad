"""Whoever can write into a spreadsheet or an address runs nothing, breaks nothing and reaches no file."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data import ingest, update_sheets
from cme_data.annotate import annotated
from cme_data.diary import diary
from cme_data.measures.measure import Question
from cme_data.reports import REPORTS, write
from cme_data.retention import bundle
from cme_data.settings import shipped
from cme_data.store import Store, withdraw
from cme_data.store.settled import settle_gaps
from cme_data.update_sheets.written import held_by, update_sheet
from cme_data.verify import verify
from pages.components.contents import PAGES
from schemas import REGISTERS
from tests.builders import a_row, csv_bytes
from tests.serving import ROOT

HELD, NEWEST, NOW = date(2026, 11, 12), date(2026, 11, 20), datetime(2026, 11, 25, 9)
FORMULA = '=HYPERLINK("http://x.y","z")'
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><svg onload=alert(1)>",
    FORMULA,
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "'; DROP TABLE store.uploads; --",
    "../../../../tmp/attacked",
    "[l](javascript:alert(1)) *b* `c` $x$ :red[r] ![i](http://x.y/z)",
    "{0} {name} {{x}} %s %(x)s ${x}",
    "long " * 400,
)
MARKDOWN = re.compile(r"(?<!\\)<(script|img|svg)|(?<!\\)\]\((javascript|http:)|(?<!\\)\*b(?<!\\)\*|(?<!\\):red\[")
"""What a browser would make of the attacks where they came to stand in Markdown as they are."""
OURS = "<script>window.location.reload()</script>"

pytestmark = pytest.mark.xdist_group("pages")  # one process, so that one store at a time is open


def hostile_rows(register: str) -> list[dict[str, object]]:
    """Two rows for each attack, with it in every column that takes any text: some are kept out for their forename."""
    declared = REGISTERS[register]
    texts = [c.name for c in declared.columns if c.kind == "text" and c.codes is None and c.name != "upn"]
    rows = []
    for number, (payload, forename) in enumerate(product(PAYLOADS, (None, "Ann"))):
        texts_of_row = {name: payload for name in texts if name not in {"data_provider", "record_number"}}
        if "forename" in texts:
            texts_of_row |= {"forename": forename or payload, "date_of_birth": date(2013, 1, 1 + number)}
        unique = {c.name: f"{number} {payload}"[:60] for c in declared.columns if c.unique and c.name in texts}
        days = {"held_on": date(2026, 1 + number // 28, 1 + number % 28)} if register == "meetings" else {}
        rows.append(a_row(register, **texts_of_row | unique | days))
    return rows


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store into which every register, file name, person and reason brought every attack."""
    folder = tmp_path_factory.mktemp("attacked")
    with Store.open(folder / "store") as store:
        for number, register in enumerate(REGISTERS):
            payload = PAYLOADS[number % len(PAYLOADS)]
            rows = hostile_rows(register)
            examined = ingest.examine(
                csv_bytes(register, rows), f"{payload}.csv", as_at=NEWEST, today=NOW.date(), register=register,
            )  # fmt: skip
            for outcome in ingest.commit(
                store, examined, mode="snapshot", who=payload, now=NOW, accept_passed=True
            ):
                assert outcome.committed, (register, outcome)
            ingest.commit(
                store, ingest.examine(csv_bytes(register, rows[:1]), f"{payload}.csv", as_at=HELD, today=NOW.date(), register=register),
                mode="additions", who=payload, now=NOW, accept_passed=True,
            )  # fmt: skip
            withdraw(store, store.uploads()[0].id, payload, payload, NOW)
        for payload in PAYLOADS:
            store.audit(payload, payload, payload, NOW)
        assert [] == verify(store)
    yield folder / "store"
    assert not Path("/tmp/attacked").exists()


@pytest.fixture
def app(attacked: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The dashboard on that store."""
    monkeypatch.setenv("CME_DATA_DIR", str(attacked))
    monkeypatch.setenv("CME_WHO", PAYLOADS[0])
    monkeypatch.delenv("CME_STORE_KEY", raising=False)
    yield (app := AppTest.from_file(str(ROOT / "app.py"), default_timeout=120))
    st.cache_resource.clear()
    if "frame_of_this_run" in app.session_state:
        app.session_state["frame_of_this_run"].store.close()


class Running(HTMLParser):
    """What of a page's HTML would run or fetch something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = [f"{name}={value}" for name, value in attrs if name.startswith("on") or "javascript:" in (value or "")]
        fetched = tag in {"script", "img", "iframe", "object", "embed", "form"}
        self.found += [self.get_starttag_text() or tag] if told or fetched else []


def runs(app: AppTest) -> list[str]:
    """Whatever of the attacks a browser would run: in HTML, in Markdown, in the words on a button."""
    found = [each for element in app.get("html") if element.proto.body != OURS for each in Running(element.proto.body).found]
    told = [element.value for kind in ("markdown", "error", "warning", "info", "success") for element in app.get(kind)]
    told += [element.label for kind in ("button", "metric", "expander", "checkbox", "toggle") for element in app.get(kind)]
    return found + [text[max(0, m.start() - 80) : m.end() + 80] for text in told for m in MARKDOWN.finditer(text)]


def test_every_text_reaches_the_store_as_it_was_written(attacked):
    with Store.open(attacked) as store:
        for register in REGISTERS:
            columns = [c.name for c in REGISTERS[register].columns if c.kind == "text" and c.codes is None]
            there = {
                value for row in store.ask(f"SELECT {', '.join(columns)} FROM store.contents WHERE register = $1", [register])
                for value in row
            }  # fmt: skip
            missing = [p for p in PAYLOADS[:-1] if not any(p in str(value) for value in there)]
            assert missing in ([], [FORMULA]), register  # a formula whose result was never saved is kept out


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url)
def test_no_page_runs_what_a_spreadsheet_says_or_breaks_on_it(app, entry):
    app.run()
    shown = app.switch_page(entry.path).run()
    assert not [error.value for error in shown.error if "Something went wrong" in error.value]
    assert [] == list(shown.exception)
    assert [] == runs(shown)
    for name in list(shown.session_state["lists_of_this_run"])[:2]:
        shown.query_params["open"] = name
        shown.run()
        assert not [error.value for error in shown.error if "Something went wrong" in error.value], name
        assert [] == runs(shown), name
