"""Update sheets go out, are filled in and come back: nothing lost, nothing put to another child."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from cme_data import ingest
from cme_data.errors import CmeError
from cme_data.store import Store, withdraw
from cme_data.update_sheets import (
    MODE,
    Updates,
    additions,
    held_by,
    note_back,
    note_sent,
    returns,
    update_sheet,
    updates_in,
)  # fmt: skip
from tests.builders import a_row, a_store, upload

MEETING, SENT, BACK = date(2026, 11, 26), date(2026, 11, 19), date(2026, 11, 25)
SERVICES = (
    "Education Welfare Service", "Virtual School", "SEND Service", "School Admissions", "Malden Oaks",
    "Youth Resilience Service",
)  # fmt: skip

ACTION_EDITS: tuple[dict[str, object], ...] = (
    {},
    {"Update": "Visited the family, =no formula"},
    {"Status now": "Completed", "Completed on": date(2026, 11, 24), "Update": "Done"},
    {"Completed on": "24/11/2026"},  # as text, and the status follows from the heading
    {"Status now": "Cancelled", "Completed on": date(2026, 11, 23)},
    {"New due date": date(2026, 12, 10), "Update": "Waiting for a place"},
)
CHILD_EDITS: tuple[dict[str, object], ...] = (
    {},
    {"Working well now": "Attends in the mornings"},
    {"Hours per week now": 12.5, "What needs to happen now": "Add two\nafternoons"},
    {"Propose removal": "Yes", "Removal date": date(2026, 11, 20), "Removal outcome": "New school place"},
    {"Concerns now": "No contact for a week", "View of child and parent now": "Both want to come back"},
    {"Propose removal": "No"},
)
CHANGES = {
    "Update": "outcome", "Status now": "status", "Completed on": "completed_on", "New due date": "due_on",
    "Working well now": "working_well", "Concerns now": "concerns", "View of child and parent now": "child_view",
    "What needs to happen now": "what_next", "Hours per week now": "hours_per_week", "Removal date": "removed_on",
    "Removal outcome": "outcome",
}  # fmt: skip


def filled_store(tmp_path, each: int) -> Store:
    """So many children, each with one action, shared out among six services."""
    store = a_store(tmp_path)
    people = [
        {"surname": f"Child{n}", "forename": "Ann", "date_of_birth": date(2013, 1 + n % 12, 1 + n % 28)}
        for n in range(each)
    ]
    children = [
        a_row(
            "cme",
            **who,
            record_number=str(7000 + n),
            lead_service=SERVICES[n % 6],
            working_well="Kept as it was",
        )
        for n, who in enumerate(people)
    ]
    actions = [
        a_row("actions", **who, action_id=f"P-{n}", service=SERVICES[(n + 1) % 6], agreed_on=date(2026, 11, 12), due_on=date(2026, 11, 24))
        for n, who in enumerate(people)
    ]  # fmt: skip
    upload(store, "cme", children, SENT)
    upload(store, "actions", actions, SENT)
    return store


def sent_to(store: Store, service: str) -> bytes:
    return update_sheet(MEETING, service, held_by(store.world(), SENT)[service])


def edited(data: bytes, edit: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(io.BytesIO(data))
    edit(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def back(store: Store, data: bytes, **more: object) -> Updates:
    return updates_in(data, "back.xlsx", store.world(), today=BACK, **more)


def put(sheet: str, row: int, values: dict[str, object]) -> Callable[[Workbook], None]:
    def edit(book: Workbook) -> None:
        headings = {cell.value: cell.column for cell in book[sheet][2]}
        for heading, value in values.items():
            book[sheet].cell(row, headings[heading], value)

    return edit


def rows_of(store: Store, register: str) -> dict[str, dict]:
    key = "action_id" if register == "actions" else "record_number"
    found = store.world().rows(
        "SELECT contents.* FROM spells JOIN contents ON content_id = last_content WHERE spells.register = $register",
        {"register": register},
    )
    left_out = {"content_id", "digest"}
    return {row[key]: {name: value for name, value in row.items() if name not in left_out} for row in found}


def test_two_hundred_rows_over_six_services_come_back_with_every_kind_of_edit(tmp_path):
    with filled_store(tmp_path, 100) as store:
        expected = {"actions": rows_of(store, "actions"), "cme": rows_of(store, "cme")}
        returned, sent, blank = [], 0, []
        for service in SERVICES:

            def edit(book: Workbook) -> None:
                nonlocal sent
                for sheet, register, key, edits in (
                    ("Open actions", "actions", "Action number", ACTION_EDITS),
                    ("Children", "cme", "Record number", CHILD_EDITS),
                ):
                    headings = {cell.value: cell.column for cell in book[sheet][2]}
                    for row in range(3, book[sheet].max_row + 1):
                        name = str(book[sheet].cell(row, headings[key]).value)
                        values = edits[sent % len(edits)]
                        sent += 1
                        put(sheet, row, values)(book)
                        expected[register][name] |= {
                            CHANGES[heading]: date(2026, 11, 24) if value == "24/11/2026" else value
                            for heading, value in values.items()
                            if heading in CHANGES
                        }
                        if values.keys() == {"Completed on"}:
                            expected[register][name]["status"] = "Completed"
                        if not values:
                            blank.append(name)

            updates = back(store, edited(sent_to(store, service), edit), held_on=MEETING)
            assert (updates.problems, updates.service) == ([], service)
            returned.append(updates)
        assert sent == 200
        assert sum(len(updates.not_filled) for updates in returned) == len(blank)

        for updates in returned:
            for examined in additions(updates, BACK):
                assert examined.errors == 0
                ingest.commit(store, examined, mode=MODE, who="A. Lee", now=datetime(2026, 11, 25, 9))

        assert rows_of(store, "actions") == expected["actions"]
        assert rows_of(store, "cme") == expected["cme"]


@pytest.fixture
def store(tmp_path):
    with filled_store(tmp_path, 12) as made:
        yield made


def rules(updates: Updates) -> list[str]:
    return [problem.rule for problem in updates.problems]


def test_a_sheet_of_another_meeting_is_not_taken(store):
    updates = back(
        store,
        edited(sent_to(store, SERVICES[0]), put("Open actions", 3, {"Update": "x"})),
        held_on=date(2026, 12, 10),
    )

    assert (rules(updates), updates.rows) == (["another_meeting"], {"actions": [], "cme": []})
    assert "26/11/2026, not on 10/12/2026" in updates.problems[0].message


def test_a_workbook_that_is_no_update_sheet_is_refused_in_a_sentence(store):
    with pytest.raises(CmeError, match="no update sheet"):
        back(
            store, edited(sent_to(store, SERVICES[0]), lambda book: book.remove(book["About this workbook"]))
        )


def test_a_row_added_by_hand_takes_nothing_along(store):
    def add(book: Workbook) -> None:
        put("Open actions", 9, {"Action number": "P-0", "Update": "Mine"})(book)

    updates = back(store, edited(sent_to(store, SERVICES[0]), add))

    assert (rules(updates), updates.rows["actions"]) == (["row_added"], [])


def test_a_row_copied_below_another_counts_once(store):
    def copy(book: Workbook) -> None:
        page = book["Open actions"]
        put("Open actions", 3, {"Update": "First"})(book)
        for cell in page[3]:
            page.cell(9, cell.column, cell.value)

    updates = back(store, edited(sent_to(store, SERVICES[0]), copy))

    assert (rules(updates), len(updates.rows["actions"])) == (["row_added"], 1)


def test_a_changed_identifier_keeps_the_row_out(store):
    updates = back(
        store,
        edited(sent_to(store, SERVICES[0]), put("Children", 3, {"Surname": "Other", "Concerns now": "x"})),
    )

    assert (rules(updates), updates.rows["cme"]) == (["identifier_changed"], [])
    assert "“Other” stands where “Child0” was sent out" in updates.problems[0].message


def test_protection_taken_off_is_said_and_no_more(store):
    def unlock(book: Workbook) -> None:
        book["Children"].protection.disable()
        put("Children", 3, {"Concerns now": "x"})(book)

    updates = back(store, edited(sent_to(store, SERVICES[0]), unlock))

    assert (rules(updates), updates.errors, len(updates.rows["cme"])) == (["protection_removed"], 0, 1)


def test_a_deleted_column_is_named_and_the_rest_is_read(store):
    def delete(book: Workbook) -> None:
        put("Open actions", 3, {"Update": "x"})(book)
        page = book["Open actions"]
        page.delete_cols(next(cell.column for cell in page[2] if cell.value == "New due date"))

    updates = back(store, edited(sent_to(store, SERVICES[0]), delete))

    assert (rules(updates), [row["outcome"] for row in updates.rows["actions"]]) == (
        ["column_deleted"],
        ["x"],
    )


def test_a_sheet_without_its_keys_is_not_matched_by_anything_else(store):
    updates = back(store, edited(sent_to(store, SERVICES[0]), lambda book: book["Children"].delete_cols(1)))

    assert (rules(updates), updates.rows["cme"]) == (["column_deleted"], [])
    assert sum("did not come back" in name for name in updates.not_filled) == 2


def test_rows_sorted_by_hand_are_still_the_same_rows(store):
    def swap(book: Workbook) -> None:
        page = book["Children"]
        put("Children", 3, {"Concerns now": "of the first"})(book)
        for one, other in zip(page[3], page[4], strict=True):
            one.value, other.value = other.value, one.value

    updates = back(store, edited(sent_to(store, SERVICES[0]), swap))

    assert [(row["surname"], row["concerns"]) for row in updates.rows["cme"]] == [("Child0", "of the first")]


@pytest.mark.parametrize(
    ("sheet", "values", "rule"),
    [
        ("Open actions", {"New due date": date(2026, 11, 1)}, "before_agreed"),
        ("Open actions", {"Completed on": date(2026, 12, 1)}, "in_future"),
        ("Open actions", {"Completed on": "soon"}, "unreadable"),
        ("Open actions", {"Status now": "Completed"}, "no_day"),
        ("Open actions", {"Status now": "Open", "Completed on": date(2026, 11, 24)}, "still_open"),
        ("Open actions", {"Status now": "Nearly"}, "unreadable"),
        ("Children", {"Propose removal": "Yes"}, "removal_unfinished"),
        (
            "Children",
            {"Removal date": date(2026, 11, 20), "Removal outcome": "Other"},
            "removal_not_proposed",
        ),
        ("Children", {"Hours per week now": "lots"}, "unreadable"),
    ],
)
def test_what_cannot_be_right_is_a_sentence_and_keeps_its_row_out(store, sheet, values, rule):
    updates = back(store, edited(sent_to(store, SERVICES[0]), put(sheet, 3, values)))

    assert (rules(updates), updates.rows) == ([rule], {"actions": [], "cme": []})
    assert updates.problems[0].message.startswith(f"{sheet}, ")
    assert updates.problems[0].fix


def test_what_a_later_list_says_stays_and_is_told(store):
    data = sent_to(store, SERVICES[0])
    row = rows_of(store, "cme")["7000"] | {"working_well": "Newer", "concerns": "Newer too"}
    upload(
        store,
        "cme",
        [{name: row[name] for name in a_row("cme", working_well="", concerns="", record_number="")}],
        date(2026, 11, 23),
        MODE,
    )

    updates = back(store, edited(data, put("Children", 3, {"Working well now": "Older"})))

    assert rules(updates) == ["changed_since"]
    assert [(row["working_well"], row["concerns"]) for row in updates.rows["cme"]] == [("Older", "Newer too")]


def test_an_action_closed_in_between_takes_no_update(store):
    data = sent_to(store, SERVICES[0])
    number = load_workbook(io.BytesIO(data))["Open actions"].cell(3, 2).value
    row = rows_of(store, "actions")[number]
    closed = {name: row[name] for name in a_row("actions")} | {
        "status": "Completed",
        "completed_on": date(2026, 11, 23),
    }
    upload(store, "actions", [closed], date(2026, 11, 23), MODE)

    updates = back(store, edited(data, put("Open actions", 3, {"Update": "x"})))

    assert (rules(updates), updates.rows["actions"]) == (["no_longer_open"], [])


def test_a_text_that_looks_like_a_formula_stays_a_text():
    row = a_row("actions", action="=HYPERLINK(1)", agreed_on=SENT)
    named = {name: row.get(name) for name in ("record_number", "owner")} | row | {"key": "k-k"}
    data = update_sheet(MEETING, "X", {"Open actions": [named], "Children": []})

    cells = [
        cell for row in load_workbook(io.BytesIO(data))["Open actions"].iter_rows(min_row=3) for cell in row
    ]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] == ["s"]


# Sent out and back


AT = datetime(2026, 11, 19, 9)


def sent_out(store: Store, service: str, at: datetime = AT) -> bytes:
    held, data = held_by(store.world(), SENT)[service], sent_to(store, service)
    note_sent(store, MEETING, service, held, "Sam Lee", at, "sheet.xlsx", data)
    return data


def taken_in(store: Store, data: bytes, at: datetime = datetime(2026, 11, 25, 9)) -> list[str]:
    updates = back(store, data)
    uploads = [
        outcome.upload
        for examined in additions(updates, BACK)
        for outcome in ingest.commit(store, examined, mode=MODE, who="Sam Lee", now=at)
    ]
    note_back(store, updates, uploads, "Sam Lee", at, "back.xlsx", data)
    return uploads


def names(rows: Sequence[Mapping[str, object]]) -> list[tuple[object, object]]:
    return [(row["register"], row["action_id"] or row["surname"]) for row in rows]


def test_a_sheet_that_is_not_back_waits_with_every_row(tmp_path):
    with filled_store(tmp_path, 12) as store:
        assert [] == returns(store, MEETING)
        sent_out(store, "SEND Service")
        (one,) = returns(store, MEETING)
        assert [] == returns(store, SENT), "of another meeting"
        ((what, detail),) = store.ask("SELECT what, detail FROM store.audit WHERE who = 'Sam Lee'")

    assert ("SEND Service", AT, "Sam Lee", None) == (one.service, one.sent.at, one.sent.who, one.back)
    assert [("actions", "P-1"), ("actions", "P-7"), ("cme", "Child2"), ("cme", "Child8")] == names(
        one.not_filled
    )
    assert all(row["child"] for row in one.not_filled)
    assert ("downloaded an update sheet", "sheet.xlsx, as at 2026-11-19") == (what, detail)


def test_rows_that_nobody_filled_in_are_counted_until_somebody_does(tmp_path):
    with filled_store(tmp_path, 12) as store:
        data = sent_out(store, "SEND Service")
        taken_in(store, edited(data, put("Open actions", 3, {"Update": "Visited"})))
        (one,) = returns(store, MEETING)
        assert [("actions", "P-7"), ("cme", "Child2"), ("cme", "Child8")] == names(one.not_filled)

        taken_in(
            store, edited(data, put("Children", 3, {"Concerns now": "None"})), datetime(2026, 11, 25, 10)
        )
        (one,) = returns(store, MEETING)
        assert [("actions", "P-7"), ("cme", "Child8")] == names(one.not_filled), (
            "each return adds to the others"
        )

        sent_out(store, "SEND Service", datetime(2026, 11, 25, 11))  # once more, with what came back in it
        (one,) = returns(store, MEETING)
        assert [("actions", "P-7"), ("cme", "Child8")] == names(one.not_filled)


def test_a_return_that_was_withdrawn_is_not_back(tmp_path):
    with filled_store(tmp_path, 12) as store:
        data = sent_out(store, "SEND Service")
        (upload,) = taken_in(store, edited(data, put("Open actions", 3, {"Update": "Visited"})))
        withdraw(store, upload, "Another service's words", "Sam Lee", AT)
        (one,) = returns(store, MEETING)

    assert (None, 4) == (one.back, len(one.not_filled))


def test_a_sheet_that_came_back_empty_is_back_with_every_row_empty(tmp_path):
    with filled_store(tmp_path, 12) as store:
        taken_in(store, sent_out(store, "SEND Service"))
        (one,) = returns(store, MEETING)

    assert (True, 4, 0) == (one.back is not None, len(one.not_filled), one.errors)


def test_what_kept_a_row_out_is_counted(tmp_path):
    with filled_store(tmp_path, 12) as store:
        data = sent_out(store, "SEND Service")
        taken_in(store, edited(data, put("Open actions", 3, {"Completed on": "soon"})))
        (one,) = returns(store, MEETING)

    assert (3, 1) == (len(one.not_filled), one.errors)
