"""Two-times stories: small tales of lists that were sent, told to the product and to the second reading.

Whatever a story asks is asked of both, and both must say the same before the story says what it ought to be.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from cme_data.ingest import Outcome
from cme_data.measures.measure import Question
from cme_data.store.uploads import withdraw
from schemas import REGISTERS
from tests.alternative_spells import Upload, known
from tests.builders import PERSON, a_row, a_store, a_upn, upload
from tests.comparing import both

FIRST, SECOND, THIRD, FOURTH = date(2026, 9, 4), date(2026, 9, 18), date(2026, 10, 2), date(2026, 10, 16)
"""The Fridays on which the lists of these stories were sent."""

ANN = {"surname": "Smith", "forename": "Ann", "date_of_birth": date(2014, 5, 5), "upn": a_upn(1)}
BEN = {"surname": "Brown", "forename": "Ben", "date_of_birth": date(2012, 2, 2), "upn": a_upn(2)}
CAT = {"surname": "Green", "forename": "Cat", "date_of_birth": date(2016, 6, 6), "upn": a_upn(3)}


class Story:
    """A store, and in plain data all that it was sent."""

    def __init__(self, folder: Path) -> None:
        self.store = a_store(folder)
        self.told: list[Upload] = []
        self.ids: dict[str, int] = {}

    def send(self, register: str, *rows: dict[str, Any], as_at: date, **how: Any) -> Outcome:
        """Commits the rows as one list of one source."""
        outcome = upload(self.store, register, rows, as_at, **how)
        provider = how.get("provider") or REGISTERS[register].holders[0]
        mode = how.get("mode", "snapshot")
        self.told.append(Upload(register, provider, as_at, len(self.told) + 1, mode, rows))
        if outcome.upload:
            self.ids[outcome.upload] = len(self.told) - 1
        return outcome

    def withdraw(self, outcome: Outcome) -> None:
        assert outcome.upload
        withdraw(self.store, outcome.upload, "sent by mistake", PERSON, datetime(2027, 7, 31, 9))
        place = self.ids[outcome.upload]
        self.told[place] = self.told[place]._replace(withdrawn_after=len(self.told))

    def measure(self, name: str, as_at: date, known_at: date | None = None, **question: Any) -> list[dict]:
        asked = Question(as_at=as_at, **question)
        return both(name, self.store.world(known_at), known(self.told, known_at), asked)

    def one(self, name: str, as_at: date, known_at: date | None = None, **question: Any) -> dict[str, Any]:
        (row,) = self.measure(name, as_at, known_at, **question)
        return row

    def caseload(self, as_at: date, known_at: date | None = None, **filters: str) -> int:
        chosen = {name: (value,) for name, value in filters.items()}
        return self.one("caseload", as_at, known_at, filters=chosen)["children"]

    def flows(self, start: date, end: date, register: str) -> dict[str, int]:
        row = self.one("flows", end, start=start, end=end, filters={"register": (register,)})
        return {name: row[name] for name in ("opening", "joined", "left", "closing", "rejoined")}


@pytest.fixture
def story(tmp_path: Path):
    told = Story(tmp_path)
    yield told
    told.store.close()


# What was known when.


def test_a_child_identified_late_was_there_all_along(story):
    ann = a_row("cme", **ANN, added_on=date(2026, 9, 1))
    story.send("cme", ann, as_at=FIRST)
    story.send("cme", ann, a_row("cme", **BEN, added_on=date(2026, 9, 3)), as_at=SECOND)

    assert story.caseload(FIRST, known_at=FIRST) == 1  # Ben was not yet on any list
    assert story.caseload(FIRST) == 2  # now we know


def test_hours_put_right_later_leave_the_day_as_it_was_told(story):
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1), hours_per_week=5.0), as_at=FIRST)
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1), hours_per_week=25.0), as_at=SECOND)

    assert story.one("hours", FIRST)["below_25"] == 1  # the version in force that day
    assert story.one("hours", SECOND)["below_25"] == 0


def test_before_its_first_version_a_spell_is_as_first_described(story):
    row = a_row("cme", **ANN, added_on=date(2026, 8, 1), borough="Richmond upon Thames")
    story.send("cme", row, as_at=SECOND)
    story.send("cme", row | {"borough": "Kingston upon Thames"}, as_at=THIRD)

    assert story.caseload(date(2026, 8, 1), borough="Richmond upon Thames") == 1


def test_a_list_that_arrives_late_takes_its_place_in_the_order_of_days(story):
    row = a_row("ehe", **ANN, started_on=date(2026, 9, 1))
    story.send("ehe", row | {"borough": "Kingston upon Thames"}, as_at=THIRD)
    story.send("ehe", row | {"borough": "Richmond upon Thames"}, as_at=FIRST)  # an older list, sent after

    assert story.caseload(SECOND, borough="Richmond upon Thames") == 1
    assert story.caseload(THIRD, borough="Kingston upon Thames") == 1


def test_a_withdrawn_list_counts_for_nothing(story):
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    mistaken = story.send("cme", a_row("cme", **BEN, added_on=date(2026, 9, 1)), as_at=SECOND)
    assert story.caseload(SECOND) == 2  # Ann is missing from that list, and stays open

    story.withdraw(mistaken)

    assert story.caseload(SECOND) == 1
    assert story.caseload(SECOND, known_at=SECOND) == 1


def test_a_withdrawn_list_may_be_sent_again(story):
    row = a_row("cme", **ANN, added_on=date(2026, 9, 1))
    story.withdraw(story.send("cme", row, as_at=FIRST))
    assert story.send("cme", row, as_at=FIRST).committed

    assert story.caseload(FIRST) == 1


def test_sending_the_same_list_again_changes_nothing(story):
    row = a_row("cme", **ANN, added_on=date(2026, 9, 1))
    story.send("cme", row, as_at=FIRST)
    again = story.send("cme", row, as_at=FIRST)

    assert not again.committed
    assert again.notice
    assert story.caseload(FIRST) == 1


def test_a_second_list_of_the_same_day_supersedes_the_first_until_it_is_withdrawn(story):
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 1), school="Holly School"), as_at=FIRST)
    ben = a_row("ehe", **BEN, started_on=date(2026, 9, 1), school="Ivy School")
    second = story.send("ehe", ben, as_at=FIRST)
    assert "takes the place of upload U00001" in second.notice  # or Ann would be gone without a word

    ivy = [{"school": "Ivy School", "children": 1}]
    assert story.measure("caseload", FIRST, by=("school",)) == ivy  # Ann was never on a list that counts
    assert story.flows(date(2026, 9, 1), FIRST, "ehe")["left"] == 0

    story.withdraw(second)

    assert story.measure("caseload", FIRST, by=("school",)) == [{"school": "Holly School", "children": 1}]


def test_a_superseded_list_that_is_sent_again_stands_again(story):
    holly = a_row("ehe", **ANN, started_on=date(2026, 9, 1), school="Holly School")
    story.send("ehe", holly, as_at=FIRST)
    story.send("ehe", holly | {"school": "Ivy School"}, as_at=FIRST)
    assert story.send("ehe", holly, as_at=FIRST).committed  # the first no longer stood

    assert story.measure("caseload", FIRST, by=("school",)) == [{"school": "Holly School", "children": 1}]


def test_additions_of_one_day_count_in_the_order_in_which_they_came(story):
    row = a_row("ehe", **ANN, started_on=date(2026, 9, 1))
    story.send("ehe", row | {"school": "Holly School"}, as_at=FIRST, mode="additions")
    story.send("ehe", row | {"school": "Ivy School"}, as_at=FIRST, mode="additions")

    assert story.measure("caseload", FIRST, by=("school",)) == [{"school": "Ivy School", "children": 1}]


def test_additions_add_and_change_but_drop_no_one(story):
    ann = a_row("ehe", **ANN, started_on=date(2026, 9, 1))
    story.send("ehe", ann, as_at=FIRST)
    story.send("ehe", a_row("ehe", **BEN, started_on=date(2026, 9, 10)), as_at=SECOND, mode="additions")
    assert story.caseload(SECOND) == 2

    story.send(
        "ehe", a_row("ehe", **BEN, started_on=date(2026, 9, 10)), as_at=THIRD
    )  # the whole list: Ann left
    assert story.caseload(SECOND) == 2
    assert story.caseload(THIRD) == 1


def test_one_source_never_replaces_the_other(story):
    eiss, malden_oaks = REGISTERS["medical_tuition"].holders
    story.send(
        "medical_tuition",
        a_row("medical_tuition", **ANN, referred_on=date(2026, 9, 1), data_provider=eiss),
        as_at=FIRST,
        provider=eiss,
    )
    story.send(
        "medical_tuition",
        a_row("medical_tuition", **BEN, referred_on=date(2026, 9, 1), data_provider=malden_oaks),
        as_at=SECOND,
        provider=malden_oaks,
    )

    assert story.caseload(SECOND) == 2


# Dropped, closed, opened again.


def test_a_row_dropped_from_the_cme_register_stays_open(story):
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("cme", a_row("cme", **BEN, added_on=date(2026, 9, 1)), as_at=SECOND)

    assert story.caseload(SECOND) == 2
    assert story.flows(date(2026, 9, 1), SECOND, "cme")["left"] == 0


def test_a_row_dropped_from_another_register_closes_on_the_day_of_that_list(story):
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("ehe", as_at=SECOND)  # an empty list

    assert story.caseload(date(2026, 9, 17)) == 1
    assert story.caseload(SECOND) == 0
    assert story.caseload(SECOND, known_at=FIRST) == 1  # as known before that list
    assert story.flows(SECOND, SECOND, "ehe")["left"] == 1


def test_a_dropped_row_that_is_listed_again_was_never_dropped(story):
    ann = a_row("ehe", **ANN, started_on=date(2026, 9, 1))
    story.send("ehe", ann, as_at=FIRST)
    story.send("ehe", as_at=SECOND)
    story.send("ehe", ann, as_at=THIRD)

    assert story.caseload(SECOND, known_at=SECOND) == 0
    assert story.caseload(SECOND) == 1
    assert story.flows(FIRST, THIRD, "ehe") | {"opening": 1} == {
        "opening": 1, "joined": 0, "left": 0, "closing": 1, "rejoined": 0,
    }  # fmt: skip


def test_a_child_that_comes_back_after_its_row_was_dropped_has_a_second_spell(story):
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("ehe", as_at=SECOND)  # left on the 18th
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 25)), as_at=THIRD)  # overlaps nothing

    assert story.caseload(FIRST) == 1
    assert story.caseload(SECOND) == 0
    assert story.flows(FIRST, THIRD, "ehe") == {
        "opening": 1, "joined": 1, "left": 1, "closing": 1, "rejoined": 1,
    }  # fmt: skip


def test_dropped_before_it_opened_it_closes_on_its_opening_day(story):
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 30)), as_at=FIRST)  # to start later
    story.send("ehe", as_at=SECOND)

    assert story.caseload(date(2026, 9, 30)) == 0
    flows = story.flows(FIRST, THIRD, "ehe")
    assert (flows["joined"], flows["left"]) == (1, 1)


def test_a_row_kept_out_is_not_dropped(story):
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 1), school="Holly School"), as_at=FIRST)
    story.send(
        "ehe",
        a_row("ehe", **ANN, started_on=date(2026, 9, 1), school="Ivy School", borough=None),  # kept out
        a_row("ehe", **BEN, started_on=date(2026, 9, 1)),
        as_at=SECOND,
        accept_passed=True,
    )

    assert story.caseload(SECOND) == 2
    by_school = story.measure("caseload", SECOND, by=("school",))
    assert {row["school"]: row["children"] for row in by_school} == {"Holly School": 1, None: 1}


def test_a_row_kept_out_for_want_of_its_opening_day_is_not_dropped(story):
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 1)), as_at=FIRST)
    story.send(
        "ehe",
        a_row("ehe", **ANN) | {"started_on": None},
        a_row("ehe", **BEN, started_on=date(2026, 9, 1)),
        as_at=SECOND,
        accept_passed=True,
    )

    assert story.caseload(SECOND) == 2


def test_a_child_closed_on_the_as_at_day_has_left(story):
    story.send(
        "pru",
        a_row(
            "pru", **ANN, admitted_on=date(2026, 9, 1), left_on=date(2026, 9, 18)
        ),  # not counted on the 18th
        a_row("pru", **BEN, admitted_on=date(2026, 9, 18)),  # counted on the 18th
        as_at=THIRD,
    )

    assert story.caseload(date(2026, 9, 17)) == 1
    assert story.caseload(date(2026, 9, 18)) == 1


def test_a_removal_without_the_panels_approval_is_not_carried_out(story):  # R21
    removed = a_row(
        "cme", **ANN, added_on=date(2026, 9, 1), removed_on=date(2026, 9, 10), outcome="New school place"
    )
    story.send("cme", removed, as_at=SECOND)

    assert story.caseload(SECOND) == 1


def test_a_removal_approved_later_counts_from_the_later_day(story):  # R21
    removed = a_row(
        "cme", **ANN, added_on=date(2026, 9, 1), removed_on=date(2026, 9, 10), outcome="New school place"
    )
    story.send("cme", removed, as_at=SECOND)
    story.send("cme", removed | {"removal_approved_on": date(2026, 9, 24)}, as_at=THIRD)

    assert story.caseload(date(2026, 9, 23)) == 1
    assert story.caseload(date(2026, 9, 24)) == 0
    assert story.caseload(date(2026, 9, 24), known_at=SECOND) == 1  # not approved as then known


def test_an_approval_given_before_the_removal_waits_for_it(story):
    row = a_row("cme", **ANN, added_on=date(2026, 9, 1), removal_approved_on=date(2026, 9, 10))
    story.send("cme", row | {"removed_on": date(2026, 9, 15), "outcome": "Other"}, as_at=SECOND)

    assert story.caseload(date(2026, 9, 14)) == 1
    assert story.caseload(date(2026, 9, 15)) == 0


def test_a_closing_day_that_a_newer_row_leaves_blank_is_withdrawn(story):
    row = a_row("pru", **ANN, admitted_on=date(2026, 9, 1))
    story.send("pru", row | {"left_on": date(2026, 9, 10), "outcome": "Other"}, as_at=SECOND)
    story.send("pru", row, as_at=THIRD)

    assert story.caseload(SECOND, known_at=SECOND) == 0
    assert story.caseload(SECOND) == 1


def test_a_corrected_opening_day_makes_no_second_spell(story):
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 8, 20)), as_at=SECOND)

    flows = story.flows(date(2026, 8, 1), SECOND, "ehe")
    assert (flows["joined"], flows["left"], flows["closing"]) == (1, 0, 1)
    assert story.caseload(date(2026, 8, 20)) == 1
    assert story.caseload(date(2026, 8, 20), known_at=FIRST) == 0


@pytest.mark.parametrize("hours", [10, 12])
def test_a_row_listed_twice_is_one_spell_and_the_lower_row_describes_it(story, hours):
    """A child stands on a list with one opening day but once, however often the row was copied down."""
    twice = a_row("cme", **ANN, hours_per_week=10), a_row("cme", **ANN, hours_per_week=hours)
    assert story.send("cme", *twice, as_at=FIRST).new == 1
    again = story.send("cme", *twice, as_at=SECOND)
    (flow,) = story.measure("flows", SECOND, start=date(2026, 9, 1), end=SECOND)

    assert (flow["joined"], flow["closing"], story.one("hours", SECOND)["mean"]) == (1, 1, hours)
    assert (again.new, again.changed) == (0, 0)


def test_a_row_that_opens_after_the_last_spell_closed_is_a_new_spell(story):
    first = a_row("pru", **ANN, admitted_on=date(2026, 6, 1), left_on=date(2026, 7, 1), outcome="Other")
    story.send("pru", first, as_at=FIRST)
    story.send("pru", first, a_row("pru", **ANN, admitted_on=date(2026, 9, 10)), as_at=SECOND)

    flows = story.flows(date(2026, 9, 1), SECOND, "pru")
    assert (flows["joined"], flows["rejoined"]) == (1, 1)


@pytest.mark.parametrize(("reopened", "rejoined"), [(date(2026, 9, 1), 1), (date(2026, 9, 2), 0)])
def test_rejoined_means_within_365_days(story, reopened, rejoined):
    before = a_row("pru", **ANN, admitted_on=date(2025, 6, 1), left_on=date(2025, 9, 1), outcome="Other")
    story.send("pru", before, a_row("pru", **ANN, admitted_on=reopened), as_at=FIRST)

    assert story.flows(date(2026, 9, 1), FIRST, "pru")["rejoined"] == rejoined


def test_rejoined_whatever_the_provider(story):
    eiss, malden_oaks = REGISTERS["medical_tuition"].holders
    primary = a_row(
        "medical_tuition", **ANN, referred_on=date(2026, 5, 1), ended_on=date(2026, 7, 1), outcome="Other"
    )
    secondary = a_row("medical_tuition", **ANN, referred_on=date(2026, 9, 2))
    story.send("medical_tuition", primary | {"data_provider": eiss}, as_at=FIRST, provider=eiss)
    story.send(
        "medical_tuition", secondary | {"data_provider": malden_oaks}, as_at=FIRST, provider=malden_oaks
    )

    flows = story.flows(date(2026, 9, 1), FIRST, "medical_tuition")
    assert (flows["joined"], flows["rejoined"]) == (1, 1)


def test_a_spell_of_one_day_joins_and_leaves(story):
    row = a_row("pru", **ANN, admitted_on=date(2026, 9, 2), left_on=date(2026, 9, 2), outcome="Other")
    story.send("pru", row, as_at=FIRST)

    assert story.flows(date(2026, 9, 1), FIRST, "pru") | {"rejoined": 0} == {
        "opening": 0, "joined": 1, "left": 1, "closing": 0, "rejoined": 0,
    }  # fmt: skip


# Which rows are one child.


def test_one_child_on_two_registers_counts_once_and_once_in_each(story):  # R23
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("virtual_school", a_row("virtual_school", **ANN, opened_on=date(2026, 9, 1)), as_at=FIRST)

    assert story.caseload(FIRST) == 1
    by_register = story.measure("caseload", FIRST, by=("register",))
    assert {row["register"]: row["children"] for row in by_register} == {"cme": 1, "virtual_school": 1}


def test_a_child_on_both_tuition_lists_is_one_child_with_two_spells(story):
    eiss, malden_oaks = REGISTERS["medical_tuition"].holders
    row = a_row("medical_tuition", **ANN, referred_on=date(2026, 9, 1))
    story.send("medical_tuition", row | {"data_provider": eiss}, as_at=FIRST, provider=eiss)
    story.send("medical_tuition", row | {"data_provider": malden_oaks}, as_at=FIRST, provider=malden_oaks)

    assert story.caseload(FIRST) == 1
    assert story.one("duration", FIRST)["spells"] == 2


def test_the_same_name_and_birth_date_is_one_child_where_one_row_has_no_upn(story):  # R23
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("ehe", a_row("ehe", **ANN | {"upn": None, "surname": "SMITH"}, started_on=FIRST), as_at=FIRST)

    assert story.caseload(FIRST) == 1


def test_names_are_compared_without_case_accents_spaces_and_hyphens(story):
    zoe = {"surname": "Smith-Jones", "forename": "Zoë", "date_of_birth": date(2014, 5, 5)}
    story.send("cme", a_row("cme", **zoe, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send(
        "ehe",
        a_row("ehe", **zoe | {"surname": "SMITH JONES", "forename": "zoe"}, started_on=FIRST),
        as_at=FIRST,
    )

    assert story.caseload(FIRST) == 1


def test_two_upns_are_two_children_though_all_else_is_the_same(story):
    story.send("cme", a_row("cme", **ANN | {"record_number": "7"}, added_on=date(2026, 9, 1)), as_at=FIRST)
    twin = ANN | {"record_number": "7", "upn": a_upn(9)}
    story.send("ehe", a_row("ehe", **twin, started_on=date(2026, 9, 1)), as_at=FIRST)

    assert story.caseload(FIRST) == 2


def test_a_record_number_joins_where_one_row_has_no_upn(story):
    story.send("cme", a_row("cme", **ANN, record_number="7", added_on=date(2026, 9, 1)), as_at=FIRST)
    maiden = ANN | {"upn": None, "surname": "Jones"}
    story.send("ehe", a_row("ehe", **maiden, record_number="7", started_on=date(2026, 9, 1)), as_at=FIRST)

    assert story.caseload(FIRST) == 1


@pytest.mark.parametrize(
    "no_key", ["E31499992601A", "A314999926001"], ids=["temporary", "wrong check letter"]
)
def test_a_upn_that_is_no_key_makes_no_two_children_one(story, no_key):  # R7
    story.send("cme", a_row("cme", **ANN | {"upn": no_key}, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("ehe", a_row("ehe", **BEN | {"upn": no_key}, started_on=date(2026, 9, 1)), as_at=FIRST)

    assert story.caseload(FIRST) == 2


@pytest.mark.parametrize(
    "no_key", ["E31499992601A", "A314999926001"], ids=["temporary", "wrong check letter"]
)
def test_nor_does_it_keep_one_child_apart(story, no_key):  # R7
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("ehe", a_row("ehe", **ANN | {"upn": no_key}, started_on=date(2026, 9, 1)), as_at=FIRST)

    assert story.caseload(FIRST) == 1


def test_a_upn_written_with_spaces_and_small_letters_is_the_same_upn(story):  # R7
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    spaced = BEN | {"upn": f" {a_upn(1)[:4].lower()} {a_upn(1)[4:]} ", "date_of_birth": ANN["date_of_birth"]}
    story.send("ehe", a_row("ehe", **spaced, started_on=date(2026, 9, 1)), as_at=FIRST)

    assert story.caseload(FIRST) == 1


def test_a_upn_put_right_by_its_own_source_is_the_same_child(story):
    story.send("cme", a_row("cme", **ANN | {"upn": a_upn(9)}, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=SECOND)

    assert story.caseload(FIRST) == 1
    assert story.caseload(SECOND) == 1


@pytest.mark.parametrize("changed", ["surname", "date_of_birth"])
def test_a_name_or_birth_date_put_right_by_its_own_source_is_the_same_child(story, changed):
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("cme", a_row("cme", **ANN | {changed: BEN[changed]}, added_on=date(2026, 9, 1)), as_at=SECOND)

    assert story.caseload(SECOND) == 1


def test_a_upn_taken_from_a_brother_and_put_right_parts_the_two_again(story):
    brother = BEN | {"surname": ANN["surname"]}
    story.send("cme", a_row("cme", **ANN | {"upn": BEN["upn"]}, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("ehe", a_row("ehe", **brother, started_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=SECOND)

    assert story.caseload(FIRST, known_at=FIRST) == 1  # one UPN, one surname, two birth dates
    assert story.caseload(FIRST) == 2


def test_two_children_with_one_temporary_upn_may_stand_on_one_list(story):  # R7
    temporary = {"upn": "E31499992601A"}
    story.send(
        "cme",
        a_row("cme", **ANN | temporary, added_on=date(2026, 9, 1)),
        a_row("cme", **BEN | temporary, added_on=date(2026, 9, 1)),
        as_at=FIRST,
    )

    assert story.caseload(FIRST) == 2


def test_one_upn_with_two_birth_dates_is_one_child_where_a_name_agrees(story):
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    other = ANN | {"date_of_birth": date(2014, 5, 6), "forename": "Anna"}
    story.send("ehe", a_row("ehe", **other, started_on=date(2026, 9, 1)), as_at=FIRST)

    assert story.caseload(FIRST) == 1


def test_one_upn_with_two_birth_dates_is_two_children_where_no_name_agrees(story):
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("ehe", a_row("ehe", **BEN | {"upn": ANN["upn"]}, started_on=date(2026, 9, 1)), as_at=FIRST)

    assert story.caseload(FIRST) == 2


def test_a_row_that_would_belong_to_two_children_belongs_to_neither(story):
    ann_too = ANN | {"upn": a_upn(9)}
    nameless = ANN | {"upn": None}
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("ehe", a_row("ehe", **nameless, started_on=date(2026, 9, 1)), as_at=FIRST)
    assert story.caseload(FIRST) == 1

    story.send("pru", a_row("pru", **ann_too, admitted_on=date(2026, 9, 1)), as_at=SECOND)
    assert story.caseload(SECOND) == 3  # which Ann is educated at home, a person must say
    assert story.caseload(FIRST, known_at=FIRST) == 1


def test_a_upn_with_two_birth_dates_in_one_list_keeps_both_rows_out(story):
    outcome = story.send(
        "cme",
        a_row("cme", **ANN, added_on=date(2026, 9, 1)),
        a_row("cme", **BEN | {"upn": ANN["upn"]}, added_on=date(2026, 9, 1)),
        a_row("cme", **CAT, added_on=date(2026, 9, 1)),
        as_at=FIRST,
        accept_passed=True,
    )

    assert outcome.committed
    assert story.caseload(FIRST) == 1


# Hours, actions, periods and the rest.


def test_blank_hours_are_not_recorded_and_never_0(story):  # R20
    story.send(
        "cme",
        a_row("cme", **ANN, added_on=date(2026, 9, 1), hours_per_week=12.5),  # below 25: half of it
        a_row("cme", **BEN, added_on=date(2026, 9, 1)),  # not recorded
        a_row("cme", **CAT, added_on=date(2026, 9, 1), hours_per_week=26.0),  # above, not cut to 25
        as_at=FIRST,
    )

    hours = story.one("hours", FIRST)
    assert (hours["children"], hours["not_recorded"], hours["below_25"]) == (3, 1, 1)
    assert (hours["mean"], hours["shortfall"]) == (19.25, 12.5)
    bands = story.measure("hours", FIRST, by=("band",))
    assert {row["band"]: row["children"] for row in bands} == {
        "Not recorded": 1, "10–14.9": 1, "25 or more": 1,
    }  # fmt: skip


def test_without_any_hours_recorded_there_is_no_shortfall_to_speak_of(story):
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)

    hours = story.one("hours", FIRST)
    assert (hours["mean"], hours["median"], hours["shortfall"]) == (None, None, None)


def test_over_registers_a_childs_hours_are_the_largest_recorded(story):
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1), hours_per_week=5.0), as_at=FIRST)
    story.send("pru", a_row("pru", **ANN, admitted_on=date(2026, 9, 1), hours_per_week=25.0), as_at=FIRST)

    assert story.one("hours", FIRST)["below_25"] == 0
    assert story.one("hours", FIRST, filters={"register": ("cme",)})["below_25"] == 1


def test_a_transition_agreed_on_any_register_counts(story):
    story.send(
        "cme",
        a_row("cme", **ANN, added_on=date(2026, 9, 1), hours_per_week=5.0, transition_agreed="Yes"),
        as_at=FIRST,
    )
    story.send("pru", a_row("pru", **ANN, admitted_on=date(2026, 9, 1), hours_per_week=10.0), as_at=FIRST)

    hours = story.one("hours", FIRST)
    assert (hours["below_25"], hours["below_25_no_transition"]) == (1, 0)
    assert story.one("hours", FIRST, filters={"register": ("pru",)})["below_25_no_transition"] == 1


def test_a_completed_action_without_a_day_closes_with_the_first_list_that_says_so(story):
    row = a_row("actions", **ANN, agreed_on=date(2026, 9, 1), due_on=date(2026, 9, 3))
    story.send("actions", row, as_at=FIRST)
    story.send("actions", row | {"status": "Completed"}, as_at=SECOND)
    story.send("actions", row | {"status": "Completed"}, as_at=THIRD)

    assert story.one("actions", date(2026, 9, 17))["overdue_8_14"] == 1
    assert story.one("actions", SECOND)["open"] == 0


def test_an_action_opened_again_closes_with_the_newest_run_of_lists_that_say_so(story):
    row = a_row("actions", **ANN, agreed_on=date(2026, 9, 1))
    story.send("actions", row | {"status": "Cancelled"}, as_at=FIRST)
    story.send("actions", row, as_at=SECOND)
    story.send("actions", row | {"status": "Completed"}, as_at=THIRD)
    story.send("actions", row | {"status": "Cancelled"}, as_at=FOURTH)

    assert story.one("actions", date(2026, 10, 1))["open"] == 1
    assert story.one("actions", THIRD)["open"] == 0


def test_an_action_missing_from_a_later_list_stays_open(story):
    story.send("actions", a_row("actions", **ANN, agreed_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("actions", a_row("actions", **BEN, action_id="2", agreed_on=date(2026, 9, 1)), as_at=SECOND)

    assert story.one("actions", SECOND)["open"] == 2


def test_an_action_number_twice_in_one_list_keeps_both_rows_out(story):
    story.send(
        "actions",
        a_row("actions", **ANN, action_id="1", agreed_on=date(2026, 9, 1)),
        a_row("actions", **BEN, action_id="1", agreed_on=date(2026, 9, 1)),
        a_row("actions", **CAT, action_id="2", agreed_on=date(2026, 9, 1)),
        as_at=FIRST,
        accept_passed=True,
    )

    assert story.one("actions", FIRST)["open"] == 1


def test_actions_by_how_late_they_are(story):
    due = (
        SECOND,
        date(2026, 9, 25),
        date(2026, 9, 26),
        date(2026, 9, 17),
        date(2026, 9, 10),
        date(2026, 8, 20),
    )
    rows = [
        a_row("actions", **ANN, action_id=str(n), agreed_on=date(2026, 8, 1), due_on=day)
        for n, day in enumerate(due)
    ]
    rows.append(a_row("actions", **BEN, action_id="x", agreed_on=date(2026, 9, 19)))  # agreed later
    rows[0]["escalated_on"] = SECOND
    story.send("actions", *rows, as_at=THIRD)

    assert story.one("actions", SECOND) == {
        "open": 6, "overdue": 3, "due_soon": 2, "overdue_1_7": 1, "overdue_8_14": 1, "overdue_15_28": 0,
        "overdue_29": 1, "escalated": 1,
    }  # fmt: skip


def test_an_action_takes_from_its_child_what_its_own_row_leaves_blank(story):
    story.send(
        "ehe", a_row("ehe", **ANN, borough="Out of borough", sex="Male", started_on=FIRST), as_at=FIRST
    )
    story.send(
        "cme", a_row("cme", **ANN, borough="Richmond upon Thames", sex="Female", added_on=FIRST), as_at=FIRST
    )
    story.send("actions", a_row("actions", upn=ANN["upn"], agreed_on=FIRST), as_at=FIRST)

    (row,) = story.measure("actions", FIRST, by=("borough", "sex", "year_group"))
    assert (row["borough"], row["sex"], row["year_group"]) == ("Richmond upon Thames", "Female", "Year 8")


def test_a_register_that_does_not_carry_the_column_is_left_out(story):
    story.send("cme", a_row("cme", **ANN, added_on=FIRST, category="At risk"), as_at=FIRST)
    story.send("ehe", a_row("ehe", **BEN, started_on=FIRST), as_at=FIRST)

    assert story.measure("caseload", FIRST, by=("category",)) == [{"category": "At risk", "children": 1}]
    assert story.caseload(FIRST, lead_service="Education Welfare Service") == 1


def test_a_month_without_a_list_is_blank_and_a_fortnight_carries_the_last(story):
    story.send("cme", a_row("cme", **ANN, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("actions", a_row("actions", **ANN, agreed_on=FIRST), as_at=FOURTH)  # no data for a caseload

    start, end = date(2026, 8, 31), date(2026, 10, 31)
    months = story.measure("trend", end, start=start, end=end, every="month")
    assert [row["caseload"] for row in months] == [None, 1, None]
    fortnights = story.measure("trend", end, start=start, end=end, every="fortnight")
    assert [row["caseload"] for row in fortnights] == [1, 1, 1, 1, 1]
    assert [(row["start"], row["end"]) for row in fortnights][-1] == (date(2026, 10, 26), end)


@pytest.mark.parametrize(
    ("day", "year_group"),
    [(date(2026, 8, 31), "Year 9"), (date(2026, 9, 1), "Year 10"), (date(2026, 11, 23), "Year 10")],
)
def test_the_year_group_is_that_of_the_day(story, day, year_group):  # R4
    born = {"date_of_birth": date(2011, 9, 1)}
    story.send("cme", a_row("cme", **ANN | born, added_on=date(2026, 7, 1)), as_at=date(2026, 12, 1))

    assert story.caseload(day, year_group=year_group) == 1


@pytest.mark.parametrize(
    ("opened", "band"),
    [
        (date(2025, 9, 19), "Less than 2 weeks"),
        (date(2025, 9, 18), "2 to 4 weeks"),
        (date(2025, 4, 3), "26 to 52 weeks"),
        (date(2024, 10, 4), "26 to 52 weeks"),
        (date(2024, 10, 3), "Over 52 weeks"),
    ],
)
def test_bands_of_duration(story, opened, band):  # R5
    story.send("pru", a_row("pru", **ANN, admitted_on=opened), as_at=date(2025, 10, 2))

    (row,) = story.measure("duration", date(2025, 10, 2), by=("band",))
    assert (row["band"], row["spells"]) == (band, 1)


def test_unknown_then_identified_since(story):
    ann = a_row(
        "cme", **ANN, category="Missing - not located",
        missing_from=date(2026, 9, 1), identified_on=date(2026, 9, 11), added_on=date(2026, 9, 14),
    )  # fmt: skip
    story.send("cme", ann, as_at=SECOND)
    story.send("cme", ann | {"category": "At risk"}, as_at=THIRD)  # counted by its first category

    assert story.one("unknown", date(2026, 8, 31))["missing"] == 0
    assert story.one("unknown", date(2026, 9, 1)) == {
        "missing": 1, "at_risk": 0, "not_suitable": 0, "median_days_unknown": 10,
    }  # fmt: skip
    assert story.one("unknown", date(2026, 9, 10))["missing"] == 1
    assert story.one("unknown", date(2026, 9, 11))["missing"] == 0  # known from that day
    assert story.one("unknown", date(2026, 9, 10), known_at=FIRST)["missing"] == 0


def test_a_child_unknown_twice_counts_once_by_the_spell_that_opened_first(story):
    unknown = {"missing_from": date(2026, 5, 1), "identified_on": date(2026, 9, 1)}
    removed = {"removed_on": date(2026, 9, 8), "removal_approved_on": date(2026, 9, 8), "outcome": "Other"}
    story.send(
        "cme",
        a_row("cme", **ANN, **unknown, **removed, category="At risk", added_on=date(2026, 9, 1)),
        a_row(
            "cme", **ANN, **unknown | {"missing_from": date(2026, 6, 1)}, category="Missing - located",
            added_on=date(2026, 9, 10),
        ),
        as_at=SECOND,
    )  # fmt: skip

    assert story.one("unknown", date(2026, 7, 1)) == {
        "missing": 0, "at_risk": 1, "not_suitable": 0, "median_days_unknown": 123,
    }  # fmt: skip


def test_rates_are_per_hundred_with_halves_rounded_up(story):
    story.send(
        "ehe",
        a_row("ehe", **ANN, started_on=FIRST),
        a_row("ehe", **BEN, started_on=FIRST, borough="Out of borough"),
        a_row("ehe", **CAT | {"date_of_birth": date(2021, 9, 5)}, started_on=FIRST),  # still four years old
        as_at=FIRST,
    )
    kingston = "Kingston upon Thames"
    population = ((kingston, 2025, 2000), (kingston, 2024, 1), (kingston, 2027, 1))

    rows = story.measure("rates", FIRST, population=population)
    assert {row["borough"]: (row["children"], row["population"], row["rate"]) for row in rows} == {
        kingston: (1, 2000, 0.1),  # 0.05, half up
        "Out of borough": (1, None, None),
    }
