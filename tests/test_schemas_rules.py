"""Each rule of the schemas finds its own cells, and no others."""

import random
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from schemas import REGISTERS
from schemas.register import Register
from schemas.validation import failures
from tests.builders import a_row

DTYPES = {"date": "datetime64[us]", "hours": "float64", "number": "float64", "whole": "Int64"}
EVERY_REGISTER = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)


def typed(register: Register, *rows: dict[str, Any], text: str = "object") -> pd.DataFrame:
    """The typed frame of some rows, numbered from 5 as on a sheet with title rows."""
    series = {
        column.name: pd.Series([row.get(column.name) for row in rows], dtype=DTYPES.get(column.kind, text))
        for column in register.columns
    }
    frame = pd.DataFrame(series)
    frame.index = pd.RangeIndex(5, 5 + len(rows))
    return frame


def broken(register: str, *rows: dict[str, Any]) -> list[tuple[Any, str, str]]:
    return list(failures(REGISTERS[register], typed(REGISTERS[register], *rows)))


@pytest.mark.parametrize("text", ["object", "str"])
@EVERY_REGISTER
def test_a_good_row_passes(register: Register, text: str):
    assert failures(register, typed(register, a_row(register.name), text=text)) == []


@EVERY_REGISTER
def test_no_rows_pass(register: Register):
    assert failures(register, typed(register)) == []


@EVERY_REGISTER
def test_a_blank_required_cell(register: Register):
    for column in register.required:
        good, bad = a_row(register.name), a_row(register.name) | {column.name: None}
        if "action_id" in good:
            bad["action_id"] = None if column.name == "action_id" else "2"
        if column.name != "held_on" and register.name == "meetings":
            good["held_on"] = date(2026, 9, 24)

        assert failures(register, typed(register, good, bad)) == [(6, column.name, "required")]


@EVERY_REGISTER
def test_a_value_off_the_list(register: Register):
    for column in register.columns:
        if column.codes:
            row = a_row(register.name) | {column.name: "Perhaps"}
            assert (5, column.name, "code") in failures(register, typed(register, row)), column.name


@pytest.mark.parametrize(
    ("register", "column", "inside", "outside"),
    [
        ("cme", "hours_per_week", (0, 60, None), (-0.5, 60.1, 75)),
        ("virtual_school", "attendance", (0, 100, None), (-1, 100.5)),
        ("medical_tuition", "absence_days", (0, 200, None), (-1, 201)),
    ],
)
def test_a_number_out_of_range(register: str, column: str, inside: tuple[Any, ...], outside: tuple[Any, ...]):
    rows = [a_row(register) | {column: number} for number in (*inside, *outside)]

    expected = [(5 + len(inside) + i, column, "range") for i in range(len(outside))]
    assert broken(register, *rows) == expected


@EVERY_REGISTER
def test_a_date_before_the_one_it_follows(register: Register):
    for column in register.columns:
        if column.not_before:
            day, before, after = (datetime(2026, 9, d) for d in (7, 6, 8))
            rows = [
                a_row(register.name, action_id=str(i)) if register.name == "actions" else a_row(register.name)
                for i in range(4)
            ]
            for row, closing in zip(rows, (day, before, after, None), strict=True):
                row |= {column.name: closing, column.not_before: day}
            found = [cell for cell in failures(register, typed(register, *rows)) if cell[2] == "date_order"]

            assert found == [(6, column.name, "date_order")]


@pytest.mark.parametrize(
    ("register", "column", "set_to", "others"),
    [
        ("cme", "outcome", {"removed_on": date(2026, 10, 1)}, {}),
        ("cme", "full_time_due", {"transition_agreed": "Yes"}, {"transition_agreed": "No"}),
        ("ehe", "end_reason", {"ended_on": date(2026, 10, 1)}, {}),
        ("medical_tuition", "outcome", {"ended_on": date(2026, 10, 1)}, {}),
        ("pru", "outcome", {"left_on": date(2026, 10, 1)}, {}),
        ("actions", "completed_on", {"status": "Completed"}, {"status": "Open"}),
        ("actions", "completed_on", {"status": "Cancelled"}, {"status": "Open"}),
    ],
)
def test_a_value_expected_where_another_is_set(
    register: str, column: str, set_to: dict[str, Any], others: dict[str, Any]
):
    asked, not_asked = a_row(register) | set_to, a_row(register) | others
    if register == "actions":
        not_asked["action_id"] = "2"

    assert broken(register, asked, not_asked) == [(5, column, "expected")]
    assert REGISTERS[register].column(column).level("expected") == "warning"


def test_an_action_number_or_a_meeting_day_twice_is_an_error_in_both_rows():
    rows = [a_row("actions", action_id=number) for number in ("1", "2", "1")]
    meetings = [
        a_row("meetings", held_on=day) for day in (date(2026, 9, 10), date(2026, 9, 24), date(2026, 9, 10))
    ]

    assert broken("actions", *rows) == [(5, "action_id", "unique"), (7, "action_id", "unique")]
    assert broken("meetings", *meetings) == [(5, "held_on", "unique"), (7, "held_on", "unique")]
    assert REGISTERS["actions"].column("action_id").level("unique") == "error"


@pytest.mark.parametrize("register", ["actions", "enquiries"])
def test_an_action_or_enquiry_says_which_child_it_is_about(register: str):
    name = {"surname": "Smith", "forename": "Ann", "date_of_birth": date(2014, 5, 5)}
    nobody = dict.fromkeys(name)
    enough = (name, {"upn": "F314999926001"}, {"record_number": "77"})
    too_little = ({}, name | {"forename": None}, name | {"date_of_birth": None})
    rows = [a_row(register) | nobody | child for child in (*enough, *too_little)]
    if register == "actions":
        rows = [row | {"action_id": str(i)} for i, row in enumerate(rows)]

    assert broken(register, *rows) == [(row, "upn", "findable") for row in (8, 9, 10)]


def test_a_frame_that_is_not_typed_is_a_fault_of_the_program():
    register = REGISTERS["cme"]
    frame = typed(register, a_row("cme"))

    with pytest.raises(TypeError, match="cme: not a typed frame"):
        failures(register, frame.drop(columns="upn"))
    with pytest.raises(TypeError, match="cme: not a typed frame"):
        failures(register, frame.astype({"added_on": "object"}))
    with pytest.raises(TypeError, match="two rows of the typed frame have the same number"):
        failures(register, pd.concat([frame, frame]))


def test_nothing_is_turned_into_another_type():
    register = REGISTERS["cme"]
    frame = typed(register, a_row("cme"), a_row("cme", hours_per_week=None))
    before = frame.copy(deep=True)

    failures(register, frame)

    pd.testing.assert_frame_equal(frame, before)


def slowly(register: Register, rows: list[dict[str, Any]]) -> set[tuple[int, str, str]]:
    """Every broken rule again, cell by cell."""
    found = set()
    for at, row in enumerate(rows, start=5):
        for column in register.columns:
            value = row.get(column.name)
            other = row.get(column.expected_with) if column.expected_with else None
            if value is None:
                if column.required:
                    found.add((at, column.name, "required"))
                if other is not None and (not column.expected_values or other in column.expected_values):
                    found.add((at, column.name, "expected"))
                continue
            if column.codes and value not in column.codes.values:
                found.add((at, column.name, "code"))
            if column.low is not None and column.high is not None and not column.low <= value <= column.high:
                found.add((at, column.name, "range"))
            if column.not_before and row.get(column.not_before) and value < row[column.not_before]:
                found.add((at, column.name, "date_order"))
            if column.unique and sum(value == twin.get(column.name) for twin in rows) > 1:
                found.add((at, column.name, "unique"))
        name = all(row.get(part) for part in ("surname", "forename", "date_of_birth"))
        if register.child == "findable" and not (row.get("upn") or row.get("record_number") or name):
            found.add((at, "upn", "findable"))
    return found


@EVERY_REGISTER
def test_every_failure_again_slowly(register: Register):
    dice = random.Random(7)

    def cell(column: Any) -> Any:
        if dice.random() < 0.3:
            return None
        if column.kind == "date":
            return datetime(2026, 9, dice.randint(1, 9))
        if column.kind in ("hours", "number", "whole"):
            return dice.choice([-1, 0, 60, 61, 100, 101, 200, 201])
        if column.codes:
            return dice.choice([*column.codes.values, "Perhaps"])
        return dice.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    rows = [{column.name: cell(column) for column in register.columns} for _ in range(200)]

    found = failures(register, typed(register, *rows))
    assert set(found) == slowly(register, rows)
    assert found == sorted(found, key=lambda f: (f[0], register.names.index(f[1]), f[2]))
    assert len(found) == len(set(found))
