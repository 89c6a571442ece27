from __future__ import annotations

import pytest

from quotes.check.words.kinds import base, gloss_kind, is_name, kind_of, opposed
from quotes.check.words.units import units


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("rose", "rise"),
        ("was", "be"),
        ("would", "will"),
        ("never", "not"),
        ("#5", "#"),
        ("dozens", "#"),
        ("1980s", "#"),
        ("dams", "dam"),
    ],
)
def test_base(word: str, expected: str) -> None:
    assert base(word) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("likely", "unlikely", True),
        ("agree", "disagree", True),
        ("useful", "useless", True),
        ("rising", "falling", True),
        ("always", "never", True),
        ("form", "inform", False),
        ("dam", "dike", False),
        ("safe", "safe", False),
    ],
)
def test_opposites(one: str, other: str, expected: bool) -> None:
    assert opposed(one, other) is expected
    assert opposed(other, one) is expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We met Harlow on Friday", ["harlow", "friday"]),
        ("Harlow left. The Dutch stayed", ["harlow", "dutch"]),
        ("Dams hold", []),
        ("and I stay", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [unit.key for unit in units(text) if is_name(unit, text)] == names


@pytest.mark.parametrize(
    ("claim", "said", "kind"),
    [
        ("five", "six", "number"),
        ("not safe", "safe", "negation"),
        ("on Monday", "on Friday", "name"),
        ("will go", "went", "tense"),
        ("a mill", "the dam", "word"),
    ],
)
def test_kind_of(claim: str, said: str, kind: str) -> None:
    assert kind_of(units(claim), units(said), claim, said) == kind


@pytest.mark.parametrize(
    ("gloss", "other", "kind"),
    [
        ("[the dam]", "it", "bracket"),
        ("[Harlow]", "the mayor", "bracket"),
        ("[built]", "builds", "bracket"),
        ("[the bridge]", "the dam", "word"),
        ("[the mayor]", "told Harlow", "name"),
        ("[not]", "", "negation"),
        ("[five]", "six", "number"),
    ],
)
def test_gloss_kind(gloss: str, other: str, kind: str) -> None:
    assert gloss_kind(units(gloss), units(other), gloss, other) == kind
