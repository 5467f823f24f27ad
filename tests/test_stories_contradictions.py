"""Stories of lists whose rows contradict one another: whose row is whose, and that no child gets lost over it.

As in the two-times stories, whatever is asked is asked of the product and of the second reading.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_row, a_upn
from tests.test_stories import ANN, BEN, CAT, FIRST, SECOND, THIRD, Story

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 3)

NAMESAKE = ANN | {"upn": a_upn(9)}
"""Another child than Ann, with her name and birth date."""
UNNUMBERED = ANN | {"upn": None}
"""Ann or her namesake: the row does not say."""


@pytest.fixture
def story(tmp_path: Path):
    told = Story(tmp_path)
    yield told
    told.store.close()


def ehe(child: dict[str, Any], opened: date, **values: Any) -> dict[str, Any]:
    return a_row("ehe", **child | values, started_on=opened)


# Whose changed row it is.


def test_two_children_of_one_list_are_never_one_childs_changed_row(story):
    seven = {"record_number": "7"}
    story.send("ehe", ehe(UNNUMBERED | seven, JUNE), as_at=FIRST)
    # One row keeps the record number, the other the name: both might be the row of the list before, not both are.
    story.send("ehe", ehe(CAT | seven | {"upn": None}, JUNE), ehe(UNNUMBERED, JUNE), as_at=SECOND)

    assert story.caseload(SECOND) == 2


def test_a_mended_upn_beside_the_old_row_was_another_child_all_along(story):
    story.send("ehe", ehe(ANN, JUNE), as_at=FIRST)
    story.send("ehe", ehe(NAMESAKE, JUNE), as_at=SECOND)  # so far, Ann's UPN put right
    assert story.caseload(SECOND) == 1

    story.send("ehe", ehe(ANN, JUNE), ehe(NAMESAKE, JUNE), as_at=THIRD)
    assert story.caseload(THIRD) == 2
    assert story.caseload(FIRST) == 2  # each opened in June
    assert story.flows(FIRST, THIRD, "ehe")["left"] == 0


def test_a_row_without_a_number_is_neither_of_two_namesakes_of_its_list(story):
    story.send("ehe", ehe(ANN, JUNE), ehe(NAMESAKE, JUNE), as_at=FIRST)
    story.send("ehe", ehe(UNNUMBERED, JUNE), as_at=SECOND, mode="additions")

    assert story.caseload(SECOND) == 3


def test_but_it_is_the_one_whom_the_list_does_not_name_otherwise(story):
    story.send("ehe", ehe(ANN, JUNE), ehe(NAMESAKE, JUNE), as_at=FIRST)
    story.send("ehe", ehe(ANN, JUNE), ehe(UNNUMBERED, JUNE, school="Ivy School"), as_at=SECOND)

    assert story.caseload(SECOND) == 2
    assert story.flows(FIRST, SECOND, "ehe")["left"] == 0


def test_a_number_that_the_list_knows_already_is_no_mended_one(story):
    story.send("ehe", ehe(ANN, JUNE), ehe(NAMESAKE, JULY), as_at=FIRST)
    # Ann's row with another opening day, not her namesake's with another UPN: who is gone is the namesake.
    story.send("ehe", ehe(ANN, JULY), as_at=SECOND)

    (gap,) = story.measure("gaps", SECOND)
    assert (gap["gap"], gap["since"]) == ("dropped", SECOND)
    assert story.caseload(SECOND) == 1
    assert story.caseload(FIRST) == 2


def test_a_number_that_the_list_still_has_was_not_mended_either(story):
    story.send("ehe", ehe(ANN, JULY, school="Holly School"), as_at=FIRST)
    story.send("ehe", ehe(NAMESAKE, JULY, school="Ivy School"), ehe(ANN, AUGUST), as_at=SECOND)

    by_school = story.measure("caseload", FIRST, by=("school",))
    assert {row["school"]: row["children"] for row in by_school} == {"Holly School": 1, "Ivy School": 1}
    assert story.caseload(JULY) == 1  # Ann's spell began in August, as we now know


def test_a_upn_mended_on_all_rows_of_a_child_at_once_leaves_no_child_behind(story):
    story.send("ehe", ehe(NAMESAKE, JULY), as_at=FIRST)
    story.send("ehe", ehe(ANN, AUGUST), ehe(ANN, JULY), as_at=SECOND, mode="additions")

    assert story.caseload(SECOND) == 1
    assert story.one("duration", SECOND)["spells"] == 2


def test_a_upn_mended_on_one_row_of_two_makes_that_row_another_childs(story):
    closed = ehe(ANN, JUNE, ended_on=JULY, end_reason="Returned to school")
    story.send("ehe", closed, ehe(ANN, AUGUST), as_at=FIRST)
    story.send("ehe", closed, ehe(NAMESAKE, AUGUST), as_at=SECOND)

    assert story.caseload(SECOND) == 1
    assert story.flows(JULY, SECOND, "ehe") == {
        "opening": 1, "joined": 1, "left": 1, "closing": 1, "rejoined": 0,
    }  # fmt: skip


@pytest.mark.parametrize(("numbers", "children"), [
    ({"upn": None}, 1),  # nothing speaks against it
    ({"upn": a_upn(9)}, 2),  # another UPN with another birth date is another child
])  # fmt: skip
def test_a_birth_date_put_right_without_any_number_is_the_same_child(story, numbers, children):
    born = ANN | {"date_of_birth": date(2014, 5, 6)}
    before = UNNUMBERED if children == 1 else ANN
    story.send("cme", a_row("cme", **before, added_on=JUNE), as_at=FIRST)
    outcome = story.send("cme", a_row("cme", **born | numbers, added_on=JUNE), as_at=SECOND)

    assert story.caseload(SECOND) == children
    assert outcome.changed == (children == 1)


def test_two_namesakes_of_one_day_are_never_one_with_another_birth_date(story):
    born = UNNUMBERED | {"date_of_birth": date(2014, 5, 6)}
    story.send("ehe", ehe(UNNUMBERED, JUNE), as_at=FIRST)
    story.send("ehe", ehe(UNNUMBERED, JUNE), ehe(born, JUNE), as_at=SECOND)

    assert story.caseload(SECOND) == 2


def test_a_upn_goes_with_its_record_number(story):
    story.send("ehe", ehe(ANN | {"record_number": "7"}, JUNE), as_at=FIRST)
    story.send("ehe", ehe(UNNUMBERED | {"record_number": "8"}, JUNE), as_at=SECOND)
    story.send("pru", a_row("pru", **BEN | {"record_number": "8"}, admitted_on=JUNE), as_at=SECOND)

    assert story.caseload(SECOND) == 1  # by the number 8, which only Ann's old UPN would speak against


def test_an_action_is_whose_its_newest_row_says(story):
    action = {"action_id": "1", "agreed_on": JUNE}
    story.send("actions", a_row("actions", **ANN, **action), as_at=FIRST)
    story.send("actions", a_row("actions", **BEN | {"upn": None}, **action), as_at=SECOND)
    story.send("cme", a_row("cme", **ANN, added_on=JUNE, borough="Richmond upon Thames"), as_at=SECOND)
    story.send("ehe", a_row("ehe", **BEN, started_on=JUNE, borough="Out of borough"), as_at=SECOND)

    (row,) = story.measure("actions", SECOND, by=("borough",))
    assert row["borough"] == "Out of borough"


# One UPN with two birth dates.


def test_who_agrees_with_two_children_of_one_upn_is_neither(story):
    on_second_day = {"date_of_birth": date(2014, 5, 6)}
    story.send("cme", a_row("cme", **ANN, added_on=JUNE), as_at=FIRST)
    story.send("ehe", ehe(BEN | {"upn": ANN["upn"]} | on_second_day, JUNE), as_at=FIRST)
    assert story.caseload(FIRST) == 2

    between = (
        ANN | on_second_day | {"surname": BEN["surname"]}
    )  # Ann's forename, Ben's surname and birth date
    story.send("pru", a_row("pru", **between, admitted_on=JUNE), as_at=FIRST)
    assert story.caseload(FIRST) == 3


def test_a_birth_date_without_any_name_does_not_agree(story):
    story.send("cme", a_row("cme", **ANN, added_on=JUNE, borough="Richmond upon Thames"), as_at=FIRST)
    other_day = {"upn": ANN["upn"], "date_of_birth": date(2014, 5, 6)}
    story.send("actions", a_row("actions", **other_day, agreed_on=JUNE), as_at=FIRST)

    (row,) = story.measure("actions", FIRST, by=("borough",))
    assert row["borough"] is None


# Rows of one list that might all be one spell.


def test_of_two_rows_that_may_be_the_open_spell_the_upper_one_is(story):
    story.send("ehe", ehe(ANN, JUNE), as_at=FIRST)
    august, july = ehe(ANN, AUGUST, school="August"), ehe(ANN, JULY, school="July")
    # The copy of a row stands where its lower one does, so July is the upper one.
    story.send("ehe", august | {"school": "Copied"}, july, august, as_at=SECOND)

    assert story.caseload(JUNE) == 0  # nobody was there in June, as we now know
    by_school = story.measure("caseload", JULY, by=("school",))  # as first described
    assert by_school == [{"school": None, "children": 1}]


# A row kept out, and what it may speak of.


@pytest.mark.parametrize("kept_out", [
    UNNUMBERED | {"record_number": "8"},  # with another number: her row mended, or somebody else's
    CAT | {"record_number": "7", "upn": None},  # with another name
])  # fmt: skip
def test_a_row_kept_out_may_be_the_mended_row_of_its_day(story, kept_out):
    story.send("ehe", ehe(UNNUMBERED | {"record_number": "7"}, JUNE), as_at=FIRST)
    story.send(
        "ehe", ehe(kept_out, JUNE) | {"borough": None}, ehe(BEN, JUNE), as_at=SECOND, accept_passed=True
    )

    assert story.caseload(SECOND) == 2


def test_a_row_kept_out_is_its_childs_by_whatever_any_row_said_of_the_child(story):
    story.send("ehe", ehe(ANN, JUNE), as_at=FIRST)
    story.send("ehe", ehe(UNNUMBERED, JUNE, school="Ivy School"), as_at=SECOND)
    renamed = ANN | {"surname": "Jones"}
    story.send("ehe", ehe(renamed, JULY) | {"borough": None}, ehe(BEN, JUNE), as_at=THIRD, accept_passed=True)

    assert story.caseload(THIRD) == 2
