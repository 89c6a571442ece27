from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from quotes.attribution.candidates import MentionTable, pair_features
from quotes.attribution.coreference import Mention, Mentions
from quotes.attribution.pairs import ANTECEDENT, shipped
from quotes.attribution.words import words_of
from quotes.reader.reading import Reading
from quotes.types import Span

Read = Callable[[str], Reading]

TEXT = (
    "Marta Lindqvist and her brother Oskar Lindqvist run the ferry. Tobias Fenn, the harbour "
    "master, thanked them. He said the service was safe.\n"
)


def scored(read: Read, anaphor: str, *names: str) -> NDArray[np.float32]:
    reading = read(TEXT)
    words = words_of(reading)
    make = Mentions(words, [], [])

    def at(phrase: str) -> Mention:
        start = TEXT.index(phrase)
        return make.at(words.tokens(Span(start, start + len(phrase))))

    asking, candidates = at(anaphor), [at(name) for name in names]
    scores, nobody = shipped().scores(
        reading.vectors,
        np.array([words[asking.head].token]),
        np.array([words[one.tokens[0]].token for one in candidates], dtype=np.int64),
        np.array([words[one.head].token for one in candidates], dtype=np.int64),
        pair_features(asking, MentionTable(candidates)),
        ANTECEDENT,
    )
    return scores - nobody


def test_the_last_man_named_as_subject_is_likelier_than_the_woman(read: Read) -> None:
    fenn, marta = scored(read, "He", "Tobias Fenn", "Marta Lindqvist")
    assert fenn > 0
    assert fenn > marta


def test_a_score_does_not_depend_on_the_order_of_the_candidates(read: Read) -> None:
    names = ["Tobias Fenn", "Marta Lindqvist", "Oskar Lindqvist"]
    there = scored(read, "He", *names)
    back = scored(read, "He", *reversed(names))
    assert there == pytest.approx(back[::-1], abs=1e-4)


def test_without_candidates_there_is_nothing_to_score(read: Read) -> None:
    assert len(scored(read, "He")) == 0
