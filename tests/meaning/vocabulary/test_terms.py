from __future__ import annotations

import pytest

from quotes.errors import UsageError
from quotes.meaning.vocabulary.terms import name, pattern


def test_names() -> None:
    assert name("the Paris Agreements") == ("the", "paris", "agreement")
    assert name("NATO") == ("^NATO",)
    assert name("Nato") == ("nato",)


def test_patterns() -> None:
    assert pattern("price* of water") == ("price*", "of", "water")
    assert pattern("=customs union") == ("=customs", "union")
    assert pattern("same-sex couples") == ("same", "sex", "couple")
    assert pattern("U.N.") == ("u", "n")


@pytest.mark.parametrize("text", ["", "...", "a*", "ta*x", "*tax", "=tax*", "(tax|levy)", "a " * 9])
def test_what_is_no_pattern(text: str) -> None:
    with pytest.raises(UsageError):
        pattern(text)


@pytest.mark.parametrize("text", ["", "tax*", "=tax", "!", "w " * 9])
def test_what_is_no_name(text: str) -> None:
    with pytest.raises(UsageError):
        name(text)
