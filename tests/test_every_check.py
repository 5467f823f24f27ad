"""What holds of every check: it finds its trouble, leaves its order alone, and says so for a person."""

import ast
import re
from pathlib import Path

import pytest

from cme_data.checks import CHECKS, RegisterCheck, handbook
from cme_data.checks.check import CellCheck, Check, RowCheck
from cme_data.checks.example import Example, listed
from cme_data.checks.registers.found import COLUMNS
from schemas.register import LEVEL
from tests.check_examples import findings, pairs
from tests.serving import ROOT

TROUBLED = [(check, i) for check in CHECKS.values() for i in range(len(check.troubled))]
UNTROUBLED = [(check, i) for check in CHECKS.values() for i in range(len(check.untroubled))]


def name(value: object) -> str:
    return value.name if isinstance(value, Check) else str(value)


@pytest.mark.parametrize(("check", "i"), TROUBLED, ids=name)
def test_it_finds_its_trouble(check: Check, i: int):
    if isinstance(check, RegisterCheck):
        rows = pairs(check, check.troubled[i])
        assert rows
        assert all(tuple(row) == COLUMNS and None not in row.values() for row in rows)
        return
    said = findings(check.troubled[i])
    own = [finding for finding in said if finding.rule == check.name]

    assert own
    assert {f.rule for f in said if f.level == "error"} <= {
        check.name
    }  # the trouble of the example is no other
    for finding in own:
        assert check.severity in (finding.level, "as the column says")
        assert finding.sheet in finding.message
        assert finding.cell is None or finding.cell in finding.message
        assert finding.value is None or finding.value in finding.message
        assert re.search(r"[.…]$", finding.message)
        assert re.search(r"[.…]$", finding.fix)


@pytest.mark.parametrize(("check", "i"), UNTROUBLED, ids=name)
def test_it_leaves_its_order_alone(check: Check, i: int):
    if isinstance(check, RegisterCheck):
        assert [] == pairs(check, check.untroubled[i])
        return
    said = findings(check.untroubled[i])

    assert [] == [f.message for f in said if f.rule == check.name or f.level == "error"]


def said_of(rule: str, example: Example) -> list[tuple[int | None, str]]:
    return [(f.row, f.message) for f in findings(example) if f.rule == rule]


def test_a_spell_inside_a_longer_one_does_not_hide_what_follows_within_it():
    said = said_of(
        "overlap",
        listed(
            "pru",
            {"admitted_on": "7 September 2026", "left_on": "9 November 2026", "outcome": "Other"},
            {"admitted_on": "14 September 2026", "left_on": "21 September 2026", "outcome": "Other"},
            {"admitted_on": "28 September 2026", "left_on": "5 October 2026", "outcome": "Other"},
            {"admitted_on": "9 November 2026"},  # the first has ended
        ),
    )

    assert [3, 4] == [row for row, _ in said]
    assert all("spell in row 2 has not ended" in message for _, message in said)


@pytest.mark.parametrize("blank", ["surname", "forename", "date_of_birth"])
def test_rows_without_a_whole_name_are_not_taken_for_one_child(blank):
    assert [] == said_of("overlap", listed("pru", {blank: None}, {blank: None}))


def test_a_row_of_another_source_is_no_overlap():
    assert [] == said_of(
        "overlap",
        listed(
            "medical_tuition",
            {"data_provider": "Education Inclusion Support Service"},
            {"data_provider": "Malden Oaks"},
        ),
    )


@pytest.mark.parametrize("name", ["transition_passed", "full_hours_unsuitable", "above_school_age"])
def test_what_is_implausible_of_an_open_row_is_not_said_of_a_closed_one(name):
    (told,) = CHECKS[name].troubled[0]
    closed = {"removed_on": "2 November 2026", "removal_approved_on": "20 November 2026", "outcome": "Other"}
    still_open = closed | {"removal_approved_on": "21 November 2026"}

    assert [] == said_of(name, listed(told.register, told.rows[0] | closed, as_at=told.as_at))
    assert 1 == len(said_of(name, listed(told.register, told.rows[0] | still_open, as_at=told.as_at)))


def test_codes_are_given_once_and_tell_how_grave_it_is():
    letters = {"error": "E", "warning": "W", "as the column says": "C"}
    codes = [check.code for check in CHECKS.values()]

    assert len(codes) == len(set(codes)) == len({code[1:] for code in codes})
    assert codes == sorted(codes, key=lambda code: code[1:])
    for check in CHECKS.values():
        assert re.fullmatch(letters[check.severity] + r"[1-6]\d\d", check.code)


def test_every_check_says_what_and_why_and_is_proved_both_ways():
    for check in CHECKS.values():
        assert check.says.endswith(".")
        assert check.because.endswith(".")
        assert check.troubled
        assert check.untroubled


def test_the_rules_of_the_schemas_are_the_checks_of_cells():
    declared = {check.name: check for check in CHECKS.values() if isinstance(check, CellCheck)}

    assert LEVEL.keys() == declared.keys()
    for rule, level in LEVEL.items():
        assert declared[rule].severity in (level, "as the column says")


def test_every_file_of_a_check_is_listed():
    written = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "cme_data" / "checks").rglob("*.py")
        if re.search(r"^CHECK = ", path.read_text(encoding="utf-8"), re.M)
    }

    assert len(written) == len(CHECKS)
    assert {check.file.suffix for check in CHECKS.values() if isinstance(check, RegisterCheck)} == {".sql"}
    for check in CHECKS.values():
        assert any(path.endswith(f"/{check.name}.py") for path in written), check.name


def rules_of(path: Path) -> set[str]:
    """The names of rules that a module writes out where a finding is made."""
    places = {"say": 2, "say_of_row": 2, "say_of_sheet": 1, "_finding": 1, "_warning": 0}
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
        if called in places and len(node.args) > places[called]:
            given.append(node.args[places[called]])
        found |= {
            value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str)
        }
    return found


def test_every_rule_that_a_finding_can_name_is_a_listed_check():
    from cme_data.examine import TWO_LISTS

    written = {TWO_LISTS}.union(*(rules_of(path) for path in (ROOT / "cme_data").rglob("*.py")))
    elsewhere = {check.name for check in CHECKS.values() if type(check) is Check}

    assert written <= CHECKS.keys()
    assert elsewhere <= written  # what no check of ours looks for must be said by somebody
    assert {type(check) for check in CHECKS.values()} > {Check, CellCheck, RowCheck, RegisterCheck}


def test_the_handbook_is_current():
    assert handbook.is_current(), "run: python -m cme_data.checks"


def test_the_handbook_is_written_where_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(handbook, "README", tmp_path / "README.md")

    assert not handbook.is_current()
    handbook.write()
    assert handbook.is_current()
