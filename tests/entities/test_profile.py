from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.entities.post_match import match_roles
from quotes.entities.profile import (
    UNKNOWN,
    ProfileFeatures,
    distinctive_words,
    merge_features,
    profile_features,
    shared_context,
)
from quotes.entities.weights import RoleMatch

DAY = date(2020, 6, 1)


def of(text: str, others: tuple[str, ...] = ()) -> ProfileFeatures:
    return profile_features(text, ["Ann Vale", "Vale"], others, DAY)


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
    assert profile_features(text, ["Ann Vale", "Vale"], [], None).births == frozenset()


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
    found = profile_features(text, names, ["Bo Ek"], DAY)
    assert found.near <= found.places or not found.places
    assert merge_features([found, UNKNOWN]) == found


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("spokesman", "Spokeswoman", "same"),
        ("press officer", "spokesperson", "same"),
        ("senator", "Senate member", "same"),
        ("Senator", "member of the Senate", "same"),
        ("lawmaker", "member of parliament", "same"),
        ("chairman", "chair", "same"),
        ("director", "head", "same"),
        ("researcher", "senior marine scientist", "same"),
        ("mayor", "mayor of Skarholm", "same"),
        ("professor of law", "professor of history", "aside"),
        ("economist", "historian", "trade"),
        ("minister", "senator", "trade"),
        ("founder", "chief executive", "trade"),
        ("deputy minister", "minister", "rank"),
        ("vice president", "president", "rank"),
        ("mayor of Skarholm", "mayor of Brandt", "elsewhere"),
        ("senator from Iona", "senator from Ohira", "elsewhere"),
        ("professor", "baker", "unlike"),
        ("nurse", "striker", "unlike"),
        ("tally clerk", "glassblower", "open"),
        ("mayor", None, "open"),
        (None, None, "open"),
    ],
)
def test_roles(one: str | None, other: str | None, match: RoleMatch) -> None:
    assert match_roles(one, other) == match
    assert match_roles(other, one) == match


FERRY = "On Tuesday the harbour master Ann Vale said that ferries to Skarholm leave the new berth."
BERTH = "Vale, who runs the harbour of Skarholm, wants another berth for the ferry."
MILL = "The mill at Brandt grinds barley again, said the baker Ann Vale on Tuesday."
NOTHING: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    return distinctive_words(text, ["Ann Vale"])


def test_distinctive_words_are_lemmas_without_names_and_common_words() -> None:
    assert {"ferry", "skarholm", "berth"} <= words(FERRY)
    assert not {"vale", "said", "tuesday", "leave", "that", "ferries"} & words(FERRY)
    assert distinctive_words("", []) == NOTHING


def test_articles_of_one_context_share_distinctive_words() -> None:
    ferry, berth, mill = words(FERRY), words(BERTH), words(MILL)
    assert {"berth", "skarholm"} <= set(shared_context([mill, ferry], [berth], NOTHING))
    assert shared_context([ferry], [mill], NOTHING) == ()
    assert shared_context([ferry], [berth], ferry) == ()
    assert shared_context([], [berth], NOTHING) == ()


def test_long_articles_share_a_few_words_by_chance() -> None:
    one = frozenset(f"a{number}" for number in range(100))
    other = frozenset(f"b{number}" for number in range(96)) | {"a1", "a2", "a3", "a4"}
    assert shared_context([one], [other], NOTHING) == ()
