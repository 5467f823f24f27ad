"""Administration, Settings, in a real browser: an administrator changes a trigger, sees what follows, puts it back."""

import re

from tests.browser.browser import NARROW
from tests.browser.test_journeys import number_in

ENQUIRY = r"Enquiry to locate the child ([\d,]+) ([\d,]+) ([\d,]+)"


def late_enquiries(person) -> tuple[int, int]:
    """On Duties and on Locating."""
    person.opens("duties")
    on_duties = number_in(person.text, ENQUIRY)
    person.opens("locating")
    return on_duties, number_in(person.text, r"Enquiry late ([\d,]+)")


def saves(person, why: str) -> None:
    person.types("Why it changes", why)
    person.clicks("Save 1 change")
    person.sees("Saved: Enquiry to locate the child.")


def test_an_administrator_changes_the_interval_of_enquiries_and_puts_it_back(arrives, own_address, own_store):
    admin = arrives("settings", own_address)
    before = late_enquiries(admin)
    assert before[0] == before[1]

    admin.opens("duties")
    admin.types("Your name", "A. Administrator")
    admin.clicks(re.compile("^Settings: Clocks and triggers"), role="link")
    admin.sees("Clocks and triggers", "Unverified: check this. The policy gives no interval.")
    field = admin.page.get_by_role("spinbutton", name="Enquiry to locate the child")
    field.fill("3")
    field.press("Tab")
    admin.waits()
    admin.sees("What would change")
    admin.pictures("what-would-change")
    assert [] == admin.barriers()
    saves(admin, "Two enquiries a week")
    admin.sees("the authority’s own; shipped as 5", "Two enquiries a week", "A. Administrator")
    admin.pictures("saved")
    assert "enquiry_every = 3" in (own_store / "settings.toml").read_text(encoding="utf-8")

    after = late_enquiries(admin)
    assert after[0] == after[1] > before[0]
    admin.sees("In force: 3.")
    admin.pictures("locating-follows")

    admin.opens("settings?group=Clocks+and+triggers")
    admin.types("Your name", "A. Administrator")
    admin.clicks("Back to the shipped value: 5")
    saves(admin, "As it was")
    assert "enquiry_every" not in (own_store / "settings.toml").read_text(encoding="utf-8")
    assert before == late_enquiries(admin)


def test_every_group_of_settings_is_open_to_everybody_and_fits_a_telephone(arrives, address):
    reader = arrives("settings-narrow", address, NARROW)
    reader.opens("settings")
    for title in ("Hours and staleness", "The panel", "School terms and closures", "Census days", "Retention"):
        reader.opens(f"settings?group={title.replace(' ', '+')}")
        reader.sees(title, "What was changed")
        assert reader.fits()
        assert [] == reader.barriers()
        reader.pictures(title.lower().replace(" ", "-"))
