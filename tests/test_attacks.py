"""Whoever can write into a spreadsheet or an address runs nothing, breaks nothing and reaches no file."""

import csv
import http.client
import io
import json
import re
import socket
import urllib.request
from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from http.cookies import SimpleCookie
from itertools import product
from pathlib import Path

import pytest
import streamlit as st
from icalendar import Calendar
from streamlit.testing.v1 import AppTest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from cme_data import ingest
from cme_data.access import Person
from cme_data.annotate import annotated
from cme_data.diary import diary
from cme_data.measures.measure import Question
from cme_data.reports import REPORTS, write
from cme_data.retention import bundle
from cme_data.settings import shipped
from cme_data.store import Store, audit, withdraw
from cme_data.update_sheets.written import held_by, update_sheet
from cme_data.verify import verify
from pages.components import identity
from pages.components.contents import PAGES, Entry
from pages.components.download import sensitive_csv
from schemas import REGISTERS
from tests.benchmarks.session import Session
from tests.builders import a_row, csv_bytes
from tests.inert import Running, inert, no_formula
from tests.serving import ROOT, server

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
MARKDOWN = re.compile(
    r"(?<!\\)<(script|img|svg)|(?<!\\)\]\((javascript|http:)|(?<!\\)\*b(?<!\\)\*|(?<!\\):red\["
)
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
        if "record_number" in texts:
            texts_of_row |= {"record_number": f"{number} {payload}"[:60]}
        if "forename" in texts:
            texts_of_row |= {"forename": forename or payload, "date_of_birth": date(2013, 1, 1 + number)}
        unique = {
            c.name: f"{number} {payload}"[:60] for c in declared.columns if c.unique and c.name in texts
        }
        days = {"held_on": date(2026, 1 + number // 28, 1 + number % 28)} if register == "meetings" else {}
        # Half of them are looked for, so that the page of enquiries has them too.
        looked_for = {"category": "Missing - not located"} if register == "cme" and number % 2 else {}
        rows.append(a_row(register, **texts_of_row | unique | days | looked_for))
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


def texts_of(told: object) -> Iterator[str]:
    """Every text of what a chart was told."""
    if isinstance(told, str):
        yield told
    for each in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from texts_of(each)


def runs(app: AppTest) -> list[str]:
    """Whatever of the attacks a browser would run: in HTML, in Markdown, in the words on a button."""
    found = [
        each
        for element in app.get("html")
        if element.proto.body != OURS
        for each in Running(element.proto.body).found
    ]
    told = [
        element.value
        for kind in ("markdown", "error", "warning", "info", "success")
        for element in app.get(kind)
    ]
    told += [
        element.label
        for kind in ("button", "metric", "expander", "checkbox", "toggle")
        for element in app.get(kind)
    ]
    found += [
        tag
        for chart in app.get("plotly_chart")
        for text in texts_of(json.loads(chart.proto.spec))
        for tag in re.findall(r"<(?:script|img|svg|a )[^>]*", text)
    ]
    return found + [
        text[max(0, m.start() - 80) : m.end() + 80] for text in told for m in MARKDOWN.finditer(text)
    ]


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


def forged(entry: Entry, value: str) -> dict[str, str]:
    """The same value for everything that the page's address may say, and for a word it does not know."""
    return dict.fromkeys((*entry.scope, *entry.own, "open", "child", "nothing"), value)


@pytest.mark.parametrize(
    "value", ["'; DROP TABLE store.uploads; --<script>", "9" * 4_000, "2026-99-99\x00../"]
)
def test_a_forged_address_is_a_sentence_and_never_a_fault(app, value):
    app.run()
    for entry in PAGES:
        app.query_params.update(forged(entry, value))
        shown = app.switch_page(entry.path).run()
        assert not [error.value for error in shown.error if "Something went wrong" in error.value], entry.url
        assert [] == [*shown.exception, *runs(shown)], entry.url


def test_each_child_opens_and_an_id_that_was_guessed_says_nothing_and_leaves_a_trace(app, attacked):
    app.run()
    store = app.session_state["frame_of_this_run"].store
    children = store.world().rows(
        "SELECT DISTINCT child FROM spells WHERE register = 'cme' AND child IS NOT NULL"
    )
    for row in children[::6]:
        app.query_params["child"] = row["child"]
        shown = app.switch_page("pages/panel/child.py").run()
        assert [] == [*shown.exception, *shown.error, *runs(shown)]
    before = audit.head(store)[0]
    app.query_params["child"] = "0123456789"
    shown = app.switch_page("pages/panel/child.py").run()
    shown.run()
    assert "is not known" in shown.warning[0].value.replace("\\", "")
    (line,) = (line for line in audit.entries(store) if line.entry > before)
    assert ("asked for a child that is not known", "") == (line.what, line.detail)


def test_who_is_looked_for_is_found_and_shown_as_words(app, attacked):
    app.run()
    app.switch_page("pages/panel/child.py").run()
    for typed in ("<script>", "<img", "[l](javascript:alert(1))", "DROP"):
        app.text_input(key="child_search").set_value(typed).run()
        assert [] == [*app.exception, *app.error, *runs(app)]
        assert [button for button in app.button if (button.key or "").startswith("open-")], typed


def test_the_wall_of_a_meeting_shows_each_child_as_words(app):
    app.run()
    shown = app.switch_page("pages/panel/meeting.py").run()
    shown.button(key="room-next").click().run()  # begin
    for _ in range(12):
        assert [] == [*shown.exception, *shown.error, *runs(shown)]
        shown.button(key="room-next").click().run()


def test_the_name_of_an_account_is_shown_as_words(app, monkeypatch):
    monkeypatch.setattr(identity, "client_id", lambda: "cme")
    monkeypatch.setattr(identity, "session", lambda: None)
    monkeypatch.setattr(identity, "person", lambda *_: Person(PAYLOADS[0], "panel_member", PAYLOADS[1]))
    app.run()
    assert [] == [*app.exception, *runs(app)]
    assert [
        html for html in app.get("html") if "signed-in" in html.proto.body and "&lt;script" in html.proto.body
    ]


# Files that leave


def escaped(text: str, ending: str) -> str:
    return escape(text) if ending == ".html" else text


def test_no_file_that_leaves_runs_anything(attacked):
    with Store.open(attacked) as store:
        world = store.world()
        pack = REPORTS["panel-pack"].build(world, shipped(), HELD, (), NOW)
        for ending in (".docx", ".pdf", ".html"):
            told = " ".join(inert(write(pack, ending)).split())
            named = [payload for payload in PAYLOADS[:3] if escaped(payload, ending) in told]
            assert PAYLOADS[:3] == tuple(named), ending  # what the hostile names became: the same words
        for service, held in held_by(world, NEWEST).items():
            no_formula(update_sheet(HELD, service, held))
        (row, *_) = world.rows(
            "SELECT DISTINCT child FROM spells WHERE register = 'cme' AND child IS NOT NULL"
        )
        no_formula(bundle(store, row["child"], who="Sam Lee", purpose=FORMULA, now=NOW))
        events = Calendar.from_ical(diary(world, Question(NEWEST, settings=shipped()), NOW)).walk("VEVENT")
        assert not {name for event in events for name in event} & {"URL", "ATTACH", "ORGANIZER", "X-ALT-DESC"}
        rows = [list(row) for row in store.ask("SELECT surname, school, action FROM store.contents")]
    for row in csv.reader(io.StringIO(sensitive_csv(["=A", "-B", "@C"], rows).decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    "name", ["../../tmp/attacked.csv", "<img src=x onerror=alert(1)>.csv", "=1+1.csv", "x" * 300 + ".csv"]
)
def test_a_marked_copy_goes_back_under_a_plain_name_and_runs_nothing(name):
    rows = hostile_rows("ehe")
    examined = ingest.examine(csv_bytes("ehe", rows), name, as_at=NEWEST, today=NOW.date(), register="ehe")

    back = annotated(examined, NOW)

    assert "/" not in back.file_name
    no_formula(back.data)


# The server


def xsrf(address: str) -> str:
    """The token that the server gives to its own pages, in a cookie of theirs."""
    with urllib.request.urlopen(f"{address}/_stcore/health") as answer:
        told = SimpleCookie(answer.headers.get("Set-Cookie", ""))
    return told["_streamlit_xsrf"].value


@pytest.mark.parametrize(
    ("address", "headers", "says"),
    [
        ("0.0.0.0", {}, "listens on 0.0.0.0, and sign-in is not configured"),
        ("", {}, "listens on every address of this machine"),
        ("10.1.2.3", {"Host": "localhost"}, "listens on 10.1.2.3"),
        ("127.0.0.1", {"X-Forwarded-For": "10.1.2.3"}, "passes requests from elsewhere on"),
        ("127.0.0.1", {"Forwarded": "for=10.1.2.3"}, "passes requests from elsewhere on"),
        ("127.0.0.1", {"Host": "evil.example:8501"}, "under the name evil.example"),
        ("127.0.0.1", {"Host": "127.0.0.1.evil.example"}, "under the name 127.0.0.1.evil.example"),
    ],
)
def test_without_sign_in_whoever_comes_from_elsewhere_is_shown_nothing(
    app, monkeypatch, address, headers, says
):
    monkeypatch.setattr(st, "get_option", lambda name: address)
    monkeypatch.setattr(type(st.context), "headers", property(lambda _: headers))

    app.run()

    (told,) = app.error
    assert says in told.value.replace("\\", "")
    assert "frame_of_this_run" not in app.session_state  # no store was asked anything for them
    assert [] == [*app.metric, *app.dataframe, *app.exception]


def test_other_sites_and_files_too_large_are_refused_and_a_slow_one_keeps_nobody_waiting(attacked, tmp_path):
    with server(attacked, tmp_path / "server.log") as address:
        host, port = "127.0.0.1", int(address.rsplit(":", 1)[1])
        with Session(address) as session:  # the first page that this server is asked for
            assert [] == session.open("child", "child=0123456789").errors

            def put(size: int, headers: dict[str, str], sent: bytes = b"") -> int:
                asked = http.client.HTTPConnection(host, port, timeout=20)
                asked.request(
                    "PUT",
                    f"/_stcore/upload_file/{session.id}/1",
                    headers=headers | {"Content-Length": str(size)},
                    body=sent,
                )
                return asked.getresponse().status

            assert 403 == put(1, {}, b"x")
            token = xsrf(address)
            assert 403 == put(1, {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": "2|0|0|0"}, b"x")
            ours = {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token}
            assert 413 == put(26 << 20, ours)
            slow = socket.create_connection((host, port))
            slow.sendall(
                f"PUT /_stcore/upload_file/{session.id}/2 HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 1000000\r\n"
                f"Cookie: _streamlit_xsrf={token}\r\nX-Xsrftoken: {token}\r\n"
                "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n".encode()
            )
            assert [] == session.open("caseload").errors  # while the rest of it is waited for
            slow.close()
        for origin in ("http://evil.example", f"http://evil.example:{port}", "null"):
            with pytest.raises(InvalidStatus):
                connect(
                    address.replace("http", "ws") + "/_stcore/stream",
                    origin=origin,
                    subprotocols=["streamlit"],
                )
        # Another site's name, pointed at this machine: its pages are of the same origin then.
        with Session(address, asked_as="evil.example") as elsewhere:
            (told,) = elsewhere.open("child", "child=0123456789").alerts
            assert "asked for under the name evil.example" in told.replace("\\", "")
