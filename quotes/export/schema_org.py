"""schema.org as JSON-LD: one graph of news articles and the quotations in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from quotes.answer import Json
from quotes.export.addresses import article_address, urn, web_address
from quotes.export.lines import array
from quotes.store.chunks import chunks
from quotes.store.rows import ArticleRow, QuotationRow, SpeakerRow

if TYPE_CHECKING:
    from quotes.store.selected.selection import Selection

CONTEXT = "https://schema.org"


def quotation_graph(selection: Selection) -> Iterator[str]:
    """The graph, a node a line: each article before its quotations."""
    return array(_nodes(selection), f'{{"@context": "{CONTEXT}", "@graph": [', "]}")


def news_article(article: ArticleRow) -> Json:
    """An article with its outlet as the publisher."""
    return without_nothing(
        {
            "@type": "NewsArticle",
            "@id": article_address(article),
            "identifier": article.id,
            "url": web_address(article.url),
            "headline": article.title,
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "publisher": {"@type": "Organization", "name": article.outlet}
            if article.outlet
            else None,
            "datePublished": article.published.isoformat() if article.published else None,
            "inLanguage": article.language,
        }
    )


def quotation(row: QuotationRow, keys: Mapping[int, str]) -> Json:
    """A quotation: its creators are who speaks; who has no name is credited in words.

    :param keys: keys of people by their ids.
    """
    article = row.article
    named = [s for s in row.speakers if s.type in ("person", "organization") and not s.anonymity]
    others = [speaker.name for speaker in row.speakers if speaker not in named and speaker.name]
    return without_nothing(
        {
            "@type": "Quotation",
            "@id": urn("quotation", row.id),
            "identifier": row.id,
            "text": row.text,
            "creator": [_creator(speaker, keys) for speaker in named],
            "creditText": "; ".join(others),
            "about": [{"@type": "Thing", "name": link.topic} for link in row.topics],
            "isPartOf": {"@id": article_address(article)},
            "datePublished": article.published.isoformat() if article.published else None,
            "url": web_address(article.url),
            "inLanguage": article.language,
        }
    )


def without_nothing(node: Json) -> Json:
    """The node without the properties that have no value."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def _nodes(selection: Selection) -> Iterator[Json]:
    for articles in chunks(selection.articles()):
        rows = [row for article in articles for row in article.quotations]
        people = {s.person_id for row in rows for s in row.speakers if s.person_id is not None}
        keys = selection.person_keys(people)
        for article in articles:
            yield news_article(article.article)
            for row in article.quotations:
                yield quotation(row, keys)


def _creator(speaker: SpeakerRow, keys: Mapping[int, str]) -> Json:
    if speaker.type == "organization":
        return {"@type": "Organization", "name": speaker.name}
    key = keys.get(speaker.person_id) if speaker.person_id is not None else None
    return without_nothing(
        {
            "@type": "Person",
            "@id": urn("person", key) if key else None,
            "name": speaker.name,
            "jobTitle": speaker.role,
            "affiliation": {"@type": "Organization", "name": speaker.organization}
            if speaker.organization
            else None,
        }
    )
