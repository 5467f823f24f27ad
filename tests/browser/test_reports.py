"""The Associate Director reads the six-monthly figures on the screen, says what they mean, freezes and downloads them."""

import json
import re

import docx

from tests.browser.browser import NARROW
from tests.serving import command, sample_store

SINCE = "September 2026 to February 2027 (so far)"
SAID = "More children joined than left, most of them from schools in Richmond."


def newest_list(register: str) -> str:
    """The upload of the made-up authority's newest whole list of a register."""
    done = command("uploads", "--json", data_dir=sample_store())
    assert done.returncode == 0, done.stderr
    lists = [row for row in json.loads(done.stdout) if (row["register"], row["mode"]) == (register, "snapshot")]
    return max(lists, key=lambda row: (row["as_at"], row["upload"]))["upload"]


def test_the_associate_director_reads_a_report_writes_into_it_freezes_it_and_sees_what_is_revised(
    arrives, own_address, tmp_path
):
    director = arrives("reports", own_address)
    director.opens("reports")
    director.types("Your name", "Helen Reid")
    director.sees("Six-monthly figures", "Due since 1 September 2026", "Panel pack")
    assert [] == director.barriers()
    director.pictures("due")

    director.clicks(f"Open {SINCE}")
    director.sees("Figures as at 20 November 2026", "OFFICIAL-SENSITIVE", "has not been frozen yet")
    director.clicks("Children missing education", "radio")
    director.sees("Children missing education: at the start, joined, left and at the end")
    assert [] == director.barriers()
    director.pictures("section")

    director.page.get_by_role("button", name="Open list").first.click()
    entry = director.page.get_by_role("menuitem", name=re.compile(r"Joined · \d+")).first
    joined = int(re.search(r"· (\d+)", entry.inner_text())[1])
    entry.click()
    director.waits()
    assert joined == director.rows_of_list()
    director.page.keyboard.press("Escape")
    director.waits()

    director.types("Commentary: Children missing education", SAID)
    director.clicks("Save commentary")
    director.sees("Saved by Helen Reid")
    director.says_what_for("The panel")
    director.types("For whom", "The panel")
    director.clicks("Freeze this version")
    director.sees("Frozen: this version stays as it is", "No figure of this report has been revised since.")
    file = director.downloads(re.compile("Word as frozen"), tmp_path)
    assert "OFFICIAL-SENSITIVE" in file.name
    assert SAID in [paragraph.text for paragraph in docx.Document(file).paragraphs]
    assert (tmp_path / director.downloads(re.compile("PDF$"), tmp_path).name).read_bytes().startswith(b"%PDF")

    director.goes_to("History of uploads")
    director.chooses("Register of the uploads", "Children missing education")
    director.chooses("Upload", newest_list("cme"))
    director.types("Why", "The wrong list")
    director.clicks("Withdraw this upload")
    director.sees("is withdrawn")

    director.goes_to("Reports")
    director.sees("1 list sent, withdrawn or decided: open it to see what was revised")
    director.clicks(f"Open {SINCE}")
    director.sees("figures of this report have been revised since", "was withdrawn by Helen Reid: The wrong list")
    assert [] == director.barriers()
    director.pictures("revised")

    director.page.set_viewport_size(NARROW)
    director.waits()
    assert director.fits()
    assert [] == director.barriers()
    director.pictures("narrow")
