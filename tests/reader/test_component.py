from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotes
from quotes.reader.component import AHEAD, ahead, reading_of

TEXT = (
    "“The bridge will not hold another winter,” said Ines Okafor, the chief engineer of the "
    "Tarn Valley Council.\n\nHer deputy, Paul Rennick, told reporters that the work would cost "
    "£4m. “We asked for it in March,” he added. “Nobody answered.”\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("en")
    language.add_pipe("quotes_reader", config={"threads": 1})
    return language


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_it_finds_who_says_what(doc: Doc) -> None:
    found = {
        (a.source.of(TEXT) if a.source else None, a.cue.of(TEXT) if a.cue else None)
        for a in reading_of(doc).attributions
    }
    assert ("he", "added") in found
    assert any(cue == "said" and (source or "").startswith("Ines Okafor") for source, cue in found)
    assert any(cue == "told reporters" or cue == "told" for _, cue in found)


def test_pieces_around_a_cue_are_one_attribution(doc: Doc) -> None:
    added = next(
        a for a in reading_of(doc).attributions if a.cue is not None and a.cue.of(TEXT) == "added"
    )
    assert [piece.of(TEXT).strip("“”,.") for piece in added.contents] == [
        "We asked for it in March",
        "Nobody answered",
    ]


def test_it_sets_what_spacy_tools_work_on(doc: Doc) -> None:
    assert {(e.text, e.label_) for e in doc.ents} >= {
        ("Ines Okafor", "PERSON"),
        ("Paul Rennick", "PERSON"),
    }
    assert doc.has_annotation("DEP")
    assert doc.has_annotation("TAG")
    assert [s.text.strip() for s in doc.sents][-1] == "“Nobody answered.”"
    assert {"source", "cue", "content"} <= set(doc.spans)
    said = next(token for token in doc if token.text == "said")
    assert said.pos_ == "VERB"


def test_a_sentence_is_a_tree(doc: Doc) -> None:
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1
        assert all(token.head in sentence for token in sentence)


def test_the_output_survives_docbin(doc: Doc, nlp: Language) -> None:
    again = next(iter(DocBin(docs=[doc]).get_docs(nlp.vocab)))
    assert [e.text for e in again.ents] == [e.text for e in doc.ents]


def test_piping_gives_what_single_calls_give(nlp: Language) -> None:
    texts = [TEXT, "", "   \n", "No quotation stands here."]
    piped = list(nlp.pipe(texts))
    assert [d.text for d in piped] == texts
    assert [len(reading_of(d).attributions) for d in piped] == [
        len(reading_of(nlp(text)).attributions) for text in texts
    ]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab “”\"'.,\n\u00a0é中😀"), max_size=80))
def test_any_text_can_be_read(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for attribution in reading_of(doc).attributions:
        for piece in attribution.contents:
            assert piece.of(text).strip()


def test_a_long_article_is_read_in_windows(nlp: Language) -> None:
    text = "\n".join([TEXT] * 12)
    doc = nlp(text)
    cues = [a.cue.of(text) for a in reading_of(doc).attributions if a.cue]
    assert cues.count("added") >= 11


def test_a_sentence_without_an_end_is_cut(nlp: Language) -> None:
    doc = nlp("ferry " * 1000)
    assert max(len([t for t in s if not t.is_space]) for s in doc.sents) <= 200


def test_parts_of_a_document_are_read_as_one(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join([TEXT.strip()] * 4)
    whole = [a.contents for a in reading_of(nlp(text)).attributions]
    monkeypatch.setattr("quotes.reader.component.PART", 60)
    assert [a.contents for a in reading_of(nlp(text)).attributions] == whole


def test_the_component_sets_lemmas() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes_reader")
    doc = nlp("The engineers warned the councils.")
    assert [token.lemma_ for token in doc] == ["the", "engineer", "warn", "the", "council", "."]


def test_they_can_be_left_out() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes_reader", config={"lemmas": False})
    assert not nlp("The engineers warned the councils.").has_annotation("LEMMA")


def test_no_torch_at_run_time() -> None:
    modules = list(Path(quotes.__file__).parent.rglob("*.py"))
    assert len(modules) > 50
    for module in modules:
        assert "import torch" not in module.read_text("utf8")


@given(st.lists(st.integers()))
def test_everything_comes_in_order(numbers: list[int]) -> None:
    found = [(number, doubled.result()) for number, doubled in ahead(lambda n: 2 * n, numbers)]
    assert found == [(number, 2 * number) for number in numbers]


def test_no_more_is_taken_than_is_worked_on_ahead() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    for number, _ in ahead(str, numbers()):
        assert len(taken) <= number + 1 + AHEAD


def test_the_next_is_worked_on_while_the_caller_is_busy() -> None:
    begun = threading.Event()

    def work(number: int) -> None:
        if number == 1:
            begun.set()

    pairs = ahead(work, range(3))
    next(pairs)
    assert begun.wait(10)
    pairs.close()


def test_an_error_belongs_to_the_thing_that_caused_it() -> None:
    outcomes = [future.exception() is None for _, future in ahead(lambda n: 6 // n, [3, 0, 2])]
    assert outcomes == [True, False, True]


def test_what_has_not_begun_is_left_undone_when_the_caller_stops() -> None:
    done: list[int] = []
    release = threading.Event()

    def work(number: int) -> None:
        release.wait(10)
        done.append(number)

    pairs = ahead(work, range(10))
    next(pairs)
    threading.Timer(0.1, release.set).start()
    pairs.close()
    assert len(done) < 3


def test_an_error_of_the_source_of_things_is_raised() -> None:
    def numbers() -> Iterator[int]:
        yield 1
        raise LookupError

    with pytest.raises(LookupError):
        list(ahead(str, numbers()))
