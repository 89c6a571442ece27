from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from tokenizers import Tokenizer

from quotes.meaning.phrases import TokenIndex, phrases_of
from quotes.meaning.sides import (
    LONGEST,
    LONGEST_PASSAGE,
    LONGEST_TARGET,
    LONGEST_TEXT,
    MOST,
    MOST_TARGET_WORDS,
    MOST_TARGETS,
    SIDES,
    SURE,
    Sequencer,
    StanceModel,
    StancePassage,
    TargetCandidates,
    TargetSequence,
    evidence_words,
)
from quotes.meaning.understand import understand
from quotes.pipeline import Extractor
from quotes.reader.model import Model
from quotes.text.normalize import GENERIC
from quotes.types import (
    Article,
    Extraction,
    Quotation,
    QuotationStatus,
    Span,
    Speaker,
    Stance,
)
from scripts.evaluation import floor
from scripts.evaluation.stances import (
    KINDS,
    Case,
    Pair,
    faults,
    floor_figures,
    load_cases,
    load_pairs,
    results,
    table,
    turned,
)
from tests.meaning.parses import doc_of
from tests.meaning.parses import quotation as quoted_in

Read = Callable[[str], Doc]

QUAY = (
    "“The harbour tax is a scandal, and closing the old quay would ruin every skipper on this "
    "coast,” said Odalys Brenner, who leads the guild of fishermen. The mayor opposed raising the "
    "fee. “We want to close the mine,” he told the harbour council."
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


def passages(doc: Doc, said: Quotation) -> list[StancePassage]:
    return list(TargetCandidates(doc, TokenIndex(doc), phrases_of(doc)).of(said))


def targets(doc: Doc, *pieces: str, cue: str | None = None, speaker: str = "Ada") -> list[str]:
    said = quoted_in(doc, *pieces, cue=cue, speaker=speaker)
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
    assert "close the mine" in targets(quay, "“We want to close the mine,”")


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
    said = quoted_in(doc, "“The quay is shut,”", cue="said")
    place = text.index("the harbour master")
    mention = Span(place, place + len("the harbour master"))
    speaker = Speaker(type="person", name="Ines Okafor", mention=mention)
    (passage,) = passages(doc, replace(said, speakers=(speaker,)))
    assert [one.target for one in passage.candidates] == ["quay"]


def test_what_is_said_comes_before_what_stands_beside_it(quay: Doc) -> None:
    found = targets(quay, "“We want to close the mine,”", cue="told")
    assert found.index("mine") < found.index("harbour council")


def test_every_target_once(read: Read) -> None:
    doc = read("“The dam is a gift. We need the dam, and The Dam needs us,” said Ada Wren.")
    assert [one.casefold() for one in targets(doc, doc.text)].count("dam") == 1


def test_only_so_many_at_once(read: Read) -> None:
    doc = read(LONG_SENTENCE)
    (passage,) = passages(doc, quoted_in(doc, LONG_SENTENCE))
    assert len(passage.candidates) == MOST_TARGETS
    starts = [one.start for one in passage.candidates]
    assert starts == sorted(starts)


def test_a_long_quotation_is_cut_between_sentences(read: Read) -> None:
    text = " ".join([LONG_SENTENCE] * 5)
    doc = read(text)
    found = passages(doc, quoted_in(doc, text))
    assert len(found) > 1
    assert "".join(one.span.of(text) for one in found).replace(" ", "") == text.replace(" ", "")
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    ends = [one.span.of(text).rstrip()[-1] for one in found]
    assert ends == ["."] * len(found)
    places = TokenIndex(doc)
    assert all(len(places.tokens(one.span)) <= LONGEST_PASSAGE for one in found)


def test_nothing_to_ask_for(read: Read) -> None:
    doc = read("“No, not now,” she said.")
    assert passages(doc, quoted_in(doc, "“No, not now,”")) == []


@given(st.data())
def test_whatever_is_quoted(quay: Doc, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(QUAY) - 1))
    end = data.draw(st.integers(start + 1, len(QUAY)))
    said = replace(quoted_in(quay, "tax"), pieces=(Span(start, end),))
    for passage in passages(quay, said):
        inside = TokenIndex(quay).tokens(passage.span)
        assert 1 <= len(passage.candidates) <= MOST_TARGETS
        keys = [one.target.casefold() for one in passage.candidates]
        assert len(set(keys)) == len(keys)
        assert GENERIC.isdisjoint(keys)
        for one in passage.candidates:
            assert inside.start <= one.start < one.end <= inside.stop
            assert one.end - one.start <= MOST_TARGET_WORDS
            assert one.target in quay[one.start : one.end].text


HARBOUR = """\
The council of Tern Bay met on Monday.

“We oppose the harbour tax,” said Odalys Brenner, who leads the fishermen's guild.

Mayor Paul Rennick praised the brave rescue crews.

“The ferry leaves at nine,” said Ines Okafor, the harbour master.
"""
WATER = """\
Deputies in Corvane welcomed the new water law on Friday.

“The water law is excellent. We support the water law, we support cleaner wells and we are proud \
of the engineers,” said Tobias Elm, the deputy for Lower Saar. “We reject the lawsuit. We condemn \
the smear campaign, and we despise the drilling lobby and its threats.”

Hydrologist Mina Corvo condemned the drilling of deep wells and called the water law a failure.
"""
STRIKE = """\
“The strike will last two days,” said union clerk Nora Tveit.

Bishop Tomas Wren condemned the attack on the school. “This cowardly attack on the school was an \
attack on all of us,” he said.
"""
TEXTS = (HARBOUR, WATER, STRIKE)


@pytest.fixture(scope="module")
def extractions(extractor: Extractor) -> Mapping[str, Extraction]:
    articles = [Article(text=text, source="-") for text in TEXTS]
    return {one.article.text: one for one in extractor.extract_many(articles)}


def said(extraction: Extraction, words: str) -> Quotation:
    text = extraction.article.text
    (found,) = [one for one in extraction.quotations if words in one.text(text)]
    return found


def sides(extraction: Extraction, words: str) -> dict[str, str]:
    return {one.target: one.polarity for one in said(extraction, words).stances}


def test_the_side_of_a_speaker(extractions: Mapping[str, Extraction]) -> None:
    assert sides(extractions[HARBOUR], "We oppose")["harbour tax"] == "oppose"
    assert sides(extractions[WATER], "is excellent")["water law"] == "support"


def test_the_side_that_the_cue_takes(extractions: Mapping[str, Extraction]) -> None:
    crews = sides(extractions[HARBOUR], "the brave rescue crews")
    assert crews == {"brave rescue crews": "support"}
    assert sides(extractions[WATER], "the new water law") == {"new water law": "support"}
    assert sides(extractions[STRIKE], "the attack on")["attack"] == "oppose"


def test_a_bare_fact_takes_none(extractions: Mapping[str, Extraction]) -> None:
    assert sides(extractions[HARBOUR], "The ferry leaves") == {}
    assert sides(extractions[STRIKE], "The strike will last") == {}


def passages_stances(
    extractor: Extractor, extraction: Extraction
) -> Iterator[tuple[StancePassage, Stance]]:
    """Every stance with the passage that its target stands in."""
    doc = extractor.read(extraction.article).doc
    candidates = TargetCandidates(doc, TokenIndex(doc), phrases_of(doc))
    for quotation in extraction.quotations:
        for stance in quotation.stances:
            found = [
                passage
                for passage in candidates.of(quotation)
                if stance.target in {one.target for one in passage.candidates}
            ]
            assert found, stance
            yield found[0], stance


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_stand_in_the_article_beside_the_quotation(
    extractor: Extractor, extractions: Mapping[str, Extraction], text: str
) -> None:
    pairs = list(passages_stances(extractor, extractions[text]))
    assert pairs
    for passage, stance in pairs:
        assert stance.words is not None
        assert stance.words.of(text).strip()
        assert passage.span.start <= stance.words.start < stance.words.end <= passage.span.end
        assert stance.words.of(text) != stance.target


@pytest.mark.parametrize("text", TEXTS)
def test_only_sure_ones_best_first_and_not_too_many(
    extractions: Mapping[str, Extraction], text: str
) -> None:
    for quotation in extractions[text].quotations:
        scores = [one.score for one in quotation.stances]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= MOST
        assert all(SURE <= score <= 1 for score in scores)
        assert all(one.polarity != "neutral" for one in quotation.stances)
        assert all(one.origin == "machine" for one in quotation.stances)


def test_a_quotation_of_many_sides_tells_the_surest(
    extractions: Mapping[str, Extraction],
) -> None:
    assert len(said(extractions[WATER], "is excellent").stances) == MOST


def test_a_phrase_is_not_told_beside_a_longer_one(extractions: Mapping[str, Extraction]) -> None:
    for extraction in extractions.values():
        for quotation in extraction.quotations:
            for one in quotation.stances:
                longer = [
                    other.target
                    for other in quotation.stances
                    if other.polarity == one.polarity and other.target != one.target
                ]
                assert not any(one.target in other for other in longer), quotation.stances
    found = sides(extractions[WATER], "drilling of deep wells")
    assert found["drilling of deep wells"] == "oppose"
    assert "deep wells" not in found


@pytest.mark.parametrize("text", TEXTS)
def test_other_quotations_change_nothing(
    extractor: Extractor, extractions: Mapping[str, Extraction], text: str
) -> None:
    doc, model = extractor.read(extractions[text].article).doc, StanceModel.shipped()
    for quotation in extractions[text].quotations:
        (alone,) = understand(doc, [quotation], stances=model)
        assert alone.stances == quotation.stances


def test_without_a_model_none_are_told(
    extractor: Extractor, extractions: Mapping[str, Extraction]
) -> None:
    extraction = extractions[WATER]
    doc = extractor.read(extraction.article).doc
    found = understand(doc, extraction.quotations)
    assert [one.stances for one in found] == [()] * len(found)


@pytest.mark.parametrize("status", ["denied", "refused", "hypothetical"])
def test_words_that_were_not_said_take_none(
    extractor: Extractor, extractions: Mapping[str, Extraction], status: QuotationStatus
) -> None:
    extraction = extractions[WATER]
    doc, model = extractor.read(extraction.article).doc, StanceModel.shipped()
    first, *others = extraction.quotations
    found = understand(doc, [replace(first, status=status), *others], stances=model)
    assert first.stances
    assert [one.stances for one in found] == [(), *(one.stances for one in others)]


BEFORE = "Ada|PROPN|2|nsubj left|VERB|0|root .|PUNCT|2|punct"
DENIED = (
    "We|PRON|4|nsubj do|AUX|4|aux n’t|PART|4|advmod support|VERB|0|root the|DET|7|det "
    "harbour|NOUN|7|compound plan|NOUN|4|obj .|PUNCT|4|punct"
)
FAR = (
    "Never|ADV|7|advmod in|ADP|3|case life|NOUN|7|obl ,|PUNCT|7|punct friends|NOUNS|7|vocative "
    ",|PUNCT|7|punct trust|VERB|0|root the|DET|9|det ministry|NOUN|7|obj"
)


def told(doc: Doc, target: str, heeds: dict[str, float], start: int = 0) -> str | None:
    """The words that are told where each word of the passage is one piece, heeded so much."""
    tokens = [token for token in doc if token.idx >= start]
    place = doc.text.index(target)
    span = evidence_words(
        doc,
        TokenIndex(doc),
        Span(start, len(doc.text)),
        TokenIndex(doc).tokens(Span(place, place + len(target))),
        np.array([heeds.get(token.text, 0.01) for token in tokens], np.float32),
        [(token.idx - start, token.idx - start + len(token)) for token in tokens],
    )
    return span.of(doc.text) if span else None


def test_the_word_with_what_negates_it() -> None:
    assert told(doc_of(DENIED), "harbour plan", {"support": 0.5}) == "n’t support"


def test_places_count_from_where_the_passage_begins() -> None:
    doc = doc_of(BEFORE, DENIED)
    start = doc.text.index("We")
    assert told(doc, "harbour plan", {"support": 0.5}, start) == "n’t support"


def test_the_target_does_not_count() -> None:
    heeds = {"plan": 0.6, "harbour": 0.2, "support": 0.1}
    assert told(doc_of(DENIED), "harbour plan", heeds) == "n’t support"


def test_words_without_meaning_of_their_own_do_not_count() -> None:
    heeds = {"We": 0.6, ".": 0.2, "do": 0.1, "support": 0.05}
    assert told(doc_of(DENIED), "harbour plan", heeds) == "n’t support"
    assert told(doc_of("We|PRON|2|nsubj know|VERB|0|root it|PRON|2|obj"), "know it", {}) is None


def test_a_negation_far_off_is_left_out() -> None:
    assert told(doc_of(FAR), "ministry", {"trust": 0.5}) == "trust"


def test_the_pieces_of_a_word_count_together() -> None:
    doc = doc_of("Boats|NOUNS|2|nsubj embarrass|VERB|0|root mayors|NOUNS|2|obj")
    pieces = [(0, 5), (6, 9), (9, 12), (12, 15), (16, 22)]
    heeds = np.array([0.3, 0.15, 0.15, 0.15, 0.05], np.float32)
    whole = Span(0, len(doc.text))
    span = evidence_words(doc, TokenIndex(doc), whole, range(2, 3), heeds, pieces)
    assert span is not None
    assert span.of(doc.text) == "embarrass"


@pytest.mark.parametrize("target", ["harbour plan", "support", "We"])
@given(data=st.data())
def test_it_stands_in_the_article_and_beside_the_target(data: st.DataObject, target: str) -> None:
    doc = doc_of(BEFORE, DENIED)
    heeds = {token.text: data.draw(st.floats(0, 1, width=32)) for token in doc}
    words = told(doc, target, heeds)
    assert words
    assert words in doc.text
    assert target not in words


# The shipped model on sentences whose side any reader sees.


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return load_cases()


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return load_pairs()


def test_there_are_enough_of_every_kind_and_side(cases: list[Case], pairs: list[Pair]) -> None:
    assert len(cases) >= 120
    assert len(pairs) >= 30
    kinds, sides = (Counter(case.kind for case in cases), Counter(case.side for case in cases))
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 8
    assert set(sides) == set(SIDES)
    assert min(sides.values()) >= 24
    assert {pair.side for pair in pairs} == {"support", "oppose"}


def test_no_text_stands_twice_and_every_target_stands_in_its_text(
    cases: list[Case], pairs: list[Pair]
) -> None:
    texts = [case.text for case in cases]
    texts += [text for pair in pairs for text in (pair.text, pair.turned)]
    assert len(set(texts)) == len(texts)
    assert [case for case in cases if case.target not in case.text] == []
    assert [
        pair
        for pair in pairs
        if pair.target not in pair.text or pair.target.lower() not in pair.turned.lower()
    ] == []


def test_the_floor_holds(cases: list[Case], pairs: list[Pair]) -> None:
    model, held = StanceModel.shipped(), floor.held()
    rows = results(cases, model)
    turns = {pair.turned: turned(pair, model) for pair in pairs}
    figures = floor_figures(rows, turns.values())
    sunk = {name: value for name, value in figures.items() if value < held[name]}
    missed = [text for text, turns_over in turns.items() if not turns_over]
    assert not sunk, "\n".join([str(sunk), table(rows), *faults(rows), "not turned:", *missed])


MARKS = st.sampled_from(
    ["“", "”", "’", "—", "…", "é", "ß", "İ", "\u0301", "\u00ad", "\ufffd", "🙂"]
)
odd = st.lists(st.one_of(st.text(max_size=8), MARKS), max_size=12).map("".join)
LONG = "the old harbour plan is wrong " * 60


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Model.shipped(1).tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@pytest.fixture(scope="module")
def sequencer(tokenizer: Tokenizer) -> Sequencer:
    return Sequencer(tokenizer)


def check(made: TargetSequence, text: str, targets: list[str]) -> None:
    """What holds for every sequence."""
    length = len(made.pieces)
    assert length <= LONGEST
    assert made.pieces.shape == made.parts.shape == (length,)
    assert made.means.shape == (len(targets), length)
    assert made.means.dtype == np.float32
    np.testing.assert_allclose(made.means.sum(-1), 1, rtol=1e-5)
    begin, end = made.pieces[0], made.pieces[-1]
    assert made.parts[0] == made.parts[-1] == 0
    assert (made.pieces[1:] != begin).all()
    for number, mean in enumerate(made.means, 1):
        own = made.parts == number
        assert 1 <= own.sum() <= LONGEST_TARGET + 1
        assert not mean[~own].any()
        assert made.pieces[own][-1] == end
    assert len(made.offsets) <= LONGEST_TEXT
    assert made.text_start + len(made.offsets) == length - 1
    assert not made.parts[made.text_start :].any()
    assert all(0 <= start <= stop <= len(text) for start, stop in made.offsets)
    starts = [start for start, _ in made.offsets]
    assert starts == sorted(starts)


@given(text=odd, targets=st.lists(odd, min_size=1, max_size=8))
def test_every_text_and_every_target_fit(
    sequencer: Sequencer, text: str, targets: list[str]
) -> None:
    check(sequencer.sequence(text, targets), text, targets)


@pytest.mark.parametrize("target", ["", " ", "\u00ad", "the quay", LONG])
@pytest.mark.parametrize("text", ["", "\n", "“The quay is shut.”", LONG])
def test_empty_and_long_ones(sequencer: Sequencer, text: str, target: str) -> None:
    check(sequencer.sequence(text, [target, "the quay"]), text, [target, "the quay"])


def test_the_order_of_the_parts(sequencer: Sequencer, tokenizer: Tokenizer) -> None:
    made = sequencer.sequence("We like it.", ["the quay", "boats"])
    words = [tokenizer.id_to_token(piece) for piece in made.pieces]
    assert " ".join(words) == "[CLS] the quay [SEP] boats [SEP] we like it . [SEP]"
    assert made.parts.tolist() == [0, 1, 1, 1, 2, 2, 0, 0, 0, 0, 0]
    assert made.means[0].tolist() == [0, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]
    assert [("We like it.")[start:end] for start, end in made.offsets] == ["We", "like", "it", "."]


def test_a_long_text_and_a_long_target_are_cut(sequencer: Sequencer) -> None:
    made = sequencer.sequence(LONG, [LONG])
    assert len(made.offsets) == LONGEST_TEXT
    assert (made.parts == 1).sum() == LONGEST_TARGET + 1


def test_too_many_targets_are_refused(sequencer: Sequencer) -> None:
    assert len(sequencer.sequence(LONG, [LONG] * 10).means) == 10
    with pytest.raises(ValueError, match="11 targets are too many"):
        sequencer.sequence(LONG, [LONG] * 11)
