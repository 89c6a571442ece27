"""Finding the names and patterns of many topics in a text, in one pass over its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quotes.article import Span
from quotes.meaning.vocabulary.terms import SHORTEST_BEGINNING, Tests
from quotes.meaning.vocabulary.words import WORD, is_joined, word

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
    """A term found in a text, at ``place``."""

    term: Term
    place: Span

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
        found.sort(key=lambda hit: (hit.place.start, -hit.place.end, hit.term.topic, hit.term.text))
        return [hit for hit in found if not any(_inside(hit, other) for other in found)]

    def _passes(self, token: str) -> frozenset[str]:
        """Which of the terms' tests the word passes."""
        known = self._passed.get(token)
        if known is None:
            one = word(token)
            ends = range(SHORTEST_BEGINNING, min(len(one.form), self._longest) + 1)
            possible = {one.lemma, f"={one.form}", *(f"{one.form[:end]}*" for end in ends)}
            if one.capitals:
                possible.add(f"^{one.capitals}")
            known = self._passed[token] = frozenset(possible & self._tests)
        return known


def _follow(tests: Tests, passed: list[frozenset[str]], begin: int) -> bool:
    """Whether the words after ``begin`` pass the tests after the first, one after the other."""
    if begin + len(tests) > len(passed):
        return False
    return all(tests[step] in passed[begin + step] for step in range(1, len(tests)))


def _inside(hit: Hit, other: Hit) -> bool:
    return other.place.holds(hit.place) and len(hit.place) < len(other.place)
