"""What is kept around a report of figures: its commentary, its frozen versions, what was revised, and when it is due."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import cast

import duckdb
import pytest

from cme_data.calendar import parse_period
from cme_data.disclosure import Shown
from cme_data.errors import Overtaken
from cme_data.measures import MEASURES
from cme_data.reports import Document
from cme_data.reports.behind import behind
from cme_data.reports.due import due, offered
from cme_data.reports.recognisable import warnings
from cme_data.reports.report import FigureTable
from cme_data.reports.revised import causes, others, revised
from cme_data.reports.statistical import About, Asked, address, let_out, made
from cme_data.reports.woven import parts, woven
from cme_data.settings import shipped
from cme_data.statistics import ALL, Equation, Family, Figure, Key
from cme_data.store import Store, World, tables, withdraw
from cme_data.store.commentary import CommentaryChanged, commentary, ever_written, write
from cme_data.store.edition import Edition
from cme_data.store.frozen import (
    file_names,
    freeze_edition,
    frozen_bytes,
    last_of_each,
    released_before,
    versions,
)
from tests.builders import a_row, a_store, a_upn, upload
from tests.fake_report import HALF_YEAR, key

NOW = datetime(2026, 11, 25, 9)
KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"
EDITION = Edition(HALF_YEAR.name, "2026/27-H1", (), False)
SURNAMES = ("", "Abara", "Birch", "Cole", "Dunn", "Ellis", "Frost", "Green")
FIRST, SECOND = date(2026, 11, 13), date(2026, 11, 20)


def a_child(number: int, **more: object) -> dict[str, object]:
    born = {"surname": SURNAMES[number], "forename": "Ann", "date_of_birth": date(2013, 1, number)}
    return a_row("cme", **{"sex": "Female", "added_on": date(2026, 10, 1), **born, **more})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with a_store(tmp_path) as opened:
        upload(opened, "cme", [a_child(1), a_child(2, borough=RICHMOND)], FIRST)
        yield opened


def report(store: Store, edition: Edition = EDITION, known_at: date | None = None) -> Document:
    asked = Asked(shipped(), parse_period(edition.period), edition.boroughs, NOW, {})
    return made(HALF_YEAR, store.world(known_at), asked, released=edition.released)


def freeze(store: Store, edition: Edition = EDITION, meanwhile: Callable[[], object] = dict) -> None:
    document, world = report(store, edition), store.world()
    files = {"report.pdf": b"a pdf", "report.docx": b"a docx"}
    meanwhile()
    # The uploads of these tests are committed in the summer of 2027, and so must the freezing be, a moment later.
    freeze_edition(
        store, edition, world, document.day, document.as_at, "A. Lee", datetime(2027, 7, 31, 9, 30),
        document.figures, files,
    )  # fmt: skip


# Commentary


def test_the_newest_commentary_counts_and_every_earlier_one_stays(store):
    first = write(store, EDITION, "cme", " More joined. \n", None, "A. Lee", NOW)
    second = write(store, EDITION, "cme", "Fewer left.", first.entry, "B. Shah", NOW)
    write(store, EDITION, "cme", "Fewer left.", second.entry, "C. Moore", NOW)  # nothing new: nothing is kept
    write(store, EDITION, "girls", "Of girls.", None, "A. Lee", NOW)

    assert {"cme": "Fewer left.", "girls": "Of girls."} == {
        part: one.text for part, one in commentary(store, EDITION).items()
    }
    assert [("Fewer left.", "B. Shah"), ("More joined.", "A. Lee")] == [
        (one.text, one.who) for one in ever_written(store, EDITION, "cme")
    ]
    audited = store.ask("SELECT who, detail FROM store.audit WHERE what = 'wrote commentary' ORDER BY entry")
    assert ["A. Lee", "B. Shah", "A. Lee"] == [who for who, _ in audited]
    assert "joined" not in str(audited)


def test_each_edition_has_words_of_its_own(store):
    write(store, EDITION, "cme", "Exact: 3 left.", None, "A. Lee", NOW)

    for other in (
        EDITION._replace(released=True),
        EDITION._replace(boroughs=(KINGSTON,)),
        EDITION._replace(period="2025/26-H2"),
        EDITION._replace(report="annual"),
    ):
        assert {} == commentary(store, other)


def test_of_two_who_write_at_once_nobody_loses_a_word(store):
    seen = write(store, EDITION, "cme", "As it stood.", None, "A. Lee", NOW)
    theirs = write(store, EDITION, "cme", "What B wrote.", seen.entry, "B. Shah", NOW)

    with pytest.raises(CommentaryChanged, match=r"B\. Shah saved this commentary at 09:00 on 25 November") as refused:
        write(store, EDITION, "cme", "What A wrote.", seen.entry, "A. Lee", NOW)
    with pytest.raises(CommentaryChanged):
        write(store, EDITION, "cme", "What C wrote.", None, "C. Moore", NOW)

    assert theirs == refused.value.newer == commentary(store, EDITION)["cme"]
    write(store, EDITION, "cme", "Both.", refused.value.newer.entry, "A. Lee", NOW)
    assert ["Both.", "What B wrote.", "As it stood."] == [
        one.text for one in ever_written(store, EDITION, "cme")
    ]


def test_commentary_stands_in_its_part_of_the_report_and_changes_no_figure(store):
    document = report(store)

    written = woven(document, {"girls": "Of girls."})

    assert ["", "Of girls."] == [block.text for _, block in parts(written)]
    assert document.figures == written.figures
    assert document == woven(written, {"girls": ""})


# Words that could tell who a child is


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann Abara is back at school.", ["“Ann Abara” looks like the name of a child on the registers."]),
        ("abara, ANN", ["“abara ANN” looks like the name of a child on the registers."]),
        ("We found Mary Jane O’Neil-Smith.", ["“Mary Jane O’Neil-Smith” looks like the name of a child on the registers."]),
        ("Then Ann came back.", ["“Ann” looks like a name of children on the registers."]),
        (f"{a_upn(7)[:1].lower()}{a_upn(7)[1:]}", [f"“{a_upn(7)[:1].lower()}{a_upn(7)[1:]}” looks like a UPN of a child on the registers."]),
        ("It is Z999999926123.", ["“Z999999926123” looks like a UPN."]),
        ("See rec-77.", ["“rec-77” looks like the record number of a child on the registers."]),
        ("Only 3 came back, and 4.", ["“3” and “4” look like a small number: counts from 1 to 4 are hidden in a released report."]),
        ("Two of the children left.", ["“Two” looks like a small number: counts from 1 to 4 are hidden in a released report."]),
        ("One of the schools has two sites.", []),
        ("Two home-educated children left.", ["“Two” looks like a small number: counts from 1 to 4 are hidden in a released report."]),
        ("In Kingston 12 joined by 4 November 2026, in Year 3 and Key Stage 2, within 4 weeks; 3% and 2.5 hours; 1,204 in all.", []),
        ("An annual rise, in the autumn term.", []),
    ],
)  # fmt: skip
def test_what_looks_like_a_child_or_a_small_number_is_said(store, text, found):
    mary = {"surname": "O'Neil-Smith", "forename": "Mary Jane", "upn": a_upn(7), "record_number": "REC-77"}
    upload(store, "cme", [a_child(3, **mary)], SECOND, "additions")

    assert found == warnings(store.world(), shipped(), text)


def test_small_is_what_the_settings_say(store):
    local = replace(shipped(), disclosure=replace(shipped().disclosure, suppress_up_to=9))

    assert warnings(store.world(), local, "Only 7 came back, and eight pupils left.")
    assert [] == warnings(store.world(), shipped(), "Only 7 came back, and eight pupils left.")


# Frozen versions


def test_a_frozen_version_keeps_its_figures_and_every_file(store):
    freeze(store)
    freeze(store, EDITION._replace(released=False, boroughs=(KINGSTON,)))

    (one,) = versions(store, EDITION)
    assert report(store).figures == one.figures
    assert ("A. Lee", FIRST, FIRST, 1) == (one.who, one.as_at, one.known_at, one.newest)
    assert ["report.pdf", "report.docx"] == file_names(store, one.entry)
    assert b"a pdf" == frozen_bytes(store, one.entry, "report.pdf") == frozen_bytes(store, one.entry)
    assert b"a docx" == frozen_bytes(store, one.entry, "report.docx")
    assert [(KINGSTON,), ()] == [last.edition.boroughs for last in last_of_each(store)]
    assert [] == versions(store, EDITION._replace(released=True))


def test_of_several_versions_the_newest_comes_first(store):
    freeze(store)
    upload(store, "cme", [a_child(1)], SECOND)
    freeze(store)

    assert [2, 1] == [one.newest for one in versions(store, EDITION)]
    (last,) = last_of_each(store)
    assert (EDITION, "A. Lee", SECOND, 2) == (last.edition, last.who, last.as_at, last.newest)


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda store: upload(store, "ehe", [a_row("ehe")], FIRST),
        lambda store: withdraw(store, "U00001", "The wrong file", "B. Shah", NOW),
    ],
)
def test_what_was_overtaken_while_its_files_were_written_is_not_kept(store, meanwhile):
    with pytest.raises(Overtaken):
        freeze(store, meanwhile=lambda: meanwhile(store))

    assert [] == versions(store, EDITION)


def test_nothing_is_revised_while_nothing_was_sent(store):
    freeze(store)
    (one,) = versions(store, EDITION)

    assert ([], 0, {}) == (revised(one, report(store)), others(one, report(store)), causes(one, store.uploads()))


def test_what_was_revised_is_said_in_the_words_of_its_table_with_what_was_sent_since(store):
    freeze(store)
    (one,) = versions(store, EDITION)
    upload(store, "cme", [a_child(1), a_child(2, borough=RICHMOND), a_child(3)], SECOND)
    upload(store, "ehe", [a_row("ehe")], SECOND)

    found = revised(one, report(store))

    assert [
        ("The CME register", "The CME register: Joined, 2026/27-H1", "2", "3", "cme"),
        ("The CME register", "The CME register: At the end, 2026/27-H1", "2", "3", "cme"),
    ] == [(each.section, each.figure, each.then, each.now, each.register) for each in found[:2]]
    assert ["Girls on the register"] * 2 == [each.section for each in found[2:]]
    assert 4 == others(one, report(store))  # Kingston's two of all and of girls
    happened = causes(one, store.uploads())
    assert ["cme", "ehe"] == list(happened)
    assert "Sent since" in happened["cme"][0]
    assert "as at 20 November 2026" in happened["cme"][0]


def test_late_lists_and_withdrawals_are_told_apart(store):
    freeze(store)
    (one,) = versions(store, EDITION)
    upload(store, "cme", [a_child(1)], FIRST)
    withdraw(store, "U00001", "The wrong file", "B. Shah", datetime(2027, 7, 31, 10))

    sent, withdrawn = causes(one, store.uploads())["cme"]

    assert sent.endswith("Sent late or again")
    assert "U00001" in withdrawn
    assert withdrawn.endswith("was withdrawn by B. Shah: The wrong file")


def test_a_report_made_from_what_was_known_then_says_the_same(store):
    freeze(store)
    (one,) = versions(store, EDITION)
    upload(store, "cme", [a_child(1, sex="Male"), a_child(4)], SECOND)

    assert one.figures != report(store).figures
    assert one.figures == report(store, known_at=one.known_at).figures


def test_a_hidden_figure_is_revised_without_being_told(store, monkeypatch):
    edition = EDITION._replace(released=True)
    freeze(store, edition)
    (one,) = versions(store, edition)
    more = [a_child(number) for number in range(3, 8)]
    upload(store, "cme", [a_child(1), a_child(2, borough=RICHMOND), *more], SECOND)

    found = revised(one, report(store, edition))

    assert ("No figure shown", "7") == (found[0].then, found[0].now)


def test_a_pack_handed_out_before_editions_were_kept_is_no_edition():
    before = (Path(tables.__file__).parent / "frozen.sql").read_text()
    since = (Path(tables.__file__).parent / "reports.sql").read_text()
    with duckdb.connect() as root:
        root.execute("ATTACH ':memory:' AS store")
        root.execute(before)
        root.execute(
            "INSERT INTO store.frozen VALUES (1, 'panel-pack', '2026-11-26', '', '2026-11-20', 'A. Lee',"
            " '2026-11-25 09:00', 'pack.pdf', '{}', 'a pdf')"
        )
        root.execute(since)

        kept = root.execute("SELECT file_name, period, released, newest FROM store.frozen").fetchall()

    assert [("pack.pdf", None, False, None)] == kept


# When a report is due


def test_a_half_year_is_due_from_the_day_after_it():
    ended, lasts = sorted(due([HALF_YEAR], shipped(), NOW.date()), key=lambda one: one.period)

    assert ("2025/26-H2", "Due since 1 September 2026") == (ended.period.label, ended.told(NOW.date()))
    assert ("2026/27-H1", "Due from 1 March 2027") == (lasts.period.label, lasts.told(NOW.date()))
    assert 6 == len(offered(HALF_YEAR, shipped(), NOW.date()))


def test_the_return_is_due_from_the_day_after_its_census():
    returned = replace(HALF_YEAR, name="dfe-return", every="term")
    autumn, summer, *_ = offered(returned, shipped(), NOW.date())
    census = {one.term: one.day for one in shipped().census}

    assert autumn.is_due(NOW.date())
    assert census["2026/27-autumn"] < autumn.due_from < autumn.period.end
    assert summer.due_from > census["2025/26-summer"]
    unset = replace(shipped(), census=())
    assert "The settings do not say its census day" == offered(returned, unset, NOW.date())[0].told(NOW.date())


# The lists behind figures


def test_every_count_of_the_register_opens_a_list_as_long_as_it_is(store):
    upload(store, "cme", [a_child(1), a_child(3, sex="Male", borough=RICHMOND)], SECOND)
    document, world = report(store), store.world()
    asked = 0
    for block in (block for section in document.sections for block in section.blocks):
        for row in block.rows if isinstance(block, FigureTable) else ():
            for figure, one in zip(row.figures, row.keys, strict=True):
                if one.period == EDITION.period:
                    found = behind(one, document.as_at, shipped())
                    listed = MEASURES[found.measure].list(world, found.question, found.figure)
                    assert figure.value == len(listed), one
                    asked += 1
    assert 8 == asked


@pytest.mark.parametrize(
    "unknown",
    [
        Key("something else", "2026/27-H1", "cme", ALL),
        Key("Joined", "2026/27-H1", "cme", ALL, "Shoe size", "Large"),
        Key("Joined", "2026/27-H1", "cme", ALL, "Sex", "Something else"),
    ],
)
def test_a_figure_that_no_measure_says_has_no_list(unknown):
    assert behind(unknown, SECOND, shipped()) is None


def test_a_list_speaks_of_the_borough_and_the_group_of_its_figure():
    found = behind(key("Joined", "2026/27-H1", RICHMOND, "Female"), SECOND, shipped())

    assert {"register": ("cme",), "borough": (RICHMOND,), "sex": ("Female",)} == found.question.filters
    assert (date(2026, 9, 1), SECOND) == found.question.period


# Figures for outside that were released before


def a_family(*more_boys: int) -> Family:
    """Two periods that share a register: girls and boys of each, and together."""
    figures: dict[Key, Figure] = {}
    equations = []
    for place, boys in enumerate(more_boys):
        parts = [key("Joined", f"202{place}/2{place + 1}", ALL, group) for group in ("Female", "Male")]
        total = key("Joined", f"202{place}/2{place + 1}")
        figures |= {parts[0]: Figure(12), parts[1]: Figure(boys), total: Figure(12 + boys)}
        equations.append(Equation(total, tuple(parts)))
    return Family(figures, tuple(equations))


def let_out_after(family: Family, already: Mapping[str, float]) -> Shown:
    of_tests = replace(HALF_YEAR, gather=lambda world, asked: (family, About(SECOND, ())))
    asked = Asked(shipped(), parse_period("2026/27-H1"), (), NOW, {})
    return let_out(of_tests, cast(World, None), asked, released=True, already=already)[1]


def test_a_figure_released_for_an_earlier_period_stays_released_and_covers_nothing(store):
    girls, boys, together = (key("Joined", "2020/21", ALL, group) for group in ("Female", "Male", "Total"))
    first = let_out_after(a_family(20), {})
    shown = {address(one): figure.value for one, figure in first.family.figures.items()}
    assert {12, 20, 32} == set(shown.values())
    freeze_edition(
        store, EDITION._replace(released=True), store.world(), SECOND, SECOND, "A. Lee", datetime(2027, 7, 31, 9, 30),
        {**shown, "hidden": None}, {"report.pdf": b"a pdf"},
    )  # fmt: skip
    assert shown == released_before(store)

    # The next report has the year before too, as now known: of the boys there were only 3.
    again = let_out_after(a_family(3, 20), released_before(store))

    assert [12, None, None] == [again.figure(one).value for one in (girls, boys, together)]
    assert not again.hidden.warning
    assert 12 not in [let_out_after(a_family(3, 20), {}).figure(girls).value]


def test_what_an_earlier_release_gives_away_is_told_to_the_officer():
    both = (key("Joined", "2021/22"), key("Joined", "2021/22", ALL, "Female"))

    shown = let_out_after(a_family(20, 3), {address(one): value for one, value in zip(both, (15, 12), strict=True)})

    assert "can be worked out with what was released earlier: Joined, 2021/22" in shown.hidden.warning
    assert 12 == shown.figure(both[1]).value
