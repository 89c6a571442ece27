"""The reader as a spaCy component, ``quotes_reader``, and as a function from texts to readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

import numpy as np
from spacy.attrs import DEP, HEAD, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from quotes.reader.assemble import attributions
from quotes.reader.decode import ROOT, Words, best_tags, best_tree, joined, spans
from quotes.reader.encode import Encoded, encode
from quotes.reader.labels import ENTITY_TAGS, LINKS, SPAN_LAYERS, SPAN_TAGS
from quotes.reader.model import Floats, Model, Scores
from quotes.reader.reading import Attribution, Reading

TOGETHER = 16
"""How many documents are read together, so that their windows fill batches of one length."""

LONGEST_GAP = 4
"""Words that may be missing between the article of a source and the rest of it."""

_ARTICLES = frozenset({"a", "an", "the"})
_EXTENSION = "attributions"


class Reader:
    """A spaCy component that sets everything the model knows on a Doc.

    Sentences, ``tag_``, ``pos_``, ``dep_``, ``head``, ``ents``, the span groups ``source``,
    ``cue`` and ``content``, and ``doc._.attributions`` (a tuple of :class:`Attribution`).
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        if not Doc.has_extension(_EXTENSION):
            Doc.set_extension(_EXTENSION, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        return self._read([doc])[0]

    def pipe(self, stream: Iterable[Doc], batch_size: int = TOGETHER) -> Iterator[Doc]:
        """Read documents in batches of ``batch_size``, in order."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._read(batch)

    def _read(self, docs: Sequence[Doc]) -> list[Doc]:
        encoded = [encode(doc, self.model.tokenizer) for doc in docs]
        for doc, words, scores in zip(docs, encoded, self.model.scores(encoded), strict=True):
            if len(words):
                _set_syntax(doc, words, scores, self.model.labels)
                _set_entities(doc, words, scores)
                doc._.set(_EXTENSION, _set_attributions(doc, words, scores))
        return list(docs)


def make_reader(nlp: Language, name: str, threads: int | None = None) -> Reader:  # noqa: ARG001
    """The component for a spaCy pipeline: ``spacy.blank("en").add_pipe("quotes_reader")``."""
    return Reader(Model.shipped(threads))


Language.factory(
    "quotes_reader",
    default_config={"threads": None},
    assigns=[
        "doc.ents",
        "doc.sents",
        "doc.spans",
        "token.dep",
        "token.head",
        "token.pos",
        "token.tag",
    ],
    func=make_reader,
)


def reading_of(doc: Doc) -> Reading:
    """The reading of a Doc that went through the component."""
    found: tuple[Attribution, ...] = doc._.get(_EXTENSION)
    return Reading(doc, found)


def _set_syntax(doc: Doc, words: Encoded, scores: Scores, labels: dict[str, list[str]]) -> None:
    tokens = words.tokens
    starts = scores.tags["sentence"].argmax(axis=1).astype(bool) | words.starts_paragraph
    starts[0] = True
    edges = [*np.flatnonzero(starts).tolist(), len(words)]
    heads = np.zeros(len(words), dtype=np.int64)
    for begin, end in pairwise(edges):
        tree = best_tree(head_scores(scores, begin, end))
        for word, head in enumerate(tree):
            heads[begin + word] = begin + (word if head == ROOT else head)
    strings = doc.vocab.strings
    ids = {kind: np.array([strings.add(x) for x in labels[kind]], np.uint64) for kind in labels}
    table = np.zeros((len(doc), 4), dtype=np.uint64)
    root = strings.add("root")
    dep = ids["dep"][scores.tags["dep"].argmax(axis=1)]
    dep[dep == root] = strings.add("dep")
    dep[heads == np.arange(len(words))] = root
    offsets = tokens[heads] - tokens
    table[tokens, 0] = offsets.astype(np.uint64)
    table[tokens, 1] = dep
    table[tokens, 2] = ids["pos"][scores.tags["pos"].argmax(axis=1)]
    table[tokens, 3] = ids["tag"][scores.tags["tag"].argmax(axis=1)]
    _attach_blanks(doc, table)
    doc.from_array([HEAD, DEP, POS, TAG], table)  # type: ignore[arg-type]


def _attach_blanks(doc: Doc, table: np.ndarray[tuple[int, int], np.dtype[np.uint64]]) -> None:
    """Hang every token of blanks on the token before it, the first on the one after."""
    space, tag, dep = (doc.vocab.strings.add(x) for x in ("SPACE", "_SP", "dep"))
    for token in doc:
        if token.is_space:
            step = -1 if token.i else 1
            table[token.i] = (np.array([step]).astype(np.uint64)[0], dep, space, tag)


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


def _set_entities(doc: Doc, words: Encoded, scores: Scores) -> None:
    path = best_tags(scores.tags["entity"], ENTITY_TAGS)
    doc.set_ents([_doc_span(doc, words, where, kind) for where, kind in spans(path, ENTITY_TAGS)])


def _doc_span(doc: Doc, words: Encoded, where: Words, label: str) -> DocSpan:
    return DocSpan(doc, int(words.tokens[where[0]]), int(words.tokens[where[1] - 1]) + 1, label)


def _is_cut_phrase(doc: Doc, words: Encoded, gap: Words) -> bool:
    """Whether the words are an article and few others without a sign."""
    first, *rest = [doc[int(i)] for i in words.tokens[gap[0] : gap[1]]]
    return first.lower_ in _ARTICLES and len(rest) <= LONGEST_GAP and all(t.is_alpha for t in rest)


def _set_attributions(doc: Doc, words: Encoded, scores: Scores) -> tuple[Attribution, ...]:
    """Set the span groups; a source never touches another or ends with an article, so such a
    break is the model's slip."""
    found: dict[str, list[Words]] = {}
    for layer in SPAN_LAYERS:
        path = best_tags(scores.tags[layer], SPAN_TAGS)
        found[layer] = [where for where, _ in spans(path, SPAN_TAGS)]
        if layer == "source":
            found[layer] = joined(found[layer], lambda gap: _is_cut_phrase(doc, words, gap))
        doc.spans[layer] = [_doc_span(doc, words, where, layer) for where in found[layer]]
    return attributions(doc, words, scores, found)
