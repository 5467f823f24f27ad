"""Duties, Gaps and Locating, through the frame, on a small store whose every figure can be counted by hand."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cme_data import access
from cme_data.measures import MEASURES, Question
from cme_data.measures.duties import DUTIES
from cme_data.measures.kinds_of_gap import KINDS_OF_GAP
from cme_data.settings import shipped
from cme_data.store import Store
from pages.components import ask, lists
from tests import test_pages
from tests.builders import a_row, upload
from tests.test_pages import NEWEST, PANEL, RICHMOND, ROOT, faultless, html, page, press, st_store, tile

opened = test_pages.opened  # the fixture: a person at the machine

pytestmark = pytest.mark.xdist_group("pages")  # one process, so that one store at a time is open


@pytest.fixture
def town(tmp_path: Path, opened: pytest.MonkeyPatch) -> AppTest:
    """Two children not located, one who vanished from the CME list, two unsuitably home educated, an action."""
    folder = tmp_path / "town"
    search = {"category": "Missing - not located", "borough": RICHMOND, "added_on": date(2026, 11, 9),
              "identified_on": date(2026, 11, 9)}  # fmt: skip
    ann = a_row(
        "cme",
        forename="Ann",
        record_number="1",
        missing_from=date(2026, 11, 2),
        safeguarding_concern="Yes",
        **search,
    )
    bob = a_row("cme", forename="Bob", record_number="2", missing_from=date(2026, 11, 9), **search)
    gone = a_row("cme", forename="Gus", category="At risk", added_on=date(2026, 9, 7))
    unsuitable = {
        "suitability": "Unsuitable",
        "assessed_on": date(2026, 10, 5),
        "started_on": date(2026, 9, 1),
    }
    with Store.open(folder) as store:
        upload(store, "cme", [ann, bob, gone], PANEL)
        upload(store, "cme", [ann, bob], NEWEST)
        ehe = [a_row("ehe", surname=name, **unsuitable) for name in ("Lamb", "Moss")]
        upload(store, "ehe", ehe, NEWEST)
        made = {"made_on": date(2026, 11, 16), "check": "Home visit", "outcome": "Nobody in"}
        upload(store, "enquiries", [a_row("enquiries", record_number="1", **made)], NEWEST)
        action = {"record_number": "1", "action_id": "7", "agreed_on": PANEL, "due_on": date(2026, 11, 18)}
        upload(store, "actions", [a_row("actions", **action)], NEWEST)
    opened.setenv("CME_DATA_DIR", str(folder))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def rows(app: AppTest, measure: str, **asked: Any) -> list[dict[str, Any]]:
    with st_store(app) as store:
        return MEASURES[measure].count(store.world(), Question(NEWEST, settings=shipped(), **asked)).rows


def open_list(app: AppTest, name: str) -> Any:
    app.query_params["open"] = name
    app.run()
    assert faultless(app), app.error
    return app.dataframe[0].value


def as_a(role: str, app: AppTest) -> AppTest:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "person_at_this_machine", lambda *_: access.Person("Kim", role))
        return app.run()


# Duties


def test_every_figure_of_the_duties_is_the_measures_and_opens_its_list(town):
    shown = page(town, "duties")
    assert faultless(shown), shown.error
    by_status = {row["status"]: row["count"] for row in rows(shown, "clocks", by=("status",))}
    # Late: both referrals (the 6th and the 13th), Bob's enquiry (the 16th), the action (the 18th). Due: Ann's enquiry,
    # made on the 16th, and the decision on each.
    assert {"late": 4, "due": 3} == by_status
    assert [4, 3] == [tile(shown, label) for label in ("Late", "Due")]
    assert "Met 0" in html(shown)

    said = html(shown)
    for duty in DUTIES.values():
        assert " ".join(duty.says(shipped()).split()) in said.replace("&#x27;", "'")
    assert "Referral to the Single Point of Access 2 0 0 6 November 2026" in said
    assert "4 duties late. The longest late was due on 6 November 2026." in said

    for row in rows(shown, "clocks", by=("duty", "status")):
        listed = open_list(shown, lists.name_of("duties", row["duty"], row["status"]))
        assert row["count"] == len(listed)
        assert {DUTIES[row["duty"]].label} == set(listed["Duty"])
    late = open_list(shown, lists.name_of("duties", "late"))
    assert sorted(late["Due date"]) == list(late["Due date"])  # the longest late first


def test_who_owes_it_stands_with_the_longest_late_first(town):
    said = html(page(town, "duties"))

    owners = said[said.index("Who owes it") :]
    assert "Education Welfare Service 2 3 0 16 November 2026" in owners
    assert owners.index("6 November 2026") < owners.index("16 November 2026")
    late = said[said.index("Late, the oldest first") :]
    assert (
        late.index("Smith, Ann Referral") < late.index("Smith, Bob Referral") < late.index("Visit the family")
    )


def test_annual_reviews_stand_beside_the_clocks_each_with_its_list(town):
    page(town, "duties")
    with st_store(town) as store:
        ehe = {"sen": "EHC plan", "started_on": date(2026, 9, 1)}
        plans = [
            a_row("ehe", surname=name, annual_review_due=day, **ehe)
            for name, day in (("Lamb", date(2026, 11, 2)), ("Moss", date(2027, 1, 8)), ("Nash", None))
        ]
        upload(store, "ehe", plans, NEWEST)
        before = rows(town, "clocks", by=("duty", "status"))
    shown = page(town, "duties")

    assert faultless(shown), shown.error
    assert "1 review late of 3. The longest late was due on 2 November 2026." in html(shown)
    assert "Lamb, Ann 2 November 2026 Late 18 SEND Service" in html(shown)
    assert "Nash, Ann Not recorded Day not recorded – SEND Service" in html(shown)
    assert before == rows(shown, "clocks", by=("duty", "status"))
    for status, surname in (("late", "Lamb"), ("due", "Moss"), ("unknown", "Nash")):
        assert [surname] == list(open_list(shown, f"annual-reviews.{status}")["Surname"])
    # 4 late and 3 due by the clocks, 2 reviews with a day.
    assert "Download what is owed as a calendar file (9)" in [b.label for b in shown.get("download_button")]


@pytest.mark.parametrize(("name", "key"), [("duties", "duty_child"), ("gaps", "gap_child")])
def test_an_entry_leads_to_the_page_about_its_child_by_the_id_alone(town, name, key):
    shown = page(town, name)
    shown.selectbox(key=key).set_value("Smith, Gus" if name == "gaps" else "Smith, Bob").run()

    assert faultless(shown), shown.error
    child = shown.query_params["child"]
    assert "Timeline" in html(shown)
    assert "Smith" not in str(dict(shown.query_params))
    with st_store(shown) as store:
        audit = store.ask("SELECT detail FROM store.audit WHERE what = 'opened a child'")
    assert [(child,)] == audit


def test_a_senior_leader_sees_the_duties_and_no_child(town):
    page(town, "duties")
    shown = as_a("senior_leader", town)

    assert "Late 4" in html(shown)
    assert "Smith" not in html(shown)
    assert not shown.get("download_button")


def test_the_door_itself_refuses_the_calendar_file_and_the_searches(town, monkeypatch):
    town.run()
    leader = access.Person("Kim", "senior_leader")
    monkeypatch.setattr(ask.frame, "this", lambda: type("Frame", (), {"person": leader}))

    for asked in (ask.diary_file, ask.searches):
        with pytest.raises(access.NotAllowed):
            asked(Question(NEWEST))


# Gaps


def test_gaps_say_why_each_child_is_listed_and_what_comes_next(town):
    shown = page(town, "gaps")
    said = html(shown)

    # Gus vanished from the CME list, Bob has had no enquiry, Lamb and Moss are unsuitably home educated.
    assert 4 == tile(shown, "Children nobody holds") == tile(shown, "To look at") == len(rows(shown, "gaps"))
    for kind in KINDS_OF_GAP.values():
        assert kind.says(shipped()) in said.replace("&#x27;", "'")
    listed = said[said.index("To look at, the oldest first") :]
    assert (
        "Smith, Gus No longer in a service&#x27;s list 20 November 2026 0 Children missing education Ask the panel: its"
        in listed
    )
    assert (
        listed.index("5 October 2026") < listed.index("16 November 2026") < listed.index("20 November 2026")
    )

    shown.selectbox(key="gap").select("No longer in a service's list").run()
    only = html(shown)[html(shown).index("To look at, the oldest first") :]
    assert ("Smith, Gus" in only, "Lamb" in only) == (True, False)

    assert 1 == len(open_list(shown, "gaps.dropped"))
    assert 4 == len(open_list(shown, "gaps")) == len(open_list(shown, "gaps.to-look-at"))


def settle(shown: AppTest, who: str, why: str) -> AppTest:
    field = next(each for each in shown.multiselect if each.label == "Which entries")
    field.select(next(option for option in field.options if option.startswith(who))).run()
    next(each for each in shown.text_input if each.label == "Why it is settled").input(why).run()
    return press(shown, "Settle 1 entry")


def test_a_gap_is_settled_with_a_reason_counted_and_listed_again_by_a_reset(town):
    shown = settle(page(town, "gaps"), "Lamb", "Seen at home on the 19th")

    assert faultless(shown), shown.error
    assert [4, 3, 1] == [tile(shown, name) for name in ("Children nobody holds", "To look at", "Settled")]
    assert any("*3 to look at, 1 settled*" in each.label for each in shown.button)
    assert 4 == len(rows(shown, "gaps"))  # the measure is exact
    assert "1 settled, show them" in [each.label for each in shown.expander]
    said = html(shown)
    assert re.search(
        "Lamb, Ann Home education unsuitable 5 October 2026 Seen at home on the 19th Sam Lee", said
    )
    assert [3, 1] == [len(open_list(shown, name)) for name in ("gaps.to-look-at", "gaps.settled")]

    field = next(each for each in shown.selectbox if each.label == "Settled by mistake")
    field.select(field.options[0]).run()
    shown = press(shown, "List it again")
    assert 4 == tile(shown, "To look at")
    assert "Seen at home" not in html(shown)


def test_a_settled_gap_is_listed_again_when_the_facts_change(town):
    shown = settle(page(town, "gaps"), "Lamb", "Seen at home")
    again = {"suitability": "Unsuitable", "started_on": date(2026, 9, 1)}
    lamb = a_row("ehe", surname="Lamb", assessed_on=date(2026, 11, 23), **again)  # judged once more
    moss = a_row("ehe", surname="Moss", assessed_on=date(2026, 10, 5), **again)
    with st_store(shown) as store:
        upload(store, "ehe", [lamb, moss], date(2026, 11, 24))
    shown.date_input(key="as_at").set_value(date(2026, 11, 24)).run()

    assert "Settled 0" in html(shown)
    assert "Lamb, Ann Home education unsuitable 23 November 2026" in html(shown)


def test_settling_needs_the_right_and_a_name(town):
    page(town, "gaps")
    shown = as_a("panel_member", town)
    assert "Smith, Gus" in html(shown)
    assert not shown.multiselect

    shown = as_a("senior_leader", town)
    assert "Children nobody holds 4" in html(shown)
    assert not re.search("Smith|Lamb|Moss", html(shown))


# Locating


def test_locating_shows_each_search_by_initials_until_a_child_is_chosen(town):
    shown = page(town, "locating")
    said = html(shown)

    assert faultless(shown), shown.error
    assert 2 == tile(shown, "Missing, not located")
    assert 2 == tile(shown, "Referral to the Single Point of Access late")
    assert "A.S. · 1 · Richmond upon Thames School day 15, missing from 2 November 2026" in said
    assert "Decision on the school roll: due by 27 November 2026" in said
    assert "A safeguarding concern bars removal from the school roll." in said
    assert "Next enquiry: LATE, was due on 16 November 2026, 4 days ago" in said
    assert "Home visit Done 16 November 2026, Education Welfare Service" in said
    assert "Home visit 1 of 2 1" in said  # coverage
    assert not re.search("Smith|Nobody in", said)

    assert (
        "term dates of Kingston upon Thames and Richmond upon Thames for this day are not in the settings"
        in said
    )

    shown.query_params["open"] = lists.name_of("locating", "Home visit: not made")
    shown.run()
    assert ["Bob"] == shown.dataframe[0].value["Forename"].tolist()  # one of the two, as the coverage says
    shown.query_params.clear()
    field = next(each for each in shown.selectbox if each.label == "What the enquiries found")
    field.select(field.options[0]).run()
    assert "Smith, Ann" in html(shown)
    assert "Nobody in" in html(shown)
    with st_store(shown) as store:
        ((detail,),) = store.ask("SELECT detail FROM store.audit WHERE what = 'opened a child'")
    assert not re.search("Smith|Ann", detail)
    assert "Smith" not in str(shown.query_params)


def test_a_search_leads_to_the_page_about_its_child(town):
    shown = page(town, "locating")
    (choice,) = [box for box in shown.selectbox if box.label == "What the enquiries found"]
    choice.set_value(choice.options[0]).run()

    (link,) = [link.proto for link in shown.get("page_link") if link.proto.page == "child"]
    with st_store(shown) as store:
        ((child,),) = store.ask("SELECT DISTINCT child FROM store.now.spells WHERE register = 'enquiries'")
    assert f"child={child}" == link.query_string


def test_a_senior_leader_sees_the_coverage_and_no_child(town):
    page(town, "locating")
    shown = as_a("senior_leader", town)

    assert "Home visit 1 of 2 1" in html(shown)
    assert "A.S." not in html(shown)


# Overview


def test_the_overview_says_what_is_late_and_whom_nobody_holds_and_links_to_the_pages(town):
    town.run()

    assert faultless(town), town.error
    assert [4, 4] == [tile(town, label) for label in ("Duties late", "Children nobody holds")]
    assert "4 duties late; nobody holds 4 children (2 home education unsuitable)." in html(town)
    icons = {link.proto.page: link.proto.icon for link in town.get("page_link")}
    assert {"duties": ":material/alarm:", "gaps": ":material/person_off:"}.items() <= icons.items()
    assert 4 == len(open_list(town, "gaps"))
