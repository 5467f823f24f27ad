"""Which rows are one child, and which only look it (measures.md, Child; R23)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cme_data.children import children
from cme_data.people import Identity, folded

BORN, OTHER = 15_000, 15_400


def grouped(*identities: Identity) -> set[frozenset[Identity]]:
    return {frozenset(group) for group in children(identities)}


def who(upn=None, record=None, surname="smith", forename="ann", born=BORN) -> Identity:
    return Identity(upn, record, surname, forename, born)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Brien", "O’Brien"),
        ("Ann-Marie", "ann marie"),
        ("Núñez", "NUNEZ"),
        (" De  La Cruz", "Delacruz"),
    ],
)
def test_case_accents_spaces_and_hyphens_do_not_tell_names_apart(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (who("A1"), who("A1", surname="jones"), True),  # the UPN outweighs the name
        (who("A1"), who("A2"), False),  # twins in all but the UPN
        (who("A1"), who(), True),  # a blank UPN does not speak against the name
        (who(record="7"), who(record="8"), False),
        (who("A1", "7"), who(None, "7", "jones", "bea", OTHER), True),
        (who(), who(born=OTHER), False),
        (who("A1"), who("A1", born=OTHER), True),  # two birth dates, but a name agrees
        (who("A1"), who("A1", None, "jones", "bea", OTHER), False),  # and here none does
        (who("A1", surname=None, forename=None, born=None), who("A1"), True),  # an action with the UPN alone
    ],
)
def test_the_strongest_identifier_both_carry_decides(one, other, same):
    assert (len(grouped(one, other)) == 1) is same


def test_a_row_that_would_be_two_children_belongs_to_neither():
    twin, other_twin, unsure = who("A1"), who("A2"), who()

    assert grouped(twin, other_twin, unsure) == {
        frozenset([twin]),
        frozenset([other_twin]),
        frozenset([unsure]),
    }


def test_a_record_number_joins_what_the_name_alone_could_not():
    with_both, with_number, other_twin = who("A1", "7"), who(None, "7"), who("A2")

    assert grouped(with_both, with_number, other_twin) == {
        frozenset([with_both, with_number]), frozenset([other_twin]),
    }  # fmt: skip


identities = st.builds(
    Identity,
    st.sampled_from([None, "A1", "A2"]),
    st.sampled_from([None, "7", "8"]),
    st.sampled_from(["smith", "jones"]),
    st.sampled_from(["ann", "bea"]),
    st.sampled_from([BORN, OTHER]),
)


@given(st.lists(identities, max_size=8), st.randoms())
def test_no_row_is_lost_and_order_does_not_matter(rows, random):
    again = list(rows)
    random.shuffle(again)

    assert set().union(*grouped(*rows)) == set(rows)
    assert grouped(*rows) == grouped(*again)


@given(st.lists(identities, max_size=8))
def test_two_children_never_share_what_should_have_joined_them(rows):
    groups = [group for group in children(rows) if any(i.upn for i in group)]
    for group in groups:
        assert len({i.upn for i in group if i.upn}) == 1  # no child has two permanent UPNs
