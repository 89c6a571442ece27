from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.names.person import fold_person, surname
from quotes.text.normalize import fold, fold_organization, lemma


@pytest.mark.parametrize(
    ("word", "pos", "base"),
    [
        ("said", "VERB", "say"),
        ("was", "AUX", "be"),
        ("Drills", "NOUN", "drill"),
        ("children", "NOUN", "child"),
        ("Rennick", "PROPN", "Rennick"),
        ("States", "PROPN", "States"),
        ("”", "PUNCT", "”"),
        ("42", "NUM", "42"),
    ],
)
def test_base_forms(word: str, pos: str, base: str) -> None:
    assert lemma(word, pos) == base


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Núñez", "JOSE NUNEZ"),
        ("Søren Łukasz", "soren lukasz"),
        ("Siobhán O’Neill", "Siobhan O'Neill"),
        ("Jean-Luc  Moreau", "Jean Luc\u00a0Moreau"),
        ("J. R. Vance", "J R Vance"),
        ("Straße", "STRASSE"),
        ("Иван Йорк", "иван йорк"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_titles_and_articles_do_not_count() -> None:
    assert fold_person("Prof. Dr. Ann Vale") == fold_person("Ann Vale") == "ann vale"
    assert fold_person("Judge") == "judge"
    assert fold_organization("The Harbour Office") == "harbour office"
    assert fold_organization("Theatre Guild") == "theatre guild"


def test_surname() -> None:
    assert surname("ann van der vale") == "vale"
    assert surname("vale") == "vale"


def test_a_name_without_letters_stays() -> None:
    assert fold(" ?! ") == "?!"


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    folded = fold(name)
    assert fold(folded) == folded
    assert folded == folded.strip()
    assert "  " not in folded or not any(map(str.isalnum, folded))
