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


def opens_group(person, title: str) -> None:
    person.opens(f"settings?group={title.replace(' ', '+')}")
    if person.page.viewport_size["width"] >= 768:  # on a telephone the side panel is folded
        person.types("Your name", "A. Administrator")


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
    admin.clicks(re.compile("^Settings: Duties and their days"), role="link")
    admin.sees("Duties and their days", "Unverified: check this. The policy gives no interval.")
    field = admin.page.get_by_role("spinbutton", name="Enquiry to locate the child")
    field.fill("3")
    field.press("Tab")
    admin.waits()
    admin.sees("What would change")
    admin.pictures("what-would-change")
    assert [] == admin.barriers()
    saves(admin, "Two enquiries a week")
    admin.sees("the authority's own; it came as 5", "Two enquiries a week", "A. Administrator")
    admin.pictures("saved")
    assert "enquiry_every = 3" in (own_store / "settings.toml").read_text(encoding="utf-8")

    after = late_enquiries(admin)
    assert after[0] == after[1] > before[0]
    admin.sees("In force: 3.")
    admin.pictures("locating-follows")

    opens_group(admin, "Duties and their days")
    admin.clicks("Back to the value it came with: 5")
    saves(admin, "As it was")
    assert "enquiry_every" not in (own_store / "settings.toml").read_text(encoding="utf-8")
    assert before == late_enquiries(admin)


def adds_a_row(person, setting: str, text: str, shows: str) -> None:
    """Pastes a row, as copied from a spreadsheet, below those of a list; fails unless the page then shows something."""
    part = person.page.locator(f'[class*="st-key-setting-{setting}"]').first
    grid = part.locator(".dvn-scroller").first
    grid.scroll_into_view_if_needed()
    grid.hover()
    part.get_by_role("button", name="Add row").click()
    person.waits()
    person.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    for _ in range(5):  # the first click may only wake the grid
        person.page.keyboard.press("Escape")
        grid.click(position={"x": 60, "y": grid.bounding_box()["height"] - 25})
        person.page.wait_for_timeout(250)
        person.page.keyboard.press("Control+v")
        person.waits()
        if shows in person.text:
            break
    person.sees(shows)


def test_days_and_numbers_are_pasted_row_by_row_and_a_wrong_one_is_told(arrives, own_address):
    admin = arrives("settings-rows", own_address)
    admin.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opens_group(admin, "The panel")
    wrong = "row 1, Day in the calendar has 11 December 2026: it should be a day of the panel's calendar"
    adds_a_row(admin, "panel_moved", "2026-12-11\t2026-12-14\tThe hall is flooded", wrong)
    assert [] == admin.barriers()

    opens_group(admin, "The panel")
    entered = "10 December 2026 · 14 December 2026 · The hall is flooded"
    adds_a_row(admin, "panel_moved", "2026-12-10\t2026-12-14\tThe hall is flooded", entered)
    admin.types("Why it changes", "The hall is flooded")
    admin.clicks("Save 1 change")
    admin.sees("Saved: Meetings moved or cancelled.", "1 entry in force, the authority's own")
    admin.pictures("moved")

    opens_group(admin, "Population")
    entered = "Richmond upon Thames · 2031 · 25,000"
    adds_a_row(admin, "population", "Richmond upon Thames\t2031\t25000", entered)
    admin.types("Why it changes", "The new projection")
    admin.clicks("Save 1 change")
    admin.sees("Saved: Resident children aged 5 to 16.", "9 entries in force")
    admin.pictures("population")


def test_every_group_of_settings_is_open_to_everybody_and_fits_a_telephone(arrives, address):
    reader = arrives("settings-narrow", address, NARROW)
    for title in (
        "Hours and lists out of date",
        "The panel",
        "School terms and closures",
        "Census days",
        "Retention",
    ):
        opens_group(reader, title)
        reader.sees(title, "What was changed")
        assert reader.fits()
        assert [] == reader.barriers()
        reader.pictures(title.lower().replace(" ", "-"))
