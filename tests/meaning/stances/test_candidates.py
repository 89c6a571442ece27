from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.article import Article, Quotation, Span, Speaker
from quotes.meaning.nouns import GENERIC
from quotes.meaning.phrases import phrases_of
from quotes.meaning.places import Places
from quotes.meaning.stances.candidates import (
    LONGEST_PASSAGE,
    LONGEST_TARGET,
    MOST_TARGETS,
    Candidates,
    Passage,
)
from quotes.pipeline import Extractor
from tests.meaning.parses import quotation

Read = Callable[[str], Doc]

QUAY = (
    "“The harbour tax is a scandal, and closing the old quay would ruin every skipper on this "
    "coast,” said Odalys Brenner, who leads the guild of fishermen. The mayor opposed raising the "
    "fee. “It is wrong to close the mine,” he told the island's radio station."
)
LONG_SENTENCE = (
    "The council has promised a new school, a new bridge, a new market hall, a wider road to the "
    "quarry, cheaper tickets for the ferry, lamps along the towpath and a nurse in every village "
    "between the lake and the border before the end of the winter."
)


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> Read:
    return lambda text: extractor.read(Article(text=text, source="-")).doc


@pytest.fixture(scope="module")
def quay(read: Read) -> Doc:
    return read(QUAY)


def passages(doc: Doc, said: Quotation) -> list[Passage]:
    return list(Candidates(doc, Places(doc), phrases_of(doc)).of(said))


def targets(doc: Doc, *pieces: str, cue: str | None = None, speaker: str = "Ada") -> list[str]:
    said = quotation(doc, *pieces, cue=cue, speaker=speaker)
    return [one.target for passage in passages(doc, said) for one in passage.candidates]


def test_noun_phrases_without_determiners(quay: Doc) -> None:
    found = targets(quay, QUAY.partition(" said")[0])
    assert {"harbour tax", "old quay", "skipper"} <= set(found)


def test_a_phrase_has_its_owner_and_what_it_is_of(read: Read, quay: Doc) -> None:
    assert "guild of fishermen" in targets(quay, "The harbour tax")
    doc = read("Odo Fenwick condemned the council's use of force.")
    assert "council's use of force" in targets(doc, "the council's use of force")


def test_what_is_done_and_what_is_to_be_done(quay: Doc) -> None:
    assert "raising the fee" in targets(quay, "raising the fee")
    assert "close the mine" in targets(quay, "“It is wrong to close the mine,”")


def test_a_verb_in_the_past_is_none(read: Read) -> None:
    doc = read("Odo Fenwick said that he closed the mine in March.")
    assert targets(doc, "he closed the mine in March", speaker="Odo Fenwick") == ["mine"]


def test_a_vague_word_is_none(read: Read) -> None:
    doc = read("“The thing is wrong and people know it,” said Ada Wren.")
    assert targets(doc, "“The thing is wrong and people know it,”", speaker="Ada Wren") == []


def test_the_speaker_is_none(quay: Doc, read: Read) -> None:
    first = QUAY.partition(" said")[0]
    assert "Odalys Brenner" in targets(quay, first)
    assert "Odalys Brenner" not in targets(quay, first, speaker="Odalys Brenner")
    text = "“The quay is shut,” the harbour master said. “The harbour master obeys the council.”"
    doc = read(text)
    said = quotation(doc, "“The quay is shut,”", cue="said")
    place = text.index("the harbour master")
    mention = Span(place, place + len("the harbour master"))
    speaker = Speaker(type="person", name="Ines Okafor", mention=mention)
    (passage,) = passages(doc, replace(said, speakers=(speaker,)))
    assert [one.target for one in passage.candidates] == ["quay"]


def test_what_is_said_comes_before_what_stands_beside_it(quay: Doc) -> None:
    found = targets(quay, "“It is wrong to close the mine,”", cue="told")
    assert found.index("mine") < found.index("island's radio station")


def test_every_target_once(read: Read) -> None:
    doc = read("“The dam is a gift. We need the dam, and The Dam needs us,” said Ada Wren.")
    assert [one.casefold() for one in targets(doc, doc.text)].count("dam") == 1


def test_only_so_many_at_once(read: Read) -> None:
    doc = read(LONG_SENTENCE)
    (passage,) = passages(doc, quotation(doc, LONG_SENTENCE))
    assert len(passage.candidates) == MOST_TARGETS
    starts = [one.start for one in passage.candidates]
    assert starts == sorted(starts)


def test_a_long_quotation_is_cut_between_sentences(read: Read) -> None:
    text = " ".join([LONG_SENTENCE] * 5)
    doc = read(text)
    found = passages(doc, quotation(doc, text))
    assert len(found) > 1
    assert "".join(one.span.of(text) for one in found).replace(" ", "") == text.replace(" ", "")
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    ends = [one.span.of(text).rstrip()[-1] for one in found]
    assert ends == ["."] * len(found)
    places = Places(doc)
    assert all(len(places.tokens(one.span)) <= LONGEST_PASSAGE for one in found)


def test_nothing_to_ask_for(read: Read) -> None:
    doc = read("“No, never,” she said.")
    assert passages(doc, quotation(doc, "“No, never,”")) == []


@given(st.data())
def test_whatever_is_quoted(quay: Doc, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(QUAY) - 1))
    end = data.draw(st.integers(start + 1, len(QUAY)))
    said = replace(quotation(quay, "tax"), pieces=(Span(start, end),))
    for passage in passages(quay, said):
        inside = Places(quay).tokens(passage.span)
        assert 1 <= len(passage.candidates) <= MOST_TARGETS
        keys = [one.target.casefold() for one in passage.candidates]
        assert len(set(keys)) == len(keys)
        assert GENERIC.isdisjoint(keys)
        for one in passage.candidates:
            assert inside.start <= one.start < one.end <= inside.stop
            assert one.end - one.start <= LONGEST_TARGET
            assert one.target in quay[one.start : one.end].text
