"""The one-page brief: the figures of a scope as the pages have them, and one page of them."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import product

import pytest

from cme_data.errors import NoUploads
from cme_data.reports import Document, write
from cme_data.reports.report import Paragraph, Table
from cme_data.reports.scope_brief import made
from cme_data.settings import shipped
from cme_data.store import Store
from tests.builders import a_row, a_store, upload
from tests.serving import copy_of_sample_store
from tests.test_pages import NEWEST, fill

NOW, KINGSTON = datetime(2026, 11, 25, 9), "Kingston upon Thames"


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    with a_store(tmp_path_factory.mktemp("made")) as store:
        fill(store)
        yield store


def brief(store: Store, as_at: date = NEWEST, **filters: tuple[str, ...]) -> Document:
    return made(store.world(), shipped(), as_at, filters, "the scope", NOW)


def table(document: Document, caption: str) -> dict[str, tuple[str, ...]]:
    blocks = [block for section in document.sections for block in section.blocks]
    (found,) = [block for block in blocks if isinstance(block, Table) and block.caption.startswith(caption)]
    return {row[0]: row[1:] for row in found.rows}


def test_it_says_what_the_pages_say(store):
    document = brief(store)

    #                                                          children joined left below not recorded
    assert table(document, "By register")["Children missing education"] == ("5", "1", "1", "2", "2")
    assert table(document, "By register")["Elective home education"][3:] == ("–", "–")  # it records no hours
    assert table(document, "By register")["Medical tuition"] == ("No upload",) * 5
    assert table(document, "On the CME register")["Missing - not located"] == ("2", "1")
    assert dict(document.strip.facts)["Last panel"] == "12 November 2026"


def test_it_keeps_to_its_scope(store):
    document = brief(store, register=("cme",), borough=(KINGSTON,))

    assert table(document, "By register").keys() == {"Children missing education"}
    assert table(document, "On the CME register")["Missing - not located"] == ("0", "0")


def test_before_the_first_panel_there_is_nothing_to_count_from(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "cme", [a_row("cme")], NEWEST)
        document = brief(store)

    assert table(document, "By register")["Children missing education"] == ("1", "–", "–", "0", "1")
    assert "No upload of the panel's actions yet." in [
        block.text
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]


def test_an_empty_store_is_refused_in_a_sentence():
    with Store.open(None) as store, pytest.raises(NoUploads, match="Nothing has been uploaded yet"):
        brief(store)


def test_it_is_one_page_whatever_the_scope(tmp_path):
    with Store.open(copy_of_sample_store(tmp_path / "store"), read_only=True) as store:
        newest = store.world().newest
        for borough, register in product(((), (KINGSTON,)), ((), ("cme",))):
            filters = {"borough": borough, "register": register}
            document = brief(store, newest, **{name: values for name, values in filters.items() if values})
            assert 1 == len(re.findall(rb"/Type\s*/Page[^s]", write(document, ".pdf"))), filters
