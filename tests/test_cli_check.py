"""Checking a folder from the command line: a line a sheet, whatever is in it."""

import json
import subprocess
import sys

import pytest

from tests.builders import a_row, csv_bytes
from tests.workbook_files import ANN_IN_PRU, PRU, xlsx


@pytest.fixture
def check(tmp_path):
    def command(*words) -> subprocess.CompletedProcess:
        done = [sys.executable, "-m", "cme_data", "check", str(tmp_path), "--as-at", "2026-11-20", *words]
        return subprocess.run(done, capture_output=True, text=True)

    return command


@pytest.fixture
def sent(tmp_path):
    """A right list, a faulty one of two sheets, three files that are none, and what is not looked at."""
    (tmp_path / "b right.csv").write_bytes(csv_bytes("ehe", [a_row("ehe"), a_row("ehe", surname="Jones")]))
    (tmp_path / "c faulty.xlsx").write_bytes(xlsx([PRU, ("", *ANN_IN_PRU[1:])], PRU2=[["Rang the school"]]))
    (tmp_path / "a broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "d empty.csv").write_bytes(b"")
    (tmp_path / "e letter.xls").write_bytes(b"<html>Dear all</html>")
    (tmp_path / "~$c faulty.xlsx").write_bytes(b"Excel has it open")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "folder.xlsx" / "f.csv").write_bytes(csv_bytes("ehe", [a_row("ehe")]))


def test_every_file_has_its_line_and_the_first_bad_one_stops_nothing(check, sent):
    done = check()
    lines = done.stdout.splitlines()

    assert (done.returncode, done.stderr) == (1, "")
    assert [line.split(",")[0] for line in lines] == [
        "a broken.xlsx", "b right.csv", "c faulty.xlsx", "d empty.csv", "e letter.xls",
    ]  # fmt: skip
    assert lines[0].startswith("a broken.xlsx, not read: a broken.xlsx is damaged")
    assert lines[1].startswith("b right.csv, b right: ehe, 2 rows, 2 passed, 0 errors, ")
    assert lines[2].startswith("c faulty.xlsx, Sheet: pru, 1 row, 0 passed, 1 error, ")


def test_as_json_it_is_a_list_that_names_the_files(check, sent):
    done = check("--json")
    found = json.loads(done.stdout)

    assert (done.returncode, [one["file"][0] for one in found]) == (1, list("abcde"))
    assert [set(one) == {"file", "error"} for one in found] == [True, False, False, True, True]
    assert (found[2]["register"], found[2]["passed"]) == ("pru", 0)


def test_a_folder_of_right_lists_is_right_and_one_file_still_makes_a_list(check, tmp_path):
    (tmp_path / "ehe.csv").write_bytes(csv_bytes("ehe", [a_row("ehe")]))
    done = check("--json")

    assert (done.returncode, len(json.loads(done.stdout))) == (0, 1)


def test_a_folder_without_a_workbook_is_told_so(check):
    done = check()

    assert (done.returncode, "holds no workbook" in done.stderr) == (1, True)
