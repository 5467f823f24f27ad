"""A workbook behind a password opens with it, and the password stays nowhere."""

import datetime as dt
import logging
import subprocess
import sys
import tempfile

import pytest

from cme_data.checked import Given
from cme_data.errors import NotAWorkbook, Protected, WrongPassword
from cme_data.examine import examine
from cme_data.ingest import commit
from cme_data.verify import verify
from cme_data.workbook.protected import opened
from cme_data.workbook.read import is_protected, read, unlocked
from tests.builders import a_store
from tests.protected_files import agile, rc4, standard
from tests.workbook_files import ANN_IN_PRU, AS_AT, PRU, ods, xls, xlsx

ROWS = [PRU, ANN_IN_PRU, *[["Smith", f"Ann {number}", *ANN_IN_PRU[2:]] for number in range(20)]]
PASSWORD = "Kings+on 2026 é"
EXCELS = {"agile": (agile, xlsx), "standard": (standard, xlsx), "rc4": (rc4, xls)}


@pytest.fixture(params=EXCELS)
def both(request):
    """A workbook without its protection and with it."""
    protect, write = EXCELS[request.param]
    plain = write(ROWS)
    return plain, protect(plain, PASSWORD)


def test_it_opens_with_its_password_alone(both):
    plain, protected = both
    assert (is_protected(plain), is_protected(protected)) == (False, True)
    for some in (lambda: unlocked(protected, "list.xlsx", None), lambda: read(protected, "list.xlsx")):
        with pytest.raises(Protected) as refused:
            some()
        assert str(refused.value) == (
            "list.xlsx is protected by a password: type the password, or save the workbook without one and upload"
            " that."
        )
    with pytest.raises(WrongPassword) as refused:
        unlocked(protected, "list.xlsx", PASSWORD.upper())
    assert str(refused.value).startswith("list.xlsx does not open with this password: ")
    assert PASSWORD.upper() not in str(refused.value)

    assert read(unlocked(protected, "x", PASSWORD), "x") == read(plain, "x")


def test_one_that_is_only_protected_against_changes_opens_as_in_excel():
    for protect, write in EXCELS.values():
        protected = protect(write(ROWS), "VelvetSweatshop")
        assert not is_protected(protected)
        assert read(protected, "x")[0].rows[0] == list(PRU)


@pytest.mark.parametrize("data", [b"", b"a,b", b"PK\x03\x04", xlsx(ROWS), ods(ROWS), xls(ROWS)])
def test_what_is_not_protected_stays_the_very_same(data):
    assert unlocked(data, "x", PASSWORD) is data
    assert not is_protected(data)


def test_a_protected_file_cut_short_or_changed_is_a_sentence(both):
    _, protected = both
    for tenth in (1, 5, 9):
        cut = protected[: len(protected) * tenth // 10]
        changed = cut + b"\xff" * 64 + protected[len(cut) + 64 :]
        assert sheets_or_sentence(cut).startswith("x")
        # Where the change fell on what nobody reads, the list is still there.
        assert sheets_or_sentence(changed).startswith(("x", "Sheet"))


def sheets_or_sentence(data: bytes) -> str:
    """The names of a protected file's sheets, or the sentence that begins with the file's name, x."""
    try:
        return ", ".join(sheet.name for sheet in read(unlocked(data, "x", PASSWORD), "x"))
    except NotAWorkbook as refused:
        return str(refused)


def test_what_is_kept_are_the_bytes_that_were_sent(both):
    plain, protected = both
    told = {"as_at": AS_AT, "today": AS_AT}
    ours = examine(protected, "list", **told, password=PASSWORD)
    theirs = examine(plain, "list", **told, password=PASSWORD)
    assert (ours.data, ours.opened is not None) == (protected, True)
    assert (theirs.data, theirs.opened) == (plain, None)
    assert ours.sha256 != theirs.sha256
    assert [s.as_json() for s in ours.sheets] == [s.as_json() for s in theirs.sheets]
    assert read(ours.opened, "x") == read(plain, "x")


def test_what_was_inside_never_lies_on_a_disk(both, monkeypatch):
    def no_file(*_, **__):
        raise AssertionError("a file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, no_file)
    plain, protected = both
    assert len(opened(protected, "x", PASSWORD)) >= len(plain) > 0


def test_the_password_is_in_no_message_and_no_log(both, caplog):
    caplog.set_level(logging.DEBUG)
    _, protected = both
    given = Given(protected, "list.xlsx", dt.date(2026, 11, 20), password=PASSWORD)
    examined = examine(*given[:2], as_at=given.as_at, today=AS_AT, password=PASSWORD)
    assert PASSWORD not in repr(given) + repr(examined.chosen) + caplog.text
    assert "list.xlsx" in repr(given)


def test_the_command_line_takes_it_from_a_file(tmp_path):
    (tmp_path / "list.xlsx").write_bytes(agile(xlsx(ROWS), PASSWORD))
    (tmp_path / "right.txt").write_text(f"{PASSWORD}\r\nthe second line\n", encoding="utf-8-sig", newline="")
    (tmp_path / "wrong.txt").write_text("Kingston\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\n")

    def by(name):
        words = [str(tmp_path / "list.xlsx"), "--password-file", str(tmp_path / name)]
        return subprocess.run(
            [sys.executable, "-m", "cme_data", "check", *words], capture_output=True, text=True
        )

    assert "list.xlsx, Sheet: pru, 21 rows, 21 passed" in by("right.txt").stdout
    for done, said in (
        (by("wrong.txt"), "does not open with this password"),
        (by("picture.png"), "picture.png is no text"),
    ):
        assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (1, True, False), (
            done.stderr
        )


def test_what_a_protected_workbook_held_is_kept_so_that_it_can_be_read_again(tmp_path):
    plain = xlsx(ROWS)
    protected = agile(plain, PASSWORD)
    with a_store(tmp_path) as store:
        found = examine(protected, "list.xlsx", as_at=AS_AT, today=AS_AT, password=PASSWORD)
        commit(store, found, who="S. Okafor", now=dt.datetime(2026, 11, 23, 9))

        assert {data for (data,) in store.ask("SELECT bytes FROM store.files")} == {protected, found.opened}
        assert verify(store) == []
        again = examine(protected, "list.xlsx", as_at=AS_AT, today=AS_AT, password=PASSWORD)
        assert [
            o.committed for o in commit(store, again, who="S. Okafor", now=dt.datetime(2026, 11, 23, 9))
        ] == [False]
    assert all(PASSWORD.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
