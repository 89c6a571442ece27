"""What a selection is read as: frozen, detached from any session."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.store.rows import ArticleRow, OrganizationRow, PersonRow, QuotationRow


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """An article with its whole stored text and those of its quotations that are selected."""

    article: ArticleRow
    text: str
    quotations: tuple[QuotationRow, ...]


@dataclass(frozen=True, slots=True)
class QuotedPerson:
    """A person with those of their quotations that are selected, the earliest first.

    ``beside`` are the ids of the others who are quoted in the same articles, each with the number
    of these articles, the most frequent first.
    """

    person: PersonRow
    quotations: tuple[QuotationRow, ...]
    beside: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """People, organisations and articles that tell of posts, by their ids.

    ``person_keys`` and ``organization_keys`` are 16 hexadecimal digits that stay the same as
    articles are added and names change, and differ between databases.
    """

    people: dict[int, PersonRow]
    organizations: dict[int, OrganizationRow]
    articles: dict[str, ArticleRow]
    person_keys: dict[int, str]
    organization_keys: dict[int, str]
