"""The reader as a spaCy component, ``quotes_reader``, and as a function from texts to readings."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from quotes.reader.annotate import Notes, set_lemmas
from quotes.reader.encode import Encoded, encode
from quotes.reader.model import Model, Scores
from quotes.reader.reading import Attribution, PostSpans, Reading

# Work that is begun ahead of its turn, in a thread beside the caller's.


Thing = TypeVar("Thing")
Result = TypeVar("Result")

AHEAD = 2
"""Things that are worked on before the caller asks for them: a bound on memory."""


def ahead(
    work: Callable[[Thing], Result], things: Iterable[Thing]
) -> Generator[tuple[Thing, Future[Result]], None, None]:
    """Each thing with what the work makes of it, in order, the next ones under way meanwhile.

    One thread does all the work; whatever it raises is raised by the future's ``result()``. When
    the iterator is closed, what has not begun is left undone.
    """
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="quotes-reader")
    waiting: deque[tuple[Thing, Future[Result]]] = deque()
    try:
        for thing in things:
            waiting.append((thing, pool.submit(work, thing)))
            if len(waiting) > AHEAD:
                yield waiting.popleft()
        yield from waiting
    finally:
        pool.shutdown(cancel_futures=True)


PART = 8000
"""Words of a document that are read at a time: a bound on memory."""

_ATTRIBUTIONS = "attributions"
_POSTS = "posts"
_VECTORS = "mention_vectors"


class Reader:
    """A spaCy component that sets everything the model knows on a Doc.

    Sentences, ``tag_``, ``pos_``, ``dep_``, ``head``, ``ents``, the span groups ``source``,
    ``cue`` and ``content``, ``doc._.attributions`` (a tuple of :class:`Attribution`),
    ``doc._.posts`` (a tuple of :class:`PostSpans`), ``doc._.mention_vectors`` (an array of tokens
    by width) and, if asked for, ``lemma_``.
    """

    def __init__(self, model: Model, lemmas: bool = False) -> None:
        self.model = model
        self._lemmas = lemmas
        for extension in (_ATTRIBUTIONS, _POSTS, _VECTORS):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        for part in self._parts(doc):
            self._take(part, self._scores(part))
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:  # noqa: ARG002
        """Read documents in order, the network in a thread of its own ahead of what is made of its
        scores. ``batch_size`` is spaCy's; nothing depends on it, since every document is read by
        itself."""
        parts = (part for doc in stream for part in self._parts(doc))
        for part, scores in ahead(self._scores, parts):
            self._take(part, scores.result())
            if part.is_last:
                yield part.doc

    def _parts(self, doc: Doc) -> Iterator[_DocPart]:
        notes = Notes(doc, self.model.labels)
        *parts, last = encode(doc, self.model.tokenizer).parts(PART)
        yield from (_DocPart(doc, notes, words, is_last=False) for words in parts)
        yield _DocPart(doc, notes, last, is_last=True)

    def _scores(self, part: _DocPart) -> Scores:
        return self.model.scores(part.words)

    def _take(self, part: _DocPart, scores: Scores) -> None:
        """Note what the network says of the part, and after the last one write it on the doc; of a
        document without words there is nothing to note."""
        if not part.words:
            return
        part.notes.add(part.words, scores)
        if part.is_last:
            part.doc._.set(_ATTRIBUTIONS, part.notes.write())
            part.doc._.set(_POSTS, part.notes.posts())
            part.doc._.set(_VECTORS, part.notes.vectors())
            if self._lemmas:
                set_lemmas(part.doc)


@dataclass(frozen=True, slots=True)
class _DocPart:
    """A part of a document on its way through the network."""

    doc: Doc
    notes: Notes
    words: Encoded
    is_last: bool


def make_reader(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    threads: int | None = None,
    lemmas: bool = True,
) -> Reader:
    """The component for a spaCy pipeline: ``spacy.blank("en").add_pipe("quotes_reader")``."""
    return Reader(Model.shipped(threads), lemmas)


ASSIGNED = (
    "doc.ents",
    "doc.sents",
    "doc.spans",
    "token.dep",
    "token.head",
    "token.lemma",
    "token.pos",
    "token.tag",
)
"""What the component sets, for spaCy's analysis of a pipeline."""

Language.factory(
    "quotes_reader",
    default_config={"threads": None, "lemmas": True},
    assigns=[*ASSIGNED],
    func=make_reader,
)


def reading_of(doc: Doc) -> Reading:
    """The reading of a Doc that went through the component."""
    found: tuple[Attribution, ...] = doc._.get(_ATTRIBUTIONS)
    posts: tuple[PostSpans, ...] = doc._.get(_POSTS)
    return Reading(doc, found, posts, np.asarray(doc._.get(_VECTORS), np.float16))
