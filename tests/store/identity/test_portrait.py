from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.store.identity.portrait import UNKNOWN, Portrait, merged, portrait

DAY = date(2020, 6, 1)


def of(text: str, others: tuple[str, ...] = ()) -> Portrait:
    return portrait(text, ["Ann Vale", "Vale"], others, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Vale, 44, swam home.",
        "Ann Vale (44) swam home.",
        "Ann Vale, aged 44, swam home.",
        "Ann Vale, a 44-year-old swimmer, came home.",
        "The 44-year-old Ann Vale swam home.",
        "Ann Vale swam home. “At 44, I float,” she said.",
        "Vale swam home. The 44-year-old was tired.",
    ],
)
def test_an_age_gives_the_year_of_birth(text: str) -> None:
    assert of(text).births == {1976}
    assert portrait(text, ["Ann Vale", "Vale"], [], None).births == frozenset()


def test_numbers_that_are_no_age_of_the_person_give_none() -> None:
    assert of("Ann Vale has 44 boats, 30 of them new.").births == frozenset()
    assert of("Ann Vale met Bo Ek, 44.", ("Bo Ek",)).births == frozenset()
    assert of("Ann Vale met Bo Ek. The 44-year-old swam.", ("Bo Ek",)).births == frozenset()


def test_pronouns_count_only_where_nobody_else_is_named_and_outside_quotations() -> None:
    assert of("“He is late,” said Ann Vale. She waited.").genders == {"female"}
    assert of("Ann Vale met Bo Ek. He waited.", ("Bo Ek",)).genders == frozenset()
    assert of("Ann Vale came. He waited, she did not.").genders == frozenset()


def test_callings_are_read_beside_the_name_and_after_the_speech() -> None:
    assert of("“We bake,” said the dentist. Ann Vale laughed.").callings == {"dentist"}
    assert of("Baker Ann Vale closed.").callings == {"baker"}
    assert of("Ann Vale, a former village baker, closed.").callings == {"baker"}


def test_holders_of_an_office_and_namesakes_are_seen() -> None:
    text = "Ann Vale met Governor Bo Ek and Al Roe. She is no relation of the singer Vale."
    found = of(text, ("Bo Ek", "Al Roe"))
    assert found.officials == {"bo ek"}
    assert found.namesake


def test_proper_names_beside_the_person_are_near() -> None:
    found = of("Ann Vale lives in Skarholm.\nThe ferry goes to Brandtvik.")
    assert found.near == {"skarholm"}
    assert found.places == {"skarholm", "brandtvik"}


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_any_text_and_names_will_do(text: str, names: list[str]) -> None:
    found = portrait(text, names, ["Bo Ek"], DAY)
    assert found.near <= found.places or not found.places
    assert merged([found, UNKNOWN]) == found
