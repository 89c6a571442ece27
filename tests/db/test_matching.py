"""The index of words may offer too many quotations for the terms of topics, but never too few."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, text

from quotes.db.matching import candidates, stem
from quotes.ingest.lists import shipped_topics
from quotes.meaning.vocabulary import Matcher, Term, name, pattern
from quotes.topics.curation import word_tests

INDEX = (
    "CREATE VIRTUAL TABLE quotation_search USING fts5(text, context, "
    "tokenize = 'porter unicode61 remove_diacritics 2')"
)
ENDINGS = (
    " s es ed ing ation ational ization izer ize ful fulness ness ness's ously ive iveness ment er "
    "al ally ability ible ic ical icity y ies ism ist"
).split(" ")
BEGINNINGS = (
    "immigr immigrat vaccin electri nation rational tax econom legal psycholog donat cultur adopt "
    "hopp occur relat depend commun privat deregulat terror"
).split()


@contextmanager
def indexed(*texts: str) -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text(INDEX))
        for number, one in enumerate(texts, start=1):
            connection.execute(
                text("INSERT INTO quotation_search (rowid, text, context) VALUES (:n, :t, '')"),
                {"n": number, "t": one},
            )
        yield connection
    engine.dispose()


@given(st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(ENDINGS), min_size=1, max_size=2))
def test_beginnings(beginning: str, endings: list[str]) -> None:
    said = f"the {beginning}{''.join(endings)} of it"
    tests = pattern(f"{beginning}*")
    assert Matcher([Term("t", "pattern", "p", tests)]).hits(said)
    with indexed(said) as connection:
        assert candidates(connection, [tests]) == {1}


@given(st.text("abcdeghilmnorstuy", min_size=2, max_size=9), st.sampled_from(["", "s", "es", "'s"]))
def test_plurals(word: str, ending: str) -> None:
    said = f"The {word}{ending} again"
    tests = name(word)
    if Matcher([Term("t", "label", word, tests)]).hits(said):
        with indexed(said) as connection:
            assert candidates(connection, [tests]) == {1}


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("crisis", "two crises"),
        ("woman", "Women's"),
        ("party", "the parties"),
        ("right to life", "rights to life"),
        ("NATO", "NATO said"),
        ("café", "the Cafes"),
    ],
)
def test_names(term: str, said: str) -> None:
    with indexed(said, "something else") as connection:
        assert candidates(connection, [name(term)]) == {1}


def test_all_shipped_terms_can_be_asked_for_at_once() -> None:
    tests = [one for topic in shipped_topics() for one in word_tests(topic)]
    with indexed("global warming", "nothing of it") as connection:
        assert candidates(connection, tests) == {1}


def test_a_stem_stays_a_beginning() -> None:
    assert "immigration".startswith(stem("immigrat"))
    assert len(stem("tax")) >= 2


def test_nothing_is_asked_for(tmp_path: Path) -> None:
    with indexed(str(tmp_path)) as connection:
        assert candidates(connection, []) == set()
