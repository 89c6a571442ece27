"""The entities and noun phrases of a document, and how they are written as topics."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from spacy.attrs import IDX, POS
from spacy.tokens import Doc, Token

from quotes.lexicon import word_set
from quotes.meaning.vocabulary import key
from quotes.reader.reading import layout_of
from quotes.text.normalize import GENERIC, singular_of
from quotes.types import Span

# Laws and events that bear a name, told by their capitals and by what they are called.


HEADS = word_set("named_things", "topic")
"""What laws and events are called, in lower case; the word has a capital in a name."""

_BEFORE = frozenset(("of", "and", "for", "in", "on"))
_AFTER = frozenset(("of", "on", "for", "against", "concerning"))
_NO_NAMES = frozenset(("ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "PRON", "SCONJ"))
_LONGEST = 12


def named_things(doc: Doc) -> list[tuple[int, int]]:
    """The names of laws and events as tokens (first, end), in text order, none over another.

    "the Clean Air Act", "Treaty of Lisbon", "World Cup": a head with a capital, and words with
    capitals before it or, after "of" and the like, behind it.
    """
    found: list[tuple[int, int]] = []
    for token in doc:
        if token.lower_ in HEADS and _is_capital(token) and (not found or found[-1][1] <= token.i):
            start, end = _start(token), _end(token)
            if end - start > 1 and end - start <= _LONGEST and not _is_person(doc, token, end):
                found.append((start, end))
    return found


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.pos_ not in _NO_NAMES


def _is_person(doc: Doc, head: Token, end: int) -> bool:
    """Whether the head is a man called Bill, or a word of a longer name of another kind."""
    return head.ent_type_ == "PERSON" or (
        end == head.i + 1
        and end < len(doc)
        and doc[end].ent_type_ == "PERSON"
        and doc[end].ent_iob_ == "I"
    )


def _start(head: Token) -> int:
    """The first word with a capital right before the head, over single "of", "and" and the like."""
    doc, start = head.doc, head.i
    first = head.sent.start if doc.has_annotation("SENT_START") else 0
    index = start - 1
    while index >= first:
        if _is_capital(doc[index]) and doc[index].ent_type_ != "PERSON":
            start = index
        elif not (_joins(doc[index], _BEFORE) and start == index + 1):
            break
        index -= 1
    return start


def _end(head: Token) -> int:
    """The end of the words with capitals that follow the head after "of" and the like."""
    doc, end = head.doc, head.i + 1
    index = end
    if index < len(doc) and doc[index].lower_ == "prix":
        index = end = index + 1
    if index >= len(doc) or not _joins(doc[index], _AFTER):
        return end
    index += 1
    if index < len(doc) and doc[index].lower_ == "the":
        index += 1
    while index < len(doc) and _is_capital(doc[index]) and doc[index].ent_type_ != "PERSON":
        index += 1
        end = index
    return end


def _joins(token: Token, words: frozenset[str]) -> bool:
    return token.lower_ in words


NOMINAL = frozenset(("NOUN", "PROPN"))
_TOPICAL_ENTITIES = frozenset(("PERSON", "ORG", "LOC", "NORP", "MISC"))
_MODIFIERS = frozenset(("amod", "compound", "flat", "nummod"))
_HYPHENS = frozenset(("-", "–"))
_LEADING = re.compile(
    r"^(?:the|an?|th(?:is|at|[eo]se)|its|his|her|their|our|my|your)\s+", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"(?<=\w)(?:[’']s|(?<=s)[’'])$")
_SHORTEST = 3
_DETERMINING = frozenset(("det", "nmod:poss", "nummod"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "such"))


@dataclass(frozen=True, slots=True)
class KeyPhrase:
    """Tokens ``start`` to ``end`` (exclusive) of a document and the topic that they name.

    ``refers`` says that it may stand for a longer phrase before it, as in "the drills".
    """

    start: int
    end: int
    topic: str
    origin: Literal["entity", "phrase"]
    refers: bool = False

    @property
    def key(self) -> str:
        """What is the same for the same topic, however it is written."""
        return self.topic.casefold() if self.origin == "entity" else key(self.topic)


def plain(text: str) -> str:
    """The words without a leading determiner or a possessive ending, white space joined."""
    return _POSSESSIVE.sub("", _LEADING.sub("", " ".join(text.split())))


def singular(noun: Token) -> str:
    """The noun in lower case, in the singular where the ending of its plural is regular."""
    return singular_of(noun.lower_) if noun.tag_ in ("NNS", "NNPS") else noun.lower_


def phrase_start(noun: Token) -> int:
    """The first token of the adjectives and nouns that stand right before the noun."""
    doc, start = noun.doc, noun.i
    for index in range(noun.i - 1, -1, -1):
        token = doc[index]
        if token.text in _HYPHENS:
            continue
        joined = token.dep_ in _MODIFIERS or doc[index + 1].text in _HYPHENS
        if not joined or not start <= token.head.i <= noun.i:
            break
        start = index
    while doc[start].pos_ == "NUM" and doc[start + 1].text not in _HYPHENS and start < noun.i:
        start += 1
    return start


def reach_of(noun: Token) -> tuple[int, int]:
    """The tokens (first, end) of the noun's phrase, or of the entity that it stands in, with the
    owner before it and an "of" phrase right after it.
    """
    doc = noun.doc
    start, end = phrase_start(noun), noun.i + 1
    while doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    for child in noun.children:
        if child.dep_ == "flat" and child.i == end:
            end += 1
        if child.dep_ == "nmod:poss" and child.pos_ in NOMINAL and child.i < start:
            start = min(start, phrase_start(child))
        if child.dep_ == "nmod" and end < child.i and doc[end].lower_ == "of":
            end = child.i + 1
    return start, end


def phrases_of(doc: Doc) -> list[KeyPhrase]:
    """The named entities without dates, and the noun phrases outside of them, in text order."""
    things = named_things(doc)
    covered = {index for start, end in things for index in range(start, end)}
    found = [
        *(KeyPhrase(start, end, plain(doc[start:end].text), "entity") for start, end in things),
        *_entities(doc, covered),
        *_noun_phrases(doc, covered),
    ]
    return sorted(found, key=lambda phrase: phrase.start)


def _entities(doc: Doc, covered: set[int]) -> Iterator[KeyPhrase]:
    """A surname alone stands for the full name where the text has only one."""
    named = [
        (entity, plain(entity.text))
        for entity in doc.ents
        if covered.isdisjoint(range(entity.start, entity.end))
    ]
    fuller: dict[str, set[str]] = defaultdict(set)
    for entity, name in named:
        if entity.label_ == "PERSON" and " " in name:
            fuller[name.rsplit(" ", 1)[1]].add(name)
    for entity, topic in named:
        if entity.label_ in _TOPICAL_ENTITIES and len(topic) >= 2:
            full = fuller[topic] if entity.label_ == "PERSON" else set()
            topic = min(full) if len(full) == 1 else topic
            yield KeyPhrase(entity.start, entity.end, topic, "entity")


def _noun_phrases(doc: Doc, covered: set[int]) -> Iterator[KeyPhrase]:
    is_noun = doc.to_array(POS) == doc.vocab.strings["NOUN"]
    for index in np.flatnonzero(is_noun).tolist():
        noun = doc[index]
        if noun.dep_ in ("compound", "flat") or noun.ent_type_ or index in covered:
            continue
        start = phrase_start(noun)
        before = doc[start : noun.i]
        word = singular(noun)
        alone = not any(token.pos_ in NOMINAL for token in before)
        if len(word) >= _SHORTEST and word[0].isalpha() and not (alone and word in GENERIC):
            topic = plain(f"{before.text_with_ws.lower()}{word}")
            yield KeyPhrase(start, noun.i + 1, topic, "phrase", start == noun.i and _refers(noun))


def _refers(noun: Token) -> bool:
    """Whether the noun, which has nothing but a determiner before it, speaks of something known."""
    determiner = next((child.lower_ for child in noun.children if child.dep_ in _DETERMINING), None)
    return determiner in _DEFINITE if determiner else noun.tag_ == "NNS"


# Characters of a text -> tokens of its document.


class TokenIndex:
    """Where the tokens of one document begin, computed once."""

    def __init__(self, doc: Doc) -> None:
        self._text = layout_of(doc).text
        self._starts = doc.to_array(IDX).tolist()

    def tokens(self, span: Span) -> range:
        """The numbers of the tokens that begin within the span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def token_at(self, offset: int) -> int:
        """The number of the token that the character lies in, or right behind."""
        return bisect_right(self._starts, offset) - 1

    def paragraph(self, span: Span) -> Span:
        """The lines that the span stands on, from first to last."""
        end = self._text.find("\n", span.end)
        return Span(self._text.rfind("\n", 0, span.start) + 1, len(self._text) if end < 0 else end)


# Short forms of a phrase in one article: "the drills" after "the military drills".


def joined(phrases: Sequence[KeyPhrase], known: Collection[str] = ()) -> list[KeyPhrase]:
    """The same phrases, where a short form has the topic of the longer phrase that it stands for.

    A noun alone stands for a longer phrase before it that ends in this noun, if it is definite or
    in the plural and the article has only one such phrase.

    :param phrases: those of one article, in text order.
    :param known: keys that are topics of their own, which stand for nothing else.
    """
    longer: dict[str, dict[str, KeyPhrase]] = defaultdict(dict)
    for phrase in phrases:
        words = phrase.key.split()
        if phrase.origin == "phrase" and len(words) > 1:
            longer[words[-1]].setdefault(phrase.key, phrase)
    return [_fuller(phrase, longer.get(phrase.key, {}), known) for phrase in phrases]


def _fuller(phrase: KeyPhrase, longer: dict[str, KeyPhrase], known: Collection[str]) -> KeyPhrase:
    if not phrase.refers or len(longer) != 1 or phrase.key in known:
        return phrase
    (fuller,) = longer.values()
    return replace(phrase, topic=fuller.topic) if fuller.start < phrase.start else phrase
