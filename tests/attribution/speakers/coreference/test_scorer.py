from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from quotes.article import Span
from quotes.attribution.speakers.coreference.mentions import Mention, Mentions
from quotes.attribution.speakers.coreference.scorer import shipped
from quotes.attribution.words import words_of
from quotes.reader.reading import Reading

Read = Callable[[str], Reading]

TEXT = (
    "Marta Lindqvist and her brother Oskar Lindqvist run the ferry. Tobias Fenn, the harbour "
    "master, thanked them. He said the service was safe.\n"
)


def scored(read: Read, anaphor: str, *names: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    reading = read(TEXT)
    words = words_of(reading)
    make = Mentions(words, [], [])

    def at(phrase: str) -> Mention:
        start = TEXT.index(phrase)
        return make.at(words.places(Span(start, start + len(phrase))))

    return shipped().scores(words, reading.states, at(anaphor), [at(name) for name in names])


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
