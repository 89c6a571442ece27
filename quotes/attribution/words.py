"""The words of a reading, as the search for names and posts sees them.

spaCy cuts at hyphens inside a word ("Villanueva-Kemp"); here such parts are one word again, and
blanks are no words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.attrs import DEP, IDX, LENGTH, POS, SENT_START
from spacy.strings import StringStore

from quotes.reader.reading import Reading
from quotes.text.layout import Layout
from quotes.types import Span

_HYPHENS = frozenset("-‐‑")
APOSTROPHES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
NO_ENTITY = -1


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark: where it lies and what the model knows of it.

    ``entity`` is the number of the entity it belongs to in the text, or :data:`NO_ENTITY`;
    ``label`` that entity's label, or empty; ``token`` the index of its first token in the Doc.
    """

    text: str
    lower: str
    span: Span
    pos: str
    dep: str
    label: str
    entity: int
    sentence: int
    paragraph: int
    token: int

    @property
    def is_capitalised(self) -> bool:
        """Whether a letter comes first and is a capital one."""
        return self.text[0].isalpha() and self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        """Whether it is the mark of a possessive, "'s" or a bare apostrophe."""
        return self.text in APOSTROPHES


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a text in reading order, with a way back from characters to words."""

    layout: Layout
    words: tuple[Word, ...]
    starts: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.layout.text

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index]

    def tokens(self, span: Span) -> range:
        """The indexes of the words that the span touches."""
        first = bisect_right(self.starts, span.start) - 1
        if first < 0 or self.words[first].span.end <= span.start:
            first += 1
        return range(first, bisect_left(self.starts, span.end))

    def span(self, tokens: range) -> Span:
        """The stretch of text from the first to the last of the words; needs at least one."""
        return Span(self.words[tokens[0]].span.start, self.words[tokens[-1]].span.end)

    def phrase(self, tokens: range) -> str:
        """The words as they stand in the text, with single blanks between them."""
        return " ".join(self.span(tokens).of(self.text).split()) if tokens else ""

    def lower(self, index: int) -> str:
        """The word in lower case, empty outside of the text."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""

    def joined(self, index: int) -> bool:
        """Whether the word and the next one stand in one sentence, only blanks between them."""
        if not 0 <= index < len(self.words) - 1:
            return False
        this, after = self.words[index], self.words[index + 1]
        return this.sentence == after.sentence and this.paragraph == after.paragraph

    def sentence_of(self, index: int) -> range:
        """The indexes of all words of the sentence that the word stands in."""
        number, paragraph = self.words[index].sentence, self.words[index].paragraph
        first = last = index
        while first and self._together(first - 1, number, paragraph):
            first -= 1
        while last + 1 < len(self.words) and self._together(last + 1, number, paragraph):
            last += 1
        return range(first, last + 1)

    def _together(self, index: int, sentence: int, paragraph: int) -> bool:
        word = self.words[index]
        return word.sentence == sentence and word.paragraph == paragraph


def words_of(reading: Reading) -> Words:
    """The words of a reading."""
    doc, text = reading.doc, reading.text
    paragraph_starts = [block.start for block in reading.layout.paragraphs]
    entity_of = {
        index: (number, entity.label_)
        for number, entity in enumerate(doc.ents)
        for index in range(entity.start, entity.end)
    }
    names = _Names(doc.vocab.strings)
    found: list[Word] = []
    sentence = -1
    glued = False
    table = doc.to_array([IDX, LENGTH, SENT_START, POS, DEP]).tolist()
    for index, (start, length, starts, pos_id, dep_id) in enumerate(table):
        end = start + length
        if starts == 1 or sentence < 0:
            sentence += 1
        piece = text[start:end]
        if piece.isspace():
            glued = False
            continue
        pos, dep = names[pos_id], names[dep_id]
        hyphen = piece in _HYPHENS
        before = found[-1] if found else None
        entity, label = entity_of.get(index, (NO_ENTITY, ""))
        opens = hyphen and before is not None and before.text[-1].isalnum() and _goes_on(text, end)
        if before is not None and before.span.end == start and (glued or opens):
            found[-1] = _word(
                text,
                Span(before.span.start, end),
                before.pos if hyphen else pos,
                before.dep,
                before.label or label,
                before.entity if before.label else entity,
                before.sentence,
                before.paragraph,
                before.token,
            )
            glued = opens
            continue
        paragraph = bisect_right(paragraph_starts, start)
        where = Span(start, end)
        found.append(_word(text, where, pos, dep, label, entity, sentence, paragraph, index))
        glued = False
    return Words(reading.layout, tuple(found), tuple(word.span.start for word in found))


class _Names(dict[int, str]):
    """The strings of a vocabulary by their ids, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        value = self[key] = str(self._strings[key]) if key else ""
        return value


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and text[at].isalnum()


def _word(
    text: str,
    span: Span,
    pos: str,
    dep: str,
    label: str,
    entity: int,
    sentence: int,
    paragraph: int,
    token: int,
) -> Word:
    piece = span.of(text)
    return Word(
        piece,
        piece.lower().replace("’", "'"),
        span,
        pos,
        dep,
        label,
        entity,
        sentence,
        paragraph,
        token,
    )
