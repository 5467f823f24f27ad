"""The panel's pages through the frame: one child at a time on the wall, and what became of each action."""

from datetime import date, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data import access
from cme_data.store import Store
from pages.components import frame
from tests.builders import a_row, upload
from tests.test_pages import KINGSTON, faultless, opened, page  # noqa: F401  a fixture

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 25, 10)
HELD, EARLIER = date(2026, 11, 12), date(2026, 10, 29)
ANN = {"surname": "Smithson", "forename": "Annabel", "date_of_birth": date(2014, 5, 5), "record_number": "R1"}
BEN = {"surname": "Joneson", "forename": "Benedict", "date_of_birth": date(2013, 1, 2), "record_number": "R2"}

pytestmark = pytest.mark.xdist_group("pages")


def text(app: AppTest) -> str:
    """Everything the page says."""
    kinds = ("html", "markdown", "success", "info", "warning", "error")
    return " ".join(str(each.proto.body) for kind in kinds for each in app.get(kind)).replace("\\", "")


@pytest.fixture
def app(tmp_path: Path, opened: pytest.MonkeyPatch) -> AppTest:  # noqa: F811
    """The dashboard on two children, two meetings held and one action overdue."""
    cme = {"borough": KINGSTON, "added_on": date(2026, 9, 7)}
    with Store.open(tmp_path) as store:
        upload(
            store, "cme",
            [
                a_row("cme", **ANN, **cme, referral_group="Concerns or risk of breakdown", concerns="Few friends."),
                a_row("cme", **BEN, **cme, referral_group="On roll and not attending", removed_on=date(2026, 11, 10)),
            ],
            HELD,
        )  # fmt: skip
        action = {
            "agreed_on": EARLIER,
            "due_on": date(2026, 11, 5),
            "service": "SEND Service",
            "owner": "B. Shah",
        }
        upload(store, "actions", [a_row("actions", **ANN, **action, action_id="A1")], EARLIER)
        upload(store, "meetings", [{"held_on": EARLIER}, {"held_on": HELD}], HELD)
    opened.setenv("CME_DATA_DIR", str(tmp_path))
    opened.setattr(frame, "clock", lambda: NOW)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def store_of(app: AppTest) -> Store:
    return app.session_state["frame_of_this_run"].store


def key(app: AppTest, ending: str) -> str:
    """The whole key of the field of a draft."""
    widgets = (*app.text_area, *app.text_input, *app.selectbox, *app.date_input, *app.multiselect)
    (found,) = [w.key for w in widgets if w.key and w.key.startswith("draft-") and w.key.endswith(ending)]
    return found


def audits(app: AppTest) -> list[tuple[str, str]]:
    return store_of(app).ask(
        "SELECT what, detail FROM store.audit WHERE what LIKE 'opened a child%' ORDER BY entry"
    )


def test_the_wall_shows_initials_until_a_child_is_chosen_and_each_opening_is_written_down(app):
    page(app, "meeting")

    assert faultless(app)
    assert "A.S. · R1" in text(app)
    assert not {"Smithson", "Annabel", "Joneson"} & set(text(app).replace(",", " ").split())
    assert "Few friends." not in text(app)
    assert [] == audits(app)

    app.button(key="room-next").click().run()
    assert "B.J. · R2" in text(app)  # on roll and not attending comes first
    assert "Removal proposed for 10 November 2026" in text(app)
    app.button(key="room-next").click().run()
    assert "Few friends." in text(app)
    app.run()

    assert 2 == len(audits(app))
    assert "Smithson" not in str(audits(app))


def test_an_action_is_kept_by_its_button_and_undone_by_another(app):
    page(app, "meeting")
    app.button(key="room-next").click().run()
    app.text_area(key=key(app, "action-0-text")).set_value("Visit the family").run()
    app.button(key="room-next").click().run()  # somebody else's turn: the draft stays
    app.button(key="room-previous").click().run()
    assert "Visit the family" == app.text_area(key=key(app, "action-0-text")).value

    app.selectbox(key=key(app, "action-0-service")).set_value("SEND Service").run()
    next(b for b in app.button if b.key and b.key.startswith("keep-action")).click().run()

    assert faultless(app)
    assert "Action agreed: kept as P-" in text(app)
    assert "Visit the family" in text(app)
    assert not app.text_area(key=key(app, "action-1-text")).value

    app.button(key="undo-recorded").click().run()
    assert "undone" in text(app)
    assert "withdrawn" == store_of(app).uploads()[0].status


def test_a_removal_is_approved_by_the_meeting_and_the_child_leaves_the_room(app):
    page(app, "meeting")
    app.button(key="room-next").click().run()
    app.selectbox(key=key(app, "removal-0-outcome")).set_value("New school place").run()
    next(b for b in app.button if b.key and b.key.startswith("approve")).click().run()

    assert faultless(app)
    assert "Removal approved: kept" in text(app)
    assert "B.J." not in text(app)
    world = store_of(app).world()
    assert [HELD] == [
        row["closed_on"] for row in world.rows("FROM spells WHERE register = 'cme' AND closed_on IS NOT NULL")
    ]


def test_a_meeting_on_no_list_decides_only_where_the_person_says_that_it_is_on_none(app):
    page(app, "meeting")
    app.checkbox(key="unlisted").check().run()
    app.date_input(key="unlisted_day").set_value(date(2026, 11, 24)).run()
    assert "stands below as approved by a meeting that is not listed" in text(app)
    assert not [box for box in app.multiselect if box.label == "Services"], "nobody can have come to it yet"

    app.button(key="room-next").click().run()
    app.selectbox(key=key(app, "removal-0-outcome")).set_value("New school place").run()
    next(b for b in app.button if b.key and b.key.startswith("approve")).click().run()
    app.checkbox(key="unlisted").uncheck().run()

    assert faultless(app)
    assert "Removal approved: kept" in text(app)
    assert "1 removal, the newest on 24 November 2026. Each counts" in text(app)
    assert "meeting that is not listed" in store_of(app).uploads()[0].file_name
    assert "B.J." not in text(app)

    meetings = [{"held_on": day} for day in (EARLIER, HELD, date(2026, 11, 24))]
    upload(store_of(app), "meetings", meetings, date(2026, 11, 25))
    app.run()
    assert "Each counts" not in text(app)


def test_what_somebody_else_changed_meanwhile_is_told_and_the_draft_stays(app):
    from cme_data import panel

    page(app, "meeting")
    app.button(key="room-next").click().run()
    child = app.session_state["room_child"]
    app.text_input(key=key(app, "removal-0-why")).set_value("No school has confirmed").run()
    by = panel.By("Kim Roe", frame.clock())
    panel.approve_removal(
        store_of(app), child, HELD, "Other", by, removed_on=date(2027, 1, 4)
    )  # in another tab

    next(b for b in app.button if b.key and b.key.startswith("refuse")).click().run()

    (told,) = [error.value.replace("\\", "") for error in app.error]
    assert "Date removed was 10 November 2026 and is 4 January 2027 now." in told
    assert "No school has confirmed" == app.text_input(key=key(app, "removal-0-why")).value


def test_a_planned_meeting_comes_first_and_decides_from_its_day_on(app):
    page(app, "meeting")
    upload(store_of(app), "meetings", [{"held_on": day} for day in (EARLIER, HELD, date(2026, 11, 26))], HELD)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page(app, "meeting")
    app.button(key="room-next").click().run()

    assert faultless(app)
    assert "26 November 2026" == app.selectbox(key="held").value
    assert "can be recorded from its day on, 26 November 2026" in text(app)
    assert not [b for b in app.button if b.key and b.key.startswith("keep-action")]


def test_services_attending_are_kept(app):
    page(app, "meeting")
    app.multiselect(key=key(app, "0-services")).set_value(["Malden Oaks", "SEND Service"]).run()
    next(b for b in app.button if b.label == "Keep who came").click().run()

    assert faultless(app)
    assert "2 services recorded." in text(app)


def test_an_action_is_carried_over_with_its_reason_and_counted(app):
    page(app, "action-sheet")
    assert "1 action unmet; 0 escalated." in text(app)
    app.selectbox(key="action_chosen").set_value("A1").run()
    next(b for b in app.button if b.label == "Carry it over").click().run()
    assert "Say why the action is carried over" in app.error[0].value.replace("\\", "")

    app.text_input(key=key(app, "later-0-why")).set_value("The school was shut").run()
    next(b for b in app.button if b.label == "Carry it over").click().run()

    assert faultless(app)
    assert "carried over 1 time" in text(app)
    assert "0 actions unmet" in text(app)


def test_an_unmet_action_goes_to_the_associate_director_and_comes_back(app):
    page(app, "action-sheet")
    app.selectbox(key="action_chosen").set_value("A1").run()
    next(b for b in app.button if b.label == "Escalate to the Associate Director").click().run()
    assert "Say why the action is escalated" in app.error[0].value.replace("\\", "")

    app.text_input(key=key(app, "escalated-0-why")).set_value("No answer for a month").run()
    next(b for b in app.button if b.label == "Escalate to the Associate Director").click().run()

    assert faultless(app)
    assert "1 action unmet; 1 escalated." in text(app)
    assert "With the Associate Director since **25 November 2026**" in text(app)
    assert "Escalated to the Associate Director on 25 November 2026: No answer for a month" in text(app)
    assert "Download the unmet actions (CSV)" in [b.label for b in app.get("download_button")]

    app.text_input(key=key(app, "back-0-why")).set_value("The school answered").run()
    next(b for b in app.button if b.label == "Take the escalation back").click().run()

    assert faultless(app)
    assert "1 action unmet; 0 escalated." in text(app)


def test_an_action_is_escalated_at_the_meeting_where_its_child_is_spoken_of(app):
    page(app, "meeting")
    app.button(key="room-next").click().run()
    assert "No action of this child is open." in text(app)
    app.button(key="room-next").click().run()
    app.text_input(key=key(app, "escalated-0-why")).set_value("No answer for a month").run()
    next(b for b in app.button if b.label == "Escalate to the Associate Director").click().run()

    assert faultless(app)
    assert "Action escalated: kept as A1." in text(app)
    assert "25 November 2026" in text(app)

    app.button(key="undo-recorded").click().run()
    assert "Action escalated: undone" in text(app)
    assert [b for b in app.button if b.label == "Escalate to the Associate Director"]


def test_an_action_completed_leaves_the_open_ones(app):
    page(app, "action-sheet")
    (choice,) = app.selectbox(key="action_chosen").options
    assert choice.startswith(f"A1 · {ANN['surname']}, {ANN['forename']}: ")  # many are alike but for the child
    app.selectbox(key="action_chosen").set_value("A1").run()
    next(b for b in app.button if b.label == "Keep as completed").click().run()

    assert faultless(app)
    assert "Action completed: kept" in text(app)
    assert "0 actions; 0 overdue on" in text(app)


def test_a_panel_member_looks_and_does_not_record(app, opened):  # noqa: F811
    really = access.person_at_this_machine
    opened.setattr(
        access, "person_at_this_machine", lambda *a: access.Person(really(*a).name, "panel_member")
    )
    page(app, "meeting")
    app.button(key="room-next").click().run()

    assert faultless(app)
    assert "business support records" in text(app)
    assert not [b for b in app.button if b.key and b.key.startswith(("keep-action", "approve", "refer-"))]


def test_a_newer_list_that_says_otherwise_is_shown_until_it_is_settled(app):
    from cme_data import panel

    page(app, "action-sheet")
    store, by = store_of(app), panel.By("Sam Lee", frame.clock())
    panel.extend(store, "A1", date(2026, 12, 10), "The school was shut", by)
    action = {
        "agreed_on": EARLIER,
        "due_on": date(2026, 11, 5),
        "service": "SEND Service",
        "owner": "B. Shah",
    }
    upload(store, "actions", [a_row("actions", **ANN, **action, action_id="A1")], by.now.date())
    app.run()
    assert "A newer list says otherwise" in text(app)
    assert "10 December 2026" in text(app)

    next(b for b in app.button if b.key and b.key.startswith("panel-stands")).click().run()

    assert faultless(app)
    assert "A newer list says otherwise" not in text(app)


def test_what_the_panel_writes_makes_no_old_list_a_new_one(app):
    from cme_data import panel

    page(app, "action-sheet")
    by = panel.By("Sam Lee", frame.clock())
    panel.complete(store_of(app), "A1", by.now.date(), by)

    newest = [u for u in store_of(app).uploads() if u.register == "actions"]
    assert [True, False] == [upload.decided for upload in newest]
    assert "last list 29 October 2026" in text(page(app, "action-sheet"))


def test_without_a_meeting_the_page_says_what_to_do(tmp_path, opened):  # noqa: F811
    opened.setenv("CME_DATA_DIR", str(tmp_path / "own"))
    app = page(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60), "meeting")

    assert faultless(app)
    assert "No meeting is listed yet" in text(app)
    assert app.checkbox(key="unlisted")
    st.cache_resource.clear()
