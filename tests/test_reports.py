"""The panel's pack: what it says, in all three forms, and that no text of a spreadsheet is ever run."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta

import docx
import pytest

from cme_data import panels
from cme_data.errors import CmeError
from cme_data.reports import REPORTS, write
from cme_data.reports.changed import Changed, because, changed
from cme_data.reports.handing_out import hand_out
from cme_data.reports.report import ChildPage, Document, Heading, Paragraph, Table
from cme_data.settings import Term, shipped
from cme_data.store import Store
from cme_data.store.frozen import frozen_bytes, last_frozen
from tests.builders import a_row, a_store, upload

HELD, LAST, NEWEST, NOW = (
    date(2026, 11, 26),
    date(2026, 11, 12),
    date(2026, 11, 20),
    datetime(2026, 11, 25, 9),
)
LATER = datetime(2027, 7, 31, 10)  # an hour after the tests' uploads
FORMS = (".docx", ".pdf", ".html")
NASTY = ']#panic(1) $x$ <script>alert(1)</script> \\ *b* & "q" </w:t> {x} \x0b'
GROUPS = ("On roll and not attending", "Not on roll and hard to place", "Concerns or risk of breakdown")


def a_child(number: int) -> dict[str, object]:
    return {"surname": f"Child{number}", "forename": "Ann", "date_of_birth": date(2013, 1, number)}


def fill(store: Store, **more: object) -> None:
    new = a_row("cme", **a_child(1), referral_group=GROUPS[0], added_on=date(2026, 11, 16), **more)
    unsafe = a_row(
        "cme", **a_child(2), referral_group=GROUPS[0], safeguarding_concern="Yes", hours_per_week=0.0
    )
    acted = a_row(
        "cme",
        **a_child(3),
        referral_group=GROUPS[2],
        removed_on=date(2026, 11, 18),
        outcome="New school place",
    )
    quiet = a_row("cme", **a_child(4), borough="Richmond upon Thames")
    upload(store, "cme", [new, unsafe, acted | {"removed_on": None, "outcome": None}, quiet], LAST)
    upload(store, "cme", [new, unsafe, acted | {"removed_on": None, "outcome": None}, quiet], NEWEST)
    upload(store, "cme", [acted], NEWEST, "additions")
    agreed = {"agreed_on": date(2026, 10, 29)}
    actions = [
        a_row("actions", **a_child(3), action_id="late", **agreed, due_on=date(2026, 11, 10), escalated_on=date(2026, 11, 17)),
        a_row("actions", **a_child(4), action_id="done", **agreed, due_on=date(2026, 11, 18), status="Completed",
              completed_on=date(2026, 11, 16), outcome="Visited"),
        a_row("actions", **a_child(4), action_id="long ago", **agreed, due_on=date(2026, 11, 5), status="Completed",
              completed_on=date(2026, 11, 5)),
        a_row("actions", **a_child(1), action_id="agreed last", agreed_on=LAST, due_on=date(2026, 12, 1)),
    ]  # fmt: skip
    upload(store, "actions", actions, NEWEST)
    met = [
        {"held_on": date(2026, 10, 29), "attended": "Virtual School"},
        {"held_on": LAST, "attended": "Malden Oaks; Virtual School"},
    ]
    upload(store, "meetings", [*met, {"held_on": HELD, "agenda_sent_on": date(2026, 11, 20)}], NEWEST)


def pack(store: Store, *boroughs: str, held_on: date = HELD) -> Document:
    return REPORTS["panel-pack"].build(store.world(), shipped(), held_on, boroughs, NOW)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Document:
    with a_store(tmp_path_factory.mktemp("made")) as store:
        fill(store)
        return pack(store)


def section(document: Document, title: str) -> tuple:
    return next(one.blocks for one in document.sections if one.title == title)


def table(document: Document, title: str) -> tuple[tuple[str, ...], ...]:
    return next(block.rows for block in section(document, title) if isinstance(block, Table))


def pages(document: Document) -> dict[str, ChildPage]:
    return {b.title: b for one in document.sections for b in one.blocks if isinstance(b, ChildPage)}


# What it says


def test_it_says_of_which_day_it_speaks(made):
    assert (made.day, made.as_at) == (HELD, NEWEST)  # the newest list is older than the meeting
    assert dict(made.strip.facts)["Last panel"] == "12 November 2026"


def test_actions_are_those_open_those_of_the_last_meeting_and_those_closed_since(made):
    rows = {row[0]: row for row in table(made, "Actions from last time")}

    assert rows.keys() == {"Child3, Ann", "Child4, Ann", "Child1, Ann"}
    assert rows["Child3, Ann"][4:] == ("10 Nov 2026", "Not recorded", "10")  # 10 days overdue on the 20th
    assert rows["Child4, Ann"][5:] == ("Completed. Visited", "–")  # of its two, the one closed since
    assert rows["Child1, Ann"][6] == "0"


def test_every_child_is_counted_once_by_group_and_kind(made):
    assert table(made, "The register before the panel") == (
        #            new  concern review none all
        (GROUPS[0], "1", "1", "0", "0", "2"),
        (GROUPS[1], "0", "0", "0", "0", "0"),
        (GROUPS[2], "0", "1", "0", "0", "1"),  # a removal nobody approved is a gap
        ("Not recorded", "0", "0", "0", "1", "1"),
    )


def test_each_child_the_panel_speaks_of_has_a_page_and_blank_is_not_recorded(made):
    page = pages(made)["Child2, Ann"].blocks
    facts = dict(page[0].facts)

    assert pages(made).keys() == {"Child1, Ann", "Child2, Ann", "Child3, Ann"}
    assert (facts["Hours a week"], facts["In the pack as"]) == ("0", "Concerns")
    assert dict(pages(made)["Child1, Ann"].blocks[0].facts)["Hours a week"] == "Not recorded"
    after = [page[i + 1] for i, block in enumerate(page) if block == Heading("What are we concerned about?")]
    assert after == [Paragraph("Not recorded")]


def test_a_child_educated_at_home_with_a_plan_shows_its_annual_review_in_the_strip(tmp_path):
    at_home = a_row("ehe", **a_child(2), sen="EHC plan", annual_review_due=date(2026, 11, 2))
    with a_store(tmp_path) as store:
        fill(store)
        upload(store, "ehe", [at_home], NEWEST)
        made = pack(store)

    strips = {name: dict(page.blocks[0].facts) for name, page in pages(made).items()}
    assert "2 November 2026, 18 days late" == strips["Child2, Ann"]["Annual review of the EHC plan"]
    assert "Annual review of the EHC plan" not in strips["Child1, Ann"]


def test_removals_and_escalations_wait_for_the_panel(made):
    assert table(made, "Removals for approval") == (
        ("Child3, Ann", "Removal proposed, not approved by the panel", "18 Nov 2026", "New school place", "Not recorded"),
    )  # fmt: skip
    assert [row[0] for row in table(made, "Escalations")] == ["Child3, Ann"]


def test_a_child_left_out_of_a_later_list_waits_for_approval_too(tmp_path):
    with a_store(tmp_path) as store:
        fill(store)
        upload(store, "cme", [a_row("cme", **a_child(1), added_on=date(2026, 11, 16))], date(2026, 11, 23))
        rows = {row[0]: row[1] for row in table(pack(store), "Removals for approval")}

    assert rows["Child2, Ann"] == "Left out of the list of 23 November 2026; ask the panel"


def test_attendance_shows_the_last_meetings_and_blank_is_not_absence(made):
    assert table(made, "Attendance") == (
        ("Malden Oaks", "Not recorded", "Yes", "–"),
        ("Virtual School", "Not recorded", "Yes", "Yes"),
    )


def test_themes_stand_beside_the_panel_before(made):
    reasons, categories, groups = (block.rows for block in section(made, "Themes and trends"))

    assert sum(int(row[1]) for row in reasons) == sum(int(row[1]) for row in categories) == 4
    assert (GROUPS[0], "2", "1", "+1") in groups  # one of them joined since


def test_a_borough_alone(tmp_path):
    with a_store(tmp_path) as store:
        fill(store)
        made = pack(store, "Richmond upon Thames")

    assert made.figures["counts"]["Children on the CME register"] == 1
    assert {row[0] for row in table(made, "Actions from last time")} == {"Child4, Ann"}


# The next meeting (R22)


@pytest.mark.parametrize(
    ("listed", "day", "expected"),
    [
        ([HELD], date(2026, 11, 20), HELD),
        ([], date(2026, 11, 20), HELD),  # by the calendar: every 14 days from 7 September 2023
        ([date(2026, 11, 24)], date(2026, 11, 20), date(2026, 11, 24)),  # moved by hand
        ([date(2026, 11, 24)], date(2026, 11, 25), date(2026, 12, 10)),  # so the 26th is not met again
        ([date(2027, 1, 21)], date(2026, 11, 20), HELD),  # one listed far ahead skips none
    ],
)  # fmt: skip
def test_the_next_meeting(tmp_path, listed, day, expected):
    with a_store(tmp_path) as store:
        upload(store, "meetings", [{"held_on": held} for held in [date(2026, 11, 12), *listed]], NEWEST)
        assert panels.next_from(store.world(), shipped(), day).held_on == expected


def test_the_calendar_keeps_to_term_time(tmp_path):
    both = [Term(borough.name, f"{borough.name} {first}", first, last) for borough in shipped().boroughs
            for first, last in ((date(2026, 11, 2), date(2026, 12, 18)), (date(2027, 1, 4), date(2027, 2, 12)))]  # fmt: skip
    with a_store(tmp_path) as store:
        upload(store, "meetings", [{"held_on": LAST}], NEWEST)
        found = panels.next_from(store.world(), replace(shipped(), terms=tuple(both)), date(2026, 12, 11))

    assert (found.held_on, found.listed) == (date(2027, 1, 7), False)  # 24 December lies in the holidays


def test_its_papers_are_counted_down_in_working_days(tmp_path):
    with a_store(tmp_path) as store:
        fill(store)
        meeting = panels.meeting(store.world(), shipped(), HELD)

    assert (meeting.agenda.due_on, meeting.register.due_on) == (date(2026, 11, 19), date(2026, 11, 19))  # R22
    assert meeting.agenda.told(NEWEST) == "Sent late"
    assert meeting.register.told(date(2026, 11, 13)) == "4 working days left"  # Friday to Thursday
    assert meeting.register.told(date(2026, 11, 19)) == "Due today"
    assert meeting.register.told(date(2026, 11, 23)) == "2 working days late"


# How it is written


@pytest.mark.parametrize("suffix", FORMS)
def test_the_marking_stands_in_the_file_and_in_its_name(made, suffix):
    assert "OFFICIAL-SENSITIVE" in made.file_name(suffix)
    assert write(made, suffix)


def test_another_kind_of_file_is_refused(made):
    with pytest.raises(CmeError, match=r"\.docx, \.pdf, \.html"):
        write(made, ".xls")


@pytest.fixture(scope="module")
def nasty(tmp_path_factory) -> Document:
    with a_store(tmp_path_factory.mktemp("nasty")) as store:
        fill(store, concerns=NASTY, school=NASTY)
        return pack(store)


def test_text_of_a_spreadsheet_stays_text_in_html(nasty):
    text = write(nasty, ".html").decode()

    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_text_of_a_spreadsheet_is_never_run_by_typst(nasty):
    assert write(nasty, ".pdf").startswith(b"%PDF-")  # #panic would end the making of it


def test_a_pdf_is_tagged_and_says_its_language(made):
    data = write(made, ".pdf")

    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", data)
    assert b"/Lang" in data
    assert b"pdfuaid" in data


def test_a_word_document_has_real_headings_a_repeated_header_row_and_a_contents_list(nasty):
    data = write(nasty, ".docx")
    word = docx.Document(io.BytesIO(data))
    headings = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    inside = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()

    assert ("Heading 1", "Removals for approval") in headings
    assert ("Heading 2", "Child1, Ann") in headings
    assert ("Heading 3", "What needs to happen?") in headings
    assert all("w:tblHeader" in table._tbl.xml for table in word.tables)
    assert "TOC \\o" in inside
    assert word.sections[0].header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert (word.core_properties.language, word.core_properties.category) == ("en-GB", "OFFICIAL-SENSITIVE")
    assert any("<script>alert(1)</script>" in p.text for p in word.paragraphs)  # as words


@pytest.mark.parametrize("suffix", FORMS)
def test_a_pack_without_anything_in_it_can_be_written(tmp_path, suffix):
    with a_store(tmp_path) as store:
        upload(store, "meetings", [{"held_on": HELD}], NEWEST)
        made = pack(store)

    assert write(made, suffix)
    assert not pages(made)


# Kept as it was handed out


def test_a_pack_keeps_what_it_said_tells_what_changed_since_and_what_lies_behind_it(tmp_path):
    with a_store(tmp_path) as store:
        fill(store)
        then = replace(pack(store), made_at=LATER)
        made = hand_out(store, "panel-pack", then, (), ".html", "A. Lee", LATER + timedelta(minutes=5))
        kept = last_frozen(store, "panel-pack", HELD, ())
        assert changed(kept.figures, then.figures) == []
        assert (kept.who, kept.file_name, kept.known_by) == ("A. Lee", then.file_name(".html"), LATER)
        assert frozen_bytes(store, kept.entry) == made
        assert last_frozen(store, "panel-pack", HELD, ("Richmond upon Thames",)) is None

        more = a_row(
            "cme", **a_child(2), referral_group=GROUPS[0], safeguarding_concern="Yes", hours_per_week=12.5
        )
        new = a_row("cme", **a_child(5), added_on=date(2026, 11, 17))
        # While the pack was looked at, before it was downloaded.
        since = upload(store, "cme", [more, new], NEWEST, "additions", now=LATER + timedelta(minutes=1)).upload
        found = changed(kept.figures, pack(store).figures)
        causes = because(store.world(), found, kept.known_by, same_day=True)

    behind = {change[:4]: [cause.upload for cause in some] for change, some in zip(found, causes, strict=True)}
    assert behind["hours_per_week", "Child2, Ann", 0.0, 12.5] == [since]
    assert behind["on_register", "Child5, Ann", "No", "Yes"] == [since]
    assert behind["Children on the CME register", None, 4, 5] == [since]


def test_a_figure_that_only_the_day_moved_has_nothing_behind_it(tmp_path):
    with a_store(tmp_path) as store:
        fill(store)
        made = pack(store)
        child, row = next((child, one["row"]) for child, one in made.figures["children"].items())
        of_child = Changed("kind", "Child1, Ann", "No change", "Concerns", child, row)
        asked = [Changed("Overdue actions", None, 1, 2), of_child]
        assert because(store.world(), asked, LATER, same_day=False) == [[], []]

        added = a_row("cme", **a_child(5), added_on=date(2026, 11, 17))
        since = upload(store, "cme", [added], NEWEST, "additions", now=LATER + timedelta(minutes=1)).upload
        assert because(store.world(), asked, LATER, same_day=False) == [[], []], "another child's row"
        (_, could_be) = because(store.world(), asked, LATER, same_day=True)

    assert made.figures["counts"]["Overdue actions"] == 1
    assert [since] == [cause.upload for cause in could_be], "for the same day something must lie behind it"
