from __future__ import annotations

import pytest

from quotes.article import Article
from quotes.pipeline import Extractor

TEXTS = (
    "“The ferry is late again,” said Ines Okafor, the harbour master of Tern Bay.",
    "",
    "Paul Rennick told reporters that the quay would be closed in March.",
    "Nobody answered.",
)
TOO_LONG = "quay " * 250_000
"""More characters than the tokenizer takes."""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(1)


def articles(*texts: str) -> list[Article]:
    return [Article(text=text, source=f"{number}.txt") for number, text in enumerate(texts)]


def test_articles_together_give_what_each_gives_alone(extractor: Extractor) -> None:
    together = list(extractor.extract_many(articles(*TEXTS)))
    assert together == [extractor.extract(article) for article in articles(*TEXTS)]
    assert [len(one.quotations) > 0 for one in together] == [True, False, True, False]


def test_a_failure_belongs_to_its_article(extractor: Extractor) -> None:
    found = []
    for pending in extractor.begin(articles(TEXTS[0], TOO_LONG, TEXTS[2])):
        try:
            found.append(len(pending.extraction().quotations))
        except ValueError:
            found.append(-1)
    assert found[0] > 0
    assert found[1] == -1
    assert found[2] > 0
