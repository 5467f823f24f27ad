"""Panel, Child: through the frame, on the small store whose rows explain themselves."""


from datetime import date

import pytest

from cme_data import access
from cme_data.store import Store
from tests import test_pages
from tests.test_pages import faultless, html, page, st_store

app, filled, opened = test_pages.app, test_pages.filled, test_pages.opened  # the fixtures: that small store

pytestmark = pytest.mark.xdist_group("pages")


def child_named(store: Store, surname: str) -> str:
    query = "SELECT child FROM spells JOIN contents ON content_id = last_content WHERE surname = $surname"
    return store.world().rows(query, {"surname": surname})[0]["child"]


def opened_by_search(app, text):
    shown = page(app, "child")
    shown.text_input(key="child_search").set_value(text).run()
    return shown


def audited(app) -> list[tuple]:
    with st_store(app) as store:
        return store.ask("SELECT who, what, detail FROM store.audit WHERE what = 'opened a child'")


def test_a_child_is_found_by_name_and_opened_by_its_id_alone(app):
    shown = opened_by_search(app, "child3 ann")
    (found,) = [button for button in shown.button if button.key.startswith("open-")]
    before = audited(shown)
    found.click().run()

    assert faultless(shown), shown.error
    with st_store(shown) as store:
        child = child_named(store, "Child3")
    assert child == shown.query_params["child"]
    assert {"child", "as_at"} >= {*shown.query_params}
    assert "Child3, Ann born 3 January 2013" in html(shown).replace("·", "")
    assert "Action agreed" in html(shown)
    assert [*before, ("Sam Lee", "opened a child", child)] == audited(shown)

    shown.run()
    assert len(before) + 1 == len(audited(shown)), "drawing the page again opens nobody"


def test_what_is_typed_is_no_part_of_the_address(app):
    shown = opened_by_search(app, "Child3")

    assert "Child3" not in str(dict(shown.query_params))


def test_an_address_opens_the_child(app):
    app.run()
    with st_store(app) as store:
        app.query_params["child"] = child_named(store, "Child2")
    shown = page(app, "child")

    assert faultless(shown), shown.error
    assert "Child2, Ann" in html(shown)
    assert "cme.csv, cell C3" in html(shown)  # the surname, in the third column
    assert "1 duty, 1 late." in html(shown)


def test_an_address_of_nobody_is_told(app):
    shown = page(app, "child")
    shown.query_params["child"] = "0000000000"
    shown.run()

    assert "which is not known" in shown.warning[0].value.replace("\\", "")
    assert "Search for a child" in html(shown)


def test_nobody_of_that_name_is_said_in_words(app):
    assert "Nobody on the registers is named so" in html(opened_by_search(app, "Nobody"))


def test_who_may_not_see_children_does_not_search(app, opened):
    opened.setattr(access, "person_at_this_machine", lambda *_: access.Person("Lee", "senior_leader"))
    shown = page(app, "child")

    assert "cannot see lists of children" in shown.error[0].value
    assert not [field for field in shown.text_input if field.key == "child_search"]


def test_a_list_leads_to_the_page_about_one_of_its_children(app):
    app.run()
    app.query_params["open"] = "missing-not-located"
    app.run()
    with st_store(app) as store:
        child = child_named(store, "Child4")
    app.selectbox(key="list_child").select(child).run()

    assert faultless(app), app.error
    assert {"child": child} == {name: value for name, value in app.query_params.items() if name != "as_at"}
    assert "Child4, Ann" in html(app)


def test_before_a_child_came_the_page_says_so(app):
    shown = page(app, "child")
    with st_store(app) as store:
        shown.query_params["child"] = child_named(store, "Child5")
    shown.date_input(key="as_at").set_value(date(2026, 11, 12)).run()

    assert faultless(shown), shown.error
    assert "On no register of children by this day" in html(shown)
    assert "On a register once; on none on this day." in html(shown)
