"""The DfE return as a report: who goes in, what is said first, what changed, and that every form says the same."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from cme_data.calendar import parse_period
from cme_data.errors import CmeError, FutureDate, NoUploads
from cme_data.measures import MEASURES, Question
from cme_data.reports import STATISTICAL, WRITERS, Document, write
from cme_data.reports.dfe_return.files import COLUMNS
from cme_data.reports.report import FigureTable, Table
from cme_data.reports.statistical import Asked, Unaccepted, made
from cme_data.settings import shipped
from cme_data.store import Store
from tests.alternative_dfe import ANNUAL, PUBLISHED
from tests.builders import a_row, a_store, a_upn, upload

AUTUMN, NOW = parse_period("2026/27-autumn"), datetime(2026, 11, 25, 9)
CENSUS, SUMMER = date(2026, 10, 1), date(2026, 5, 21)
KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"
MISSING: dict[str, Any] = {
    "category": "Missing - located", "on_roll": "No", "provision": "None", "dfe_reason": "Waiting school start",
    "missing_from": date(2026, 9, 10), "added_on": date(2026, 9, 14), "sex": "Female",
}  # fmt: skip
AT_HOME: dict[str, Any] = {
    "started_on": date(2026, 1, 12), "reason": "Lifestyle", "suitability": "Suitable", "sex": "Male",
}  # fmt: skip


def child(number: int, borough: str = KINGSTON) -> dict[str, Any]:
    return {
        "surname": f"Surname{number}", "forename": "Ann", "date_of_birth": date(2013, 1, number), "upn": a_upn(number),
        "borough": borough,
    }  # fmt: skip


def asked(**more: Any) -> Asked:
    more = {"accepted": True, "named": True, "who": "A. Tester"} | more
    return Asked(shipped(), more.pop("period", AUTUMN), more.pop("boroughs", ()), NOW, {}, **more)


def report(store: Store, **more: Any) -> Document:
    return made(STATISTICAL["dfe-return"], store.world(), asked(**more), released=False)


def fill(store: Store) -> None:
    """Of seven children: two stay, two move, one comes, one goes, one was never counted."""
    at_home = [a_row("ehe", **child(number), **AT_HOME) for number in (1, 2, 3)]
    # 4 goes: on a roll by the autumn. 5 moves from Kingston to Richmond.
    before = [
        a_row("cme", **child(4), **MISSING | {"added_on": date(2026, 5, 4)}),
        a_row("cme", **child(5), **MISSING | {"added_on": date(2026, 5, 4)}),
    ]
    upload(store, "ehe", at_home, date(2026, 5, 15))
    upload(store, "cme", before, date(2026, 5, 15))
    # 3 moves from EHE to CME, as the education is unsuitable. 6 comes. 7 is at risk only.
    upload(store, "ehe", [*at_home[:2], at_home[2] | {"suitability": "Unsuitable"}], date(2026, 9, 25))
    upload(store, "cme", [
        before[0] | {"on_roll": "Yes"},
        before[1] | {"borough": RICHMOND},
        a_row("cme", **child(6), **MISSING | {"dfe_reason": None}),
        a_row("cme", **child(7), **MISSING | {"category": "At risk"}),
    ], date(2026, 9, 25))  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterable[Store]:
    with a_store(tmp_path_factory.mktemp("made")) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def document(store) -> Document:
    return report(store)


def figures(document: Document, name: str) -> dict[tuple[str, ...], tuple[float | None, ...]]:
    """The figures of a table, Kingston's first, by the labels of its rows."""
    blocks = [block for section in document.sections for block in section.blocks]
    (table,) = [block for block in blocks if isinstance(block, FigureTable) and block.name == name]
    return {row.labels: tuple(figure.value for figure in row.figures) for row in table.rows}


def people(document: Document, title: str) -> list[tuple[str, ...]]:
    blocks = [block for section in document.sections for block in section.blocks]
    (table,) = [block for block in blocks if isinstance(block, Table) and block.caption.startswith(title)]
    return list(table.rows)


# What it says


@pytest.mark.parametrize("collection", PUBLISHED)
def test_every_published_breakdown_stands_in_order_and_adds_up_to_its_total(document, collection):
    found = figures(document, collection.lower())
    published = [(topic, group) for topic, groups in PUBLISHED[collection].items() for group in groups]

    assert published == list(found)
    for topic in PUBLISHED[collection]:
        groups = [numbers for (of, _), numbers in found.items() if of == topic]
        assert found["Total", "Total"] == tuple(map(sum, zip(*groups, strict=True)))


def test_who_is_in_which_return(document):
    assert (2, 1) == figures(document, "cme")["Total", "Total"]  # 3 and 6, and 5 in Richmond
    assert (2, 0) == figures(document, "ehe")["Total", "Total"]  # 1 and 2
    why = {row[0]: row[5] for row in people(document, f"CME {KINGSTON}")}
    assert why == {
        "Surname3, Ann": "Home education judged unsuitable",
        "Surname6, Ann": "Not on a roll, Missing - located",
    }
    left_out = {row[0]: row[-1] for row in people(document, "On a register")}
    assert left_out == {"Surname4, Ann": "On the roll of a school", "Surname7, Ann": "At risk, not missing"}


def test_the_way_from_last_terms_return_to_this_one_is_whole(document):
    found = figures(document, "changes")
    cme, ehe = (
        {step: numbers for (of, step), numbers in found.items() if of == title}
        for title in ("Children missing education", "Elective home education")
    )

    assert (
        (2, 0),  # 4 and 5
        (1, 0), (0, 1), (1, 0),  # 3 from home education, 5 to Richmond, 6 from neither
        (0, 0), (1, 0), (1, 0),  # 5 from Kingston, 4 out of both
        (2, 1),
    ) == tuple(cme.values())  # fmt: skip
    assert (3, 0) == ehe["In the return of last term"]
    assert (1, 0) == ehe["Went into the other return"]
    assert {"Surname3, Ann", "Surname4, Ann", "Surname5, Ann", "Surname6, Ann"} == {
        row[0] for row in people(document, "Who came")
    }


def test_the_annual_items_are_those_of_the_last_whole_year(document):
    found = {labels[1]: numbers for labels, numbers in figures(document, "annual").items()}

    assert list(ANNUAL) == list(found)
    assert (3, 0) == found["ehe_anytime_full_year"] == found["ehe_starts_full_year"]
    assert (0, 0) == found["ehe_section_437_full_year"]


def test_a_second_reading_of_every_sum_that_it_declares(store):
    family, _ = STATISTICAL["dfe-return"].gather(store.world(), asked())

    assert (
        len(family.equations) == 2 * (4 + 3) * 2 + 2 * 2
    )  # two boroughs, two terms, each breakdown; and the ways
    for sum_of in family.equations:
        parts = sum(family.figures[key].value for key in sum_of.parts)
        assert family.figures[sum_of.total].value == parts - sum(
            family.figures[key].value for key in sum_of.less
        )


# What is said first


def test_it_is_made_only_when_somebody_says_that_the_unknown_may_go_in(store):
    with pytest.raises(Unaccepted, match="CME Kingston upon Thames, 2 children") as refused:
        report(store, accepted=False)

    told = str(refused.value)
    assert "reason of 1 and time missing of 1" in told  # 6 has no reason; 3 no first day missing
    assert "Surname" not in told
    assert report(store, accepted=False, boroughs=(RICHMOND,))  # nothing is Unknown there


def test_what_is_unknown_stands_first_with_the_children(document):
    assert document.sections[0].title == "Before it is sent"
    assert {
        ("Surname3, Ann", "Not known: time missing"),
        ("Surname6, Ann", "Not known: reason"),
    } == {(row[0], row[-1]) for row in people(document, "Children to look at")}


@pytest.mark.parametrize(("register", "columns", "told"), [
    ("cme", {**MISSING, "sex": None}, "Not known: sex"),
    ("cme", {**MISSING, "year_group": "Year 12"}, "Not known: year group"),
    ("cme", {**MISSING, "dfe_reason": "Unknown", "missing_from": None}, "Not known: reason and time missing"),
    ("ehe", {**AT_HOME, "reason": None}, "Not known: reason"),
    ("ehe", {**AT_HOME, "reason": "Unknown", "suitability": None}, "Not known: reason. Home education not yet assessed"),
    ("ehe", {**AT_HOME, "reason": "No reason given"}, "Not known: reason"),  # a blank is kept as that
    ("ehe", {**AT_HOME, "reason": "Other"}, None),
    ("ehe", {**AT_HOME, "date_of_birth": date(2021, 10, 1)}, "Not of compulsory school age"),
])  # fmt: skip
def test_what_to_look_at(tmp_path, register, columns, told):
    with a_store(tmp_path) as store:
        upload(store, "cme", [a_row("cme", **child(9), **MISSING)], date(2026, 9, 25))
        upload(store, "ehe", [a_row("ehe", **child(8), **AT_HOME)], date(2026, 9, 25))
        upload(store, register, [a_row(register, **child(1) | columns)], date(2026, 9, 25), "additions")
        rows = people(report(store), "Children to look at")

    assert ([told] if told else []) == [row[-1] for row in rows]


def test_names_stay_out_unless_asked_for(store):
    assert not [
        block
        for section in report(store, named=False).sections
        for block in section.blocks
        if isinstance(block, Table)
    ]


# What cannot be returned


def test_a_return_without_a_list_is_blank_and_says_so(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "cme", [a_row("cme", **child(1), **MISSING)], date(2026, 9, 25))
        made_of = report(store)
        lines = list(csv.DictReader(io.StringIO(write(made_of, ".csv").decode("utf-8-sig"))))

    assert {(None, None)} == set(figures(made_of, "ehe").values())
    assert {"x"} == {line["child_count"] for line in lines if line["collection"] == "EHE"}
    told = [getattr(block, "text", "") for block in made_of.sections[0].blocks]
    assert any("the EHE return is blank" in sentence for sentence in told)
    assert "Where a return is blank [x], nobody can say who goes into it." in told
    assert {(None, None)} == set(figures(made_of, "changes").values())  # no list of last term either


def test_it_is_of_a_term_with_a_census_day_and_never_released(store):
    for period, told in (("2026/27", "is of a term"), ("2030/31-autumn", "No census day is set")):
        with pytest.raises(CmeError, match=told):
            report(store, period=parse_period(period))
    with pytest.raises(CmeError, match="no released form"):
        made(STATISTICAL["dfe-return"], store.world(), asked(), released=True)
    with pytest.raises(NoUploads), Store.open(None) as empty:
        report(empty)


def test_a_census_day_to_come_is_refused_and_one_after_the_newest_list_says_what_is_not_known(
    store, document
):
    with pytest.raises(FutureDate, match="is 21 January 2027, which has not come yet"):
        report(store, period=parse_period("2026/27-spring"))

    told = [getattr(block, "text", "") for block in document.sections[0].blocks]
    assert 2 == sum("is as at 25 September 2026: who came or left" in sentence for sentence in told)


def test_another_day_may_be_asked_for(store):
    assert report(store, day=date(2026, 5, 20)).as_at == date(2026, 5, 20)
    assert (2, 0) == figures(report(store, day=date(2026, 5, 20)), "cme")["Total", "Total"]


# Its forms


def test_the_csv_has_the_dfes_columns_and_every_figure_of_the_measures(store, document):
    lines = list(csv.DictReader(io.StringIO(write(document, ".csv").decode("utf-8-sig"))))
    question = Question(CENSUS)
    year = Question(date(2026, 8, 31), start=date(2025, 9, 1), end=date(2026, 8, 31))
    expected = {
        (row["collection"], "202627", row["borough"], row["breakdown_topic"], row["breakdown"]): row[
            "child_count"
        ]
        for row in MEASURES["dfe_return"].count(store.world(), question).rows
    } | {
        ("EHE", "202526", row["borough"], "Annual item", row["item"]): row["child_count"]
        for row in MEASURES["ehe_annual"].count(store.world(), year).rows
    }

    assert list(COLUMNS) == list(lines[0])
    assert expected == {
        (each["collection"], each["time_period"], each["la_name"], each["breakdown_topic"], each["breakdown"]): int(each["child_count"])
        for each in lines
    }  # fmt: skip
    codes = {(each["la_name"], each["old_la_code"], each["new_la_code"]) for each in lines}
    assert codes == {(KINGSTON, "314", "E09000021"), (RICHMOND, "318", "E09000027")}
    assert {"Autumn term", "Academic year"} == {each["time_identifier"] for each in lines}


def test_there_is_a_sheet_to_key_from_for_each_return(document):
    book = openpyxl.load_workbook(io.BytesIO(write(document, ".xlsx")))

    assert book.sheetnames == [
        f"{which} {borough}" for which in ("CME", "EHE", "Year") for borough in (KINGSTON, RICHMOND)
    ]
    for which, place in (("CME", 0), ("EHE", 0)):
        rows = list(book[f"{which} {KINGSTON}"].values)
        assert rows[0][0] == "OFFICIAL-SENSITIVE"
        assert [row[:2] for row in rows[3:]] == list(figures(document, which.lower()))
        assert [row[2] for row in rows[3:]] == [
            numbers[place] for numbers in figures(document, which.lower()).values()
        ]


@pytest.mark.parametrize("suffix", [*WRITERS, ".csv", ".xlsx"])
def test_every_form_is_marked_in_its_name(document, suffix):
    assert write(document, suffix)
    assert document.file_name(suffix) == f"DfE_return_2026-10-01_OFFICIAL-SENSITIVE{suffix}"
