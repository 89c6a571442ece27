"""Sentences of a stored text, for the words around a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.article import Span
from quotes.lexicon import MONTHS_SHORT, any_of, word_set
from quotes.reader.paragraphs import paragraphs

_END = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"'”’)\]]*)(?P<gap>\s+)(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    rf"(?:\b{any_of(word_set('sentence_abbreviations') | MONTHS_SHORT)}|\b[a-z](?:\.[a-z])*)$",
    re.IGNORECASE,
)


def sentences(text: str, block: Span) -> Iterator[Span]:
    """The sentences of a paragraph of the text, without the blanks between them.

    A sentence ends at a full stop, a question or exclamation mark before a capital letter, unless
    that stop ends an abbreviation or an initial.
    """
    start = block.start
    for end in _END.finditer(text, block.start, block.end):
        if end["mark"] == "." and _ABBREVIATION.search(text, start, end.start()):
            continue
        yield Span(start, end.start("gap"))
        start = end.end()
    if start < block.end:
        yield Span(start, block.end)


def paragraph_sentences(text: str) -> tuple[tuple[Span, ...], ...]:
    """The sentences of each paragraph of the text, in reading order."""
    return tuple(tuple(sentences(text, block)) for block in paragraphs(text))
