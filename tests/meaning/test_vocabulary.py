from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import UsageError
from quotes.ingest.lists import shipped_topics
from quotes.meaning.vectors import Encoder
from quotes.meaning.vocabulary import (
    NAMED,
    Vocabulary,
    key,
    name,
    pattern,
    word,
)
from quotes.text.normalize import forms_of, singular_of
from quotes.topics.likeness import (
    FEWEST_WORDS,
    LEAST,
    LEAST_ALONE,
    MOST,
    Meant,
    Said,
    digest_of,
    shipped_vectors,
    similar,
)
from quotes.types import CuratedTopic

VOCABULARY = Vocabulary(
    (
        CuratedTopic("sea"),
        CuratedTopic("tides", parent="sea"),
        CuratedTopic("trains"),
        CuratedTopic("music"),
    )
)
LABELS = tuple(topic.label for topic in VOCABULARY.topics)
MEANT = Meant(LABELS, (np.eye(4, 384) * 127).astype(np.int8), "m")


def said(*parts: float, words: int = FEWEST_WORDS, names: tuple[str, ...] = ()) -> Said:
    vector = np.zeros(384, np.int8)
    vector[: len(parts)] = [round(127 * part) for part in parts]
    rest = max(0.0, 1 - sum(part**2 for part in parts)) ** 0.5
    vector[100] = round(127 * rest)
    return Said(vector, words, frozenset(names))


def found(*article: Said) -> list[list[str]]:
    links = similar(article, VOCABULARY, MEANT)
    assert all(link.origin == "similarity" and link.score >= LEAST for row in links for link in row)
    return [[link.topic for link in row] for row in links]


def test_a_topic_that_the_article_names_elsewhere() -> None:
    close = LEAST + 0.05
    assert found(said(0, 0, close), said(0, names=("trains",))) == [["trains"], []]
    assert found(said(0, 0, close), said(0)) == [[], []]
    assert found(said(0, 0, close, names=("music",))) == [[]]


def test_very_close_ones_need_no_words() -> None:
    assert found(said(0, 0, LEAST_ALONE + 0.05)) == [["trains"]]


def test_short_quotations_mean_too_much() -> None:
    assert found(said(0, 0, 0.9, words=FEWEST_WORDS - 1)) == [[]]


def test_what_a_quotation_names_and_its_kin_are_left_out() -> None:
    assert found(said(0.9, names=("tides",))) == [[]]
    assert found(said(0, 0.9, names=("sea",))) == [[]]


def test_at_most_so_many_the_best_first() -> None:
    article = [said(0.45, 0, 0.55, 0.5), said(0, names=("sea", "trains", "music"))]
    (first, _) = found(*article)
    assert first == ["trains", "music"]
    assert len(first) == MOST


def test_nothing_to_compare() -> None:
    assert similar([], VOCABULARY, MEANT) == []
    none = Meant((), np.empty((0, 384), np.int8), "m")
    assert similar([said(1.0)], VOCABULARY, none) == [()]


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


def test_names() -> None:
    assert name("the Paris Agreements") == ("the", "paris", "agreement")
    assert name("NATO") == ("^NATO",)
    assert name("Nato") == ("nato",)


def test_patterns() -> None:
    assert pattern("price* of water") == ("price*", "of", "water")
    assert pattern("=customs union") == ("=customs", "union")
    assert pattern("same-sex couples") == ("same", "sex", "couple")
    assert pattern("U.N.") == ("u", "n")


@pytest.mark.parametrize("text", ["", "...", "a*", "ta*x", "*tax", "=tax*", "(tax|levy)", "a " * 9])
def test_what_is_no_pattern(text: str) -> None:
    with pytest.raises(UsageError):
        pattern(text)


@pytest.mark.parametrize("text", ["", "tax*", "=tax", "!", "w " * 9])
def test_what_is_no_name(text: str) -> None:
    with pytest.raises(UsageError):
        name(text)


TOPICS_VOCABULARY = (
    CuratedTopic("transport"),
    CuratedTopic("ferry lines", ("ferries",), ("quay*", "harbour dues"), "transport"),
    CuratedTopic("harbour masters", patterns=("=harbour",), parent="ferry lines"),
    CuratedTopic("Tern League", ("TL",)),
)
VOCABULARY_VOCABULARY = Vocabulary(TOPICS_VOCABULARY)


def topics(text: str, context: str = "") -> dict[str, float]:
    return {link.topic: link.score for link in VOCABULARY_VOCABULARY.links(text, context)}


def test_names_patterns_and_the_paragraph() -> None:
    assert topics("Two ferries left the quayside.", "Two ferries left the quayside.") == {
        "ferry lines": 0.9
    }
    assert topics("They pay harbour dues.") == {"ferry lines": 0.85}
    assert topics("It is late.", "The ferry is late.") == {"ferry lines": 0.45}
    assert topics("The ferryman is late.") == {}


def test_a_link_by_words_of_the_quotation_counts_as_named() -> None:
    assert topics("quays")["ferry lines"] >= NAMED > topics("", "the ferry")["ferry lines"]


def test_capitals_fit_capitals_only() -> None:
    assert topics("The TL's fans sang.") == {"Tern League": 0.9}
    assert topics("a tl of it") == {}


def test_an_exact_form_and_the_longer_term_first() -> None:
    assert topics("the harbour") == {"harbour masters": 0.85}
    assert topics("the harbours") == {}
    assert "harbour masters" not in topics("the harbour dues")


def test_words_of_a_term_follow_one_another() -> None:
    assert topics("harbour\ndues") == {"ferry lines": 0.85}
    assert topics("harbour-dues") == {"ferry lines": 0.85}
    for apart in ("the Harbour. Dues rose", "harbour, dues", "harbour … dues", "harbour\n\ndues"):
        assert "ferry lines" not in topics(apart)


def test_names_vocabulary() -> None:
    assert VOCABULARY_VOCABULARY.named("the Ferry") == "ferry lines"
    assert VOCABULARY_VOCABULARY.named("a Ferry line") == "ferry lines"
    assert VOCABULARY_VOCABULARY.named("quay") is None


def test_kin() -> None:
    assert VOCABULARY_VOCABULARY.kin("ferry lines") == {
        "transport",
        "ferry lines",
        "harbour masters",
    }
    assert VOCABULARY_VOCABULARY.below("transport") == VOCABULARY_VOCABULARY.kin("harbour masters")


def test_a_circle_of_parents_ends() -> None:
    circle = Vocabulary((CuratedTopic("a", parent="b"), CuratedTopic("b", parent="a")))
    assert circle.kin("a") == {"a", "b"}


@given(st.lists(st.sampled_from("the harbour dues quays TL ferry , . - x".split()), max_size=12))
def test_hits_lie_in_the_text_and_not_within_one_another(words: list[str]) -> None:
    text = " ".join(words)
    hits = VOCABULARY_VOCABULARY.hits(text)
    for hit in hits:
        assert Vocabulary(TOPICS_VOCABULARY).hits(hit.span.of(text))
        assert not any(
            other.span.holds(hit.span) and len(other.span) > len(hit.span) for other in hits
        )


def test_what_follows_changes_nothing_before() -> None:
    assert {hit.span for hit in VOCABULARY_VOCABULARY.hits("the ferry")} <= {
        hit.span for hit in VOCABULARY_VOCABULARY.hits("the ferry and the TL")
    }


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("phrase", "same"),
    [
        ("the military drills", "Military drill"),
        ("women's rights", "woman right"),
        ("their Parties", "party"),
        ("cafés", "cafe"),
        ("long-term deals", "long term deal"),
        ("crises", "crisis"),
        ("customs", "Customs"),
    ],
)
def test_variants_have_one_key(phrase: str, same: str) -> None:
    assert key(phrase) == key(same)


@pytest.mark.parametrize(
    ("one", "other"), [("AIDS", "aids"), ("news", "new"), ("US", "us"), ("arms", "arm")]
)
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_capitals_keep_their_plural_apart() -> None:
    assert word("MPs").capitals == word("MP").capitals == "MP"
    assert word("Mps").capitals is None
    assert word("NATO's").capitals == "NATO"


def test_a_determiner_alone_is_a_word() -> None:
    assert key("the") == "the"


@given(LETTERS)
def test_the_forms_of_a_singular_hold_every_word_that_has_it(form: str) -> None:
    assert form in forms_of(singular_of(form)) or singular_of(form) == form


@given(LETTERS)
def test_forms_fold_to_one_key(form: str) -> None:
    assert key(form.upper() + " " + form) == key(form.upper() + " " + form.capitalize())
