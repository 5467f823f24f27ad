"""From a file to the store: what is refused, what is kept out, and what a person is told."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest

from cme_data import ingest
from cme_data.errors import CmeError, FutureDate, NotAWorkbook, NothingRecognised
from cme_data.measures import MEASURES, Question
from tests.builders import TODAY, a_row, a_store, a_upn, csv_bytes, upload

DAY, LATER = date(2026, 11, 6), date(2026, 11, 20)
NOW = datetime(2026, 11, 23, 9)


def examined(register: str, *rows: dict, as_at: date = DAY, **chosen) -> ingest.Examined:
    return ingest.examine(csv_bytes(register, rows), f"{register}.csv", as_at=as_at, today=TODAY, **chosen)


def problems(register: str, *rows: dict, **chosen) -> list[tuple[str, str, str | None]]:
    return [(p.level, p.rule, p.cell) for p in examined(register, *rows, **chosen).sheets[0].problems]


def children(store, **question) -> int:
    return MEASURES["caseload"].count(store.world(), Question(as_at=LATER, **question)).one["children"]


@pytest.mark.parametrize(
    "register", ["cme", "ehe", "medical_tuition", "pru", "virtual_school", "actions", "enquiries", "meetings"]
)
def test_every_register_is_known_by_its_own_headings(register):
    sheet = examined(register, a_row(register)).sheets[0]

    assert (sheet.register, sheet.rows, sheet.passed, sheet.unmatched) == (register, 1, 1, [])


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"", NotAWorkbook, "letter.csv is empty"),
        (b"Dear panel\nthe list follows\n", NothingRecognised, "no sheet has the headings of a register"),
        (b"PK\x03\x04 cut off", NotAWorkbook, "letter.csv is damaged"),
        (b"Room,Booked by\nA1,Ann\n", NothingRecognised, "no sheet has the headings of a register"),
    ],
)
def test_a_file_of_which_nothing_can_be_made_is_one_sentence(data, error, said):
    with pytest.raises(error, match=said) as raised:
        ingest.examine(data, "letter.csv", as_at=DAY, today=TODAY)

    assert str(raised.value).count("\n") == 0


def test_a_day_that_has_not_come_is_refused():
    with pytest.raises(FutureDate, match="20/11/2026 is in the future"):
        ingest.examine(csv_bytes("ehe", []), "ehe.csv", as_at=LATER, today=DAY)


def test_a_required_column_left_out_names_the_column_and_blocks():
    rows = list(csv.reader(io.StringIO(csv_bytes("pru", [a_row("pru")]).decode())))
    at = rows[0].index("Basis")
    text = "\n".join(",".join(cell for i, cell in enumerate(row) if i != at) for row in rows)
    found = ingest.examine(text.encode(), "pru.csv", as_at=DAY, today=TODAY)

    assert [(p.level, p.rule, p.column) for p in found.sheets[0].problems] == [
        ("error", "column_missing", "basis")
    ]
    with pytest.raises(CmeError, match="nothing was committed"):
        ingest.refuse_errors(found, accept_passed=True)


def test_an_empty_list_needs_somebody_to_say_whose_it_is(tmp_path):
    assert problems("ehe") == [("error", "empty_list", None)]
    with a_store(tmp_path) as store:
        upload(store, "ehe", [a_row("ehe")], DAY)
        emptied = upload(store, "ehe", [], LATER, provider="Education Welfare Service")

        assert (emptied.dropped, children(store)) == (1, 0)


@pytest.mark.parametrize(
    ("register", "row", "level", "rule"),
    [
        ("cme", a_row("cme", surname=None), "error", "required"),
        ("cme", a_row("cme", borough=None), "error", "required"),
        ("cme", a_row("cme", data_provider=None), "error", "required"),
        ("cme", a_row("cme", date_of_birth=date(2027, 1, 1)), "error", "age"),
        ("cme", a_row("cme", date_of_birth=date(2000, 11, 6)), "error", "age"),  # 26 that day
        ("cme", a_row("cme", category="Vanished"), "error", "unreadable"),
        (
            "cme",
            a_row("cme", removed_on=date(2026, 9, 1), removal_approved_on=date(2026, 9, 1), outcome="Other"),
            "error",
            "date_order",
        ),
        ("cme", a_row("cme", removed_on=date(2026, 10, 1), outcome="Other"), "warning", "removal_unapproved"),
        ("cme", a_row("cme", hours_per_week=75), "warning", "range"),
        ("cme", a_row("cme", hours_per_week="tbc"), "warning", "unreadable"),
        ("cme", a_row("cme", hours_per_week="FT"), "warning", "full_time"),
        ("cme", a_row("cme", upn="A314999926001"), "warning", "upn"),  # F was expected
        ("cme", a_row("cme", year_group="Year 11"), "warning", "year_group"),
        ("ehe", a_row("ehe", ended_on=date(2026, 10, 1)), "warning", "expected"),  # why it ended
        ("medical_tuition", a_row("medical_tuition", data_provider=None), "error", "required"),
        ("actions", a_row("actions", upn=None, surname=None), "error", "findable"),
    ],
)
def test_a_fault_is_an_error_only_where_the_child_cannot_be_counted(register, row, level, rule):
    assert (level, rule) in [found[:2] for found in problems(register, row)]


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        (
            [a_row("ehe", upn=a_upn(1)), a_row("ehe", upn=a_upn(1), date_of_birth=date(2013, 1, 1))],
            "two_births",
        ),
        (
            [a_row("ehe", upn=a_upn(1), record_number="7"), a_row("ehe", upn=a_upn(2), record_number="7")],
            "two_upns",
        ),
    ],
)
def test_one_key_for_two_children_is_an_error_on_each_row(rows, rule):
    assert [found[:2] for found in problems("ehe", *rows) if found[1] == rule] == [("error", rule)] * 2


def test_an_action_number_twice_is_an_error_on_each_row():
    found = problems(
        "actions",
        a_row("actions", action_id="5"),
        a_row("actions", action_id="5"),
        a_row("actions", action_id="6"),
    )

    assert [f for f in found if f[0] == "error"] == [("error", "unique", "A2"), ("error", "unique", "A3")]


def test_every_problem_says_where_what_and_how():
    for problem in (
        examined("cme", a_row("cme", hours_per_week="tbc", borough="Hounslow", sex="?")).sheets[0].problems
    ):
        assert problem.cell in problem.message
        assert problem.value in problem.message
        assert problem.fix.endswith(".")


def test_errors_keep_everything_out_until_somebody_accepts_the_rest(tmp_path):
    rows = [a_row("ehe"), a_row("ehe", surname="Jones", borough=None)]
    with a_store(tmp_path) as store:
        with pytest.raises(CmeError, match="has 1 error, so nothing was committed"):
            upload(store, "ehe", rows, DAY)
        assert store.uploads() == []
        upload(store, "ehe", rows, DAY, accept_passed=True)

        assert [(u.rows, u.passed, u.errors) for u in store.uploads()] == [(2, 1, 1)]
        assert children(store) == 1


def test_a_preview_says_what_a_commit_does_and_keeps_nothing(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "ehe", [a_row("ehe"), a_row("ehe", surname="Jones"), a_row("ehe", surname="Khan")], DAY)
        next_list = examined(
            "ehe",
            a_row("ehe", suitability="Suitable"),  # changed
            a_row("ehe", surname="Jones", ended_on=LATER, end_reason="Moved away"),  # closed
            a_row("ehe", surname="Patel"),  # new; and Khan is gone
            as_at=LATER,
        )
        (seen,) = ingest.preview(store, next_list)
        assert len(store.uploads()) == 1
        (done,) = ingest.commit(store, next_list, who="me", now=NOW)

        assert [(o.new, o.changed, o.closed, o.dropped, o.unchanged) for o in (seen, done)] == [
            (1, 1, 1, 1, 0)
        ] * 2
        assert [(c.kind, c.name, c.column, c.old, c.new) for c in seen.changes] == [
            ("changed", "Smith, Ann", "Suitability", "Not yet assessed", "Suitable"),
            ("closed", "Jones, Ann", "Date EHE ended", None, "20/11/2026"),
            ("closed", "Jones, Ann", "Reason ended", None, "Moved away"),
            ("new", "Patel, Ann", None, None, None),
            ("dropped", "Khan, Ann", None, None, None),
        ]


def test_a_file_that_is_not_the_register_chosen_by_hand_is_not_told_to_choose_one():
    with pytest.raises(NothingRecognised) as raised:
        ingest.examine(b"Room,Booked by\nA1,Ann\n", "Rooms.csv", as_at=DAY, today=TODAY, register="pru")

    assert "the headings of Pupil referral unit" in str(raised.value)
    assert "by hand" not in str(raised.value)


def test_a_list_older_than_the_newest_is_fitted_in_and_said(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "ehe", [a_row("ehe")], LATER)
        late = upload(store, "ehe", [a_row("ehe"), a_row("ehe", surname="Jones")], DAY)

        assert "A newer Elective home education list" in late.notice
        assert children(store) == 1  # Jones was gone by the later list


def test_a_file_may_carry_several_sources_and_each_is_an_upload(tmp_path):
    eiss, malden = "Education Inclusion Support Service", "Malden Oaks"
    rows = [
        a_row("medical_tuition", data_provider=eiss),
        a_row("medical_tuition", surname="Jones", data_provider=malden),
    ]
    with a_store(tmp_path) as store:
        done = ingest.commit(store, examined("medical_tuition", *rows), who="me", now=NOW)
        upload(store, "medical_tuition", [a_row("medical_tuition", surname="Khan")], LATER, provider=eiss)

        assert [o.provider for o in done] == [eiss, malden]
        assert children(store) == 2  # Khan, and Jones whom the other service's list does not touch


def test_a_closing_date_taken_back_is_said(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "ehe", [a_row("ehe", ended_on=DAY, end_reason="Other")], DAY)
        back = upload(store, "ehe", [a_row("ehe")], LATER)

        assert [w.rule for w in back.warnings] == ["closing_withdrawn"]
        assert children(store) == 1


@pytest.mark.parametrize(
    ("mended", "rules"),
    [
        ({"surname": "Smythe"}, ["identity_corrected"]),
        ({"date_of_birth": date(2014, 5, 6)}, ["identity_corrected"]),
        ({"upn": a_upn(2)}, ["identity_corrected"]),
        ({"surname": "SMITH"}, []),
        ({"upn": None}, []),
        ({"record_number": "12"}, []),  # a number added contradicts nothing
    ],
)
def test_a_row_that_corrects_who_the_child_is_says_so(tmp_path, mended, rules):
    row = a_row("virtual_school", upn=a_upn(1))
    with a_store(tmp_path) as store:
        upload(store, "virtual_school", [row], DAY)
        again = upload(store, "virtual_school", [row | mended], LATER)

        assert [w.rule for w in again.warnings] == rules
        assert children(store) == 1


def test_two_sheets_of_one_list_do_not_take_each_others_place(tmp_path):
    book = openpyxl.Workbook()
    for name, surname in (("Current", "Smith"), ("Closed", "Jones")):
        sheet = book.create_sheet(name)
        for row in csv.reader(io.StringIO(csv_bytes("ehe", [a_row("ehe", surname=surname)]).decode())):
            sheet.append(row)
    sent = io.BytesIO()
    book.save(sent)
    both = ingest.examine(sent.getvalue(), "ehe.xlsx", as_at=DAY, today=TODAY)
    one = ingest.examine(sent.getvalue(), "ehe.xlsx", as_at=DAY, today=TODAY, sheet="Current")

    assert [p.rule for p in both.sheets[1].problems if p.level == "error"] == ["two_lists"]
    with pytest.raises(CmeError, match="nothing was committed"):
        ingest.refuse_errors(both, accept_passed=True)
    ingest.refuse_errors(one, accept_passed=False)


def test_an_action_whose_upn_is_mistyped_finds_nobody():
    lost = a_row("actions", upn="A314999926001", surname=None, forename=None, date_of_birth=None)

    assert ("error", "findable") in [found[:2] for found in problems("actions", lost)]
