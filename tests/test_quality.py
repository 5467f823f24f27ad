"""Data quality: what is amiss in the lists as they stand, until a list or a person puts it right."""

from datetime import date, datetime

import pytest

from cme_data import ingest, quality
from cme_data.quality.warned import GONE
from cme_data.store import Store, withdraw
from cme_data.store.settled import explain, settled
from schemas import REGISTERS
from tests.builders import PERSON, a_row, a_upn, csv_bytes, upload

FIRST, SECOND, THIRD = date(2026, 9, 11), date(2026, 9, 25), date(2026, 10, 9)
TODAY = date(2026, 10, 12)
NOW = datetime(2026, 10, 12, 9)


def ann(**values):
    return a_row("pru", **{"surname": "Smith", "forename": "Ann", "date_of_birth": date(2013, 3, 3)} | values)


def bob(**values):
    return a_row("pru", **{"surname": "Jones", "forename": "Bob", "date_of_birth": date(2012, 2, 2)} | values)


@pytest.fixture
def store():
    with Store.open(None) as opened:
        yield opened


def sends(store: Store, *rows, on: date, register: str = "pru", mode: str = "snapshot"):
    """A list whose rows with errors are kept out."""
    return upload(store, register, rows, on, mode=mode, accept_passed=True)


def waiting(store: Store) -> list[tuple]:
    """Who is kept out, since when, and since which list they are on none."""
    world = store.world()
    found = quality.kept_out(world, TODAY, quality.uploads(world))
    return [(row["forename"], row["kept_out_since"], row["gone_since"]) for row in found]


def test_where_no_row_is_in_force_none_lacks_anything(store):
    found = quality.lacking(store.world(), TODAY, None)

    assert {(0, 0)} == {(one.rows, one.lacking) for one in found}


# Rows kept out


def test_a_row_kept_out_stands_with_its_reason_its_line_and_its_age(store):
    sends(store, ann(), bob(basis="tbc"), on=FIRST)  # a basis must be one of the list

    world = store.world()
    (row,) = quality.kept_out(world, TODAY, quality.uploads(world))

    assert (row["surname"], row["forename"], row["date_of_birth"]) == ("Jones", "Bob", date(2012, 2, 2))
    assert (row["file_name"], row["sheet_row"], row["days"]) == ("pru.csv", 3, 31)
    assert "“tbc” stands here" in row["why_kept_out"]


def test_it_goes_when_a_later_list_carries_the_child(store):
    sends(store, bob(basis="tbc"), on=FIRST)
    sends(store, bob(), on=SECOND)

    assert [] == waiting(store)


def test_it_keeps_its_age_while_every_list_has_it_kept_out_again(store):
    sends(store, ann(), bob(basis="tbc"), on=FIRST)
    sends(store, ann(), bob(basis="?"), on=SECOND)

    assert [("Bob", FIRST, None)] == waiting(store)


def test_a_child_whom_the_next_list_leaves_out_altogether_is_not_forgotten(store):
    sends(store, ann(), bob(basis="tbc"), on=FIRST)
    sends(store, ann(), on=SECOND)
    sends(store, ann(), on=THIRD)

    assert [("Bob", FIRST, SECOND)] == waiting(store)


def test_an_addition_carries_it_too_and_says_nothing_of_others(store):
    sends(store, ann(basis="tbc"), bob(basis="tbc"), on=FIRST)
    sends(store, bob(), on=SECOND, mode="additions")

    assert [("Ann", FIRST, None)] == waiting(store)


def test_another_spell_of_the_child_does_not_carry_it(store):
    before = bob(admitted_on=date(2025, 9, 8), left_on=date(2026, 2, 2), outcome="Other")
    sends(store, before, bob(basis="tbc"), on=FIRST)
    sends(store, before, on=SECOND)  # not carried: the spell of last year was on the first list already

    assert [("Bob", FIRST, SECOND)] == waiting(store)

    sends(store, before, bob(), on=THIRD)

    assert [] == waiting(store)


def test_a_row_without_its_birth_date_is_known_again_by_its_name(store):
    sends(store, bob(date_of_birth=None), on=FIRST)
    sends(store, ann(), bob(), on=SECOND)

    assert [] == waiting(store)


def test_two_children_of_one_number_are_two(store):
    one = a_upn(1)
    sends(store, ann(upn=one), bob(upn=one), on=FIRST)  # both are kept out
    sends(store, ann(upn=one), on=SECOND)  # carries Ann: Bob is on no list any more

    assert [("Bob", FIRST, SECOND)] == waiting(store)


def test_a_row_that_does_not_say_whose_it_is_stands_once_until_one_of_them_carries_it(store):
    eiss, oaks = REGISTERS["medical_tuition"].holders

    def tuition(name: str, provider: str | None):
        return a_row("medical_tuition", forename=name, data_provider=provider)

    both = [tuition("Ann", eiss), tuition("Cy", oaks), tuition("Bob", None)]
    examined = ingest.examine(csv_bytes("medical_tuition", both), "both.csv", as_at=FIRST, today=TODAY)
    ingest.commit(store, examined, who=PERSON, now=NOW, accept_passed=True)
    assert [("Bob", FIRST, None)] == waiting(store)

    sends(store, tuition("Cy", oaks), on=SECOND, register="medical_tuition")
    assert [("Bob", FIRST, None)] == waiting(store)  # the other source has said nothing since

    sends(store, tuition("Ann", eiss), tuition("Bob", eiss), on=SECOND, register="medical_tuition")
    assert [] == waiting(store)


def test_a_row_that_names_nobody_goes_with_its_list(store):
    nobody = dict.fromkeys(("surname", "forename", "date_of_birth"))
    sends(store, ann(), bob(**nobody), on=FIRST)
    assert [(None, FIRST, None)] == waiting(store)

    sends(store, ann(), on=SECOND)

    assert [] == waiting(store)


def test_a_withdrawn_upload_neither_keeps_out_nor_carries(store):
    sends(store, bob(basis="tbc"), on=FIRST)
    carried = sends(store, bob(), on=SECOND)
    withdraw(store, carried.upload, "wrong file", PERSON, NOW)

    assert [("Bob", FIRST, None)] == waiting(store)

    withdraw(store, "U00001", "wrong file", PERSON, NOW)

    assert [] == waiting(store)


def test_a_list_of_the_same_day_takes_its_place(store):
    sends(store, bob(basis="tbc"), on=FIRST)
    sends(store, bob(), on=FIRST)

    assert [] == waiting(store)


def test_an_action_is_known_again_by_its_number(store):
    sends(store, a_row("actions", action_id="7", service=None), on=FIRST, register="actions")
    sends(store, a_row("actions", action_id="8"), on=SECOND, register="actions")
    assert [("Ann", FIRST, SECOND)] == waiting(store)

    sends(store, a_row("actions", action_id="7"), on=THIRD, register="actions", mode="additions")

    assert [] == waiting(store)


# Warnings


def warned(store: Store) -> list[tuple]:
    return [
        (row["forename"], row["rule"], row["value"]) for row in quality.open_warnings(store.world(), TODAY)
    ]


def test_a_warning_stands_until_the_value_changes(store):
    sends(store, ann(year_group="Year 11"), bob(), on=FIRST)  # Ann is of Year 9
    sends(store, ann(year_group="Year 11"), on=SECOND)
    assert [("Ann", "year_group", "Year 11")] == warned(store)  # once, from the newest list

    sends(store, ann(year_group="Year 9"), on=THIRD, mode="additions")

    assert [] == warned(store)


def test_a_warning_of_a_row_that_stays_in_force_stands_though_its_list_is_older(store):
    sends(store, ann(hours_per_week="tbc"), on=FIRST)
    sends(store, bob(), on=SECOND, mode="additions")

    assert [("Ann", "unreadable", "tbc")] == warned(store)


def test_an_explained_warning_names_who_explained_it_and_why(store):
    sends(store, ann(year_group="Year 11"), on=FIRST)
    (row,) = quality.open_warnings(store.world(), TODAY)

    explain(store, (row["register"], row["provider"]), [(quality.ways(row), "Placed up")], PERSON, NOW)

    known = quality.explanations_by_way(settled(store))
    found = quality.explained_by(row, known)
    assert (found.means, found.who) == ("Placed up", PERSON)
    assert quality.explained_by(row | {"value": "Year 12"}, known) is None
    assert quality.explained_by(row | {"forename": "Bo", "surname": "Other"}, known) is None


def test_a_row_kept_out_may_be_explained_once_it_is_on_no_list(store):
    sends(store, ann(), bob(basis="tbc"), on=FIRST)
    sends(store, ann(), on=SECOND)
    world = store.world()
    (row,) = quality.kept_out(world, TODAY, quality.uploads(world))

    explain(store, ("pru", "Malden Oaks"), [(quality.ways(row), "Entered twice")], PERSON, NOW)

    known = quality.explanations_by_way(settled(store))
    assert GONE == quality.explained_by(row, known).rule
    assert quality.explained_by(row | {"gone_since": None}, known) is None  # a list keeps it out again
    assert (
        quality.explained_by(row | {"kept_out_since": THIRD}, known) is None
    )  # and another time is another matter


def test_a_warning_of_the_sheet_itself_goes_with_the_next_list(store):
    def sends_with_a_total(on: date) -> None:
        data = csv_bytes("pru", [ann()]) + b"Total: 1\r\n"
        examined = ingest.examine(data, "pru.csv", as_at=on, today=TODAY, register="pru")
        ingest.commit(store, examined, who=PERSON, now=NOW)

    sends_with_a_total(FIRST)
    assert [(None, "totals_row", "Total: 1")] == warned(store)
    assert frozenset() == quality.ways(quality.open_warnings(store.world(), TODAY)[0])  # nothing to explain

    sends(store, bob(), on=SECOND, mode="additions")
    assert 1 == len(warned(store))  # the list it is of is in force still

    sends(store, ann(), on=THIRD)
    assert [] == warned(store)


def test_a_closed_row_is_asked_about_while_its_list_still_has_it(store):
    left = ann(left_on=FIRST)  # without the outcome
    sends(store, left, bob(), on=FIRST)
    assert [("Ann", "expected", None)] == warned(store)
    assert (1, 1) == lacking(store)["pru.outcome.blank"]

    sends(store, bob(), on=SECOND)  # nobody can mend it any more

    assert [] == warned(store)
    assert "pru.outcome.blank" not in lacking(store)


# What rows lack


def lacking(store: Store, panel: date | None = None) -> dict[str, tuple[int, int]]:
    """By name, how many rows lack it, of how many; none left out that is lacking."""
    counted = quality.lacking(store.world(), TODAY, panel)
    return {each.lack.name: (each.lacking, each.rows) for each in counted if each.lacking}


def test_upns_are_missing_temporary_or_wrong_and_a_blank_sex_is_unknown(store):
    right = a_upn(1)
    temporary = "B31499992600A"
    wrong = ("B" if right[0] != "B" else "C") + right[1:]
    sends(
        store,
        ann(upn=right, sex="Female"),
        bob(upn=wrong, sex="Male"),
        a_row("pru", surname="Gone", forename="Long", admitted_on=FIRST, left_on=FIRST, outcome="Other"),
        a_row("pru", surname="Blank", forename="Cy", sex="Male"),
        a_row("pru", surname="Temp", forename="Di", upn=with_check_letter(temporary)),
        on=FIRST,
    )

    found = lacking(store)

    assert {
        "pru.upn.upn-missing": (1, 4),  # the one who has left is no longer asked for
        "pru.upn.upn-temporary": (1, 4),
        "pru.upn.upn-wrong": (1, 4),
        "pru.sex.sex-unknown": (1, 4),
    }.items() <= found.items()


def with_check_letter(upn: str) -> str:
    from stdnum.gb.upn import calc_check_digit

    return calc_check_digit(upn[1:]) + upn[1:]


def test_a_cell_is_expected_only_where_the_other_says_so(store):
    cme = {"added_on": FIRST, "identified_on": FIRST}
    sends(
        store,
        a_row("cme", **cme, forename="Ann", transition_agreed="Yes"),
        a_row("cme", **cme, forename="Bob", transition_agreed="Yes", full_time_due=THIRD),
        a_row("cme", **cme, forename="Cy", transition_agreed="No"),
        on=FIRST,
        register="cme",
    )

    assert (1, 2) == lacking(store)["cme.full_time_due.blank"]
    lack = next(lack for lack in quality.LACKS if lack.name == "cme.full_time_due.blank")
    assert ["Ann"] == [row["forename"] for row in quality.rows(store.world(), TODAY, None, lack)]


def test_unknown_and_not_recorded_are_two_reasons(store):
    cme = {"added_on": FIRST, "identified_on": FIRST}
    reasons = {"Ann": "Unknown", "Bob": "Not recorded", "Cy": None, "Di": "Mental health"}
    sends(
        store,
        *(a_row("cme", **cme, forename=name, dfe_reason=reason) for name, reason in reasons.items()),
        on=FIRST,
        register="cme",
    )

    found = lacking(store)

    assert (1, 4) == found["cme.dfe_reason.unknown"]
    assert (2, 4) == found["cme.dfe_reason.not-recorded"]


def test_a_row_is_unchanged_since_the_list_that_last_changed_it(store):
    sends(store, ann(hours_per_week=5), bob(hours_per_week=5), on=FIRST)
    sends(store, ann(hours_per_week=5), bob(hours_per_week=9), on=SECOND)
    sends(store, ann(hours_per_week=5), bob(hours_per_week=5), on=THIRD)  # Bob's changed back

    assert (1, 2) == lacking(store, panel=SECOND)["pru..unchanged"]
    assert "pru..unchanged" not in lacking(store, panel=None)  # no four panels yet: nothing is said


def test_every_list_is_as_long_as_its_figure(store):
    sends(store, ann(), bob(upn="X1", year_group="Year 9"), on=FIRST)
    sends(store, a_row("ehe"), on=FIRST, register="ehe")
    sends(store, a_row("actions"), on=FIRST, register="actions")

    world = store.world()
    for each in quality.lacking(world, TODAY, SECOND):
        assert each.lacking == len(quality.rows(world, TODAY, SECOND, each.lack)), each.lack.name


# Uploads


def test_a_list_that_repeats_the_one_before_is_said(store):
    sends(store, ann(), bob(), on=FIRST)
    sends(store, bob(), ann(), on=SECOND)  # in another order, and the same all the same
    sends(store, ann(), bob(hours_per_week=5), on=THIRD)

    found = quality.identical(quality.uploads(store.world()))

    assert [(SECOND, FIRST)] == [(row["as_at"], row["before"]) for row in found]


def test_what_stands_wrong_is_that_of_the_newest_list_and_of_what_was_added_since(store):
    sends(store, ann(year_group="Year 11"), on=FIRST)
    sends(store, bob(basis="tbc"), on=SECOND, mode="additions")
    sends(store, ann(), bob(), on=THIRD)

    courses = quality.standing_problems(quality.uploads(store.world()))

    assert [(FIRST, 0, 1), (SECOND, 1, 1), (THIRD, 0, 0)] == [
        (each.as_at, each.errors, each.warnings) for each in courses["pru", "Malden Oaks"]
    ]
    assert courses["pru", "Malden Oaks"][-1].warnings == 0 == len(problems(store))


def test_what_stands_wrong_in_a_source_can_be_listed(store):
    sends(store, ann(year_group="Year 11"), on=FIRST)
    sends(store, ann(year_group="Year 11"), on=SECOND)
    sends(store, bob(basis="tbc"), on=THIRD, mode="additions")

    assert [("Error", "tbc"), ("Warning", "Year 11")] == problems(store)


def problems(store: Store) -> list[tuple]:
    return [(row["level"], row["value"]) for row in quality.problems(store.world(), "pru", "Malden Oaks")]


# Names


def test_a_child_told_by_its_id_is_named_by_its_newest_row(store):
    one = a_upn(1)
    sends(store, ann(upn=one, surname="Old"), on=FIRST)
    sends(store, ann(upn=one), on=SECOND)
    (spell,) = store.world().rows("SELECT child FROM spells")

    (known, nobody) = quality.named(store.world(), [spell | {"says": "5"}, {"child": None, "says": "6"}])

    assert ("Smith", "Ann", "5") == (known["surname"], known["forename"], known["says"])
    assert (None, "6") == (nobody["surname"], nobody["says"])
