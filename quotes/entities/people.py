"""People and organisations as stored: their names, their posts, and how often they speak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    distinct,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)

from quotes.db.engine import chunks
from quotes.db.matching import (
    APPEARING,
    COUNTED,
    CURRENT,
    has_words,
    people_named,
)
from quotes.db.rows import (
    MaybeRow,
    Observation,
    OrganizationPair,
    OrganizationRow,
    PersonRow,
)
from quotes.db.tables import (
    ArticleOrganizationKeyTable,
    ArticleOrganizationNameTable,
    ArticleOrganizationTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    ContactLinkTable,
    ContactNameTable,
    ContactTable,
    OrganizationAliasTable,
    OrganizationTable,
    PersonAliasTable,
    PersonLinkTable,
    PersonTable,
    PostTable,
    QuotationTable,
    SpeakerTable,
    TermTable,
)
from quotes.entities.apply import standing
from quotes.entities.ledger import ORGANIZATIONS, PEOPLE, EntityKind
from quotes.entities.offices import posts_of
from quotes.entities.posts import organization_qids, qids_of
from quotes.names.person import fold_person
from quotes.text.normalize import fold_organization

Names = type[ArticleOrganizationNameTable] | type[OrganizationAliasTable]

_OWN = ("full", "abbreviation", "former")


def organizations_named(fits: Callable[[Names], ColumnElement[bool]]) -> Select[int]:
    """Ids of the organisations with a name that fits, whether an article or a human gave it."""
    found = select(ArticleOrganizationTable.organization_id).join(
        ArticleOrganizationNameTable,
        ArticleOrganizationNameTable.article_organization_id == ArticleOrganizationTable.id,
    )
    given = select(OrganizationAliasTable.organization_id)
    named = union(
        found.where(fits(ArticleOrganizationNameTable)), given.where(fits(OrganizationAliasTable))
    ).subquery()
    return select(named.c.organization_id)


def with_words(text: str) -> Select[int]:
    """Ids of the organisations that have one name with all these words."""
    folded = fold_organization(text)
    return organizations_named(lambda names: has_words(names.folded, folded))


def list_organizations(
    connection: Connection, text: str | None, limit: int | None
) -> list[OrganizationRow]:
    """Organisations that current articles name, those with the most quotations first.

    :param text: words that must all stand in one of the organisation's names.
    """
    return _organizations(connection, _organizations_wanted(text), limit)


def count_organizations(connection: Connection, text: str | None) -> int:
    """How many :func:`list_organizations` would list."""
    return _count(connection, _listed_organizations(_organizations_wanted(text)))


def _organizations_wanted(text: str | None) -> Select[int] | None:
    return with_words(text) if text is not None and text.strip() else None


def _count(connection: Connection, listed: Select[*tuple[Any, ...]]) -> int:
    rows = listed.order_by(None).subquery()
    return connection.scalar(select(func.count()).select_from(rows)) or 0


def find_organization(connection: Connection, name: str) -> list[OrganizationRow]:
    """The organisations that a name may mean: by a whole name, else by its words."""
    folded = fold_organization(name)
    if not folded:
        return []
    whole = organizations_named(lambda names: names.folded == folded)
    return _organizations(connection, whole, None) or _organizations(
        connection, with_words(name), None
    )


def organizations_of(connection: Connection, ids: Collection[int]) -> dict[int, OrganizationRow]:
    """The organisations with these ids that current articles name, by them."""
    return {
        row.id: row
        for part in chunks(ids)
        for row in _organizations(
            connection, select(OrganizationTable.id).where(OrganizationTable.id.in_(part)), None
        )
    }


def list_pairs(connection: Connection, limit: int | None) -> list[OrganizationPair]:
    """Pairs of organisations of current articles that share a name or an abbreviation.

    Those that humans told apart are not among them.
    """
    outcome = standing(connection, ORGANIZATIONS)
    reasons: dict[tuple[int, int], str] = {}
    for entity, other, name in _sharing(connection):
        pair = min(entity, other), max(entity, other)
        if entity != other and frozenset(pair) not in outcome.apart:
            reasons.setdefault(pair, name)
    names = shown_names(connection, ORGANIZATIONS, {entity for pair in reasons for entity in pair})
    rows = [
        OrganizationPair(entity, names[entity], other, names[other], shared)
        for (entity, other), shared in sorted(reasons.items())
    ]
    return rows[:limit]


def _sharing(connection: Connection) -> Iterable[tuple[int, int, str]]:
    """Two organisations and the name, abbreviation or initials that both have."""
    ours, theirs = ArticleOrganizationTable.aliased(), ArticleOrganizationTable.aliased()
    our_name, their_name = (
        ArticleOrganizationNameTable.aliased(),
        ArticleOrganizationNameTable.aliased(),
    )
    named = (
        select(ours.organization_id, theirs.organization_id, func.max(our_name.name))
        .join(our_name, our_name.article_organization_id == ours.id)
        .join(their_name, their_name.folded == our_name.folded)
        .join(theirs, theirs.id == their_name.article_organization_id)
        .where(our_name.kind.in_(_OWN), their_name.kind.in_(_OWN))
    )
    our_key, their_key = (
        ArticleOrganizationKeyTable.aliased(),
        ArticleOrganizationKeyTable.aliased(),
    )
    spelled = (
        select(ours.organization_id, theirs.organization_id, func.max(ours.name))
        .join(our_key, and_(our_key.article_organization_id == ours.id, our_key.kind == "bare"))
        .join(their_key, and_(their_key.key == our_key.key, their_key.kind == "initials"))
        .join(theirs, theirs.id == their_key.article_organization_id)
    )
    for query in (named, spelled):
        current = query.where(ours.article_id.in_(CURRENT), theirs.article_id.in_(CURRENT))
        apart = current.where(ours.organization_id != theirs.organization_id)
        grouped = apart.group_by(ours.organization_id, theirs.organization_id)
        yield from ((entity, other, name) for entity, other, name in connection.execute(grouped))


def _listed_organizations(wanted: Select[int] | None) -> Select[*tuple[Any, ...]]:
    """What tells of each organisation that current articles name, the most quoted first."""
    spoken = (
        select(
            SpeakerTable.organization_id,
            func.count(distinct(QuotationTable.id)).label("quotations"),
        )
        .join(QuotationTable, QuotationTable.id == SpeakerTable.quotation_id)
        .where(
            SpeakerTable.organization_id.is_not(None),
            *COUNTED,
        )
        .group_by(SpeakerTable.organization_id)
    )
    if wanted is not None:
        spoken = spoken.where(SpeakerTable.organization_id.in_(wanted))
    counts = spoken.subquery()
    quotations = func.coalesce(counts.c.quotations, 0)
    named = (
        select(
            OrganizationTable,
            quotations.label("quotations"),
            func.count(distinct(ArticleOrganizationTable.article_id)).label("articles"),
            func.min(ArticleTable.published).label("first"),
            func.max(ArticleTable.published).label("last"),
        )
        .join(
            ArticleOrganizationTable,
            ArticleOrganizationTable.organization_id == OrganizationTable.id,
        )
        .join(ArticleTable, ArticleTable.id == ArticleOrganizationTable.article_id)
        .outerjoin(counts, counts.c.organization_id == OrganizationTable.id)
        .where(ArticleOrganizationTable.article_id.in_(CURRENT))
        .group_by(OrganizationTable.id, quotations)
        .order_by(quotations.desc(), OrganizationTable.name, OrganizationTable.id)
    )
    return named if wanted is None else named.where(OrganizationTable.id.in_(wanted))


def _organizations(
    connection: Connection, wanted: Select[int] | None, limit: int | None
) -> list[OrganizationRow]:
    rows = connection.execute(_listed_organizations(wanted).limit(limit)).all()
    ids = [body.id for body in rows]
    forms, people, parents = (
        _forms(connection, ids),
        _organizations_people(connection, ids),
        _parents(connection, ids),
    )
    qids = organization_qids(connection, ids)
    return [
        OrganizationRow(
            id=body.id,
            name=body.name,
            aliases=tuple(n for n, kind in forms[body.id].items() if kind != "former"),
            former_names=tuple(n for n, kind in forms[body.id].items() if kind == "former"),
            parents=parents[body.id],
            place=body.place,
            people=people[body.id],
            quotations=body.quotations,
            articles=body.articles,
            first=body.first,
            last=body.last,
            qid=qids.get(body.id),
        )
        for body in rows
    ]


def _forms(connection: Connection, ids: Collection[int]) -> dict[int, dict[str, str]]:
    """The names of each organisation but the one shown, with their kinds."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for part in chunks(ids):
        shown = {
            row.id: row.name
            for row in connection.execute(
                select(OrganizationTable.id, OrganizationTable.name).where(
                    OrganizationTable.id.in_(part)
                )
            )
        }
        stated = (
            select(
                ArticleOrganizationTable.organization_id,
                ArticleOrganizationNameTable.name,
                ArticleOrganizationNameTable.kind,
            )
            .join(
                ArticleOrganizationNameTable,
                ArticleOrganizationNameTable.article_organization_id == ArticleOrganizationTable.id,
            )
            .where(
                ArticleOrganizationTable.organization_id.in_(part),
                ArticleOrganizationTable.article_id.in_(CURRENT),
            )
            .order_by(ArticleOrganizationNameTable.id)
        )
        given = select(
            OrganizationAliasTable.organization_id,
            OrganizationAliasTable.name,
            OrganizationAliasTable.id,
        ).where(OrganizationAliasTable.organization_id.in_(part))
        rows = [(entity, name, str(kind)) for entity, name, kind in connection.execute(stated)]
        rows += [(entity, name, "alias") for entity, name, _ in connection.execute(given)]
        for entity, name, kind in rows:
            if name != shown[entity] and (kind == "former" or name not in found[entity]):
                found[entity][name] = kind
    return found


def _organizations_people(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """How many people are in post at each organisation, or speak for it."""
    found: dict[int, int] = defaultdict(int)
    for part in chunks(ids):
        acting = union(
            select(PostTable.organization_id, ArticlePersonTable.person_id)
            .join(ArticlePersonTable, ArticlePersonTable.id == PostTable.article_person_id)
            .where(PostTable.organization_id.in_(part), ArticlePersonTable.article_id.in_(CURRENT)),
            select(SpeakerTable.organization_id, ArticlePersonTable.person_id)
            .join(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
            .where(
                SpeakerTable.organization_id.in_(part), ArticlePersonTable.article_id.in_(CURRENT)
            ),
        ).subquery()
        counted = select(acting.c.organization_id, func.count()).group_by(acting.c.organization_id)
        found.update((entity, number) for entity, number in connection.execute(counted))
    return found


def _parents(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The names of the organisations that articles say each one is a part of."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    part_of, whole = ArticleOrganizationTable.aliased(), ArticleOrganizationTable.aliased()
    for part in chunks(ids):
        parents = (
            select(part_of.organization_id, OrganizationTable.name)
            .join(whole, whole.id == part_of.parent_id)
            .join(OrganizationTable, OrganizationTable.id == whole.organization_id)
            .where(
                part_of.organization_id.in_(part),
                part_of.article_id.in_(CURRENT),
                whole.organization_id != part_of.organization_id,
            )
            .order_by(OrganizationTable.name)
        )
        for entity, name in connection.execute(parents.distinct()):
            found[entity][name] = None
    return defaultdict(tuple, {entity: tuple(names) for entity, names in found.items()})


# People as stored: who they are, how often they are quoted, which posts they hold.


def list_people(connection: Connection, text: str | None, limit: int | None) -> list[PersonRow]:
    """People with a quotation or a post in a current article or a list, the most quoted first.

    :param text: words that must all stand in one of the person's names.
    """
    return _people(connection, _people_wanted(text), limit)


def count_people(connection: Connection, text: str | None) -> int:
    """How many :func:`list_people` would list."""
    return _count(connection, _listed_people(_people_wanted(text)))


def _people_wanted(text: str | None) -> Select[int] | None:
    if text is None or not text.strip():
        return None
    folded = fold_person(text)
    return people_named(lambda names: has_words(names.folded, folded))


def people_among(connection: Connection, wanted: Select[int]) -> list[PersonRow]:
    """Those of the people with these ids who are listed, the most quoted first."""
    return _people(connection, wanted, None)


def has_any(connection: Connection, wanted: Select[int]) -> bool:
    """Whether any of the people with these ids is listed."""
    return connection.execute(_listed_people(wanted).order_by(None).limit(1)).first() is not None


def people_of(connection: Connection, ids: Collection[int]) -> dict[int, PersonRow]:
    """The people with these ids, by them."""
    return {
        row.id: row
        for part in chunks(ids)
        for row in _people(connection, select(PersonTable.id).where(PersonTable.id.in_(part)), None)
    }


def _listed_people(wanted: Select[int] | None) -> Select[*tuple[Any, ...]]:
    """What tells of each person in a current article or a list, the most quoted first.

    Who is only told to have denied or refused something is among them, and quoted nowhere.
    """
    is_said = QuotationTable.status == "said"
    outlets, days = case((is_said, ArticleTable.outlet_id)), case((is_said, ArticleTable.published))
    spoken = (
        select(
            ArticlePersonTable.person_id,
            func.count(distinct(case((is_said, QuotationTable.id)))).label("quotations"),
            func.count(distinct(case((is_said, ArticleTable.id)))).label("articles"),
            func.count(distinct(outlets)).label("outlets"),
            func.min(days).label("first"),
            func.max(days).label("last"),
        )
        .select_from(SpeakerTable)
        .join(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .join(QuotationTable, QuotationTable.id == SpeakerTable.quotation_id)
        .join(ArticleTable, ArticleTable.id == QuotationTable.article_id)
        .where(ArticleTable.id.in_(CURRENT))
        .group_by(ArticlePersonTable.person_id)
    )
    if wanted is not None:
        spoken = spoken.where(ArticlePersonTable.person_id.in_(wanted))
    counts = spoken.subquery()
    posted = select(ArticlePersonTable.person_id).where(
        ArticlePersonTable.id.in_(
            union(
                select(PostTable.article_person_id),
                select(TermTable.article_person_id).where(TermTable.kind == "held"),
            )
        ),
        ArticlePersonTable.id.in_(APPEARING),
    )
    quotations = func.coalesce(counts.c.quotations, 0)
    people = (
        select(
            PersonTable.id,
            PersonTable.name,
            quotations.label("quotations"),
            func.coalesce(counts.c.articles, 0).label("articles"),
            func.coalesce(counts.c.outlets, 0).label("outlets"),
            counts.c.first,
            counts.c.last,
        )
        .outerjoin(counts, counts.c.person_id == PersonTable.id)
        .where(
            or_(
                counts.c.person_id.is_not(None),
                PersonTable.id.in_(posted),
                PersonTable.id.in_(select(ContactTable.person_id)),
            )
        )
        .order_by(quotations.desc(), PersonTable.name, PersonTable.id)
    )
    return people if wanted is None else people.where(PersonTable.id.in_(wanted))


def _people(
    connection: Connection, wanted: Select[int] | None, limit: int | None
) -> list[PersonRow]:
    rows = connection.execute(_listed_people(wanted).limit(limit)).all()
    ids = [person.id for person in rows]
    names, posts, qids = (
        _names(connection, ids),
        posts_of(connection, ids),
        qids_of(connection, ids),
    )
    return [
        PersonRow(
            id=person.id,
            name=person.name,
            aliases=tuple(name for name in names[person.id] if name != person.name),
            posts=posts[person.id],
            quotations=person.quotations,
            articles=person.articles,
            outlets=person.outlets,
            first=person.first,
            last=person.last,
            qid=qids.get(person.id),
        )
        for person in rows
    ]


def _names(connection: Connection, people: Collection[int]) -> dict[int, dict[str, None]]:
    """The names of each person: those of articles, those of decisions, those of lists."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for part in chunks(people):
        in_articles = (
            select(
                ArticlePersonTable.person_id,
                ArticlePersonNameTable.name,
                literal(1).label("source"),
                ArticlePersonTable.id.label("within"),
                ArticlePersonNameTable.id.label("name_id"),
            )
            .join(
                ArticlePersonNameTable,
                ArticlePersonNameTable.article_person_id == ArticlePersonTable.id,
            )
            .where(
                ArticlePersonTable.person_id.in_(part), ArticlePersonTable.article_id.in_(CURRENT)
            )
        )
        given = select(
            PersonAliasTable.person_id,
            PersonAliasTable.name,
            literal(2),
            literal(0),
            PersonAliasTable.id,
        ).where(PersonAliasTable.person_id.in_(part))
        listed = (
            select(
                ContactTable.person_id,
                ContactNameTable.name,
                literal(3),
                ContactTable.id,
                ContactNameTable.id,
            )
            .join(ContactNameTable, ContactNameTable.contact_id == ContactTable.id)
            .where(ContactTable.person_id.in_(part))
        )
        names = union_all(in_articles, given, listed).order_by("source", "within", "name_id")
        for row in connection.execute(names):
            found[row.person_id][row.name] = None
    return found


# Pairs of people that wait for a decision.


LIKELIEST_MAYBE = 0.98
"""The chance that is shown at most of a pair that the machine left to a human."""


def list_maybe(connection: Connection, limit: int | None) -> list[MaybeRow]:
    """Pairs of people of current articles or lists who may be one, the likeliest first.

    Those on whom humans decided are not among them.
    """
    outcome = standing(connection, PEOPLE)
    linked = (
        select(
            ArticlePersonTable.person_id,
            PersonLinkTable.person_id,
            PersonLinkTable.score,
            PersonLinkTable.evidence,
        )
        .join(PersonLinkTable, PersonLinkTable.article_person_id == ArticlePersonTable.id)
        .where(PersonLinkTable.verdict == "maybe", ArticlePersonTable.id.in_(APPEARING))
    )
    listed = (
        select(
            ContactTable.person_id,
            ContactLinkTable.person_id,
            ContactLinkTable.score,
            ContactLinkTable.evidence,
        )
        .join(ContactLinkTable, ContactLinkTable.contact_id == ContactTable.id)
        .where(ContactLinkTable.verdict == "maybe")
    )
    links = [
        *connection.execute(
            linked.order_by(PersonLinkTable.score.desc(), PersonLinkTable.article_person_id)
        ),
        *connection.execute(
            listed.order_by(ContactLinkTable.score.desc(), ContactLinkTable.contact_id)
        ),
    ]
    best: dict[frozenset[int], tuple[float, tuple[Observation, ...]]] = {}
    for person, other, score, evidence in sorted(links, key=lambda link: -link[2]):
        pair = frozenset({person, outcome.canonical_id(other)})
        if len(pair) == 2 and pair not in outcome.apart and pair not in best:
            best[pair] = (
                min(score, LIKELIEST_MAYBE),
                tuple(Observation(e["kind"], e["detail"]) for e in evidence),
            )
    there = _appearing(connection, {person for pair in best for person in pair})
    rows = [
        MaybeRow(person, there[person], other, there[other], score, evidence)
        for (person, other), (score, evidence) in ((sorted(p), found) for p, found in best.items())
        if person in there and other in there
    ]
    return rows[:limit]


def _appearing(connection: Connection, people: Iterable[int]) -> dict[int, str]:
    """Those of the people whom current articles or lists name, with the name shown."""
    there: set[int] = set()
    for part in chunks(people):
        named = select(ArticlePersonTable.person_id).where(
            ArticlePersonTable.person_id.in_(part), ArticlePersonTable.id.in_(APPEARING)
        )
        there.update(connection.scalars(named.distinct()))
        listed = select(ContactTable.person_id).where(ContactTable.person_id.in_(part))
        there.update(connection.scalars(listed.distinct()))
    return shown_names(connection, PEOPLE, there)


def shown_names(connection: Connection, kind: EntityKind, ids: Iterable[int]) -> dict[int, str]:
    """The names under which these people or organisations are shown."""
    named: dict[int, str] = {}
    for part in chunks(ids):
        rows = select(kind.table.id, kind.table.name).where(kind.table.id.in_(part))
        named.update((row.id, row.name) for row in connection.execute(rows))
    return named
