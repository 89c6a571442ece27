from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.coreference import (
    FEATURES,
    NOWHERE,
    Agreement,
    Form,
    GrammaticalRole,
    Mention,
    Mentions,
    between,
    features,
    shipped,
)
from quotes.attribution.words import words_of
from quotes.reader.reading import Reading
from quotes.types import Span

Read = Callable[[str], Reading]

TEXT = (
    "Ines Okafor met the two engineers on Monday. “Her plan will fail,” said Paul Rennick’s "
    "sister, who had read it. She left early.\n"
)


def mention(read: Read, phrase: str, text: str = TEXT) -> Mention:
    words = words_of(read(text))
    start = text.index(phrase)
    inside = text.index("Her plan")
    contents = [Span(inside, inside + len("Her plan will fail"))]
    make = Mentions(words, contents, [Span(text.index("Paul"), text.index(", who"))])
    return make.at(words.tokens(Span(start, start + len(phrase))))


@pytest.mark.parametrize(
    ("phrase", "form", "agreement"),
    [
        ("Ines Okafor", Form.NAME, Agreement.FEMALE),
        ("Paul Rennick", Form.NAME, Agreement.MALE),
        ("the two engineers", Form.DESCRIPTION, Agreement.PLURAL),
        ("Paul Rennick’s sister", Form.DESCRIPTION, Agreement.FEMALE),
        ("She", Form.PRONOUN, Agreement.FEMALE),
        ("it", Form.PRONOUN, Agreement.THING),
    ],
)
def test_form_and_agreement(read: Read, phrase: str, form: Form, agreement: Agreement) -> None:
    found = mention(read, phrase)
    assert (found.form, found.agreement) == (form, agreement)


def test_how_a_mention_stands(read: Read) -> None:
    assert mention(read, "Ines Okafor").role == GrammaticalRole.SUBJECT
    assert mention(read, "Paul Rennick").possessive
    assert not mention(read, "Ines Okafor").possessive
    assert mention(read, "Her").content == 0
    assert mention(read, "She").content == NOWHERE
    assert mention(read, "Paul Rennick").is_source
    assert not mention(read, "Ines Okafor").is_source


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    start = draw(st.integers(0, 400))
    tokens = range(start, start + draw(st.integers(1, 6)))
    return Mention(
        tokens=tokens,
        head=draw(st.sampled_from(tokens)),
        form=draw(st.sampled_from(Form)),
        agreement=draw(st.sampled_from(Agreement)),
        role=draw(st.sampled_from(GrammaticalRole)),
        possessive=draw(st.booleans()),
        sentence=start // 20,
        paragraph=start // 60,
        content=draw(st.sampled_from([NOWHERE, 0, 1])),
        is_source=draw(st.booleans()),
    )


@given(mentions(), st.lists(mentions(), min_size=1, max_size=8))
def test_a_pair_has_one_feature_of_each_group(anaphor: Mention, others: list[Mention]) -> None:
    found = [
        features(anaphor, one, stands)
        for one, stands in zip(others, between(anaphor, others), strict=True)
    ]
    assert all(list(one) == sorted(set(one)) for one in found)
    assert all(0 <= feature < FEATURES for one in found for feature in one)
    assert len({len(one) for one in found}) == 1


@given(mentions(), st.lists(mentions(), min_size=1, max_size=8))
def test_the_nearest_has_nobody_between(anaphor: Mention, others: list[Mention]) -> None:
    before = [one for one in others if one.tokens.start < anaphor.tokens.start]
    if before:
        nearest = max(before, key=lambda one: one.tokens.start)
        stands = between(anaphor, others)[others.index(nearest)]
        assert (stands.names, stands.sources) == (0, 0)


TEXT_SCORER = (
    "Marta Lindqvist and her brother Oskar Lindqvist run the ferry. Tobias Fenn, the harbour "
    "master, thanked them. He said the service was safe.\n"
)


def scored(read: Read, anaphor: str, *names: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    reading = read(TEXT_SCORER)
    words = words_of(reading)
    make = Mentions(words, [], [])

    def at(phrase: str) -> Mention:
        start = TEXT_SCORER.index(phrase)
        return make.at(words.tokens(Span(start, start + len(phrase))))

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
