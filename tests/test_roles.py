"""What each role sees: every page, every list and every file, for each of them, over children whose names say whose they are.

The walk reads what reaches the browser and what a button hands out, whole, and looks for names. It does not ask the
code whom somebody may see: that stands here once more, in `SEES`.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data import access, ingest, settling
from cme_data.access import Person
from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from cme_data.settings import shipped
from cme_data.store import Store
from pages.components import child_search, frame, lists
from pages.components.contents import PAGES
from pages.components.lists import Offer, Rows
from schemas import REGISTERS
from tests.builders import TODAY, a_row, csv_bytes, upload

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
    (outcome,) = ingest.commit(
        store, examined, mode="snapshot", who="S. Okafor", now=NOW, accept_passed=True
    )
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
        upload(store, "meetings", [a_row("meetings", held_on=day) for day in (date(2026, 10, 1), PANEL)], NEWEST)
        send(store, "cme", cme, panel)
        judged = {"suitability": "Unsuitable", "assessed_on": date(2026, 10, 5), "sen": "EHC plan", "annual_review_due": date(2026, 11, 2)}
        send(store, "ehe", [person("ehe", welfare, number, **judged) for number in (1, 2)], welfare)
        upload(store, "pru", [person("pru", unit, number) for number in (3, 4)], PANEL)  # on no later list
        send(store, "pru", [person("pru", unit, 1), person("pru", unit, 2)], unit)
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
    """The pages drawn for that person, every list they offer drawn open; gives the files they offer, by their names."""
    files: dict[str, Callable[[], bytes]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "person_at_this_machine", lambda *_: who)
        patch.setattr(
            st, "download_button", lambda label, data, file_name, **_: files.update({file_name: data})
        )
        patch.setattr(lists, "show", lambda: every_list(patch))
        yield files


def every_list(patch: pytest.MonkeyPatch) -> None:
    """Every list that the page offers, in the place of the one that is open, and that of every figure of every measure."""
    offered = list(st.session_state[lists._OFFERED].values())
    year = {"start": date(2025, 11, 21), "end": NEWEST}
    for name, measure in MEASURES.items():
        for figure in measure.figures:
            if figure.where:
                asked = Question(NEWEST, settings=shipped(), **year)
                offered.append(Offer(f"{name}-{figure.name}", figure.label, name, asked, figure.name))
    if not lists.allowed():
        offered = []
    with pytest.MonkeyPatch.context() as once:
        once.setattr(child_search, "offer", lambda rows, key: None)  # its field has one key for all lists
        for each in offered:
            (lists._draw_rows if isinstance(each, Rows) else lists._draw)(each)


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


def refused(app: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in app.error]


def go(app: AppTest, entry: Any) -> AppTest:
    return app.switch_page(entry.path).run()


def addresses(app: AppTest, entry: Any) -> dict[str, str]:
    """A valid value, and not the first, for each choice of the page that stands in its address."""
    fields = [*app.selectbox, *app.get("button_group")]
    return {
        field.key: str(field.options[-1].content if hasattr(field.options[-1], "content") else field.options[-1])
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


def the_walk(who: Person, town_: Path, *, with_address: bool) -> None:
    with as_(who) as files:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        ids, met = children_of(town_), set[str]()
        for entry in PAGES:
            for key in list(app.query_params):
                del app.query_params[key]
            files.clear()
            shown = go(app, entry)
            if with_address and not shown.error:
                asked = addresses(shown, entry)
                if "child" in entry.own:
                    asked["child"] = ids["Panelmarker"]
                for key, value in asked.items():
                    app.query_params[key] = value
                files.clear()
                shown = app.run()
            assert not shown.exception, (entry.url, shown.exception)
            if not access.may(who.role, entry.needs):
                assert any("cannot" in said for said in refused(shown)), entry.url
                assert not files, (entry.url, list(files))
            else:
                assert not shown.error, (entry.url, refused(shown))
            named = {entry.url: named_in(drawn(shown))}
            # A PDF is made of the same document as the Word file, and slow.
            named |= {
                name: named_in(unpacked(made())) for name, made in files.items() if not name.endswith(".pdf")
            }
            met |= set().union(*named.values())
            assert not {where: names for where, names in named.items() if names - set(SEES[who])}, entry.url
        assert met == set(SEES[who])  # what is theirs they do meet


@pytest.mark.parametrize("with_address", [False, True])
@pytest.mark.parametrize("who", SEES, ids=lambda who: f"{who.role} {who.service}".strip())
def test_nobody_meets_the_name_of_a_child_who_is_not_theirs(opened, town, who, with_address):
    the_walk(who, town, with_address=with_address)
