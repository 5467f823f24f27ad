"""Business support sits beside the wall at the panel, and chases the actions the day after."""

import re


def test_the_panel_goes_through_its_children_and_an_action_is_kept_carried_over_and_undone(
    arrives, own_address, tmp_path
):
    support = arrives("panel", own_address)
    support.opens("meeting")
    support.types("Your name", "Sam Okafor")
    support.chooses("Meeting", "12 November 2026")
    support.sees("On roll and not attending", "Not on roll and hard to place", "Services attending")

    support.clicks("Begin")
    support.sees("Working well", "View of child and parent")
    first = re.search(r"\w\.\w\. · \d+", support.text)[0]
    support.page.keyboard.press("ArrowRight")
    support.waits()
    assert first not in support.text
    support.page.keyboard.press("ArrowLeft")
    support.waits()
    support.sees(first)
    assert "child" not in support.page.url

    support.types("What is to be done", "Meet the family at school")
    support.clicks("Next")  # somebody else's turn; what was typed stays
    support.clicks("Previous")
    support.chooses("Service that owes it", "Malden Oaks")
    support.clicks("Keep this action")
    support.sees("Action agreed: kept as P-2026-0001", "Meet the family at school")
    assert [] == support.barriers()
    support.pictures("kept")

    support.goes_to("Action sheet")
    support.chooses("Action", "P-2026-0001: Meet the family at school (Malden Oaks)")
    support.clicks("Carry over", "tab")
    support.types("Why it is carried over", "The school was shut")
    support.clicks("Carry it over")
    support.sees("Action carried over: kept as P-2026-0001", "carried over 1 time")
    assert [] == support.barriers()
    support.pictures("carried-over")

    support.clicks("Undo")
    support.sees("Action carried over: undone")
    support.says_what_for("Chasing a service")
    file = support.downloads("Download this list (CSV)", tmp_path)
    assert "P-2026-0001" in file.read_text("utf-8-sig")
    assert "Taken for: Chasing a service. By" in file.read_text("utf-8-sig").splitlines()[0]
    support.sees("For: Chasing a service")

    support.chooses("Action", "P-2026-0001: Meet the family at school (Malden Oaks)")
    support.clicks("Escalate", "tab")
    support.types("Why it is escalated", "No answer for a month")
    support.clicks("Escalate to the Associate Director")
    support.sees("Action escalated: kept as P-2026-0001", "With the Associate Director since")
    assert [] == support.barriers()
    support.pictures("escalated")
    unmet = support.downloads("Download the unmet actions (CSV)", tmp_path)
    assert "No answer for a month" in unmet.read_text("utf-8-sig")
    support.clicks("Undo")
    support.sees("Action escalated: undone")
