"""What a report cannot be sure of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from quotes.report.expert.rows import Clash, Doubts, Held
from quotes.store.dossiers.rows import Dossier

UNSURE = 0.5
"""Quotations with less confidence than this are more likely wrong than right."""
UNSURE_LINK = 0.98
"""Articles taken to be on the person with less of a chance than this are named."""


def doubts_of(dossier: Dossier, posts: Sequence[Held], left_out: int) -> Doubts:
    """The doubts that a dossier leaves.

    :param left_out: how many sides are not shown, as not sure enough.
    """
    unsettled = {one for pair in dossier.maybe for one in (pair.person, pair.other)}
    unsure = (row for row in dossier.quotations if row.confidence < UNSURE)
    return Doubts(
        namesakes=tuple(one for one in dossier.namesakes if one.id not in unsettled),
        maybe=dossier.maybe,
        links=tuple(link for link in dossier.links if link.score < UNSURE_LINK),
        clashes=tuple(_clashes(posts)),
        unsure=tuple(sorted(unsure, key=lambda row: row.confidence)),
        undated=sum(row.article.published is None for row in dossier.quotations),
        left_out=left_out,
    )


def _clashes(posts: Iterable[Held]) -> Iterable[Clash]:
    """Posts held at the same time at different organizations that no article tells together."""
    held = [
        one
        for one in posts
        if one.post.organization and one.post.status in ("current", "acting") and one.article
    ]
    for one, other in combinations(held, 2):
        if (
            one.post.organization != other.post.organization
            and one.post.article_id != other.post.article_id
            and _overlap(one, other)
        ):
            yield Clash(one, other)


def _overlap(one: Held, other: Held) -> bool:
    """Whether the days between which each was seen meet."""
    starts, ends = one.post.first_seen, one.post.last_seen
    begins, stops = other.post.first_seen, other.post.last_seen
    if not (starts and ends and begins and stops):
        return False
    return starts <= stops and begins <= ends
