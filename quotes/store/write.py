"""Writing the quotations of one article: pieces, speakers, topics and stances."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, exists, insert, select, update

from quotes.copies.copies import write_republished
from quotes.db.engine import chunks
from quotes.db.load import fold_target
from quotes.db.rows import Added
from quotes.db.tables import (
    AddressTable,
    ArticleOrganizationTable,
    ArticlePersonKeyTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    Base,
    ContactTable,
    DecisionTable,
    ExtractionRunTable,
    NameKind,
    Origin,
    OutletTable,
    PersonTable,
    PieceTable,
    PostTable,
    QuotationTable,
    QuotationTopicTable,
    SpeakerTable,
    StanceTable,
    TopicTable,
    TopicVerdictTable,
    VocabularyTopicTable,
)
from quotes.db.vectors import write_vectors
from quotes.entities.apply import apply_organizations_to_article, apply_to_article
from quotes.entities.link import KnownPerson, link_people, write_article_people
from quotes.entities.link_organizations import (
    OrganizationIndex,
    OrganizationRef,
    drop_empty,
    organization_ref_columns,
    organizations_of,
    remembered,
    settle_abbreviations,
    write_organizations,
)
from quotes.names.person import fold_person, surname
from quotes.text.layout import Layout
from quotes.text.normalize import fold_organization
from quotes.topics.edit import denied
from quotes.topics.read import name_topics
from quotes.types import (
    Affiliation,
    Anonymity,
    Article,
    Extraction,
    Person,
    Quotation,
    Speaker,
    Why,
)

# Writing the people of one article: their names and posts.


PostKey = tuple[str | None, int | None, str | None]


@dataclass(frozen=True, slots=True)
class WrittenPeople:
    """Ids of what the speakers of an article refer to, by the names the article uses.

    ``people`` and the keys of ``posts`` are rows of article_people.
    """

    people: dict[str, int]
    organizations: OrganizationIndex
    posts: dict[tuple[int, PostKey], int]

    def post(self, appearance: int, affiliation: Affiliation) -> int | None:
        """The id of the person's post that the affiliation tells of."""
        return self.posts.get((appearance, _post_key(affiliation, self.organizations)))


def everyone(extraction: Extraction) -> list[Person]:
    """The people of an extraction, and the speakers that are missing among them.

    A post that only a speaker shows is given to the person too.
    """
    people = list(extraction.people)
    place = _places(people)
    for quotation in extraction.quotations:
        for speaker in quotation.speakers:
            if speaker.type != "person":
                continue
            if speaker.name not in place:
                place[speaker.name] = len(people)
                people.append(Person(speaker.name))
            person = people[place[speaker.name]]
            if speaker.affiliation and speaker.affiliation not in person.affiliations:
                posts = (*person.affiliations, speaker.affiliation)
                people[place[speaker.name]] = replace(person, affiliations=posts)
    return people


def write_people(
    connection: Connection,
    article: int,
    extraction: Extraction,
    people: Sequence[Person],
    known: Sequence[KnownPerson],
    organizations: OrganizationIndex,
) -> WrittenPeople:
    """Write an article's people with their names and posts as machine rows.

    :param article: the id of the article's row.
    :param people: what :func:`everyone` gave, and ``known`` what the store knows of each.
    """
    ids = write_article_people(connection, article, people, known)
    _write_names(connection, people, ids)
    return WrittenPeople(
        people={name: ids[index] for name, index in _places(people).items()},
        organizations=organizations,
        posts=_write_posts(connection, extraction, people, ids, organizations),
    )


def _places(people: Sequence[Person]) -> dict[str, int]:
    """The first person of each name; a full name goes before a like alias."""
    backwards = list(enumerate(people))[::-1]
    places = {alias: index for index, person in backwards for alias in person.aliases}
    return places | {person.name: index for index, person in backwards}


def _write_names(connection: Connection, people: Sequence[Person], ids: Sequence[int]) -> None:
    rows: list[dict[str, Any]] = []
    for person, appearance in zip(people, ids, strict=True):
        kinds: dict[str, NameKind] = {person.name: "full"}
        for name in person.aliases:
            kinds.setdefault(name, "alias")
        for name, kind in kinds.items():
            folded = fold_person(name)
            rows.append(
                {
                    "article_person_id": appearance,
                    "name": name,
                    "folded": folded,
                    "surname": surname(folded),
                    "kind": kind,
                }
            )
    if rows:
        connection.execute(insert(ArticlePersonNameTable), rows)


def _write_posts(
    connection: Connection,
    extraction: Extraction,
    people: Sequence[Person],
    ids: Sequence[int],
    organizations: OrganizationIndex,
) -> dict[tuple[int, PostKey], int]:
    text, day = extraction.article.text, extraction.article.published
    rows: dict[tuple[int, PostKey], dict[str, Any]] = {}
    for person, row in zip(people, ids, strict=True):
        for post in person.affiliations:
            key = _post_key(post, organizations)
            if key == (None, None, None):
                continue
            rows.setdefault(
                (row, key),
                {
                    "article_person_id": row,
                    "role": key[0],
                    **organization_ref_columns(organizations.of(post.organization, post.country)),
                    "unit": key[2],
                    "evidence_start": post.evidence.start,
                    "evidence_end": post.evidence.end,
                    "evidence": post.evidence.of(text),
                    "first_day": day,
                    "last_day": day,
                    "origin": "machine",
                    "status": post.status,
                    "party": post.party,
                    "country": post.country,
                },
            )
    if not rows:
        return {}
    made = connection.scalars(
        insert(PostTable).returning(PostTable.id, sort_by_parameter_order=True), list(rows.values())
    )
    return dict(zip(rows, made, strict=True))


def _post_key(post: Affiliation, organizations: OrganizationIndex) -> PostKey:
    seat = organizations.of(post.organization, post.country)
    return post.role or None, seat.body if seat else None, post.unit or None


# Outlets, which many articles share by their folded name.


def outlet_id(connection: Connection, name: str | None) -> int | None:
    """The id of the outlet of this name, which is made where it is new."""
    if not name:
        return None
    folded = fold_organization(name)
    known = connection.scalar(select(OutletTable.id).where(OutletTable.folded == folded))
    if known is not None:
        return known
    made = insert(OutletTable).values(name=name, folded=folded).returning(OutletTable.id)
    return connection.execute(made).scalar_one()


Rows = list[dict[str, Any]]


def write_quotations(
    connection: Connection, article: int, run: int, extraction: Extraction, cast: WrittenPeople
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

    def write(model: type[Base], rows: Callable[[Quotation, int], Iterable[Any]]) -> None:
        listed: Rows = [row for q in found for row in rows(q, ids[q.id])]
        if listed:
            connection.execute(insert(model), listed)

    text = extraction.article.text
    write(PieceTable, _pieces)
    write(SpeakerTable, lambda q, row: _speakers(q, row, text, cast))
    write(QuotationTopicTable, lambda q, row: _topics(q, row, topics, refused))
    write(StanceTable, _stances)
    vectors = {ids[q.id]: q.vector for q in found if q.vector is not None}
    write_vectors(connection, article, extraction.vector_model, vectors)


def _stored(connection: Connection, article: int) -> dict[str, tuple[int, Origin]]:
    columns = select(QuotationTable.public_id, QuotationTable.id, QuotationTable.origin)
    rows = connection.execute(columns.where(QuotationTable.article_id == article))
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
    layout = Layout.of(text)
    fresh: Rows = []
    changed: Rows = []
    for quotation in found:
        around = layout.context_of(quotation.pieces)
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
        insert(QuotationTable).returning(QuotationTable.id, sort_by_parameter_order=True), fresh
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
    at = QuotationTable.id == bindparam("at")
    connection.execute(update(QuotationTable).where(at).values(values), rows)


def _pieces(quotation: Quotation, row: int) -> Rows:
    return [
        {"quotation_id": row, "ordinal": ordinal, "start": piece.start, "end": piece.end}
        for ordinal, piece in enumerate(quotation.pieces)
    ]


def _speakers(quotation: Quotation, row: int, text: str, cast: WrittenPeople) -> Rows:
    return [
        {"quotation_id": row, "ordinal": ordinal, **_speaker(speaker, text, cast)}
        for ordinal, speaker in enumerate(quotation.speakers)
    ]


def _speaker(speaker: Speaker, text: str, cast: WrittenPeople) -> dict[str, Any]:
    appearance = cast.people[speaker.name] if speaker.type == "person" else None
    post = speaker.affiliation or None
    mention = speaker.mention
    return {
        "type": speaker.type,
        "name": speaker.name,
        "mention_start": mention.start if mention else None,
        "mention_end": mention.end if mention else None,
        "mention": mention.of(text) if mention else None,
        "article_person_id": appearance,
        **organization_ref_columns(_seat(speaker, post, cast)),
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


def _seat(
    speaker: Speaker, post: Affiliation | None, cast: WrittenPeople
) -> OrganizationRef | None:
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


# Taking out what a machine found in an article before, so that it can be written anew.
#
# What a human decided stays, and with it the quotation or person that it hangs on.


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

    quoted = select(QuotationTable.id).where(QuotationTable.article_id == article)
    return Used(
        people=ids(
            select(ArticlePersonTable.person_id).where(ArticlePersonTable.article_id == article),
            select(ArticlePersonTable.machine_person_id).where(
                ArticlePersonTable.article_id == article
            ),
        ),
        organizations=ids(
            select(PostTable.organization_id).where(
                PostTable.article_person_id.in_(_appearing(article))
            ),
            select(SpeakerTable.organization_id).where(SpeakerTable.quotation_id.in_(quoted)),
            select(ArticleOrganizationTable.organization_id).where(
                ArticleOrganizationTable.article_id == article
            ),
            select(ArticleOrganizationTable.machine_organization_id).where(
                ArticleOrganizationTable.article_id == article
            ),
        ),
        topics=ids(
            select(QuotationTopicTable.topic_id).where(QuotationTopicTable.quotation_id.in_(quoted))
        ),
    )


def clear_machine_rows(
    connection: Connection, article: int, found: Collection[str], people: Collection[int]
) -> None:
    """Delete the machine rows of an article.

    :param found: public ids of the quotations about to be written; their rows stay, bare.
    :param people: ids of the article_people about to be written; their rows stay, bare.
    """
    machine = select(QuotationTable.id, QuotationTable.public_id).where(
        QuotationTable.article_id == article, QuotationTable.origin == "machine"
    )
    judged = _judged(connection, article)
    bare, gone = [], []
    for row, public_id in connection.execute(machine):
        if public_id in found:
            bare.append(row)
        elif row not in judged:
            gone.append(row)
    for part in chunks(gone):
        connection.execute(delete(QuotationTable).where(QuotationTable.id.in_(part)))
    for part in chunks(bare):
        connection.execute(
            update(QuotationTable).where(QuotationTable.id.in_(part)).values(nested_in_id=None)
        )
        connection.execute(delete(PieceTable).where(PieceTable.quotation_id.in_(part)))
        connection.execute(delete(SpeakerTable).where(SpeakerTable.quotation_id.in_(part)))
        for model in (QuotationTopicTable, StanceTable):
            connection.execute(
                delete(model).where(model.quotation_id.in_(part), model.origin == "machine")
            )
    connection.execute(
        delete(PostTable).where(
            PostTable.article_person_id.in_(_appearing(article)), PostTable.origin == "machine"
        )
    )
    connection.execute(
        delete(ArticleOrganizationTable).where(ArticleOrganizationTable.article_id == article)
    )
    left = select(ArticlePersonTable.id).where(
        ArticlePersonTable.article_id == article,
        ~exists().where(SpeakerTable.article_person_id == ArticlePersonTable.id),
        ~exists().where(PostTable.article_person_id == ArticlePersonTable.id),
    )
    for part in chunks(set(connection.scalars(left)) - set(people)):
        connection.execute(delete(ArticlePersonTable).where(ArticlePersonTable.id.in_(part)))
    for part in chunks(people):
        connection.execute(
            delete(ArticlePersonNameTable).where(ArticlePersonNameTable.article_person_id.in_(part))
        )
        connection.execute(
            delete(ArticlePersonKeyTable).where(ArticlePersonKeyTable.article_person_id.in_(part))
        )


def drop_unused(connection: Connection, used: Used) -> None:
    """Delete those rows that nothing refers to any more."""
    for part in chunks(used.people):
        connection.execute(
            delete(PersonTable).where(
                PersonTable.id.in_(part),
                ~exists().where(ArticlePersonTable.person_id == PersonTable.id),
                ~exists().where(ArticlePersonTable.machine_person_id == PersonTable.id),
                ~exists().where(ContactTable.person_id == PersonTable.id),
                ~exists().where(ContactTable.machine_person_id == PersonTable.id),
                ~exists().where(DecisionTable.person_id == PersonTable.id),
                ~exists().where(DecisionTable.other_person_id == PersonTable.id),
            )
        )
    drop_empty(connection, used.organizations)
    for part in chunks(used.topics):
        connection.execute(
            delete(TopicTable).where(
                TopicTable.id.in_(part),
                ~exists().where(QuotationTopicTable.topic_id == TopicTable.id),
                ~exists().where(VocabularyTopicTable.topic_id == TopicTable.id),
                ~exists().where(TopicVerdictTable.topic_id == TopicTable.id),
            )
        )


def _appearing(article: int) -> Select[int]:
    return select(ArticlePersonTable.id).where(ArticlePersonTable.article_id == article)


def _judged(connection: Connection, article: int) -> set[int]:
    """Ids of the article's quotations that a human gave a topic or a stance."""
    queries = (
        select(model.quotation_id)
        .join(QuotationTable, QuotationTable.id == model.quotation_id)
        .where(QuotationTable.article_id == article, model.origin == "human")
        for model in (QuotationTopicTable, StanceTable)
    )
    told = (
        select(TopicVerdictTable.quotation_id)
        .join(QuotationTable, QuotationTable.id == TopicVerdictTable.quotation_id)
        .where(QuotationTable.article_id == article)
    )
    return {row for query in (*queries, told) for row in connection.scalars(query)}


# Writing the extraction of an article: its row, its run, its place among the versions.


STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """What the store knows of a text (``article``, its row) and of its address.

    ``standing`` is the row of the text that stands at the address now; ``current`` whether the
    article's own text stands at any.
    """

    article: int | None
    program: str | None
    model: str | None
    current: bool
    standing: int | None

    @property
    def settled(self) -> bool:
        """Whether text and address belong together, or the text is known from elsewhere."""
        if self.standing is None:
            return self.current
        return self.standing == self.article


def address_of(article: Article) -> str:
    """Where the article stands: its URL, else its source.

    What came through standard input without a URL ("-", or "-:3" for its third record) stands
    nowhere but in its own text.
    """
    piped = article.source.partition(":")[0] == STANDARD_INPUT
    return article.url or (article.id if piped else article.source)


def holds(connection: Connection, article: Article, program: str, model: str) -> bool:
    """Whether this text stands at its address, processed by this program and model."""
    place = _place(connection, article)
    return place.settled and (place.program, place.model) == (program, model)


def begin_run(connection: Connection, extraction: Extraction) -> int:
    """Make the row of a run that begins with this extraction; its id."""
    now = datetime.now(UTC)
    row = {
        "program": extraction.program,
        "model": extraction.model,
        "settings": extraction.settings,
        "started": now,
        "finished": now,
    }
    return connection.execute(
        insert(ExtractionRunTable).values(row).returning(ExtractionRunTable.id)
    ).scalar_one()


def write(connection: Connection, extraction: Extraction, run: int) -> Added:
    """Write an extraction that the store does not hold, in the transaction of the connection."""
    place = _place(connection, extraction.article)
    row = place.article
    if row is None:
        row = _insert_article(connection, extraction.article, run, place.standing)
        _write_findings(connection, row, run, extraction, place)
    elif (place.program, place.model) != (extraction.program, extraction.model):
        _update_article(connection, row, extraction.article, run)
        _write_findings(connection, row, run, extraction, place)
    if not place.settled:
        _point(connection, address_of(extraction.article), row, new=place.standing is None)
    connection.execute(
        update(ExtractionRunTable)
        .where(ExtractionRunTable.id == run)
        .values(finished=datetime.now(UTC))
    )
    return "added" if place.article is None and place.standing is None else "updated"


def _place(connection: Connection, article: Article) -> ArticleVersion:
    standing = connection.scalar(
        select(AddressTable.article_id).where(AddressTable.address == address_of(article))
    )
    at_any_address = (
        select(AddressTable.id).where(AddressTable.article_id == ArticleTable.id).exists()
    )
    stored = connection.execute(
        select(
            ArticleTable.id,
            ExtractionRunTable.program,
            ExtractionRunTable.model,
            at_any_address,
        )
        .join(ExtractionRunTable, ExtractionRunTable.id == ArticleTable.run_id)
        .where(ArticleTable.public_id == article.id)
    ).first()
    if stored is None:
        return ArticleVersion(None, None, None, current=False, standing=standing)
    row, program, model, current = stored
    return ArticleVersion(row, program, model, current=current, standing=standing)


def _write_findings(
    connection: Connection, row: int, run: int, extraction: Extraction, place: ArticleVersion
) -> None:
    people = everyone(extraction)
    known = link_people(connection, extraction, people, row, place.standing)
    organizations = remembered(connection, place.standing) | remembered(connection, place.article)
    outlet = outlet_id(connection, extraction.article.outlet)
    before = used_by(connection, row) if place.article is not None else None
    if before is not None:
        found = {quotation.id for quotation in extraction.quotations}
        kept = {one.appearance for one in known if one.appearance is not None}
        clear_machine_rows(connection, row, found, kept)
    roster = write_organizations(
        connection, row, outlet, organizations_of(extraction, people), organizations
    )
    cast = write_people(connection, row, extraction, people, known, roster)
    write_quotations(connection, row, run, extraction, cast)
    write_republished(connection, row, extraction.article)
    settle_abbreviations(connection, row)
    apply_organizations_to_article(connection, row)
    apply_to_article(connection, row, before.people if before is not None else ())
    if before is not None:
        drop_unused(connection, before)


def _insert_article(
    connection: Connection, article: Article, run: int, previous: int | None
) -> int:
    version = 1 + (
        connection.scalar(select(ArticleTable.version).where(ArticleTable.id == previous)) or 0
    )
    row = {
        "public_id": article.id,
        "version": version,
        "supersedes_id": previous,
        "run_id": run,
        "source": article.source,
        "url": article.url,
        "sha256": article.sha256,
        "text": article.text,
        "authors": list(article.authors),
        **_details(connection, article),
    }
    return connection.execute(
        insert(ArticleTable).values(row).returning(ArticleTable.id)
    ).scalar_one()


def _update_article(connection: Connection, row: int, article: Article, run: int) -> None:
    """Take over what is known of the article now; what is known no more stays."""
    details = {key: value for key, value in _details(connection, article).items() if value}
    if article.authors:
        details["authors"] = list(article.authors)
    connection.execute(
        update(ArticleTable).where(ArticleTable.id == row).values(run_id=run, **details)
    )


def _details(connection: Connection, article: Article) -> dict[str, Any]:
    return {
        "outlet_id": outlet_id(connection, article.outlet),
        "title": article.title,
        "published": article.published,
        "language": article.language,
        "extractor": article.extractor,
    }


def _point(connection: Connection, address: str, article: int, *, new: bool) -> None:
    if new:
        connection.execute(insert(AddressTable).values(address=address, article_id=article))
    else:
        connection.execute(
            update(AddressTable).where(AddressTable.address == address).values(article_id=article)
        )
