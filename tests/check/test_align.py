from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.align import align_units
from quotes.check.units import units

WORDS = st.lists(st.sampled_from("the of dam was not built by a river".split()), max_size=25)


def matched(claim: str, said: str) -> list[str]:
    """The matched runs of the quotation, in words."""
    ours, theirs = units(claim), units(said)
    runs: list[list[int]] = []
    before = (-2, -2)
    for i, j in align_units(ours, theirs):
        if (i, j) == (before[0] + 1, before[1] + 1):
            runs[-1].append(j)
        else:
            runs.append([j])
        before = (i, j)
    return [" ".join(said[theirs[j].start : theirs[j].end] for j in part) for part in runs]


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
    assert len(align_units(ours, theirs)) == len(theirs) - 1


@given(WORDS, WORDS)
def test_pairs_are_equal_and_rise(claim: list[str], said: list[str]) -> None:
    ours, theirs = units(" ".join(claim)), units(" ".join(said))
    pairs = align_units(ours, theirs)
    assert all(ours[i].key == theirs[j].key for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@given(WORDS, WORDS, WORDS)
def test_a_whole_stretch_is_matched_wholly(
    before: list[str], claim: list[str], after: list[str]
) -> None:
    ours, theirs = units(" ".join(claim)), units(" ".join(before + claim + after))
    assert len(align_units(ours, theirs)) == len(ours)
