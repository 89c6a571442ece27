"""Extractions made by hand, about people and outlets that do not exist."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from quotes.types import (
    Act,
    Affiliation,
    Anonymity,
    Article,
    Extraction,
    Kind,
    Person,
    Quotation,
    QuotationIds,
    Rival,
    Span,
    Speaker,
    Stance,
    TopicLink,
    Why,
)

FERRY = """Ferry to Skarholm stops

"The ferry will stop in May," said Mara Lindqvist, director of the Harbour Office. \
She believes that the island will suffer.

Tomas Okoro of Skarholm Council called the plan "a betrayal of the island".

The Harbour Office said no jobs would be lost.
"""

QUAY = """The quay is shut

A clerk said the piles were rotten.

Two officials at the Harbour Office, who feared for their jobs, said the quay was unsafe.

Residents said it was a shame.
"""
CLERK = Anonymity(1, "clerk", None, None, None, 1)
OFFICIALS = Anonymity(2, "officials", "Harbour Office", "senior", "they feared for their jobs", 3)
RESIDENTS = Anonymity("several", "residents", None, None, None, 1, collective=True)
WHY = Why("unnamed", 0.75, (Rival("Mara Lindqvist", 0.2), Rival("Tomas Okoro", 0.05)))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def post(
    text: str, evidence: str, role: str | None, organization: str | None, unit: str | None = None
) -> Affiliation:
    return Affiliation(role, organization, unit, span(text, evidence))


def quotation(
    article: Article,
    words: str,
    *speakers: Speaker,
    kind: Kind = "direct",
    act: Act = "statement",
    cue: str | None = None,
    confidence: float = 0.99,
    nested_in: str | None = None,
    topics: Iterable[TopicLink] = (),
    stances: Iterable[Stance] = (),
) -> Quotation:
    pieces = tuple(span(article.text, piece) for piece in words.split(" … "))
    return Quotation(
        id=QuotationIds(article).next(pieces),
        kind=kind,
        act=act,
        pieces=pieces,
        cue=span(article.text, cue) if cue else None,
        speakers=speakers,
        confidence=confidence,
        nested_in=nested_in,
        topics=tuple(topics),
        stances=tuple(stances),
    )


def ferry(*, program: str = "1", model: str = "m", text: str = FERRY, **details: Any) -> Extraction:
    """An article with a person quoted twice, another quoted once, and an organisation."""
    known: dict[str, Any] = {
        "source": "ferry.txt",
        "title": "Ferry to Skarholm stops",
        "authors": ("Ida Brandt",),
        "outlet": "The Skarholm Courier",
        "published": date(2024, 3, 1),
    }
    article = Article(text=text, **(known | details))
    director = post(text, "director of the Harbour Office", "director", "Harbour Office")
    council = post(text, "of Skarholm Council", None, "Skarholm Council")
    mara = Person("Mara Lindqvist", ("Lindqvist",), (director,))
    tomas = Person("Tomas Okoro", (), (council,))
    first = quotation(
        article,
        '"The ferry will stop in May,"',
        Speaker("person", mara.name, span(text, "Mara Lindqvist"), director),
        cue="said",
        topics=[TopicLink("ferry", 0.8, "entity"), TopicLink("Skarholm island", 0.4)],
        stances=[Stance("ferry closure", "support", 0.6)],
    )
    second = quotation(
        article,
        "that the island will suffer",
        Speaker("person", mara.name, span(text, "She"), director),
        kind="indirect",
        act="attitude",
        cue="believes",
        confidence=0.5,
    )
    third = quotation(
        article,
        'the plan "a betrayal of the island"',
        Speaker("person", tomas.name, span(text, "Tomas Okoro"), council),
        kind="mixed",
        cue="called",
        topics=[TopicLink("Ferry", 0.7)],
        stances=[Stance("the ferry closure", "oppose", 0.9)],
    )
    nested = quotation(
        article,
        '"a betrayal of the island"',
        Speaker("person", tomas.name, None, council),
        nested_in=third.id,
        confidence=0.7,
    )
    fourth = quotation(
        article,
        "no jobs would be lost",
        Speaker("organization", "The Harbour Office", span(text, "The Harbour Office")),
        kind="indirect",
    )
    quotations = first, second, third, nested, fourth
    return Extraction(article, (mara, tomas), quotations, program, model, {"threshold": "0.5"})


def quay(**details: Any) -> Extraction:
    """An article with two unnamed sources and a collective."""
    known: dict[str, Any] = {
        "source": "quay.txt",
        "outlet": "Isle Post",
        "published": date(2024, 5, 1),
    }
    article = Article(text=QUAY, **(known | details))

    def speaker(type: Any, mention: str, anonymity: Anonymity) -> Speaker:
        return Speaker(type, mention, span(QUAY, mention), anonymity=anonymity)

    said = (
        quotation(
            article, "the piles were rotten", speaker("unknown", "A clerk", CLERK), kind="indirect"
        ),
        quotation(article, "the quay was unsafe", speaker("group", "Two officials", OFFICIALS)),
        quotation(article, "it was a shame", speaker("group", "Residents", RESIDENTS)),
    )
    return Extraction(article, (), (replace(said[0], why=WHY), *said[1:]), "1", "m")


def note(
    text: str,
    *people: Person,
    source: str = "note.txt",
    says: str | None = None,
    program: str = "1",
    **details: Any,
) -> Extraction:
    """An article with these people, the first of whom says the words given."""
    article = Article(text=text, source=source, **details)
    said = (quotation(article, says, Speaker("person", people[0].name)),) if says else ()
    return Extraction(article, people, said, program, "m")


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The database as another program sees it; what is done is committed."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def dump(path: Path) -> list[str]:
    """Everything in the database as SQL."""
    with raw(path) as connection:
        return [line for line in connection.iterdump() if "quotation_search" not in line]


def check_search_index(path: Path) -> None:
    """Raise an error where a full-text index is not in step with its table."""
    with raw(path) as connection:
        for index in ("quotation_search", "quotation_search_trigrams"):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
