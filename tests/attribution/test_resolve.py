"""From the words beside a quotation to who speaks: what no score may bring about.

How often the right one is found is measured on whole sets (tests/passages, docs/accuracy.md).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.attribution.candidates import FEATURES
from quotes.attribution.cast import find_cast
from quotes.attribution.pairs import VECTOR, PairScorer
from quotes.attribution.resolve import Resolution, Resolver
from quotes.reader.reading import Reading
from scripts.evaluation.passages import resolved

Read = Callable[[str], Reading]
HIDDEN = 64
FEW = 15
seeds = st.integers(0, 10_000)

TWO = (
    "Helen Quist, director of the Coastal Trust, said the harbour was full of mud.\n\n"
    "Peter Grantley, an economist at Calder University, said dredging was costly. "
    "Mr Grantley was sure.\n\n"
)


class Random(PairScorer):
    """A score without any training, that likes anybody better than nobody."""

    def __init__(self, seed: int) -> None:
        draw = np.random.default_rng(seed).normal
        self._given = {
            "features": draw(size=(FEATURES, HIDDEN)).astype(np.float32),
            "hidden": draw(size=(HIDDEN + VECTOR, HIDDEN)).astype(np.float32),
            "hidden_bias": draw(size=HIDDEN).astype(np.float32),
            "answer": draw(size=HIDDEN).astype(np.float32),
            "answer_bias": np.float32(1e6),
        }


def names(resolution: Resolution) -> set[str]:
    return {speaker.name for speaker in resolution.speakers}


def who(resolution: Resolution) -> list[tuple[str, str]]:
    return [(speaker.type, speaker.name) for speaker in resolution.speakers]


@pytest.fixture(scope="module")
def readings(read: Read) -> Callable[[str], Reading]:
    known: dict[str, Reading] = {}

    def reading(text: str) -> Reading:
        return known.setdefault(text, known.get(text) or read(text))

    return reading


@pytest.mark.parametrize(
    ("last", "mention", "never"),
    [
        ("“We knew,” he said.", "he", {"Coastal Trust", "Calder University"}),
        ("“We knew,” she said.", "she", {"Coastal Trust", "Peter Grantley"}),
    ],
)
@settings(max_examples=FEW)
@given(seed=seeds)
def test_no_score_makes_one_speak_who_cannot(
    readings: Read, last: str, mention: str, never: set[str], seed: int
) -> None:
    found = resolved(readings(TWO + last), ["Helen Quist", "Peter Grantley", mention], Random(seed))
    assert not names(found) & never


@settings(max_examples=FEW)
@given(seed=seeds)
def test_certainties_and_rivals_are_shares_of_one(readings: Read, seed: int) -> None:
    text = TWO + "“We knew,” the expert said."
    found = resolved(readings(text), ["Helen Quist", "Peter Grantley", "the expert"], Random(seed))
    assert 0 <= found.certainty <= 1
    assert found.certainty + sum(rival.chance for rival in found.rivals) <= 1.01
    assert [r.chance for r in found.rivals] == sorted(
        (r.chance for r in found.rivals), reverse=True
    )
    assert not names(found) & {rival.name for rival in found.rivals}


@pytest.mark.parametrize(
    ("source", "never"),
    [
        ("an agent of Captain Helen Quist", "Helen Quist"),
        ("friends of Helen Quist", "Helen Quist"),
        ("two aides to Minister Dame Helen Quist", "Helen Quist"),
    ],
)
@settings(max_examples=FEW)
@given(seed=seeds)
def test_whose_people_speak_does_not_speak(
    readings: Read, source: str, never: str, seed: int
) -> None:
    found = resolved(readings(f"“It is over,” said {source}."), [source], Random(seed))
    assert never not in names(found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Helen Quist and Peter Grantley", {"Helen Quist", "Peter Grantley"}),
        ("co-chairs Helen Quist and Dr. Peter Grantley", {"Helen Quist", "Peter Grantley"}),
        (
            "the trust's directors, Helen Quist and Peter Grantley",
            {"Helen Quist", "Peter Grantley"},
        ),
    ],
)
@settings(max_examples=FEW)
@given(seed=seeds)
def test_all_names_of_a_source_that_is_nothing_else_speak(
    readings: Read, source: str, expected: set[str], seed: int
) -> None:
    assert names(resolved(readings(f"“It is over,” said {source}."), [source], Random(seed))) == (
        expected
    )


@settings(max_examples=FEW)
@given(seed=seeds)
def test_who_is_whoever_stands_before_it(readings: Read, seed: int) -> None:
    text = TWO + "Mr Grantley told Helen Quist, who laughed: “It is mud.”"
    found = resolved(readings(text), ["Helen Quist", "Peter Grantley", "who"], Random(seed))
    assert names(found) <= {"Helen Quist", "who"}


def test_a_long_mention_is_its_head(read: Read) -> None:
    mention = "Helen Quist, director of the Coastal Trust and an ally of Peter Grantley"
    found = resolved(read(f"“It is late,” said {mention}."), [mention])
    assert who(found) == [("person", "Helen Quist")]
    assert found.certainty > 0.9


def test_two_candidates_are_less_certain_than_one(read: Read) -> None:
    one = resolved(read("Peter Grantley spoke first. He said no."), ["He"])
    text = "Peter Grantley met Martin Oster. He said no."
    assert resolved(read(text), ["He"]).certainty < one.certainty


def test_reading_and_cast_are_of_one_text(read: Read) -> None:
    with pytest.raises(ValueError, match="two different texts"):
        Resolver(read("Helen Quist said no."), find_cast(read("Ann Lee said no.")), [])
