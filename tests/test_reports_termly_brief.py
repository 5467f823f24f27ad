"""“Learning from ROME”: what it counts, that it is two pages, and that no child stands in it."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from cme_data import disclosure
from cme_data.calendar import parse_period
from cme_data.errors import CmeError
from cme_data.reports import STATISTICAL, Document, write
from cme_data.reports.report import Commentary, FigureTable, Paragraph
from cme_data.reports.statistical import Asked, made
from cme_data.settings import load, shipped
from cme_data.statistics import ALL, Key
from cme_data.store import Store
from tests.builders import a_row, a_store, upload
from tests.serving import copy_of_sample_store

BRIEF = STATISTICAL["termly-brief"]
AUTUMN, NOW, NEWEST = parse_period("2026/27-autumn"), datetime(2026, 11, 25, 9), date(2026, 11, 20)
KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"
GROUP = "On roll and not attending"


def asked(**more: Any) -> Asked:
    return Asked(more.pop("settings", shipped()), AUTUMN, more.pop("boroughs", ()), NOW, more)


def child(number: int, **columns: Any) -> dict[str, Any]:
    born = {"surname": f"Surname{number}", "forename": "Ann", "date_of_birth": date(2013, 1, number)}
    return born | {"borough": KINGSTON, "reason": "School refusal"} | columns


def fill(store: Store) -> None:
    there = [
        a_row("cme", **child(1, added_on=date(2026, 5, 1), hours_per_week=5.0)),
        a_row("cme", **child(2, added_on=date(2026, 5, 1), hours_per_week=10.0)),
        a_row("cme", **child(3, added_on=date(2026, 5, 1), hours_per_week=None)),
    ]
    upload(store, "cme", there, date(2026, 8, 28))
    gone = {"removal_approved_on": date(2026, 11, 12), "removed_on": date(2026, 11, 12)}
    upload(store, "cme", [
        there[0] | {"hours_per_week": 20.0},
        there[1] | {"hours_per_week": 8.0},
        there[2] | {"hours_per_week": 3.0} | gone | {"outcome": "New school place"},
        a_row("cme", **child(4, added_on=date(2026, 9, 10), referral_group=GROUP, borough=RICHMOND)),
        a_row("cme", **child(5, added_on=date(2026, 9, 10)), **gone, outcome="Moved away"),
    ], NEWEST)  # fmt: skip
    agreed = {"agreed_on": date(2026, 9, 17), "service": "Education Welfare Service"}
    upload(store, "actions", [
        # Of a child known before: done on time. Of a new one: done a day late. The last is due after the newest list.
        a_row("actions", **child_key(1), action_id="1", **agreed, due_on=date(2026, 10, 1), status="Completed", completed_on=date(2026, 10, 1)),
        a_row("actions", **child_key(4), action_id="2", **agreed, due_on=date(2026, 10, 1), status="Completed", completed_on=date(2026, 10, 2)),
        a_row("actions", **child_key(1), action_id="3", **agreed, due_on=date(2026, 12, 1), escalated_on=date(2026, 11, 18)),
    ], NEWEST)  # fmt: skip
    upload(store, "meetings", [{"held_on": date(2026, 9, 17)}, {"held_on": date(2026, 11, 26)}], NEWEST)


def child_key(number: int) -> dict[str, Any]:
    return {name: child(number)[name] for name in ("surname", "forename", "date_of_birth")}


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    with a_store(tmp_path_factory.mktemp("made")) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Iterator[tuple[Store, Document]]:
    """The made-up authority, and an exact brief of it: nothing is hidden that could have hidden a child."""
    folder = copy_of_sample_store(tmp_path_factory.mktemp("sample") / "store")
    with Store.open(folder, read_only=True) as store:
        yield store, made(BRIEF, store.world(), asked(settings=load(folder)), released=False)


@pytest.mark.parametrize(("register", "statistic", "everywhere", "in_kingston"), [
    ("meetings", "Meetings held", 1, None),  # the next one has not been held
    ("cme", "At the start", 3, 3),
    ("cme", "Joined", 2, 1),
    ("cme", "Left", 2, 2),
    ("cme", "At the end", 3, 2),
    ("cme", "Left with education restored", 1, 1),  # who moved away has left, and nobody restored anything
    ("cme", "Share: left with education restored", 0.5, 0.5),
    ("cme", "There all term with hours recorded", 2, 2),  # of the third none were recorded when the term began
    ("cme", "Receiving more hours", 1, 1),
    ("cme", "Receiving fewer hours", 1, 1),
    ("cme", "Hours a week gained, on average", 6.5, 6.5),  # 15 more and 2 fewer
    ("actions", "Actions agreed", 3, 2),
    ("actions", "Known before, with an action agreed", 1, 1),
    ("actions", "Actions escalated in the term", 1, 1),
    ("actions", "Actions due", 2, 1),
    ("actions", "Actions done on time", 1, 1),
])  # fmt: skip
def test_what_a_term_comes_to(store, register, statistic, everywhere, in_kingston):
    family, _ = BRIEF.gather(store.world(), asked())

    def value(place: str) -> float | None:
        address = Key(statistic, AUTUMN.label, register, place)
        return family.figures[address].value if address in family.figures else None

    assert (everywhere, in_kingston) == (value(ALL), value(KINGSTON))


def test_every_sum_and_bound_that_it_declares_holds(sample):
    store, _ = sample
    family, _ = BRIEF.gather(store.world(), asked())
    number = {address: figure.value for address, figure in family.figures.items()}

    assert family.equations
    for each in family.equations:
        assert number[each.total] == sum(map(number.get, each.parts)) - sum(map(number.get, each.less)), each
    assert all(number[less] <= number[more] for less, more in family.at_most)


def test_a_year_without_lists_is_blank_and_not_0(store):
    family, _ = BRIEF.gather(store.world(), asked())
    year_ago = {
        figure.value for address, figure in family.figures.items() if address.period == "2025/26-autumn"
    }

    assert year_ago == {None}


def test_a_term_that_no_list_has_reached_is_refused(store):
    with pytest.raises(
        CmeError, match="begins on 1 January 2027, and the newest list speaks for 20 November 2026"
    ):
        BRIEF.gather(store.world(), Asked(shipped(), parse_period("2026/27-spring"), (), NOW, {}))


def test_it_shows_what_disclosure_lets_out_and_nothing_else(store):
    family, about = BRIEF.gather(store.world(), asked())
    shown = disclosure.internal(family, shipped())
    tables = [
        block for part in BRIEF.sections(asked(), about, shown) for block in part.blocks if isinstance(block, FigureTable)
    ]  # fmt: skip
    cells = [
        cell for table in tables for row in table.rows for cell in zip(row.keys, row.figures, strict=True)
    ]

    assert 3 == len(tables)
    assert all(address in family.figures and shown.figure(address) == figure for address, figure in cells)


def test_what_an_officer_wrote_stands_in_the_place_of_what_the_figures_offer(store):
    parts = {
        block.part: block.text
        for section in made(BRIEF, store.world(), asked(successes="A good term."), released=False).sections
        for block in section.blocks
        if isinstance(block, Commentary)
    }

    assert parts["successes"] == "A good term."
    assert parts["challenges"].startswith("To be written by an officer")


def words_of(document: Document) -> str:
    """Everything that it says."""
    told = [document.title, *(fact for facts in document.strip.facts for fact in facts)]
    for section in document.sections:
        told.append(section.title)
        for block in section.blocks:
            if isinstance(block, Paragraph | Commentary):
                told.append(block.text)
            else:
                assert isinstance(block, FigureTable), "a block that could hold a child"
                told += [block.caption, *block.labels, *block.columns, *block.notes]
                told += [label for row in block.rows for label in row.labels]
    return "\n".join(told)


def test_no_child_of_the_made_up_authority_stands_in_it(sample):
    store, document = sample
    text = words_of(document)
    children = store.world().rows("""
        SELECT DISTINCT surname, forename, upn, record_number, date_of_birth FROM contents
        WHERE surname IS NOT NULL OR upn IS NOT NULL""")
    words = set(re.findall(r"[\w'-]+", text))
    facts = {
        fact
        for row in children
        for fact in (row["surname"], row["forename"], row["upn"], row["record_number"])
        if fact
    }
    born = {row["date_of_birth"] for row in children if row["date_of_birth"]}
    days = (
        {f"{day.day} {day:%B %Y}" for day in born}
        | {f"{day:%d/%m/%Y}" for day in born}
        | {f"{day}" for day in born}
    )
    initials = {
        f"{row['forename'][0]}{row['surname'][0]}" for row in children if row["surname"] and row["forename"]
    }

    assert len(children) > 1000
    assert set() == words & facts
    assert [] == [day for day in days if day in text]
    assert set() == initials & {word for word in words if len(word) == 2}
    assert not re.search(r"\b[A-Z]\. ?[A-Z]\b", text)


def test_it_is_two_pages(sample):
    _, document = sample

    assert 2 >= len(re.findall(rb"/Type\s*/Page[^s]", write(document, ".pdf")))


def test_it_is_released_unless_the_exact_one_is_asked_for():
    assert BRIEF.outward
    assert not STATISTICAL["dfe-return"].outward
