"""Scores -> everything that a spaCy Doc can hold of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, POS, TAG
from spacy.tokens import Doc, Span

from quotes.reader.decode import ROOT, Words, attributions, best_tags, best_tree, joined, spans
from quotes.reader.encode import Encoded, Ints
from quotes.reader.model import Floats, Halves, Scores
from quotes.reader.reading import ENTITY_TAGS, LINKS, SPAN_LAYERS, SPAN_TAGS, Attribution
from quotes.text.normalize import lemma

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
        self._entities: list[Span] = []
        self._spans: dict[str, list[Span]] = {layer: [] for layer in SPAN_LAYERS}
        self._attributions: list[Attribution] = []
        self._states: list[tuple[Ints, Halves]] = []

    def add(self, words: Encoded, scores: Scores) -> None:
        """Take in the scores of the next part of the document."""
        self._add_syntax(words, scores)
        path = best_tags(scores.tags["entity"], ENTITY_TAGS)
        self._entities += [
            self._span(words, where, kind) for where, kind in spans(path, ENTITY_TAGS)
        ]
        found = {layer: self._layer(layer, words, scores) for layer in SPAN_LAYERS}
        for layer, stretches in found.items():
            self._spans[layer] += [self._span(words, where, layer) for where in stretches]
        self._attributions += attributions(self._doc, words, scores, found)
        self._states.append((words.tokens, scores.states))

    def states(self) -> Halves:
        """The encoder's states (tokens, layers * width) of the document, zero for blanks."""
        width = self._states[0][1].shape[1] if self._states else 0
        states = np.zeros((len(self._doc), width), np.float16)
        for tokens, told in self._states:
            states[tokens] = told
        return states

    def write(self) -> tuple[Attribution, ...]:
        """Set syntax, sentences, entities and span groups on the document; the attributions."""
        _attach_blanks(self._doc, self._table)
        self._doc.from_array(_COLUMNS, self._table)  # type: ignore[arg-type]
        self._doc.set_ents(self._entities)
        for layer, found in self._spans.items():
            self._doc.spans[layer] = found
        return tuple(self._attributions)

    def _span(self, words: Encoded, where: Words, label: str) -> Span:
        first, last = int(words.tokens[where[0]]), int(words.tokens[where[1] - 1])
        return Span(self._doc, first, last + 1, label)

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
