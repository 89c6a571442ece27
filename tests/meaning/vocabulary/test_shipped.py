"""What the shipped vocabulary has to keep, whoever edits it."""

from __future__ import annotations

from collections import Counter

import pytest

from quotes.ingest.topics import shipped_topics
from quotes.meaning.vectors import Encoder
from quotes.meaning.vocabulary.shipped import digest_of, shipped_vectors
from quotes.meaning.vocabulary.vocabulary import Vocabulary
from quotes.meaning.vocabulary.words import key

TOPICS = shipped_topics()


def test_every_topic_stands_under_one_of_seventeen() -> None:
    by_label = {topic.label: topic for topic in TOPICS}
    assert len(by_label) == len(TOPICS)
    tops = [topic for topic in TOPICS if topic.parent is None]
    assert sorted(top.code or "" for top in tops) == [f"medtop:{n:02}000000" for n in range(1, 18)]
    vocabulary = Vocabulary(TOPICS)
    below = [vocabulary.below(top.label) for top in tops]
    assert Counter(label for family in below for label in family) == Counter(by_label.keys())


def test_no_name_is_two_topics_and_no_code_either() -> None:
    names = Counter(key(name) for topic in TOPICS for name in {*map(key, topic.names)})
    assert [name for name, times in names.items() if times > 1] == []
    codes = [topic.code for topic in TOPICS if topic.code]
    assert len(codes) == len(set(codes))


def test_their_vectors_are_those_of_the_shipped_model() -> None:
    vectors = shipped_vectors(Encoder.shipped().sha256)
    missing = [topic.label for topic in TOPICS if digest_of(topic) not in vectors]
    assert missing == [], "run scripts/vectors/topics.py"
    assert shipped_vectors("another model") == {}


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("Global warming will not wait.", "climate change"),
        ("The levy hurts every taxpayer.", "taxation"),
        ("Nurses at both hospitals will walk out.", "doctors and nurses"),
        ("The MPs voted at noon.", "parliament"),
        ("The drills of the two navies were a show.", "armed forces"),
        ("Nobody vaccinates against fear.", "vaccination"),
        ("NATO has no answer.", "NATO"),
    ],
)
def test_it_finds_what_quotations_are_about(said: str, topic: str) -> None:
    assert topic in {link.topic for link in Vocabulary(TOPICS).links(said, said)}


@pytest.mark.parametrize(
    "said", ["Who asked us?", "People who pay should be heard.", "It was aids to navigation."]
)
def test_everyday_words_are_no_topic(said: str) -> None:
    assert Vocabulary(TOPICS).links(said, said) == ()
