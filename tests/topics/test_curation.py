"""Looking after the topics of a database."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from quotes.db.rows import Query
from quotes.entities.requests import AddTopic, ImportTopics, MergeTopics, RenameTopic, SetTopic
from quotes.errors import QuotesError, UsageError
from quotes.meaning.vectors import Encoder, passage_vectors
from quotes.store.store import Store
from quotes.types import Article, CuratedTopic, Extraction, Quotation, Speaker, TopicLink
from tests.store.made import quotation, raw

TIDES = """The tides are late

"The spring tides flooded two quays," said Mara Lindqvist.

"No tidal gate will hold that back," said Tomas Okoro.

"Our boats need a new slipway," said Ida Brandt.
"""
SAID = (
    '"The spring tides flooded two quays,"',
    '"No tidal gate will hold that back,"',
    '"Our boats need a new slipway,"',
)
WHO = ("Mara Lindqvist", "Tomas Okoro", "Ida Brandt")
TIDE = CuratedTopic("tides", ("tidal range",), ("tidal gate*",))


def article(program: str = "1", *, vectors: bool = False, **topics: TopicLink) -> Extraction:
    """Three quotations, the first with these phrases or names as topics."""
    text = Article(TIDES, "tides.txt")
    found: list[Quotation] = [
        quotation(text, words, Speaker("person", who), topics=topics.values() if not n else ())
        for n, (words, who) in enumerate(zip(SAID, WHO, strict=True))
    ]
    if vectors:
        encoder = Encoder.shipped()
        made = passage_vectors(encoder, [(words.strip('"'), words.strip('"')) for words in SAID])
        found = [_with(one, vector) for one, vector in zip(found, made, strict=True)]
        return Extraction(text, (), tuple(found), program, "m", vector_model=encoder.sha256)
    return Extraction(text, (), tuple(found), program, "m")


def _with(one: Quotation, vector: np.ndarray) -> Quotation:  # type: ignore[type-arg]
    from dataclasses import replace

    return replace(one, vector=vector.tobytes())


def topics(store: Store, words: str) -> dict[str, str]:
    """The topics of the only quotation with these words, and what found them."""
    (row,) = store.search(Query(text=f'"{words}"'))[:1]
    return {link.topic: link.origin for link in row.topics}


def found(store: Store, topic: str) -> set[str]:
    return {row.text for row in store.search(Query(topic=topic))}


@pytest.fixture
def tides(store: Store) -> Store:
    store.add(article(phrase=TopicLink("spring tide", 0.6)))
    return store


def test_a_new_topic_is_applied_to_what_is_stored(tides: Store) -> None:
    made = tides.curation.edit(AddTopic(TIDE), "ada")
    assert (made.topics, made.by_words) == (1, 2)
    assert topics(tides, "spring tides")["tides"] == "vocabulary"
    assert topics(tides, "tidal gate")["tides"] == "vocabulary"
    assert "tides" not in topics(tides, "slipway")
    assert found(tides, "tidal range") == found(tides, "Tides") == set(SAID[:2])


def test_adding_again_adds_names(tides: Store) -> None:
    tides.curation.edit(AddTopic(TIDE), "ada")
    assert tides.curation.edit(AddTopic(CuratedTopic("Tides", ("slipways",))), "bo").by_words == 3
    card = tides.curation.card("slipway")
    assert card.topic == "tides"
    assert [(term.term, term.by) for term in card.synonyms] == [
        ("tidal range", "ada"),
        ("slipways", "bo"),
    ]
    assert [edit.by for edit in card.edits] == ["ada", "bo"]


def test_a_phrase_that_is_a_name_becomes_the_topic(tides: Store) -> None:
    tides.curation.edit(AddTopic(CuratedTopic("high water", ("Spring Tides",))), "ada")
    assert topics(tides, "spring tides") == {"high water": "vocabulary"} | {
        label: way for label, way in topics(tides, "spring tides").items() if label != "high water"
    }
    assert "spring tide" not in topics(tides, "spring tides")
    again = article("2", phrase=TopicLink("the spring tides", 0.6))
    assert tides.add(again) == "updated"
    assert "high water" in topics(tides, "spring tides")
    assert not any("spring" in label for label in topics(tides, "spring tides"))


def test_variants_of_a_phrase_are_one_topic(store: Store) -> None:
    store.add(article(a=TopicLink("sports club", 0.5), b=TopicLink("sport clubs", 0.4)))
    assert [row.topic for row in store.topics("club")] == ["sports club"]


def test_rename_keeps_the_former_label_as_a_name(tides: Store) -> None:
    tides.curation.edit(RenameTopic("spring tide", "king tide"), "ada", "shorter")
    assert topics(tides, "spring tides")["king tide"] in ("vocabulary", "phrase")
    assert found(tides, "spring tide") == found(tides, "king tides") == {SAID[0]}
    tides.add(article("2", phrase=TopicLink("spring tide", 0.6)))
    assert "king tide" in topics(tides, "spring tides")
    (edit,) = tides.curation.card("king tide").edits
    assert (edit.kind, edit.other, edit.by, edit.why) == ("rename", "spring tide", "ada", "shorter")


def test_merge_moves_all_that_hangs_on_a_topic(tides: Store) -> None:
    curation = tides.curation
    curation.edit(AddTopic(TIDE), "ada")
    curation.edit(AddTopic(CuratedTopic("ebb", (), ("slipway",), "tides")), "ada")
    curation.edit(AddTopic(CuratedTopic("low ebb", parent="ebb")), "ada")
    tides.decide(SetTopic(tides.search(Query(text="slipway"))[0].id, "ebb"), "bo")
    curation.edit(MergeTopics("tides", "ebb"), "ada")
    card = curation.card("tidal range")
    assert (card.topic, card.parent, card.children) == ("ebb", None, ("low ebb",))
    assert {term.term for term in card.synonyms} == {"tides", "tidal range"}
    assert found(tides, "ebb") == set(SAID)
    assert topics(tides, "slipway")["ebb"] == "human"
    with pytest.raises(UsageError, match="the same topic"):
        curation.edit(MergeTopics("tides", "ebb"), "ada")


def test_a_humans_word_goes_first_and_stays(tides: Store) -> None:
    curation = tides.curation
    curation.edit(AddTopic(TIDE), "ada")
    spring, slipway = (tides.search(Query(text=words))[0].id for words in ("spring", "slipway"))
    said = tides.decide(SetTopic(spring[:8], "tides", False), "bo", "a figure of speech")
    assert (said.quotation, said.by, said.why) == (spring, "bo", "a figure of speech")
    assert (said.details["topic"]["label"], said.details["holds"]) == ("tides", False)
    tides.decide(SetTopic(slipway, "Tidal ranges"), "bo")
    for again in (lambda: curation.edit(AddTopic(TIDE), "ada"), lambda: tides.add(article("2"))):
        again()
        assert "tides" not in topics(tides, "spring tides")
        assert topics(tides, "slipway")["tides"] == "human"
    linked = article("3", found=TopicLink("tides", 0.9, "vocabulary"))
    tides.add(linked)
    assert "tides" not in topics(tides, "spring tides")
    assert curation.card("tides").denied == 1
    tides.decide(SetTopic(spring, "tides"), "bo")
    assert topics(tides, "spring tides")["tides"] == "human"
    tides.decide(SetTopic(slipway, "tides", False), "bo")
    assert "tides" not in topics(tides, "slipway")


def test_a_denied_quotation_outlives_a_reading_that_misses_it(tides: Store) -> None:
    spring = tides.search(Query(text="spring"))[0].id
    tides.decide(SetTopic(spring, "spring tide", False), "bo")
    tides.add(Extraction(article().article, program="2", model="m"))
    tides.add(article("3", phrase=TopicLink("spring tide", 0.6)))
    assert "spring tide" not in topics(tides, "spring tides")


def test_what_makes_no_sense(tides: Store) -> None:
    curation = tides.curation
    curation.edit(AddTopic(TIDE), "ada")
    with pytest.raises(UsageError, match="is a name of the topic tides already"):
        curation.edit(AddTopic(CuratedTopic("moon", ("Tide",))), "ada")
    with pytest.raises(QuotesError, match="no curated topic sun"):
        curation.edit(AddTopic(CuratedTopic("moon", parent="sun")), "ada")
    with pytest.raises(UsageError, match="cannot be the parent"):
        curation.edit(AddTopic(CuratedTopic("tides", parent="tides")), "ada")
    with pytest.raises(QuotesError, match="There is no topic moon"):
        curation.edit(RenameTopic("moon", "sun"), "ada")
    with pytest.raises(UsageError, match="is a name of the topic"):
        curation.edit(RenameTopic("tides", "global warming"), "ada")
    with pytest.raises(QuotesError, match="There is no quotation"):
        tides.decide(SetTopic("ffffffff", "tides"), "ada")
    with pytest.raises(QuotesError, match="nothing is about it"):
        tides.decide(SetTopic(tides.search(Query())[0].id, "moon", False), "ada")
    assert [edit.kind for edit in curation.card("tides").edits] == ["add"]


def test_an_import_is_taken_over_whole_or_not_at_all(tides: Store) -> None:
    listed = (
        CuratedTopic("neap tides", parent="tides", line=2),
        CuratedTopic("tides", patterns=("tide",), line=3),
    )
    made = tides.curation.edit(ImportTopics(listed, "list.csv"), "ada")
    assert (made.topics, made.by_words) == (2, 1)
    assert tides.curation.card("tides").children == ("neap tides",)
    wrong = (CuratedTopic("moon", line=2), CuratedTopic("sun", patterns=("a*",), line=3))
    with pytest.raises(QuotesError, match=r"list.csv: line 3: a\* in the pattern"):
        tides.curation.edit(ImportTopics(wrong, "list.csv"), "ada")
    with pytest.raises(QuotesError, match="There is no topic moon"):
        tides.curation.card("moon")


def test_a_topic_and_all_below_it_are_searched(tides: Store) -> None:
    tides.curation.edit(AddTopic(TIDE), "ada")
    tides.curation.edit(AddTopic(CuratedTopic("sea level", parent="environment and nature")), "ada")
    with pytest.raises(UsageError):
        tides.curation.edit(AddTopic(CuratedTopic("sea level", ("tides",))), "ada")
    tides.curation.edit(AddTopic(CuratedTopic("tides", parent="sea level")), "ada")
    assert found(tides, "environment") == set(SAID[:2])
    assert {row.text for row in tides.search(Query(topics=("sea level",)))} == set(SAID[:2])
    assert found(tides, "weather") == set()


def test_the_closest_topics_stand_in_for_what_none_is_called(store: Store) -> None:
    assert store.curation.closest("global warming") == ()
    assert "climate change" in store.curation.closest("the planet is getting hotter")


def test_match_says_why(store: Store) -> None:
    rows = store.curation.match("The Army's drills and the melting ice")
    assert [(row.topic, row.term, row.words) for row in rows if row.term] == [
        ("armed forces", "army", "Army's"),
        ("climate change", "melting ice", "melting ice"),
    ]


def test_links_by_meaning_need_the_article_to_name_the_topic(store: Store) -> None:
    store.add(article(vectors=True))
    store.curation.edit(
        AddTopic(CuratedTopic("tidal flooding", ("high tide",), ("flooded",))), "ada"
    )
    assert topics(store, "flooded")["tidal flooding"] == "vocabulary"
    assert topics(store, "tidal gate").get("tidal flooding") == "similarity"
    gate = store.search(Query(text="gate"))[0].id
    store.decide(SetTopic(gate, "tidal flooding", False), "bo")
    store.curation.settle_all()
    assert "tidal flooding" not in topics(store, "tidal gate")


def test_an_upgraded_database_gets_the_vocabulary_and_its_links(tmp_path: Path) -> None:
    from quotes.store.store import upgrade

    file = tmp_path / "old.db"
    with Store(str(file)) as store:
        store.add(article(a=TopicLink("tsunami", 0.5), b=TopicLink("spring tide", 0.4)))
    with raw(file) as connection:
        connection.execute("DELETE FROM vocabulary_topics")
        connection.execute(
            "DELETE FROM topics WHERE id NOT IN (SELECT topic_id FROM quotation_topics)"
        )
    upgrade(str(file))
    with Store.open(str(file)) as store:
        assert topics(store, "flooded")["floods"] == "vocabulary"
        assert topics(store, "flooded")["spring tide"] == "phrase"
        assert store.curation.card("climate change").code == "medtop:20000418"


def test_listed_topics(tides: Store) -> None:
    tides.curation.edit(AddTopic(TIDE), "ada")
    (row,) = tides.topics("tides")
    assert (row.quotations, row.people, row.articles, row.curated) == (2, 2, 1, True)
    whole = tides.topics(limit=None, curated=True)
    assert len(whole) > 200
    assert all(row.curated for row in whole)
    assert whole[0].quotations >= whole[-1].quotations == 0
