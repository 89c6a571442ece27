"""Vectors in the database: written with their article, searched exactly, made again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from quotes.db import nearest as reindex
from quotes.db.engine import database_url, for_writing, make_engine
from quotes.db.matching import CURRENT, terms
from quotes.db.nearest import ID, nearest, unpack, write_vectors
from quotes.db.rows import Query
from quotes.db.tables import AddressTable
from quotes.meaning.vectors import WIDTH, Encoder, passage_vectors, similarities
from quotes.search import query as about
from quotes.search.query import fused
from quotes.store.store import Store
from quotes.text.layout import Layout
from quotes.types import Article, Extraction, Person
from tests.store.made import check_search_index, ferry, note, raw

ENCODER = Encoder.shipped()
STOP = '"The ferry will stop in May,"'
SHIPS = "boat service to be discontinued"
NONSENSE = "xylophone quark"

LEVY = "Ana Ruiz said that the levy on heating oil is a mistake.\n"
GAS = "Bo Ek said that burning less gas will cool the planet.\n"
CUP = "Cleo Marsh said that the team deserved to win the cup.\n"


def with_vectors(extraction: Extraction, model: str = ENCODER.sha256) -> Extraction:
    """The extraction as the pipeline gives it for a database."""
    text = extraction.article.text
    layout = Layout.of(text)
    passages = [(q.text(text), layout.context_of(q.pieces).of(text)) for q in extraction.quotations]
    vectors = passage_vectors(ENCODER, passages)
    quotations = tuple(
        replace(quotation, vector=vector.tobytes())
        for quotation, vector in zip(extraction.quotations, vectors, strict=True)
    )
    return replace(extraction, quotations=quotations, vector_model=model)


def said(text: str, name: str, words: str, **details: Any) -> Extraction:
    return note(text, Person(name), says=words, source=f"{name}.txt", **details)


NOTES = (
    said(LEVY, "Ana Ruiz", "the levy on heating oil is a mistake", published=date(2026, 1, 5)),
    said(GAS, "Bo Ek", "burning less gas will cool the planet", published=date(2026, 2, 5)),
    said(CUP, "Cleo Marsh", "the team deserved to win the cup", published=date(2026, 3, 5)),
)


@pytest.fixture
def noted(store: Store) -> Store:
    """Three articles with vectors, each with one quotation."""
    for one in NOTES:
        store.add(with_vectors(one))
    return store


def texts(store: Store, **query: Any) -> list[str]:
    return [row.text for row in store.search(Query(**query))]


def stored(path: Path) -> list[tuple[str, list[int], bytes]]:
    """Model, ids and vectors of every article."""
    with raw(path) as connection:
        rows = connection.execute("SELECT model, quotations, vectors FROM vectors").fetchall()
    return [(model, np.frombuffer(ids, ID).tolist(), vectors) for model, ids, vectors in rows]


def test_an_article_with_its_vectors_is_one_row(store: Store, path: Path) -> None:
    extraction = with_vectors(ferry())
    store.add(extraction)
    ((model, ids, vectors),) = stored(path)
    assert model == ENCODER.sha256
    assert ids == sorted(ids)
    with raw(path) as connection:
        row_of = dict(connection.execute("SELECT public_id, id FROM quotations"))
    ordered = sorted(extraction.quotations, key=lambda quotation: row_of[quotation.id])
    assert vectors == b"".join(quotation.vector or b"" for quotation in ordered)
    assert store.without_vectors() == 0


def test_what_shares_no_word_is_found(noted: Store) -> None:
    noted.add(with_vectors(ferry()))
    assert texts(noted, about=SHIPS)[0] == STOP
    assert texts(noted, text=SHIPS) == []
    assert texts(noted, about="tax on fuel")[0] == "the levy on heating oil is a mistake"
    assert texts(noted, about="global warming")[0] == "burning less gas will cool the planet"


def test_nonsense_finds_nothing(noted: Store) -> None:
    assert texts(noted, about=NONSENSE) == []


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_about_nothing_is_no_condition(noted: Store, empty: str | None) -> None:
    assert len(texts(noted, about=empty)) == len(NOTES)


@pytest.mark.parametrize("few", [0, 20_000])
@pytest.mark.parametrize(
    ("conditions", "left"),
    [
        ({}, {0, 1}),
        ({"person": "Bo Ek"}, {1}),
        ({"person": "Cleo Marsh"}, set()),
        ({"since": date(2026, 2, 1)}, {1}),
        ({"until": date(2026, 1, 31), "kind": "direct"}, {0}),
        ({"kind": "indirect"}, set()),
        ({"text": "levy"}, {0}),
        ({"text": "levy", "person": "Bo Ek"}, set()),
        ({"min_confidence": 0.5, "sort": "newest"}, {0, 1}),
    ],
)
def test_other_conditions_hold_whether_few_or_many_are_left(
    noted: Store,
    conditions: dict[str, Any],
    left: set[int],
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(about, "FEW_LISTED", few)
    found = texts(noted, about="carbon emissions of oil and gas", **conditions)
    assert set(found) == {
        NOTES[number].quotations[0].text(NOTES[number].article.text) for number in left
    }


def test_the_order_and_the_limit_asked_for(noted: Store) -> None:
    asked = "carbon emissions of oil and gas"
    newest = texts(noted, about=asked, sort="newest")
    assert newest == list(reversed(texts(noted, about=asked, sort="oldest")))
    assert newest[0] == "burning less gas will cool the planet"
    assert texts(noted, about=asked, limit=1) == texts(noted, about=asked, limit=None)[:1]


def test_an_older_version_is_not_found(store: Store) -> None:
    store.add(with_vectors(ferry()))
    shorter = "The ferry goes on, said Mara Lindqvist.\n"
    again = note(shorter, Person("Mara Lindqvist"), says="The ferry goes on", source="ferry.txt")
    store.add(with_vectors(again))
    assert texts(store, about=SHIPS) == ["The ferry goes on"]


def test_without_vectors_words_are_left(store: Store) -> None:
    store.add(ferry())
    assert store.without_vectors() == len(ferry().quotations)
    assert texts(store, about=SHIPS) == []
    assert STOP in texts(store, about="when will the ferry stop")


def test_with_some_vectors_both_are_found(store: Store) -> None:
    store.add(ferry())
    store.add(with_vectors(NOTES[1]))
    assert store.without_vectors() == len(ferry().quotations)
    assert STOP in texts(store, about="when will the ferry stop")
    assert texts(store, about="global warming") == ["burning less gas will cool the planet"]


def test_vectors_of_another_model_do_not_count(store: Store, path: Path) -> None:
    store.add(with_vectors(ferry(), model="other"))
    assert store.without_vectors() == len(ferry().quotations)
    assert texts(store, about=SHIPS) == []
    store.add(with_vectors(ferry(program="2")))
    assert [model for model, _, _ in stored(path)] == [ENCODER.sha256]
    assert texts(store, about=SHIPS)[0] == STOP


def test_vectors_stay_when_an_article_is_read_again_without(store: Store, path: Path) -> None:
    store.add(with_vectors(ferry()))
    before = stored(path)
    store.add(ferry(program="2"))
    assert stored(path) == before
    fewer = ferry(program="3")
    store.add(replace(fewer, quotations=fewer.quotations[:1]))
    ((_, ids, vectors),) = stored(path)
    assert (len(ids), len(vectors)) == (1, WIDTH)
    assert vectors == before[0][2][:WIDTH]


def test_missing_vectors_are_made_as_adding_makes_them(store: Store, path: Path) -> None:
    store.add(with_vectors(ferry()))
    expected = stored(path)
    with raw(path) as connection:
        connection.execute("DELETE FROM vectors")
    assert list(store.make_vectors()) == [len(ferry().quotations)]
    assert stored(path) == expected
    assert store.without_vectors() == 0
    assert list(store.make_vectors()) == []


def test_older_versions_get_vectors_too(store: Store) -> None:
    store.add(ferry())
    store.add(note("Nobody spoke.\n", Person("Mara Lindqvist"), source="ferry.txt"))
    assert store.without_vectors() == 0
    assert store.without_vectors(current=False) == len(ferry().quotations)
    assert sum(store.make_vectors()) == len(ferry().quotations)
    assert store.without_vectors(current=False) == 0


def test_what_was_made_before_an_interruption_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindex, "BATCH", 1)
    for one in NOTES:
        store.add(one)
    with closing(store.make_vectors()) as batches:
        assert next(batches) == 1
    assert store.without_vectors() == len(NOTES) - 1
    assert list(store.make_vectors()) == [1] * (len(NOTES) - 1)


def test_the_index_of_words_is_made_anew(store: Store, path: Path) -> None:
    store.add(ferry())
    with raw(path) as connection:
        connection.execute("INSERT INTO quotation_search (quotation_search) VALUES ('delete-all')")
    assert texts(store, text="ferry") == []
    store.rebuild_words()
    assert STOP in texts(store, text="ferry")
    check_search_index(path)


def test_function_words_are_no_terms_beside_others() -> None:
    assert terms("What do they say about the 'ferry'?") == ["'ferry'?"]
    assert terms('who is "to be" closed') == ["to be", "closed"]
    assert terms("to be or not to be") == ["to", "be", "or", "not", "to", "be"]


rankings = st.lists(st.integers(0, 30), unique=True, max_size=20)


@given(rankings, rankings)
def test_fusion_keeps_what_both_rankings_agree_on(one: list[int], other: list[int]) -> None:
    joined = fused((one, 1.0), (other, 0.5))
    assert sorted(joined) == sorted({*one, *other})
    places = {item: place for place, item in enumerate(joined)}
    both = [item for item in one if item in other]
    for first in both:
        for second in both:
            if one.index(first) < one.index(second) and other.index(first) < other.index(second):
                assert places[first] < places[second]
    assert fused((one, 1.0), ([], 1.0)) == one


components = st.lists(st.integers(-127, 127), min_size=4, max_size=4).filter(any)


def spread(parts: Sequence[int]) -> np.ndarray[Any, np.dtype[np.int8]]:
    """A vector whose first components are these, the others zero."""
    return np.array([*parts, *[0] * (WIDTH - len(parts))], np.int8)


@settings(max_examples=20)
@given(
    vectors=st.lists(st.lists(components, max_size=3), min_size=1, max_size=4),
    asked=components,
    least=st.floats(-1, 1),
    most=st.integers(1, 5),
    data=st.data(),
)
def test_the_nearest_are_those_of_a_plain_sort(
    blank: Path,
    vectors: list[list[list[int]]],
    asked: list[int],
    least: float,
    most: int,
    data: st.DataObject,
) -> None:
    every: dict[int, np.ndarray[Any, np.dtype[np.int8]]] = {}
    with TemporaryDirectory() as folder:
        path = copy(blank, folder)
        with Store.open(path) as store:
            for number in range(len(vectors)):
                store.add(Extraction(Article(f"Text {number}", f"{number}.txt")))
        engine = make_engine(database_url(str(path)))
        with for_writing(engine).begin() as connection:
            for article, parts in zip(
                connection.scalars(select(AddressTable.article_id)).all(), vectors, strict=True
            ):
                made = {10 * article + place: spread(part) for place, part in enumerate(parts)}
                packed = {row: vector.tobytes() for row, vector in made.items()}
                write_vectors(connection, article, "m", packed)
                every |= made
        allowed = data.draw(st.none() | st.sets(st.sampled_from(sorted(every) or [0])))
        among = None if allowed is None else np.array(sorted(allowed), np.int64)
        with engine.connect() as connection:
            near = nearest(connection, spread(asked), "m", CURRENT, least=least, among=among)
        engine.dispose()
    wanted = sorted(row for row in every if allowed is None or row in allowed)
    cosines = similarities(
        spread(asked), np.array([every[row] for row in wanted]).reshape(-1, WIDTH)
    )
    expected = sorted(
        (-cosine, row)
        for cosine, row in zip(cosines.tolist(), wanted, strict=True)
        if cosine >= least
    )
    assert near.best(most) == [row for _, row in expected[:most]]
    assert near.best() == [row for _, row in expected]


def test_packed_rows_are_read_in_their_order() -> None:
    vectors = [spread([number]).tobytes() for number in (1, 2, 3)]
    rows = [
        (np.array([4, 7], ID).tobytes(), vectors[0] + vectors[1]),
        (np.array([2], ID).tobytes(), vectors[2]),
    ]
    ids, found = unpack(rows)
    assert ids.tolist() == [4, 7, 2]
    assert found[:, 0].tolist() == [1, 2, 3]
