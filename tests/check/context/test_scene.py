"""The articles that quotations stand in, and the speeches that they are parts of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quotes.article import Article, Extraction, Person, Speaker
from quotes.check.context.scene import Scenes
from quotes.store import Store
from quotes.store.rows import QuotationRow
from tests.store.made import quotation

TEXT = """The mill

“We will not sell,” said Odo Fenwick. “Ask the bakers.” He sat down. “Or the school,” he said.

“Nor will I buy,” said Ilse Brandvold. “It leaks.”

The council met for three hours, and the rain fell, and nobody had brought an umbrella or a coat, \
and in the end the vote was put off until the spring. “I like rain,” Brandvold said.
"""
FENWICK = ("“We will not sell,”", "“Ask the bakers.”", "“Or the school,”")
BRANDVOLD = ("“Nor will I buy,”", "“It leaks.”", "“I like rain,”")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    article = Article(TEXT, "mill.txt")
    odo, ilse = Person("Odo Fenwick"), Person("Ilse Brandvold")
    said = [quotation(article, words, Speaker("person", odo.name)) for words in FENWICK]
    said += [quotation(article, words, Speaker("person", ilse.name)) for words in BRANDVOLD]
    with Store.create(str(tmp_path_factory.mktemp("mill") / "quotes.db")) as store:
        store.add(Extraction(article, (odo, ilse), tuple(said), "1", "m"))
        yield store


@pytest.fixture(scope="module")
def rows(store: Store) -> dict[str, QuotationRow]:
    found = store.lookup.of_article(Article(TEXT, "mill.txt").id)
    return {row.text: row for row in found}


def test_the_article_and_all_its_quotations(store: Store, rows: dict[str, QuotationRow]) -> None:
    scenes = Scenes(store.lookup)
    around = scenes.around(rows[FENWICK[0]])
    assert around.text == TEXT
    assert [row.text for row in around.quotations] == [*FENWICK, *BRANDVOLD]
    assert scenes.around(rows[BRANDVOLD[0]]) is around


@pytest.mark.parametrize(
    ("words", "speech"),
    [
        (FENWICK[0], FENWICK),
        (FENWICK[1], FENWICK),
        (FENWICK[2], FENWICK),
        (BRANDVOLD[0], BRANDVOLD[:2]),
        (BRANDVOLD[2], BRANDVOLD[2:]),
    ],
)
def test_a_speech(
    store: Store, rows: dict[str, QuotationRow], words: str, speech: tuple[str, ...]
) -> None:
    found = Scenes(store.lookup).speech(rows[words])
    assert tuple(row.text for row in found) == speech
