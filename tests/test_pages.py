"""Every page, through the frame, on a small store whose every figure can be counted by hand."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data import access
from cme_data.measures import MEASURES, Question
from cme_data.store import Store
from pages.components import ask, download, words
from pages.components.contents import PAGES
from tests.builders import a_row, csv_bytes, upload

ROOT = Path(__file__).resolve().parent.parent
NEWEST, PANEL = date(2026, 11, 20), date(2026, 11, 12)
KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"
UNKNOWN = "which is not known"

pytestmark = pytest.mark.xdist_group("pages")  # one process, so that one store at a time is open


def fill(store: Store) -> None:
    """Six children on the CME register, one home educated, three actions, two panels."""

    def child(number: int) -> dict[str, object]:
        return {"surname": f"Child{number}", "forename": "Ann", "date_of_birth": date(2013, 1, number)}

    missing = {"category": "Missing - not located", "borough": RICHMOND, "provision": "None"}
    cme = [
        a_row("cme", **child(1), category="At risk", hours_per_week=25.0, added_on=date(2026, 9, 7)),
        a_row("cme", **child(2), category="At risk", hours_per_week=12.5, added_on=date(2026, 9, 7)),
        a_row(
            "cme", **child(3), category="Missing - located", hours_per_week=0.0, added_on=date(2026, 10, 1)
        ),
        a_row("cme", **child(4), **missing, added_on=date(2026, 10, 1)),  # hours are not recorded
        a_row("cme", **child(5), **missing, added_on=date(2026, 11, 16)),  # joined since the panel
        a_row(  # left since the panel
            "cme",
            **child(6),
            category="At risk",
            hours_per_week=25.0,
            added_on=date(2026, 9, 7),
            removed_on=date(2026, 11, 18),
            removal_approved_on=date(2026, 11, 18),
            outcome="New school place",
        ),
    ]
    upload(store, "cme", [*cme[:4], cme[5] | {"removed_on": None, "removal_approved_on": None}], PANEL)
    upload(store, "cme", cme, NEWEST)
    upload(store, "ehe", [a_row("ehe", **child(7), started_on=date(2026, 9, 1))], NEWEST)
    actions = [
        a_row(
            "actions",
            **child(1),
            action_id="1",
            service="SEND Service",
            due_on=date(2026, 11, 2),
            agreed_on=date(2026, 10, 1),
            owner="A. Lee",
        ),
        a_row(
            "actions",
            **child(2),
            action_id="2",
            service="SEND Service",
            due_on=date(2026, 10, 15),
            agreed_on=date(2026, 10, 1),
            owner="B. Shah",
        ),
        a_row(
            "actions",
            **child(3),
            action_id="3",
            service="Malden Oaks",
            due_on=date(2026, 11, 24),
            agreed_on=date(2026, 11, 12),
            owner="C. Moore",
        ),
    ]
    upload(store, "actions", actions, NEWEST)
    upload(store, "meetings", [{"held_on": date(2026, 10, 29)}, {"held_on": PANEL}], NEWEST)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    with Store.open(folder) as store:
        fill(store)
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A person at the machine; whatever store the page opened is closed again."""
    monkeypatch.setenv("CME_WHO", "Sam Lee")
    monkeypatch.delenv("CME_STORE_KEY", raising=False)
    kept: list[Store] = []
    really = Store.open.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(
        Store, "open", classmethod(lambda cls, *a, **k: kept.append(really(cls, *a, **k)) or kept[-1])
    )
    yield monkeypatch
    st.cache_resource.clear()
    for store in kept:
        store.close()


@pytest.fixture
def app(filled: Path, opened: pytest.MonkeyPatch) -> AppTest:
    """The dashboard on the filled store, not yet run."""
    opened.setenv("CME_DATA_DIR", str(filled))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


@pytest.fixture
def new_store(tmp_path: Path, opened: pytest.MonkeyPatch) -> AppTest:
    """The dashboard on an empty store of its own."""
    opened.setenv("CME_DATA_DIR", str(tmp_path / "own"))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def page(app: AppTest, url: str) -> AppTest:
    """A page by its address, as the navigation opens it."""
    app.run()
    return app.switch_page(next(entry.path for entry in PAGES if entry.url == url)).run()


def faultless(app: AppTest) -> bool:
    return not app.exception and not app.error


def html(app: AppTest) -> str:
    """Everything that stands on the page as HTML, as words."""
    text = " ".join(element.proto.body for element in app.get("html"))
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", text, flags=re.S)).split())


def tile(app: AppTest, label: str) -> int:
    """The number on the tile with that label."""
    said = next(b.label for b in app.button if b.label.replace("\\", "").startswith(f"{label} **"))
    return int(re.search(r"\*\*([\d,]+)\*\*", said)[1].replace(",", ""))


def measured(app: AppTest, name: str, **question: object) -> dict:
    with st_store(app) as store:
        return MEASURES[name].count(store.world(), Question(as_at=NEWEST, **question)).one


class st_store:
    """The store that the dashboard has open."""

    def __init__(self, app: AppTest) -> None:
        self.store = app.session_state["frame_of_this_run"].store

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *_: object) -> None:
        """The dashboard goes on using it."""


# Every page


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url)
def test_every_page_opens_through_the_frame(app, entry):
    shown = page(app, entry.url)

    assert [entry.title] == [title.value for title in shown.title]
    assert faultless(shown), shown.error
    assert not re.search(r"\b(None|nan|NaT)\b", html(shown).replace("None:", ""))


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url)
def test_every_page_opens_on_an_empty_store(new_store, entry):
    shown = page(new_store, entry.url)

    assert faultless(shown), shown.error
    if entry.scope:
        assert "No register has been uploaded yet" in shown.markdown[0].value


@pytest.mark.parametrize("entry", [e for e in PAGES if "as_at" in e.scope], ids=lambda entry: entry.url)
def test_every_page_prints_its_scope_in_words(app, entry):
    app.query_params["as_at"] = "2026-11-12"

    assert "As at 12 November 2026" in html(page(app, entry.url))


def test_no_page_file_lies_directly_under_pages():
    assert [] == list((ROOT / "pages").glob("*.py"))


def test_every_page_file_is_listed():
    files = {
        p.relative_to(ROOT).as_posix() for p in (ROOT / "pages").glob("*/*.py") if "components" not in p.parts
    }

    assert {entry.path for entry in PAGES} == files


# Figures


def test_the_overview_says_what_the_measures_say(app):
    app.run()

    assert 6 == tile(app, "Known to any register") == measured(app, "caseload")["children"]
    assert 5 == tile(app, "On the CME register")
    assert [2, 1, 2] == [
        tile(app, name) for name in ("At risk", "Missing - located", "Missing - not located")
    ]
    assert 2 == tile(app, "Below 25 hours a week") == measured(app, "hours")["below_25"]
    assert 1 == tile(app, "No hours at all")
    assert 2 == tile(app, "Hours not recorded") == measured(app, "hours")["not_recorded"]
    assert 1 == tile(app, "Joined the CME register")
    assert 1 == tile(app, "Left the CME register")


def test_the_overview_compares_with_the_last_panel_before_the_day(app):
    app.run()

    labels = [button.label for button in app.button]
    assert any("On the CME register **5** *the same as on 12 November 2026*" in label for label in labels)
    assert any("not located **2** *1 more than on 12 November 2026*" in label for label in labels)


def test_the_overview_names_the_oldest_overdue_action_of_each_service(app):
    app.run()

    assert "2 actions overdue of 3 open; the oldest was due on 15 October 2026." in html(app)
    assert "SEND Service 2 15 October 2026 36" in html(app)


def test_a_register_that_nobody_uploaded_is_no_zero(app):
    app.run()

    assert "Pupil referral unit No upload yet" in html(app)
    assert "Pupil referral unit No upload yet" in html(page(app, "caseload"))


def test_a_filter_narrows_every_figure(app):
    app.run()
    app.selectbox(key="borough").select(RICHMOND).run()

    assert 2 == tile(app, "On the CME register")
    assert (
        2
        == tile(app, "Known to any register")
        == measured(app, "caseload", filters={"borough": (RICHMOND,)})["children"]
    )
    assert f"As at 20 November 2026 · {RICHMOND}" in html(app)


def test_an_address_restores_the_scope(app):
    app.query_params["borough"] = KINGSTON
    app.query_params["as_at"] = "2026-11-12"
    app.run()

    assert KINGSTON == app.selectbox(key="borough").value
    assert 4 == tile(app, "On the CME register")
    assert not [told for told in app.warning if "The address asks" in told.value]


def test_the_scope_survives_from_page_to_page(app):
    app.run()
    app.selectbox(key="borough").select(RICHMOND).run()
    for url in ("caseload", "actions", "trends", "overview"):
        shown = page(app, url) if url != "overview" else app.switch_page("pages/overview/overview.py").run()
        assert f"· {RICHMOND}" in html(shown), url


@pytest.mark.parametrize(
    ("name", "value"),
    [("borough", "Kingstown"), ("phase", "Sixth form"), ("as_at", "2026-13-45"), ("as_at", "1066-10-14")],
)
def test_an_unknown_value_of_the_address_is_told_and_never_widens_in_silence(app, name, value):
    app.query_params[name] = value
    app.run()

    assert value in app.warning[0].value.replace("\\", "")
    assert UNKNOWN in app.warning[0].value.replace("\\", "")


def test_an_unknown_word_of_the_address_is_told(app):
    app.query_params["borugh"] = KINGSTON
    app.run()

    assert "“borugh”" in app.warning[0].value


def test_hours_by_band_and_register(app):
    shown = page(app, "hours")

    assert 2 == tile(shown, "Below 25 hours")
    assert "Children missing education 5 2" in html(shown)  # children, not recorded


def test_trends_leave_periods_without_an_upload_blank(app):
    shown = page(app, "trends")

    assert "6 on 20 November 2026" in html(shown)
    assert "October 2026 No upload" in html(shown)


def test_figures_compare_three_periods_for_every_register_and_borough(app):
    shown = page(app, "figures")
    shown.selectbox(key="period").select("September 2026 to February 2027 (so far)").run()

    told = html(shown)
    assert "6 children on the registers on 20 November 2026, as now known." in told
    for register in (
        "All registers together",
        "Children missing education",
        "Elective home education",
        "Virtual School",
    ):
        assert register in told
    assert f"{KINGSTON} 4 No upload yet" in told

    shown.segmented_control(key="known").set_value("As known then").run()
    assert "as each was known on its last day" in html(shown)


# Lists


def test_a_figure_opens_the_list_behind_it(app):
    app.run()
    tile_button = next(b for b in app.button if b.label.startswith("Below 25 hours a week"))
    tile_button.click().run()

    (table,) = app.dataframe
    assert 2 == len(table.value)
    assert {"Child2", "Child3"} == set(table.value["Surname"])


def test_an_address_opens_the_list_behind_a_figure(app):
    app.query_params["open"] = "missing-not-located"
    app.run()

    assert {"Child4", "Child5"} == set(app.dataframe[0].value["Surname"])


def test_a_menu_opens_the_list_of_one_group(app):
    app.run()
    app.menu_button(key="lists-overdue").click("SEND Service · 2").run()

    assert ["1", "2"] == sorted(app.dataframe[0].value["Action number"])


def test_an_unknown_list_is_told(app):
    app.query_params["open"] = "everything"
    app.run()

    assert "“everything”" in app.warning[0].value
    assert not app.dataframe


def test_a_downloaded_list_is_marked_and_cannot_run_as_a_formula():
    made = download.sensitive_csv(["Surname", "Date"], [["=1+1", date(2026, 11, 20)], ["Lee", None]])

    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))
    assert [["OFFICIAL-SENSITIVE"], ["Surname", "Date"], ["'=1+1", "2026-11-20"], ["Lee", ""]] == rows


# Who may do what


@pytest.mark.parametrize("role", access.ROLES)
def test_every_role_has_a_title_and_sees_figures(role):
    assert access.TITLES[role]
    assert access.may(role, access.FIGURES)
    assert not access.may(role, "anything else")


def test_only_business_support_and_administrators_upload():
    assert {"business_support", "administrator"} == {r for r in access.ROLES if access.may(r, access.UPLOAD)}


def test_a_senior_leader_sees_figures_and_no_child(app, monkeypatch):
    leader = access.Person("A. Leader", "senior_leader")
    monkeypatch.setattr(access, "person_at_this_machine", lambda *_: leader)
    app.query_params["open"] = "at-risk"
    app.run()

    assert "Known to any register 6" in html(app)
    assert not app.button
    assert not app.dataframe
    assert ["A senior leader cannot upload workbooks: ask an administrator."] == [
        error.value.replace("\\", "") for error in page(app, "upload").error
    ]


def test_the_door_itself_refuses_a_list(app, monkeypatch):
    app.run()
    leader = access.Person("A. Leader", "senior_leader")
    monkeypatch.setattr(ask.frame, "this", lambda: type("Frame", (), {"person": leader}))

    with pytest.raises(access.NotAllowed):
        ask.children("caseload", Question(as_at=NEWEST))


# What goes wrong


def test_a_fault_of_ours_is_a_sentence_with_a_reference(app, monkeypatch, caplog):
    def fail(*_):
        raise ValueError("Ann Smith, born 5 May 2014")

    monkeypatch.setattr(ask, "panel_days", fail)
    app.run()

    said = app.error[0].value
    reference = re.search(r"\*\*(\w+)\*\*", said)[1]
    assert "Something went wrong" in said
    assert "Ann" not in said
    assert not app.exception
    assert reference in caplog.text


# Registers


def test_a_workbook_is_checked_committed_found_and_withdrawn(new_store):
    rows = [a_row("pru", surname="One"), a_row("pru", surname="Two", hours_per_week="lots")]
    shown = page(new_store, "upload")
    shown.date_input(key="list_as_at").set_value(date(2026, 11, 20)).run()
    shown.file_uploader[0].set_value([("PRU.csv", csv_bytes("pru", rows), "text/csv")]).run()
    assert "Sheet “PRU”: Pupil referral unit" in html(shown) or "Pupil referral unit" in html(shown)
    assert "2 rows, 2 of them pass; 0 errors, 1 warning." in html(shown)
    assert "lots" in html(shown)

    next(b for b in shown.button if b.label == "Commit 1 file").click().run()
    assert "2 new" in shown.success[0].value

    history = shown.switch_page("pages/registers/history.py").run()
    table = history.dataframe[0].value
    assert [["PRU.csv", "Sam Lee", 2, "Stands"]] == table[
        ["File", "Uploaded by", "Rows", "State"]
    ].to_numpy().tolist()

    history.text_input(key="withdraw_why").set_value("A test")
    next(b for b in history.button if b.label == "Withdraw this upload").click().run()
    assert faultless(history), history.error
    assert "Withdrawn by Sam Lee: A test" == history.dataframe[0].value["State"][0]


def test_a_workbook_with_errors_is_not_committed_unless_the_rows_that_passed_are_asked_for(new_store):
    rows = [a_row("pru", surname="One"), a_row("pru", surname="Two", admitted_on="31/02/2026")]
    shown = page(new_store, "upload")
    shown.date_input(key="list_as_at").set_value(date(2026, 11, 20)).run()
    shown.file_uploader[0].set_value([("PRU.csv", csv_bytes("pru", rows), "text/csv")]).run()
    assert "1 error" in html(shown)
    assert "31/02/2026" in html(shown)
    assert next(b for b in shown.button if b.label.startswith("Commit")).disabled

    shown.checkbox[0].check().run()
    next(b for b in shown.button if b.label == "Commit 1 file").click().run()
    assert "1 new" in shown.success[0].value


def test_a_file_that_is_no_workbook_is_one_sentence(new_store):
    shown = page(new_store, "upload")
    shown.file_uploader[0].set_value([("photo.xlsx", b"\xff\xd8\xff\xe0", "image/jpeg")]).run()

    assert 1 == len(shown.error)
    assert "photo.xlsx" in shown.error[0].value.replace("\\", "")
    assert not shown.exception


# Words


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("2025/26", "Year 2025/26"),
        ("2025/26-H1", "September 2025 to February 2026"),
        ("2025/26-H2", "March to August 2026"),
        ("2025/26-autumn", "Autumn term 2025/26"),
        ("2026-10", "October 2026"),
        ("2026-11-20", "20 November 2026"),
    ],
)
def test_periods_are_written_as_people_say_them(label, said):
    assert said == words.period(label)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "Not recorded"),
        (0, "0"),
        (1234, "1,234"),
        (12.5, "12.5"),
        (date(2026, 11, 1), "1 November 2026"),
    ],
)
def test_a_blank_is_never_zero(value, said):
    assert said == words.cell(value)
