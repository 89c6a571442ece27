from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.align import (
    align_tokens,
    base,
    gloss_kind,
    is_name,
    kind_of,
    opposed,
    settled,
    units,
)

WORDS = st.lists(st.sampled_from("the of dam was not built by a river".split()), max_size=25)


def matched(claim: str, said: str) -> list[str]:
    """The matched stretches of the quotation, in words."""
    ours, theirs = units(claim), units(said)
    stretches: list[list[int]] = []
    before = (-2, -2)
    for i, j in align_tokens(ours, theirs).pairs:
        if (i, j) == (before[0] + 1, before[1] + 1):
            stretches[-1].append(j)
        else:
            stretches.append([j])
        before = (i, j)
    return [" ".join(said[theirs[j].start : theirs[j].end] for j in part) for part in stretches]


@pytest.mark.parametrize(
    ("claim", "said", "expected"),
    [
        ("the dam is safe", "we know the dam is safe now", ["the dam is safe"]),
        ("the dam safe", "we know the dam is safe now", ["the dam", "safe"]),
        ("the dam is very safe", "the dam is safe", ["the dam is", "safe"]),
        ("the dike is safe", "the dam is safe", ["the", "is safe"]),
        ("nothing alike", "the dam is safe", []),
        ("", "the dam is safe", []),
        ("the dam is safe", "", []),
        (
            "the mayor opened the gates of the dam",
            "the people of the town say the mayor opened the gates of the old dam",
            ["the mayor opened the gates of the", "dam"],
        ),
        (
            "water rose and the town was lost",
            "water fell, water rose and the town was lost",
            ["water rose and the town was lost"],
        ),
    ],
)
def test_alignment(claim: str, said: str, expected: list[str]) -> None:
    assert matched(claim, said) == expected


def test_a_hundred_words_are_left_out_in_the_middle() -> None:
    middle = " ".join(f"word{number} of the" for number in "abcdefghijklmnopqrstuvwxyzabcdefgh")
    said = f"we promised to rebuild the bridge {middle} before the winter comes again"
    claim = "we promised to rebuild the bridge before the winter comes again"
    assert matched(claim, said) == [
        "we promised to rebuild the bridge",
        "before the winter comes again",
    ]


def test_no_function_word_is_matched_far_away() -> None:
    said = "the dam is safe for now, and in the end the owner of the land will pay"
    assert matched("the dam is safe of course", said) == ["the dam is safe"]


def test_an_ellipsis_owns_up_to_words_left_out() -> None:
    said = "the dam is safe because many people worked on it for years and years, they said"
    assert matched("the dam … they said", said) == ["the dam", "they said"]


def test_very_long_texts_are_aligned_too() -> None:
    said = " ".join(f"word{number}a" for number in range(2000))
    claim = said.replace("word1000a", "other")
    ours, theirs = units(claim), units(said)
    assert len(align_tokens(ours, theirs).pairs) == len(theirs) - 1


@given(WORDS, WORDS)
def test_pairs_are_equal_and_rise(claim: list[str], said: list[str]) -> None:
    ours, theirs = units(" ".join(claim)), units(" ".join(said))
    pairs = align_tokens(ours, theirs).pairs
    assert all(ours[i].key == theirs[j].key for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@given(WORDS, WORDS, WORDS)
def test_a_whole_stretch_is_matched_wholly(
    before: list[str], claim: list[str], after: list[str]
) -> None:
    ours, theirs = units(" ".join(claim)), units(" ".join(before + claim + after))
    assert len(align_tokens(ours, theirs).pairs) == len(ours)


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


def keys(text: str) -> list[str]:
    return [unit.key for unit in units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don’t know", ["i", "do", "not", "know"]),
        ("we can't, won't, shan't", ["we", "can", "not", "will", "not", "shall", "not"]),
        ("cannot", ["can", "not"]),
        ("ain't", ["ain't"]),
        ("I'm gonna go, they've gone", ["i", "am", "going", "to", "go", "they", "have", "gone"]),
        ("twenty-five million people", ["#25000000", "people"]),
        ("salt & 5 per cent", ["salt", "and", "#5%"]),
        ("the United States", ["the", "us"]),
        ("the 5th of May, a 5th try", ["the", "#5", "of", "may", "a", "#5th", "try"]),
        ("it [sic] is", ["it", "is"]),
    ],
)
def test_units(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_parts_of_a_word_know_the_word() -> None:
    did, negation = units("didn't")
    assert (did.start, did.end, negation.start, negation.end) == (0, 3, 3, 6)
    assert {(unit.outer_start, unit.outer_end) for unit in (did, negation)} == {(0, 6)}


def test_brackets_and_ellipses_are_kept_in_mind() -> None:
    found = units("He [the mayor] left … for . . . good")
    assert [unit.key for unit in found if unit.gloss] == ["the", "mayor"]
    assert [unit.key for unit in found if unit.gap] == ["for", "good"]


@pytest.mark.parametrize(
    ("claim", "said", "expected"),
    [
        ("it's late", "it is late", ["it", "is", "late"]),
        ("it's been", "it has been", ["it", "has", "been"]),
        ("he'd left", "he had left", ["he", "had", "left"]),
        ("let's go", "let us go", ["let", "us", "go"]),
        ("it's late", "we are late", ["it", "'s", "late"]),
        ("health care", "healthcare", ["healthcare"]),
        ("a not able man", "a notable man", ["a", "not", "able", "man"]),
        ("a way", "go away, find a way", ["a", "way"]),
    ],
)
def test_the_other_text_settles_what_is_open(claim: str, said: str, expected: list[str]) -> None:
    ours, _ = settled(units(claim), units(said))
    assert [unit.key for unit in ours] == expected


@given(st.text(), st.text())
def test_units_stand_in_order_in_the_text(one: str, other: str) -> None:
    for text, row in zip((one, other), settled(units(one), units(other)), strict=True):
        assert all(0 <= unit.start < unit.end <= len(text) and unit.key for unit in row)
        assert all(unit.outer_start <= unit.start < unit.end <= unit.outer_end for unit in row)
        assert all(before.end <= after.start for before, after in pairwise(row))
