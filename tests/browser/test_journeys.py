"""One journey for each kind of user, in a real browser, on the made-up authority."""

import csv
import datetime
import json
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from schemas import REGISTERS
from tests.browser.browser import Person
from tests.serving import command, sample_store

NEWEST = "20 November 2026"  # the day the made-up authority's newest lists speak for
BANNER = "Sample data: no real child."


def measured(name: str, *options: str) -> list[dict]:
    """The rows of `python -m cme_data measure` on the made-up authority."""
    done = command("measure", name, *options, "--json", data_dir=sample_store())
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["rows"]


def number_in(text: str, pattern: str) -> int:
    """The number that stands where the pattern has its group."""
    found = re.search(pattern, text)
    assert found, f"nothing like {pattern!r} in: {text[:2000]}"
    return int(found[1].replace(",", ""))


def test_the_associate_director_reads_the_overview_and_opens_the_children_behind_a_figure(arrives, address):
    director = arrives("associate-director", address)

    director.opens()
    director.sees(BANNER, f"As at {NEWEST}", "Known to any register", "Missing - not located")
    director.pictures("overview")

    known = measured("caseload")[0]["children"]
    on_cme = measured("caseload", "--register", "cme")[0]["children"]
    assert known == number_in(director.text, r"([\d,]+) children known to any register")
    assert on_cme == number_in(director.text, r"on the CME register ([\d,]+)")

    located = measured("caseload", "--register", "cme", "--by", "category")
    for row in located:
        director.sees(f"{row['category']} {row['children']}")

    director.clicks(re.compile("^Missing - not located"))
    not_located = next(row["children"] for row in located if row["category"] == "Missing - not located")
    assert f"{not_located} children" in director.dialog
    assert not_located == director.rows_of_list()
    director.pictures("list")

    # The address names the figure, so that a link opens it again, and no child.
    colleague = arrives("associate-director-colleague", address)
    colleague.opens("overview?borough=Kingston+upon+Thames")  # by its name, though it stands at the root
    assert not colleague.dialog
    colleague.sees(f"As at {NEWEST} · Kingston upon Thames", "Known to any register")

    colleague.opens(director.page.url)
    assert f"{not_located} children" in colleague.dialog
    assert "surname" not in director.page.url
    assert "forename" not in director.page.url


def test_a_panel_member_narrows_the_caseload_follows_the_trend_and_sends_a_link(arrives, address):
    member = arrives("panel-member", address)
    member.opens()
    member.goes_to("Caseload")
    member.pictures("caseload")

    member.chooses("Borough", "Kingston upon Thames")
    in_kingston = measured("caseload", "--borough", "Kingston upon Thames")[0]["children"]
    assert in_kingston == number_in(member.text, r"([\d,]+) children on one register or more")
    member.pictures("kingston")

    for page, says in (("Hours of provision", "25 hours"), ("Actions", "overdue"), ("Trends", "Caseload")):
        member.goes_to(page)
        member.sees(f"As at {NEWEST} · Kingston upon Thames", says)
        member.pictures(page.split()[0].lower())

    link = member.page.url
    colleague = arrives("panel-colleague", address)
    colleague.opens(link)
    assert member.text == colleague.text

    colleague.opens(link.replace("Kingston", "Kingstown"))
    colleague.sees("Kingstown", "which is not known")  # it must not widen the figures in silence


def test_business_support_mends_a_workbook_commits_it_finds_it_and_withdraws_it(
    arrives, own_address, tmp_path
):
    support = arrives("business-support", own_address)
    support.opens()
    support.goes_to("Templates")
    support.pictures("templates")
    title = REGISTERS["pru"].title
    template = support.downloads(f"Template: {title}", tmp_path)

    support.goes_to("Upload")
    support.types("Your name", "Sam Okafor")
    support.clicks("Additions only", "radio")
    wrong = filled(template, tmp_path / "PRU November.xlsx", admitted_on="31/02/2026")
    support.uploads(wrong)
    cell = cell_of("admitted_on", row=3)
    support.sees("PRU November.xlsx", title, "1 error", cell, "31/02/2026")
    expect(support.page.get_by_role("button", name=re.compile("^Commit"))).to_be_disabled()
    support.pictures("problem")

    support.page.get_by_test_id("stFileUploader").get_by_role("button", name=re.compile("^Remove")).click()
    support.waits()
    support.uploads(filled(template, tmp_path / "PRU November.xlsx", admitted_on="02/11/2026"))
    support.sees("0 errors", "What would change")
    support.pictures("preview")

    support.clicks(re.compile("^Commit 1 file$"))
    support.sees("committed as upload", "2 new", "0 changed", "0 closed")
    upload = re.search(r"committed as upload (\S+)\.", support.text)[1]
    support.pictures("committed")

    support.clicks("See the history of uploads", "link")
    support.sees_in_first_row(upload, "Sam Okafor", "PRU November.xlsx", "Additions only")
    support.pictures("history")

    before = f"U{int(upload[1:]) - 1:05d}"
    support.chooses("Upload", before)
    support.clicks("Withdraw this upload")
    support.sees("Say why the upload is withdrawn")
    expect(support.page.get_by_role("combobox", name=re.compile("Upload"))).to_have_value(re.compile(before))

    support.chooses("Upload", upload)
    support.types("Why", "A test of the withdrawal")
    support.clicks("Withdraw this upload")
    support.sees(f"Upload {upload} is withdrawn")
    support.sees_in_first_row("Withdrawn by Sam Okafor: A test of the withdrawal")
    support.pictures("withdrawn")


def test_business_support_enters_one_new_case_at_once(arrives, own_address):
    support = arrives("new-case", own_address)
    support.opens("new-case")
    support.types("Your name", "Sam Okafor")
    support.chooses("Register", REGISTERS["pru"].title)
    support.types("Surname (required)", "Testcase")
    support.types("Forename (required)", "Amina")
    support.clicks("Check this case")
    support.sees("Error: fill this in")
    assert [] == support.barriers()
    support.pictures("problems")

    support.writes_date("Date of birth (required)", datetime.date(2012, 5, 4))
    support.writes_date("Date admitted (required)", datetime.date(2026, 11, 2))
    support.chooses("Borough (required)", "Kingston upon Thames")
    support.chooses("Basis (required)", "Medical")
    support.sees("A case that is new on the register.")
    support.pictures("preview")
    support.clicks("Commit this case")
    support.sees("Pupil referral unit: committed as upload")
    assert "Testcase" not in support.text + support.page.url
    support.pictures("committed")


def filled(template: Path, into: Path, **second: str) -> Path:
    """The template with two children under its headings, the second with these cells."""
    register = REGISTERS["pru"]
    book = openpyxl.load_workbook(template)
    sheet = book.worksheets[0]
    for row, child in enumerate(
        ({"forename": "Amina", "surname": "Testcase"}, {"forename": "Bram", "surname": "Testcase"} | second),
        start=2,
    ):
        for place, column in enumerate(register.columns, start=1):
            assert column.label in str(sheet.cell(1, place).value)
            sheet.cell(row, place).value = child.get(column.name, usual(column) if column.required else None)
    book.save(into)
    return into


def usual(column) -> object:
    """A value that the column takes."""
    if column.name == "date_of_birth":
        return datetime.datetime(2012, 5, 4)
    if column.kind == "date":
        return datetime.datetime(2026, 11, 2)
    return column.codes.values[0] if column.codes else "Made-up"


def cell_of(column: str, row: int) -> str:
    """The address of a cell in the template."""
    return openpyxl.utils.get_column_letter(REGISTERS["pru"].names.index(column) + 1) + str(row)


def test_business_support_prepares_the_panel_and_takes_an_update_in(arrives, own_address, tmp_path):
    support = arrives("prepare", own_address)
    support.opens("prepare")
    support.types("Your name", "Sam Okafor")
    support.sees("Papers of the meeting", "Register re-circulated")
    pack = support.downloads("Pack (PDF)", tmp_path)
    assert pack.name.endswith("OFFICIAL-SENSITIVE.pdf")
    assert pack.read_bytes().startswith(b"%PDF-")
    support.sees("Handed out by Sam Okafor")
    support.opens("prepare?service=SEND+Service")
    support.types("Your name", "Sam Okafor")
    support.sees("Handed out by Sam Okafor", "Nothing has changed since.")

    sheet = support.downloads("Download the update sheet", tmp_path)
    book = openpyxl.load_workbook(sheet)
    headings = {cell.value: cell.column for cell in book["Open actions"][2]}
    book["Open actions"].cell(3, headings["Update"], "Called the school")
    book.save(sheet)
    support.uploads(sheet)
    support.sees("SEND Service: 1 row changed")
    support.pictures("update")
    assert [] == support.barriers()
    support.clicks("Take these updates in")
    support.sees("Panel actions, Business support: committed as upload", "1 changed")


def test_a_senior_leader_reads_figures_as_now_and_as_then_and_takes_them_away(arrives, address, tmp_path):
    leader = arrives("senior-leader", address)
    leader.opens("figures")
    leader.sees("as now known", "On the register at the end")
    leader.pictures("now")
    check_against_the_command_line(leader, tmp_path)

    leader.clicks("As known then", "radio")
    leader.sees("as each was known on its last day")
    leader.pictures("then")
    check_against_the_command_line(leader, tmp_path, "--known-at", "2026-08-31")

    leader.clicks("Year", "radio")
    leader.sees("2025/26", "2024/25")
    leader.pictures("year")


def check_against_the_command_line(leader: Person, folder: Path, *known: str) -> None:
    """The downloaded tables say what the command line says, and what the page says."""
    with leader.downloads("Download as CSV", folder).open(newline="", encoding="utf-8-sig") as file:
        head, *rows = csv.reader(file)
    assert head[:3] == ["Register", "Figure", "Borough"]
    assert head[3] == "March to August 2026"

    sheet = openpyxl.load_workbook(leader.downloads("Download as Excel workbook", folder)).active
    below = [
        ["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)
    ]
    assert [head, *rows] == below[below.index(head) :]

    cme, richmond = REGISTERS["cme"].title, "Richmond upon Thames"
    cell = next(row[3] for row in rows if row[:3] == [cme, "On the register at the end", richmond])
    options = ("--register", "cme", "--borough", richmond, "--as-at", "2026-08-31", *known)
    assert int(cell) == measured("caseload", *options)[0]["children"]
    assert cell in leader.text


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_every_page_can_be_used_by_everybody(arrives, address, width):
    sizes = {"wide": {"width": 1366, "height": 900}, "narrow": {"width": 390, "height": 844}}
    visitor = arrives(f"page-{width}", address, sizes[width])
    visitor.opens()
    barriers = {}
    for title, path in visitor.pages():
        visitor.opens(path)
        visitor.sees(BANNER, title)
        assert visitor.fits(), f"{title} is wider than the window"
        visitor.pictures(path or "overview")
        barriers[title] = visitor.barriers()

    assert {} == {title: found for title, found in barriers.items() if found}


def test_an_open_list_can_be_used_by_everybody(arrives, address):
    visitor = arrives("list", address)
    visitor.opens("?open=missing-not-located")

    assert visitor.dialog
    assert [] == visitor.barriers()


def test_whoever_uses_the_keyboard_sees_where_they_are(arrives, address):
    visitor = arrives("keyboard", address)
    visitor.opens()
    for _ in range(3):  # past the way to the main part and the overview itself
        visitor.page.keyboard.press("Tab")

    assert "Prepare" in visitor.page.evaluate("document.activeElement.innerText")
    assert "3px" == visitor.page.evaluate("getComputedStyle(document.activeElement).outlineWidth")


def test_the_first_visitor_of_a_fresh_server_may_come_by_a_bookmark(arrives, own_address):
    visitor = arrives("bookmark", own_address)
    visitor.opens("caseload")

    visitor.sees(BANNER, "Caseload")
    assert visitor.dialog == "", "Streamlit's old router answered before the frame did"


def test_an_empty_dashboard_says_what_to_do_first(arrives, empty_address):
    first = arrives("first-day", empty_address)
    first.opens()

    first.sees("Say who you are first")
    assert [] == first.barriers()
    first.types("Your full name", "Sam Okafor")
    first.sees("No register has been uploaded yet")
    assert BANNER not in first.text
    assert [] == first.barriers()
    first.pictures("empty")
    first.clicks("Upload workbooks", "link")
    first.sees("nothing is kept until you commit")
    for title, _ in first.pages():
        first.goes_to(title)  # an address typed by hand would ask for the name again
        assert "Something went wrong" not in first.text, title
