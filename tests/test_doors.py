"""No page reaches the data, or changes them, but through a function that asks whether the person may."""

import ast
from pathlib import Path

import pytest

from tests.serving import ROOT

PAGES = ROOT / "pages"
SIGNS = {"access.check", "signing.signature"}
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


def at_a_click(path: Path) -> set[str]:
    """What is given to a button that asks at the click, and what that calls in its turn."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    given = {
        name
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in AT_A_CLICK
        for name in calls(call) | {ast.unparse(each) for each in call.args}
    }
    every = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    while more := {name for one in every if one.name in given for name in calls(one)} - given:
        given |= more
    return given


@pytest.mark.parametrize("path", sorted(PAGES.glob("components/ask*.py")), ids=lambda path: path.stem)
def test_every_question_to_the_data_asks_whether_the_person_may(path):
    public = {one.name for one in functions(path) if not one.name.startswith("_")}

    assert public
    assert set() == public - asking(path) - OF_NOBODY


def test_every_change_is_made_in_a_function_that_asks_or_at_a_click_that_does():
    unasked, met = [], set()
    for path in sorted(PAGES.rglob("*.py")):
        clicked = at_a_click(path)
        for one in functions(path):
            made = calls(one)
            met |= made & WRITES
            if (
                made & WRITES
                and not made & SIGNS
                and one.name not in clicked
                and not made & WRITES <= clicked
            ):
                unasked.append((path.name, one.name, made & WRITES))
    assert [] == unasked
    assert WRITES == met  # none was renamed away
