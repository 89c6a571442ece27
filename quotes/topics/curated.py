"""The curated vocabulary as the decisions on topics make it: a replay of them, in their order.

Nothing is stored here, and nothing read. A topic is named in a decision by the label that it had
first, which stays one of its names; so a decision finds it whatever other decisions are undone. A
decision is inapplicable where a topic that it is about was made by one that is undone, or a name
that it gives is another topic's by then.

- add, import: these topics are there, with these names and patterns.
- rename: ``topic`` has the label ``name``; the former one stays a name of it.
- merge: ``gone`` is part of ``topic``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, assert_never

from quotes.db.rows import DecisionKind
from quotes.db.tables import TermKind
from quotes.entities.ledger import Decision
from quotes.errors import QuotesError, UsageError
from quotes.meaning.vocabulary import key, name, pattern
from quotes.text.normalize import fold
from quotes.types import CuratedTopic


@dataclass(frozen=True, slots=True)
class TopicRef:
    """A topic as a decision names it: by its ``first`` label, and by the one that it had then.

    ``curated`` tells those of the vocabulary from names and phrases that only articles used.
    """

    first: str
    label: str
    curated: bool


@dataclass(frozen=True, slots=True)
class TopicTerm:
    """A name or pattern of a topic, and the decision that added it; ``key`` is it in lemmas."""

    kind: TermKind
    term: str
    key: str
    decision: int


@dataclass(frozen=True, slots=True)
class TopicState:
    """A curated topic: ``decision`` made it, ``decisions`` are all that were about it."""

    first: str
    label: str
    decision: int
    parent: str | None = None
    code: str | None = None
    terms: tuple[TopicTerm, ...] = ()
    decisions: tuple[int, ...] = ()

    @property
    def keys(self) -> set[str]:
        """Its label and its other names, in lemmas."""
        return {key(self.label), *(term.key for term in self.terms if term.kind == "synonym")}

    def with_terms(self, kind: TermKind, listed: Iterable[str], decision: int) -> TopicState:
        """With these names or patterns too; those that it has stay as they are.

        :raises UsageError: one is no name or pattern.
        """
        known = {term.key for term in self.terms if term.kind == kind}
        if kind == "synonym":
            known.add(key(self.label))
        added = []
        for written in listed:
            (name if kind == "synonym" else pattern)(written)
            lemmas = key(written) if kind == "synonym" else written
            if lemmas not in known:
                known.add(lemmas)
                added.append(TopicTerm(kind, written, lemmas, decision))
        return replace(self, terms=(*self.terms, *added))


@dataclass(slots=True)
class CuratedState:
    """The topics by their labels, and the decisions that could not apply.

    ``_names`` has the label of each topic by its names in lemmas, ``_written`` by how its label
    is written.
    """

    topics: dict[str, TopicState] = field(default_factory=dict)
    inapplicable: set[int] = field(default_factory=set)
    _names: dict[str, str] = field(default_factory=dict)
    _written: dict[str, str] = field(default_factory=dict)

    def named(self, text: str) -> str | None:
        """The label of the topic that has this name."""
        return self._names.get(key(text))

    def labelled(self, text: str) -> str | None:
        """The label that is written so, or has the same lemmas."""
        written, alike = self._written.get(fold(text)), self.named(text)
        return written or (alike if alike is not None and key(alike) == key(text) else None)

    def ref(self, label: str) -> TopicRef:
        """How a decision names the topic of this label."""
        there = self.topics.get(label)
        return TopicRef(there.first if there else label, label, there is not None)

    def apply(self, number: int, kind: DecisionKind, details: Mapping[str, Any]) -> None:
        """Apply one decision.

        :raises QuotesError: it cannot apply as things stand; nothing has changed then.
        """
        before = dict(self.topics), dict(self._names), dict(self._written)
        try:
            match kind:
                case "add" | "import":
                    self._add(topics_of(details), number, details["file"])
                case "rename":
                    self._rename(TopicRef(**details["topic"]), details["name"], number)
                case "merge":
                    gone, into = TopicRef(**details["gone"]), TopicRef(**details["topic"])
                    self._merge(gone, into, number)
                case "split" | "alias" | "different" | "set":
                    raise QuotesError(f"Decision {number} is none on the vocabulary.")
                case _:
                    assert_never(kind)
        except QuotesError:
            self.topics, self._names, self._written = before
            raise

    def _add(
        self, topics: Iterable[tuple[str, CuratedTopic]], number: int, file: str | None
    ) -> None:
        """Put topics, which may name parents that come later, under their first labels."""
        labels: list[tuple[CuratedTopic, str]] = []
        line = 0
        try:
            for first, topic in topics:
                line = topic.line
                labels.append((topic, self._put(first, topic, number)))
            for topic, label in labels:
                line = topic.line
                if topic.parent:
                    self._place(label, topic.parent)
        except QuotesError as error:
            if file is None:
                raise
            raise QuotesError(f"{file}: line {line}: {error}") from error

    def _put(self, first: str, topic: CuratedTopic, number: int) -> str:
        for term in topic.names:
            name(term)
        label = self.named(first) if first != topic.label else self.labelled(topic.label)
        self._require_free((first, *topic.names), label)
        known = self.topics[label] if label else TopicState(first, first, number)
        put = known.with_terms("synonym", topic.names, number)
        put = put.with_terms("pattern", topic.patterns, number)
        self._set(replace(put, code=topic.code or put.code, decisions=(*put.decisions, number)))
        return put.label

    def _place(self, label: str, parent: str) -> None:
        above = self.named(parent)
        if above is None:
            raise QuotesError(f"There is no curated topic {parent} to be the parent; add it first.")
        if label in self._ancestors(above):
            raise UsageError(f"{parent} cannot be the parent: it is the topic itself or below it.")
        self.topics[label] = replace(self.topics[label], parent=above)

    def _rename(self, topic: TopicRef, new: str, number: int) -> None:
        name(new)
        former = self._known(topic, number)
        self._require_free((new,), former.label)
        lemmas = key(new)
        others = tuple(t for t in former.terms if t.kind == "pattern" or t.key != lemmas)
        renamed = replace(
            former, label=new, terms=others, decisions=(*former.decisions, number)
        ).with_terms("synonym", [former.label], number)
        self._drop(former.label)
        self._set(renamed)
        self._hand_over_children(former.label, new)

    def _merge(self, gone: TopicRef, into: TopicRef, number: int) -> None:
        removed, kept = self._known(gone, number), self._known(into, number)
        if removed.label == kept.label:
            raise UsageError(f"{gone.label} and {into.label} are the same topic, {kept.label}.")
        parent = removed.parent if removed.label in self._ancestors(kept.label) else kept.parent
        self._drop(removed.label)
        joined = kept.with_terms("synonym", [removed.label], number)
        for term in removed.terms:
            joined = joined.with_terms(term.kind, [term.term], number)
        history = tuple(sorted({*removed.decisions, *kept.decisions, number}))
        self._set(replace(joined, parent=parent, decisions=history))
        self._hand_over_children(removed.label, kept.label)

    def _known(self, topic: TopicRef, number: int) -> TopicState:
        """The topic that is meant, which may be one that only articles use so far."""
        label = self.named(topic.first)
        if label is not None:
            return self.topics[label]
        if topic.curated:
            raise QuotesError(f"There is no topic {topic.label}.")
        return TopicState(topic.first, topic.first, number)

    def _set(self, topic: TopicState) -> None:
        self.topics[topic.label] = topic
        self._names.update(dict.fromkeys(topic.keys, topic.label))
        self._written[fold(topic.label)] = topic.label

    def _drop(self, label: str) -> None:
        self.topics.pop(label, None)
        for index in (self._names, self._written):
            for form in [form for form, owner in index.items() if owner == label]:
                del index[form]

    def _hand_over_children(self, former: str, new: str) -> None:
        for label, topic in self.topics.items():
            if topic.parent == former:
                self.topics[label] = replace(topic, parent=new)

    def _ancestors(self, label: str) -> list[str]:
        """The topic and all above it, from below."""
        found: list[str] = []
        above: str | None = label
        while above is not None and above not in found:
            found.append(above)
            above = self.topics[above].parent if above in self.topics else None
        return found

    def _require_free(self, names: Iterable[str], label: str | None) -> None:
        for taken in names:
            for owner in (self.named(taken), self._written.get(fold(taken))):
                if owner is not None and owner != label:
                    raise UsageError(
                        f"{taken} is a name of the topic {owner} already; give another, or join "
                        "the two with `quotes topics merge`."
                    )


def replay_topics(decisions: Iterable[Decision]) -> CuratedState:
    """The vocabulary after all decisions on it that are not undone."""
    state = CuratedState()
    for decision in sorted(decisions, key=lambda decision: decision.id):
        if decision.undone or decision.kind == "set":
            continue
        try:
            state.apply(decision.id, decision.kind, decision.details)
        except QuotesError:
            state.inapplicable.add(decision.id)
    return state


def details_of(
    topics: Iterable[CuratedTopic], state: CuratedState, file: str | None = None
) -> dict[str, Any]:
    """Topics to be added as they stand in the ledger; those that are there by their first label."""

    def first(label: str | None, text: str | None) -> str | None:
        return text if label is None else state.topics[label].first

    return {
        "file": file,
        "topics": [
            {
                **asdict(topic),
                "first": first(state.labelled(topic.label), topic.label),
                "parent": first(topic.parent and state.named(topic.parent), topic.parent),
            }
            for topic in topics
        ],
    }


def topics_of(details: Mapping[str, Any]) -> list[tuple[str, CuratedTopic]]:
    """The topics to be added by a line of the ledger, with their first labels."""
    return [
        (
            topic["first"],
            CuratedTopic(
                label=topic["label"],
                synonyms=tuple(topic["synonyms"]),
                patterns=tuple(topic["patterns"]),
                parent=topic["parent"],
                code=topic["code"],
                line=topic["line"],
            ),
        )
        for topic in details["topics"]
    ]
