"""Administration, Settings: every setting with its rule, changed with a reason, and the figures that follow at once."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cme_data import access, local
from cme_data.settings import load
from cme_data.settings.described import DESCRIBED, GROUPS
from cme_data.store import Store
from pages.components import frame, settings_field
from tests import test_pages
from tests.builders import a_row, upload
from tests.test_pages import NEWEST, RICHMOND, ROOT, faultless, html, page, press, st_store
from tests.test_pages_panel import as_a

opened = test_pages.opened  # the fixture: a person at the machine

pytestmark = pytest.mark.xdist_group("pages")  # one process, so that one store at a time is open

TODAY = datetime(2026, 11, 25, 9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "town"


@pytest.fixture
def app(folder: Path, opened: pytest.MonkeyPatch) -> AppTest:
    """A child not located, identified on Monday 16 November 2026; the newest list is of Friday the 20th."""
    search = {"category": "Missing - not located", "borough": RICHMOND, "missing_from": date(2026, 11, 16)}
    child = a_row(
        "cme", forename="Ann", added_on=date(2026, 11, 16), identified_on=date(2026, 11, 16), **search
    )
    with Store.open(folder) as store:
        upload(store, "cme", [child], NEWEST)
    opened.setenv("CME_DATA_DIR", str(folder))
    opened.setattr(frame, "clock", lambda: TODAY)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def group(app: AppTest, title: str) -> AppTest:
    shown = page(app, "settings")
    shown.selectbox(key="group").select(title).run()
    assert faultless(shown), shown.error
    return shown


def number(shown: AppTest, path: str):
    return next(each for each in shown.number_input if each.label == DESCRIBED[path].label)


def save(shown: AppTest, label: str, why: str = "Agreed by the team") -> AppTest:
    next(each for each in shown.text_input if each.label == "Why it changes").input(why).run()
    return press(shown, label)


def test_every_setting_stands_with_its_rule_its_value_and_its_doubts(app):
    said = (
        " ".join(html(group(app, each.title)) for each in GROUPS)
        .replace("&#x27;", "'")
        .replace("&quot;", '"')
    )

    for described in DESCRIBED.values():
        words = described.said
        assert described.label in said
        assert words.rule in said
        assert words.source in said
        assert words.unverified[1:] in said
    assert said.count("Unverified: check this.") == sum(
        bool(each.said.unverified) for each in DESCRIBED.values()
    )
    assert "0 of 38 settings are not as they came; 16 stand as they came" in said


def test_a_trigger_is_changed_with_a_reason_and_the_duties_follow_at_once(app, folder):
    assert "Enquiry to locate the child 0 1 0" in html(page(app, "duties"))  # late, due, met: due on the 23rd
    shown = group(app, "Duties and their days")
    number(shown, "triggers.enquiry_every").set_value(3).run()

    assert "What would change 1 setting; it counts at once" in html(shown)
    assert "Enquiry to locate the child 5 3" in html(shown)
    button = next(each for each in shown.button if each.label == "Save 1 change")
    assert button.disabled  # no reason yet
    shown = save(shown, "Save 1 change", "Two enquiries a week")
    assert faultless(shown), shown.error
    assert "Saved: Enquiry to locate the child." == shown.success[0].value.replace("\\", "")
    assert "25 November 2026, 09:00 Sam Lee Enquiry to locate the child 5 3 Two enquiries a week" in html(
        shown
    )
    assert "in force, the authority&#x27;s own; it came as 5" in html(shown)
    assert 3 == load(folder).triggers.enquiry_every

    said = html(page(shown, "duties"))
    assert "Enquiry to locate the child 1 0 0 19 November 2026" in said
    assert "makes an enquiry within 3 school days of the last one" in said

    shown = group(shown, "Duties and their days")
    press(shown, "Back to the value it came with: 5")
    shown = save(shown, "Save 1 change", "As before")
    assert 5 == load(folder).triggers.enquiry_every
    assert "Enquiry to locate the child 0 1 0" in html(page(shown, "duties"))


def test_the_purposes_of_lists_are_written_one_after_another(app, folder):
    shown = group(app, "The audit log")
    field = next(each for each in shown.text_input if "taken for" in each.label)
    field.input(" The panel,Sharing with schools , ").run()
    assert "The panel, A safeguarding referral, Chasing a service" in html(shown)
    save(shown, "Save 1 change", "Agreed")
    assert ("The panel", "Sharing with schools") == load(folder).audit.purposes

    shown = group(shown, "The audit log")
    next(each for each in shown.text_input if "taken for" in each.label).input(" , ").run()
    assert "it should be one purpose or more" in html(shown)


def test_what_is_wrong_is_said_at_the_field_and_cannot_be_saved(app, folder):
    shown = group(app, "Duties and their days")
    number(shown, "triggers.day_20").set_value(0).run()

    assert (
        "Decision on removal from the school roll has 0: it should be a whole number of 1 or more."
        in html(shown)
    )
    assert not [each for each in shown.button if each.label.startswith("Save")]

    shown = group(shown, "Hours and lists out of date")
    edges = next(each for each in shown.text_input if "bands of time" in each.label)
    edges.input("14, 28, 56, soon").run()
    assert "has “soon”: it should be a whole number of 1 or more." in html(shown)
    edges.input("14, 28, 56").run()
    assert "it should be six rising numbers of days." in html(shown)
    assert not (folder / "settings.toml").exists()


def test_a_value_changed_by_somebody_else_takes_the_place_of_what_was_typed_on_the_old_one(app, folder):
    shown = group(app, "Hours and lists out of date")
    number(shown, "stale_after_days").set_value(28).run()
    with st_store(shown) as store:
        local.change(store, local.changes(load(folder), {"stale_after_days": 21}), "Agreed", "Kim", TODAY)
    shown.run()

    assert 21 == number(shown, "stale_after_days").value
    assert "What would change" not in html(shown)
    assert "Kim Days after which a list is out of date 14 21 Agreed" in html(shown)


def test_a_file_broken_by_hand_stops_every_page_with_its_sentence(app, folder):
    shown = page(app, "duties")
    (folder / "settings.toml").write_text("[triggers]\nenquiry_every = often\n", encoding="utf-8")
    shown.run()

    assert "line 2, has “enquiry" in shown.error[0].value.replace("\\", "")
    assert "By duty" not in html(shown)
    (folder / "settings.toml").write_text("[triggers]\nenquiry_every = 2\n", encoding="utf-8")
    assert "within 2 school days" in html(shown.run())


@pytest.mark.parametrize("role", ["panel_member", "business_support", "senior_leader", "associate_director"])
def test_only_an_administrator_sees_the_settings_and_the_way_to_them(app, role):
    page(app, "duties")
    assert "settings" in {link.proto.page for link in app.get("page_link")}
    shown = as_a(role, app)
    assert "settings" not in {link.proto.page for link in shown.get("page_link")}

    page(app, "settings")
    shown = as_a(role, app)
    assert "cannot change the settings" in shown.error[0].value
    assert "What was changed" not in html(shown)


def test_the_hours_in_force_stand_on_the_page_of_hours(app, folder):
    (folder / "settings.toml").write_text("hours_full = 20\n", encoding="utf-8")
    said = html(page(app, "hours"))

    assert "Against 20 hours a week" in said
    assert "Below 20 hours" in said
    assert "In force: 20." in said
    assert not re.search(r"Below 25|fewer than 25", said)


def test_entries_of_a_list_that_change_are_told_one_by_one():
    term = {"borough": RICHMOND, "name": "Autumn 1", "first": date(2026, 9, 2), "last": date(2026, 10, 23)}
    later = term | {"name": "Autumn 2", "first": date(2026, 11, 2), "last": date(2026, 12, 18)}

    def told(old, new):
        row = settings_field.change_in_words(local.Change("term", old, new))
        return row["old"], row["new"]

    line = "Richmond upon Thames · Autumn 1 · 2 September 2026 · 23 October 2026"
    assert ("0 entries, all kept", line) == told([], [term])
    assert (line, "Taken out") == told([term, later], [later])
    assert ("2 entries, all kept", "The same in another order") == told([term, later], [later, term])
    assert told([], [term | {"name": str(n)} for n in range(9)])[1].endswith("; 3 more")


@pytest.mark.parametrize(
    ("kind", "found", "held"),
    [
        (date, "2026-12-10", date(2026, 12, 10)),  # of a table that was empty before
        (date, datetime(2026, 12, 10), date(2026, 12, 10)),
        (date, "soon", "soon"),  # and the settings say what is wrong with it
        (str, "2026-12-10", "2026-12-10"),
        (str, "  INSET ", "INSET"),
        (str, "  ", None),
        (int, 25000.0, 25000),
        (int, float("nan"), None),
        (int, 25000.5, 25000.5),
        (int, None, None),
    ],
)
def test_what_is_entered_in_a_table_is_held_as_the_settings_hold_it(kind, found, held):
    told = settings_field.cell(kind, found)

    assert (type(held), held) == (type(told), told)


# The panel's calendar


def test_business_support_moves_the_next_meeting_with_a_reason(app, folder):
    page(app, "prepare")
    shown = as_a("business_support", app)
    assert faultless(shown), shown.error
    assert "Meeting on Thursday, 26 November 2026" in html(shown)
    next(each for each in shown.date_input if each.label == "New day").set_value(date(2026, 12, 1)).run()
    shown = as_a("business_support", app)
    next(each for each in shown.text_input if each.label == "Why it is moved").input("Hall is flooded")
    shown = as_a("business_support", app)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "person_at_this_machine", lambda *_: access.Person("Kim", "business_support"))
        shown = press(app, "Move the meeting")

    said = html(shown)
    assert faultless(shown), shown.error
    assert "Meeting on Tuesday, 1 December 2026" in said
    assert "Moved from Thursday, 26 November 2026: Hall is flooded" in said
    assert [(date(2026, 11, 26), date(2026, 12, 1))] == [(move.day, move.to) for move in load(folder).moved]
    with st_store(shown) as store:
        (changed,) = local.history(store)
    assert ("Kim", "panel_moved", "Hall is flooded") == (changed.who, changed.change.path, changed.why)


def test_a_meeting_on_the_services_list_is_not_moved_from_here(app, folder):
    with Store.open(folder) as store:
        upload(store, "meetings", [{"held_on": date(2026, 11, 26)}], NEWEST)
    shown = page(app, "prepare")

    assert any("It is not moved from here" in each.value for each in shown.info)
    assert not [each for each in shown.button if each.label == "Move the meeting"]
