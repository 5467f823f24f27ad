"""Business support has a list that the service wrote its own way, and ten minutes for it."""

import re

from playwright.sync_api import expect

from tests.browser.browser import NARROW, WIDE
from tests.workbook_files import xlsx

HEADINGS = ("Surname", "Forename", "Date of birth", "Patch", "Date admitted", "Basis", "Year group")
ROWS = (
    ("Testcase", "Amina", "05/05/2014", "Kingston", "07/09/2026", "Respite", "Year 9"),  # born for Year 8
    ("Testcase", "Bram", "31/06/2013", "Richmond", "07/09/2026", "Medical", "Year 9"),
    ("Testcase", "Cleo", "06/06/2013", "Richmond", "31/09/2026", "Medical", "Year 9"),
)


def test_a_list_written_the_services_own_way_goes_in_and_the_next_one_asks_nothing(
    arrives, empty_address, tmp_path
):
    support = arrives("upload", empty_address)
    first, again = tmp_path / "Unit November.xlsx", tmp_path / "Unit December.xlsx"
    first.write_bytes(xlsx([("Malden Oaks: roll",), HEADINGS, *ROWS]))
    again.write_bytes(xlsx([("Malden Oaks: roll",), HEADINGS, ROWS[0]]))
    broken = tmp_path / "scan.xlsx"
    broken.write_bytes(b"%PDF-1.7")
    support.opens("upload")
    support.types("Your name", "Sam Okafor")

    support.uploads(first, broken)
    support.sees("Needs matching", "needs Borough", "Cannot be read")
    check(support, "columns")

    support.chooses("“Patch”", "Borough")
    support.clicks("Use these columns")
    support.sees("Match values (1 value not understood)", "Basis: “Respite” in 1 row means")
    check(support, "values")

    support.chooses("“Respite”", "Other")
    support.clicks("Use these values")
    support.sees("2 errors", "1 error Could not be read: Date of birth", "Mend cells here")
    check(support, "problems")

    support.fills("mend-", 1, "30/06/2013")
    support.clicks("Apply")
    support.sees("1 error, 1 warning", "31/06/2013")
    support.fills("explain-", 1, "Placed a year up")
    support.clicks("Keep explanations")
    support.sees("1 warning explained before is not shown", "1 error, 0 warnings")
    check(support, "explained")

    support.page.get_by_text("Commit the rows that passed").click()
    support.waits()
    support.sees("Kept out: 1 row")
    support.clicks(re.compile("^Commit 1 file of 2"))
    support.sees("committed as upload", "2 new")

    support.uploads(again)
    support.sees("Ready", "Remembered for this source (2)")
    expect(support.page.get_by_role("button", name="Commit 1 file")).to_be_enabled()
    support.page.get_by_text("Remembered for this source").click()
    support.sees("Heading “patch” is read as Borough · Sam Okafor", "Basis “respite” means Other")
    check(support, "remembered")

    support.clicks("Reset")
    support.sees("Needs matching")


def check(support, what: str) -> None:
    """Nothing keeps anybody out, and nothing is wider than a telephone."""
    support.pictures(what)
    assert [] == support.barriers()
    support.page.set_viewport_size(NARROW)
    support.waits()
    assert support.fits()
    support.pictures(f"{what}-narrow")
    support.page.set_viewport_size(WIDE)
    support.waits()
