"""Whose rows a person may see."""

from datetime import date, timedelta

import pytest

from cme_data import access, scoping, story
from cme_data.access import NotAllowed, Person
from tests.builders import a_row, a_store, a_upn, upload

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def world(tmp_path):
    """Ann on the panel's register, led by Malden Oaks; Ben in home education; Cal in the unit; Dee owed an action by the SEND Service."""
    with a_store(tmp_path) as store:
        upload(store, "cme", [a_row("cme", surname="Ann", lead_service="Malden Oaks")], FRIDAY)
        upload(store, "ehe", [a_row("ehe", surname=name) for name in ("Ben", "Dee")], FRIDAY)
        upload(store, "pru", [a_row("pru", surname="Cal")], FRIDAY)
        dee = {name: a_row("ehe", surname="Dee")[name] for name in ("surname", "forename", "date_of_birth")}
        upload(store, "actions", [a_row("actions", service="SEND Service", **dee)], FRIDAY)
        yield store.world()


def names(world, person) -> set[str]:
    children = scoping.visible(world, person)
    rows = world.rows(
        """SELECT DISTINCT child, surname FROM spells JOIN versions USING (spell_id) JOIN contents USING (content_id)
        WHERE spells.register <> 'actions'"""
    )
    return {row["surname"] for row in scoping.seen(rows, children)}


@pytest.mark.parametrize(
    ("service", "sees"),
    [
        ("Malden Oaks", {"Ann", "Cal"}),
        ("SEND service ", {"Ann", "Dee"}),
        ("Education Welfare Service", {"Ann", "Ben", "Dee"}),
        ("Nobody's", {"Ann"}),
        ("", {"Ann"}),
    ],
)
def test_a_panel_member_sees_the_panels_children_and_those_of_the_own_service(world, service, sees):
    assert sees == names(world, Person("Sam", "panel_member", service))


@pytest.mark.parametrize("role", sorted(scoping.ALL_SERVICES))
def test_who_works_for_all_services_sees_everybody(world, role):
    assert {"Ann", "Ben", "Cal", "Dee"} == names(world, Person("Sam", role))


@pytest.mark.parametrize("role", ["senior_leader", "nobody", ""])
def test_who_may_see_no_child_is_refused(world, role):
    with pytest.raises(NotAllowed):
        scoping.visible(world, Person("Sam", role))


def test_every_role_is_thought_of():
    may = {role for role in access.ROLES if access.may(role, access.CHILDREN)}
    assert may == scoping.ALL_SERVICES | {"panel_member"}


def test_another_services_child_is_refused_by_name_of_the_way_out(world):
    children = scoping.visible(world, Person("Sam", "panel_member", "Malden Oaks"))
    with pytest.raises(NotAllowed, match="ask business support"):
        scoping.refuse_another("0123456789", children)
    scoping.refuse_another(next(iter(children)), children)


@pytest.mark.parametrize(
    ("row", "sees"),
    [
        ({"child": "a"}, True),
        ({"child": "b", "register": "cme"}, False),
        ({"child": None, "register": "cme", "provider": "Business support"}, True),
        ({"register": "pru", "provider": "malden oaks "}, True),
        ({"register": "actions", "provider": "Business support", "service": "Malden Oaks"}, True),
        ({"register": "ehe", "provider": "Education Welfare Service"}, False),
        ({"register": "ehe", "provider": ""}, False),
        ({}, False),
    ],
)
def test_a_row_that_tells_no_child_goes_with_its_list(row, sees):
    assert sees == bool(scoping.seen([row], frozenset("a"), "Malden Oaks"))
    assert [row] == scoping.seen([row], None)


def test_a_list_of_nobody_is_no_list_of_somebody_without_a_service():
    assert [] == scoping.seen([{"register": "ehe", "provider": ""}], frozenset())


def test_of_other_services_registers_a_panel_member_reads_who_holds_the_child_and_no_more(tmp_path):
    """Ann is the panel's, and in medical tuition with Malden Oaks: the Education Welfare Service is told that she is."""
    ill = {"absence_days": 40, "evidence_on": date(2026, 10, 1), "sen": "EHC plan", "hours_per_week": 5}
    ann = {"surname": "Ann", "upn": a_upn(1)}
    with a_store(tmp_path) as store:
        upload(store, "cme", [a_row("cme", reason="Other", **ann)], FRIDAY)
        row = a_row("medical_tuition", **ann, **ill)
        upload(store, "medical_tuition", [row], FRIDAY, provider="Malden Oaks")
        later = row | {"absence_days": 45, "hours_per_week": 10}
        upload(store, "medical_tuition", [later], FRIDAY + timedelta(days=7), provider="Malden Oaks")
        world = store.world()
        (child,) = scoping.visible(world, Person("Wyn", "panel_member", "Nobody's"))
        told = story.tell(world, child, FRIDAY + timedelta(days=8))

    said = {}
    for service in ("Education Welfare Service", "malden oaks "):
        case = scoping.of_a_case(told, service)
        medical = {fact.column: fact.value for fact in case.facts if fact.register == "medical_tuition"}
        changed = {change.column for change in case.changes}
        said[service] = (medical, changed, case.withheld, len(case.facts), case.spells)
    medical, changed, withheld, _, spells = said["Education Welfare Service"]
    assert set(medical) <= scoping.SHARED
    assert 10 == medical["hours_per_week"]
    assert ({"hours_per_week"}, ("medical_tuition",)) == (changed, withheld)
    assert spells == told.spells, "that she is on it, and since when"
    assert "Other" in [fact.value for fact in scoping.of_a_case(told, "").facts if fact.register == "cme"]
    medical, changed, withheld, facts, _ = said["malden oaks "]
    assert "EHC plan" == medical["sen"]
    assert ({"hours_per_week", "absence_days"}, ()) == (changed, withheld)
    assert facts == len(told.facts)


@pytest.mark.parametrize(
    ("register", "provider", "read"),
    [
        ("cme", "Business support", True), ("actions", "Business support", True), ("enquiries", "SEND Service", True),
        ("pru", "MALDEN OAKS", True), ("medical_tuition", "Education Inclusion Support Service", False),
        ("ehe", "Education Welfare Service", False), ("virtual_school", "Virtual School", False),
    ],
)  # fmt: skip
def test_what_a_service_reads_whole(register, provider, read):
    assert read == scoping.reads(register, provider, "Malden Oaks")
