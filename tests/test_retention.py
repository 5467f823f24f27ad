"""How long a record is kept (R24), what holds it, and that a record that is gone is really gone."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from cme_data import ingest
from cme_data.errors import CmeError
from cme_data.retention import approve, bundle, disposals, dispose, hold, holds, keeping, lift
from cme_data.settings import load
from cme_data.store import Store, audit, withdraw
from cme_data.store.compact import compact
from cme_data.store.connect import FILE
from cme_data.store.frozen import freeze, frozen, frozen_bytes
from cme_data.store.settled import settle_gaps
from cme_data.verify import verify
from cme_data.workbook.read import read
from cme_data.workbook.template import template
from schemas import REGISTERS
from tests.builders import a_row, a_store, a_upn, upload

NOW, BORN = datetime(2026, 11, 23, 9, 30), date(2011, 9, 1)
FIRST, LATER = date(2026, 11, 6), date(2026, 11, 20)


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return load(tmp_path_factory.mktemp("settings"))


@pytest.mark.parametrize(
    ("register", "values", "until"),
    [
        ("ehe", {}, date(2042, 9, 1)),
        ("ehe", {"sen": "EHC plan"}, date(2056, 9, 1)),
        ("ehe", {"sen": "EHC plan", "social_care": "Looked after"}, date(2086, 9, 1)),
        ("virtual_school", {}, date(2086, 9, 1)),
        ("ehe", {"date_of_birth": date(2012, 2, 29)}, date(2043, 3, 1)),
    ],
)
def test_a_record_is_kept_as_long_as_the_settings_say(tmp_path, settings, register, values, until):
    with a_store(tmp_path) as store:
        upload(store, register, [a_row(register, **{"date_of_birth": BORN} | values)], LATER)

        (row,) = keeping(store.world(), settings)

    assert until == row["keep_until"]


def test_a_plan_that_ended_still_counts(tmp_path, settings):
    with a_store(tmp_path) as store:
        for day, sen in ((FIRST, "EHC plan"), (LATER, "SEN support")):
            upload(store, "ehe", [a_row("ehe", date_of_birth=BORN, sen=sen)], day)

        (row,) = keeping(store.world(), settings)

    assert date(2056, 9, 1) == row["keep_until"]


ANN = {"surname": "Vanishing", "forename": "Annabella", "upn": a_upn(11), "record_number": "R-4711"}
BEN = {"surname": "Stays", "forename": "Ben"}
OLD = {"date_of_birth": date(2010, 5, 1)}
TIMES = {
    "ehe": {"started_on": date(2021, 9, 1), "ended_on": date(2022, 7, 1)},
    "pru": {"admitted_on": date(2020, 9, 1), "left_on": date(2021, 7, 1)},
}


def was(register: str, child: dict, **values) -> dict:
    """A child who left the register, and whose record is kept for ten years by the settings of these tests."""
    return a_row(register, **OLD | TIMES[register] | child | values)


@pytest.fixture
def short(settings):
    """Settings by which records are kept for ten years."""
    return replace(settings, retention=replace(settings.retention, years=10))


@pytest.fixture
def due(tmp_path):
    """Ann, whose time is over, in five lists: csv and Excel, a withdrawn one, one by name alone, kept out of one; and Ben."""
    with a_store(tmp_path) as store:
        upload(store, "ehe", [was("ehe", ANN), was("ehe", BEN)], FIRST)
        upload(store, "ehe", [was("ehe", BEN), was("ehe", ANN, school="A later school")], LATER)
        wrong = upload(store, "ehe", [was("ehe", ANN, school="A withdrawn school")], LATER, mode="additions")
        withdraw(store, wrong.upload, "A test", "Sam Lee", NOW)
        by_name = {name: ANN[name] for name in ("surname", "forename")}
        excel(store, was("pru", BEN), was("pru", by_name))
        excel(store, was("pru", by_name, borough=None), was("pru", BEN), as_at=LATER)
        (child,) = {row["child"] for row in named(store, "Vanishing")}
        yield store, child


def excel(store: Store, *rows: dict, as_at: date = FIRST) -> None:
    data = template(REGISTERS["pru"], *rows)
    examined = ingest.examine(data, "pru.xlsx", as_at=as_at, today=NOW.date())
    ingest.commit(store, examined, mode="snapshot", who="Sam Lee", now=NOW, accept_passed=True)


def named(store: Store, surname: str) -> list[dict]:
    return store.world().rows(
        """SELECT DISTINCT child FROM spells JOIN versions USING (spell_id) JOIN contents USING (content_id)
        WHERE surname = $surname""",
        {"surname": surname},
    )


def everything(store: Store) -> str:
    """All that any table of the store says, and all that its files hold."""
    tables = store.ask(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'store' AND NOT internal"
    )
    told = [
        str(store.ask(f'SELECT * FROM store."{schema}"."{table}"'))
        for schema, table in tables
        if table != "files"
    ]
    files = [read(bytes(data), "file") for (data,) in store.ask("SELECT bytes FROM store.files")]
    return "\n".join(told) + str([sheet.rows for sheets in files for sheet in sheets])


def test_a_record_goes_only_when_due_not_held_and_approved(due, settings, short):
    store, child = due

    def refused(settings=short) -> str:
        with pytest.raises(CmeError) as told:
            dispose(store, settings, child, backups_in=None, who="Sam Lee", now=NOW)
        return str(told.value)

    assert "not due for disposal" in refused(settings)
    assert "Nobody has approved" in refused()
    approve(store, child, "Time is over", "Jo Reed", NOW)
    hold(store, child, "A court asks", "Jo Reed", NOW)
    assert "is held" in refused()
    (held,) = holds(store)
    lift(store, held.entry, "The court is done", "Jo Reed", NOW)
    for again, told in ((lambda: lift(store, held.entry, "Twice", "Jo Reed", NOW), "stands no longer"),
                        (lambda: hold(store, child, " ", "Jo Reed", NOW), "Say why")):  # fmt: skip
        with pytest.raises(CmeError, match=told):
            again()
    assert ["approved a disposal", "held a record", "lifted a hold"] == [
        line.what for line in reversed(audit.entries(store, who="Jo Reed"))
    ]

    dispose(store, short, child, backups_in=None, who="Sam Lee", now=NOW)

    (gone,) = disposals(store)
    assert ("Jo Reed", "Sam Lee") == (gone.approved_by, gone.who)
    with pytest.raises(CmeError, match="no record"):
        dispose(store, short, child, backups_in=None, who="Sam Lee", now=NOW)


@pytest.mark.parametrize("name", ["Sam Lee", "sam  lee "])
def test_whoever_approved_a_disposal_may_not_carry_it_out(due, short, name):
    store, child = due
    approve(store, child, "Time is over", "Sam Lee", NOW)
    with pytest.raises(CmeError, match="approved this disposal, so somebody else has to carry it out"):
        dispose(store, short, child, backups_in=None, who=name, now=NOW)
    assert [child] == [row["child"] for row in named(store, "Vanishing")]

    approve(store, child, "Time is over", "Jo Reed", NOW)
    approve(store, child, "Said again", name, NOW)
    dispose(store, short, child, backups_in=None, who=name, now=NOW)
    assert ["Jo Reed"] == [gone.approved_by for gone in disposals(store)]


def test_one_person_alone_disposes_only_where_the_settings_say_so_and_the_audit_tells(due, short):
    store, child = due
    alone = replace(short, retention=replace(short.retention, disposed_by="one person"))
    with pytest.raises(CmeError, match="Nobody has approved"):
        dispose(store, alone, child, backups_in=None, who="Sam Lee", now=NOW)
    approve(store, child, "Time is over", "Sam Lee", NOW)
    dispose(store, alone, child, backups_in=None, who="Sam Lee", now=NOW)

    (line,) = audit.entries(store, what="disposed of a record")
    assert "approved by Sam Lee alone, as the settings allow" in line.detail
    assert ["Sam Lee alone, as the settings allow"] == [gone.approved_by for gone in disposals(store)]


def test_a_record_that_is_gone_is_nowhere_and_the_others_are_as_they_were(due, short, tmp_path):
    store, child = due
    store.audit("Sam Lee", "opened a child", child, NOW)
    settle_gaps(
        store, [(("ehe", "EHE team"), "dropped", child, "{}")], "Annabella moved to Leeds", "Sam Lee", NOW
    )
    ben = story_of(store, "Stays")
    keep_papers(store, child)
    assert "Vanishing" in everything(store)
    approve(store, child, "Time is over", "Jo Reed", NOW)

    gone = dispose(store, short, child, backups_in=None, who="Sam Lee", now=NOW)

    assert 5 == len(gone.files)
    told = everything(store)
    for trace in ("Vanishing", "vanishing", "Annabella", a_upn(11), "R-4711", child, "A withdrawn school"):
        assert trace not in told
    assert ben == story_of(store, "Stays")
    (pack,), (sheet,) = (frozen(store, report, LATER) for report in ("panel-pack", "update-sheet-back"))
    assert {"counts": {"Children": 2}, "children": {"another": {"name": "Stays, Ben"}}} == pack.figures
    assert [{"key": "3-4", "child": "another", "surname": "Stays"}] == sheet.figures["rows"]
    for one in (pack, sheet):
        with pytest.raises(CmeError, match="the figures are kept, the file is not"):
            frozen_bytes(store, one.entry)
    assert [] == verify(store)
    assert 1 == len(keeping(store.world(), short))
    store.close()
    compact(tmp_path / "store", key=None)
    assert b"Vanishing" not in (tmp_path / "store" / FILE).read_bytes()
    with a_store(tmp_path) as store:
        assert [] == verify(store)
        assert ben == story_of(store, "Stays")


def test_the_id_of_a_record_that_is_gone_is_never_given_to_another_child(tmp_path, short):
    """An old link, or a diary, would open somebody else; the id comes of the number of the child's first row."""
    with a_store(tmp_path) as store:
        upload(store, "ehe", [was("ehe", BEN), was("ehe", ANN)], FIRST)
        for surname in ("Vanishing", "Stays"):
            ((child,),) = (row.values() for row in named(store, surname))
            approve(store, child, "Time is over", "Jo Reed", NOW)
            dispose(store, short, child, backups_in=None, who="Sam Lee", now=NOW)

            upload(store, "pru", [a_row("pru", surname=f"Later{surname}")], LATER, mode="additions")

            assert child not in {row["child"] for row in named(store, f"Later{surname}")}
            assert [] == verify(store)


def keep_papers(store: Store, child: str) -> None:
    """A pack and an update sheet that name Ann and Ben; of one of her rows no upload that counts told whose it is."""
    ((digest,), *_) = store.ask("SELECT digest FROM store.contents WHERE school = 'A withdrawn school'")
    names = {child: {"name": "Vanishing, Annabella"}, "another": {"name": "Stays, Ben"}}
    rows = [
        {"key": "1-2", "child": child, "surname": "Vanishing"},
        {"key": f"2-{digest}", "child": None, "surname": "Vanishing"},
        {"key": "3-4", "child": "another", "surname": "Stays"},
    ]
    for report, figures in (
        ("panel-pack", {"counts": {"Children": 2}, "children": names}),
        ("update-sheet-back", {"service": "SEND Service", "rows": rows}),
    ):
        freeze(store, report, LATER, (), LATER, "Sam Lee", NOW, "paper", figures, b"Vanishing")


def story_of(store: Store, surname: str) -> list:
    ((child,),) = (row.values() for row in named(store, surname))
    return store.ask(
        "SELECT register, provider, opened_on, closed_on, child FROM store.now.spells WHERE child = $1 ORDER BY ALL",
        [child],
    )


def test_a_disposal_that_fails_changes_nothing(due, short, monkeypatch):
    store, child = due
    approve(store, child, "Time is over", "Jo Reed", NOW)
    before = everything(store)
    monkeypatch.setattr("cme_data.store.rewriting._as_csv", lambda sheet: b"Surname\nElse\n")

    with pytest.raises(CmeError, match="cannot be written anew"):
        dispose(store, short, child, backups_in=None, who="Sam Lee", now=NOW)

    assert before == everything(store)
    upload(store, "ehe", [was("ehe", BEN), was("ehe", ANN, school="Yet another")], date(2026, 11, 21))
    assert [] == verify(store)
    assert {child} == {row["child"] for row in named(store, "Vanishing")}


def test_everything_held_of_a_child_is_in_the_bundle_and_nothing_of_another(due):
    store, child = due
    keep_papers(store, child)

    data = bundle(store, child, who="Sam Lee", purpose="Request 17", now=NOW)

    sheets = {sheet.name: sheet.rows for sheet in read(data, "bundle.xlsx")}
    told = str(sheets)
    for said in ("Vanishing", a_upn(11), "A later school", "A withdrawn school", "pru.xlsx", "Request 17"):
        assert said in told
    assert "Stays" not in told
    assert all("OFFICIAL-SENSITIVE" == rows[0][0] for rows in sheets.values())
    schools = {row[2] for row in sheets["What the lists say"] if row[1] == "School"}
    assert {"A later school", "A withdrawn school"} <= schools
    assert 1 == len(sheets["Rows kept out"]) - 2
    assert 2 == len(sheets["Reports and update sheets"]) - 2
    with pytest.raises(CmeError, match="which request"):
        bundle(store, child, who="Sam Lee", purpose="", now=NOW)
