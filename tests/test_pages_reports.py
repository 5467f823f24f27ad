"""Reports: what is due, a report on the screen, its commentary, its files and its frozen versions, through the frame."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Barrier, Event, get_ident
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data import access, reports
from cme_data.calendar import parse_period
from cme_data.errors import CmeError
from cme_data.measures import MEASURES, Question
from cme_data.reports.due import Due
from cme_data.reports.report import Block, Table
from cme_data.reports.report import Column as ReportColumn
from cme_data.reports.statistical import About, Asked, made
from cme_data.statistics import Equation, Family
from cme_data.store import Store, World, frozen, withdraw
from cme_data.store.commentary import commentary, ever_written, write
from cme_data.store.edition import Edition
from cme_data.store.frozen import file_names, frozen_bytes, versions
from pages.components import frame, report_choice, report_files
from pages.components.kept import Asked as Kept
from pages.components.kept import kept
from tests.builders import a_row, upload
from tests.fake_report import HALF_YEAR, key
from tests.test_pages import faultless, html, page

ROOT = Path(__file__).resolve().parent.parent
NOW, NEWEST = datetime(2026, 11, 25, 9), date(2026, 11, 20)
KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"
EDITION = Edition(HALF_YEAR.name, "2026/27-H1", (), False)
RELEASED = EDITION._replace(released=True)
THIS = {"report": HALF_YEAR.title, "period": "September 2026 to February 2027 (so far)"}
NAMES = ("Abara", "Birch", "Cole", "Dunn", "Ellis", "Frost", "Green", "Hale")

pytestmark = pytest.mark.xdist_group("pages")


def a_child(number: int, **more: object) -> dict[str, object]:
    born = {"surname": NAMES[number], "forename": "Ann", "date_of_birth": date(2013, 1, number + 1)}
    return a_row("cme", **{"sex": "Female", "added_on": date(2026, 10, 1), **born, **more})


EVERYBODY = [
    *map(a_child, range(5)), a_child(5, borough=RICHMOND), a_child(6, borough=RICHMOND, sex="Male"),
]  # fmt: skip


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The dashboard with one report of figures: seven children joined, two of them in Richmond, one of these a boy."""
    monkeypatch.setattr(reports, "STATISTICAL", {HALF_YEAR.name: HALF_YEAR})
    monkeypatch.setenv("CME_WHO", "Sam Lee")
    monkeypatch.setenv("CME_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(frame, "clock", lambda: NOW)
    with Store.open(tmp_path) as store:
        upload(store, "cme", EVERYBODY, NEWEST)
    opened = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    yield opened
    opened.session_state["frame_of_this_run"].store.close()
    st.cache_resource.clear()


def report(app: AppTest, **address: str) -> AppTest:
    """The report page, as a link opens it."""
    app.run()
    usual = {"borough": report_choice.EVERY, "released": report_choice.INTERNAL, "section": "The CME register"}
    for name, value in (usual | THIS | address).items():
        app.session_state[name] = app.query_params[name] = value
    shown = app.switch_page(report_choice.PAGE).run()
    assert faultless(shown), shown.error
    return shown


def store_of(app: AppTest) -> Store:
    return app.session_state["frame_of_this_run"].store


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def audited(app: AppTest, what: str) -> list[tuple[str, str]]:
    return store_of(app).ask("SELECT who, detail FROM store.audit WHERE what = $1 ORDER BY entry", [what])


def as_a(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "person_at_this_machine", lambda *_: access.Person("Kim", role))


def warned(app: AppTest) -> str:
    return " ".join(one.value.replace("\\", "") for one in app.warning)


# What is due


def test_reports_says_what_is_due_and_what_was_frozen_from_which_data(app):
    shown = page(app, "reports")
    told = html(shown)
    assert "March to August 2026 Due since 1 September 2026 – Not yet" in told
    assert "Due from 1 March 2027" in told
    assert "Meeting on 26 November 2026" in told

    press(report(app), "Freeze this version")
    shown = page(app, "reports")
    assert "Every borough, internal Sam Lee, 25 November 2026, 09:00" in html(shown)
    assert "As at 20 November 2026, newest list 20 November 2026 Nothing was sent: its figures stand" in html(shown)

    upload(store_of(app), "ehe", [a_row("ehe")], NEWEST)
    assert "1 list sent, withdrawn or decided: open it to see what was revised" in html(page(app, "reports"))


def test_every_row_opens_its_report(app, monkeypatch):
    shown = page(app, "reports")
    opened: list[dict[str, Any]] = []
    monkeypatch.setattr(st, "switch_page", lambda path, query_params: opened.append({"path": path, **query_params}))

    press(shown, "Open March to August 2026")

    assert [{"path": "pages/reports/report.py", "report": HALF_YEAR.title, "period": "March to August 2026",
             "borough": "Every borough", "released": report_choice.INTERNAL}] == opened  # fmt: skip


def test_an_address_names_its_edition_and_nothing_else():
    lasting = Due(HALF_YEAR, parse_period("2026/27-H1"), None)

    said = report_choice.address(RELEASED._replace(boroughs=(KINGSTON,)), lasting, NOW.date())

    assert THIS | {"borough": KINGSTON, "released": report_choice.RELEASED} == said


# On the screen


def test_a_report_is_read_section_by_section(app):
    shown = report(app)

    told = html(shown)
    assert "Period 1 September 2026 to 28 February 2027" in told
    assert "Marking OFFICIAL-SENSITIVE" in told
    assert "Joined 7" in told
    assert "Girls on the CME register" not in told
    assert 1 == len(shown.get("plotly_chart"))

    shown = report(app, section="Girls on the register")
    assert "Joined 6" in html(shown)
    assert "The register is as follows." not in html(shown)


def test_a_released_report_shows_what_is_let_out_and_opens_no_list(app):
    shown = report(app, borough=RICHMOND, released=report_choice.RELEASED)

    told = html(shown)
    assert "Marking OFFICIAL" in told
    assert "OFFICIAL-SENSITIVE" not in told
    assert "Joined [c]" in told
    assert "[c] is a figure that is hidden" in told
    assert "No figure is shown, and so no bar, of: Joined; At the end." in told
    assert not shown.get("menu_button")
    assert "Joined 2" in html(report(app, borough=RICHMOND))


def test_a_count_opens_its_list_and_for_a_leader_none(app, monkeypatch):
    report(app)
    app.query_params["open"] = "report.joined.2026-27-h1.cme.all.total.total"
    shown = app.run()
    assert faultless(shown), shown.error
    assert 7 == len(shown.dataframe[0].value)

    del app.query_params["open"]
    as_a("senior_leader", monkeypatch)
    shown = report(app)
    assert not shown.get("menu_button")
    assert "Joined 7" in html(shown)


def test_a_store_without_the_register_says_what_is_missing_and_shows_no_nought(app):
    withdraw(store_of(report(app)), "U00001", "The wrong file", "Sam Lee", NOW)
    upload(store_of(app), "ehe", [a_row("ehe")], NEWEST)

    told = html(report(app))

    assert "No list of the CME register was uploaded: it stands blank." in told
    assert "Joined [x] [x]" in told
    assert "[x] is no data" in told


def test_an_empty_store_has_nothing_to_report(tmp_path, monkeypatch):
    monkeypatch.setenv("CME_WHO", "Sam Lee")
    monkeypatch.setenv("CME_DATA_DIR", str(tmp_path / "own"))
    opened = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)

    for url in ("report", "reports"):
        assert faultless(page(opened, url))
    assert "there is nothing to report" in html(page(opened, "report"))
    store_of(opened).close()
    st.cache_resource.clear()


def test_a_return_is_made_when_somebody_accepts_what_is_unknown_and_has_no_released_form(app, monkeypatch):
    def gather(world: World, asked: Asked) -> tuple[Family, About]:
        if not asked.accepted:
            raise CmeError("2 children would go in as Unknown.")
        assert "Sam Lee" == asked.who
        return HALF_YEAR.gather(world, asked)

    monkeypatch.setitem(reports.STATISTICAL, HALF_YEAR.name, replace(HALF_YEAR, exact=True, gather=gather))
    shown = report(app, released=report_choice.RELEASED)
    assert "2 children would go in as Unknown." in warned(shown)
    assert not shown.get("download_button")
    assert report_choice.INTERNAL not in str(shown.get("button_group"))

    shown.checkbox[0].check().run()
    assert faultless(shown), shown.error
    assert "Joined 7" in html(shown)
    assert "Marking OFFICIAL-SENSITIVE" in html(shown)


def look_at(world: World, asked: Asked) -> list[dict[str, Any]]:
    rows = MEASURES["caseload"].list(world, Question(NEWEST, filters={"borough": (RICHMOND,)}), detail=True)
    return [row | {"collection": "CME", "what": "Not known: sex"} for row in rows]


def named(world: World, asked: Asked) -> dict[str, tuple[Block, ...]]:
    rows = tuple((f"{row['surname']}, {row['forename']}",) for row in look_at(world, asked))
    return {"The CME register": (Table("Who they are", (ReportColumn("Child"),), rows, "Nobody."),)}


@pytest.fixture
def a_return(app, monkeypatch) -> AppTest:
    """The report as a return that waits to be accepted, with two children to look at."""

    def gather(world: World, asked: Asked) -> tuple[Family, About]:
        if not asked.accepted:
            raise CmeError("2 children would go in as Unknown.")
        return HALF_YEAR.gather(world, asked)

    made_so = replace(HALF_YEAR, exact=True, gather=gather, look_at=look_at, named=named)
    monkeypatch.setitem(reports.STATISTICAL, HALF_YEAR.name, made_so)
    return app


def test_the_children_to_look_at_stand_before_the_tick_each_with_the_way_to_the_child(a_return):
    shown = report(a_return)

    assert ["Frost", "Green"] == list(shown.dataframe[0].value["Surname"])
    assert {"Not known: sex"} == set(shown.dataframe[0].value["What to look at"])
    assert ["Frost, Ann", "Green, Ann"] == next(box for box in shown.selectbox if box.key == "list_child").options
    assert not shown.get("download_button")

    told = html(shown.checkbox[0].check().run())
    assert "Who they are" in told
    assert "Frost, Ann" in told


def test_a_leader_is_told_how_many_and_makes_the_return_without_a_name_in_it(a_return, monkeypatch):
    as_a("senior_leader", monkeypatch)
    shown = report(a_return)

    assert "2 children would go in as Unknown." in warned(shown)
    assert not shown.dataframe
    told = html(shown.checkbox[0].check().run())
    assert "Joined 7" in told
    assert "Frost" not in told


def test_a_frozen_return_names_nobody_as_leaders_may_open_it_again(a_return, monkeypatch):
    files: list[reports.Document] = []
    monkeypatch.setattr(reports, "write", lambda document, suffix: files.append(document) or b"a file")
    report(a_return).checkbox[0].check().run()

    press(a_return, "Freeze this version")

    assert files
    assert "Frost" not in str([document.sections for document in files])


def test_what_was_released_before_and_gives_a_count_away_is_told_to_whoever_makes_the_report(app, monkeypatch):
    monkeypatch.setattr(frozen, "last_released", lambda store: 1)
    monkeypatch.setattr(frozen, "released_before", lambda store: {
        "|".join(key("Joined", "2026/27-H1", RICHMOND, group)): value for group, value in (("Total", 2), ("Female", 1))
    })  # fmt: skip
    equation = Equation(
        key("Joined", "2026/27-H1", RICHMOND),
        tuple(key("Joined", "2026/27-H1", RICHMOND, sex) for sex in ("Female", "Male")),
    )

    def gather(world: World, asked: Asked) -> tuple[Family, About]:
        family, about = HALF_YEAR.gather(world, asked)
        return replace(family, equations=(equation,)), about

    monkeypatch.setitem(reports.STATISTICAL, HALF_YEAR.name, replace(HALF_YEAR, gather=gather))

    assert "can be worked out with what was released earlier" in warned(report(app, released=report_choice.RELEASED))
    as_a("senior_leader", monkeypatch)
    assert "worked out" not in warned(report(app, released=report_choice.RELEASED))


def test_two_who_ask_for_a_report_at_once_share_the_making_of_it(monkeypatch):
    world = SimpleNamespace(fingerprint="of these tests", state="of these tests")
    monkeypatch.setattr(frame, "this", lambda: SimpleNamespace(settings=None))
    made_by, both, twice = [], Barrier(2, timeout=10), Event()

    def answer(*_: object) -> int:
        made_by.append(get_ident())
        if len(made_by) > 1:
            twice.set()
        twice.wait(0.3)  # long enough for the other to come in, were the door open
        return len(made_by)

    def ask() -> int:
        both.wait()
        return kept(Kept(answer, world, "a report", "of these tests"))

    with ThreadPoolExecutor(2) as pool:
        assert [1, 1] == [each.result() for each in [pool.submit(ask) for _ in range(2)]]


def test_a_report_to_be_handed_round_is_released_unless_somebody_asks(app, monkeypatch):
    monkeypatch.setitem(reports.STATISTICAL, HALF_YEAR.name, replace(HALF_YEAR, outward=True))

    assert "Small numbers Suppressed" in html(page(app, "report"))



def test_commentary_is_written_in_its_place_and_kept_with_who_and_when(app):
    shown = report(app)
    shown.text_area[0].set_value("More joined than ever.").run()
    press(shown, "Save commentary")
    assert faultless(shown), shown.error
    assert "Saved by Sam Lee, 25 November 2026, 09:00" in html(shown)
    assert "More joined than ever." == shown.text_area[0].value

    shown.text_area[0].set_value("Joined: seven.").run()
    press(shown, "Save commentary")
    assert "Joined: seven." == commentary(store_of(shown), EDITION)["cme"].text
    assert "Earlier commentary (1)" in html(shown)
    assert "More joined than ever." in html(shown)
    assert "" == report(app, section="Girls on the register").text_area[0].value


def test_what_a_colleague_saved_meanwhile_is_shown_beside_ones_own_words(app):
    shown = report(app)
    write(store_of(shown), EDITION, "cme", "What B wrote.", None, "B. Shah", NOW)
    assert "What B wrote." == app.run().text_area[0].value  # nothing was typed yet: the newest is shown

    shown.text_area[0].set_value("What I wrote.").run()
    theirs = write(store_of(shown), EDITION, "cme", "B again.", 1, "B. Shah", NOW)
    press(shown, "Save commentary")

    assert "What I wrote." == shown.text_area[0].value
    assert "B again." in html(shown)
    assert "B. Shah saved this commentary" in shown.error[0].value.replace("\\", "")
    assert theirs == commentary(store_of(shown), EDITION)["cme"]
    press(shown, "Save commentary")
    assert faultless(shown), shown.error
    assert ["What I wrote.", "B again.", "What B wrote."] == [
        one.text for one in ever_written(store_of(shown), EDITION, "cme")
    ]


def test_words_for_outside_that_look_like_a_child_are_kept_only_when_somebody_looked(app):
    shown = report(app, released=report_choice.RELEASED)
    shown.text_area[0].set_value("Ann Cole and 3 others came back.").run()
    assert "“Ann Cole” looks like the name of a child" in warned(shown)
    assert "“3” looks like a small number" in warned(shown)

    press(shown, "Save commentary")
    assert "Not saved" in shown.error[0].value
    assert {} == commentary(store_of(shown), RELEASED)

    shown.checkbox[0].check().run()
    press(shown, "Save commentary")
    assert faultless(shown), shown.error
    assert "Ann Cole and 3 others came back." == commentary(store_of(shown), RELEASED)["cme"].text
    assert {} == commentary(store_of(shown), EDITION)


def test_inside_the_service_too_a_childs_name_is_kept_only_when_somebody_looked(app):
    """Senior leaders read commentary, and no child; small numbers are theirs to see."""
    shown = report(app)
    shown.text_area[0].set_value("Ann Cole and 3 others came back.").run()
    assert "Senior leaders read this, and never a child. “Ann Cole” looks like the name" in warned(shown)
    assert "small number" not in warned(shown)

    press(shown, "Save commentary")
    assert "Not saved" in shown.error[0].value
    assert {} == commentary(store_of(shown), EDITION)


@pytest.mark.parametrize("role", access.ROLES)
def test_who_may_write_commentary_and_freeze_and_who_reads(app, monkeypatch, role):
    write(store_of(report(app)), EDITION, "cme", "More joined.", None, "B. Shah", NOW)
    as_a(role, monkeypatch)
    shown = report(app)

    may = role in {"associate_director", "business_support", "administrator"}
    assert may is bool(shown.text_area)
    assert may is ("Freeze this version" in [button.label for button in shown.button])
    assert may or "More joined. B. Shah, 25 November 2026, 09:00." in html(shown)
    assert shown.get("download_button")


def test_without_a_name_nothing_is_kept(app, tmp_path, monkeypatch):
    with Store.open(tmp_path) as store:
        store.mark_sample()  # a real one shows nothing before it has a name
    monkeypatch.setenv("CME_WHO", "")
    shown = report(app)
    press(shown, "Freeze this version")
    assert "Write your name" in warned(shown)
    shown.text_area[0].set_value("More joined.").run()
    press(shown, "Save commentary")
    assert "Write your name" in shown.error[0].value
    assert ([], {}) == (versions(store_of(shown), EDITION), commentary(store_of(shown), EDITION))


# Frozen versions


def test_a_frozen_version_keeps_its_files_with_the_commentary_in_them(app):
    shown = report(app)
    assert "has not been frozen yet" in html(shown)
    shown.text_area[0].set_value("More joined than ever.").run()
    press(shown, "Save commentary")
    press(shown, "Freeze this version")
    assert faultless(shown), shown.error
    assert "Frozen by Sam Lee on 25 November 2026, 09:00; figures as at 20 November 2026" in html(shown)
    assert "No figure of this report has been revised since." in html(shown)

    (one,) = versions(store_of(shown), EDITION)
    names = file_names(store_of(shown), one.entry)
    assert {name.rpartition(".")[2] for name in names} == {suffix[1:] for suffix in reports.WRITERS}
    assert all("OFFICIAL-SENSITIVE" in name for name in names)
    web = next(name for name in names if name.endswith(".html"))
    assert b"More joined than ever." in frozen_bytes(store_of(shown), one.entry, web)
    assert 1 == len(audited(shown, "froze a report"))


def test_what_is_typed_and_not_saved_is_frozen_in_no_file(app):
    shown = report(app)
    shown.text_area[0].set_value("Not saved yet.").run()
    press(shown, "Freeze this version")

    assert "Commentary is not saved yet (The CME register)" in warned(shown)
    assert [] == versions(store_of(shown), EDITION)
    press(shown, "Save commentary")
    assert "" == warned(shown)


def test_what_was_revised_since_stands_beside_what_was_frozen_with_its_causes(app):
    press(report(app), "Freeze this version")
    upload(store_of(app), "cme", [*EVERYBODY, a_child(7)], NEWEST)

    told = html(report(app))

    assert "4 figures of this report have been revised since." in told
    assert "The CME register: Joined, 2026/27-H1 7 8 Children missing education" in told
    assert "Children missing education Upload U00002" in told
    assert "Sent late or again" in told

    shown = press(report(app), "Make it again from what was known then")
    assert "a list for an earlier day came late, was sent again or was withdrawn" in shown.info[0].value


def test_made_again_from_what_was_known_then_it_says_the_same(app):
    press(report(app), "Freeze this version")
    upload(store_of(app), "cme", [*EVERYBODY, a_child(7)], date(2026, 11, 24))

    shown = press(report(app), "Make it again from what was known then")

    assert "figures are the same" in shown.success[0].value
    assert "7 8 Children missing education" in html(shown)


# Files


def test_a_file_that_leaves_is_written_down_with_whom_it_is_for(app):
    shown = report(app)
    shown.text_input(key="report_for").set_value("The safeguarding partnership").run()
    kinds = {button.label: button for button in shown.get("download_button")}
    assert {"Word", "PDF", "Web page"} <= set(kinds)

    here = shown.session_state["frame_of_this_run"]
    asked = Asked(here.settings, parse_period(EDITION.period), (), NOW, {})
    document = made(HALF_YEAR, here.world, asked, released=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frame, "this", lambda: here)
        data = report_files.making(document, ".html", " The safeguarding partnership ")()

    assert data.startswith(b"<!")
    ((who, detail),) = audited(shown, "downloaded a report")
    assert "Sam Lee" == who
    assert detail.endswith("OFFICIAL-SENSITIVE.html, as at 2026-11-20, for The safeguarding partnership")


def test_a_panel_member_sees_the_children_of_the_panel_alone_and_names_in_no_report(a_return, monkeypatch):
    report(a_return)
    at_home = {"surname": "Ives", "forename": "Ann", "date_of_birth": date(2013, 1, 9), "borough": RICHMOND}
    upload(store_of(a_return), "ehe", [a_row("ehe", **at_home)], NEWEST)
    assert ["Frost", "Green", "Ives"] == sorted(report(a_return).dataframe[0].value["Surname"])

    as_a("panel_member", monkeypatch)
    shown = report(a_return)

    assert ["Frost", "Green"] == sorted(shown.dataframe[0].value["Surname"])
    assert "Who they are" not in html(shown.checkbox[0].check().run())
