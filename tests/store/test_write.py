from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quotes.db.rows import Query, QuotationRow
from quotes.entities.requests import SetTopic
from quotes.store.store import Store
from quotes.types import Article, Extraction, Person, Stance, TopicLink
from tests.store.made import FERRY, check_search_index, dump, ferry, note, raw


def changed(**details: object) -> Extraction:
    text = FERRY + "\nThis article was corrected.\n"
    return ferry(text=text, **details)


def one(store: Store, words: str) -> QuotationRow:
    (row,) = (row for row in store.search(Query(limit=None)) if words in row.text)
    return row


def test_what_is_added_comes_back_whole(store: Store) -> None:
    extraction = ferry(url="https://courier.example/ferry")
    assert store.add(extraction) == "added"
    rows = {row.id: row for row in store.search(Query(limit=None))}
    text = extraction.article.text
    for given in extraction.quotations:
        row = rows[given.id]
        assert (row.kind, row.act, row.pieces, row.cue) == (
            given.kind,
            given.act,
            given.pieces,
            given.cue,
        )
        assert row.text == given.text(text)
        assert (row.confidence, row.nested_in) == (given.confidence, given.nested_in)
        assert row.context == text[row.context_start : row.context_start + len(row.context)]
        assert all(piece.of(text) in row.context for piece in row.pieces)
        assert row.stances == given.stances
        assert {link.score for link in row.topics} == {link.score for link in given.topics}
        for said, speaker in zip(row.speakers, given.speakers, strict=True):
            assert (said.type, said.name) == (speaker.type, speaker.name)
            assert said.mention == (speaker.mention.of(text) if speaker.mention else None)
            assert (said.person_id is not None) == (speaker.type == "person")
    row = rows[extraction.quotations[0].id]
    article = extraction.article
    assert (row.article.id, row.article.source, row.article.url, row.article.title) == (
        article.id,
        article.source,
        article.url,
        article.title,
    )
    assert (row.article.authors, row.article.outlet, row.article.published) == (
        article.authors,
        article.outlet,
        article.published,
    )
    assert row.context == text.splitlines()[2]
    assert row.speakers[0].role == "director"
    assert row.speakers[0].organization == "Harbour Office"


def test_the_same_article_twice(path: Path, store: Store) -> None:
    assert not store.holds(ferry().article, "1", "m")
    assert store.add(ferry()) == "added"
    before = dump(path)
    assert store.holds(ferry().article, "1", "m")
    assert store.add(ferry()) == "unchanged"
    assert dump(path) == before


def test_the_same_text_from_another_path(path: Path, store: Store) -> None:
    store.add(ferry())
    before = dump(path)
    elsewhere = ferry(source="copy/ferry.txt", title=None)
    assert store.holds(elsewhere.article, "1", "m")
    assert store.add(elsewhere) == "unchanged"
    assert dump(path) == before


def test_the_same_text_at_two_urls_is_two_articles(store: Store) -> None:
    assert store.add(ferry(url="https://one.example/")) == "added"
    assert store.add(ferry(url="https://two.example/")) == "added"
    assert store.stats().articles == 2


def test_a_changed_text_keeps_both_versions(path: Path, store: Store) -> None:
    old, new = ferry(), changed()
    store.add(old)
    assert store.add(new) == "updated"
    assert {row.article.sha256 for row in store.search(Query())} == {new.article.sha256}
    assert store.stats().articles == 1
    assert store.stats().quotations == 5
    assert [person.quotations for person in store.people()] == [2, 2]
    kept = store.quotation(old.quotations[0].id)
    assert kept is not None
    assert kept.article.id == new.article.id
    with raw(path) as connection:
        here = connection.execute(
            "SELECT article_id FROM quotations WHERE public_id = ? ORDER BY id",
            (old.quotations[0].id,),
        ).fetchall()
        versions = connection.execute(
            "SELECT public_id, version, supersedes_id FROM articles ORDER BY id"
        ).fetchall()
    assert here == [(1,), (2,)]
    assert versions == [(old.article.id, 1, None), (new.article.id, 2, 1)]


def test_a_text_that_comes_back_is_current_again(store: Store) -> None:
    for extraction in (ferry(), changed()):
        store.add(extraction)
    assert not store.holds(ferry().article, "1", "m")
    assert store.add(ferry()) == "updated"
    assert store.holds(ferry().article, "1", "m")
    assert not store.holds(changed().article, "1", "m")
    assert {row.article.id for row in store.search(Query())} == {ferry().article.id}


def test_a_text_stays_current_while_it_stands_anywhere(store: Store) -> None:
    store.add(ferry(source="a.txt"))
    assert store.add(changed(source="b.txt")) == "added"
    assert store.add(changed(source="a.txt")) == "updated"
    assert {row.article.id for row in store.search(Query())} == {changed().article.id}
    assert store.add(ferry(source="b.txt")) == "updated"
    assert store.stats().articles == 2
    assert store.holds(changed(source="a.txt").article, "1", "m")
    assert store.holds(ferry(source="b.txt").article, "1", "m")


def test_texts_from_standard_input_do_not_replace_one_another(store: Store) -> None:
    assert store.add(ferry(source="-")) == "added"
    assert store.add(changed(source="-")) == "added"
    assert store.add(ferry(source="-:7")) == "unchanged"
    assert store.stats().articles == 2


def test_another_program_or_model_replaces_what_a_machine_found(path: Path, store: Store) -> None:
    store.add(ferry())
    again = ferry(program="2")
    fewer = replace(again, people=again.people[:1], quotations=again.quotations[1:2])
    assert not store.holds(fewer.article, "2", "m")
    assert not store.holds(fewer.article, "1", "n")
    ids = {person.name: person.id for person in store.people()}
    assert store.add(fewer) == "updated"
    assert store.holds(fewer.article, "2", "m")
    assert [row.id for row in store.search(Query())] == [fewer.quotations[0].id]
    (mara,) = store.people()
    assert (mara.id, mara.quotations) == (ids["Mara Lindqvist"], 1)
    assert store.topics() == []
    assert store.person("Okoro") == []
    with raw(path) as connection:
        for table, count in {
            "people": 1,
            "organizations": 1,
            "quotation_topics": 0,
            "stances": 0,
        }.items():
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (count,)
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    check_search_index(path)


def test_details_of_an_article_are_kept_when_they_are_known_no_more(store: Store) -> None:
    store.add(ferry())
    store.add(ferry(program="2", title="Ferry stops", outlet=None, published=None, authors=()))
    article = store.search(Query(limit=1))[0].article
    assert article.title == "Ferry stops"
    assert (article.outlet, article.published) == ("The Skarholm Courier", date(2024, 3, 1))
    assert article.authors == ("Ida Brandt",)


@pytest.fixture
def judged(path: Path, store: Store) -> Store:
    """A human gave the first quotation a topic, the third a stance, and Mara a post and a name."""
    store.add(ferry())
    with raw(path) as connection:
        connection.executescript(
            """
            INSERT INTO posts (article_person_id, role, evidence_start, evidence_end, evidence,
                    first_day, last_day, origin)
                SELECT id, 'pilot', 0, 5, 'Ferry', '2020-01-01', '2020-02-01', 'human'
                FROM article_people WHERE name = 'Mara Lindqvist';
            INSERT INTO decisions (id, subject, kind, origin, "by", at, person_id, name,
                    details)
                SELECT 1, 'person', 'alias', 'human', 'ida', '2024-03-02', person_id,
                    'Captain Mara', '{}' FROM article_people WHERE name = 'Tomas Okoro';
            INSERT INTO person_aliases (person_id, name, folded, surname, decision_id)
                SELECT person_id, 'Captain Mara', 'mara', 'mara', 1
                FROM article_people WHERE name = 'Tomas Okoro';
            UPDATE quotations SET origin = 'human', confidence = 1.0, text = 'island will suffer'
                WHERE text = 'that the island will suffer';
            """
        )
    store.set_stance(one(store, "the plan").id, "the ferry closure", "neutral", "ida")
    store.decide(SetTopic(one(store, "stop in May").id, "Sea travel"), "ida")
    return store


def test_what_a_human_decided_goes_before_what_a_machine_found(judged: Store) -> None:
    (stance,) = one(judged, "the plan").stances
    assert stance == Stance("the ferry closure", "neutral", 1.0, origin="human")
    assert one(judged, "stop in May").topics[0] == TopicLink("Sea travel", 1.0, "human")


def test_what_a_human_decided_outlives_another_program(path: Path, judged: Store) -> None:
    ids = {person.name: person.id for person in judged.people()}
    assert judged.add(ferry(program="2")) == "updated"
    assert judged.stats().quotations == 5
    assert len(one(judged, "stop in May").topics) == 3
    assert one(judged, "the plan").stances[0].polarity == "neutral"
    suffer = one(judged, "island will suffer")
    assert (suffer.text, suffer.confidence) == ("island will suffer", 1.0)
    assert {person.name: person.id for person in judged.people()} == ids
    assert {post.role for post in judged.person("Mara Lindqvist")[0].posts} == {"director", "pilot"}
    check_search_index(path)


def test_what_a_human_decided_outlives_a_program_that_finds_nothing(
    path: Path, judged: Store
) -> None:
    nothing = Extraction(ferry().article, program="3", model="m")
    assert judged.add(nothing) == "updated"
    assert {row.text for row in judged.search(Query())} == {
        '"The ferry will stop in May,"',
        "island will suffer",
        'the plan "a betrayal of the island"',
    }
    assert [post.role for post in judged.person("Lindqvist")[0].posts] == ["pilot"]
    assert [person.name for person in judged.person("Captain Mara")] == ["Tomas Okoro"]
    assert judged.add(ferry(program="4")) == "updated"
    assert judged.stats().quotations == 5
    assert len(judged.people()) == 2
    check_search_index(path)


def test_a_speaker_who_is_not_among_the_people_is_a_person_too(store: Store) -> None:
    whole = ferry()
    store.add(replace(whole, people=()))
    assert {person.name for person in store.people()} == {"Mara Lindqvist", "Tomas Okoro"}
    assert store.person("Mara Lindqvist")[0].posts[0].role == "director"


def test_an_article_without_quotations(store: Store) -> None:
    assert store.add(note("Nothing was said.")) == "added"
    assert store.holds(note("Nothing was said.").article, "1", "m")
    assert store.stats().articles == 1


def test_a_long_paragraph_is_cut_around_its_quotation(store: Store) -> None:
    text = "word " * 2000 + "Bo Ek said no. " + "word " * 2000
    store.add(note(text, Person("Bo Ek"), says="said no"))
    (row,) = store.search(Query())
    assert len(row.context) == 2000 + len("said no") + 2000
    assert row.context == text[row.context_start :][: len(row.context)]


def test_articles_of_one_sitting_share_a_run(path: Path, store: Store) -> None:
    for source in ("a", "b"):
        store.add(Extraction(Article(f"Text {source}.", source), program="1", model="m"))
    store.add(Extraction(Article("Text c.", "c"), program="2", model="m"))
    with raw(path) as connection:
        runs = connection.execute("SELECT run_id FROM articles ORDER BY id").fetchall()
    assert runs == [(1,), (1,), (2,)]


def test_more_rows_than_one_statement_takes(store: Store) -> None:
    people = tuple(Person(f"Ann Person{number}") for number in range(1500))
    text = "Ann said yes."
    for program in ("1", "2"):
        store.add(note(text, *people, says="yes", program=program))
    assert store.stats().people == 1
