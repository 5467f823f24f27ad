"""From a figure to its list, from the list to one child, and to another child by name: in a real browser."""

import re


def test_a_panel_member_comes_from_a_figure_to_one_child_and_leaves_no_name_in_the_address(arrives, address):
    member = arrives("panel-member", address)
    member.opens("?open=missing-not-located")
    first = member.first_row_of_list()
    surname, forename = first[:2]
    member.chooses("Open one child", f"{surname}, {forename}")

    member.sees(f"{surname}, {forename}", "Timeline", "What the registers say", "What changed")
    assert re.fullmatch(r".*/child\?(as_at=[\d-]+&)?child=[0-9a-f]+", member.page.url), member.page.url
    assert surname not in member.page.url
    assert [] == member.barriers()
    member.pictures("child")

    member.types("Find a child by name, UPN or record number", surname)
    member.sees("found.")
    assert surname not in member.page.url
    assert [] == member.barriers()
