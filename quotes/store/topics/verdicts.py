"""A human says whether a quotation is about a topic."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from quotes.errors import QuotesError
from quotes.store.decisions.ledger import Author
from quotes.store.models import Quotation, QuotationTopic, TopicVerdict
from quotes.store.topics.finding import known_topic
from quotes.store.topics.keeping import new_topic
from quotes.store.topics.rows import VerdictRow


def judge(
    connection: Connection, quotation: str, topic: str, author: Author, *, holds: bool
) -> VerdictRow:
    """Write down that the quotation of this whole id is about a topic, or is not.

    It takes the place of what was said of the two before. A topic that is new is made, unless it
    is denied.

    :raises QuotesError: there is no such quotation, or a topic is denied that there is not.
    """
    row = connection.scalar(select(Quotation.id).where(Quotation.public_id == quotation))
    if row is None:
        raise QuotesError(f"There is no quotation {quotation}.")
    known = known_topic(connection, topic)
    if known is None and not holds:
        raise QuotesError(f"There is no topic {topic}, so nothing is about it.")
    of, label = known or (new_topic(connection, topic), topic)
    here = (QuotationTopic.quotation_id == row) & (QuotationTopic.topic_id == of)
    made_by = QuotationTopic.origin == "human"
    connection.execute(delete(QuotationTopic).where(here, made_by if holds else here))
    connection.execute(
        delete(TopicVerdict).where(TopicVerdict.quotation_id == row, TopicVerdict.topic_id == of)
    )
    at = datetime.now(UTC)
    verdict = {"quotation_id": row, "topic_id": of, "holds": holds}
    connection.execute(
        insert(TopicVerdict).values(**verdict, by=author.name, at=at, why=author.why)
    )
    if holds:
        link = {"quotation_id": row, "topic_id": of, "origin": "human", "score": 1.0}
        connection.execute(insert(QuotationTopic).values(**link, method="human"))
    return VerdictRow(quotation, label, holds, author.name, at, author.why)


def denied(connection: Connection, article: int) -> set[tuple[int, int]]:
    """Quotations of an article with the topics that a human denied them, as rows."""
    said = (
        select(TopicVerdict.quotation_id, TopicVerdict.topic_id)
        .join(Quotation, Quotation.id == TopicVerdict.quotation_id)
        .where(Quotation.article_id == article, ~TopicVerdict.holds)
    )
    return {(quotation, topic) for quotation, topic in connection.execute(said)}
