"""A child who is disposed of is in no byte that the opened store holds: decompressed, inside every kind of file."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pypdf
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cme_data import ingest
from cme_data.errors import CmeError
from cme_data.reports import write
from cme_data.reports.report import Commentary, Paragraph, Section
from cme_data.retention import approve, bundle, disposals, dispose, hold, reach
from cme_data.settings import load
from cme_data.store import Store, backups, withdraw
from cme_data.store.commentary import write as say
from cme_data.store.compact import compact
from cme_data.store.connect import FILE
from cme_data.store.edition import Edition
from cme_data.store.frozen import file_names, freeze, freeze_edition, frozen_bytes, versions
from cme_data.store.naming import Called, naming
from cme_data.store.settled import settle_gaps
from cme_data.verify import verify
from cme_data.workbook.read import read
from schemas import REGISTERS
from tests.builders import a_row, a_store, a_upn, csv_bytes, upload
from tests.documents import SMALL, a_report
from tests.serving import ROOT

NOW, BORN = datetime(2026, 11, 23, 9, 30), date(2010, 5, 1)
FIRST, LATER = date(2026, 11, 6), date(2026, 11, 20)
UPN = a_upn(11)
TRACES = (
    "vanishing", "annabella", UPN.lower(), "r-4711",
    "2010-05-01", "01/05/2010", "1/5/2010", "1 may 2010", "1st may 2010", "may 1, 2010", "01.05.10", "(2010, 5, 1)", "40299",
)  # fmt: skip
WORDS = (
    "Annabella VANISHING, born 01/05/2010, left on 1 May 2026.",
    f"VANISHING-Annabella ({UPN.lower()}), b. 1st May 2010",
    "Vanishing, Annabella’s mother rang; born May 1, 2010",
    "Of the six, Vanishing is the last; 01.05.10",
    "R-4711 was born on 1/5/2010, 1 May 2010 or 2010-05-01",
)
"""What officers write, and what is left of it names nobody."""
ANN = {"surname": "Vanishing", "forename": "Annabella", "upn": UPN, "record_number": "R-4711"}
BEN = {"surname": "Stays", "forename": "Ben", "upn": a_upn(12), "date_of_birth": date(2011, 6, 2)}
EDITION = Edition("half-year", "2026/27-H1", (), True)
OTHER = EDITION._replace(period="2025/26-H2")


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """Settings by which records are kept for ten years."""
    settings = load(tmp_path_factory.mktemp("settings"))
    return replace(settings, retention=replace(settings.retention, years=10))


def was(child: dict, **values) -> dict:
    left = {"date_of_birth": BORN, "started_on": date(2021, 9, 1), "ended_on": date(2022, 7, 1)}
    return a_row("ehe", **left | child | values)


def a_workbook(*rows: dict) -> bytes:
    """A list under a heading that names the child, a sheet of notes, and a sheet called after the child."""
    book = openpyxl.Workbook()
    book.active.title = "Home education"
    columns = REGISTERS["ehe"].columns
    book.active.append([WORDS[0]])
    book.active.append([column.label for column in columns])
    for row in rows:
        book.active.append([row.get(column.name) for column in columns])
    notes = book.create_sheet("Vanishing A")
    for words in WORDS:
        notes.append([words, BORN, "nobody"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def store(tmp_path):
    """Everything in which a store may name a child, in every form; and another child."""
    with a_store(tmp_path) as store:
        named = ingest.examine(
            csv_bytes("ehe", [was(ANN), was(BEN)]), "Referral of Annabella Vanishing.csv", as_at=FIRST, today=LATER, register="ehe",
        )  # fmt: skip
        ingest.commit(store, named, mode="snapshot", who="Sam Lee", now=NOW)
        book = ingest.examine(a_workbook(was(BEN), was(ANN)), "Vanishing_list.xlsx", as_at=LATER, today=LATER, register="ehe", sheet="Home education")  # fmt: skip
        ingest.commit(store, book, mode="snapshot", who="Sam Lee", now=NOW)
        wrong = upload(store, "ehe", [was(ANN, school="Withdrawn School")], LATER, mode="additions")
        withdraw(store, wrong.upload, WORDS[3], "Sam Lee", NOW)
        (child,) = {row["child"] for row in _spells(store, "Vanishing")}
        (other,) = {row["child"] for row in _spells(store, "Stays")}
        for part, words in zip(("start", "end", "joined", "left", "now"), WORDS, strict=True):
            say(store, EDITION, part, f"It was a calm half-year. {words}", None, "Sam Lee", NOW)
        say(store, OTHER, "end", "Nobody is named.", None, "Sam Lee", NOW)
        for edition, words in ((EDITION, WORDS[3]), (OTHER, "Nobody is named.")):
            freeze_edition(
                store, edition, store.world(), LATER, LATER, "Sam Lee", NOW, {"a|b": 7.0}, forms(words)
            )
        freeze(store, "dfe-return", LATER, (), LATER, "Sam Lee", NOW, "return.pdf", {"Children": 2}, forms(WORDS[0])["report.pdf"])  # fmt: skip
        paper = {"counts": {"Children": 2}, "children": {child: {"name": "Vanishing, Annabella"}, other: {"name": "Stays, Ben", "note": WORDS[1]}}}  # fmt: skip
        freeze(
            store,
            "panel-pack",
            LATER,
            (),
            LATER,
            "Sam Lee",
            NOW,
            "pack.docx",
            paper,
            forms(WORDS[2])["report.docx"],
        )
        settle_gaps(store, [(("ehe", "EHE team"), "dropped", child, "{}"), (("ehe", "EHE team"), "dropped", other, WORDS[4])], WORDS[1], "Sam Lee", NOW)  # fmt: skip
        hold(store, other, WORDS[2], "Jo Reed", NOW)
        approve(store, child, WORDS[0], "Jo Reed", NOW)
        store.audit("Sam Lee", "downloaded a list", WORDS[3], NOW)
        yield store, child


def forms(words: str) -> dict[str, bytes]:
    """One report as each kind of file, the words in its commentary."""
    report = a_report(Section("Of the half-year", (SMALL, Commentary("end", words), Paragraph("Seven."))))
    return {
        f"report{ending}": write(report, ending) for ending in (".docx", ".pdf", ".html", ".xlsx", ".csv")
    }


def _spells(store: Store, surname: str) -> list[dict]:
    return store.world().rows(
        "SELECT DISTINCT child FROM spells JOIN versions USING (spell_id) JOIN contents USING (content_id)"
        " WHERE surname = $surname",
        {"surname": surname},
    )


def every_byte(store: Store) -> str:
    """All that any table says, and each file in it: unpacked, its streams and its text, in small letters."""
    told = []
    for schema, table in store.ask(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'store' AND NOT internal"
    ):
        for cell in (cell for row in store.ask(f'SELECT * FROM store."{schema}"."{table}"') for cell in row):
            told += (
                unpacked(bytes(cell)) if isinstance(cell, bytes | bytearray | memoryview) else [repr(cell)]
            )
    return "\n".join(told).lower().replace("\\u2019", "’")


def unpacked(data: bytes) -> list[str]:
    told = [data.decode("utf-8", errors="ignore")]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            told += [package.read(part).decode("utf-8", errors="ignore") for part in package.namelist()]
    if data.startswith(b"%PDF"):
        told += [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return told


def found(store: Store) -> set[str]:
    everything = every_byte(store)
    return {trace for trace in TRACES if trace in everything}


def test_no_byte_of_the_store_names_a_child_who_was_disposed_of(store, short, tmp_path):
    store, child = store
    ben = _story(store, "Stays")
    assert set(TRACES) == found(store)  # or the search below would find nothing whatever is left

    gone = dispose(store, short, child, backups_in=None, who="Sam Lee", now=NOW)

    assert set() == found(store)
    assert child not in every_byte(store)
    assert () == gone.stays
    assert [] == verify(store)
    assert ben == _story(store, "Stays")
    store.close()
    compact(tmp_path / "store", key=None)
    raw = (tmp_path / "store" / FILE).read_bytes().lower()
    assert not [trace for trace in TRACES[:4] if trace.encode() in raw]
    with a_store(tmp_path) as store:
        assert set() == found(store)
        assert [] == verify(store)


def _story(store: Store, surname: str) -> list:
    (row,) = _spells(store, surname)
    return store.ask(
        "SELECT * EXCLUDE (spell_id) FROM store.now.spells WHERE child = $1 ORDER BY ALL", [row["child"]]
    )


def test_what_a_text_said_besides_stays_and_reports_that_named_nobody_stay_whole(store, short):
    store, child = store
    whole = frozen_bytes(store, versions(store, OTHER)[0].entry)

    dispose(store, short, child, backups_in=None, who="Sam Lee", now=NOW)

    said = [text for (text,) in store.ask("SELECT said FROM store.commentary ORDER BY entry")]
    assert "It was a calm half-year. (removed), born (removed), left on 1 May 2026." == said[0]
    assert (
        "It was a calm half-year. Of the six, (removed) is the last; 01.05.10".replace(
            "01.05.10", "(removed)"
        )
        == said[3]
    )
    assert "Nobody is named." == said[-1]
    (frozen,) = versions(store, EDITION)
    assert {"a|b": 7.0} == frozen.figures
    assert [] == file_names(store, frozen.entry)
    for name in forms("Nobody"):
        with pytest.raises(CmeError, match="the file is not"):
            frozen_bytes(store, frozen.entry, name)
    assert whole == frozen_bytes(store, versions(store, OTHER)[0].entry)
    names = {one.file_name for one in store.uploads()}
    assert {"Referral of (removed).csv", "(removed)_list.xlsx", "ehe.csv"} == names
    (noted,) = [sheet for sheet in read(_newest(store), "x") if sheet.name != "Home education"]
    assert noted.name.startswith("(removed)")
    assert ["nobody"] * len(WORDS) == [row[2] for row in noted.rows]


def _newest(store: Store) -> bytes:
    ((data,),) = store.ask(
        "SELECT bytes FROM store.files JOIN store.uploads USING (sha256) WHERE sheet = 'Home education'"
    )
    return bytes(data)


def test_who_approves_is_told_what_goes_and_what_cannot_and_the_record_of_it_says_so_too(
    store, short, tmp_path
):
    store, child = store
    upload(store, "cme", [a_row("cme", surname="Other", forename="Cat", upn=a_upn(13), concerns="Lives with Annabella Vanishing")], LATER)  # fmt: skip
    upload(store, "ehe", [was(ANN | {"upn": None, "record_number": None}, date_of_birth=None, borough=None)], LATER, mode="additions", accept_passed=True)  # fmt: skip
    backups.take(store, tmp_path / "backups", key=None, who="Sam Lee", now=NOW)
    (tmp_path / "store" / f"{FILE}.before-restore-1").write_bytes(b"an older store")

    told = reach(store, child, tmp_path / "backups")

    assert {"pack.docx", "return.pdf", "report.docx"} == set(told.papers)
    assert 5 == dict(told.texts)["Commentary of a report"]
    copies = ["cme-20261123-093000.duckdb", f"{FILE}.before-restore-1"]
    assert [f"{name} holds the record until it goes by its age." for name in copies] == list(told.stays[:2])
    left = [sentence for sentence in told.stays if sentence.startswith("Row ")]
    assert [True, True] == [
        "names the child under Concerns." in left[0],
        "was kept out and has the child's name" in left[1],
    ]

    gone = dispose(store, short, child, backups_in=tmp_path / "backups", who="Sam Lee", now=NOW)

    assert tuple(left) == gone.stays
    (record,) = disposals(store)
    assert (tuple(copies), tuple(left)) == (record.backups, record.stays)
    assert [] == verify(store)


def test_subject_access_has_every_place(store):
    store, child = store

    sheets = {
        sheet.name: sheet.rows
        for sheet in read(bundle(store, child, who="Sam Lee", purpose="17", now=NOW), "x")
    }

    assert {"report.docx", "return.pdf", "pack.docx"} == {
        row[2] for row in sheets["Reports and update sheets"][2:]
    }
    wrote = {row[0] for row in sheets["What people wrote"][2:]}
    assert {
        "Commentary of a report", "Reason of something settled", "Something settled", "Reason of a withdrawal",
        "Name of a file", "Name of a sheet", "What was found in a list", "Reason of a hold", "Ground of an approval",
    } == wrote  # fmt: skip
    assert WORDS[3] in {row[3] for row in sheets["Who looked"][2:]}


def test_a_name_that_others_have_too_stays_where_nobody_can_say_who_is_meant(store, short):
    store, child = store
    upload(
        store,
        "cme",
        [a_row("cme", surname="Vanishing", forename="Eve", upn=a_upn(14), date_of_birth=BORN)],
        LATER,
    )

    gone = dispose(store, short, child, backups_in=None, who="Sam Lee", now=NOW)

    said = [text for (text,) in store.ask("SELECT said FROM store.commentary ORDER BY entry")]
    assert "It was a calm half-year. (removed), born (removed), left on 1 May 2026." == said[0]
    assert f"It was a calm half-year. {WORDS[3]}" == said[3]
    assert "have a name that other children are called by too" in gone.stays[-1]
    assert [] == verify(store)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Zoe O'Hara-Smith", "(removed)"),
        ("o’hara smith, ZOË", "(removed)"),
        ("O’Hara‐Smith_Zoe.xlsx", "(removed).xlsx"),
        ("The O'Haras", "The O'Haras"),
        ("zoe is a word here", "zoe is a word here"),
        ("Zoe is a name here", "(removed) is a name here"),
        ("Mary came", "Mary came"),
        ("Mary came with Zoe", "(removed) came with (removed)"),
        ("Mary O'Hara-Smith", "(removed)"),
        ("Zoe, 3/2/09", "(removed), (removed)"),
        ("on 3 February 2009", "on 3 February 2009"),
        ("150 of 1234", "150 of 1234"),
        ("May was warm in Richmond", "May was warm in Richmond"),
        ("number 20611", "number (removed)"),
    ],
)
def test_which_words_name_a_child(text, left):
    own = [
        Called("O'Hara-Smith", "Zoë Mary", None, "150", date(2009, 2, 3)),
        Called("O’Hara Smith", "Mary", None, "20611", None),
        Called("May", "Zoe", None, None, None),
        Called("Richmond", "Zoe", None, None, None),
    ]
    others = [Called("Lee", "Mary", None, None, date(2009, 2, 3))]

    assert left == naming(("0f3a",), own, others).cleared(text)


def test_the_page_says_before_it_is_approved_what_goes_and_what_stays(store, tmp_path, monkeypatch):
    store, _ = store
    store.close()
    (tmp_path / "store" / "settings.toml").write_text("[retention]\nyears = 10\n")
    monkeypatch.setenv("CME_DATA_DIR", str(tmp_path / "store"))
    monkeypatch.setenv("CME_WHO", "Sam Lee")
    monkeypatch.delenv("CME_STORE_KEY", raising=False)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    try:
        shown = app.switch_page("pages/administration/records.py").run()
        (which,) = (one for one in shown.selectbox if one.label == "Record")
        which.select_index(0)
        (look,) = (one for one in shown.button if one.label == "See what goes and what stays")
        look.click().run()

        assert [] == [*shown.exception, *shown.error]
        told = shown.info[-1].value.replace("\\", "")
        for said in (
            "What goes: ",
            "commentary of a report (5)",
            "lose their files: ",
            "pack.docx",
            "initials",
        ):
            assert said in told
    finally:
        app.session_state["frame_of_this_run"].store.close()
        st.cache_resource.clear()
