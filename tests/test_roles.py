"""What each role sees: every page, every list and every file, for each of them, over children whose names say whose they are.

The walk reads what reaches the browser and what a button hands out, whole, and looks for names. It does not ask the
code whom somebody may see: that stands here once more, in `SEES`.
"""

import ast
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data import access, ingest, settling, sign_in
from cme_data.access import Person
from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from cme_data.settings import load, shipped
from cme_data.sign_in import Session
from cme_data.store import Store, audit, withdraw
from pages.components import child_search, download, frame, identity, lists, seen
from pages.components.contents import PAGES
from pages.components.lists import Offer, Rows
from schemas import REGISTERS
from tests.builders import TODAY, a_row, csv_bytes, upload
from tests.test_pages import html

ROOT = Path(__file__).resolve().parent.parent
NEWEST, PANEL, NOW = date(2026, 11, 20), date(2026, 11, 12), datetime(2026, 11, 25, 9)
WELFARE, UNIT = "Education Welfare Service", "Malden Oaks"
OF_PANEL, OF_WELFARE, OF_UNIT = ("Panelmarker",), ("Welfaremarker",), ("Unitmarker",)
EVERY = (*OF_PANEL, *OF_WELFARE, *OF_UNIT)
SEES: dict[Person, tuple[str, ...]] = {
    Person("Ada Director", "associate_director"): EVERY,
    Person("Wyn Welfare", "panel_member", WELFARE): (*OF_PANEL, *OF_WELFARE),
    Person("Una Unit", "panel_member", UNIT): (*OF_PANEL, *OF_UNIT),
    Person("Bea Support", "business_support"): EVERY,
    Person("Lee Leader", "senior_leader"): (),
    Person("Ash Admin", "administrator"): EVERY,
}
LEADER, WYN, UNA = (next(who for who in SEES if who.name.startswith(name)) for name in ("Lee", "Wyn", "Una"))

NAMES_A_FILE = {"history"}
"""Where a name is that of a file alone."""

pytestmark = pytest.mark.xdist_group("pages")  # one process, so that one store at a time is open


def person(register: str, marker: str, number: int, **values: Any) -> dict[str, Any]:
    named = {"surname": f"{marker}{number}", "forename": marker, "date_of_birth": date(2013, 1, number)}
    return a_row(register, **named, **values)


def send(store: Store, register: str, rows: list[dict[str, Any]], marker: str) -> None:
    """A file whose name tells of a child too, with a row that is kept out and one that is warned of."""
    blank = {"date_of_birth": None, REGISTERS[register].opens: None}
    kept_out = person(register, marker, 8) | blank
    warned = person(register, marker, 9, upn="A999926000001")
    examined = ingest.examine(
        csv_bytes(register, [*rows, kept_out, warned]), f"{marker} list.csv", as_at=NEWEST, today=TODAY, register=register,
        provider=None,
    )  # fmt: skip
    (outcome,) = ingest.commit(store, examined, mode="snapshot", who="S. Okafor", now=NOW, accept_passed=True)
    assert outcome.upload


def action(marker: str, number: int, service: str, of: int = 1) -> dict[str, Any]:
    days = {"agreed_on": date(2026, 10, 1), "due_on": date(2026, 10, 1 + number)}
    said = {"action": f"Visit {marker}", "owner": "A. Lee"}
    return person("actions", marker, of, action_id=str(number), service=service, **days, **said)


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Path:
    """Children of the panel, of home education and of the unit; each with actions, gaps, and rows that are amiss."""
    folder = tmp_path_factory.mktemp("town")
    with Store.open(folder) as store:
        panel, welfare, unit = (kind[0] for kind in (OF_PANEL, OF_WELFARE, OF_UNIT))
        missing = {"category": "Missing - not located", "missing_from": date(2026, 10, 1)}
        cme = [
            person("cme", panel, 1, category="At risk", lead_service="SEND Service"),
            person("cme", panel, 2, added_on=date(2026, 10, 1), **missing),
        ]
        upload(
            store, "meetings", [a_row("meetings", held_on=day) for day in (date(2026, 10, 1), PANEL)], NEWEST
        )
        send(store, "cme", cme, panel)
        judged = {
            "suitability": "Unsuitable",
            "assessed_on": date(2026, 10, 5),
            "sen": "EHC plan",
            "annual_review_due": date(2026, 11, 2),
        }
        send(store, "ehe", [person("ehe", welfare, number, **judged) for number in (1, 2)], welfare)
        upload(store, "pru", [person("pru", unit, number) for number in (3, 4)], PANEL)  # on no later list
        # One of the panel's children is in the unit too, whose list and its file's name are the unit's own.
        shared = person("pru", panel, 2, hours_per_week=11, commissioning_school="Commissionmarker")
        send(store, "pru", [person("pru", unit, 1), person("pru", unit, 2), shared], unit)
        wrong = upload(store, "pru", [person("pru", unit, 5)], NEWEST, mode="additions")
        withdraw(store, wrong.upload, f"{unit}5 is no longer there", "S. Okafor", NOW)
        owed = [action(panel, 1, "SEND Service"), action(welfare, 2, WELFARE), action(unit, 3, UNIT)]
        upload(store, "actions", owed, NEWEST)
        found = settling.gaps(store.world(), Question(NEWEST, settings=shipped()), ())
        some = [next(row for row in found.open if row["register"] == name) for name in ("ehe", "pru")]
        settling.settle(store, some, NEWEST, "Looked at", "S. Okafor", NOW)
    return folder


@pytest.fixture(scope="module")
def opened(town: Path) -> Iterator[pytest.MonkeyPatch]:
    """The store in `town` behind every page, until the last of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CME_DATA_DIR", str(town))
        patch.setattr(frame, "clock", lambda: NOW)
        yield patch
    frame._opened(str(town.resolve())).close()
    st.cache_resource.clear()


@contextmanager
def as_(who: Person) -> Iterator[dict[str, Callable[[], bytes]]]:
    """The pages drawn for that person, each list they offer drawn open once; gives the files they offer, by their names."""
    files: dict[str, Callable[[], bytes]] = {}
    year = {"start": date(2025, 11, 21), "end": NEWEST}
    measured: list[Offer | Rows] = [
        Offer(
            f"{name}-{figure.name}",
            figure.label,
            name,
            Question(NEWEST, settings=shipped(), **year),
            figure.name,
        )
        for name, measure in MEASURES.items()
        for figure in measure.figures
        if figure.where
    ]
    drawn_before = set[str]()

    def draw_all() -> None:
        offered = [*st.session_state[lists._OFFERED].values(), *measured]
        measured.clear()
        with pytest.MonkeyPatch.context() as once:
            once.setattr(child_search, "offer", lambda rows, key: None)  # its field has one key for all lists
            for each in offered if lists.allowed() and SEES.get(who, EVERY) != EVERY else ():
                if f"{each.name} {each.count}" not in drawn_before:
                    drawn_before.add(f"{each.name} {each.count}")
                    (lists._draw_rows if isinstance(each, Rows) else lists._draw)(each)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "person_at_this_machine", lambda *_: who)
        patch.setattr(
            st, "download_button", lambda label, data, file_name, **_: files.update({file_name: data})
        )
        patch.setattr(lists, "show", draw_all)
        yield files


def drawn(app: AppTest) -> bytes:
    """Everything that reached the browser."""
    parts: list[bytes] = []

    def walk(node: Any) -> None:
        proto = getattr(node, "proto", None)
        if proto is not None:
            parts.append(proto.SerializeToString())
        for child in getattr(node, "children", {}).values():
            walk(child)

    walk(app._tree)
    return b"\n".join(parts)


def unpacked(data: bytes) -> bytes:
    """What a file holds, out of its package."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"\n".join(unpacked(package.read(name)) for name in package.namelist())


def named_in(data: bytes) -> set[str]:
    return {marker for marker in EVERY if marker.lower().encode() in data.lower()}


def tables(app: AppTest) -> str:
    return " ".join(
        table
        for element in app.get("html")
        for table in re.findall(r"<table.*?</table>", element.proto.body, flags=re.S)
    )


def refused(app: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in app.error]


def addresses(app: AppTest, entry: Any) -> dict[str, str]:
    """A valid value, and not the first, for each choice of the page that stands in its address."""
    fields = [*app.selectbox, *app.get("button_group")]
    return {
        field.key: str(
            field.options[-1].content if hasattr(field.options[-1], "content") else field.options[-1]
        )
        for field in fields
        if field.key in entry.own and field.options
    }


def children_of(town_: Path) -> dict[str, str]:
    """The opaque id of a child of each kind."""
    store = frame._opened(str(town_.resolve()))
    rows = store.world().rows(
        "SELECT DISTINCT child, forename FROM spells JOIN contents ON content_id = last_content WHERE surname LIKE '%1'"
    )
    return {row["forename"]: row["child"] for row in rows}


@pytest.mark.parametrize("who", SEES, ids=lambda who: f"{who.role} {who.service}".strip())
def test_nobody_meets_the_name_of_a_child_who_is_not_theirs(opened, town, who):
    met = set[str]()
    with as_(who) as files:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()

        def look(shown: AppTest, where: str) -> None:
            assert not shown.exception, (where, shown.exception)
            named = {where: named_in(drawn(shown))}
            # A PDF is made of the same document as the Word file, and slow.
            for name, made in files.items():
                if not name.endswith(".pdf"):
                    named[name] = named_in(unpacked(made()))
            met.update(*named.values())
            assert not {place: names for place, names in named.items() if names - set(SEES[who])}, where
            files.clear()

        for entry in PAGES:
            before = lists_seen(town, who)
            shown = app.switch_page(entry.path).run()
            if named_in(drawn(shown)) and entry.url not in NAMES_A_FILE:
                assert lists_seen(town, who) > before, f"{entry.url} names children, and the audit log has no list of it"
            look(shown, entry.url)
            if not access.may(who.role, entry.needs):
                assert any("cannot" in said for said in refused(shown)), entry.url
                continue
            assert not shown.error, (entry.url, refused(shown))
            if SEES[who] == EVERY:  # whose lists and addresses the other tests open
                continue
            for key, value in addresses(shown, entry).items():
                app.query_params[key] = value
            if set(app.query_params) & set(entry.own):
                look(app.run(), f"{entry.url} {dict(app.query_params)}")
            for key in list(app.query_params):
                del app.query_params[key]
    assert met == set(SEES[who])  # what is theirs they do meet


def test_two_people_of_two_services_in_turn_each_have_their_own_rows(opened, town):
    """The answers are kept for all people: whose rows they are is no part of what is kept."""
    told = []
    for who in (WYN, UNA, WYN):
        with as_(who) as files:
            app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
            shown = app.switch_page("pages/panel/action_sheet.py").run()
            (sheet,) = [made() for name, made in files.items() if name.startswith("action-sheet")]
        told.append(
            (named_in(drawn(shown)), named_in(sheet), "2 of 3: the others are on no list" in html(shown))
        )
        assert b"The sheet has 2 of 3: the others are on no list of the panel or of your service." in sheet

    welfare, unit = {*OF_PANEL, *OF_WELFARE}, {*OF_PANEL, *OF_UNIT}
    assert [(welfare, welfare, True), (unit, unit, True), (welfare, welfare, True)] == told


def test_a_list_is_written_down_once_however_often_it_is_drawn_and_again_when_it_is_narrowed(opened, town):
    who = Person("Nell Narrow", "business_support")
    with as_(who):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        before = lists_seen(town, who)
        told = []
        for service in (None, None, WELFARE, WELFARE):
            shown = app.switch_page("pages/panel/action_sheet.py").run()
            if service:
                shown.selectbox(key="service").set_value(service).run()
            told.append(lists_seen(town, who) - before)
        opened.setattr(frame, "clock", lambda: NOW + timedelta(days=1))
        app.run()
        opened.setattr(frame, "clock", lambda: NOW)
        told.append(lists_seen(town, who) - before)

    assert told == [2, 2, 3, 3, 5], "the sheet and the unmet actions; the narrowed sheet; all anew on the next day"
    store = frame._opened(str(town.resolve()))
    lines = [line.detail for line in audit.entries(store, who=who.name, what="saw a list")]
    every = "the action sheet, Open, every service, every owner, Every meeting: 3 children"
    assert {every, every.replace("every service", WELFARE).replace("3 children", "1 child")} < set(lines)
    assert not named_in(" ".join(lines).encode())


def test_a_purpose_is_said_once_for_a_session_and_stands_in_the_file_and_in_the_log(opened, town):
    pressable = dict[str, bool]()
    who, name = Person("Pia Purpose", "business_support"), f"action-sheet_{NOW.date()}_OFFICIAL-SENSITIVE.csv"

    def offered(label: str, data: Callable[[], bytes], file_name: str, disabled: bool, **_: Any) -> None:
        files[file_name], pressable[file_name] = data, not disabled

    with as_(who) as files, pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "download_button", offered)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        shown = app.switch_page("pages/panel/action_sheet.py").run()
        pressed = [pressable[name]]
        fields = [each for each in shown.get("button_group") if each.key.startswith("purpose-list-action-sheet")]
        fields[0].set_value("Chasing a service").run()
        pressed.append(pressable[name])
        first = files[name]().decode("utf-8-sig").splitlines()[0]
        app.switch_page("pages/panel/duties.py").run()
        app.switch_page("pages/panel/action_sheet.py").run()
        pressed.append(pressable[name])

    assert [False, True, True] == pressed
    assert "OFFICIAL-SENSITIVE. Taken for: Chasing a service. By Pia Purpose on 25 November 2026." == first
    store = frame._opened(str(town.resolve()))
    (line,) = audit.entries(store, who="Pia Purpose", what="downloaded a list")
    assert "action sheet: 3 rows; for: Chasing a service" == line.detail


def test_figures_are_the_authoritys_whoever_reads_them(opened, town):
    told = []
    for who in (next(iter(SEES)), WYN, LEADER):
        with as_(who):
            app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
            pages = ("figures", "hours", "actions", "caseload")
            told.append([tables(app.switch_page(f"pages/insight/{page}.py").run()) for page in pages])
    assert told[1] == told[0] == told[2]
    assert len(re.findall(r">\d+<", " ".join(told[0]))) >= 50


@pytest.mark.parametrize(
    ("asked", "noted"),
    [("Unitmarker", True), ("0123456789", True), ("Smith, Ann", False), ("Welfaremarker", None)],
)
def test_another_services_child_is_refused_and_that_is_written_down_once(opened, town, asked, noted):
    ids = children_of(town)
    with as_(WYN):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        before = len(written_down(town))
        app.query_params["child"] = ids.get(asked, asked)
        shown = app.switch_page("pages/panel/child.py").run()
        app.run()

    lines = written_down(town)[before:]
    if noted is None:
        assert [("opened a child", ids[asked])] == lines
        assert not shown.error
    else:
        assert [
            ("refused a child", ids.get(asked, asked) if noted else "an address that is no record's")
        ] == lines
        assert "ask business support" in refused(shown)[0]


@pytest.mark.parametrize(("who", "reads"), [(WYN, False), (UNA, True)], ids=["another service", "its own"])
def test_of_another_services_register_a_panel_member_reads_who_holds_the_child_and_the_hours(opened, town, who, reads):
    store = frame._opened(str(town.resolve()))
    (row,) = store.world().rows(
        """SELECT DISTINCT child FROM spells JOIN contents ON content_id = last_content
        WHERE surname = 'Panelmarker2' AND spells.register = 'pru'"""
    )
    with as_(who):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        app.query_params["child"] = row["child"]
        shown = app.switch_page("pages/panel/child.py").run()

    assert not shown.error
    told = html(shown)
    assert "Pupil referral unit" in told
    assert ("Hours per week 11" in told, "Malden Oaks" in told) == (True, True)
    assert reads == ("Unitmarker list.csv" in told)
    assert reads == ("a list of Malden Oaks" not in told)
    assert reads == ("you see that the child is on them" not in told)


@pytest.mark.parametrize(("who", "reads"), [(WYN, (1,)), (UNA, (0, 1)), (next(iter(SEES)), (0, 1, 2))])
def test_what_stands_wrong_in_another_services_list_is_for_that_service(monkeypatch, who, reads):
    rows = [
        {"child": "a", "register": "pru", "provider": UNIT, "value": "What stands there"},
        {"child": "a", "register": "cme", "provider": "Business support", "value": "What stands there"},
        {"child": "b", "register": "ehe", "provider": WELFARE, "value": "What stands there"},
    ]
    monkeypatch.setattr(frame, "this", lambda: SimpleNamespace(person=who))
    monkeypatch.setattr(seen, "children", lambda: None if SEES[who] == EVERY else frozenset("a"))
    found = seen.whole(rows)
    assert ([rows[place] for place in reads], 3) == (found, found.whole)


def test_who_tries_too_many_ids_opens_no_child_for_an_hour_and_cannot_tell_which_there_are(opened, town):
    """The same words for a child of another service, for one that nobody is, and once stopped for the own ones too."""
    ids = children_of(town)
    (town / "settings.toml").write_text("[audit]\nguesses_an_hour = 3\n", encoding="utf-8")
    with as_(Person("Gil Guesser", "panel_member", WELFARE)):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()

        def asked(child: str) -> list[str]:
            app.query_params["child"] = child
            return refused(app.switch_page("pages/panel/child.py").run())

        assert [] == asked(ids["Welfaremarker"])
        assert len(set(map(tuple, vain := [asked(ids["Unitmarker"]), asked("0123456789")]))) == 1
        assert ["ask business support" in said for (said,) in vain] == [True, True]
        asked("0123456780")
        told = [asked(child) for child in (ids["Welfaremarker"], ids["Unitmarker"], "0123456789")]
        opened.setattr(frame, "clock", lambda: NOW + timedelta(minutes=61))
        later = asked(ids["Welfaremarker"])
        opened.setattr(frame, "clock", lambda: NOW)
    (town / "settings.toml").unlink()

    assert told == [told[0]] * 3
    assert "No child is opened under your name until 10:00" in told[0][0]
    assert [] == later
    with as_(next(who for who in SEES if who.role == "administrator")):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        shown = app.switch_page("pages/administration/audit_log.py").run()
    assert any("Gil Guesser asked for so many children in vain" in each.value for each in shown.warning)


def test_who_looks_for_another_services_child_is_not_told_that_there_is_one(opened, town):
    with as_(WYN):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        app.switch_page("pages/panel/child.py").run()
        found = []
        for typed in ("Unitmarker1", "Nobodyatall", "Welfaremarker1"):
            app.text_input(key="child_search").set_value(typed).run()
            found.append(html(app))
    assert found[0] == found[1]
    assert "Nobody on the lists of the panel or of your service is named so" in found[0]
    assert "1 child found." in found[2]


def lists_seen(town_: Path, who: Person) -> int:
    store = frame._opened(str(town_.resolve()))
    return len(audit.entries(store, who=who.name, what="saw a list"))


def written_down(town_: Path) -> list[tuple[str, str]]:
    store = frame._opened(str(town_.resolve()))
    return store.ask("SELECT what, detail FROM store.audit WHERE what LIKE '%a child' ORDER BY entry")


# At the click


@pytest.fixture
def clicked(tmp_path, monkeypatch):
    """A file that a page offers to somebody signed in; pressing it gives its bytes."""
    with Store.open(tmp_path) as store:
        (tmp_path / "settings.toml").write_text(
            '[[group]]\nclaim = "CME"\nrole = "business_support"\n', encoding="utf-8"
        )
        local = load(tmp_path)
        session = Session("subject", "Sam Lee", "", ("CME",), NOW, NOW + timedelta(hours=1))
        here = frame.Frame(store, store.world(), local, sign_in.person_of(session, local), NOW, session)
        offered: list[Callable[[], bytes]] = []
        monkeypatch.setattr(frame, "this", lambda: here)
        monkeypatch.setattr(frame, "clock", lambda: NOW + timedelta(minutes=5))
        monkeypatch.setattr(st, "session_state", {})
        monkeypatch.setattr(st, "download_button", lambda label, data, **_: offered.append(data))
        download.button("A list", lambda: b"names", "list.csv", access.CHILDREN)
        yield here, tmp_path, offered[0]
    identity._sessions_of.clear()


def is_refused(press: Callable[[], bytes], told: str) -> None:
    """No byte leaves; the sentence waits for the page, and nothing but that for Streamlit's log."""
    with pytest.raises(download.NotHandedOut) as raised:
        press()
    assert "The file was not handed out: the page says why." == str(raised.value)
    assert (None, None) == (raised.value.__cause__, raised.value.__context__)
    assert told in st.session_state[download._REFUSED].pop("A list")


def test_a_page_left_open_hands_out_its_file_while_the_sign_in_stands(clicked):
    assert b"names" == clicked[2]()


def test_a_page_left_open_hands_out_nothing_once_the_person_signed_out_in_another_tab(clicked):
    here, _, press = clicked
    identity._sessions_of(here.store.meta("salt") or "", here.store).end(here.session, NOW)
    is_refused(press, "signed out")


def test_a_page_left_open_hands_out_nothing_after_the_token_ended_or_nothing_was_done(clicked, monkeypatch):
    for minutes, told in ((45, "did nothing for 30 minutes"), (61, "has ended")):
        monkeypatch.setattr(frame, "clock", lambda minutes=minutes: NOW + timedelta(minutes=minutes))
        is_refused(clicked[2], told)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ('role = "senior_leader"', "cannot see lists of children"),
        ('role = "panel_member"\nservice = "Malden Oaks"', "has changed"),
        (None, "has no role"),
    ],
)
def test_a_page_left_open_goes_by_the_role_as_it_now_is(clicked, now, told):
    _, folder, press = clicked
    own = f'[[group]]\nclaim = "CME"\n{now}\n' if now else ""
    (folder / "settings.toml").write_text(own, encoding="utf-8")
    is_refused(press, told)


def test_a_fault_of_ours_at_a_click_is_a_reference_and_quotes_nothing(clicked, monkeypatch, caplog):
    quoted = "Panelmarker, born 2013"

    def faulty() -> bytes:
        raise ValueError(quoted)

    offered: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda label, data, **_: offered.append(data))
    download.button("A list", faulty, "list.csv", access.CHILDREN)
    is_refused(offered[0], "this reference: **")
    assert "in faulty" in caplog.text
    assert "ValueError" in caplog.text
    assert "Panelmarker" not in caplog.text


def called(tree: ast.AST, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
    ]


def test_every_file_leaves_by_the_one_button_that_asks_again():
    pages = sorted((ROOT / "pages").rglob("*.py"))
    trees = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in pages}
    assert ["pages/components/download.py"] == [
        name for name, tree in trees.items() if called(tree, "download_button")
    ]
    assert 10 < sum(len(called(tree, "button")) for tree in trees.values())


ASK_NOTHING = {
    "audit_log.py": "the audit log names no child",
    "records.py": "a subject access request is said in its own field",
    "duties.py": "a calendar file names nobody",
    "send_back.py": "it goes to its sender, and the log says so",
    "update_sheets.py": "it goes to its service, for the meeting in its first line",
    "templates.py": "a blank template",
    "report_versions.py": "a frozen report names nobody",
    "brief.py": "figures",
    "comparison.py": "figures",
}


def test_every_file_that_names_children_is_taken_for_something():
    """A new download has to ask for a purpose, or stand above with why not."""
    found = {
        (path.name, "purpose" in {keyword.arg for keyword in call.keywords})
        for path in sorted((ROOT / "pages").rglob("*.py"))
        for call in called(ast.parse(path.read_text(encoding="utf-8")), "button")
        if ast.unparse(call.func) == "download.button"
    }
    assert set(ASK_NOTHING) == {name for name, asks in found if not asks}
    assert {"lists.py", "prepare.py", "problems.py", "report_files.py"} == {
        name for name, asks in found if asks
    }


def test_what_a_press_does_before_the_run_writes_nothing():
    """A callback of a field or a button comes before the run has asked who is there."""
    for path in sorted((ROOT / "pages").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        before = {
            keyword.value.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            for keyword in node.keywords
            if keyword.arg in ("on_click", "on_change") and isinstance(keyword.value, ast.Name)
        }
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and function.name in before:
                reached = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
                assert not reached & {"store", "world", "this", "audit"}, (path.name, function.name)


@pytest.mark.parametrize(
    ("chosen", "seen_as"),
    [
        ({}, ("administrator", WELFARE)),
        ({identity.VIEW_AS: "panel_member"}, ("panel_member", WELFARE)),
        ({identity.VIEW_AS: "panel_member", identity.OF_SERVICE: UNIT}, ("panel_member", UNIT)),
    ],
)
def test_over_made_up_data_one_looks_around_as_the_role_and_service_in_sight(monkeypatch, chosen, seen_as):
    """The field shows the first service before anybody chose one, so that one is meant from the first look on."""
    monkeypatch.setattr(identity, "client_id", lambda: None)
    monkeypatch.setattr(identity, "_refuse_to_be_reached", lambda: None)
    monkeypatch.setattr(identity.st, "session_state", chosen)
    found = identity.person(SimpleNamespace(is_sample=True), shipped(), "Sam Lee", NOW)
    assert seen_as == (found.role, found.service)
