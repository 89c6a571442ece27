from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.meaning.vocabulary.vocabulary import NAMED, Vocabulary
from quotes.vocabulary import CuratedTopic

TOPICS = (
    CuratedTopic("transport"),
    CuratedTopic("ferry lines", ("ferries",), ("quay*", "harbour dues"), "transport"),
    CuratedTopic("harbour masters", patterns=("=harbour",), parent="ferry lines"),
    CuratedTopic("Tern League", ("TL",)),
)
VOCABULARY = Vocabulary(TOPICS)


def topics(text: str, context: str = "") -> dict[str, float]:
    return {link.topic: link.score for link in VOCABULARY.links(text, context)}


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


def test_names() -> None:
    assert VOCABULARY.named("the Ferry") == "ferry lines"
    assert VOCABULARY.named("a Ferry line") == "ferry lines"
    assert VOCABULARY.named("quay") is None


def test_kin() -> None:
    assert VOCABULARY.kin("ferry lines") == {"transport", "ferry lines", "harbour masters"}
    assert VOCABULARY.below("transport") == VOCABULARY.kin("harbour masters")


def test_a_circle_of_parents_ends() -> None:
    circle = Vocabulary((CuratedTopic("a", parent="b"), CuratedTopic("b", parent="a")))
    assert circle.kin("a") == {"a", "b"}


@given(st.lists(st.sampled_from("the harbour dues quays TL ferry , . - x".split()), max_size=12))
def test_hits_lie_in_the_text_and_not_within_one_another(words: list[str]) -> None:
    text = " ".join(words)
    hits = VOCABULARY.hits(text)
    for hit in hits:
        assert Vocabulary(TOPICS).hits(hit.place.of(text))
        assert not any(
            other.place.holds(hit.place) and len(other.place) > len(hit.place) for other in hits
        )


def test_what_follows_changes_nothing_before() -> None:
    assert {hit.place for hit in VOCABULARY.hits("the ferry")} <= {
        hit.place for hit in VOCABULARY.hits("the ferry and the TL")
    }
