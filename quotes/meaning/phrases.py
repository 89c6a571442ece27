"""The entities and noun phrases of a document, and how they are written as topics."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from spacy.attrs import POS
from spacy.tokens import Doc, Token

from quotes.meaning.names import named_things
from quotes.meaning.nouns import GENERIC, singular_of
from quotes.meaning.vocabulary.words import key

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
class Phrase:
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
    for place in range(noun.i - 1, -1, -1):
        token = doc[place]
        if token.text in _HYPHENS:
            continue
        joined = token.dep_ in _MODIFIERS or doc[place + 1].text in _HYPHENS
        if not joined or not start <= token.head.i <= noun.i:
            break
        start = place
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


def phrases_of(doc: Doc) -> list[Phrase]:
    """The named entities without dates, and the noun phrases outside of them, in text order."""
    things = named_things(doc)
    covered = {place for start, end in things for place in range(start, end)}
    found = [
        *(Phrase(start, end, plain(doc[start:end].text), "entity") for start, end in things),
        *_entities(doc, covered),
        *_noun_phrases(doc, covered),
    ]
    return sorted(found, key=lambda phrase: phrase.start)


def _entities(doc: Doc, covered: set[int]) -> Iterator[Phrase]:
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
            yield Phrase(entity.start, entity.end, topic, "entity")


def _noun_phrases(doc: Doc, covered: set[int]) -> Iterator[Phrase]:
    is_noun = doc.to_array(POS) == doc.vocab.strings["NOUN"]
    for place in np.flatnonzero(is_noun).tolist():
        noun = doc[place]
        if noun.dep_ in ("compound", "flat") or noun.ent_type_ or place in covered:
            continue
        start = phrase_start(noun)
        before = doc[start : noun.i]
        word = singular(noun)
        alone = not any(token.pos_ in NOMINAL for token in before)
        if len(word) >= _SHORTEST and word[0].isalpha() and not (alone and word in GENERIC):
            topic = plain(f"{before.text_with_ws.lower()}{word}")
            yield Phrase(start, noun.i + 1, topic, "phrase", start == noun.i and _refers(noun))


def _refers(noun: Token) -> bool:
    """Whether the noun, which has nothing but a determiner before it, speaks of something known."""
    determiner = next((child.lower_ for child in noun.children if child.dep_ in _DETERMINING), None)
    return determiner in _DEFINITE if determiner else noun.tag_ == "NNS"
