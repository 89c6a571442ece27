"""Whether a claim puts a quotation on something that its speaker does not speak of.

What is spoken of is looked for from near to far: in the words just before those claimed, then in
the sentences before. The first one of the speaker's own that names a thing decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.article import Span
from quotes.check.rows import Guard
from quotes.check.words.sentences import paragraph_sentences
from quotes.lexicon import STOP_WORDS, any_of, word_set
from quotes.reader.lemmas import lemma

BACK = 4
"""Sentences before the quotation in which what it is about may be named."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ABOUT = re.compile(
    r"\b(?:call(?:ed|s|ing)|describ(?:ed|es|ing)|dismiss(?:ed|es|ing)|label(?:l?ed|s)"
    r"|brand(?:ed|s)|denounc(?:ed|es)|hail(?:ed|s)|prais(?:ed|es)|on|about|of|regarding|over)"
    r"\s+(?P<what>(?:(?!\b(?:on|about|of|regarding|over)\b).)+?)(?:\s+as)?[\s:,.]*$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\s+(?:that|who|which|whom|in|at|for|from|to|after|before)\b.*$", re.I)
_QUESTION = re.compile(r"[^.!?:]*\?")
_THING = re.compile(
    r"\b(?:the|an?|my|our|your|his|her|their|its|these|those|this(?!\s+(?:is|was|has|will)\b))\s+"
    rf"(?!{any_of(word_set('generic_nouns', 'vague'))}\b)[a-z]{{3,}}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gloss:
    """What a claim says that words are about, and the words that this stands for, if any."""

    words: str
    instead_of: str = ""


def about(frame: str) -> Iterator[Gloss]:
    """What the frame of a claim says that the quotation is about: "called the ferry"."""
    question = _QUESTION.search(frame)
    if question:
        yield Gloss(question[0])
    found = _ABOUT.search(frame)
    if found:
        yield Gloss(_RELATIVE.sub("", found["what"]))


def subject_guard(
    glosses: Iterable[Gloss],
    text: str,
    claimed: Sequence[Span],
    pieces: Sequence[Span],
    names: Collection[str],
) -> Guard | None:
    """A guard if what the claim says the words are about is not what the speaker speaks of.

    :param text: the article's text.
    :param claimed: where the claimed words stand in it, ``pieces`` where the whole quotation does.
    :param names: who speaks; their names say nothing of the subject.
    """
    spoken = _lemmas(" ".join(names))
    for gloss in glosses:
        asked = _lemmas(gloss.words) - spoken
        if asked and not _is_spoken_of(asked, gloss, text, claimed, pieces):
            words = " ".join(gloss.words.split())
            return Guard("subject", words, claimed[0], f"The speaker does not say it of “{words}”.")
    return None


def _is_spoken_of(
    asked: set[str], gloss: Gloss, text: str, claimed: Sequence[Span], pieces: Sequence[Span]
) -> bool:
    if asked & _lemmas(gloss.instead_of):
        return True
    if _THING.search(gloss.instead_of):
        return False
    blocks = paragraph_sentences(text)
    every = [one for block in blocks for one in block]
    own = [one for one in every if one.start < claimed[-1].end and claimed[0].start < one.end]
    if not own:
        return True
    lead = text[own[0].start : claimed[0].start]
    rest = text[claimed[-1].end : own[-1].end]
    if asked & (_lemmas(lead) | _lemmas(rest) | _lemmas(" ".join(one.of(text) for one in claimed))):
        return True
    if _names_a_thing(own[0].start, claimed[0].start, text, pieces):
        return False
    before = [one for one in every if one.end <= own[0].start][-BACK:]
    for sentence in reversed(before):
        if asked & _lemmas(sentence.of(text)):
            return True
        if _names_a_thing(sentence.start, sentence.end, text, pieces):
            return False
    return False


def _names_a_thing(start: int, end: int, text: str, pieces: Sequence[Span]) -> bool:
    """Whether the speaker's own words from one character to another name something."""
    return any(
        _THING.search(text, max(start, piece.start), min(end, piece.end))
        for piece in pieces
        if piece.start < end and start < piece.end
    )


def _lemmas(text: str) -> set[str]:
    """The telling words of a text in their base forms."""
    return {
        lemma(word, "NOUN").lower()
        for word in _WORD.findall(text)
        if len(word) > 2 and word.lower() not in STOP_WORDS
    }
