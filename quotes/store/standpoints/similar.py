"""Targets of stances that mean much the same as what was asked for, in other words."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from quotes.meaning.vectors import Encoder, similarities
from quotes.store.chunks import chunks
from quotes.store.matching import CURRENT
from quotes.store.models import ArticleVectors
from quotes.store.nearest import nearest
from quotes.store.sided import Stance
from quotes.store.standpoints.targets import content_of, words_of
from quotes.store.standpoints.turning import BREAKING, LED, TURNING

LEAST_COSINE = 0.75
"""The least cosine of what was asked for and a target of similar meaning."""

_NEAR_QUOTATIONS = 200
_NEAR_COSINE = 0.3
_MOST_TARGETS = 200


def has_vectors(session: Session, encoder: Encoder) -> bool:
    """Whether any quotation has a vector that the encoder's model made."""
    made = select(ArticleVectors.article_id).where(ArticleVectors.model == encoder.sha256)
    return session.scalar(made.limit(1)) is not None


def similar_targets(
    session: Session, asked: str, scope: Select[int], encoder: Encoder
) -> frozenset[str]:
    """The targets in scope that are close in meaning, looked for in quotations that are so too.

    Vectors hardly tell "private schools" from "public schools", or one country from another;
    therefore names, and targets that share a word with what was asked for, are passed over.
    """
    if not _is_plain(asked):
        return frozenset()
    (vector,) = encoder.encode([asked])
    near = nearest(session, vector, encoder.sha256, CURRENT, least=_NEAR_COSINE)
    targets = list(_comparable(_targets(session, near.best(_NEAR_QUOTATIONS), scope), asked))
    if not targets:
        return frozenset()
    cosines = similarities(vector, encoder.encode(targets))
    return frozenset(
        target for target, cosine in zip(targets, cosines, strict=True) if cosine >= LEAST_COSINE
    )


def _targets(session: Session, quotations: Collection[int], scope: Select[int]) -> list[str]:
    found: dict[str, None] = {}
    for part in chunks(quotations):
        rows = select(Stance.target).where(
            Stance.quotation_id.in_(part), Stance.quotation_id.in_(scope)
        )
        found.update(dict.fromkeys(session.scalars(rows)))
    return list(found)[:_MOST_TARGETS]


def _comparable(targets: Iterable[str], asked: str) -> Iterable[str]:
    words = content_of(asked)
    return (one for one in targets if _is_plain(one) and not words & content_of(one))


def _is_plain(target: str) -> bool:
    """Whether the target is no name and has no word that turns a side."""
    words = words_of(target)
    starts = [target[word.start] for word in words]
    is_name = any(map(str.isupper, starts[1:])) or (len(starts) == 1 and starts[0].isupper())
    return (
        bool(words)
        and not is_name
        and not ({word.form for word in words} & (TURNING | BREAKING | LED))
    )
