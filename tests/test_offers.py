"""What a person is asked about a sheet: only what is in doubt, the nearest answer first, none taken by itself."""

from cme_data.workbook.headings import recognise
from cme_data.workbook.offers import headings, left_over, unread_values
from cme_data.workbook.rows import typed_rows
from tests.workbook_files import ANN_IN_PRU, AS_AT, PRU, sheet


def looked_at(*rows):
    made = sheet(*rows)
    match = recognise(made)
    return {one.text: one for one in headings(match, made.rows[match.first_row - 1 :])}, match


def with_heading(new: str, *cells, instead_of: str | None = None):
    if instead_of is None:
        return looked_at((*PRU, new), *((*ANN_IN_PRU, cell) for cell in cells or ("",)))
    return looked_at(tuple(new if heading == instead_of else heading for heading in PRU), ANN_IN_PRU)


def test_a_sheet_headed_as_the_template_asks_nothing():
    found, match = looked_at(PRU, ANN_IN_PRU)

    assert {one.surely for one in found.values()} == {"own"}
    assert not any(one.asked for one in found.values())
    assert left_over(match) == []


def test_another_word_for_a_column_is_told_from_its_own_heading():
    found, _ = with_heading("DOB", instead_of="Date of birth")

    assert (found["DOB"].read_as, found["DOB"].surely, found["DOB"].asked) == (("date_of_birth",), "another", False)  # fmt: skip


def test_a_missing_column_asks_of_every_heading_that_is_not_read():
    found, match = with_heading("Patch", instead_of="Borough")

    assert [column.name for column in left_over(match)] == ["borough"]
    assert [text for text, one in found.items() if one.asked] == ["Patch"]
    assert (found["Patch"].read_as, found["Patch"].samples) == ((), ("Kingston upon Thames",))


def test_a_heading_near_a_column_is_asked_about_and_one_that_is_near_none_is_not():
    near, _ = with_heading("Dat left")
    far, _ = with_heading("Our notes")

    assert (near["Dat left"].asked, near["Dat left"].nearest[0].column) == (True, "left_on")
    assert near["Dat left"].read_as == ()  # offered first, and never taken by itself
    assert not far["Our notes"].asked


def test_of_two_headings_for_one_column_both_are_asked_about():
    made = sheet((*PRU, "Date admitted"), (*ANN_IN_PRU, ""))
    match = recognise(made)

    found = headings(match, made.rows[1:])

    assert [(one.key, one.cell) for one in found if one.asked] == [("date admitted", "E1"), ("date admitted #2", "G1")]  # fmt: skip
    assert found[-1].nearest[0].column == "admitted_on"


def test_what_a_person_settled_is_asked_no_more():
    made = sheet((*PRU, "Dat left"), (*ANN_IN_PRU, ""))

    match = recognise(made, chosen={"pru": {"dat left": ""}})

    *_, last = headings(match, made.rows[1:])
    assert (last.surely, last.read_as, last.asked) == ("chosen", (), False)


def test_three_distinct_values_stand_beside_a_heading():
    found, _ = with_heading("Our notes", "a", "", "a", "b", 3.0, "d")

    assert found["Our notes"].samples == ("a", "b", "3")


def values(heading: str, *cells):
    made = sheet((*PRU, heading), *((*ANN_IN_PRU, cell) for cell in cells))
    match = recognise(made)
    return unread_values(match, typed_rows(made, match, as_at=AS_AT).findings)


def test_a_value_without_a_code_is_told_once_with_its_rows_and_the_nearest_code_first():
    found = values("Ethnicity", "White Irsh", "Martian", "martian ", "WBRI", "")

    assert [(one.key, one.text, one.rows) for one in found] == [("martian", "Martian", 2), ("white irsh", "White Irsh", 1)]  # fmt: skip
    assert found[1].codes[:2] == ("WIRI", "WBRI")


def test_a_failed_formula_is_no_value_to_match_nor_is_a_date():
    assert values("Ethnicity", "#REF!") == []
    assert values("Date left", "soon") == []
