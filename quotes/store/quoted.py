"""Writing the quotations of one article: pieces, speakers, topics and stances."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from quotes.article import Affiliation, Anonymity, Extraction, Quotation, Speaker, Why
from quotes.reader.context import Paragraphs
from quotes.store import models
from quotes.store.cast import Cast
from quotes.store.packed import write_vectors
from quotes.store.roster import Seat, seat_columns
from quotes.store.standpoints.targets import fold_target
from quotes.store.topics.naming import name_topics
from quotes.store.topics.verdicts import denied

Rows = list[dict[str, Any]]


def write_quotations(
    connection: Connection, article: int, run: int, extraction: Extraction, cast: Cast
) -> None:
    """Write the quotations of an article as machine rows.

    A quotation whose id is stored keeps its row; one that a human made is left as it is.
    """
    stored = _stored(connection, article)
    found = [q for q in extraction.quotations if stored.get(q.id, (0, "machine"))[1] == "machine"]
    ids = {q.id: stored[q.id][0] for q in found if q.id in stored}
    ids |= _write_rows(connection, article, run, extraction, found, ids)
    _write_nesting(connection, found, ids | {name: row for name, (row, _) in stored.items()})
    topics = name_topics(connection, (link.topic for q in found for link in q.topics))
    refused = denied(connection, article)

    def write(model: type[models.Base], rows: Callable[[Quotation, int], Iterable[Any]]) -> None:
        listed: Rows = [row for q in found for row in rows(q, ids[q.id])]
        if listed:
            connection.execute(insert(model), listed)

    text = extraction.article.text
    write(models.Piece, _pieces)
    write(models.Speaker, lambda q, row: _speakers(q, row, text, cast))
    write(models.QuotationTopic, lambda q, row: _topics(q, row, topics, refused))
    write(models.Stance, _stances)
    vectors = {ids[q.id]: q.vector for q in found if q.vector is not None}
    write_vectors(connection, article, extraction.vector_model, vectors)


def _stored(connection: Connection, article: int) -> dict[str, tuple[int, models.Origin]]:
    columns = select(models.Quotation.public_id, models.Quotation.id, models.Quotation.origin)
    rows = connection.execute(columns.where(models.Quotation.article_id == article))
    return {public_id: (row, origin) for public_id, row, origin in rows}


def _write_rows(
    connection: Connection,
    article: int,
    run: int,
    extraction: Extraction,
    found: Sequence[Quotation],
    known: dict[str, int],
) -> dict[str, int]:
    """Write the quotations' own rows; the ids of those that were new."""
    text = extraction.article.text
    paragraphs = Paragraphs(text)
    fresh: Rows = []
    changed: Rows = []
    for quotation in found:
        around = paragraphs.around(quotation.pieces)
        cue = quotation.cue
        row: dict[str, Any] = {
            "public_id": quotation.id,
            "article_id": article,
            "run_id": run,
            "kind": quotation.kind,
            "act": quotation.act,
            "text": quotation.text(text),
            "context_start": around.start,
            "context": around.of(text),
            "cue_start": cue.start if cue else None,
            "cue_end": cue.end if cue else None,
            "confidence": quotation.confidence,
            "origin": "machine",
            **_why(quotation.why),
        }
        if quotation.id in known:
            changed.append(row | {"at": known[quotation.id]})
        else:
            fresh.append(row)
    if changed:
        _update(connection, changed)
    if not fresh:
        return {}
    made = connection.scalars(
        insert(models.Quotation).returning(models.Quotation.id, sort_by_parameter_order=True), fresh
    )
    return dict(zip((row["public_id"] for row in fresh), made, strict=True))


def _write_nesting(connection: Connection, found: Sequence[Quotation], ids: dict[str, int]) -> None:
    nested = [
        {"at": ids[q.id], "nested_in_id": ids[q.nested_in]} for q in found if q.nested_in in ids
    ]
    if nested:
        _update(connection, nested)


def _update(connection: Connection, rows: Rows) -> None:
    values: dict[str, Any] = {column: bindparam(column) for column in rows[0] if column != "at"}
    at = models.Quotation.id == bindparam("at")
    connection.execute(update(models.Quotation).where(at).values(values), rows)


def _pieces(quotation: Quotation, row: int) -> Rows:
    return [
        {"quotation_id": row, "ordinal": ordinal, "start": piece.start, "end": piece.end}
        for ordinal, piece in enumerate(quotation.pieces)
    ]


def _speakers(quotation: Quotation, row: int, text: str, cast: Cast) -> Rows:
    return [
        {"quotation_id": row, "ordinal": ordinal, **_speaker(speaker, text, cast)}
        for ordinal, speaker in enumerate(quotation.speakers)
    ]


def _speaker(speaker: Speaker, text: str, cast: Cast) -> dict[str, Any]:
    appearance = cast.people[speaker.name] if speaker.type == "person" else None
    post = speaker.affiliation or None
    mention = speaker.mention
    return {
        "type": speaker.type,
        "name": speaker.name,
        "mention_start": mention.start if mention else None,
        "mention_end": mention.end if mention else None,
        "mention": mention.of(text) if mention else None,
        "appearance_id": appearance,
        **seat_columns(_seat(speaker, post, cast)),
        "post_id": cast.post(appearance, post) if appearance is not None and post else None,
        "role": post.role if post else None,
        "organization": post.organization if post else None,
        "unit": post.unit if post else None,
        "status": post.status if post else None,
        "party": post.party if post else None,
        "country": post.country if post else None,
        **_anonymity(speaker.anonymity),
    }


def _why(why: Why | None) -> dict[str, Any]:
    rivals = [{"name": rival.name, "chance": rival.chance} for rival in why.rivals] if why else None
    return {
        "why_reason": why.reason if why else None,
        "why_certainty": why.certainty if why else None,
        "why_rivals": rivals,
    }


def _anonymity(anonymity: Anonymity | None) -> dict[str, Any]:
    """The columns of an unnamed speaker, all empty for any other."""
    fields = ("number", "group", "organization", "position", "reason", "grade", "collective")
    columns = {f"unnamed_{field}": getattr(anonymity, field, None) for field in fields}
    if anonymity is not None and anonymity.number == "several":
        columns["unnamed_number"] = None
    return columns


def _seat(speaker: Speaker, post: Affiliation | None, cast: Cast) -> Seat | None:
    if speaker.type == "organization":
        return cast.organizations.of(speaker.name)
    if post and post.organization:
        return cast.organizations.of(post.organization, post.country)
    return cast.organizations.of(speaker.anonymity.organization if speaker.anonymity else None)


def _topics(
    quotation: Quotation, row: int, topics: dict[str, int], refused: Collection[tuple[int, int]]
) -> Rows:
    """The best link to each topic that no human refused."""
    best = {topics[link.topic]: link for link in sorted(quotation.topics, key=lambda t: t.score)}
    return [
        {
            "quotation_id": row,
            "topic_id": topic,
            "origin": "machine",
            "score": link.score,
            "method": link.origin,
        }
        for topic, link in best.items()
        if (row, topic) not in refused
    ]


def _stances(quotation: Quotation, row: int) -> Rows:
    best = {stance.target: stance for stance in sorted(quotation.stances, key=lambda s: s.score)}
    return [
        {
            "quotation_id": row,
            "target": stance.target,
            "folded": fold_target(stance.target),
            "polarity": stance.polarity,
            "score": stance.score,
            "origin": "machine",
            "words_start": stance.words.start if stance.words else None,
            "words_end": stance.words.end if stance.words else None,
        }
        for stance in best.values()
    ]
