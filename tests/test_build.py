"""Children and spells of small lists full of contradictions, beside the second reading; no store, so many of them."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cme_data import people
from cme_data.build import build
from cme_data.children import children
from cme_data.spells import Fact, KeptOut, Listing
from tests import alternative_people
from tests.alternative_people import identity
from tests.alternative_spells import CLOSES, OPENS, Upload, is_kept_out, known, standing, stated_closing
from tests.builders import a_row, a_upn

MANY = settings(max_examples=400)

BORN = st.sampled_from([date(2015, 2, 10), date(2015, 2, 9)])
UPNS = st.sampled_from([None, a_upn(1), a_upn(2)])
NUMBERS = st.sampled_from([None, "1", "2"])
OPENINGS = st.sampled_from([date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 3)])
CLOSINGS = st.sampled_from([None, None, date(2026, 8, 20), date(2026, 9, 20)])
DAYS = st.sampled_from([date(2026, 9, 4), date(2026, 9, 11), date(2026, 9, 18)])
CHANGES: tuple[dict[str, Any], ...] = (
    {}, {}, {}, {"upn": None}, {"upn": a_upn(1)}, {"upn": a_upn(2)}, {"record_number": None}, {"record_number": "1"},
    {"record_number": "2"}, {"forename": "Bea"}, {"forename": "Ann"},
)  # fmt: skip
SOURCES = {"cme": "Business support", "ehe": "Education Welfare Service", "actions": "Business support"}


def days(day: date | None) -> int | None:
    return None if day is None else (day - date(1970, 1, 1)).days


def as_product(one: alternative_people.Identity) -> people.Identity:
    return people.Identity(one.upn, one.record, one.surname, one.forename, days(one.born))


# Whose rows are one child's.

identities = st.builds(
    alternative_people.Identity, UPNS, NUMBERS,
    st.sampled_from(["smith", "smith", "jones", None]), st.sampled_from(["ann", "ann", "bea", None]), BORN | st.none(),
)  # fmt: skip


@MANY
@given(st.lists(identities, max_size=7, unique=True))
def test_children_are_those_of_the_second_reading(rows):
    place = {as_product(row): number for number, row in enumerate(rows)}
    second = sorted(enumerate(alternative_people.children(rows)), key=lambda each: each[1])

    assert {frozenset(place[row] for row in child) for child in children(place)} == {
        frozenset(row for row, _ in of_child) for _, of_child in groupby(second, key=lambda each: each[1])
    }


# Which spells its rows make.


@st.composite
def rows(draw: st.DrawFn, register: str, who: list[dict[str, Any]]) -> dict[str, Any]:
    child = draw(st.sampled_from(who)) | draw(st.sampled_from(CHANGES))
    opened, closed = draw(OPENINGS), draw(CLOSINGS)
    row = a_row(register, **child, **{OPENS[register]: opened, CLOSES[register]: closed})
    if register == "actions":
        row |= {"action_id": draw(st.sampled_from(["1", "2"])), "status": "Completed" if closed else "Open"}
    else:
        row["borough"] = draw(
            st.sampled_from([*["Kingston upon Thames"] * 8, None])
        )  # without one it is kept out
    if register == "cme":
        row["removal_approved_on"] = draw(st.sampled_from([closed, None]))
    return row


@st.composite
def sent(draw: st.DrawFn) -> tuple[Upload, ...]:
    """A few lists of one or two sources, of two or three children who share names and numbers."""
    names = st.sampled_from(["Ann", "Ann", "Bea"])
    who = [
        {"upn": draw(UPNS), "record_number": draw(NUMBERS), "surname": "Smith", "forename": draw(names)}
        | {"date_of_birth": draw(BORN)}
        for _ in range(draw(st.integers(2, 3)))
    ]
    registers = draw(st.sampled_from([("ehe",), ("cme",), ("ehe", "cme"), ("ehe", "actions")]))
    return tuple(
        Upload(
            register := draw(st.sampled_from(registers)), SOURCES[register], draw(DAYS), number,
            draw(st.sampled_from(["snapshot", "snapshot", "additions"])),
            tuple(draw(st.lists(rows(register, who), min_size=1, max_size=3))),
        )
        for number in range(1, draw(st.integers(2, 4)) + 1)
    )  # fmt: skip


@MANY
@given(sent())
@example(())
def test_spells_are_those_of_the_second_reading(world):
    content = {
        words(upload, row): number
        for number, (upload, row) in enumerate((upload, row) for upload in world for row in upload.rows)
    }
    built = build([listing(upload, content) for upload in standing(world)], "salt").spells
    told = known(world).spells

    assert by_child(
        (spell.child, spell.register, spell.opened, spell.closed, [version.content for version in spell.versions])
        for spell in built
    ) == by_child(
        (spell.child, spell.register, days(spell.opened_on), days(spell.closed_on), [
            number for number, _ in groupby(content[spell.register, repr(row)] for _, row in spell.versions)
        ])
        for spell in told
    )  # fmt: skip


def by_child(spells: Iterable[tuple[Any, ...]]) -> list[list[str]]:
    """Each child's spells together: by which names the children go is no matter."""
    of_child: dict[Any, list[str]] = {}
    for child, *spell in spells:
        of_child.setdefault(child, []).append(str(spell))
    return sorted(sorted(each) for each in of_child.values())


def words(upload: Upload, row: dict[str, Any]) -> tuple[str, str]:
    return upload.register, repr(row)


def listing(upload: Upload, content: dict[tuple[str, str], int]) -> Listing:
    """An upload as the store hands it to what builds children and spells from it."""
    return Listing(
        upload.sequence, upload.register, upload.provider, days(upload.as_at) or 0, upload.mode == "snapshot",
        [fact(upload, row, content) for row in upload.rows if not is_kept_out(row, upload)],
        [
            KeptOut(as_product(identity(row)), days(row[OPENS[upload.register]]), (row.get("action_id"),))
            for row in upload.rows if is_kept_out(row, upload)
        ],
    )  # fmt: skip


def fact(upload: Upload, row: dict[str, Any], content: dict[tuple[str, str], int]) -> Fact:
    opened, closed = days(row[OPENS[upload.register]]), days(stated_closing(row, upload.register))
    says_closed = row.get("status") == "Completed" and upload.register == "actions"
    number = content[words(upload, row)]
    return Fact(
        number, as_product(identity(row)), opened or 0, closed, None, (row.get("action_id"),), says_closed
    )
