"""The reader as a spaCy component, ``quotes_reader``, and as a function from texts to readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from quotes.reader.annotate import Notes
from quotes.reader.encode import Encoded, encode
from quotes.reader.model import Model
from quotes.reader.reading import Attribution, Reading

TOGETHER = 16
"""How many documents are read together, so that their windows fill batches of one length."""

PART = 8000
"""Words of a document, or of several, that are read at a time: a bound on memory."""

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
        notes = {i: Notes(docs[i], self.model.labels) for i, words in enumerate(encoded) if words}
        parts = [(i, part) for i in notes for part in encoded[i].parts(PART)]
        for group in _grouped(parts):
            scores = self.model.scores([part for _, part in group])
            for (i, part), part_scores in zip(group, scores, strict=True):
                notes[i].add(part, part_scores)
        for i, taken in notes.items():
            docs[i]._.set(_EXTENSION, taken.write())
        return list(docs)


def _grouped(parts: Sequence[tuple[int, Encoded]]) -> list[list[tuple[int, Encoded]]]:
    """The parts in groups of at most PART words together, so that memory stays small."""
    groups: list[list[tuple[int, Encoded]]] = []
    words = PART
    for i, part in parts:
        if words + len(part) > PART:
            groups.append([])
            words = 0
        groups[-1].append((i, part))
        words += len(part)
    return groups


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
