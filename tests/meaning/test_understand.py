from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotes.meaning.phrases import plain, singular
from quotes.meaning.understand import MOST, understand
from quotes.meaning.vocabulary import Vocabulary
from quotes.text.normalize import GENERIC
from quotes.types import CuratedTopic, Span
from tests.meaning.parses import VOCAB, doc_of, quotation

SAID = (
    "“|PUNCT|3|punct The|DET|3|det boats|NOUNS|4|nsubj leave|VERB|0|root Tern|PROPN|6|compound "
    "Bay|PROPN|4|obj ”|PUNCT|4|punct said|VERB|4|parataxis Odo|PROPN|8|nsubj Fenwick|PROPN|9|flat "
    "of|ADP|13|case the|DET|13|det guild|NOUN|9|nmod .|PUNCT|4|punct"
)
LATER = (
    "\n|SPACE|3|dep Old|ADJ|3|amod boats|NOUNS|5|nsubj rarely|ADV|5|advmod pass|VERB|0|root "
    "the|DET|8|det 15|NUM|8|nummod lights|NOUNS|5|obj .|PUNCT|5|punct"
)
ENTS = {"Tern Bay": "LOC", "Odo Fenwick": "PERSON"}


def topics(*sentences: str, said: str, ents: dict[str, str] | None = None) -> dict[str, float]:
    doc = doc_of(*sentences, ents=ents or ENTS)
    (quoted,) = understand(doc, [quotation(doc, said)])
    return {link.topic: link.score for link in quoted.topics}


def test_entities_before_phrases_before_the_paragraph() -> None:
    found = topics(SAID, LATER, said="“The boats leave Tern Bay”")
    assert list(found) == ["Tern Bay", "boat", "guild"]
    assert all(0 < score <= 1 for score in found.values())


def test_other_paragraphs_are_no_topic() -> None:
    assert "light" not in topics(SAID, LATER, said="“The boats leave Tern Bay”")
    assert list(topics(SAID, LATER, said="Old boats rarely pass")) == ["old boat", "light"]


def test_what_the_article_has_often_scores_higher() -> None:
    once = topics(SAID, said="“The boats leave Tern Bay”")
    twice = topics(SAID, SAID.replace("Tern|", "Gull|"), said="“The boats leave Tern Bay”")
    assert twice["boat"] > once["boat"]
    assert twice["Tern Bay"] == once["Tern Bay"]


def test_the_origin_says_what_found_it() -> None:
    doc = doc_of(SAID, ents=ENTS)
    (quoted,) = understand(doc, [quotation(doc, "“The boats leave Tern Bay”")])
    assert {link.topic: link.origin for link in quoted.topics} == {
        "Tern Bay": "entity",
        "boat": "phrase",
        "guild": "phrase",
    }


def test_a_surname_stands_for_the_full_name() -> None:
    text = "We|PRON|2|nsubj met|VERB|0|root Marrow|PROPN|2|obj .|PUNCT|2|punct"
    full = "\n|SPACE|3|dep Ilse|PROPN|3|compound Marrow|PROPN|4|nsubj left|VERB|0|root"
    ents = {"Ilse Marrow": "PERSON", "Marrow": "PERSON"}
    assert list(topics(text, full, said="We met Marrow", ents=ents)) == ["Ilse Marrow"]


def test_dates_pronouns_and_general_nouns_are_no_topic() -> None:
    text = (
        "It|PRON|2|nsubj takes|VERB|0|root a|DET|4|det way|NOUN|2|obj for|ADP|6|case "
        "people|NOUNS|2|obl on|ADP|8|case Monday|PROPN|2|obl"
    )
    assert topics(text, said="It takes a way for people on Monday", ents={"Monday": "DATE"}) == {}


def test_hyphens_stay_within_a_phrase() -> None:
    text = (
        "We|PRON|2|nsubj made|VERB|0|root a|DET|7|det long|ADJ|6|amod -|PUNCT|6|punct "
        "term|NOUN|7|compound deal|NOUN|2|obj"
    )
    doc = doc_of(text)
    (quoted,) = understand(doc, [quotation(doc, doc.text)])
    assert [link.topic for link in quoted.topics] == ["long - term deal"]


def test_at_most_so_many() -> None:
    nouns = [f"{letter}oat|NOUN|1|conj" for letter in "abcdefghijkl"]
    doc = doc_of(" ".join(["boat|NOUN|0|root", *nouns]))
    (quoted,) = understand(doc, [quotation(doc, doc.text)])
    assert len(quoted.topics) == MOST


def test_nothing_to_understand() -> None:
    assert understand(doc_of(SAID), []) == ()


def test_a_document_without_parse_has_no_topics() -> None:
    doc = Doc(VOCAB, words=["Boats", "leave"])
    (quoted,) = understand(doc, [quotation(doc, "Boats leave")])
    assert (quoted.topics, quoted.stances) == ((), ())


@given(st.data())
def test_everything_else_of_a_quotation_stays(data: st.DataObject) -> None:
    doc = doc_of(SAID, LATER, ents=ENTS)
    start = data.draw(st.integers(0, len(doc.text) - 1))
    end = data.draw(st.integers(start + 1, len(doc.text)))
    before = replace(quotation(doc, "Tern", cue="said"), pieces=(Span(start, end),))
    (after,) = understand(doc, [before])
    assert replace(after, topics=(), stances=()) == before
    keys = [link.topic.casefold() for link in after.topics]
    assert len(keys) == len(set(keys)) <= MOST
    assert not GENERIC & set(keys)
    assert [link.score for link in after.topics] == sorted(
        (link.score for link in after.topics), reverse=True
    )
    assert all(0 < link.score <= 1 for link in after.topics)


def test_singulars() -> None:
    doc = doc_of(
        "parties|NOUNS|0|root houses|NOUNS|1|dep classes|NOUNS|1|dep children|NOUNS|1|dep "
        "politics|NOUNS|1|dep crisis|NOUN|1|dep taxes|NOUNS|1|dep bus|NOUN|1|dep wives|NOUNS|1|dep"
    )
    assert [singular(token) for token in doc] == [
        "party",
        "house",
        "class",
        "child",
        "politics",
        "crisis",
        "tax",
        "bus",
        "wife",
    ]


def test_plain_words() -> None:
    assert plain("the  council’s") == "council"
    assert plain("their\xa0boats’") == "boats"
    assert plain("a Gull's nest") == "Gull's nest"
    assert plain("these") == "these"


def test_a_short_form_has_the_topic_of_the_longer_phrase() -> None:
    first = "We|PRON|2|nsubj saw|VERB|0|root old|ADJ|4|amod boats|NOUNS|2|obj .|PUNCT|2|punct"
    later = "\n|SPACE|3|dep The|DET|3|det boats|NOUNS|4|nsubj sank|VERB|0|root"
    assert list(topics(first, later, said="The boats sank")) == ["old boat"]
    other = "We|PRON|2|nsubj saw|VERB|0|root new|ADJ|4|amod boats|NOUNS|2|obj .|PUNCT|2|punct"
    assert list(topics(first, other, later, said="The boats sank")) == ["boat"]
    assert next(iter(topics(later, first, said="The boats sank"))) == "boat"


def test_a_name_of_a_curated_topic_is_that_topic() -> None:
    vocabulary = Vocabulary((CuratedTopic("seafaring", ("boats",)), CuratedTopic("guilds")))
    doc = doc_of(SAID, ents=ENTS)
    (quoted,) = understand(doc, [quotation(doc, "“The boats leave Tern Bay”")], vocabulary)
    assert {link.topic: link.origin for link in quoted.topics} == {
        "seafaring": "vocabulary",
        "Tern Bay": "entity",
        "guilds": "vocabulary",
    }
