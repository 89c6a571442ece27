"""The made cases of people and organisations across articles, as tests/identity keeps them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from quotes.types import Article

Half = Literal["dev", "test"]
Subject = Literal["person", "organization"]
Verdict = Literal["same", "different"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in an article of the case; the first article is 1."""

    article: int
    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, what the truth is, and whether the articles alone make a human sure of it."""

    of: Subject
    left: Mention
    right: Mention
    verdict: Verdict
    sure: bool
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """A few articles, in the order in which they appeared, and what is asked about them."""

    id: str
    kind: str
    half: Half
    articles: tuple[Article, ...]
    pairs: tuple[Pair, ...]


def load(folder: Path) -> list[Case]:
    """The cases of all JSON files of a folder, in the order of the file names.

    :raises ValueError: a case is not as the README of the cases wants it.
    """
    cases = [
        _case(row)
        for path in sorted(folder.glob("*.json"))
        for row in json.loads(path.read_text("utf8"))
    ]
    if len({case.id for case in cases}) < len(cases):
        raise ValueError("two cases have one id")
    return cases


def _case(row: dict[str, Any]) -> Case:
    case = Case(
        id=row["id"],
        kind=row["kind"],
        half=row["half"],
        articles=tuple(
            Article(
                text="\n\n".join(article["text"]),
                source=f"{row['id']}/{number}",
                title=article["title"],
                outlet=article["outlet"],
                published=date.fromisoformat(article["published"]),
            )
            for number, article in enumerate(row["articles"], 1)
        ),
        pairs=tuple(
            Pair(**pair | {"left": Mention(*pair["left"]), "right": Mention(*pair["right"])})
            for pair in row["pairs"]
        ),
    )
    _require(case)
    return case


def _require(case: Case) -> None:
    if not 2 <= len(case.articles) <= 4:
        raise ValueError(f"{case.id} has {len(case.articles)} articles, not two to four")
    if not case.pairs:
        raise ValueError(f"{case.id} asks nothing")
    if case.half not in get_args(Half):
        raise ValueError(f"{case.id} is in no half: {case.half!r}")
    for pair in case.pairs:
        if pair.of not in get_args(Subject) or pair.verdict not in get_args(Verdict):
            raise ValueError(f"{case.id} asks for {pair.of!r}, {pair.verdict!r}")
        for mention in (pair.left, pair.right):
            if mention.name not in case.articles[mention.article - 1].text:
                raise ValueError(f"{mention.name!r} is not in article {mention.article}, {case.id}")
