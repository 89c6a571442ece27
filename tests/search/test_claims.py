"""What a claim may come from, looked up by words, by meaning and by who is said to have said it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from shutil import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import QuotesError, StoreError
from quotes.search import claims as wording
from quotes.search.claims import parts, words
from quotes.search.limits import LONGEST_PART, MOST_PARTS
from quotes.search.query import SearchedQuotations
from quotes.store.store import Store
from quotes.types import Article, Extraction, Person, Speaker
from tests.db.test_nearest import with_vectors
from tests.store.made import ferry, quotation, raw

IDA, BRAM = "Ida Vestergaard", "Bram Oduya"
MILL = "The mill at Torsund has lost nine million crowns since the drought began"
WEIR = "Nobody repaired the weir, and every farmer downstream paid for it in barley"
DUCKS = "I would rather count ducks than read another forecast from the ministry"
COMMON = "We will do it because it has to be done"
CENTRE = "The cybersecurity centre opens in Harnesund without a single engineer"
TOLD = (MILL, WEIR, DUCKS, COMMON, CENTRE)


def article(source: str, *said: tuple[str, str], **details: Any) -> Extraction:
    """An article in which these people say these words, each in a paragraph of its own."""
    text = "\n\n".join(f'"{words}," said {name}.' for name, words in said)
    of = Article(text=text, source=source, **details)
    people = tuple(map(Person, dict.fromkeys(name for name, _ in said)))
    quotations = tuple(quotation(of, words, Speaker("person", name)) for name, words in said)
    return Extraction(of, people, quotations, "1", "m")


def crowd() -> Iterator[tuple[str, str]]:
    """Many sentences of few words by one speaker."""
    who = "council harbour school railway parish court".split()
    does = "raises closes repairs sells defends forgets".split()
    what = "bridge ferry library tram shelter budget levy".split()
    for subject in who:
        for verb in does:
            for thing in what:
                yield "Petra Lindahl", f"The {subject} never {verb} the {thing} in time"


@pytest.fixture(scope="module")
def archive(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Five quotations that are told apart easily, and many that are not."""
    path = copy(blank, tmp_path_factory.mktemp("lookup") / "archive.db")
    with Store.open(str(path)) as store:
        said = ((IDA, MILL), (BRAM, WEIR), (IDA, DUCKS), (BRAM, COMMON), (IDA, CENTRE))
        first = article("a.txt", *said, outlet="Torsund Post", published=date(2025, 3, 1))
        store.add(with_vectors(first))
        store.add(article("b.txt", *crowd(), outlet="Isle Post", published=date(2024, 1, 9)))
        yield store


def found(store: Store, claim: str, **asked: Any) -> list[str]:
    return [one.text for one in store.lookup.candidates(claim, **asked)]


def ids(store: Store, *names: str) -> frozenset[int]:
    return frozenset(one.id for name in names for one in store.lookup.people(name))


@pytest.mark.parametrize("text", TOLD)
def test_the_words_themselves_are_found_first(archive: Store, text: str) -> None:
    assert found(archive, text)[0] == text
    assert found(archive, f"\u201c{text.upper()}\u201d")[0] == text


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("lost nine million crowns", MILL),
        ("The mill at Torsund has lost 9m crowns since spring", MILL),
        ("every farmer upstream paid for it in wheat", WEIR),
        ("I\u2019d rather count geese than read another forecast", DUCKS),
        ("it has to be done", COMMON),
        ("the cyber-security center opens with no engineers", CENTRE),
        ("cybersecurty", CENTRE),
        ("Torsunt", MILL),
    ],
)
def test_trimmed_altered_and_misspelled(archive: Store, claim: str, text: str) -> None:
    assert found(archive, claim)[0] == text


def test_each_quotation_of_a_stitched_claim_is_found(archive: Store) -> None:
    claim = (
        "The mill has lost nine million crowns, and every farmer downstream paid for it in barley. "
        "The railway never sells the tram in time. I would rather count ducks."
    )
    tram = "The railway never sells the tram in time"
    assert {MILL, WEIR, DUCKS, tram} <= set(found(archive, claim, limit=12))


def test_one_of_many_alike_is_found_by_all_its_words(archive: Store) -> None:
    for _, text in crowd():
        assert found(archive, text, limit=5)[0] == text


@settings(max_examples=40, deadline=None)
@given(
    text=st.sampled_from([text for text in TOLD if text != COMMON]),
    seed=st.integers(0, 1000),
)
def test_one_word_never_hides_a_quotation(archive: Store, text: str, seed: int) -> None:
    chance = Random(seed)
    words = text.split()
    words[chance.randrange(len(words))] = chance.choice(["seventy", "gray", "zzyzx", "not"])
    assert text in found(archive, " ".join(words))


@pytest.mark.parametrize("claim", ["", " \u2026 ", "xylophone quark", '" OR *) NEAR(', "a\0b"])
def test_nothing_is_found_for_nothing(archive: Store, claim: str) -> None:
    assert found(archive, claim) == []


def test_people_have_their_place_beside_everybody(
    archive: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = "the council never raises the levy in time for the farmer"
    assert WEIR not in found(archive, claim, limit=6)
    theirs = found(archive, claim, limit=6, people=ids(archive, BRAM))
    assert len(theirs) == 6
    assert WEIR in theirs
    assert theirs[0] == "The council never raises the levy in time"
    monkeypatch.setattr(wording, "FEW_OF_PERSON", 1)
    assert WEIR in found(archive, claim, limit=6, people=ids(archive, BRAM))
    assert COMMON in found(archive, "It has to", limit=2, people=ids(archive, BRAM))
    assert WEIR not in found(archive, claim, limit=6, people=frozenset())


def test_the_nearest_in_meaning(archive: Store) -> None:
    claim = "the company is losing a lot of money"
    near = archive.lookup.near(claim)
    assert near[0].text == MILL
    assert {one.text for one in near} == set(TOLD)
    assert [one.cosine for one in near] == sorted((one.cosine for one in near), reverse=True)
    of_bram = archive.lookup.near(claim, ids(archive, BRAM))
    assert {one.text for one in of_bram} == {WEIR, COMMON}
    cosines = {one.row: one.cosine for one in near}
    assert all(cosines[one.row] == pytest.approx(one.cosine) for one in of_bram)
    assert archive.lookup.near(claim, frozenset()) == []
    assert len(archive.lookup.near(claim, limit=1)) == 1


def test_only_what_stands_now_is_looked_into(store: Store) -> None:
    store.add(with_vectors(article("a.txt", (IDA, MILL), (IDA, DUCKS))))
    store.add(with_vectors(article("a.txt", (IDA, DUCKS), published=date(2025, 1, 2))))
    assert found(store, MILL) == []
    assert found(store, MILL, people=ids(store, IDA)) == [DUCKS]
    assert [one.text for one in store.lookup.near(MILL)] == [DUCKS]
    searched = store.lookup.searched(ids(store, IDA))
    assert searched == SearchedQuotations(1, 0, 1, 1, date(2025, 1, 2), date(2025, 1, 2))
    assert [(one.name, one.quotations) for one in store.lookup.people("Vestergaard")] == [(IDA, 1)]


def test_how_much_is_searched(archive: Store) -> None:
    number = len(TOLD) + len(list(crowd()))
    days = date(2024, 1, 9), date(2025, 3, 1)
    assert archive.lookup.searched() == SearchedQuotations(2, 2, number, None, *days)
    assert archive.lookup.searched(ids(archive, IDA, BRAM)).by_person == len(TOLD)
    assert archive.lookup.searched(frozenset()).by_person == 0


def test_an_empty_database(store: Store) -> None:
    assert store.lookup.searched() == SearchedQuotations(0, 0, 0, None, None, None)
    assert store.lookup.candidates(MILL) == store.lookup.near(MILL) == []
    assert store.lookup.people(IDA) == []


def test_people_are_those_that_the_store_finds(archive: Store) -> None:
    number = str(archive.lookup.people(IDA)[0].id)
    for name in (IDA, "Vestergaard", "bram", number, "9999", "nobody", "", "Q7", "Lindahl"):
        known = [(one.id, one.name, one.quotations) for one in archive.person(name)]
        light = [(one.id, one.name, one.quotations) for one in archive.lookup.people(name)]
        assert light == known


def test_rows_neighbours_and_text(archive: Store) -> None:
    (mill, *_) = archive.lookup.candidates(MILL)
    row = archive.lookup.quotations([mill.row])[mill.row]
    assert row.text == MILL
    assert [one.text for one in archive.lookup.of_article(row.article.id)] == list(TOLD)
    assert archive.lookup.of_article("none") == []
    text = archive.lookup.text(row.article.id)
    assert row.pieces[0].of(text) == MILL
    with pytest.raises(QuotesError, match="no article with the id none"):
        archive.lookup.text("none")


def test_missing_tables_are_told(store: Store, path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DROP TABLE quotation_search_terms")
    with pytest.raises(StoreError, match="lacks tables"):
        store.lookup.candidates(MILL)


def test_sketches_are_those_of_the_vectors(store: Store, path: Path) -> None:
    store.add(with_vectors(ferry()))
    fewer = ferry(program="2")
    store.add(replace(fewer, quotations=fewer.quotations[:1]))
    with raw(path) as connection:
        ((vectors, sketches),) = connection.execute(
            "SELECT vectors, sketches FROM vectors JOIN sketches USING (article_id)"
        ).fetchall()
    assert (len(vectors), len(sketches)) == (384, 48)


def test_sentences_and_breaks_part_a_claim() -> None:
    text = "The mill has to close \u2026 we all knew it. \u201cNot one [worker] was asked\u201d"
    assert parts(text) == [
        ["the", "mill", "has", "to", "close"],
        ["we", "all", "knew", "it"],
        ["not", "one", "worker", "was", "asked"],
    ]


def test_a_long_sentence_is_parted_evenly() -> None:
    sentence = " ".join(f"word{number}" for number in range(21))
    assert [len(part) for part in parts(sentence)] == [7, 7, 7]


def test_marks_alone_have_no_parts() -> None:
    assert parts("\u201c\u2026\u201d -- !") == []


@given(st.text(st.sampled_from("ab1.,;' \u2026\u2019-"), max_size=400))
def test_every_word_is_in_one_part(text: str) -> None:
    found = parts(text)
    assert [word for part in found for word in part] == words(text)
    assert all(found)
    assert len(found) <= 2 * MOST_PARTS
    assert max(map(len, found), default=0) <= max(LONGEST_PART, -(-len(words(text)) // MOST_PARTS))
