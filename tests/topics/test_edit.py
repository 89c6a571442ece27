"""Decisions on topics: numbered, undone and replayed like all others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any, assert_never

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.archive import Archive
from quotes.db.rows import DecisionKind, Query
from quotes.entities.ledger import Decision
from quotes.entities.requests import (
    AddTopic,
    ImportTopics,
    MergeTopics,
    RenameTopic,
    SetStance,
    SetTopic,
    VocabularyRequest,
)
from quotes.errors import QuotesError, UsageError
from quotes.meaning.vectors import Encoder, passage_vectors
from quotes.store.store import Store
from quotes.topics.curated import CuratedState, details_of, replay_topics
from quotes.types import Article, CuratedTopic, Extraction, Speaker, TopicLink
from tests.store.made import quotation

SAID = {
    "“The spring tides flooded two quays,”": ("spring tide", "quay"),
    "“No tidal gate will hold that back,”": ("tidal gate",),
    "“Our boats need a new slipway,”": ("boat", "slipway", "Harbour"),
}
"""Quotations, with the phrases that are found in them."""


def page(
    store: Store, program: str = "1", before: str = "", *, vectors: bool = False
) -> Extraction:
    """An article as the program reads it with the vocabulary that the store has now."""
    lines = [f"{words} said {name}." for words, name in zip(SAID, ("Ann", "Bo", "Cy"), strict=True)]
    article = Article(before + "\n\n".join(lines), "tides.txt", published=date(2026, 5, 1))
    vocabulary = store.curation.vocabulary()
    found = [
        quotation(
            article,
            words,
            Speaker("person", "Ann"),
            topics=(
                *(TopicLink(phrase, 0.5) for phrase in phrases),
                *vocabulary.links(words, line),
            ),
        )
        for line, (words, phrases) in zip(lines, SAID.items(), strict=True)
    ]
    if not vectors:
        return Extraction(article, (), tuple(found), program, "m")
    encoder = Encoder.shipped()
    made = passage_vectors(encoder, [(words, words) for words in SAID])
    found = [replace(one, vector=made[n].tobytes()) for n, one in enumerate(found)]
    return Extraction(article, (), tuple(found), program, "m", vector_model=encoder.sha256)


def answers(store: Store) -> object:
    """What of topics can be seen: of each quotation, in lists, and in the vocabulary."""
    rows = sorted(store.search(Query(limit=None)), key=lambda row: row.text)
    links = [
        (row.text, sorted((link.topic, link.score, link.origin) for link in row.topics))
        for row in rows
    ]
    listed = [*store.topics(limit=None), *store.topics(limit=None, curated=True)]
    vocabulary = store.curation.vocabulary().topics
    return links, listed, sorted(vocabulary, key=lambda topic: topic.label)


def of(store: Store, words: str) -> set[str]:
    """The topics of the quotation with these words."""
    return {link.topic for link in quoted(store, words)[1]}


def quoted(store: Store, words: str) -> tuple[str, tuple[TopicLink, ...]]:
    (row,) = [row for row in store.search(Query(limit=None)) if words in row.text]
    return row.id, row.topics


LABELS = ("spring tide", "Spring Tides", "tidal gate", "quay", "harbour", "sea", "floods")
labels = st.sampled_from(LABELS)
topics = st.builds(
    CuratedTopic,
    labels,
    st.lists(labels, max_size=1).map(tuple),
    st.lists(st.sampled_from(["tid*", "boats"]), max_size=1).map(tuple),
    st.none() | labels,
)
edits: st.SearchStrategy[VocabularyRequest] = st.one_of(
    st.builds(AddTopic, topics),
    st.builds(ImportTopics, st.lists(topics, max_size=2).map(tuple), st.just("list.csv")),
    st.builds(RenameTopic, labels, labels),
    st.builds(MergeTopics, labels, labels),
)
verdicts = st.tuples(st.sampled_from(list(SAID)), labels, st.booleans())
Wanted = VocabularyRequest | tuple[str, str, bool]


def decide(store: Store, wanted: Iterable[Wanted]) -> list[int]:
    """Decide what is wanted, where it makes sense; the numbers of the decisions."""
    made = []
    for one in wanted:
        try:
            if isinstance(one, tuple):
                words, topic, holds = one
                made.append(store.decide(SetTopic(quoted(store, words)[0], topic, holds), "ida").id)
            else:
                made.append(store.decide(one, "ida").id)
        except QuotesError:
            continue
    return made


@given(wanted=st.lists(edits | verdicts, min_size=1, max_size=5), data=st.data())
@settings(max_examples=12, deadline=None)
def test_undoing_all_in_any_order_gives_back_what_was_before(
    blank: Path, wanted: list[Wanted], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, Store.open(copy(blank, folder)) as store:
        store.add(page(store, vectors=True))
        before = answers(store)
        for number in data.draw(st.permutations(decide(store, wanted))):
            store.undo(number, "bo")
        assert answers(store) == before


@given(wanted=st.lists(edits | verdicts, min_size=2, max_size=5), data=st.data())
@settings(max_examples=12, deadline=None)
def test_what_decisions_made_is_what_reading_again_gives(
    blank: Path, wanted: list[Wanted], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, Store.open(copy(blank, folder)) as store:
        store.add(page(store, vectors=True))
        made = decide(store, wanted)
        undone = data.draw(st.lists(st.sampled_from(made), unique=True)) if made else []
        for number in undone:
            store.undo(number, "bo")
        left = answers(store)
        store.add(page(store, "2", vectors=True))
        assert answers(store) == left


@given(wanted=st.lists(edits | verdicts, min_size=1, max_size=4))
@settings(max_examples=8, deadline=None)
def test_an_edit_elsewhere_on_the_page_keeps_what_was_decided(
    blank: Path, wanted: list[Wanted]
) -> None:
    with TemporaryDirectory() as folder, Store.open(copy(blank, folder)) as store:
        store.add(page(store))
        decide(store, wanted)
        before = answers(store)
        store.add(page(store, before="Rain fell.\n\n"))
        assert answers(store) == before


@given(wanted=st.lists(edits, max_size=12), data=st.data())
def test_a_replayed_vocabulary_is_sound(
    wanted: list[VocabularyRequest], data: st.DataObject
) -> None:
    decisions = list[Decision]()
    for number, request in enumerate(wanted, start=1):
        kind, details = meaning(replay_topics(decisions), request)
        decisions.append(Decision(number, kind, subject="topic", details=details))
    undone = data.draw(st.sets(st.integers(1, 12)))
    state = replay_topics([replace(one, undone=one.id in undone) for one in decisions])
    assert not state.inapplicable & undone
    names = [name for topic in state.topics.values() for name in topic.keys]
    assert len(names) == len(set(names))
    for label, topic in state.topics.items():
        assert (topic.label, state.named(topic.first)) == (label, label)
        above, passed = topic.parent, [label]
        while above is not None:
            assert above not in passed
            passed.append(above)
            above = state.topics[above].parent


def meaning(state: CuratedState, request: VocabularyRequest) -> tuple[DecisionKind, dict[str, Any]]:
    match request:
        case AddTopic(topic):
            return "add", details_of([topic], state)
        case ImportTopics(listed, file):
            return "import", details_of(listed, state, file)
        case RenameTopic(old, new):
            return "rename", {"topic": ref(state, old), "name": new}
        case MergeTopics(gone, into):
            return "merge", {"gone": ref(state, gone), "topic": ref(state, into)}
        case _:
            assert_never(request)


def ref(state: CuratedState, text: str) -> dict[str, Any]:
    return asdict(state.ref(state.named(text) or text))


@pytest.fixture
def tides(store: Store) -> Store:
    store.add(page(store))
    return store


def test_a_merge_is_undone(tides: Store) -> None:
    before = answers(tides)
    made = tides.decide(MergeTopics("spring tide", "tidal gate"), "ida", "one thing")
    assert "tidal gate" in of(tides, "spring tides")
    assert (made.subject, made.kind, made.why) == ("topic", "merge", "one thing")
    assert made.details["gone"]["label"] == "spring tide"
    undone = tides.undo(made.id, "bo", "two things")
    assert (undone.undone_by, undone.undone_why) == ("bo", "two things")
    assert answers(tides) == before
    with pytest.raises(UsageError, match="undone already"):
        tides.undo(made.id, "bo")


def test_a_merge_of_shipped_topics_is_undone(tides: Store) -> None:
    before, card = answers(tides), tides.curation.card("floods")
    made = tides.decide(MergeTopics("floods", "weather"), "ida")
    assert of(tides, "spring tides") >= {"weather"}
    assert tides.curation.card("floods").topic == "weather"
    tides.undo(made.id, "ida")
    assert answers(tides) == before
    assert tides.curation.card("floods") == card


def test_one_in_the_middle_of_a_chain_is_undone(tides: Store) -> None:
    tides.decide(AddTopic(CuratedTopic("harbours", ("port",), ("slipway",))), "ida")
    renamed = tides.decide(RenameTopic("harbours", "havens"), "ida")
    tides.decide(AddTopic(CuratedTopic("havens", ("landing stage",))), "ida")
    tides.decide(AddTopic(CuratedTopic("piers", parent="havens")), "ida")
    tides.decide(SetTopic(quoted(tides, "tidal gate")[0], "havens"), "ida")
    tides.decide(MergeTopics("spring tide", "havens"), "ida")
    assert of(tides, "tidal gate") >= {"havens"} <= of(tides, "spring tides")
    tides.undo(renamed.id, "ida")
    assert not any(row.inapplicable for row in tides.decisions("topic"))
    card = tides.curation.card("harbours")
    assert {term.term for term in card.synonyms} == {
        *("port", "havens", "landing stage", "spring tide")
    }
    assert card.children == ("piers",)
    for words in ("slipway", "tidal gate", "spring tides"):
        assert "harbours" in of(tides, words)


def test_what_rests_on_an_undone_topic_is_inapplicable(store: Store) -> None:
    added = store.decide(AddTopic(CuratedTopic("harbour", ("port",))), "ida")
    renamed = store.decide(RenameTopic("harbour", "haven"), "ida")
    store.undo(added.id, "ida")
    assert [(row.id, row.inapplicable) for row in store.decisions("topic")] == [
        (renamed.id, True),
        (added.id, False),
    ]
    for topic in ("haven", "harbour", "port"):
        with pytest.raises(QuotesError, match=f"no topic {topic}"):
            store.curation.card(topic)


def test_a_phrase_is_spelled_again_as_articles_spell_it(tides: Store) -> None:
    made = tides.decide(AddTopic(CuratedTopic("HARBOUR")), "ida")
    assert "HARBOUR" in of(tides, "slipway")
    tides.undo(made.id, "ida")
    assert "Harbour" in of(tides, "slipway")


def test_a_verdict_follows_its_topic_and_goes_with_its_decision(tides: Store) -> None:
    quote, before = quoted(tides, "slipway")
    said = tides.decide(SetTopic(quote, "moorings"), "ida", "read it")
    denied = tides.decide(SetTopic(quote, "boat", holds=False), "ida")
    renamed = tides.decide(RenameTopic("moorings", "berths"), "bo")
    assert of(tides, "slipway") == {"berths", "slipway", "Harbour"}
    tides.undo(renamed.id, "bo")
    assert of(tides, "slipway") == {"moorings", "slipway", "Harbour"}
    tides.undo(denied.id, "bo")
    tides.undo(said.id, "bo")
    assert quoted(tides, "slipway") == (quote, before)
    with pytest.raises(QuotesError, match="no topic moorings"):
        tides.curation.card("moorings")


def test_a_verdict_on_words_that_are_gone_is_orphaned(tides: Store) -> None:
    quote, _ = quoted(tides, "slipway")
    tides.decide(SetTopic(quote, "moorings"), "ida")
    whole = page(tides)
    text = whole.article.text.replace("a new slipway", "new slips")
    other = replace(whole.article, text=text)
    tides.add(Extraction(other, (), (), "1", "m"))
    (row,) = tides.decisions("topic")
    assert (row.inapplicable, row.words) == (True, "“Our boats need a new slipway,”")
    assert tides.topics("moorings") == []
    tides.add(page(tides, before="Corrected.\n\n"))
    assert not tides.decisions("topic")[0].inapplicable
    assert "moorings" in of(tides, "slipway")


def test_the_numbers_of_all_decisions_are_one_row(tides: Store) -> None:
    quote, _ = quoted(tides, "slipway")
    tides.decide(SetStance(quote, "the slipway", "support"), "ida")
    tides.decide(SetTopic(quote, "moorings"), "ida")
    assert [(row.id, row.subject) for row in tides.decisions()] == [(2, "topic"), (1, "stance")]
    with pytest.raises(UsageError, match="Decision 1 is on stances; take it back with `quotes sta"):
        tides.undo(1, "ida", subject="topic")


def test_what_came_with_quotes_is_no_decision_of_a_human(store: Store) -> None:
    assert store.decisions() == []
    with pytest.raises(QuotesError, match="no decision 0"):
        store.undo(0, "ida")


def test_the_archive_has_the_same_doors(blank: Path, path: Path) -> None:
    with Archive(copy(blank, path)) as archive:
        archive.add(page(archive))
        quote, _ = quoted(archive, "slipway")
        made = archive.decide(SetTopic(quote, "floods"), "ida")
        assert "floods" in of(archive, "slipway")
        assert archive.undo(made.id, "ida").undone_by == "ida"
        assert [row.id for row in archive.decisions("topic")] == [made.id]
