"""Words of a spaCy Doc as the model sees them: word pieces and surface features.

The word pieces are those of an uncased BERT vocabulary (Devlin et al. 2019). What it does not
show is given beside it: the shape of the word, where the line breaks lie, and whether the word
stands inside quotation marks. Quotation marks of every style become one sign, so that curly and
straight marks read the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import IDX, IS_SPACE, LENGTH, ORTH
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from tokenizers import Tokenizer

from quotes.reader.reading import layout_of
from quotes.text.layout import Layout

Ints = NDArray[np.int64]

SHAPES = 8
LAYOUTS = 3
QUOTES = 5
MAX_PIECES_A_WORD = 12
UNKNOWN = "[UNK]"
KNOWN_WORDS = 20_000
"""Words whose pieces and shape are kept from one document to the next."""

_ESCAPED = "&quot;"
_PLAIN_MARKS = {
    **dict.fromkeys("“”„‟«»＂", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    "''": '"',
    "``": '"',
    _ESCAPED: '"',
}
_CURLY_SINGLE = str.maketrans("‘’‚‛", "''''")


_STOPPED_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Gen.", "Gov.", "Prof.", "Rep.", "Rev.", "Sen.")


@lru_cache(maxsize=1)
def blank_english() -> Language:
    """spaCy's English tokenizer, without any component; an escaped mark is a word of its own, and a
    title keeps its full stop in capitals too, as labels of transcripts have it."""
    english = spacy.blank("en")
    rules = english.Defaults
    words: Any = english.tokenizer
    words.prefix_search = compile_prefix_regex([_ESCAPED, *(rules.prefixes or ())]).search
    words.suffix_search = compile_suffix_regex([_ESCAPED, *(rules.suffixes or ())]).search
    words.infix_finditer = compile_infix_regex([_ESCAPED, *(rules.infixes or ())]).finditer
    for title in _STOPPED_TITLES:
        words.add_special_case(title.upper(), [{ORTH: title.upper()}])
    return english


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document's words, blanks left out, ready to be cut into windows.

    ``tokens`` (words,) are indices into the Doc; ``pieces`` (pieces,) ids of word pieces;
    ``first`` (words + 1,) the first piece of each word; ``features`` (words, 3) are shape, layout
    and quotation state; ``starts_paragraph`` (words,) is true for a paragraph's first word.
    """

    tokens: Ints
    pieces: Ints
    first: Ints
    features: Ints
    starts_paragraph: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.tokens)

    def parts(self, most: int) -> Iterator[Encoded]:
        """The document in parts of at most so many words, cut between paragraphs if it can be; one
        without words is one part."""
        if not len(self):
            yield self
        begin = 0
        while begin < len(self):
            end = min(begin + most, len(self))
            starts = np.flatnonzero(self.starts_paragraph[begin + 1 : end]) + begin + 1
            if end < len(self) and len(starts):
                end = int(starts[-1])
            yield self._part(begin, end)
            begin = end

    def _part(self, begin: int, end: int) -> Encoded:
        first = self.first[begin : end + 1]
        return Encoded(
            self.tokens[begin:end],
            self.pieces[first[0] : first[-1]],
            first - first[0],
            self.features[begin:end],
            self.starts_paragraph[begin:end],
        )


def encode(doc: Doc, tokenizer: Tokenizer) -> Encoded:
    """The words of the document as word pieces and features."""
    layout = layout_of(doc)
    text = layout.text
    table = doc.to_array([IS_SPACE, IDX, LENGTH]).astype(np.int64)
    tokens = np.flatnonzero(table[:, 0] == 0)
    starts, lengths = table[tokens, 1], table[tokens, 2]
    words = [
        text[start:end]
        for start, end in zip(starts.tolist(), (starts + lengths).tolist(), strict=True)
    ]
    pieces, first = _pieces(words, tokenizer)
    shapes = np.array([shape(word) for word in words], dtype=np.int64)
    breaks = _breaks(layout, starts)
    features = np.stack([shapes, breaks, _quotes(layout, starts)], axis=1)
    return Encoded(tokens, pieces, first, features, breaks > 0)


@lru_cache(maxsize=KNOWN_WORDS)
def shape(word: str) -> int:
    """The class of a word's outer form: 0 sign, 1 lower, 2 Title, 3 UPPER, 4 mIxed, 5 digits,
    6 one capital letter, 7 letters and digits."""
    if not any(c.isalnum() for c in plain(word)):
        return 0
    if any(c.isdigit() for c in word):
        return 7 if any(c.isalpha() for c in word) else 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 6
    return 2 if word.istitle() or (word[0].isupper() and word[1:].islower()) else 4


def plain(word: str) -> str:
    """The word with its quotation marks in their simplest form."""
    return _PLAIN_MARKS.get(word) or word.translate(_CURLY_SINGLE)


def _pieces(words: list[str], tokenizer: Tokenizer) -> tuple[Ints, Ints]:
    ids: list[int] = []
    first = [0]
    for word in words:
        ids += _word_pieces(tokenizer, word)
        first.append(len(ids))
    return np.array(ids, dtype=np.int64), np.array(first, dtype=np.int64)


@lru_cache(maxsize=KNOWN_WORDS)
def _word_pieces(tokenizer: Tokenizer, word: str) -> tuple[int, ...]:
    ids = tokenizer.encode(plain(word), add_special_tokens=False).ids[:MAX_PIECES_A_WORD]
    return tuple(ids) or (tokenizer.token_to_id(UNKNOWN) or 0,)


def _breaks(layout: Layout, starts: Ints) -> Ints:
    """1 for the first word of a paragraph, 2 where a blank line stands before it, else 0."""
    breaks = np.zeros(len(starts), dtype=np.int64)
    before = 0
    for block in layout.paragraphs:
        word = int(np.searchsorted(starts, block.start))
        if word < len(starts) and starts[word] < block.end:
            gap = layout.text[before : block.start]
            breaks[word] = 2 if before == 0 or gap.count("\n") > 1 or gap.count("\r") > 1 else 1
        before = block.end
    return breaks


def _quotes(layout: Layout, starts: Ints) -> Ints:
    """0 outside, 1 inside marks, 2 the opening mark, 3 the closing mark, 4 inside marks that are
    never closed in the paragraph."""
    state = np.zeros(len(starts), dtype=np.int64)
    for q in layout.marks:
        begin, end = np.searchsorted(starts, [q.span.start, q.span.end])
        state[begin:end] = 1 if q.closed else 4
        if begin < end and q.span.start < q.inner.start:
            state[begin] = 2
        if q.closed and starts[end - 1] >= q.inner.end and end - 1 > begin:
            state[end - 1] = 3
    return state


# Long documents as overlapping windows, and which window answers for which word.


WINDOW = 400
"""Length of a window in word pieces, the marks at both ends included."""
OVERLAP = 96
"""Word pieces that a window shares with the one before it."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``begin:end`` are read; ``own_begin:own_end`` are answered for."""

    begin: int
    end: int
    own_begin: int
    own_end: int


def windows(encoded: Encoded) -> list[Window]:
    """Windows over all words; each word is owned by exactly one, far from that window's edges."""
    first, words = encoded.first, len(encoded)
    ranges: list[tuple[int, int]] = []
    begin = 0
    while begin < words:
        end = int(np.searchsorted(first, first[begin] + WINDOW - 2, "right")) - 1
        end = min(max(end, begin + 1), words)
        ranges.append((begin, end))
        if end == words:
            break
        back = int(np.searchsorted(first, first[end] - OVERLAP))
        begin = max(begin + 1, _at_paragraph(encoded, back, end))
    edges = [0]
    for (_, end), (next_begin, _) in itertools.pairwise(ranges):
        edges.append((next_begin + end + 1) // 2)
    edges.append(words)
    return [
        Window(begin, end, own_begin, own_end)
        for (begin, end), own_begin, own_end in zip(ranges, edges, edges[1:], strict=False)
    ]


def _at_paragraph(encoded: Encoded, back: int, end: int) -> int:
    """The first paragraph start in the first half of the overlap, else its begin."""
    starts = np.flatnonzero(encoded.starts_paragraph[back : (back + end) // 2])
    return back + int(starts[0]) if len(starts) else back
