"""The topics that a user means by what they typed."""

from __future__ import annotations

from sqlalchemy import Connection, Select, literal, or_, select, union

from quotes.errors import QuotesError
from quotes.meaning.vocabulary.words import key
from quotes.store.folding import fold
from quotes.store.matching import has_words
from quotes.store.models import Topic, VocabularyTerm, VocabularyTopic
from quotes.store.topics.naming import curated_named


def the_topic(connection: Connection, text: str) -> tuple[int, str]:
    """The row and label of the one topic of this label or name.

    :raises QuotesError: there is none.
    """
    row = known_topic(connection, text)
    if row is None:
        raise QuotesError(
            f"There is no topic {text}; `quotes topics list TEXT` finds topics by their words."
        )
    return row


def known_topic(connection: Connection, text: str) -> tuple[int, str] | None:
    """The row and label of the topic with this label, else with this name, if there is one."""
    columns = select(Topic.id, Topic.label)
    named = curated_named(connection, [text]).get(text)
    conditions = [Topic.folded == fold(text), Topic.key == key(text)]
    if named is not None:
        conditions.insert(0, Topic.id == named)
    for condition in conditions:
        found = connection.execute(columns.where(condition).order_by(Topic.id).limit(1)).first()
        if found is not None:
            return found.id, found.label
    return None


def asked_for(text: str) -> Select[int]:
    """Rows of the topics that a text names, and of all topics below them.

    A topic is named by a label with all words of the text, and by a synonym that is the text.
    """
    folded, lemmas = fold(text), key(text)
    alike = or_(VocabularyTerm.key == lemmas, VocabularyTerm.term == text)
    named = union(
        select(Topic.id).where(or_(has_words(Topic.folded, folded), Topic.key == lemmas)),
        select(VocabularyTerm.topic_id).where(VocabularyTerm.kind == "synonym", alike),
        select(VocabularyTerm.topic_id).where(
            VocabularyTerm.kind == "synonym", VocabularyTerm.key == text.strip().upper()
        ),
    )
    return with_below(select(named.subquery().c.id))


def with_below(topics: Select[int]) -> Select[int]:
    """Rows of these topics and of all below them."""
    family = topics.cte("family", recursive=True)
    below = select(VocabularyTopic.topic_id).join(family, VocabularyTopic.parent_id == family.c[0])
    return select(family.union(below).c[0])


def is_named(connection: Connection, text: str) -> bool:
    """Whether the text names a topic at all."""
    return connection.scalar(select(literal(1)).where(Topic.id.in_(asked_for(text))).limit(1)) == 1
