"""The command line: its JSON and exit codes, as measures.md writes them."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from cme_data.store import Store, audit
from cme_data.store.frozen import frozen_bytes, last_frozen
from tests.builders import a_row, csv_bytes

SHEET = ["register", "sheet", "header_row", "rows", "passed", "columns", "unmatched", "problems"]
PROBLEM = ["level", "rule", "sheet", "cell", "column", "value", "message", "fix"]


@pytest.fixture
def run(tmp_path):
    def command(*words, **more) -> subprocess.CompletedProcess:
        environment = os.environ | {"CME_DATA_DIR": str(tmp_path / "store")} | more
        return subprocess.run(
            [sys.executable, "-m", "cme_data", *map(str, words)],
            capture_output=True,
            text=True,
            env=environment,
        )

    command.data = tmp_path / "store"
    return command


@pytest.fixture
def ehe(tmp_path):
    def file(*rows, name="ehe.csv"):
        path = tmp_path / name
        path.write_bytes(csv_bytes("ehe", rows))
        return path

    return file


def test_a_list_goes_in_is_counted_and_is_withdrawn(run, ehe):
    done = run(
        "ingest",
        ehe(a_row("ehe"), a_row("ehe", surname="Jones")),
        "--as-at",
        "2026-11-20",
        "--who",
        "Ann",
        "--json",
    )
    told = json.loads(done.stdout)
    assert (done.returncode, list(told)[: len(SHEET)]) == (0, SHEET)
    assert {k: told[k] for k in ("committed", "new", "changed", "closed", "dropped", "unchanged")} == {
        "committed": True, "new": 2, "changed": 0, "closed": 0, "dropped": 0, "unchanged": 0,
    }  # fmt: skip

    counted = json.loads(run("measure", "caseload", "--by", "register", "--json").stdout)
    assert counted == {
        "measure": "caseload", "as_at": "2026-11-20", "known_at": None, "filters": {},
        "rows": [{"register": "ehe", "children": 2}],
    }  # fmt: skip
    narrowed = json.loads(run("measure", "caseload", "--borough", "RBK", "--list", "--json").stdout)
    assert narrowed["filters"] == {"borough": ["Kingston upon Thames"]}
    assert [list(row) for row in narrowed["rows"]] == [["child", "register", "opened_on", "closed_on"]] * 2

    assert run("withdraw", told["upload"], "--why", "wrong file").returncode == 0
    history = json.loads(run("uploads", "--json").stdout)
    assert [(u["upload"], u["status"], u["who"], u["withdrawn_why"]) for u in history] == [
        (told["upload"], "withdrawn", "Ann", "wrong file")
    ]
    assert json.loads(run("measure", "caseload", "--json").stdout)["rows"] == [{"children": 0}]


def test_clocks_and_gaps_name_what_they_count_unless_they_are_split(run, ehe):
    due = a_row("ehe", surname="Jones", review_due=date(2026, 11, 2), suitability="Unsuitable")
    run("ingest", ehe(a_row("ehe", review_due=date(2026, 12, 1)), due), "--as-at", "2026-11-20")

    late, owed = json.loads(run("measure", "clocks", "--json").stdout)["rows"]
    assert late == {
        "duty": "ehe_review", "register": "ehe", "child": late["child"], "owed_by": "Education Welfare Service",
        "due_on": "2026-11-02", "met_on": None, "status": "late", "days_late": 18,
    }  # fmt: skip
    assert (owed["due_on"], owed["status"], owed["days_late"]) == ("2026-12-01", "due", 0)
    assert json.loads(run("measure", "clocks", "--by", "duty,status", "--json").stdout)["rows"] == [
        {"duty": "ehe_review", "status": "late", "count": 1},
        {"duty": "ehe_review", "status": "due", "count": 1},
    ]
    (gap,) = json.loads(run("measure", "gaps", "--json").stdout)["rows"]
    assert gap == {"gap": "ehe_unsuitable", "register": "ehe", "child": late["child"], "since": "2026-09-07"}
    (listed,) = json.loads(run("measure", "gaps", "--by", "gap", "--list", "--json").stdout)["rows"]
    assert list(listed) == ["child", "register", "opened_on", "closed_on", "gap"]


def test_the_same_again_is_no_fault_and_changes_nothing(run, ehe):
    file = ehe(a_row("ehe"))
    run("ingest", file, "--as-at", "2026-11-20")
    again = run("ingest", file, "--as-at", "2026-11-20", "--json")

    assert (again.returncode, json.loads(again.stdout)["committed"]) == (0, False)
    assert "stands already" in again.stderr


def test_errors_are_listed_and_nothing_is_committed(run, ehe):
    file = ehe(a_row("ehe", borough="Atlantis"), a_row("ehe", surname="Jones"))
    looked = run("check", file, "--as-at", "2026-11-20", "--json")
    (problem,) = (p for p in json.loads(looked.stdout)["problems"] if p["level"] == "error")
    assert (looked.returncode, list(problem), problem["cell"], problem["value"]) == (
        1,
        PROBLEM,
        "G2",
        "Atlantis",
    )

    refused = run("ingest", file, "--as-at", "2026-11-20")
    assert refused.returncode == 1
    assert "G2" in refused.stderr
    assert json.loads(run("uploads", "--json").stdout) == []

    passed = run("ingest", file, "--as-at", "2026-11-20", "--accept-passed", "--json")
    assert (passed.returncode, json.loads(passed.stdout)["new"]) == (0, 1)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["ingest", "nothing.xlsx", "--as-at", "2026-11-20"], 1, "nothing.xlsx cannot be read"),
        (["ingest", "nothing.xlsx", "--as-at", "2999-01-01"], 1, "nothing.xlsx"),
        (["ingest", "nothing.xlsx"], 2, "--as-at"),
        (["ingest", "nothing.xlsx", "--as-at", "20/11/2026"], 2, "write it as 2026-11-20"),
        (["measure", "happiness"], 2, "no measure"),
        (["measure", "caseload", "--borough", "Hull"], 2, "Hull is none of"),
        (["measure", "caseload", "--as-at", "2026-11-20", "--by", "shoe_size"], 2, "shoe_size"),
        (["measure", "caseload"], 1, "Nothing has been uploaded yet"),
        (["measure", "flows", "--from", "2026-11-20"], 2, "both --from and --to"),
        (["withdraw", "U00001", "--why", "wrong"], 1, "no upload U00001"),
        (["template", "cricket", "out.xlsx"], 2, "no register"),
        (["check", "nothing.xlsx", "--register", "cricket"], 2, "no register"),
        (["ingest", "nothing.xlsx", "--as-at", "2026-11-20", "--register", "cricket"], 2, "no register"),
        (["withdraw", "U00001", "--why", "wrong", "--data", "README.md"], 1, "no store in README.md"),
        (["sample", "README.md", "--children", "5", "--years", "1"], 1, "README.md cannot be written"),
        (["restore", "README.md"], 1, "README.md cannot be restored. It is not a store of this program"),
        (["restore", "nothing"], 1, "no backup"),
        (["frolic"], 2, "frolic"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_a_code(run, words, code, said):
    done = run(*words)

    assert (done.returncode, said in done.stderr.replace("\n", " ")) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_several_sheets_are_a_list_and_a_folder_a_line_each(run, ehe, tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for register in ("ehe", "pru"):
        sheet = book.create_sheet(register)
        for line in csv_bytes(register, [a_row(register)]).decode().splitlines():
            sheet.append(line.split(","))
    book.create_sheet("Notes").append(["Rang the school"])
    (tmp_path / "sent").mkdir()
    book.save(tmp_path / "sent" / "both.xlsx")

    found = json.loads(run("check", tmp_path / "sent" / "both.xlsx", "--json").stdout)
    assert [(sheet["register"], sheet["sheet"]) for sheet in found] == [("ehe", "ehe"), ("pru", "pru")]
    (tmp_path / "sent" / "manifest.csv").write_text(
        "file,sheet\nboth.xlsx,ehe\n"
    )  # as `sample` leaves beside
    folder = run("check", tmp_path / "sent")
    assert (folder.returncode, len(folder.stdout.splitlines())) == (0, 2)


def test_a_backup_is_restored_and_all_agrees(run, ehe, tmp_path):
    run("ingest", ehe(a_row("ehe")), "--as-at", "2026-11-06")
    assert run("backup", tmp_path / "copy").returncode == 0
    run("ingest", ehe(), "--as-at", "2026-11-20", "--provider", "Education Welfare Service")
    assert json.loads(run("measure", "caseload", "--json").stdout)["rows"] == [{"children": 0}]

    assert run("restore", tmp_path / "copy").returncode == 0
    assert json.loads(run("measure", "caseload", "--json").stdout)["rows"] == [{"children": 1}]
    assert run("verify").stdout.splitlines()[-1] == "Everything agrees."


def test_a_list_is_written_down_with_who_and_what_for_and_a_figure_is_not(run, ehe, tmp_path):
    run("ingest", ehe(a_row("ehe"), a_row("ehe", surname="Jones")), "--as-at", "2026-11-20", "--who", "Ann")
    run("measure", "caseload")
    run("measure", "caseload", "--borough", "LBRuT", "--list")  # nobody on it
    run("measure", "caseload", "--borough", "RBK", "--list", "--who", "Ann", "--purpose", "A referral")
    run("measure", "caseload", "--list", "--json", CME_WHO="Bea")
    out = tmp_path / "figures OFFICIAL-SENSITIVE.html"
    run("report", "six-monthly", "--period", "2026/27-H1", "--out", out, "--who", "Ann", "--purpose", "The board")
    with Store.open(run.data, read_only=True) as store:
        seen = [(line.who, line.detail) for line in reversed(audit.entries(store, what="saw a list"))]
        (report,) = audit.entries(store, what="downloaded a report")

    assert [
        ("Ann", "caseload list as at 2026-11-20, borough Kingston upon Thames: 2 rows; for: A referral"),
        ("Bea", "caseload list as at 2026-11-20: 2 rows"),
    ] == seen
    assert report.detail.endswith("as at 2026-11-20; for: The board")
    assert "Taken for: The board." in out.read_text("utf-8")


def test_a_mark_noted_earlier_is_looked_for(run, ehe):
    run("ingest", ehe(a_row("ehe")), "--as-at", "2026-11-06")
    with Store.open(run.data, read_only=True) as store:
        _, mark = audit.head(store)
    run("withdraw", "U00001", "--why", "Sent twice")
    assert (0, "") == (run("verify", "--head", mark).returncode, run("verify", "--head", mark).stderr)
    other = run("verify", "--head", "1" * 64)
    assert (1, True) == (other.returncode, "No line of the audit log has the mark 111" in other.stderr)
    assert 2 == run("verify", "--head", "noted").returncode


def test_every_command_that_changes_or_hands_out_writes_down_who(run, ehe, tmp_path):
    copy, out = tmp_path / "copy", tmp_path / "figures.html"
    for words in (
        ("ingest", ehe(a_row("ehe")), "--as-at", "2026-11-06"),
        ("backup", copy),
        ("report", "six-monthly", "--period", "2026/27-H1", "--out", out),
        ("withdraw", "U00001", "--why", "Sent twice"),
        ("compact",),
    ):
        done = run(*words, "--who", "Bo")
        assert done.returncode == 0, (words, done.stderr)
    before = written_down(tmp_path)
    assert run("restore", copy, "--who", "Cy").returncode == 0

    whats = ["upload", "backed up", "downloaded a report", "withdraw", "compacted"]
    assert [("Bo", what) for what in whats] == before
    assert [("Bo", "upload"), ("Cy", "restored a backup")] == written_down(tmp_path)  # the copy knows no later line


def written_down(folder):
    with Store.open(folder / "store", read_only=True) as store:
        return store.ask("SELECT who, what FROM store.audit ORDER BY entry")


def test_a_template_filled_in_goes_in(run, tmp_path):
    import openpyxl

    from schemas import REGISTERS

    assert run("template", "pru", tmp_path / "pru.xlsx").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "pru.xlsx")
    row = a_row("pru")
    book.worksheets[0].append([row.get(name) for name in REGISTERS["pru"].names])
    book.save(tmp_path / "pru.xlsx")
    done = run("ingest", tmp_path / "pru.xlsx", "--as-at", "2026-11-20", "--json")

    assert (done.returncode, json.loads(done.stdout)["new"]) == (0, 1), done.stderr


def test_the_pack_of_a_meeting_is_written_as_the_file_is_named(run, ehe, tmp_path):
    run("ingest", ehe(a_row("ehe")), "--as-at", "2026-11-20", "--who", "Ann")

    for suffix, begins in ((".docx", b"PK"), (".pdf", b"%PDF-"), (".html", b"<!DOCTYPE html>")):
        out = tmp_path / f"pack{suffix}"
        done = run(
            "report", "panel-pack", "--period", "2026-11-26", "--borough", "Kingston", "--out", out, "--json"
        )
        told = json.loads(done.stdout)
        assert (done.returncode, told["report"], told["as_at"]) == (0, "panel-pack", "2026-11-20")
        assert out.read_bytes().startswith(begins)
        assert "let its file's name say OFFICIAL-SENSITIVE, as in ROME_panel_pack_2026-11-26_OFFICIAL" in done.stderr


def test_a_pack_of_the_command_line_is_kept_with_who_took_it(run, ehe, tmp_path):
    run("ingest", ehe(a_row("ehe")), "--as-at", "2026-11-20", "--who", "Ann")
    out = tmp_path / "pack OFFICIAL-SENSITIVE.html"

    done = run("report", "panel-pack", "--period", "2026-11-26", "--who", "Bo", "--out", out)

    assert (done.returncode, done.stderr) == (0, "")
    with Store.open(tmp_path / "store", read_only=True) as store:
        kept = last_frozen(store, "panel-pack", date(2026, 11, 26), ())
        assert ("Bo", out.name) == (kept.who, kept.file_name)
        assert out.read_bytes() == frozen_bytes(store, kept.entry)


def test_the_figures_of_a_half_year_are_written_with_their_addresses(run, ehe, tmp_path):
    run("ingest", ehe(a_row("ehe")), "--as-at", "2026-11-20", "--who", "Ann")

    out = tmp_path / "figures.html"
    done = run("report", "six-monthly", "--period", "2026/27-H1", "--out", out, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["as_at"]) == (0, "2026-11-20"), done.stderr
    assert 1 == told["figures"]["Joined|2026/27-H1|ehe|All|Total|Total"]
    assert told["figures"]["Joined|2026/27-H1|cme|All|Total|Total"] is None
    assert "The period is not over" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("panel-pack", "--period", "2026-11-26", "--out", "pack.xls"), "pack.xls should end in"),
        (("panel-pack", "--period", "26 November", "--out", "pack.pdf"), "26 November is no date"),
        (("dfe-return", "--period", "autumn", "--out", "return.csv"), "“autumn” is no period"),
        (("yearly", "--period", "2026-11-26", "--out", "pack.pdf"), "yearly is no report"),
        (("annual", "--period", "2025/26-H1", "--out", "report.pdf"), "2025/26-H1 is not a year"),
        (("six-monthly", "--period", "half", "--out", "report.pdf"), "“half” is no period"),
        (("panel-pack", "--period", "2026-11-26", "--released", "--out", "pack.pdf"), "is never released"),
        (
            ("panel-pack", "--period", "2026-11-26", "--borough", "Mars", "--out", "pack.pdf"),
            "Mars is none of",
        ),
    ],
)
def test_a_report_asked_for_wrongly_is_wrong_usage(run, words, told):
    done = run("report", *words)

    assert done.returncode == 2
    assert told in done.stderr


def test_the_dfe_return_is_made_when_somebody_says_that_the_unknown_may_go_in(run, ehe, tmp_path):
    run("ingest", ehe(a_row("ehe")), "--as-at", "2026-09-20", "--who", "Ann")
    words, out = ("report", "dfe-return", "--period", "2026/27-autumn"), tmp_path / "return.csv"

    refused = run(*words, "--out", out)
    assert (refused.returncode, refused.stdout, out.exists()) == (1, "", False)
    assert "EHE Kingston upon Thames, 1 child (sex of 1 and reason of 1)" in refused.stderr
    assert "--accept-unknown" in refused.stderr
    assert "Smith" not in refused.stderr

    done = run(*words, "--accept-unknown", "--who", "Ann", "--out", out, "--json")
    assert (done.returncode, json.loads(done.stdout)["as_at"]) == (0, "2026-10-01")
    assert out.read_text(encoding="utf-8-sig").startswith("collection,time_period,")
    assert (1, 2) == tuple(
        run(*words, "--accept-unknown", *more, "--out", out).returncode for more in (("--released",), ("--released", "--exact"))
    )


def test_a_term_may_have_another_census_day(run, ehe, tmp_path):
    run("ingest", ehe(a_row("ehe")), "--as-at", "2026-09-20", "--who", "Ann")
    done = run(
        "report", "dfe-return", "--period", "2026/27-autumn", "--day", "2026-10-08", "--accept-unknown",
        "--out", tmp_path / "return.xlsx", "--json",
    )  # fmt: skip

    assert (done.returncode, json.loads(done.stdout)["as_at"]) == (0, "2026-10-08")


def test_a_pack_before_any_upload_is_refused_in_a_sentence(run, tmp_path):
    done = run("report", "panel-pack", "--period", "2026-11-26", "--out", tmp_path / "pack.pdf")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Nothing has been uploaded yet")
