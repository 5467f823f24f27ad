"""What a person settles about a workbook: it is used, remembered for that source, read again, and can be reset."""

from datetime import date, datetime

import pytest

from cme_data import ingest
from cme_data.choices import BOTH_NAMES, NOT_USED, Choices, explanations
from cme_data.errors import CmeError
from cme_data.store import Store
from cme_data.store.settled import explain, forget, remembered, settled
from cme_data.verify import verify
from tests.builders import TODAY, a_store, measure
from tests.workbook_files import separated

DAY, LATER = date(2026, 11, 6), date(2026, 11, 20)
NOW = datetime(2026, 11, 23, 9)

HEADINGS = ("Surname", "Forename", "Date of birth", "Borough", "Date admitted", "Basis")
ANN = ("Smith", "Ann", "05/05/2014", "Kingston upon Thames", "07/09/2026", "Medical")


def sent(*rows, headings=HEADINGS) -> bytes:
    return separated([headings, *rows])


def look(data: bytes, *, store: Store | None = None, as_at: date = DAY, **chosen) -> ingest.Examined:
    """The file as read with what the store remembers; `chosen` are the choices for its one sheet, Unit."""
    known = {"remembered": remembered(store)} if store else {}
    choices = {"Unit": Choices(**chosen)} if chosen else {}
    return ingest.examine(data, "Unit.csv", as_at=as_at, today=TODAY, choices=choices, **known)


def keep(store: Store, found: ingest.Examined) -> ingest.Outcome:
    (outcome,) = ingest.commit(store, found, who="S. Okafor", now=NOW)
    return outcome


def errors(found: ingest.Examined) -> list[tuple[str, str | None]]:
    return [(p.rule, p.cell) for p in found.sheets[0].problems if p.level == "error"]


def test_a_heading_matched_once_is_known_the_next_time_until_it_is_reset(tmp_path):
    data = sent(ANN, headings=("Surname", "Forename", "Date of birth", "Patch", "Date admitted", "Basis"))
    with a_store(tmp_path) as store:
        assert errors(look(data)) == [("column_missing", None)]  # no heading says borough

        keep(store, look(data, columns={"patch": "borough"}))

        assert errors(look(data, store=store, as_at=LATER)) == []
        assert look(data, store=store).sheets[0].columns["borough"] == "Patch"
        assert [(s.kind, s.said, s.column, s.who) for s in settled(store)] == [
            ("column", "patch", "borough", "S. Okafor")
        ]
        assert verify(store) == []  # the rows come out of the bytes again

        forget(store, settled(store)[0].entry, "S. Okafor", NOW)

        assert errors(look(data, store=store)) == [("column_missing", None)]
        with pytest.raises(CmeError, match="reset already"):
            forget(store, 1, "S. Okafor", NOW)
        assert verify(store) == []  # what was read so stays readable so


def test_a_heading_of_the_register_may_be_left_out_on_purpose():
    data = sent((*ANN, "n/k"), headings=(*HEADINGS, "School"))

    found = look(data, columns={"school": NOT_USED}).sheets[0]

    assert ("School" in found.unmatched, "school" in found.columns) == (True, False)


def test_of_two_headings_alike_a_person_says_which():
    data = sent((*ANN, "08/09/2026"), headings=(*HEADINGS, "Date admitted"))
    assert errors(look(data)) == [("column_twice", "G1")]

    found = look(data, columns={"date admitted": NOT_USED, "date admitted #2": "admitted_on"})

    assert errors(found) == []
    assert found.sheets[0].valid.typed.columns["admitted_on"] == [date(2026, 9, 8)]


def test_one_column_may_be_said_to_hold_both_names():
    data = sent(("SMITH, Ann", *ANN[2:]), headings=("Who", *HEADINGS[2:]))

    found = look(data, columns={"who": BOTH_NAMES}).sheets[0]

    assert (found.valid.typed.columns["surname"], found.valid.typed.columns["forename"]) == (
        ["SMITH"],
        ["Ann"],
    )


def test_a_value_matched_once_is_read_the_next_time_but_not_for_another_service(tmp_path):
    headings = (
        "Surname",
        "Forename",
        "Date of birth",
        "Borough",
        "Date referred",
        "Data provider",
        "Type of tuition",
    )
    malden, eiss = (
        sent((*ANN[:4], "07/09/2026", provider, "At home"), headings=headings)
        for provider in ("Malden Oaks", "Education Inclusion Support Service")
    )
    with a_store(tmp_path) as store:
        keep(store, look(malden, values={"tuition": {"at home": "Individual"}}))

        again, other = look(malden, store=store, as_at=LATER), look(eiss, store=store)

        assert again.sheets[0].valid.typed.columns["tuition"] == ["Individual"]
        assert other.sheets[0].valid.typed.columns["tuition"] == [None]
        assert [(s.provider, s.column, s.said, s.means) for s in settled(store)] == [
            ("Malden Oaks", "tuition", "at home", "Individual")
        ]


def test_the_newer_of_two_matches_of_one_word_stands(tmp_path):
    data = sent((*ANN[:5], "Respite"))
    with a_store(tmp_path) as store:
        keep(store, look(data, values={"basis": {"respite": "Other"}}))
        keep(store, look(data, values={"basis": {"respite": "Medical"}}))

        assert [s.means for s in settled(store)] == ["Medical"]


def test_a_mended_cell_goes_in_and_the_bytes_stay(tmp_path):
    data = sent((*ANN[:2], "31/02/2014", *ANN[3:]), ("Jones", "Bob", "06/06/2013", *ANN[3:]))
    with a_store(tmp_path) as store:
        assert errors(look(data)) == [("unreadable", "C2")]

        outcome = keep(store, look(data, mends={"C2": "28/02/2014"}))

        assert (outcome.new, measure(store, "caseload")[0]["children"]) == (2, 2)
        assert store.ask('SELECT sheet_row, cell, "column", old, new FROM store.mended') == [
            (2, "C2", "date_of_birth", "31/02/2014", "28/02/2014")
        ]
        assert store.ask("SELECT bytes FROM store.files") == [(data,)]
        assert verify(store) == []


def test_the_same_file_with_other_mends_is_another_upload(tmp_path):
    data = sent((*ANN[:2], "31/02/2014", *ANN[3:]))
    with a_store(tmp_path) as store:
        first = keep(store, look(data, mends={"C2": "27/02/2014"}))
        again = keep(store, look(data, mends={"C2": "27/02/2014"}))
        other = keep(store, look(data, mends={"C2": "28/02/2014"}))

        assert (first.committed, again.committed, other.committed) == (True, False, True)
        assert [u.status for u in store.uploads()] == ["stands", "superseded"]


def test_a_warning_that_was_explained_is_not_raised_again_for_that_child_and_value(tmp_path):
    headings = (*HEADINGS, "Year group")
    ann, bob = (*ANN, "Year 9"), ("Jones", "Bob", *ANN[2:], "Year 9")  # both born for Year 8
    with a_store(tmp_path) as store:
        sheet = look(sent(ann, bob, headings=headings)).sheets[0]
        warning = next(p for p in sheet.problems if p.cell == "G2")
        ways = explanations(sheet.valid.typed.row(0), warning)

        explain(store, ("pru", "Malden Oaks"), [(ways, "Placed a year up")], "S. Okafor", NOW)

        def warned(*rows) -> list[str | None]:
            found = look(sent(*rows, headings=headings), store=store).sheets[0]
            return [p.cell for p in found.problems if p.rule == "year_group"]

        assert warned(ann, bob) == ["G3"]  # Bob's has not been explained
        assert warned((*ANN, "Year 10")) == ["G2"]  # and another value of Ann's is another matter
        assert look(sent(ann, headings=headings), store=store).sheets[0].explained == 1
        with pytest.raises(CmeError, match="Say why"):
            explain(store, ("pru", "Malden Oaks"), [(ways, " ")], "S. Okafor", NOW)
