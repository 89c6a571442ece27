"""Taking out what a machine found in an article before, so that it can be written anew.

What a human decided stays, and with it the quotation or person that it hangs on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Select, delete, exists, select, update

from quotes.store.chunks import chunks
from quotes.store.models import (
    Appearance,
    Body,
    Contact,
    Decision,
    Name,
    NameKey,
    Person,
    Piece,
    Post,
    Quotation,
    QuotationTopic,
    Speaker,
    Stance,
    Topic,
    TopicVerdict,
    VocabularyTopic,
)
from quotes.store.moving import drop_empty


@dataclass(frozen=True, slots=True)
class Used:
    """Ids of the rows that an article shares with others."""

    people: frozenset[int]
    organizations: frozenset[int]
    topics: frozenset[int]


def used_by(connection: Connection, article: int) -> Used:
    """Which people, organisations and topics the stored findings of an article refer to."""

    def ids(*queries: Select[int] | Select[int | None]) -> frozenset[int]:
        rows = (row for query in queries for row in connection.scalars(query.distinct()))
        return frozenset(row for row in rows if row is not None)

    quoted = select(Quotation.id).where(Quotation.article_id == article)
    return Used(
        people=ids(
            select(Appearance.person_id).where(Appearance.article_id == article),
            select(Appearance.home_id).where(Appearance.article_id == article),
        ),
        organizations=ids(
            select(Post.organization_id).where(Post.appearance_id.in_(_appearing(article))),
            select(Speaker.organization_id).where(Speaker.quotation_id.in_(quoted)),
            select(Body.organization_id).where(Body.article_id == article),
            select(Body.home_id).where(Body.article_id == article),
        ),
        topics=ids(select(QuotationTopic.topic_id).where(QuotationTopic.quotation_id.in_(quoted))),
    )


def clear_machine_rows(
    connection: Connection, article: int, found: Collection[str], people: Collection[int]
) -> None:
    """Delete the machine rows of an article.

    :param found: public ids of the quotations about to be written; their rows stay, bare.
    :param people: ids of the appearances about to be written; their rows stay, bare.
    """
    machine = select(Quotation.id, Quotation.public_id).where(
        Quotation.article_id == article, Quotation.origin == "machine"
    )
    judged = _judged(connection, article)
    bare, gone = [], []
    for row, public_id in connection.execute(machine):
        if public_id in found:
            bare.append(row)
        elif row not in judged:
            gone.append(row)
    for part in chunks(gone):
        connection.execute(delete(Quotation).where(Quotation.id.in_(part)))
    for part in chunks(bare):
        connection.execute(
            update(Quotation).where(Quotation.id.in_(part)).values(nested_in_id=None)
        )
        connection.execute(delete(Piece).where(Piece.quotation_id.in_(part)))
        connection.execute(delete(Speaker).where(Speaker.quotation_id.in_(part)))
        for model in (QuotationTopic, Stance):
            connection.execute(
                delete(model).where(model.quotation_id.in_(part), model.origin == "machine")
            )
    connection.execute(
        delete(Post).where(Post.appearance_id.in_(_appearing(article)), Post.origin == "machine")
    )
    connection.execute(delete(Body).where(Body.article_id == article))
    left = select(Appearance.id).where(
        Appearance.article_id == article,
        ~exists().where(Speaker.appearance_id == Appearance.id),
        ~exists().where(Post.appearance_id == Appearance.id),
    )
    for part in chunks(set(connection.scalars(left)) - set(people)):
        connection.execute(delete(Appearance).where(Appearance.id.in_(part)))
    for part in chunks(people):
        connection.execute(delete(Name).where(Name.appearance_id.in_(part)))
        connection.execute(delete(NameKey).where(NameKey.appearance_id.in_(part)))


def drop_unused(connection: Connection, used: Used) -> None:
    """Delete those rows that nothing refers to any more."""
    for part in chunks(used.people):
        connection.execute(
            delete(Person).where(
                Person.id.in_(part),
                ~exists().where(Appearance.person_id == Person.id),
                ~exists().where(Appearance.home_id == Person.id),
                ~exists().where(Contact.person_id == Person.id),
                ~exists().where(Contact.home_id == Person.id),
                ~exists().where(Decision.person_id == Person.id),
                ~exists().where(Decision.other_person_id == Person.id),
            )
        )
    drop_empty(connection, used.organizations)
    for part in chunks(used.topics):
        connection.execute(
            delete(Topic).where(
                Topic.id.in_(part),
                ~exists().where(QuotationTopic.topic_id == Topic.id),
                ~exists().where(VocabularyTopic.topic_id == Topic.id),
                ~exists().where(TopicVerdict.topic_id == Topic.id),
            )
        )


def _appearing(article: int) -> Select[int]:
    return select(Appearance.id).where(Appearance.article_id == article)


def _judged(connection: Connection, article: int) -> set[int]:
    """Ids of the article's quotations that a human gave a topic or a stance."""
    queries = (
        select(model.quotation_id)
        .join(Quotation, Quotation.id == model.quotation_id)
        .where(Quotation.article_id == article, model.origin == "human")
        for model in (QuotationTopic, Stance)
    )
    told = (
        select(TopicVerdict.quotation_id)
        .join(Quotation, Quotation.id == TopicVerdict.quotation_id)
        .where(Quotation.article_id == article)
    )
    return {row for query in (*queries, told) for row in connection.scalars(query)}
