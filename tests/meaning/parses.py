"""Documents as the reader would make them, written by hand."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from quotes.types import Quotation, Speaker
from quotes.types import Span as Piece

VOCAB = spacy.blank("en").vocab
_TIGHT = {".", ",", "?", "’s", "n’t", "”"}


def doc_of(*sentences: str, ents: dict[str, str] | None = None) -> Doc:
    """A document of sentences whose words are "word|POS|head|dependency", heads from 1, 0 for root.

    "NOUNS" is a noun in the plural, "\\n" a word that ends a paragraph. ``ents`` maps the text of
    an entity to its label.
    """
    words: list[str] = []
    pos: list[str] = []
    tags: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    starts: list[bool | int | None] = []
    for sentence in sentences:
        first = len(words)
        for number, token in enumerate(sentence.split(" ")):
            word, kind, head, dependency = token.split("|")
            words.append(word)
            pos.append("NOUN" if kind == "NOUNS" else kind)
            tags.append("NNS" if kind == "NOUNS" else "NN" if kind == "NOUN" else kind)
            heads.append(first + (int(head) - 1 if head != "0" else number))
            deps.append(dependency)
            starts.append(number == 0)
    after = [*words[1:], "."]
    spaces = [
        word != "“" and word != "\n" and following not in _TIGHT and following != "\n"
        for word, following in zip(words, after, strict=True)
    ]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        pos=pos,
        tags=tags,
        heads=heads,
        deps=deps,
        sent_starts=starts,
    )
    found: list[Span] = []
    for name, label in (ents or {}).items():
        start = doc.text.find(name)
        while start >= 0:
            span = doc.char_span(start, start + len(name), label=label)
            if span is not None and not any(
                span.start < s.end and s.start < span.end for s in found
            ):
                found.append(span)
            start = doc.text.find(name, start + 1)
    doc.ents = tuple(found)
    return doc


def quotation(
    doc: Doc,
    *pieces: str,
    cue: str | None = None,
    kind: str = "direct",
    speaker: str = "Odo Fenwick",
) -> Quotation:
    """A quotation of these pieces of the document, by a person of this name."""
    spans = tuple(_place(doc, piece) for piece in pieces)
    return Quotation(
        id="q",
        kind=kind,  # type: ignore[arg-type]
        act="statement",
        pieces=spans,
        cue=_place(doc, cue) if cue else None,
        speakers=(Speaker(type="person", name=speaker),),
        confidence=1.0,
    )


def _place(doc: Doc, text: str) -> Piece:
    start = doc.text.index(text)
    return Piece(start, start + len(text))
