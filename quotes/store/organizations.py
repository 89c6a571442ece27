"""Organisations as stored: their names, how often they speak, and who speaks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import ColumnElement, Select, and_, distinct, func, select, union
from sqlalchemy.orm import Session, aliased

from quotes.store.bodies import Body, BodyKey, BodyName, OrganizationAlias
from quotes.store.chunks import chunks
from quotes.store.contacts.known import organization_qids
from quotes.store.decisions.settle_organizations import standing
from quotes.store.folding import fold_organization
from quotes.store.matching import CURRENT, has_words
from quotes.store.models import Appearance, Article, Organization, Post, Quotation, Speaker
from quotes.store.rows import OrganizationPair, OrganizationRow

Names = type[BodyName] | type[OrganizationAlias]

_OWN = ("full", "abbreviation", "former")


def organizations_named(fits: Callable[[Names], ColumnElement[bool]]) -> Select[int]:
    """Ids of the organisations with a name that fits, whether an article or a human gave it."""
    found = select(Body.organization_id).join(BodyName, BodyName.body_id == Body.id)
    given = select(OrganizationAlias.organization_id)
    named = union(found.where(fits(BodyName)), given.where(fits(OrganizationAlias))).subquery()
    return select(named.c.organization_id)


def with_words(text: str) -> Select[int]:
    """Ids of the organisations that have one name with all these words."""
    folded = fold_organization(text)
    return organizations_named(lambda names: has_words(names.folded, folded))


def list_organizations(
    session: Session, text: str | None, limit: int | None
) -> list[OrganizationRow]:
    """Organisations that current articles name, those with the most quotations first.

    :param text: words that must all stand in one of the organisation's names.
    """
    wanted = with_words(text) if text is not None and text.strip() else None
    return _organizations(session, wanted, limit)


def find_organization(session: Session, name: str) -> list[OrganizationRow]:
    """The organisations that a name may mean: by a whole name, else by its words."""
    folded = fold_organization(name)
    if not folded:
        return []
    whole = organizations_named(lambda names: names.folded == folded)
    return _organizations(session, whole, None) or _organizations(session, with_words(name), None)


def organizations_of(session: Session, ids: Collection[int]) -> dict[int, OrganizationRow]:
    """The organisations with these ids that current articles name, by them."""
    return {
        row.id: row
        for part in chunks(ids)
        for row in _organizations(
            session, select(Organization.id).where(Organization.id.in_(part)), None
        )
    }


def list_pairs(session: Session, limit: int | None) -> list[OrganizationPair]:
    """Pairs of organisations of current articles that share a name or an abbreviation.

    Those that humans told apart are not among them.
    """
    outcome = standing(session.connection())
    reasons: dict[tuple[int, int], str] = {}
    for one, other, name in _sharing(session):
        pair = min(one, other), max(one, other)
        if one != other and frozenset(pair) not in outcome.apart:
            reasons.setdefault(pair, name)
    names: dict[int, str] = {}
    for part in chunks({one for pair in reasons for one in pair}):
        shown = select(Organization.id, Organization.name).where(Organization.id.in_(part))
        names |= {row.id: row.name for row in session.execute(shown)}
    rows = [
        OrganizationPair(one, names[one], other, names[other], shared)
        for (one, other), shared in sorted(reasons.items())
    ]
    return rows[:limit]


def _sharing(session: Session) -> Iterable[tuple[int, int, str]]:
    """Two organisations and the name, abbreviation or initials that both have."""
    ours, theirs = aliased(Body), aliased(Body)
    our_name, their_name = aliased(BodyName), aliased(BodyName)
    named = (
        select(ours.organization_id, theirs.organization_id, func.max(our_name.name))
        .join(our_name, our_name.body_id == ours.id)
        .join(their_name, their_name.folded == our_name.folded)
        .join(theirs, theirs.id == their_name.body_id)
        .where(our_name.kind.in_(_OWN), their_name.kind.in_(_OWN))
    )
    our_key, their_key = aliased(BodyKey), aliased(BodyKey)
    spelled = (
        select(ours.organization_id, theirs.organization_id, func.max(ours.name))
        .join(our_key, and_(our_key.body_id == ours.id, our_key.kind == "bare"))
        .join(their_key, and_(their_key.key == our_key.key, their_key.kind == "initials"))
        .join(theirs, theirs.id == their_key.body_id)
    )
    for query in (named, spelled):
        current = query.where(ours.article_id.in_(CURRENT), theirs.article_id.in_(CURRENT))
        apart = current.where(ours.organization_id != theirs.organization_id)
        grouped = apart.group_by(ours.organization_id, theirs.organization_id)
        yield from ((one, other, name) for one, other, name in session.execute(grouped))


def _organizations(
    session: Session, wanted: Select[int] | None, limit: int | None
) -> list[OrganizationRow]:
    spoken = (
        select(
            Speaker.organization_id,
            func.count(distinct(Quotation.id)).label("quotations"),
        )
        .join(Quotation, Quotation.id == Speaker.quotation_id)
        .where(Speaker.organization_id.is_not(None), Quotation.article_id.in_(CURRENT))
        .group_by(Speaker.organization_id)
    )
    if wanted is not None:
        spoken = spoken.where(Speaker.organization_id.in_(wanted))
    counts = spoken.subquery()
    quotations = func.coalesce(counts.c.quotations, 0)
    named = (
        select(
            Organization,
            quotations,
            func.count(distinct(Body.article_id)),
            func.min(Article.published),
            func.max(Article.published),
        )
        .join(Body, Body.organization_id == Organization.id)
        .join(Article, Article.id == Body.article_id)
        .outerjoin(counts, counts.c.organization_id == Organization.id)
        .where(Body.article_id.in_(CURRENT))
        .group_by(Organization.id, quotations)
        .order_by(quotations.desc(), Organization.name, Organization.id)
        .limit(limit)
    )
    if wanted is not None:
        named = named.where(Organization.id.in_(wanted))
    rows = session.execute(named).all()
    ids = [row[0].id for row in rows]
    forms, people, parents = _forms(session, ids), _people(session, ids), _parents(session, ids)
    qids = organization_qids(session.connection(), ids)
    return [
        OrganizationRow(
            id=one.id,
            name=one.name,
            aliases=tuple(n for n, kind in forms[one.id].items() if kind != "former"),
            former_names=tuple(n for n, kind in forms[one.id].items() if kind == "former"),
            parents=parents[one.id],
            place=one.place,
            people=people[one.id],
            quotations=quoted,
            articles=articles,
            first=first,
            last=last,
            qid=qids.get(one.id),
        )
        for one, quoted, articles, first, last in rows
    ]


def _forms(session: Session, ids: Collection[int]) -> dict[int, dict[str, str]]:
    """The names of each organisation but the one shown, with their kinds."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for part in chunks(ids):
        shown = {
            row.id: row.name
            for row in session.execute(
                select(Organization.id, Organization.name).where(Organization.id.in_(part))
            )
        }
        told = (
            select(Body.organization_id, BodyName.name, BodyName.kind)
            .join(BodyName, BodyName.body_id == Body.id)
            .where(Body.organization_id.in_(part), Body.article_id.in_(CURRENT))
            .order_by(BodyName.id)
        )
        given = select(
            OrganizationAlias.organization_id, OrganizationAlias.name, OrganizationAlias.id
        ).where(OrganizationAlias.organization_id.in_(part))
        rows = [(one, name, str(kind)) for one, name, kind in session.execute(told)]
        rows += [(one, name, "alias") for one, name, _ in session.execute(given)]
        for one, name, kind in rows:
            if name != shown[one] and (kind == "former" or name not in found[one]):
                found[one][name] = kind
    return found


def _people(session: Session, ids: Collection[int]) -> dict[int, int]:
    """How many people are in post at each organisation, or speak for it."""
    found: dict[int, int] = defaultdict(int)
    for part in chunks(ids):
        acting = union(
            select(Post.organization_id.label("one"), Appearance.person_id)
            .join(Appearance, Appearance.id == Post.appearance_id)
            .where(Post.organization_id.in_(part), Appearance.article_id.in_(CURRENT)),
            select(Speaker.organization_id.label("one"), Appearance.person_id)
            .join(Appearance, Appearance.id == Speaker.appearance_id)
            .where(Speaker.organization_id.in_(part), Appearance.article_id.in_(CURRENT)),
        ).subquery()
        counted = select(acting.c.one, func.count()).group_by(acting.c.one)
        found.update((one, number) for one, number in session.execute(counted))
    return found


def _parents(session: Session, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The names of the organisations that articles say each one is a part of."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    part_of, whole = aliased(Body), aliased(Body)
    for part in chunks(ids):
        told = (
            select(part_of.organization_id, Organization.name)
            .join(whole, whole.id == part_of.parent_id)
            .join(Organization, Organization.id == whole.organization_id)
            .where(
                part_of.organization_id.in_(part),
                part_of.article_id.in_(CURRENT),
                whole.organization_id != part_of.organization_id,
            )
            .order_by(Organization.name)
        )
        for one, name in session.execute(told.distinct()):
            found[one][name] = None
    return defaultdict(tuple, {one: tuple(names) for one, names in found.items()})
