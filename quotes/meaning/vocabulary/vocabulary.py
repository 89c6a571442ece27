"""A curated vocabulary at work: which of its topics a quotation has, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from quotes.article import TopicLink
from quotes.meaning.vocabulary import terms
from quotes.meaning.vocabulary.matcher import Hit, Matcher, Term
from quotes.meaning.vocabulary.words import key
from quotes.vocabulary import CuratedTopic

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
            one = waiting.pop()
            for child in self._children.get(one, ()):
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
        yield Term(topic.label, "label", topic.label, terms.name(topic.label))
        for synonym in topic.synonyms:
            yield Term(topic.label, "synonym", synonym, terms.name(synonym))
        for written in topic.patterns:
            yield Term(topic.label, "pattern", written, terms.pattern(written))
