from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from quotes.db.matching import phrases
from quotes.db.rows import Query
from quotes.errors import UsageError
from quotes.store.store import Store
from quotes.types import Person, Stance, TopicLink
from tests.store.made import ferry, note, raw

STOP = '"The ferry will stop in May,"'
SUFFER = "that the island will suffer"
PLAN = 'the plan "a betrayal of the island"'
BETRAYAL = '"a betrayal of the island"'
JOBS = "no jobs would be lost"


@pytest.fixture(scope="module")
def filled(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copy(blank, tmp_path_factory.mktemp("find")))
    text = "Zoë Lindqvist-Okoro said the café of 100% Mara_Wool stays open.\n"
    zoe = Person("Zoë Lindqvist-Okoro", ("Ms Lindqvist-Okoro",))
    open_cafe = note(text, zoe, says="the café of 100% Mara_Wool stays open", outlet="Isle Post")
    with Store.open(str(path)) as store:
        store.add(ferry())
        store.add(open_cafe)
    return path


@pytest.fixture(scope="module")
def full(filled: Path) -> Iterator[Store]:
    """A store that the tests only read."""
    with Store.open(str(filled)) as store:
        yield store


def texts(store: Store, **query: object) -> list[str]:
    return [row.text for row in store.search(Query(**query))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"person": "mara lindqvist"}, {STOP, SUFFER}),
        ({"person": "LINDQVIST"}, {STOP, SUFFER}),
        ({"person": "Dr. Tomás Okoro"}, {PLAN, BETRAYAL}),
        ({"person": "Mara"}, {STOP, SUFFER}),
        ({"person": "Mar"}, set()),
        ({"person": "Harbour Office"}, set()),
        ({"person": "%"}, set()),
        ({"org": "harbour office"}, {STOP, SUFFER, JOBS}),
        ({"org": "The Office"}, {STOP, SUFFER, JOBS}),
        ({"org": "harb"}, set()),
        ({"topic": "ferry"}, {STOP, PLAN}),
        ({"topic": "island"}, {STOP}),
        ({"topic": "%"}, set()),
        ({"topic": "ferr_"}, set()),
        ({"stance": "oppose"}, {PLAN}),
        ({"stance": "support", "topic": "ferry"}, {STOP}),
        ({"stance": "support", "topic": "island"}, set()),
        ({"kind": "indirect"}, {SUFFER, JOBS}),
        ({"act": "attitude"}, {SUFFER}),
        ({"kind": "direct", "outlet": "skarholm courier"}, {STOP, BETRAYAL}),
        ({"outlet": "THE ISLE POST"}, {"the café of 100% Mara_Wool stays open"}),
        ({"outlet": "nowhere"}, set()),
        ({"since": date(2024, 3, 1), "kind": "mixed"}, {PLAN}),
        ({"since": date(2024, 3, 2)}, set()),
        ({"until": date(2024, 3, 1), "kind": "mixed"}, {PLAN}),
        ({"until": date(2024, 2, 29)}, set()),
        ({"min_confidence": 0.6, "person": "Lindqvist"}, {STOP}),
        ({"text": "betrayals"}, {PLAN, BETRAYAL}),
        ({"text": "betrayal", "kind": "mixed"}, {PLAN}),
        ({"text": '"betrayal of the island"'}, {PLAN, BETRAYAL}),
        ({"text": '"island the of"'}, set()),
        ({"text": "CAFE"}, {"the café of 100% Mara_Wool stays open"}),
        ({"text": "jobs NOT lost"}, set()),
        ({"text": "?!"}, set()),
        ({"text": "  ", "kind": "mixed"}, {PLAN}),
        ({"person": " ", "org": "", "topic": " ", "outlet": "", "kind": "mixed"}, {PLAN}),
    ],
)
def test_conditions(full: Store, query: dict[str, object], found: set[str]) -> None:
    assert set(texts(full, **query)) == found


def test_the_words_of_the_quotation_weigh_more_than_those_around_it(full: Store) -> None:
    assert texts(full, text="ferry") == [STOP, SUFFER]
    assert texts(full, text="island suffer") == [SUFFER, STOP]


def test_order_and_limit(store: Store) -> None:
    for day, year in enumerate((2021, 2023, None, 2022)):
        text = f"Bo Ek said yes {day}."
        published = date(year, 1, 1) if year else None
        bo = Person("Bo Ek")
        store.add(note(text, bo, source=str(day), says=f"said yes {day}", published=published))
    assert texts(store, sort="newest") == ["said yes 1", "said yes 3", "said yes 0", "said yes 2"]
    assert texts(store, sort="oldest") == ["said yes 0", "said yes 3", "said yes 1", "said yes 2"]
    assert texts(store) == texts(store, sort="newest")
    assert texts(store, limit=2) == ["said yes 1", "said yes 3"]
    assert len(texts(store, limit=None)) == 4


def test_the_surest_first(full: Store) -> None:
    sure = [row.confidence for row in full.search(Query(sort="confidence"))]
    assert sure == sorted(sure, reverse=True)


def test_by_id(full: Store) -> None:
    whole = ferry().quotations[0].id
    row = full.quotation(whole)
    assert row is not None
    assert row.text == STOP
    assert full.quotation(whole[:6]) == full.quotation(whole[:9].upper()) == row
    for none in (whole[:5], "", "000000", "%%%%%%", "gggggg", whole + "0"):
        assert full.quotation(none) is None


def test_an_id_that_two_begin_with(path: Path, store: Store) -> None:
    store.add(ferry())
    with raw(path) as connection:
        connection.execute("UPDATE quotations SET public_id = 'abcdef' || id WHERE id < 3")
    with pytest.raises(UsageError, match=r"Several quotations .* abcdef"):
        store.quotation("abcdef")
    assert store.quotation("abcdef1") is not None


def test_how_many_statements_a_search_takes(full: Store) -> None:
    statements: list[str] = []

    def note_down(*event: object) -> None:
        statements.append(str(event[2]))

    event.listen(Engine, "before_cursor_execute", note_down)
    try:
        assert len(full.search(Query())) == 6
        assert len(full.people()) == 3
    finally:
        event.remove(Engine, "before_cursor_execute", note_down)
    assert len([one for one in statements if one.startswith("SELECT")]) <= 20


def test_phrases() -> None:
    assert phrases('two “old words” and-one "open') == ["two", "old words", "and-one", "open"]
    assert phrases("* - ! 😀 \0") == []
    assert len(phrases("word " * 100)) == 64


@given(
    st.text() | st.text(alphabet="\"*()^:+-{}~ANDORNEAT \0%_'\\😀é", max_size=30),
)
@settings(max_examples=100)
def test_no_text_is_wrong(full: Store, text: str) -> None:
    for query in (Query(text=text), Query(person=text, topic=text), Query(org=text, outlet=text)):
        assert len(full.search(query)) <= 6
    full.people(text)
    full.person(text)
    full.topics(text)
    full.quotation(text)


@given(st.sampled_from([STOP, SUFFER, PLAN, JOBS]), st.data())
@settings(max_examples=25)
def test_any_words_of_a_quotation_find_it(full: Store, text: str, data: st.DataObject) -> None:
    words = text.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    part = " ".join(words[first:last]).replace('"', "")
    assert text in texts(full, text=part)
    assert text in texts(full, text=f'"{part}"')


def test_topics_and_stances_are_ordered_by_score(store: Store) -> None:
    whole = ferry()
    links = TopicLink("low", 0.1), TopicLink("high", 0.9), TopicLink("HIGH", 0.2)
    stances = Stance("b", "support", 0.2), Stance("a", "oppose", 0.7), Stance("a", "support", 0.3)
    for quotation in whole.quotations[:1]:
        object.__setattr__(quotation, "topics", links)
        object.__setattr__(quotation, "stances", stances)
    store.add(whole)
    (row,) = store.search(Query(text='"stop in May"', kind="direct", limit=1))
    assert [(link.topic, link.score) for link in row.topics] == [("low", 0.1), ("high", 0.9)][::-1]
    assert row.stances == (Stance("a", "oppose", 0.7), Stance("b", "support", 0.2))
