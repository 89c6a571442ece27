"""One-quotation articles made by hand, each with a side on the tolls of a made-up island."""

from __future__ import annotations

from datetime import date

from quotes.types import (
    Affiliation,
    Anonymity,
    Article,
    Extraction,
    Person,
    Polarity,
    Quotation,
    QuotationIds,
    Span,
    Speaker,
    Stance,
)

CLERK = Anonymity(1, "clerk", None, None, None, 1)


def said(
    who: str,
    words: str,
    *stances: Stance,
    on: str | None = None,
    role: str | None = None,
    at: str | None = None,
    kind: str = "person",
    outlet: str = "Isle Post",
    confidence: float = 0.9,
    program: str = "1",
) -> Extraction:
    """An article in which somebody says something.

    :param on: its day; ``role`` and ``at`` are the speaker's post.
    """
    post = f", {role} at {at}," if role else ""
    text = f"{words}\n\nThat is what {who}{post} said on the island."
    day = date.fromisoformat(on) if on else None
    article = Article(text, f"{who} {words} {on}.txt", outlet=outlet, published=day)
    pieces = (Span(0, len(words)),)
    mention = Span(text.index(who, len(words)), text.index(who, len(words)) + len(who))
    affiliation = Affiliation(role, at, None, mention) if role else None
    people = (Person(who, (), (affiliation,) if affiliation else ()),) if kind == "person" else ()
    speaker = Speaker(
        kind,  # type: ignore[arg-type]
        who,
        mention,
        affiliation,
        CLERK if kind == "unknown" else None,
    )
    cue = text.index("said", len(words))
    quotation = Quotation(
        id=QuotationIds(article).next(pieces),
        kind="direct",
        act="statement",
        pieces=pieces,
        cue=Span(cue, cue + 4),
        speakers=(speaker,),
        confidence=confidence,
        stances=stances,
    )
    return Extraction(article, people, (quotation,), program, "m")


def side(
    polarity: Polarity,
    target: str = "the toll",
    score: float = 0.9,
    words: tuple[int, int] | None = None,
) -> Stance:
    """A side that a machine found."""
    return Stance(target, polarity, score, Span(*words) if words else None)


def island() -> list[Extraction]:
    """Ada changes her mind, Ben stays, a body and a clerk speak, Cleo says both on one day."""
    ada = {"role": "mayor", "at": "Skarholm Council"}
    ben = {"role": "director", "at": "Lorry Union"}
    cleo = {"role": "editor", "at": "Cliff Radio"}
    return [
        said(
            "Ada Brink",
            "We welcome the toll.",
            side("support", words=(3, 10)),
            on="2025-01-10",
            **ada,
        ),
        said(
            "Ada Brink",
            "The tolls are a burden.",
            side("oppose", "tolls", 0.8),
            on="2025-06-02",
            outlet="Fjord Observer",
            **ada,
        ),
        said("Ada Brink", "A toll is a toll.", side("neutral"), **ada),
        said("Ada Brink", "Bridges are good.", side("support", "bridges"), on="2025-05-01", **ada),
        said(
            "Ben Caro",
            "I back the repeal of the toll.",
            side("support", "repeal of the toll", 0.85),
            on="2025-02-20",
            **ben,
        ),
        said("Ben Caro", "Cut it, I say.", side("support", "toll cuts"), on="2025-02-21", **ben),
        said("Ben Caro", "A bridge at last!", side("support", "a bridge"), on="2025-02-22", **ben),
        said(
            "Ferry Guild",
            "The harbour toll is fair.",
            side("support", "the harbour toll", 0.7),
            on="2025-03-01",
            kind="organization",
        ),
        said("A clerk", "Nobody likes the toll.", side("oppose"), on="2025-03-05", kind="unknown"),
        said("Cleo Dahl", "The toll is good.", side("support"), on="2025-04-01", **cleo),
        said("Cleo Dahl", "The toll is bad.", side("oppose"), on="2025-04-01", **cleo),
        said("Dora Ek", "The toll exists.", side("neutral"), on="2025-05-01"),
    ]
