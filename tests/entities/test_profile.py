from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.entities.post_match import match_roles
from quotes.entities.profile import (
    UNKNOWN,
    Profile,
    ProfileFeatures,
    context_words,
    distinctive_words,
    lemmas,
    merge_features,
    profile_features,
    surroundings,
    told_words,
)
from quotes.entities.weights import RoleMatch
from tests.entities.profiles import person

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
        "Ann Vale, the mayor of Skarholm, who is 44, swam home.",
        "Ann Vale swam home.\n\nShe is 44, and was tired.",
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


def test_sentences_behind_the_person_count_until_somebody_else_is_named() -> None:
    assert of("Ann Vale came.\n\nShe waited.").genders == {"female"}
    assert of("Ann Vale came. She met Bo Ek. He waited.", ("Bo Ek",)).genders == frozenset()
    assert of("Ann Vale came. Bo Ek left.\n\nShe waited.", ("Bo Ek",)).genders == frozenset()


def test_a_pronoun_may_be_that_of_a_man_without_a_name() -> None:
    assert of("Ann Vale freed a man before he drowned.").genders == frozenset()


def test_a_relative_of_whom_the_person_may_have_the_name_is_seen() -> None:
    assert of("Ann Vale is the daughter of a judge.").kin
    assert not of("Ann Vale is a person of few words.").kin
    assert not of("Ann Vale met Bo Ek. He is the son of a judge.", ("Bo Ek",)).kin


def test_namesakes_and_kin_hold_of_several_articles_where_half_tell_of_them() -> None:
    told, silent = ProfileFeatures(namesake=True, kin=True), ProfileFeatures()
    assert merge_features([told, silent]).namesake
    assert not merge_features([told, silent, silent]).namesake
    assert not merge_features([told, silent, silent]).kin


def test_the_words_told_of_a_person_are_those_of_the_own_paragraphs() -> None:
    text = "Ann Vale dredged the estuary.\n\nBo Ek painted the gasworks."
    words = context_words(text, ["Ann Vale", "Bo Ek"])
    (told,) = told_words(text, ["Ann Vale"], ["Bo Ek"], words)
    assert "estuary" in told
    assert "gasworks" in words - told


def test_parts_of_names_with_a_hyphen_are_no_words_of_an_article() -> None:
    text = "Ann Dredger-Gasworks spoke. Gasworks was tired."
    assert "gasworks" not in context_words(text, (name for name in ["Ann Dredger-Gasworks"]))


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


def about(*texts: str) -> Profile:
    told = frozenset(context_words(text, ["Ann Vale"]) for text in texts)
    return replace(person("Ann Vale"), contexts=told)


def test_articles_of_one_affair_are_alike_in_words() -> None:
    one_affair = surroundings(about(MILL, FERRY), about(BERTH), NOTHING)
    other = surroundings(about(FERRY), about(MILL), NOTHING)
    assert one_affair is not None
    assert other is not None
    assert {"berth", "skarholm"} <= set(one_affair.shared)
    assert one_affair.words > 2 * other.words
    assert one_affair.meaning is None
    known = surroundings(about(FERRY), about(BERTH), frozenset(one_affair.shared))
    assert known is not None
    assert known.shared == ()
    assert surroundings(person("Ann Vale"), about(BERTH), NOTHING) is None


@given(st.sets(st.sampled_from(sorted(lemmas(FERRY + BERTH + MILL))), min_size=1), st.data())
def test_likeness_in_words_is_a_share_and_the_same_both_ways(
    ours: set[str], data: st.DataObject
) -> None:
    theirs = data.draw(st.sets(st.sampled_from(sorted(lemmas(BERTH + MILL))), min_size=1))
    one, other = (
        replace(person("Ann Vale"), contexts=frozenset({frozenset(words)}))
        for words in (ours, theirs)
    )
    there, back = surroundings(one, other, NOTHING), surroundings(other, one, NOTHING)
    assert there == back
    assert there is not None
    assert 0 <= there.words <= 1.0001


def test_who_is_no_relation_shares_the_family_name_only() -> None:
    def told(text: str, *others: str) -> bool:
        return profile_features(text, {"Ann Vale"}, others, None).namesake

    assert not told("Ann Vale, no relation to Bo Vale, spoke.", "Bo Vale")
    assert told("Ann Vale, no relation to the singer, spoke.")
    assert told("Ann Vale, whose name is written the same as that of the judge, spoke.")
    assert not told("Ann Vale spoke. “It bears his name,” he said.")


def test_a_name_within_a_quotation_tells_nothing_of_pronouns() -> None:
    text = "“Thomas told me so,” she said."
    assert not profile_features(text, {"Thomas Vale"}, (), None).genders
