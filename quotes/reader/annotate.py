"""The network's scores turned into labels, trees and links, and into what a spaCy Doc holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, POS, TAG
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from quotes.reader.encode import Encoded, Ints
from quotes.reader.model import Floats, Halves, Scores
from quotes.reader.reading import (
    ENTITY_TAGS,
    INNER_LAYER,
    LINKS,
    POST_LAYERS,
    SPAN_LAYERS,
    SPAN_TAGS,
    STATUSES,
    Attribution,
    PostSpans,
    bio_allowed,
)
from quotes.text.normalize import lemma
from quotes.types import QuotationStatus, Span

Words = tuple[int, int]
"""A stretch of words: the first, and the one after the last."""

ROOT = -1


def best_tags(log_p: Floats, tags: tuple[str, ...]) -> NDArray[np.int64]:
    """The most probable tag sequence in which no I- stands without its B- (Viterbi 1967).

    ``log_p`` (words, tags) are log-probabilities; the result (words,) are tag ids. Making each
    stray I- a B- gives an allowed sequence, so a word for which every other tag loses more than
    that keeps its own best tag, and only the stretches of doubtful words between are searched.
    """
    allowed = np.array(bio_allowed(tags))
    barred = np.where(allowed, 0.0, -np.inf).astype(np.float32)
    path: NDArray[np.int64] = log_p.argmax(axis=1)
    stray = ~allowed[np.concatenate([[0], path[:-1]]), path]
    if not stray.any():
        return path
    best_two = np.partition(log_p, -2, axis=1)[:, -2:]
    margin = best_two[:, 1] - best_two[:, 0]
    loss = _loss_as_begin(log_p, path, tags) * stray
    todo: list[Words] = [(0, len(path))]
    while todo:
        begin, end = todo.pop()
        if not stray[begin:end].any():
            continue
        runs = _runs(margin[begin:end] <= loss[begin:end].sum())
        if runs == [(0, end - begin)]:
            before, after = path[begin - 1] if begin else 0, path[end : end + 1]
            path[begin:end] = _viterbi(log_p[begin:end], barred, before, after)
        else:
            todo += [(begin + first, begin + stop) for first, stop in runs]
    return path


def _loss_as_begin(log_p: Floats, path: NDArray[np.int64], tags: tuple[str, ...]) -> Floats:
    """What each word loses where its I- becomes the B- of that kind."""
    begins = np.array([tags.index("B" + t[1:]) if t[0] == "I" else i for i, t in enumerate(tags)])
    words = np.arange(len(path))
    loss: Floats = log_p[words, path] - log_p[words, begins[path]]
    return loss


def _runs(marked: NDArray[np.bool_]) -> list[Words]:
    """The stretches of words that are marked."""
    edges = np.flatnonzero(np.diff(marked, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _viterbi(
    log_p: Floats, barred: Floats, before: int, after: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The best path between the tag before it and the one after it, if there is one."""
    words = len(log_p)
    back = np.zeros((words, len(barred)), dtype=np.int64)
    score = log_p[0] + barred[before]
    for word in range(1, words):
        paths = score[:, None] + barred
        back[word] = paths.argmax(axis=0)
        score = paths.max(axis=0) + log_p[word]
    path = np.zeros(words, dtype=np.int64)
    path[-1] = (score + barred[:, after].sum(axis=1)).argmax()
    for word in range(words - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def spans(
    path: Sequence[int] | NDArray[np.int64], tags: tuple[str, ...]
) -> list[tuple[Words, str]]:
    """The stretches that a tag sequence marks, with their kind ("" for plain B and I)."""
    found: list[tuple[Words, str]] = []
    for word in np.flatnonzero(path).tolist():
        tag = tags[path[word]]
        if tag.startswith("B"):
            found.append(((word, word + 1), tag[2:]))
        else:
            (begin, _), kind = found[-1]
            found[-1] = ((begin, word + 1), kind)
    return found


def joined(stretches: Sequence[Words], gap: Callable[[Words], bool]) -> list[Words]:
    """The stretches, those made one that touch, and those after which ``gap`` allows the words
    up to the next."""
    result: list[Words] = []
    for begin, end in stretches:
        if result and (result[-1][1] == begin or gap((result[-1][0], begin))):
            result[-1] = (result[-1][0], end)
        else:
            result.append((begin, end))
    return result


def best_tree(scores: Floats) -> list[int]:
    """Heads of a sentence's words: one root, no cycle, greedily the best.

    ``scores`` (words, 1 + words): column 0 is the root, column i + 1 the word i. Each word takes
    its best head; a cycle is opened where that costs least.
    """
    words = len(scores)
    scores = scores.copy()
    scores[np.arange(words), np.arange(words) + 1] = -np.inf
    root = int(scores[:, 0].argmax()) if words else 0
    scores[:, 0] = -np.inf
    heads = [int(h) - 1 for h in scores.argmax(axis=1)]
    if words:
        heads[root] = ROOT
    while cycle := _cycle(heads):
        word, head = _cheapest_way_out(scores, heads, cycle)
        heads[word] = head
    return heads


def _cycle(heads: list[int]) -> list[int]:
    """The words of a cycle, or none."""
    safe: set[int] = {ROOT}
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while word not in safe and word not in path:
            path.append(word)
            word = heads[word]
        if word in path:
            return path[path.index(word) :]
        safe.update(path)
    return []


def _cheapest_way_out(scores: Floats, heads: list[int], cycle: list[int]) -> tuple[int, int]:
    """Which word of the cycle gets which head that does not lead back into it."""
    outside = [word for word in range(len(heads)) if not _leads_to(heads, word, set(cycle))]
    costs = [
        (scores[word, heads[word] + 1] - scores[word, head + 1], word, head)
        for word in cycle
        for head in outside
    ]
    _, word, head = min(costs)
    return word, head


def _leads_to(heads: list[int], word: int, targets: set[int]) -> bool:
    seen: set[int] = set()
    while word != ROOT and word not in seen:
        if word in targets:
            return True
        seen.add(word)
        word = heads[word]
    return word != ROOT


# Scores -> attributions: contents with the source and cue that they point at.


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
    doc: Doc,
    encoded: Encoded,
    scores: Scores,
    found: dict[str, list[Words]],
    *,
    inner: bool = False,
) -> tuple[Attribution, ...]:
    """Each content with its best source and cue; contents that share a cue are one attribution.

    ``found`` has the stretches of words of each layer; ``inner`` asks for the contents that stand
    inside another one.
    """
    layer = INNER_LAYER if inner else "content"
    to_source, to_cue = (LINKS.index(f"inner {x}" if inner else x) for x in ("source", "cue"))
    linked = [
        _Linked(
            content,
            _best_link(scores, content, to_source, found["source"]),
            _best_link(scores, content, to_cue, found["cue"]),
            _tag_log_p(scores.tags[layer], content),
        )
        for content in found[layer]
    ]
    made = []
    for group in _grouped(linked):
        contents = [candidate.content for candidate in group]
        status, status_chance = _status(scores.tags["status"], contents)
        made.append(
            Attribution(
                contents=tuple(char_span(doc, encoded, content) for content in contents),
                source=_optional(doc, encoded, group[0].source.words),
                cue=_optional(doc, encoded, group[0].cue.words),
                confidence=_confidence(group),
                status=status,
                status_chance=status_chance,
                inner=inner,
            )
        )
    return tuple(made)


def _status(log_p: Floats, contents: Sequence[Words]) -> tuple[QuotationStatus, float]:
    """The likeliest status of an attribution and its probability, on the mean over its words."""
    rows = np.concatenate([log_p[begin:end] for begin, end in contents])
    mean = np.exp(rows).mean(axis=0)
    best = int(mean.argmax())
    return STATUSES[best], float(mean[best])


def _optional(doc: Doc, encoded: Encoded, words: Words | None) -> Span | None:
    return None if words is None else char_span(doc, encoded, words)


def _grouped(linked: list[_Linked]) -> Iterator[list[_Linked]]:
    groups: dict[object, list[_Linked]] = {}
    for candidate in linked:
        key = (
            candidate.content
            if candidate.cue.words is None
            else (candidate.cue.words, candidate.source.words)
        )
        groups.setdefault(key, []).append(candidate)
    for group in groups.values():
        surest = max(_confidence([candidate]) for candidate in group)
        yield [candidate for candidate in group if _confidence([candidate]) >= min(STRAY, surest)]


def _confidence(group: list[_Linked]) -> float:
    log_ps = [
        x
        for candidate in group
        for x in (candidate.tag_log_p, candidate.source.log_p, candidate.cue.log_p)
    ]
    return float(np.exp(np.mean(log_ps)))


def _tag_log_p(log_p: Floats, words: Words) -> float:
    """Mean log-probability that the words belong to a span at all, the first that it begins."""
    inside = np.logaddexp(log_p[words[0] : words[1], 1], log_p[words[0] : words[1], 2])
    return float(inside.mean())


def _best_link(scores: Scores, content: Words, link: int, candidates: list[Words]) -> Link:
    """The candidate that the content's words point at, on the mean over its words."""
    begin, end, log_p = _pointing(scores, content, link)
    best = Link(None, float(log_p[0]))
    for words in candidates:
        first, stop = max(words[0], begin), min(words[1], end)
        if first < stop:
            score = float(log_p[first - begin + 1 : stop - begin + 1].max())
            if score > best.log_p:
                best = Link(words, score)
    return best


def _pointing(scores: Scores, words: Words, link: int) -> tuple[int, int, Floats]:
    """Where some words point, on the mean over them: the words of their window, the first and the
    one behind the last, and the log-probability (1 + words,) of none and of each."""
    window = next(s for s in scores.links if s.window.own_begin <= words[0] < s.window.own_end)
    begin, end = window.window.begin, window.window.end
    rows = window.pointers[link, words[0] - begin : min(words[1], end) - begin]
    return begin, end, rows.mean(axis=0)


# Scores -> posts: a role with its employer, its unit and its holder, or an employer alone.


def posts(
    doc: Doc, encoded: Encoded, scores: Scores, found: dict[str, list[Words]]
) -> Iterator[PostSpans]:
    """The posts in reading order of their roles; ``found`` has the stretches of each layer."""
    taken: set[Words] = set()
    for role in found["role"]:
        employer = _best_link(scores, role, LINKS.index("employer"), found["employer"])
        unit = _best_link(scores, role, LINKS.index("unit"), found["unit"])
        taken |= {link.words for link in (employer, unit) if link.words}
        yield _post(doc, encoded, scores, role, role, employer.words, unit.words)
    for employer_words in found["employer"]:
        if employer_words not in taken:
            yield _post(doc, encoded, scores, employer_words, None, employer_words, None)


def _post(
    doc: Doc,
    encoded: Encoded,
    scores: Scores,
    anchor: Words,
    role: Words | None,
    employer: Words | None,
    unit: Words | None,
) -> PostSpans:
    begin, _, log_p = _pointing(scores, anchor, LINKS.index("holder"))
    best = int(log_p.argmax())
    holder = (begin + best - 1, begin + best) if best else None
    layer = "role" if role else "employer"
    return PostSpans(
        _optional(doc, encoded, role),
        _optional(doc, encoded, employer),
        _optional(doc, encoded, unit),
        _optional(doc, encoded, holder),
        float(np.exp((_tag_log_p(scores.tags[layer], anchor) + log_p[best]) / 2)),
    )


LONGEST_SENTENCE = 200
"""Words after which a sentence is cut, whatever the model says."""
LONGEST_GAP = 4
"""Words that may be missing between the article of a source and the rest of it."""

_ARTICLES = frozenset({"a", "an", "the"})
_COLUMNS = [HEAD, DEP, POS, TAG]


class Notes:
    """What is known of a document, gathered part by part and then written on it."""

    def __init__(self, doc: Doc, labels: dict[str, list[str]]) -> None:
        strings = doc.vocab.strings
        self._doc = doc
        self._ids = {k: np.array([strings.add(x) for x in labels[k]], np.uint64) for k in labels}
        self._root = labels["dep"].index("root")
        self._table = np.zeros((len(doc), len(_COLUMNS)), dtype=np.uint64)
        self._entities: list[TokenSpan] = []
        self._spans: dict[str, list[TokenSpan]] = {layer: [] for layer in SPAN_LAYERS}
        self._attributions: list[Attribution] = []
        self._posts: list[PostSpans] = []
        self._vectors: list[tuple[Ints, Halves]] = []

    def add(self, words: Encoded, scores: Scores) -> None:
        """Take in the scores of the next part of the document."""
        self._add_syntax(words, scores)
        path = best_tags(scores.tags["entity"], ENTITY_TAGS)
        self._entities += [
            self._span(words, where, kind) for where, kind in spans(path, ENTITY_TAGS)
        ]
        layers = (*SPAN_LAYERS, INNER_LAYER)
        found = {layer: self._layer(layer, words, scores) for layer in layers}
        for layer in SPAN_LAYERS:
            self._spans[layer] += [self._span(words, where, layer) for where in found[layer]]
        self._attributions += attributions(self._doc, words, scores, found)
        self._attributions += attributions(self._doc, words, scores, found, inner=True)
        names = [where for where, _ in spans(path, ENTITY_TAGS)]
        marked = {layer: self._parts_of_posts(layer, words, scores, names) for layer in POST_LAYERS}
        self._posts += posts(self._doc, words, scores, marked)
        self._vectors.append((words.tokens, scores.vectors))

    def vectors(self) -> Halves:
        """The vectors (tokens, width) of the document's tokens in mentions, zero for blanks."""
        width = self._vectors[0][1].shape[1] if self._vectors else 0
        vectors = np.zeros((len(self._doc), width), np.float16)
        for tokens, part in self._vectors:
            vectors[tokens] = part
        return vectors

    def posts(self) -> tuple[PostSpans, ...]:
        """The posts that the document tells."""
        return tuple(self._posts)

    def write(self) -> tuple[Attribution, ...]:
        """Set syntax, sentences, entities and span groups on the document; the attributions."""
        _attach_blanks(self._doc, self._table)
        self._doc.from_array(_COLUMNS, self._table)  # type: ignore[arg-type]
        self._doc.set_ents(self._entities)
        for layer, found in self._spans.items():
            self._doc.spans[layer] = found
        return tuple(self._attributions)

    def _span(self, words: Encoded, where: Words, label: str) -> TokenSpan:
        first, last = int(words.tokens[where[0]]), int(words.tokens[where[1] - 1])
        return TokenSpan(self._doc, first, last + 1, label)

    def _add_syntax(self, words: Encoded, scores: Scores) -> None:
        tokens = words.tokens
        heads = _heads(words, scores)
        self._table[tokens, 0] = (tokens[heads] - tokens).astype(np.uint64)
        self._table[tokens, 1] = self._ids["dep"][relations(scores, heads, self._root)]
        self._table[tokens, 2] = self._ids["pos"][scores.tags["pos"].argmax(axis=1)]
        self._table[tokens, 3] = self._ids["tag"][scores.tags["tag"].argmax(axis=1)]

    def _layer(self, layer: str, words: Encoded, scores: Scores) -> list[Words]:
        """The stretches of a layer; a source never touches another or ends with an article, so
        such a break is the model's slip."""
        path = best_tags(scores.tags[layer], SPAN_TAGS)
        found = [where for where, _ in spans(path, SPAN_TAGS)]
        if layer != "source":
            return found
        return joined(found, lambda gap: self._is_cut_phrase(words, gap))

    def _parts_of_posts(
        self, layer: str, words: Encoded, scores: Scores, names: Sequence[Words]
    ) -> list[Words]:
        """The stretches of a layer of posts: those that touch are one, and names are whole."""
        found = joined(self._layer(layer, words, scores), lambda _: False)
        if layer == "role":
            return found
        whole: set[Words] = set()
        for begin, end in found:
            met = [name for name in names if name[0] < end and begin < name[1]]
            whole.add((min([begin, *(a for a, _ in met)]), max([end, *(b for _, b in met)])))
        return sorted(whole)

    def _is_cut_phrase(self, words: Encoded, gap: Words) -> bool:
        """Whether the words are an article and few others without a sign."""
        first, *rest = [self._doc[int(i)] for i in words.tokens[gap[0] : gap[1]]]
        few = len(rest) <= LONGEST_GAP and all(token.is_alpha for token in rest)
        return few and first.lower_ in _ARTICLES


def relations(scores: Scores, heads: Ints, root: int) -> Ints:
    """The relation of each word to its head: the label for which both ends speak most.

    ``heads`` (words,) holds each word's head, a root's head being itself; ``root`` is the label of
    roots, which no other word gets.
    """
    both = scores.tags["dep"] + scores.tags["governs"][heads]
    both[:, root] = -np.inf
    labels: Ints = both.argmax(axis=1)
    labels[heads == np.arange(len(heads))] = root
    return labels


def _heads(words: Encoded, scores: Scores) -> Ints:
    """The head of each word, a root's head being itself; sentences are trees of their own."""
    starts = scores.tags["sentence"].argmax(axis=1).astype(bool) | words.starts_paragraph
    starts[0] = True
    starts[_late(np.flatnonzero(starts), len(words))] = True
    heads = np.zeros(len(words), dtype=np.int64)
    for begin, end in pairwise([*np.flatnonzero(starts).tolist(), len(words)]):
        for word, head in enumerate(best_tree(head_scores(scores, begin, end))):
            heads[begin + word] = begin + (word if head == ROOT else head)
    return heads


def _late(starts: Ints, words: int) -> list[int]:
    """Where to cut sentences that run on for too long: lists, tables and junk."""
    return [
        at
        for begin, end in pairwise([*starts.tolist(), words])
        for at in range(begin + LONGEST_SENTENCE, end, LONGEST_SENTENCE)
    ]


def head_scores(scores: Scores, begin: int, end: int) -> Floats:
    """Pointer scores of a sentence (words, 1 + words), each row from the window that owns it."""
    size = end - begin
    table = np.full((size, size + 1), -1e4, dtype=np.float32)
    link = LINKS.index("head")
    for part in scores.links:
        window = part.window
        rows = range(max(begin, window.own_begin), min(end, window.own_end))
        if not len(rows):
            continue
        left, right = max(begin, window.begin), min(end, window.end)
        taken = part.pointers[link, rows.start - window.begin : rows.stop - window.begin]
        into = slice(rows.start - begin, rows.stop - begin)
        table[into, 0] = taken[:, 0]
        table[into, left - begin + 1 : right - begin + 1] = taken[
            :, left - window.begin + 1 : right - window.begin + 1
        ]
    return table


def _attach_blanks(doc: Doc, table: NDArray[np.uint64]) -> None:
    """Hang every token of blanks on the token before it, the first on the one after."""
    space, tag, dep = (doc.vocab.strings.add(x) for x in ("SPACE", "_SP", "dep"))
    backward, forward = np.array([-1, 1]).astype(np.uint64)
    blanks = np.flatnonzero(doc.to_array(IS_SPACE))
    table[blanks] = (backward, dep, space, tag)
    table[blanks[blanks == 0], 0] = forward


def set_lemmas(doc: Doc) -> None:
    """Set ``token.lemma_`` of every token of a document whose parts of speech are set."""
    for token in doc:
        token.lemma_ = lemma(token.text, token.pos_)
