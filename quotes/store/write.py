"""Writing what was found in an article, in place of what a machine found in it before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, exists, select, update

from quotes.db.engine import chunks
from quotes.db.inserts import insert_rows, insert_with_ids
from quotes.db.nearest import write_vectors
from quotes.db.rows import Added
from quotes.db.tables import (
    AddressTable,
    ArticleBandTable,
    ArticleCreditTable,
    ArticleOrganizationTable,
    ArticlePersonKeyTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    Base,
    DecisionTargetTable,
    ExtractionRunTable,
    Origin,
    OutletTable,
    PieceTable,
    PostTable,
    QuotationTable,
    QuotationTopicTable,
    RenamingTable,
    SpeakerTable,
    StanceTable,
    TermTable,
    TopicTable,
    TopicVerdictTable,
    VocabularyTopicTable,
)
from quotes.entities.anchor import hold_again
from quotes.entities.apply import apply_to_article, replay
from quotes.entities.late import place_late
from quotes.entities.ledger import ORGANIZATIONS, PEOPLE, read
from quotes.entities.link import (
    ArticlePerson,
    KnownPerson,
    PostKey,
    recognize,
    write_article_people,
)
from quotes.entities.link_organizations import (
    OrganizationIndex,
    drop_empty,
    link_abbreviations,
    ref_columns,
    stored_organizations,
    write_organizations,
)
from quotes.entities.placing import Place, drop_people, is_pending, place, resolve_again
from quotes.entities.placing import settle as settle_people
from quotes.stances.summary import apply_stances
from quotes.store.prepare import Findings, PreparedQuotation, PreparedSpeaker, Row
from quotes.text.normalize import fold_organization
from quotes.topics.edit import apply_verdicts, choose_links
from quotes.topics.read import name_topics

PostIds = dict[tuple[int, PostKey], int]
"""The ids of posts by the row of the person in the article and what makes two posts one."""


def _write_posts(
    connection: Connection,
    people: Sequence[ArticlePerson],
    ids: Sequence[int],
    organizations: OrganizationIndex,
) -> PostIds:
    """Write the posts of an article's people, whose rows have these ids."""
    rows: dict[tuple[int, PostKey], dict[str, Any]] = {}
    for person, row in zip(people, ids, strict=True):
        for post in person.posts:
            if post.key != (None, None, None):
                body = ref_columns(organizations.of(post.key[1]))
                rows.setdefault((row, post.key), {"article_person_id": row, **body, **post.row})
    return dict(zip(rows, insert_with_ids(connection, PostTable, list(rows.values())), strict=True))


def _write_terms(
    connection: Connection,
    article: int,
    findings: Findings,
    ids: Sequence[int],
    organizations: OrganizationIndex,
) -> None:
    """Write what the article tells of terms and renamings; the ids are those of its people."""
    terms = [
        {
            **term.row,
            "article_person_id": ids[term.person],
            "article_organization_id": ref.body
            if (ref := organizations.of(term.organization))
            else None,
        }
        for term in findings.terms
    ]
    insert_rows(connection, TermTable, terms)
    renamings = [{**row, "article_id": article} for row in findings.renamings]
    insert_rows(connection, RenamingTable, renamings)


# Outlets, which many articles share by their folded name.


def outlet_id(connection: Connection, name: str | None) -> int | None:
    """The id of the outlet of this name, which is made where it is new."""
    if not name:
        return None
    folded = fold_organization(name)
    known = connection.scalar(_OUTLET, {"folded": folded})
    if known is not None:
        return known
    (made,) = insert_with_ids(connection, OutletTable, [{"name": name, "folded": folded}])
    return made


_OUTLET = select(OutletTable.id).where(OutletTable.folded == bindparam("folded"))


def _write_quotations(
    connection: Connection,
    article: int,
    run: int,
    findings: Findings,
    people: Sequence[int],
    posts: PostIds,
    organizations: OrganizationIndex,
    *,
    again: bool,
) -> None:
    """Write the quotations of an article as machine rows.

    A quotation whose id is stored keeps its row; one that a human made is left as it is.

    :param again: whether the article may have quotations already.
    """
    stored = _stored(connection, article) if again else {}
    found = [q for q in findings.quotations if stored.get(q.id, (0, "machine"))[1] == "machine"]
    ids = {q.id: stored[q.id][0] for q in found if q.id in stored}
    ids |= _write_rows(connection, article, run, found, ids)
    _write_nesting(connection, found, ids | {name: row for name, (row, _) in stored.items()})
    labels = name_topics(connection, (label for q in found for label, _ in q.topics))

    def write(model: type[Base], rows: Callable[[PreparedQuotation], Iterable[Row]]) -> None:
        listed = [{"quotation_id": ids[q.id], **row} for q in found for row in rows(q)]
        insert_rows(connection, model, listed)

    write(PieceTable, lambda q: q.pieces)
    write(SpeakerTable, lambda q: [_speaker(it, people, posts, organizations) for it in q.speakers])
    write(QuotationTopicTable, lambda q: _topics(q, labels))
    write(StanceTable, lambda q: q.stances)
    choose_links(connection, ids.values())
    vectors = {ids[q.id]: q.vector for q in found if q.vector is not None}
    write_vectors(connection, article, findings.vector_model, vectors, again=again)


def _stored(connection: Connection, article: int) -> dict[str, tuple[int, Origin]]:
    columns = select(QuotationTable.public_id, QuotationTable.id, QuotationTable.origin)
    rows = connection.execute(columns.where(QuotationTable.article_id == article))
    return {public_id: (row, origin) for public_id, row, origin in rows}


def _write_rows(
    connection: Connection,
    article: int,
    run: int,
    found: Sequence[PreparedQuotation],
    known: dict[str, int],
) -> dict[str, int]:
    """Write the quotations' own rows; the ids of those that were new."""
    of = {"article_id": article, "run_id": run}
    fresh = [{**it.row, **of} for it in found if it.id not in known]
    changed = [{**it.row, **of, "at": known[it.id]} for it in found if it.id in known]
    if changed:
        _update(connection, changed)
    made = insert_with_ids(connection, QuotationTable, fresh)
    return dict(zip((row["public_id"] for row in fresh), made, strict=True))


def _write_nesting(
    connection: Connection, found: Sequence[PreparedQuotation], ids: dict[str, int]
) -> None:
    nested = [
        {"at": ids[q.id], "nested_in_id": ids[q.nested_in]} for q in found if q.nested_in in ids
    ]
    if nested:
        _update(connection, nested)


def _update(connection: Connection, rows: list[Row]) -> None:
    values: dict[str, Any] = {column: bindparam(column) for column in rows[0] if column != "at"}
    at = QuotationTable.id == bindparam("at")
    connection.execute(update(QuotationTable).where(at).values(values), rows)


def _speaker(
    speaker: PreparedSpeaker,
    people: Sequence[int],
    posts: PostIds,
    organizations: OrganizationIndex,
) -> Row:
    person = people[speaker.person] if speaker.person is not None else None
    return {
        "article_person_id": person,
        **ref_columns(organizations.of(speaker.organization)),
        "post_id": posts.get((person, speaker.post))
        if person is not None and speaker.post
        else None,
        **speaker.row,
    }


def _topics(quotation: PreparedQuotation, labels: dict[str, int]) -> list[Row]:
    """The best link by each label and method; what it counts as is chosen when all are written."""
    ranked = sorted(quotation.topics, key=lambda link: link[1]["score"])
    best = {(labels[label], link["method"]): link for label, link in ranked}
    return [{"label_id": label, **link} for (label, _), link in best.items()]


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
            select(QuotationTopicTable.label_id).where(QuotationTopicTable.quotation_id.in_(quoted))
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
        delete(TermTable).where(TermTable.article_person_id.in_(_appearing(article)))
    )
    connection.execute(delete(RenamingTable).where(RenamingTable.article_id == article))
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
    drop_people(connection, used.people)
    drop_empty(connection, used.organizations)
    for part in chunks(used.topics):
        connection.execute(
            delete(TopicTable).where(
                TopicTable.id.in_(part),
                ~exists().where(QuotationTopicTable.label_id == TopicTable.id),
                ~exists().where(QuotationTopicTable.topic_id == TopicTable.id),
                ~exists().where(VocabularyTopicTable.topic_id == TopicTable.id),
                ~exists().where(TopicVerdictTable.topic_id == TopicTable.id),
            )
        )


def _appearing(article: int) -> Select[int]:
    return select(ArticlePersonTable.id).where(ArticlePersonTable.article_id == article)


def _judged(connection: Connection, article: int) -> set[int]:
    """Ids of the article's quotations on which a human decided."""
    held = (
        select(DecisionTargetTable.quotation_id)
        .join(QuotationTable, QuotationTable.id == DecisionTargetTable.quotation_id)
        .where(QuotationTable.article_id == article)
    )
    return set(connection.scalars(held))


# Writing the findings of an article: its row, its run, its place among the versions.


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """What the store knows of a text (``article``, its row) and of its ``address``.

    ``standing`` is the row of the text that stands at the address now; ``current`` whether the
    article's own text stands at any.
    """

    address: str
    article: int | None
    program: str | None
    model: str | None
    current: bool
    standing: int | None

    @property
    def is_in_place(self) -> bool:
        """Whether text and address belong together, or the text is known from elsewhere."""
        if self.standing is None:
            return self.current
        return self.standing == self.article

    def is_read_by(self, program: str, model: str) -> bool:
        """Whether this program and model gave what is stored of the text."""
        return (self.program, self.model) == (program, model)

    def holds(self, program: str, model: str) -> bool:
        """Whether the text stands at its address, read by this program and model."""
        return self.is_in_place and self.is_read_by(program, model)


_STANDING = select(AddressTable.article_id).where(AddressTable.address == bindparam("address"))
_VERSION = (
    select(
        ArticleTable.id,
        ExtractionRunTable.program,
        ExtractionRunTable.model,
        exists().where(AddressTable.article_id == ArticleTable.id),
    )
    .join(ExtractionRunTable, ExtractionRunTable.id == ArticleTable.run_id)
    .where(ArticleTable.public_id == bindparam("article"))
)


def version_of(connection: Connection, address: str, public_id: str) -> ArticleVersion:
    """What the store knows of the article with this id, and of its address."""
    standing = connection.scalar(_STANDING, {"address": address})
    stored = connection.execute(_VERSION, {"article": public_id}).first()
    if stored is None:
        return ArticleVersion(address, None, None, None, current=False, standing=standing)
    row, program, model, current = stored
    return ArticleVersion(address, row, program, model, current=current, standing=standing)


def begin_run(connection: Connection, findings: Findings) -> int:
    """Make the row of a run that begins with these findings; its id."""
    now = datetime.now(UTC)
    row = {**findings.run, "started": now, "finished": now}
    (made,) = insert_with_ids(connection, ExtractionRunTable, [row])
    return made


_FINISH = (
    update(ExtractionRunTable)
    .where(ExtractionRunTable.id == bindparam("run"))
    .values(finished=bindparam("now"))
)


def write(
    connection: Connection, findings: Findings, run: int, version: ArticleVersion, *, settle: bool
) -> Added:
    """Write findings that the store does not hold, in the transaction of the connection.

    :param settle: put people of an article that comes late in where they belong at once.
    """
    row = version.article
    if row is None or not version.is_read_by(findings.run["program"], findings.run["model"]):
        outlet = outlet_id(connection, findings.outlet)
        number = _next_version(connection, version.standing)
        if row is None:
            row = _insert_article(connection, findings, outlet, run, version.standing, number)
        else:
            _update_article(connection, row, findings, outlet, run)
        late = _write_findings(connection, row, run, findings, outlet, version, number)
        for person in late if settle else ():
            if is_pending(connection, person):
                place_late(connection, person)
    if not version.is_in_place:
        _point(connection, version.address, row, new=version.standing is None)
    connection.execute(_FINISH, {"run": run, "now": datetime.now(UTC)})
    return "added" if version.article is None and version.standing is None else "updated"


def _write_findings(
    connection: Connection,
    row: int,
    run: int,
    findings: Findings,
    outlet: int | None,
    version: ArticleVersion,
    number: int,
) -> list[int]:
    """Write what was found in an article; whose names have to be gone through, as it came late."""
    again = version.article is not None
    known = recognize(connection, version.article, findings.people, version.standing)
    decisions = read(connection, PEOPLE.subject)
    outcome = replay({}, decisions)
    placement = None
    if not again:
        placement = place(
            connection,
            [person.profile for person in findings.people],
            {index: it.person for index, it in enumerate(known) if it.person is not None},
            Place(findings.article["published"], number, findings.article["public_id"]),
            outcome,
            decisions,
        )
        known = [KnownPerson(None, person) for person in placement.people]
    organizations = stored_organizations(connection, version.standing) | stored_organizations(
        connection, version.article
    )
    before = used_by(connection, row) if version.article is not None else None
    if before is not None:
        found = {quotation.id for quotation in findings.quotations}
        kept = {it.row for it in known if it.row is not None}
        clear_machine_rows(connection, row, found, kept)
    index = write_organizations(connection, row, findings.organizations, organizations, outlet)
    written = write_article_people(connection, row, findings.people, known, again=again)
    people = written.rows
    posts = _write_posts(connection, findings.people, people, index)
    _write_terms(connection, row, findings, people, index)
    _write_quotations(connection, row, run, findings, people, posts, index, again=again)
    _write_copy_marks(connection, row, findings, again=again)
    linked = link_abbreviations(connection, row)
    apply_to_article(connection, ORGANIZATIONS, row, moved=None if again else linked | index.merged)
    if placement is None:
        resolve_again(connection, {*written.people, *(before.people if before else ())})
    else:
        settle_people(connection, placement, written.rows, written.people, row, outcome)
    apply_to_article(
        connection,
        PEOPLE,
        row,
        before.people if before is not None else (),
        decisions,
        moved=None if again else (),
    )
    if quotations := hold_again(connection, row, version.address):
        apply_stances(connection, quotations)
        apply_verdicts(connection, quotations)
    if before is not None:
        drop_unused(connection, before)
    return [written.people[index] for index in placement.late] if placement else []


def _write_copy_marks(connection: Connection, row: int, findings: Findings, *, again: bool) -> None:
    """Write the bands and the credits of an article in place of those that it may have."""
    if again:
        for table in (ArticleBandTable, ArticleCreditTable):
            connection.execute(delete(table).where(table.article_id == row))
    bands = [{"band": band, "article_id": row} for band in findings.bands]
    insert_rows(connection, ArticleBandTable, bands)
    credited = [
        {
            "article_id": row,
            "ordinal": ordinal,
            "kind": credit.kind,
            "name": credit.name,
            "evidence_start": credit.evidence.start if credit.evidence else None,
            "evidence_end": credit.evidence.end if credit.evidence else None,
        }
        for ordinal, credit in enumerate(findings.credits)
    ]
    insert_rows(connection, ArticleCreditTable, credited)


def _next_version(connection: Connection, previous: int | None) -> int:
    """The number of the version that follows a stored one, 1 where there is none."""
    if previous is None:
        return 1
    return 1 + (
        connection.scalar(select(ArticleTable.version).where(ArticleTable.id == previous)) or 0
    )


def _insert_article(
    connection: Connection,
    findings: Findings,
    outlet: int | None,
    run: int,
    previous: int | None,
    number: int,
) -> int:
    row = {
        **findings.article,
        "outlet_id": outlet,
        "version": number,
        "supersedes_id": previous,
        "run_id": run,
    }
    (made,) = insert_with_ids(connection, ArticleTable, [row])
    return made


def _update_article(
    connection: Connection, row: int, findings: Findings, outlet: int | None, run: int
) -> None:
    """Take over what is known of the article now; what is known no more stays."""
    values = findings.details | ({"outlet_id": outlet} if outlet is not None else {})
    connection.execute(
        update(ArticleTable).where(ArticleTable.id == row).values(run_id=run, **values)
    )


def _point(connection: Connection, address: str, article: int, *, new: bool) -> None:
    if new:
        insert_rows(connection, AddressTable, [{"address": address, "article_id": article}])
    else:
        connection.execute(
            update(AddressTable).where(AddressTable.address == address).values(article_id=article)
        )
