from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.meaning.nouns import forms_of, singular_of
from quotes.meaning.vocabulary.words import key, word

LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("phrase", "same"),
    [
        ("the military drills", "Military drill"),
        ("women's rights", "woman right"),
        ("their Parties", "party"),
        ("cafés", "cafe"),
        ("long-term deals", "long term deal"),
        ("crises", "crisis"),
        ("customs", "Customs"),
    ],
)
def test_variants_have_one_key(phrase: str, same: str) -> None:
    assert key(phrase) == key(same)


@pytest.mark.parametrize(
    ("one", "other"), [("AIDS", "aids"), ("news", "new"), ("US", "us"), ("arms", "arm")]
)
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_capitals_keep_their_plural_apart() -> None:
    assert word("MPs").capitals == word("MP").capitals == "MP"
    assert word("Mps").capitals is None
    assert word("NATO's").capitals == "NATO"


def test_a_determiner_alone_is_a_word() -> None:
    assert key("the") == "the"


@given(LETTERS)
def test_the_forms_of_a_singular_hold_every_word_that_has_it(form: str) -> None:
    assert form in forms_of(singular_of(form)) or singular_of(form) == form


@given(LETTERS)
def test_forms_fold_to_one_key(form: str) -> None:
    assert key(form.upper() + " " + form) == key(form.upper() + " " + form.capitalize())
