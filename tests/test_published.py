"""The DfE's published figures: every line read, symbols kept, compared by codes, and never added over terms."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from cme_data import published
from cme_data.published import (
    CME_CENSUS,
    EHE_CENSUS,
    EHE_YEAR,
    ENGLAND,
    LONDON,
    NOTHING,
    OUTER,
    Cell,
    NotPublished,
    cells,
    compare,
    figures,
)
from cme_data.settings import shipped
from cme_data.store import Store
from cme_data.store.published import published_files
from tests.builders import a_row, upload
from tests.published_files import (
    ANNUAL,
    AREAS,
    CME_ENGLAND,
    CURRENT,
    PLACE,
    current,
    line,
    previous,
    sample,
    written,
)
from tests.serving import command

KINGSTON, RICHMOND, HULL = "E09000021", "E09000027", "E06000010"
NOW = datetime(2026, 11, 25, 9)
AUTUMN = "2025/26-autumn"


@pytest.fixture
def store():
    with Store.open(None) as store:
        yield store


def load(store: Store, data: bytes, name: str = "file.csv", now: datetime = NOW) -> published.Loaded:
    return published.load(store, published.read(data, name), "A. Lee", now)


def number(store: Store, publication, period: str, code: str, *what: str) -> Cell:
    """The count published of one area; fails where there is not exactly one."""
    topic, breakdown = what or publication.headline
    rows = figures(store.world(), publication, periods=[period], codes=[code], topics=[topic])
    (found,) = [row.number for row in rows if row.breakdown == breakdown]
    return found


def kept(store: Store) -> list[tuple]:
    return store.ask("SELECT * FROM store.published ORDER BY ALL")


# One cell (R8, R9)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("low", Cell(None, "low")),
        ("x", Cell(None, "x")),
        ("z", Cell(None, "z")),
        ("c", Cell(None, "c")),
        ("k", Cell(None, "k")),
        ("u", Cell(None, "u")),
        ("<0.5", Cell(None, "<0.5")),
        ("130.0000000000000", Cell(130.0)),
        ("0.4000000", Cell(0.4)),
        ("0", Cell(0.0)),
        (" 70 ", Cell(70.0)),
        ("", None),
        ("34,700", None),
        ("-10", None),
        ("nan", None),
        ("1e3", None),
        ("?", None),
    ],
)
def test_a_cell_is_a_number_or_a_symbol_or_refused(text, cell):
    assert cell == cells.read(text)


@given(st.text(max_size=12) | st.sampled_from(["low", "LOW", "0", "0.0", "x", "<0.5"]))
def test_nothing_but_a_zero_is_ever_zero(text):
    cell = cells.read(text)

    assert cell is None or cell.value != 0 or float(text) == 0
    assert cell is None or (cell.value is None) == bool(cell.symbol)


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, 0), (1, "low"), (4, "low"), (5, 10), (14, 10), (15, 20), (25, 30), (34, 30), (95, 100), (430, 430)],
)
def test_the_dfe_rounds_an_authority_to_ten_and_five_up(count, said):
    cell = published.rounded(count)

    assert said == (cell.symbol or cell.value)


# Whole files


def test_every_cell_of_the_annual_file_is_kept_as_it_stands(store):
    load(store, sample(ANNUAL))
    lines = list(csv.DictReader(io.StringIO(sample(ANNUAL).decode("utf-8-sig"))))
    wide = published.read(sample(ANNUAL), ANNUAL)
    rows = figures(store.world(), EHE_YEAR)

    assert 655 == len(lines)
    assert 655 * 18 == len(wide.rows) == len(rows)
    assert {"low": 4028, "x": 1561} == dict(wide.symbols)
    said = {(row.period, row.level, row.code, row.breakdown): row for row in rows}
    columns = {"Home educated at any time": "ehe_anytime_full_year", "Left otherwise": "ehe_leave",
               "Section 437(1) notices": "ehe_section_437_full_year", "Academy": "ehe_schtype_acad",
               "School attendance orders revoked": "ehe_sao_revoked_full_year"}  # fmt: skip
    for each in lines:
        year = f"{each['time_period'][:4]}/{each['time_period'][4:]}"
        code = each["new_la_code"] or each["region_code"] or each["country_code"]
        for breakdown, column in columns.items():
            cell = said[year, each["geographic_level"], code, breakdown].number
            assert each[column] == (cell.symbol or f"{cell.value:.0f}"), (each["la_name"], column)
        share = said[year, each["geographic_level"], code, "Academy"].percent
        assert each["ehe_schtype_acad_pc"] == (share.symbol or f"{share.value:.0f}")


def test_every_line_of_the_current_layout_is_kept_as_it_stands(store):
    load(store, sample(CME_ENGLAND))
    rows = figures(store.world(), CME_CENSUS)

    assert 45 == len(rows)
    lines = csv.DictReader(io.StringIO(sample(CME_ENGLAND).decode()))
    for each, row in zip(lines, rows, strict=True):
        assert (each["breakdown_topic"], each["breakdown"], ENGLAND) == (row.topic, row.breakdown, row.code)
        assert (each["child_count"], each["child_percent"]) == tuple(
            cell.symbol or f"{cell.value:.0f}" for cell in (row.number, row.percent)
        )
        assert each["rate_per_100"] == (row.rate.symbol or f"{row.rate.value:.7f}")


def test_the_previous_layout_gives_the_same_figures_under_other_headings(store):
    load(store, previous())

    assert Cell(70.0) == number(store, CME_CENSUS, "2023/24-autumn", KINGSTON)
    assert Cell(39200.0) == number(store, CME_CENSUS, "2024/25-autumn", ENGLAND)
    # Symbols of every kind, and the older word for a sex that is not known.
    duration = number(store, CME_CENSUS, "2024/25-summer", RICHMOND, "Duration", "Over 52 weeks")
    (sex,) = figures(store.world(), CME_CENSUS, periods=["2024/25-summer"], codes=[RICHMOND], topics=["Sex"])
    assert (Cell(None, "x"), "Unknown") == (duration, sex.breakdown)
    assert (Cell(None, "z"), Cell(None, "<0.5")) == (sex.number, sex.percent)


def test_low_is_no_nought(store):
    # Another dashboard made Kingston's autumn 2022 a 0.
    load(store, previous())

    assert Cell(None, "low") == number(store, CME_CENSUS, "2022/23-autumn", KINGSTON)
    assert [(None, "low")] == store.ask(
        "SELECT number, number_symbol FROM store.published WHERE period = '2022/23-autumn' AND code = $1 AND topic = 'Total'",
        [KINGSTON],
    )


def test_another_kingston_with_a_comma_in_its_name_is_another(store):
    load(store, current())
    ours = figures(store.world(), CME_CENSUS, codes=[KINGSTON, "314"], topics=["Total"])

    assert [("Kingston upon Thames", Cell(30.0))] == [(row.name, row.number) for row in ours]
    (hull,) = figures(store.world(), CME_CENSUS, codes=[HULL])
    assert ("Kingston upon Hull, City of", Cell(130.0)) == (hull.name, hull.number)


def test_a_file_saved_with_a_byte_order_mark_and_other_line_ends_reads_the_same():
    plain, marked = current(), b"\xef\xbb\xbf" + current().replace(b"\n", b"\r\n")

    assert published.read(plain, "a.csv").rows == published.read(marked, "b.csv").rows


def test_an_area_of_an_unknown_level_is_kept(store):
    odd = line("202526", "Autumn", "Richmond", "Total", "Total", "10", "100", "0.1")
    odd[2] = "Local skills partnership"
    release = published.read(current() + written([odd]), "odd.csv")
    published.load(store, release, "A. Lee", NOW)

    assert 1 == release.areas["Local skills partnership"]
    rows = figures(store.world(), CME_CENSUS, codes=[RICHMOND], topics=["Total"])
    assert [("Local authority", 30), ("Local skills partnership", 10)] == [
        (r.level, r.number.value) for r in rows
    ]
    # It is no authority's figure: the comparison does not take it for Richmond's.
    (compared,) = compare(store.world(), shipped(), CME_CENSUS, AUTUMN).lines
    assert Cell(30.0) == compared.sides[RICHMOND].number


def test_a_column_that_nothing_reads_is_named():
    rows = [[*row, "?"] for row in csv.reader(io.StringIO(current().decode()))]
    rows[0][-1] = "Revised"

    assert ("revised",) == published.read(written(rows), "more.csv").not_read


# Files that are refused

_HEAD = PLACE + CURRENT
_DURATION = line("202526", "Autumn", "England", "Duration", "Unknown", "10", "1", "x")


def changed(**values: str) -> list[str]:
    cells = dict(zip(_HEAD, _DURATION, strict=True)) | values
    return list(cells.values())


REFUSED = {
    "another publication": (
        b"time_period,time_identifier,geographic_level,enrolments,sess_overall\n202425,Autumn term,National,1,2\n",
        "is none of the DfE's files",
    ),
    "a register": (b"Surname,Forename\nSmith,Ann\n", "is none of the DfE's files"),
    "no file at all": (b"", "is none of the DfE's files"),
    "a workbook": (b"PK\x03\x04\x14\x00\x06\x00", "is none of the DfE's files"),
    "a column short": (
        written([_HEAD[:-2], _DURATION[:-2]]),
        "looks like the layout since autumn 2025/26 of the DfE, but has no column child_percent, rate_per_100.",
    ),
    "headings alone": (written([_HEAD]), "has its headings and no line under them."),
    "a cell that is no number": (
        written([_HEAD, changed(), changed(breakdown="2 to 4 weeks", child_count="about 30")]),
        "line 3, column child_count: “about 30” stands there, where a number or one of low, k, <0.5, x, z, c, u is expected.",
    ),
    "a blank": (written([_HEAD, changed(child_percent="")]), "line 2, column child_percent: nothing stands there"),
    "a year that is none": (
        written([_HEAD, changed(time_period="202527")]),
        "line 2: “202527” and “Autumn term” stand in time_period and time_identifier",
    ),
    "a term that is none": (written([_HEAD, changed(time_identifier="Week 12")]), "“202526” and “Week 12” stand"),
    "one figure twice": (
        written([_HEAD, changed(), changed(child_count="20")]),
        "lines 2 and 3: both give Duration, Unknown, for England in 2025/26-autumn.",
    ),
    "neither publication": (
        written([_HEAD, changed(breakdown_topic="Total", breakdown="Total")]),
        "may be about children missing education or about elective home education: it has no reason",
    ),
    "both publications": (
        written([_HEAD, changed(), changed(breakdown_topic="Reason", breakdown="Lifestyle")]),
        "it has breakdowns of both.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "says"), REFUSED.values(), ids=REFUSED)
def test_a_file_of_another_kind_is_one_sentence_and_nothing_changes(store, data, says):
    load(store, current())
    before = kept(store), published_files(store), store.fingerprint

    with pytest.raises(NotPublished) as refused:
        load(store, data, "mine.csv")

    said = str(refused.value)
    assert said.startswith("mine.csv")
    assert says in said
    assert "Nothing was loaded" in said
    assert before == (kept(store), published_files(store), store.fingerprint)


# Loading again


def test_the_same_bytes_again_change_nothing_and_say_so(store):
    load(store, current(), "cme.csv")
    before = kept(store), store.fingerprint

    again = load(store, current(), "cme (1).csv", datetime(2026, 11, 26, 9))
    assert not again.new
    assert (
        "cme (1).csv is loaded already, by A. Lee on 25 November 2026 as cme.csv: nothing was changed."
        == again.says
    )
    assert before == (kept(store), store.fingerprint)


def test_a_newer_release_takes_the_place_of_the_older_and_both_files_stay_known(store):
    load(store, previous(), "2025.csv")
    revised = (
        published.read(current(), "x").rows[0]._replace(period="2024/25-autumn", number=39300.0, code=ENGLAND)
    )
    newer = written([
        PLACE + CURRENT,
        line("202425", "Autumn", "England", "Total", "Total", str(int(revised.number)), "100", "0.5"),
        *list(csv.reader(io.StringIO(current().decode())))[1:],
    ])  # fmt: skip
    load(store, newer, "2026.csv", datetime(2026, 11, 26, 9))

    assert Cell(39300.0) == number(store, CME_CENSUS, "2024/25-autumn", ENGLAND)  # revised
    assert Cell(30.0) == number(store, CME_CENSUS, "2024/25-autumn", KINGSTON)  # still the older file's
    told = [(f.file_name, f.newest, f.who, f.rows, f.standing) for f in published_files(store)]
    assert [
        ("2026.csv", AUTUMN, "A. Lee", 47, 47),
        ("2025.csv", "2024/25-summer", "A. Lee", 70, 69),
    ] == told


def test_an_older_release_loaded_late_stands_back(store):
    newer = written([
        PLACE + CURRENT,
        line("202425", "Autumn", "England", "Total", "Total", "39300", "100", "0.5"),
        *list(csv.reader(io.StringIO(current().decode())))[1:],
    ])  # fmt: skip
    load(store, newer, "2026.csv")
    late = load(store, previous(), "2025.csv", datetime(2026, 11, 26, 9))

    assert Cell(39300.0) == number(store, CME_CENSUS, "2024/25-autumn", ENGLAND)
    assert Cell(70.0) == number(store, CME_CENSUS, "2023/24-autumn", KINGSTON)
    assert "1 of them stand back" in late.says


def test_a_file_of_totals_alone_leaves_the_breakdowns_of_the_same_term(store):
    load(store, current(), "whole.csv")
    reason = line(
        "202526", "Autumn", "Hull", "Reason", "Not recorded", "10", "8", "x"
    )  # tells which publication
    total = line("202526", "Autumn", "Kingston", "Total", "Total", "40", "100", "0.1")
    load(store, written([PLACE + CURRENT, total, reason]), "part.csv")

    assert Cell(40.0) == number(store, CME_CENSUS, AUTUMN, KINGSTON)
    assert Cell(20.0) == number(store, CME_CENSUS, AUTUMN, KINGSTON, "Sex", "Female")


def test_one_publication_never_takes_the_place_of_another(store):
    load(store, current(), "cme.csv")
    home = [
        line("202526", "Autumn", "England", "Total", "Total", "126000", "100", "1.5"),
        line("202526", "Autumn", "England", "Reason", "Lifestyle", "x", "9", "x"),
    ]
    load(store, written([PLACE + CURRENT, *home]), "ehe.csv")

    assert Cell(34700.0) == number(store, CME_CENSUS, AUTUMN, ENGLAND)
    assert Cell(126000.0) == number(store, EHE_CENSUS, AUTUMN, ENGLAND)


def test_a_load_is_written_down_and_makes_answers_anew(store):
    before = store.fingerprint, store.world().fingerprint
    load(store, current(), "cme.csv")

    assert [("A. Lee", "loaded published figures", "cme.csv, 46 rows")] == store.ask(
        "SELECT who, what, detail FROM store.audit WHERE what LIKE 'loaded%'"
    )
    assert before[0] != store.fingerprint
    assert before[1] != store.world().fingerprint


# Side by side

# Any time, starts, returns, left, notices, orders issued, orders revoked (domain.md 2.5).
YEARS = """
2021/22 Kingston  310 80 20 10 0 0 0
2021/22 Richmond  260 90 20 10 low 0 0
2021/22 England   116300 44400 19700 4100 3800 1300 300
2022/23 Kingston  320 70 30 10 10 low low
2022/23 Richmond  260 60 30 10 low low 0
2022/23 England   126100 53200 19800 4300 3900 1100 200
2023/24 Kingston  340 180 40 20 low 0 0
2023/24 Richmond  290 130 40 10 10 0 low
2023/24 England   153300 71500 21500 5000 7000 2100 400
2024/25 Kingston  430 120 60 30 10 low 0
2024/25 Richmond  280 90 50 10 10 low 0
2024/25 Outer     12340 4910 1960 610 350 80 20
2024/25 England   175900 78000 28100 5400 7400 2500 600
"""
CODES = {"Kingston": KINGSTON, "Richmond": RICHMOND, "Outer": OUTER, "England": ENGLAND}


@pytest.mark.parametrize("told", YEARS.strip().splitlines())
def test_home_education_over_a_year_is_as_published(store, told):
    year, area, *numbers = told.split()
    load(store, sample(ANNUAL))
    compared = compare(store.world(), shipped(), EHE_YEAR, year)

    sides = [line.sides[CODES[area]].number for line in compared.lines]
    assert numbers == [cell.symbol or f"{cell.value:.0f}" for cell in sides]


def test_boroughs_outer_london_and_england_stand_side_by_side_as_published(store):
    load(store, current())
    compared = compare(store.world(), shipped(), CME_CENSUS, AUTUMN)

    assert [
        "Kingston upon Thames",
        "Richmond upon Thames",
        "Outer London",
        "London (Inner and Outer added)",
        "England",
    ] == [area.name for area in compared.areas]
    (total,) = compared.lines
    told = {
        area.name: (total.sides[area.code].number.value, total.sides[area.code].rate.value)
        for area in compared.areas
    }
    assert {
        "Kingston upon Thames": (30, 0.1), "Richmond upon Thames": (30, 0.1), "Outer London": (2210, 0.3),
        "London (Inner and Outer added)": (4290, None), "England": (34700, 0.4),
    } == told  # fmt: skip
    reasons = compare(store.world(), shipped(), CME_CENSUS, AUTUMN, "Reason")
    waiting = next(each for each in reasons.lines if each.breakdown == "School application awaiting outcome")
    assert (Cell(None, "low"), Cell(6.0)) == (waiting.sides[KINGSTON].number, waiting.sides[KINGSTON].percent)


def test_london_is_no_sum_where_one_half_is_no_number(store):
    load(store, current())
    sexes = compare(store.world(), shipped(), CME_CENSUS, AUTUMN, "Sex")

    assert {NOTHING} == {
        line.sides[LONDON].number for line in sexes.lines
    }  # Inner London has no line for them


def test_a_years_change_is_told_from_autumn_to_autumn_only(store):
    load(store, previous(), "2025.csv")
    load(store, current(), "2026.csv")
    world = store.world()

    (autumn,) = compare(world, shipped(), CME_CENSUS, AUTUMN).lines
    assert (0, 10, -4500) == tuple(autumn.sides[code].change for code in (KINGSTON, RICHMOND, ENGLAND))
    assert None is autumn.sides[OUTER].change  # not in the older file
    spring = compare(world, shipped(), CME_CENSUS, "2024/25-spring")
    assert ("", NOTHING) == (spring.before, spring.lines[0].sides[ENGLAND].before)
    # From low to 70 there is no change that can be told.
    (first,) = compare(world, shipped(), CME_CENSUS, "2023/24-autumn").lines
    assert (Cell(None, "low"), None) == (first.sides[KINGSTON].before, first.sides[KINGSTON].change)


def test_the_notes_say_how_it_is_rounded_and_that_nothing_adds_up(store):
    load(store, current())
    notes = " ".join(compare(store.world(), shipped(), CME_CENSUS, AUTUMN).notes)

    assert "Rounded by the DfE: authorities and regions to 10, England to 100." in notes
    assert "authorities are not expected to add up to England" in notes
    assert "terms are never added up or averaged" in notes


def test_the_course_over_terms_leaves_what_is_no_number_blank(store):
    load(store, previous(), "2025.csv")
    load(store, current(), "2026.csv")
    labels, sides = published.course(store.world(), shipped(), CME_CENSUS)

    # The files of this test have no summer terms but the last: they stand there all the same, as gaps.
    assert ("2022/23-autumn", "2022/23-spring", "2022/23-summer", "2023/24-autumn") == labels[:4]
    rates = [side.rate.value for side in sides[KINGSTON]]
    assert [None, None, None, 0.3, 0.2, None, 0.1, 0.1, 0.2, 0.1] == rates
    assert [None] * 9 + [4290] == [side.number.value for side in sides[LONDON]]
    assert ((), ()) == (
        published.course(store.world(), shipped(), EHE_CENSUS)[0],
        published.course(store.world(), shipped(), EHE_CENSUS)[1][KINGSTON],
    )


@tried(max_examples=20)
@given(st.permutations(range(4)))
def test_the_order_of_the_lines_changes_no_comparison(order):
    lines = list(csv.reader(io.StringIO(current().decode())))
    body = lines[1:]
    shuffled = [body[place] for quarter in order for place in range(quarter, len(body), 4)]
    told = []
    for rows in (body, shuffled):
        with Store.open(None) as store:
            load(store, written([lines[0], *rows]))
            sexes = compare(store.world(), shipped(), CME_CENSUS, AUTUMN, "Sex").lines
            told.append({line.breakdown: line.sides for line in sexes})

    assert told[0] == told[1]


# Our own beside it


def test_our_own_figure_of_the_census_day_stands_beside_the_rounded_one(store):
    load(store, current())
    census = date(2025, 10, 2)
    missing = {"category": "Missing - not located", "provision": "None", "on_roll": "No"}
    rows = [
        a_row(
            "cme",
            surname=f"Child{chr(97 + place)}",
            added_on=date(2025, 9, 8),
            date_of_birth=date(2014, 5, 5),
            **missing,
        )
        for place in range(3)
    ]
    upload(store, "cme", rows, census)
    assert {} == published.own(store.world(), shipped(), CME_CENSUS, AUTUMN)  # no list of home education yet
    upload(store, "ehe", [a_row("ehe", started_on=date(2025, 9, 1), borough="Richmond upon Thames")], census)

    assert {KINGSTON: 3, RICHMOND: 0} == published.own(store.world(), shipped(), CME_CENSUS, AUTUMN)
    assert {} == published.own(store.world(), shipped(), CME_CENSUS, "2019/20-autumn")  # no census day is set
    assert {} == published.own(store.world(), shipped(), EHE_YEAR, "2024/25")


@pytest.mark.parametrize(
    ("own", "cell", "said"),
    [
        (34, Cell(30.0), "34 by our own registers; published as 30, rounded by the DfE to 10, which agrees."),
        (3, Cell(None, "low"), "3 by our own registers; published as low, rounded by the DfE to 10, which agrees."),
        (0, Cell(None, "low"), "0 by our own registers; published as low, rounded by the DfE to 10, which differs: ours would be published as 0."),
        (3, Cell(0.0), "3 by our own registers; published as 0, rounded by the DfE to 10, which differs: ours would be published as low."),
        (45, Cell(40.0), "45 by our own registers; published as 40, rounded by the DfE to 10, which differs: ours would be published as 50."),
        (45, Cell(None, "x"), "45 by our own registers; published as x."),
        (45, NOTHING, "45 by our own registers; no published figure is loaded."),
    ],
)  # fmt: skip
def test_our_own_figure_is_compared_as_the_dfe_would_round_it(own, cell, said):
    assert said == published.beside_our_own(own, cell)


# The command line


def test_the_command_loads_a_file_once_and_refuses_another(tmp_path: Path):
    (tmp_path / "cme.csv").write_bytes(current())
    (tmp_path / "mine.csv").write_bytes(b"Surname,Forename\nSmith,Ann\n")
    asked = ("published", str(tmp_path / "cme.csv"), "--who", "A. Lee", "--json")
    first, again = (json.loads(command(*asked, data_dir=tmp_path / "store").stdout) for _ in range(2))

    assert ("cme_census", True, 46, 46, [AUTUMN]) == tuple(
        first[name] for name in ("publication", "loaded", "rows", "standing", "periods")
    )
    assert (False, "is loaded already, by A. Lee") == (
        again["loaded"],
        again["says"][8 : 8 + len("is loaded already, by A. Lee")],
    )
    refused = command("published", str(tmp_path / "mine.csv"), data_dir=tmp_path / "store")
    assert (1, "") == (refused.returncode, refused.stdout)
    assert refused.stderr.startswith("mine.csv is none of the DfE's files")


def test_the_areas_of_the_tests_are_the_settings_own():
    assert {"E09000021": "314", "E09000027": "318"} == {b.gss_code: b.old_code for b in shipped().boroughs}
    assert ("314", "E09000021") == tuple(AREAS["Kingston"][5:7])
