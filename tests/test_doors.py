"""No page reaches the data, or changes them, but through a function that asks whether the person may."""

import ast
from pathlib import Path

import pytest

from tests.serving import ROOT

PAGES = ROOT / "pages"
ASKS = {"access.check", "access.may", "signing.signature", "ask.action_sheet", "ask.uploads"}
AT_A_CLICK = {"download.button", "recording.keep"}
"""What these are given runs only after they have asked: `download.button` at the click, `recording.keep` by the signature."""
WRITES = {
    "freeze_edition", "hand_out", "ingest.commit", "local.change", "panel.attended", "published.load", "retention.approve",
    "retention.bundle", "retention.dispose", "retention.hold", "retention.lift", "settled.explain", "explain", "forget", "write",
    "settled.keep", "store.withdraw", "update_sheets.note_back", "update_sheets.note_sent", "clock.take",
}  # fmt: skip

OF_NOBODY = {"meetings", "panel_days", "panels_ago", "uploaded"}
"""Days of meetings, and which registers there are at all."""


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def calls(node: ast.AST) -> set[str]:
    return {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}


def asking(path: Path) -> set[str]:
    """The functions of a module that ask, themselves or by another one of the module."""
    found = {one.name: calls(one) for one in functions(path)}
    ask = {name for name, made in found.items() if made & ASKS}
    while more := {name for name, made in found.items() if made & ask} - ask:
        ask |= more
    return ask


def offered(path: Path) -> set[str]:
    """What is given to a button that asks at the click."""
    return {
        name
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in AT_A_CLICK
        for name in calls(call) | {ast.unparse(each) for each in call.args}
    }


@pytest.mark.parametrize("path", sorted(PAGES.glob("components/ask*.py")), ids=lambda path: path.stem)
def test_every_question_to_the_data_asks_whether_the_person_may(path):
    public = {one.name for one in functions(path) if not one.name.startswith("_")}

    assert public
    assert set() == public - asking(path) - OF_NOBODY


def test_every_change_is_made_in_a_function_that_asks_or_at_a_click_that_does():
    unasked, met = [], set()
    for path in sorted(PAGES.rglob("*.py")):
        safe = asking(path) | offered(path)
        found = {one.name: calls(one) for one in functions(path)}
        callers = {name: {other for other, made in found.items() if name in made} for name in found}
        while more := {name for name, by in callers.items() if by and by <= safe} - safe:
            safe |= more
        for name, made in found.items():
            met |= made & WRITES
            if made & WRITES and name not in safe and not made & WRITES <= offered(path):
                unasked.append((path.name, name, made & WRITES))
    assert [] == unasked
    assert WRITES == met  # none was renamed away
