"""The panel's pages in a real browser: what is owed into a diary, a gap settled, a search read from a wall."""

import re

import icalendar

from tests.browser.test_journeys import measured, number_in


def test_business_support_takes_what_is_owed_into_a_diary_and_settles_a_gap(arrives, own_address, tmp_path):
    clocks, gaps = measured("clocks", "--by", "status"), measured("gaps")
    owed = sum(row["count"] for row in clocks if row["status"] != "met")
    support = arrives("panel-support", own_address)
    support.opens("duties")
    support.types("Your name", "B. Support")
    support.pictures("duties")

    file = support.downloads(re.compile("^Download what is owed"), tmp_path)
    events = icalendar.Calendar.from_ical(file.read_bytes()).events
    reviews = [event for event in events if "Annual review" in str(event["SUMMARY"])]  # beside the clocks
    assert reviews
    assert owed + len(reviews) == len(events) == len({str(event["UID"]) for event in events})

    support.clicks(re.compile(r"^Late \d"))
    late = next(row["count"] for row in clocks if row["status"] == "late")
    assert late == support.rows_of_list()
    support.page.keyboard.press("Escape")

    support.goes_to("Gaps")
    to_look_at = number_in(support.text, r"([\d,]+) gaps to look at")
    settled = number_in(support.text, r"([\d,]+) settled, show them")
    assert len(gaps) == to_look_at + settled
    support.page.get_by_text("Settle entries that need nobody's attention").click()
    support.waits()
    first = support.page.get_by_role("table", name="Gaps to look at").locator("tbody th").first.inner_text()
    box = support.page.get_by_role("combobox", name="Which entries")
    box.click()  # the list that opens hides the rest of the page from those who listen
    box.fill(first)
    support.page.get_by_role("option", name="since").first.click()
    support.page.keyboard.press("Escape")
    support.types("Why it is settled", "Seen in school on the 19th")
    support.clicks("Settle 1 entry")
    support.sees("1 entry settled", f"{settled + 1} settled, show them", f"{to_look_at - 1} gaps to look at")
    support.page.get_by_text(f"{settled + 1} settled, show them").click()
    support.sees("Seen in school on the 19th", "B. Support")
    support.pictures("settled")
    assert [] == support.barriers()


def test_the_search_is_read_from_a_wall_and_a_name_only_when_a_child_is_chosen(arrives, own_address):
    by_category = measured("caseload", "--register", "cme", "--by", "category")
    sought = next(row["children"] for row in by_category if row["category"] == "Missing - not located")
    member = arrives("panel-wall", own_address)
    member.opens("locating")
    member.sees(f"{sought} children to be found", "School day", "enquiries made")
    assert sought == member.page.locator("section.search").count()

    first = member.page.locator("section.search h3").first.inner_text()
    member.chooses("What the enquiries found", f"1. {first}")
    member.sees("Child found", "Outcome")
    member.pictures("locating")
    assert [] == member.barriers()
    assert re.search(r"/locating$", member.page.url)
