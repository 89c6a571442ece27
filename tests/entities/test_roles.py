"""Roles as names of offices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.entities.roles import is_calling, is_seat, is_single, like_roles, office_of

ROLES = st.sampled_from(
    "director|head|deputy director|Minister of Harbours|harbours minister|chairwoman|first deputy "
    "speaker|former mayor|spokesman|professor".split("|")
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Minister of Harbours", "harbours minister"),
        ("chairwoman", "Chair"),
        ("Home Secretary", "Secretary of State for the Home Department"),
        ("head", "director"),
        ("former director", "director"),
        ("deputy", "deputy director"),
        ("prime minister", "premier"),
    ],
)
def test_one_office_in_other_words(left: str, right: str) -> None:
    assert like_roles(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("deputy director", "director"),
        ("managing director", "director"),
        ("harbours minister", "finance minister"),
        ("first deputy speaker", "second deputy speaker"),
    ],
)
def test_two_offices(left: str, right: str) -> None:
    assert not like_roles(left, right)


@given(ROLES, ROLES)
def test_likeness_is_the_same_both_ways(left: str, right: str) -> None:
    assert like_roles(left, right) == like_roles(right, left)
    assert like_roles(left, left)
    assert office_of(left.upper()) == office_of(left)


def test_what_one_person_holds_at_a_time() -> None:
    assert is_single("mayor")
    assert is_single("Chief Constable")
    assert not is_single("deputy mayor")
    assert not is_single("professor")
    assert not is_single(None)


def test_callings_and_seats_are_no_offices() -> None:
    assert is_calling("geologist")
    assert not is_calling("director")
    assert is_seat("councillor")
    assert not is_seat("mayor")
