"""Every page, through the frame, on a small store whose every figure can be counted by hand."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data import access, ingest
from cme_data.annotate import annotated
from cme_data.measures import MEASURES, Question
from cme_data.store import Store
from pages.components import ask, course, download, problems, signing, words
from pages.components.contents import PAGES
from tests.builders import a_row, csv_bytes, upload
from tests.protected_files import agile
from tests.workbook_files import ANN_IN_PRU, PRU, saved, separated, xlsx

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


def test_trends_say_of_too_few_figures_that_nothing_can_be_said_and_by_which_rules(app):
    told = html(page(app, "trends"))

    assert "Too few figures to say whether there is a change in the caseload" in told
    assert "each month beside the same month a year before" in told


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


@pytest.mark.parametrize("url", ["child", "history", "audit-log"])
def test_a_real_store_shows_nothing_to_somebody_without_a_name(app, opened, url):
    opened.delenv("CME_WHO")
    app.query_params["open"] = "at-risk"
    shown = page(app, url)
    assert "Say who you are first" in shown.info[0].value
    assert not shown.dataframe
    assert not shown.button
    assert not shown.get("download_button")

    shown.text_input[1].set_value("Sam Lee").run()

    assert not shown.info
    assert "Sam Lee" == shown.text_input(key="who").value
    assert faultless(shown.switch_page(PAGES[0].path).run())
    assert 6 == tile(shown, "Known to any register")


def test_the_door_itself_refuses_a_list(app, monkeypatch):
    app.run()
    leader = access.Person("A. Leader", "senior_leader")
    monkeypatch.setattr(ask.frame, "this", lambda: type("Frame", (), {"person": leader}))

    with pytest.raises(access.NotAllowed):
        ask.children("caseload", Question(as_at=NEWEST))


# What goes wrong


def test_a_fault_of_ours_is_a_sentence_with_a_reference(app, monkeypatch, caplog):
    row = "Ann Smith, born 5 May 2014"

    def fail(*_):
        raise ValueError(row)

    monkeypatch.setattr(ask, "panel_days", fail)
    app.run()

    said = app.error[0].value
    reference = re.search(r"\*\*(\w+)\*\*", said)[1]
    assert "Something went wrong" in said
    assert "Ann" not in said
    assert not app.exception
    assert reference in caplog.text
    assert "in fail" in caplog.text  # where it happened
    assert "Ann" not in caplog.text


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

    press(history, "Withdraw this upload")
    assert "Choose the upload to withdraw" in history.error[0].value
    choose(history, "Upload", "U00001 · Pupil referral unit · Malden Oaks · as at 20 November 2026")
    press(history, "Withdraw this upload")
    assert "Say why the upload is withdrawn" in history.error[0].value
    box = next(box for box in history.selectbox if box.label == "Upload")
    assert box.value.startswith("U00001")  # else the next click would take back another one

    next(t for t in history.text_input if t.label == "Why").set_value("A test")
    press(history, "Withdraw this upload")
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
    shown.file_uploader[0].set_value([("PRU.csv", csv_bytes("pru", rows), "text/csv")]).run()
    shown.checkbox[0].check().run()
    press(shown, "Commit 1 file")
    assert shown.info[0].value.count("nothing was changed") == 1

    overview = page(shown, "overview")
    assert any("**1 row of the lists is kept out of the figures**" in w.value for w in overview.warning)


def test_a_file_that_is_no_workbook_is_one_sentence(new_store):
    shown = page(new_store, "upload")
    shown.file_uploader[0].set_value([("photo.xlsx", b"\xff\xd8\xff\xe0", "image/jpeg")]).run()

    assert 1 == len(shown.error)
    assert "photo.xlsx" in shown.error[0].value.replace("\\", "")
    assert not shown.exception


# Upload: what a person settles

HEADINGS = ("Surname", "Forename", "Date of birth", "Patch", "Date admitted", "Basis", "Year group")
ANN_SMITH = ("Smith", "Ann", "05/05/2014", "Kingston upon Thames", "07/09/2026", "Medical", "Year 8")
BOB_JONES = ("Jones", "Bob", "06/06/2013", "Richmond upon Thames", "07/09/2026", "Medical", "Year 9")


def a_list(*rows: tuple[str, ...], patch: str = "Patch") -> bytes:
    return separated([[patch if heading == "Patch" else heading for heading in HEADINGS], *rows])


def dropped(shown: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """The upload page with these files in its drop zone, of lists that speak for 20 November 2026."""
    if not shown.file_uploader:
        shown = page(shown, "upload")
    shown.date_input(key="list_as_at").set_value(NEWEST).run()
    shown.file_uploader[0].set_value([(name, data, "text/csv") for name, data in files]).run()
    assert not shown.exception
    return shown


def press(shown: AppTest, label: str) -> AppTest:
    next(b for b in shown.button if b.label == label).click().run()
    assert not shown.exception
    return shown


def choose(shown: AppTest, label: str, option: str) -> None:
    next(box for box in shown.selectbox if label in box.label.replace("\\", "")).set_value(option)


def fill_grid(shown: AppTest, kind: str, **cells: str) -> None:
    """Write into the last column of the page's grid of that kind, by row from 0."""
    grid = next(each for each in shown.data_editor if (each.key or "").startswith(kind))
    column = grid.value.columns[-1]
    edits = {int(row.removeprefix("row")): {column: text} for row, text in cells.items()}
    shown.session_state[grid.key] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}


def steps(shown: AppTest) -> list[str]:
    """The steps of the page, the open ones with a star."""
    return [each.label + ("*" if each.proto.expanded else "") for each in shown.expander]


def states(shown: AppTest) -> list[str]:
    """How each file stands, in its one line."""
    bodies = " ".join(element.proto.body for element in shown.get("html"))
    return re.findall(r'<p class="state \w+">([^<]+)</p>', bodies)


def test_odd_headings_are_matched_committed_and_known_the_next_time_until_they_are_reset(new_store):
    shown = dropped(new_store, ("Unit.csv", a_list(ANN_SMITH)))
    assert states(shown) == ["Needs matching"]
    assert steps(shown)[0] == "Match columns*"
    assert "needs **Borough**" in shown.error[0].value
    assert next(b for b in shown.button if b.label.startswith("Commit")).disabled
    assert all(box.value is None for box in shown.selectbox if "cell" in box.label)  # none taken by itself

    choose(shown, "“Patch”", "borough")
    press(shown, "Use these columns")
    assert (states(shown), steps(shown)[0]) == (["Ready"], "Change what the columns are read as")
    assert "Patch D1 Borough Matched by you, now Kingston upon Thames" in html(shown)
    press(shown, "Commit 1 file")
    assert "1 new" in shown.success[0].value

    shown = dropped(shown, ("Unit.csv", a_list(ANN_SMITH, BOB_JONES)))
    assert states(shown) == ["Ready"]
    assert "Matched by Sam Lee on" in html(shown)
    assert not any(step.endswith("*") for step in steps(shown))

    press(shown, "Reset")
    assert states(shown) == ["Needs matching"]


def test_a_heading_that_is_not_read_is_named_even_where_nobody_is_asked(new_store):
    notes, near = (*ANN_IN_PRU, "Rang 3 Nov"), (*ANN_IN_PRU, "06/11/2026")
    shown = dropped(
        new_store,
        ("Unit.xlsx", xlsx([(*PRU, "Our notes"), notes])),
        ("Other.xlsx", xlsx([(*PRU, "Dat left"), near])),
    )

    assert states(shown) == ["Ready", "Ready, columns to match"]
    assert [step for step in steps(shown) if "olumns" in step] == [
        "Change what the columns are read as (not read: Our notes)",
        "Match columns*",
    ]


def test_a_match_is_taken_back_before_the_commit(new_store):
    shown = dropped(new_store, ("Unit.csv", a_list(ANN_SMITH)))
    choose(shown, "“Patch”", "borough")
    press(shown, "Use these columns")

    press(shown, "Take back")

    assert states(shown) == ["Needs matching"]


def test_a_value_that_is_not_understood_is_matched_once_for_all_its_rows(new_store):
    respite = [(*child[:5], "Respite", child[6]) for child in (ANN_SMITH, BOB_JONES)]
    shown = dropped(new_store, ("Unit.csv", a_list(*respite, patch="Borough")))
    assert states(shown) == ["2 errors"]
    assert "Match values (1 value not understood)*" in steps(shown)

    choose(shown, "Basis: “Respite” in 2 rows", "Other")
    press(shown, "Use these values")
    assert states(shown) == ["Ready"]
    press(shown, "Commit 1 file")

    shown = dropped(shown, ("Unit.csv", a_list(respite[0], patch="Borough")))
    assert states(shown) == ["Ready"]
    assert any("“respite” means Other" in m.value for m in shown.markdown)


def test_a_value_may_be_left_as_it_is_and_is_then_no_first_step(new_store):
    shown = dropped(new_store, ("Unit.csv", a_list((*ANN_SMITH[:5], "Respite", "Year 8"), patch="Borough")))

    choose(shown, "“Respite”", "Leave it as it is")
    press(shown, "Use these values")

    assert states(shown) == ["1 error"]
    assert [step for step in steps(shown) if step.endswith("*")] == ["Problems: 1 error, 0 warnings*"]


def test_a_cell_is_mended_in_place_and_the_mend_taken_back(new_store):
    wrong = (*BOB_JONES[:2], "31/06/2013", *BOB_JONES[3:])
    shown = dropped(new_store, ("Unit.csv", a_list(ANN_SMITH, wrong, patch="Borough")))
    assert states(shown) == ["1 error"]
    assert "Kept out: 1 row" in html(shown)
    assert "Bob Jones Unit, row 3" in html(shown)

    fill_grid(shown, "mend", row0="30/06/2013")
    press(shown, "Apply")
    assert states(shown) == ["Ready"]
    assert "C3 31/06/2013 30/06/2013" in html(shown)

    back = next(menu for menu in shown.menu_button if menu.label == "Take a mend back")
    back.click("C3").run()
    assert states(shown) == ["1 error"]

    fill_grid(shown, "mend", row0="30/06/2013")
    press(shown, "Apply")
    press(shown, "Commit 1 file")
    assert "2 new" in shown.success[0].value


def test_a_warning_is_explained_once_and_can_be_raised_again(new_store):
    ahead = (*ANN_SMITH[:6], "Year 9")  # born for Year 8
    shown = dropped(new_store, ("Unit.csv", a_list(ahead, patch="Borough")))
    assert states(shown) == ["Ready, 1 warning"]

    fill_grid(shown, "explain", row0="Placed a year up")
    press(shown, "Keep explanations")
    assert states(shown) == ["Ready"]

    next(t for t in shown.toggle if t.label.startswith("1 warning explained before is not shown")).set_value(
        True
    ).run()
    assert any("Placed a year up" in m.value and "Sam Lee" in m.value for m in shown.markdown)
    press(shown, "Raise again")
    assert states(shown) == ["Ready, 1 warning"]


def test_what_the_sender_explained_on_the_problems_sheet_is_kept_at_once_or_with_the_commit(new_store):
    ahead = [(*PRU, "Year group"), (*ANN_IN_PRU, "Year 9")]  # born for Year 8
    found = ingest.examine(xlsx(ahead), "Unit.xlsx", as_at=NEWEST, today=NEWEST)
    book = openpyxl.load_workbook(io.BytesIO(annotated(found, datetime(2026, 11, 20, 9)).data))
    warned = next(row for row in book["Problems"].iter_rows() if row[0].value == "Warning")
    warned[8].value = "Placed a year up"
    shown = dropped(new_store, ("Unit.xlsx", saved(book)))
    assert states(shown) == ["Ready, 1 warning"]
    assert "Ann Smith Year 9 Placed a year up" in html(shown)

    press(shown, "Keep 1 explanation of the sender")
    assert states(shown) == ["Ready"]
    next(t for t in shown.toggle if t.label.startswith("1 warning explained")).set_value(True).run()
    press(shown, "Raise again")
    assert states(shown) == ["Ready, 1 warning"]

    press(shown, "Commit 1 file")
    assert states(dropped(shown, ("Unit.csv", separated(ahead)))) == ["Ready"]


def test_a_protected_file_asks_for_its_password_and_the_password_stays_nowhere(new_store):
    locked = agile(xlsx([PRU, ANN_IN_PRU]), "open sesame")
    shown = dropped(new_store, ("Unit.xlsx", locked))
    assert states(shown) == ["Needs a password"]
    assert "password" in shown.info[0].value

    for typed, stands in (("guess", "Needs a password"), ("open sesame", "Ready")):
        box = next(t for t in shown.text_input if t.label.startswith("Password of"))
        assert (box.proto.type, box.proto.autocomplete) == (box.proto.PASSWORD, "off")
        box.set_value(typed)
        press(shown, "Open the file")
        assert states(shown) == [stands]

    press(shown, "Commit 1 file")
    assert "1 new" in shown.success[0].value
    assert "open sesame" not in str(shown.session_state) + str(shown.query_params)


def test_of_two_files_the_broken_one_holds_the_other_up_no_more_than_its_own_card(new_store):
    shown = dropped(
        new_store, ("Unit.csv", a_list(ANN_SMITH, patch="Borough")), ("photo.xlsx", b"\xff\xd8\xff\xe0")
    )
    assert states(shown) == ["Ready", "No register recognised"]

    press(shown, "Commit 1 file of 2")

    assert "1 new" in shown.success[0].value
    assert states(shown) == ["No register recognised"]  # it is still here, to be settled next


def test_two_files_that_are_one_whole_list_are_not_committed_together(new_store):
    shown = dropped(
        new_store,
        ("Unit old.csv", a_list(ANN_SMITH, patch="Borough")),
        ("Unit new.csv", a_list(BOB_JONES, patch="Borough")),
    )

    assert "are both the whole list of Pupil referral unit" in shown.error[0].value
    assert next(b for b in shown.button if b.label == "Commit 2 files").disabled


def test_tables_of_several_files_are_told_apart_by_who_hears_them(new_store):
    ahead = a_list((*ANN_SMITH[:6], "Year 9"), patch="Borough")  # born for Year 8
    shown = dropped(new_store, ("Unit.csv", ahead), ("Unit again.csv", ahead))

    bodies = " ".join(element.proto.body for element in shown.get("html"))
    heard = re.findall(r'role="region" aria-label="([^"]+)"', bodies)
    assert "What would change, Unit.csv" in heard
    assert len(heard) == len(set(heard))


def test_what_lies_in_the_drop_zone_is_still_there_on_coming_back_from_another_page(new_store):
    shown = dropped(new_store, ("Unit.csv", a_list(ANN_SMITH)))
    choose(shown, "“Patch”", "borough")
    press(shown, "Use these columns")
    next(box for box in shown.selectbox if box.label == "Data provider").set_value("Malden Oaks").run()

    shown.switch_page("pages/registers/templates.py").run()
    shown.switch_page("pages/registers/upload.py").run()
    assert not shown.exception
    assert states(shown) == ["Ready"]
    assert "Malden Oaks" == next(box for box in shown.selectbox if box.label == "Data provider").value
    assert shown.date_input(key="list_as_at").value == NEWEST

    press(shown, "Take out Unit\\.csv")
    assert states(shown) == []

    shown = dropped(shown, ("Unit.csv", a_list(ANN_SMITH, patch="Borough")))
    press(shown, "Commit 1 file")
    assert states(shown) == []


def test_a_file_dropped_twice_is_shown_once(new_store):
    file = ("Unit.csv", a_list(ANN_SMITH, patch="Borough"))

    assert states(dropped(new_store, file, file)) == ["Ready"]


def test_problems_are_grouped_by_rule_or_by_child_and_narrowed_to_errors(new_store):
    rows = [(*BOB_JONES[:2], "31/06/2013", *BOB_JONES[3:6], "Year 7"), (*ANN_SMITH[:6], "Year 7")]
    namesake = ("Smith", "Ann", "06/06/2014", *ANN_SMITH[3:6], "Year 7")
    shown = dropped(new_store, ("Unit.csv", a_list(*rows, namesake, patch="Borough")))
    assert "1 error Could not be read: Date of birth" in html(shown)
    assert "2 warnings Not as the date of birth says: Year group" in html(shown)

    next(t for t in shown.toggle if t.label == "Errors only").set_value(True).run()
    assert "warnings Not as the date" not in html(shown)

    next(t for t in shown.toggle if t.label == "Errors only").set_value(False).run()
    shown.get("segmented_control")[-1].set_value("By child").run()
    told = html(shown)
    assert (
        told.index("1 error Bob Jones, row 2")
        < told.index("1 warning Ann Smith, row 3")
        < told.index("1 warning Ann Smith, row 4")
    )


def test_a_problem_says_what_is_wrong_without_the_place_and_the_value_that_stand_beside_it(new_store):
    nowhere, wrong = (*BOB_JONES[:3], "", *BOB_JONES[4:]), (*ANN_SMITH[:2], "31/06/2013", *ANN_SMITH[3:])

    told = html(dropped(new_store, ("Unit.csv", a_list(nowhere, wrong, patch="Borough"))))

    assert "D2 Bob Jones (blank) Nothing stands here, and a row without borough cannot be counted." in told
    assert "C3 Ann Smith 31/06/2013 A date such as 31/08/2011 was expected." in told


def test_problems_leave_as_a_file_under_the_names_that_the_page_has_for_them():
    wrong = (*ANN_SMITH[:2], "31/06/2013", *ANN_SMITH[3:])
    data = a_list(wrong, patch="Borough")
    found = ingest.examine(data, "Unit.csv", as_at=NEWEST, today=NEWEST).sheets[0]

    assert [row[:5] for row in problems.listed(found)] == [
        ["Error", "Unit", "C2", "Date of birth", "31/06/2013"]
    ]


def test_a_file_is_read_once_however_often_the_page_runs(new_store, monkeypatch):
    times = []
    really = ingest.examine
    monkeypatch.setattr(ingest, "examine", lambda *a, **k: times.append(1) or really(*a, **k))
    files = [(f"Unit {n}.csv", a_list((f"Smith{n}", *ANN_SMITH[1:]), patch="Borough")) for n in range(9)]

    shown = dropped(new_store, *files)
    shown.run()

    assert len(times) == 9


def test_what_is_written_from_the_page_needs_a_name_and_the_right_role(new_store, monkeypatch):
    ahead = (*ANN_SMITH[:6], "Year 9")
    shown = dropped(new_store, ("Unit.csv", a_list(ahead, patch="Borough")))
    monkeypatch.setenv("CME_WHO", "")
    shown.text_input(key="who").set_value("").run()
    assert not [b for b in shown.button if b.label == "Keep explanations"]

    shown.text_input(key="who").set_value("Sam Lee").run()
    fill_grid(shown, "explain", row0="Placed a year up")
    monkeypatch.setattr(signing, "access", SimpleNamespace(UPLOAD=access.UPLOAD, check=refuse))
    press(shown, "Keep explanations")
    assert ["A person without a role cannot upload."] == [
        error.value.replace("\\", "") for error in shown.error
    ]


def refuse(person: access.Person, what: str) -> None:
    raise access.NotAllowed("A person without a role cannot upload.")


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


def test_a_month_that_is_not_over_is_not_set_beside_a_whole_one():
    whole = {"period": "2025-11", "end": date(2025, 11, 30), "joined": 150, "caseload": 1_179}
    part = {"period": "2026-11", "end": date(2026, 11, 20), "joined": 98, "caseload": 1_227}

    assert "98 in November 2026 so far." == course._finding("month", [whole, part], "joined")
    assert "1,227 on 20 November 2026, 48 more than on 30 November 2025." == course._finding(
        "month", [whole, part], "caseload"
    )
    over = part | {"end": date(2026, 11, 30)}
    assert "98 in November 2026, 52 fewer than in November 2025." == course._finding(
        "month", [whole, over], "joined"
    )


def test_a_page_says_that_something_newer_is_being_counted(app, monkeypatch):
    assert not any("being counted" in note.value for note in page(app, "hours").info)

    monkeypatch.setattr(Store, "fingerprint", "newer")
    assert any("what stands here was known before it" in note.value for note in page(app, "hours").info)
