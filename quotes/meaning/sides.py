"""Words that take a side, with the noun that they take it towards.

Patterns over Universal Dependencies: "support X", "call for X", "our opposition to X", "against X",
"disappointed with X", "X must be stopped", "X is wrong", "X is a bad idea".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from quotes.article import Polarity
from quotes.meaning import lexicon
from quotes.meaning.phrases import NOMINAL

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
_SHARING = frozenset(("xcomp", "conj", "obj", "advcl"))
_CLAUSES = frozenset(("xcomp", "ccomp"))
_COMPLEMENTS = frozenset(("obl", "nmod"))
_NOUN_PREPOSITIONS = frozenset(("for", "of", "to", "against"))


@dataclass(frozen=True, slots=True)
class Side:
    """``word`` takes the side of ``polarity`` towards the noun ``target``.

    ``judges`` says that whoever utters the word takes the side; else it is the word's subject.
    """

    word: Token
    polarity: Polarity
    target: Token
    judges: bool = False


def sides_of(word: Token) -> Iterator[Side]:
    """The sides that the word takes in its sentence; a pronoun as a target is passed over."""
    for side in _sides(word):
        for target in (side.target, *_children(side.target, "conj")):
            if target.pos_ in NOMINAL:
                yield Side(side.word, side.polarity, target, side.judges)


def subject_of(word: Token) -> Token | None:
    """The subject of the word's clause, shared with the clause above where it has none."""
    while True:
        subject = next((child for child in word.children if child.dep_ in _SUBJECTS), None)
        if subject is not None or word.dep_ not in _SHARING:
            return subject
        word = word.head


def takes_clause(verb: Token) -> bool:
    """Whether the verb's object is a clause, as in "urged them to go"."""
    return any(child.dep_ in _CLAUSES for child in verb.children)


def _sides(word: Token) -> Iterator[Side]:
    form = word.lower_
    if form in lexicon.VERBS and word.pos_ == "VERB":
        yield from _by_verb(word, lexicon.VERBS[form])
    elif form in lexicon.NOUNS and word.pos_ == "NOUN":
        for target in _complements(word, _NOUN_PREPOSITIONS):
            yield Side(word, lexicon.NOUNS[form], target)
    for preposition, words in lexicon.WITH_PREPOSITION.items():
        if form in words:
            for target in _complements(word, {preposition}):
                yield Side(word, words[form], target)
    if form == "against" and word.dep_ == "case" and _children(word.head, "cop"):
        yield Side(word.head, "oppose", word.head)
    if _children(word, "cop"):
        yield from _by_judgement(word)


def _by_verb(verb: Token, polarity: Polarity) -> Iterator[Side]:
    if takes_clause(verb):
        return
    for target in _children(verb, "obj"):
        yield Side(verb, polarity, target)
    obliged = any(child.lower_ in lexicon.OBLIGATIONS for child in _children(verb, "aux"))
    for target in _children(verb, "nsubj:pass") if obliged else ():
        yield Side(verb, polarity, target, judges=True)


def _by_judgement(predicate: Token) -> Iterator[Side]:
    """Its own judgement counts before that of an adjective with it: "a great failure"."""
    words = (predicate, *_children(predicate, "amod"))
    judging = next((word for word in words if word.lower_ in lexicon.JUDGEMENTS), None)
    if judging is None or any(child.lower_ in lexicon.COMPARISONS for child in judging.children):
        return
    for target in _children(predicate, "nsubj"):
        yield Side(predicate, lexicon.JUDGEMENTS[judging.lower_], target, judges=True)


def _complements(word: Token, prepositions: frozenset[str] | set[str]) -> Iterator[Token]:
    for child in word.children:
        if child.dep_ in _COMPLEMENTS and any(
            case.lower_ in prepositions for case in _children(child, "case")
        ):
            yield child


def _children(word: Token, dependency: str) -> list[Token]:
    return [child for child in word.children if child.dep_ == dependency]
