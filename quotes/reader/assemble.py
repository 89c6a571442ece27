"""Scores -> attributions: contents with the source and cue that they point at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from quotes.article import Span
from quotes.reader.decode import Words
from quotes.reader.encode import Encoded
from quotes.reader.model import Floats, Scores
from quotes.reader.reading import Attribution

STRAY = 0.5
"""Confidence below which a content beside a surer one of the same attribution is left out."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a content points: a span of words or none, with its log-probability."""

    words: Words | None
    log_p: float


@dataclass(frozen=True, slots=True)
class _Linked:
    content: Words
    source: Link
    cue: Link
    tag_log_p: float


def char_span(doc: Doc, encoded: Encoded, words: Words) -> Span:
    """The characters of a stretch of words."""
    first, last = int(encoded.tokens[words[0]]), int(encoded.tokens[words[1] - 1])
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def attributions(
    doc: Doc, encoded: Encoded, scores: Scores, found: dict[str, list[Words]]
) -> tuple[Attribution, ...]:
    """Each content with its best source and cue; contents that share a cue are one attribution.

    ``found`` has the stretches of words of the layers source, cue and content.
    """
    linked = [
        _Linked(
            content,
            _best_link(scores, content, 0, found["source"]),
            _best_link(scores, content, 1, found["cue"]),
            _tag_log_p(scores.tags["content"], content),
        )
        for content in found["content"]
    ]
    return tuple(
        Attribution(
            contents=tuple(char_span(doc, encoded, one.content) for one in group),
            source=_optional(doc, encoded, group[0].source.words),
            cue=_optional(doc, encoded, group[0].cue.words),
            confidence=_confidence(group),
        )
        for group in _grouped(linked)
    )


def _optional(doc: Doc, encoded: Encoded, words: Words | None) -> Span | None:
    return None if words is None else char_span(doc, encoded, words)


def _grouped(linked: list[_Linked]) -> Iterator[list[_Linked]]:
    groups: dict[object, list[_Linked]] = {}
    for one in linked:
        key = one.content if one.cue.words is None else (one.cue.words, one.source.words)
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        surest = max(_confidence([one]) for one in group)
        yield [one for one in group if _confidence([one]) >= min(STRAY, surest)]


def _confidence(group: list[_Linked]) -> float:
    log_ps = [x for one in group for x in (one.tag_log_p, one.source.log_p, one.cue.log_p)]
    return float(np.exp(np.mean(log_ps)))


def _tag_log_p(log_p: Floats, words: Words) -> float:
    """Mean log-probability that the words belong to a span at all, the first that it begins."""
    inside = np.logaddexp(log_p[words[0] : words[1], 1], log_p[words[0] : words[1], 2])
    return float(inside.mean())


def _best_link(scores: Scores, content: Words, link: int, candidates: list[Words]) -> Link:
    """The candidate that the content's words point at, on the mean over its words."""
    window = next(s for s in scores.links if s.window.own_begin <= content[0] < s.window.own_end)
    begin, end = window.window.begin, window.window.end
    rows = window.pointers[link, content[0] - begin : min(content[1], end) - begin]
    log_p = rows.mean(axis=0)
    best = Link(None, float(log_p[0]))
    for words in candidates:
        if begin <= words[0] < end:
            score = float(log_p[words[0] - begin + 1])
            if score > best.log_p:
                best = Link(words, score)
    return best
