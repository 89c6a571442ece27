"""A vocabulary of curated topics: their names and patterns, found in one pass over a text."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from quotes.errors import UsageError
from quotes.lexicon import DETERMINING
from quotes.text.normalize import singular_of
from quotes.types import CuratedTopic, Span, TopicLink

# The words of a text as they are compared with the words of a topic.


KNOWN_WORDS = 50_000
"""Words whose forms are kept from one text to the next."""

WORD = re.compile(r"[^\W_]+(?:['’‘ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’‘ʼ][sS]$")
_APOSTROPHES = re.compile("['’‘ʼ]")
_JOINS = re.compile(r"(?:(?!\s*\n\s*\n)\s+|[^\S\n]*[-‐‑–&/][^\S\n]*|[.'’])?[\"“”‘’]?", re.UNICODE)


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """A word in the forms that it is compared in.

    ``form`` is in lower case without accents and possessive ending, ``lemma`` that in the
    singular; ``capitals`` is the word as it stands, without a plural's s, if all of it is capitals,
    else None.
    """

    form: str
    lemma: str
    capitals: str | None


@lru_cache(maxsize=KNOWN_WORDS)
def word(token: str) -> VocabularyWord:
    """The forms of a word that :data:`WORD` found."""
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", token))
    apart = unicodedata.normalize("NFKD", bare)
    plain = "".join(mark for mark in apart if not unicodedata.combining(mark))
    form = plain.casefold()
    singular = plain.removesuffix("s") if len(plain) > 2 else plain
    capitals = singular if len(singular) > 1 and singular.isupper() else None
    return VocabularyWord(form, singular_of(form), capitals)


def is_joined(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether no punctuation, line end or other sign parts the words."""
    return all(
        _JOINS.fullmatch(text, before.end(), after.start()) is not None
        for before, after in pairwise(words)
    )


@lru_cache(maxsize=KNOWN_WORDS)
def key(phrase: str) -> str:
    """What is the same for all ways to write a phrase: lemmas, without a determiner before them.

    Words in capitals stay as they are, so that "AIDS" is not "aids".
    """
    words = [word(token) for token in WORD.findall(phrase)]
    while len(words) > 1 and words[0].form in DETERMINING:
        words.pop(0)
    return " ".join(term.capitals or term.lemma for term in words)


# Names and patterns of topics -> sequences of word tests, each written as a short text.
#
# A test is one of ``lemma``, ``=form``, ``^CAPITALS`` and ``beginning*``.


MOST_WORDS = 8
SHORTEST_BEGINNING = 3

Tests = tuple[str, ...]

_BETWEEN = re.compile(r"[\s\-‐‑–&/.,]+")


def name(text: str) -> Tests:
    """The tests of a label or synonym: every word in singular or plural, capitals as capitals.

    :raises UsageError: it has no word, more than 8, or signs that only patterns have.
    """
    if "*" in text or "=" in text:
        raise UsageError(f"{text} has * or =, which only a pattern may have; give it as a pattern.")
    tests = tuple(_test(token) for token in WORD.findall(text))
    _check(text, tests)
    return tests


def pattern(text: str) -> Tests:
    """The tests of a pattern.

    Its words have to follow one another, parted by nothing but blanks or hyphens. A word fits in
    singular and plural and in any case; a word in capitals fits capitals only; ``tax*`` fits every
    word that begins so; ``=customs`` fits this very form only.

    :raises UsageError: it is no pattern; the message says why.
    """
    tests = tuple(_pattern_test(text, part) for part in _BETWEEN.split(text) if part)
    _check(text, tests)
    return tests


def _test(token: str) -> str:
    term = word(token)
    return f"^{term.capitals}" if term.capitals else term.lemma


def _pattern_test(text: str, part: str) -> str:
    exact, open_end = part.startswith("="), part.endswith("*")
    bare = part[exact : len(part) - open_end]
    if not WORD.fullmatch(bare) or (exact and open_end):
        raise UsageError(
            f"{part} in the pattern {text} is no word; write words, beginnings such as tax*, "
            "or exact forms such as =customs."
        )
    if open_end and len(bare) < SHORTEST_BEGINNING:
        raise UsageError(
            f"{part} in the pattern {text} is too short; give {SHORTEST_BEGINNING} letters or more "
            "before the *."
        )
    term = word(bare)
    if exact:
        return f"={term.form}"
    return f"{term.form}*" if open_end else _test(bare)


def _check(text: str, tests: Tests) -> None:
    if not tests:
        raise UsageError(f'"{text}" has no word; give one at least.')
    if len(tests) > MOST_WORDS:
        raise UsageError(f'"{text}" has more than {MOST_WORDS} words; give fewer.')


TermKind = Literal["label", "synonym", "pattern"]

BY_NAME, BY_PATTERN = 0.9, 0.85


@dataclass(frozen=True, slots=True)
class Term:
    """A name or pattern of a topic: as written, and the tests that words must pass in a row."""

    topic: str
    kind: TermKind
    text: str
    tests: Tests


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text, at ``span``."""

    term: Term
    span: Span

    @property
    def score(self) -> float:
        """How sure it is that a quotation with these words is about the topic, in [0, 1]."""
        return BY_PATTERN if self.term.kind == "pattern" else BY_NAME


class Matcher:
    """Finds terms in texts; holds what words can begin or go on a term."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._starting: dict[str, list[Term]] = defaultdict(list)
        tests: set[str] = set()
        for term in terms:
            self._starting[term.tests[0]].append(term)
            tests.update(term.tests)
        self._tests = frozenset(tests)
        self._longest = max((len(test) - 1 for test in tests if test.endswith("*")), default=0)
        self._passed: dict[str, frozenset[str]] = {}

    def hits(self, text: str) -> list[Hit]:
        """The terms in the text, in its order; none that lies within a longer one."""
        words = list(WORD.finditer(text))
        passed = [self._passes(found[0]) for found in words]
        found = [
            Hit(term, Span(words[begin].start(), words[begin + len(term.tests) - 1].end()))
            for begin, tests in enumerate(passed)
            for test in tests
            for term in self._starting.get(test, ())
            if len(term.tests) == 1
            or (
                _follow(term.tests, passed, begin)
                and is_joined(text, words[begin : begin + len(term.tests)])
            )
        ]
        found.sort(key=lambda hit: (hit.span.start, -hit.span.end, hit.term.topic, hit.term.text))
        return [hit for hit in found if not any(_inside(hit, other) for other in found)]

    def _passes(self, token: str) -> frozenset[str]:
        """Which of the terms' tests the word passes."""
        known = self._passed.get(token)
        if known is None:
            term = word(token)
            ends = range(SHORTEST_BEGINNING, min(len(term.form), self._longest) + 1)
            possible = {term.lemma, f"={term.form}", *(f"{term.form[:end]}*" for end in ends)}
            if term.capitals:
                possible.add(f"^{term.capitals}")
            known = self._passed[token] = frozenset(possible & self._tests)
        return known


def _follow(tests: Tests, passed: list[frozenset[str]], begin: int) -> bool:
    """Whether the words after ``begin`` pass the tests after the first, one after the other."""
    if begin + len(tests) > len(passed):
        return False
    return all(tests[step] in passed[begin + step] for step in range(1, len(tests)))


def _inside(hit: Hit, other: Hit) -> bool:
    return other.span.holds(hit.span) and len(hit.span) < len(other.span)


# A curated vocabulary at work: which of its topics a quotation has, and why.


_BESIDE = 0.5

NAMED = 0.8
"""The score above which a quotation itself has the words of a topic, not only its paragraph."""


class Vocabulary:
    """Curated topics, ready to be found; labels and names are compared without regard to case."""

    def __init__(self, topics: Sequence[CuratedTopic]) -> None:
        """:raises UsageError: a name or pattern is none; the message says why."""
        self.topics = tuple(topics)
        self._by_key = {key(name): topic.label for topic in topics for name in topic.names}
        self._parents = {topic.label: topic.parent for topic in topics}
        self._matcher = Matcher(_terms(topics))

    def named(self, phrase: str) -> str | None:
        """The label of the topic that the phrase is a name of, whatever its number and case."""
        return self._by_key.get(key(phrase))

    def hits(self, text: str) -> list[Hit]:
        """The names and patterns in a text, in its order."""
        return self._matcher.hits(text)

    def links(self, text: str, context: str) -> tuple[TopicLink, ...]:
        """The topics whose words a quotation, or only its paragraph, has; the best first.

        :param text: the quotation; ``context`` the paragraphs it stands in.
        """
        scores: dict[str, float] = {}
        for hits, share in ((self.hits(text), 1.0), (self.hits(context), _BESIDE)):
            for hit in hits:
                topic, score = hit.term.topic, round(hit.score * share, 3)
                scores[topic] = max(scores.get(topic, 0.0), score)
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return tuple(TopicLink(topic, score, "vocabulary") for topic, score in best)

    def kin(self, label: str) -> frozenset[str]:
        """The topic, all above it and all below it."""
        return frozenset((*self._above(label), *self.below(label)))

    def below(self, label: str) -> frozenset[str]:
        """The topic and all below it."""
        found, waiting = {label}, [label]
        while waiting:
            topic = waiting.pop()
            for child in self._children.get(topic, ()):
                if child not in found:
                    found.add(child)
                    waiting.append(child)
        return frozenset(found)

    def _above(self, label: str) -> list[str]:
        found: list[str] = []
        above: str | None = label
        while above is not None and above not in found:
            found.append(above)
            above = self._parents.get(above)
        return found

    @cached_property
    def _children(self) -> Mapping[str, list[str]]:
        children: dict[str, list[str]] = {}
        for topic in self.topics:
            if topic.parent is not None:
                children.setdefault(topic.parent, []).append(topic.label)
        return children


def _terms(topics: Sequence[CuratedTopic]) -> Iterator[Term]:
    for topic in topics:
        yield Term(topic.label, "label", topic.label, name(topic.label))
        for synonym in topic.synonyms:
            yield Term(topic.label, "synonym", synonym, name(synonym))
        for written in topic.patterns:
            yield Term(topic.label, "pattern", written, pattern(written))
