"""The made-up authority: the same every time, believable, and readable without an error."""

import csv
import datetime as dt
import hashlib
from collections import Counter
from pathlib import Path

import pytest
from stdnum.gb import upn as stdnum_upn

from cme_data.ingest import examine
from cme_data.sample import History, authority, history_files, settings_toml, write
from cme_data.sample.authority import Authority
from cme_data.sample.generic import invent
from cme_data.sample.history import Row
from cme_data.sample.outfits import workbooks
from cme_data.settings import load
from cme_data.workbook.headings import recognise
from cme_data.workbook.read import read
from cme_data.workbook.rows import typed_rows
from schemas import CHILD_REGISTERS, REGISTERS
from schemas.register import Column, Register

pytestmark = pytest.mark.xdist_group("sample")

FOLDER = Path(__file__).resolve().parent.parent / "sample_data"
NEWEST = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def history() -> History:
    return authority()


@pytest.fixture(scope="module")
def small() -> History:
    return authority(children=150, years=1)


def is_open(register: str, row: Row, day: dt.date) -> bool:
    closing = row.get(REGISTERS[register].closes or "")
    if register == "cme":
        approved = row.get("removal_approved_on")
        closing = max(closing, approved) if closing and approved else None
    return not (closing and closing <= day)


def newest(history: History, register: str) -> list[Row]:
    return [row for upload in history.newest() if upload.register == register for row in upload.rows]


def open_now(history: History, register: str) -> list[Row]:
    return [row for row in newest(history, register) if is_open(register, row, NEWEST)]


def named(row: Row) -> tuple[object, ...]:
    return row["surname"], row["forename"], row["date_of_birth"]


def test_the_same_seed_makes_the_same_bytes(small):
    again = authority(children=150, years=1)

    assert [hashlib.sha256(file.data).digest() for file in history_files(small)] == [
        hashlib.sha256(file.data).digest() for file in history_files(again)
    ]


def test_another_seed_makes_another_authority(small):
    other = authority(seed=7, children=150, years=1)

    assert not {named(row) for row in newest(small, "ehe")} & {named(row) for row in newest(other, "ehe")}


@pytest.mark.parametrize(
    ("register", "about"),
    [("cme", 180), ("ehe", 650), ("medical_tuition", 60), ("pru", 70), ("virtual_school", 300)],
)
def test_each_register_has_its_size_at_the_end(history, register, about):
    assert len(open_now(history, register)) == pytest.approx(about, rel=0.05)


@pytest.mark.parametrize(
    ("category", "share"),
    [
        ("At risk", 0.45),
        ("Missing - located", 0.15),
        ("Missing - not located", 0.06),
        ("Not receiving suitable education", 0.34),
    ],
)
def test_the_policys_categories_have_their_shares(history, category, share):
    rows = open_now(history, "cme")

    assert sum(row["category"] == category for row in rows) / len(rows) == pytest.approx(share, abs=0.04)


def test_two_services_teach_the_ill(history):
    by_provider = Counter(row["data_provider"] for row in open_now(history, "medical_tuition"))

    assert by_provider["Education Inclusion Support Service"] == pytest.approx(22, abs=3)
    assert by_provider["Malden Oaks"] == pytest.approx(38, abs=3)


def test_about_thirty_actions_are_overdue(history):
    overdue = [
        row for row in newest(history, "actions") if row["status"] == "Open" and row["due_on"] < NEWEST
    ]

    assert 20 <= len(overdue) <= 40


def test_twelve_to_twenty_actions_are_agreed_at_every_meeting(history):
    agreed = {
        row["action_id"]: row["agreed_on"]
        for u in history.uploads
        if u.register == "actions"
        for row in u.rows
    }
    by_meeting = Counter(agreed.values())

    assert all(12 <= number <= 20 for number in by_meeting.values())
    assert set(by_meeting) <= {
        row["held_on"] for u in history.uploads if u.register == "meetings" for row in u.rows
    }


def test_home_education_climbs_through_the_year_and_falls_back_in_september(history):
    def at(day: dt.date) -> int:
        upload = [u for u in history.uploads if u.register == "ehe" and u.as_at <= day][-1]
        return sum(is_open("ehe", row, upload.as_at) for row in upload.rows)

    for year in (2024, 2025, 2026):
        assert at(dt.date(year - 1, 10, 15)) < at(dt.date(year, 7, 17)) > at(dt.date(year, 9, 15))


def test_exclusions_peak_in_spring(history):
    excluded = {
        (named(row), row["admitted_on"]): row["excluded_on"].month
        for upload in history.uploads
        if upload.register == "pru"
        for row in upload.rows
        if "excluded_on" in row
    }
    spring = sum(month in (1, 2, 3) for month in excluded.values())
    autumn = sum(month in (9, 10, 11) for month in excluded.values())

    assert spring > 1.5 * autumn


def test_every_number_is_no_real_childs(history):
    upns = {row["upn"] for upload in history.uploads for row in upload.rows if "upn" in row}
    wrong = {upn for upn in upns if stdnum_upn.calc_check_digit(upn[1:]) != upn[0]}
    temporary = {upn for upn in upns if upn[-1].isalpha()}

    assert {upn[1:4] for upn in upns} == {"314", "318"}
    assert {upn[4:8] for upn in upns} == {"9999"}
    assert len(wrong) == history.mishaps["wrong check letter"] > 0
    assert len(temporary) == history.mishaps["temporary UPN"] > 0


def test_some_children_have_no_number(history):
    rows = [row for register in CHILD_REGISTERS for row in open_now(history, register)]

    assert sum("upn" not in row for row in rows) / len(rows) == pytest.approx(0.09, abs=0.03)


def test_every_mishap_happens(history):
    assert all(history.mishaps.values())


def test_some_children_are_on_two_registers(history):
    at_risk = {named(row): row for row in open_now(history, "cme")}
    both = [
        (at_risk[named(row)], row)
        for register in ("medical_tuition", "pru", "virtual_school")
        for row in open_now(history, register)
        if named(row) in at_risk
    ]

    assert len(both) >= 15
    assert sum(one.get("upn") == other.get("upn") is not None for one, other in both) >= 10
    assert any("upn" not in one and "record_number" not in one for one, _ in both)  # told by name alone


def test_no_child_is_twice_on_one_list(history):
    for upload in history.uploads:
        if upload.register in CHILD_REGISTERS and upload.mode == "snapshot":
            here = Counter(named(row) for row in upload.rows if is_open(upload.register, row, upload.as_at))
            assert max(here.values(), default=1) == 1, (upload.as_at, upload.register)


def test_children_are_missing_before_anybody_knows(history):
    late = [
        row
        for row in open_now(history, "cme")
        if "missing_from" in row and (row["identified_on"] - row["missing_from"]).days > 40
    ]

    assert len(late) >= 8


def test_hours_grow_through_a_transition(history):
    hours: dict[object, list[float]] = {}
    for upload in history.uploads:
        if upload.register == "cme":
            for row in upload.rows:
                if row.get("transition_agreed") == "Yes" and "hours_per_week" in row:
                    hours.setdefault((named(row), row["added_on"]), []).append(row["hours_per_week"])

    grown = [seen for seen in hours.values() if seen[-1] == 25 and seen[0] <= 12 and seen == sorted(seen)]
    assert len(grown) > 30


def test_no_list_knows_what_happens_later(history):
    planned = {
        "full_time_due",
        "review_due",
        "pep_due",
        "annual_review_due",
        "due_on",
        "held_on",
        "removed_on",
    }
    for upload in history.uploads:
        for row in upload.rows:
            later = {
                name for name, value in row.items() if isinstance(value, dt.date) and value > upload.as_at
            }
            assert later <= planned, (upload.as_at, upload.register, later - planned)


def test_the_lists_come_in_order_and_are_not_too_many(history):
    days = [upload.as_at for upload in history.uploads]

    assert days == sorted(days)
    assert days[-1] == NEWEST
    assert sum(len(upload.rows) for upload in history.uploads) < 150_000


def test_additions_bring_new_cases_only(history):
    known: set[object] = set()
    for upload in history.uploads:
        if upload.register == "cme":
            cases = {(named(row), row["added_on"]) for row in upload.rows}
            if upload.mode == "additions":
                assert not cases & known
            known |= cases


@pytest.mark.parametrize("file_name", workbooks())
def test_each_workbook_reads_back_as_the_list_it_was_made_from(history, file_name):
    file = next(file for file in history_files(history) if file.file_name == file_name)
    sheets = {sheet.name: sheet for sheet in read(file.data, file_name)}
    for outfit in workbooks()[file_name]:
        upload = next(
            u
            for u in history.newest()
            if u.register == outfit.register and outfit.provider in (None, u.provider)
        )
        match = recognise(sheets[outfit.sheet])
        assert match is not None
        assert (outfit.register, []) == (match.register, match.unmatched)
        columns = typed_rows(sheets[outfit.sheet], match, as_at=NEWEST).columns
        blanks = {column.name: column.blank for column in REGISTERS[outfit.register].columns}
        expected = [tuple(row.get(name, blanks[name]) for name in columns) for row in upload.rows]

        assert Counter(expected) == Counter(zip(*columns.values(), strict=True))


def test_the_newest_workbooks_have_no_error(history):
    for file in history_files(history):
        if file.as_at == NEWEST:
            examined = examine(file.data, file.file_name, as_at=NEWEST, today=NEWEST)

            assert (0, []) == (examined.errors, examined.not_used), file.file_name


def test_an_older_list_has_no_error(small):
    for file in list(history_files(small))[:12]:
        examined = examine(
            file.data,
            file.file_name,
            as_at=file.as_at,
            today=NEWEST,
            register=file.register,
            provider=file.provider,
        )

        assert examined.errors == 0, file.file_name


def test_the_folder_holds_what_the_generator_writes(tmp_path):
    written = write(tmp_path)

    assert {path.name: path.read_bytes() for path in written} == {
        path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in (".xlsx", ".csv")
    }


def test_the_manifest_lists_every_workbook():
    with (FOLDER / "manifest.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))

    for line in lines:
        data = (FOLDER / line["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == line["sha256"], "run: make sample"
        assert line["as_at"] == "2026-11-20"
    assert {line["file"] for line in lines} == {path.name for path in FOLDER.glob("*.xlsx")}
    assert {line["register"] for line in lines} == set(REGISTERS)


def test_a_tiny_authority_can_be_made_too(tmp_path):
    assert [path.name for path in write(tmp_path, children=12, years=1)][-1] == "manifest.csv"


def test_the_sample_stores_settings_are_read(tmp_path):
    (tmp_path / "settings.toml").write_text(settings_toml(), encoding="utf-8")
    settings = load(tmp_path)

    assert {(line.borough, line.children) for line in settings.population if line.year == 2026} == {
        ("Kingston upon Thames", 25000),
        ("Richmond upon Thames", 29000),
    }
    assert len(settings.terms) == 48


def test_a_register_of_its_own_needs_no_generator():
    made = Authority(1, 1, 0.1)
    new = Register(
        name="new",
        title="A new register",
        sheet="New",
        one_row="one child",
        meaning="A register that nobody has written a generator for.",
        opens="begun_on",
        closes="ended_on",
        holders=("Somebody",),
        child="full",
        when_dropped="closes",
        columns=(
            *(REGISTERS["ehe"].column(name) for name in ("surname", "forename", "date_of_birth", "borough")),
            Column("begun_on", "Begun", "When it began.", kind="date", required=True),
            Column("ended_on", "Ended", "When it ended.", kind="date"),
            Column(
                "kind", "Kind", "Of what kind.", kind="code", codes=REGISTERS["pru"].column("basis").codes
            ),
            Column("hours", "Hours", "Hours a week.", kind="hours", low=0, high=60),
        ),
    )
    from cme_data.sample import virtual_school

    virtual_school.join(made, None, made.last)
    rows = invent(new, made, number=5)

    assert len(rows) == 5
    assert all({"surname", "begun_on", "kind", "hours"} <= set(row) for row in rows)
    assert not any("ended_on" in row for row in rows)
