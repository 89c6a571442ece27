"""Offices: what articles and lists report of them, who held them, and whom a title means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from quotes.db.engine import chunks
from quotes.db.matching import CURRENT
from quotes.db.rows import PostRow
from quotes.db.tables import (
    ArticleOrganizationTable,
    ArticlePersonTable,
    ArticleTable,
    OrganizationTable,
    PersonTable,
    PostTable,
    RenamingTable,
    TermTable,
)
from quotes.entities.body_names import Names, is_vague
from quotes.entities.occupancies import occupancies
from quotes.entities.posts import listed_reports
from quotes.entities.registers import renamings
from quotes.entities.reports import Contender, PostReport
from quotes.entities.roles import is_single, like_roles, office_of
from quotes.lexicon import HONORIFICS, is_post, word_set
from quotes.names.person import fold_person
from quotes.text.days import latest
from quotes.text.normalize import fold_organization

Reports = dict[int, list[PostReport]]
_LONGEST_EVIDENCE = 100
"""Characters of evidence from which on a role and a name are too far apart to be believed."""
_APART = re.compile(r"[.!?;] |\b(?:will|has|had|have|was|were|be|been|said|called)\b")
"""What parts a role from a name that the reader gives it to."""


def posts_of(connection: Connection, people: Collection[int]) -> dict[int, tuple[PostRow, ...]]:
    """The occupancies of people, with those of others in the same offices taken into account."""
    found = reports_of(connection, people)
    names = names_of(connection)
    rivals = _rivals_of(connection, found)
    _place(connection, found, rivals)
    everybody = {*people, *(it.person for it in rivals)}
    called = _names_of(connection, everybody)
    together = articles_of(connection, everybody)

    def beside(person: int) -> list[Contender]:
        """The others, those whom an article names beside the person marked."""
        return [
            replace(
                it,
                report=replace(
                    it.report, same_context=bool(together[person] & together[it.person])
                ),
            )
            for it in rivals
            # Somebody of the same name may be the same.
            if it.person != person and called[it.person] != called[person]
        ]

    return {person: occupancies(found[person], beside(person), names) for person in people}


def _names_of(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """The folded names under which people are shown."""
    found: dict[int, str] = {}
    for part in chunks(people):
        rows = select(PersonTable.id, PersonTable.name).where(PersonTable.id.in_(part))
        found |= {row.id: fold_person(row.name) for row in connection.execute(rows)}
    return found


def articles_of(connection: Connection, people: Collection[int]) -> dict[int, set[int]]:
    """The current articles that name each of the people."""
    found: dict[int, set[int]] = defaultdict(set)
    for part in chunks(people):
        rows = select(ArticlePersonTable.person_id, ArticlePersonTable.article_id).where(
            ArticlePersonTable.person_id.in_(part), ArticlePersonTable.article_id.in_(CURRENT)
        )
        for person, article in connection.execute(rows):
            found[person].add(article)
    return found


def _place(connection: Connection, found: Reports, rivals: list[Contender]) -> None:
    """Give posts without a body the one body that their article names and that has such a post.

    "the director" of an article that names the Dune Institute, of which others are or were said to
    be the director, is its director; where the article names two such bodies, it stays open.
    """
    known: dict[frozenset[str], dict[int, str]] = defaultdict(dict)
    everything = [
        *(r for reports in found.values() for r in reports),
        *(it.report for it in rivals),
    ]
    for report in everything:
        if report.role and isinstance(report.body, int) and not is_vague(report.organization):
            known[office_of(report.role).words][report.body] = report.organization or ""
    loose = {
        report.article_id
        for report in everything
        if report.article_id and report.role and is_vague(report.organization)
    }
    # Who follows somebody in an office holds it at the same body, also where only other articles
    # name that.
    held: dict[tuple[int, frozenset[str]], set[int]] = defaultdict(set)
    beside: dict[tuple[str | None, frozenset[str]], set[int]] = defaultdict(set)
    for person, report in [
        *((person, r) for person, reports in found.items() for r in reports),
        *((it.person, it.report) for it in rivals),
    ]:
        if not report.role or not is_single(report.role):
            continue
        words = office_of(report.role).words
        if report.status == "former" or report.ended:
            beside[report.article_id, words].add(person)
        if isinstance(report.body, int) and not is_vague(report.organization):
            held[person, words].add(report.body)
    bodies_named = {
        report.body: report.organization or ""
        for report in everything
        if isinstance(report.body, int) and not is_vague(report.organization)
    }
    named = _bodies_in(connection, loose)
    sole = _sole_bodies(connection, loose)
    taken: dict[tuple[str | None, frozenset[str]], set[int]] = defaultdict(set)
    for report in everything:
        if report.role and isinstance(report.body, int) and report.status == "current":
            taken[report.article_id, office_of(report.role).words].add(report.body)

    def placed(report: PostReport) -> PostReport:
        if not report.role or not report.article_id or len((report.organization or "").split()) > 1:
            return report
        if not is_vague(report.organization):
            return report
        words = office_of(report.role).words
        bodies = known.get(words) or known.get(words - _LESSER) or {}
        here = {
            body: bodies[body]
            for body in bodies
            if body in named[report.article_id] and body not in taken[report.article_id, words]
        }
        only = sole.get(report.article_id)
        whole = is_single(report.role) or "deputy" in words
        if not bodies and only and whole and not words & _OF_COUNTRIES:
            here = {only[0]: only[1]}
        if not here and not words & _OF_MANY:
            near = {
                body for person in beside[report.article_id, words] for body in held[person, words]
            }
            here = {body: bodies_named[body] for body in near}
        if len(here) != 1:
            return report
        ((body, name),) = here.items()
        return replace(report, organization=name, body=body)

    for reports in found.values():
        reports[:] = [placed(report) for report in reports]
    rivals[:] = [replace(it, report=placed(it.report)) for it in rivals]


def _sole_bodies(connection: Connection, articles: Collection[str]) -> dict[str, tuple[int, str]]:
    """The only organisation with a name of its own that each article names, where it is one."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for part in chunks(articles):
        rows = (
            select(ArticleTable.public_id, OrganizationTable.id, OrganizationTable.name)
            .join(ArticleOrganizationTable, ArticleOrganizationTable.article_id == ArticleTable.id)
            .join(
                OrganizationTable, OrganizationTable.id == ArticleOrganizationTable.organization_id
            )
            .where(ArticleTable.public_id.in_(part))
        )
        for article, body, name in connection.execute(rows):
            if not is_vague(name):
                found[article][body] = name
    return {
        article: next(iter(bodies.items())) for article, bodies in found.items() if len(bodies) == 1
    }


def _bodies_in(connection: Connection, articles: Collection[str]) -> dict[str, set[int]]:
    """The organisations that the articles name."""
    found: dict[str, set[int]] = defaultdict(set)
    for part in chunks(articles):
        rows = (
            select(ArticleTable.public_id, ArticleOrganizationTable.organization_id)
            .join(ArticleOrganizationTable, ArticleOrganizationTable.article_id == ArticleTable.id)
            .where(ArticleTable.public_id.in_(part))
        )
        for article, body in connection.execute(rows):
            found[article].add(body)
    return found


def names_of(connection: Connection) -> Names:
    """How current articles say that bodies were renamed."""
    rows = connection.execute(
        select(RenamingTable.old, RenamingTable.new, RenamingTable.day, ArticleTable.published)
        .join(ArticleTable, ArticleTable.id == RenamingTable.article_id)
        .where(RenamingTable.article_id.in_(CURRENT))
        .order_by(ArticleTable.published, RenamingTable.id)
    )
    told = [(old, new, latest(day) if day else published) for old, new, day, published in rows]
    return Names((*told, *renamings(connection)))


# What is reported.


def reports_of(connection: Connection, people: Collection[int]) -> Reports:
    """What articles and then lists tell of the posts of each person."""
    found: Reports = defaultdict(list)
    for part in chunks(people):
        for person, report in _told(connection, ArticlePersonTable.person_id.in_(part)):
            found[person].append(report)
        for person, reports in listed_reports(connection, part):
            found[person] += reports
    return found


def _rivals_of(connection: Connection, found: Reports) -> list[Contender]:
    """What is told of anybody in an office of the kind of which somebody's post is."""
    heads = {
        word
        for reports in found.values()
        for report in reports
        if is_single(report.role)
        for word in office_of(report.role or "").words
    }
    if not heads:
        return []
    return [
        Contender(person, report)
        for person, report in holding(connection, heads)
        if report.kind == "held" and is_single(report.role)
    ]


_OF_COUNTRIES = word_set("office_words", "abroad")
"""Words of posts that are seldom of the one body which an article happens to name."""
_OF_MANY = frozenset({"minister", "mayor", "bishop", "premier", "president"})
_LESSER = frozenset({"deputy", "vice", "first", "second", "assistant"})
_SPELLED = {
    "chair": "chair",
    "ceo": "chief executive",
    "premier": "minister",
    "ombudsman": "ombuds",
    "vice-chancellor": "chancellor",
    "headteacher": "head",
}


def holding(connection: Connection, words: Iterable[str]) -> list[tuple[int, PostReport]]:
    """What current articles tell of people whose role has one of the words."""
    tests = {_SPELLED.get(word, word) for word in words} | set(words)
    people: set[int] = set()
    for table in (PostTable, TermTable):
        role = func.lower(table.role)
        rows = (
            select(ArticlePersonTable.person_id)
            .join(table, table.article_person_id == ArticlePersonTable.id)
            .where(or_(*(role.contains(test, autoescape=True) for test in sorted(tests))))
        )
        people.update(connection.scalars(rows.distinct()))
    found = []
    for part in chunks(people):
        found += list(_told(connection, ArticlePersonTable.person_id.in_(part)))
    return found


def _told(connection: Connection, of: Any) -> Iterator[tuple[int, PostReport]]:
    """What current articles tell of the posts of the people wanted, with the person.

    What is told of terms is read sentence by sentence, and goes before what the reader marks.
    """
    terms: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    held = (
        select(
            TermTable,
            ArticlePersonTable.person_id,
            ArticleTable.public_id,
            ArticleTable.published,
            OrganizationTable.id.label("body_id"),
            OrganizationTable.name.label("body"),
        )
        .join(ArticlePersonTable, ArticlePersonTable.id == TermTable.article_person_id)
        .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
        .outerjoin(
            ArticleOrganizationTable,
            ArticleOrganizationTable.id == TermTable.article_organization_id,
        )
        .outerjoin(
            OrganizationTable, OrganizationTable.id == ArticleOrganizationTable.organization_id
        )
        .where(of, ArticleTable.id.in_(CURRENT))
        .order_by(ArticlePersonTable.id, TermTable.id)
    )
    for term in connection.execute(held):
        terms[term.article_person_id].append(term)
    beside = ArticlePersonTable.aliased()
    told = (
        select(TermTable.id)
        .join(beside, beside.id == TermTable.article_person_id)
        .where(beside.article_id == ArticlePersonTable.article_id)
        .exists()
    )
    posts: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    marked = (
        select(
            PostTable,
            ArticlePersonTable.person_id,
            ArticleTable.public_id,
            OrganizationTable.name.label("body"),
            told.label("is_told"),
        )
        .join(ArticlePersonTable, ArticlePersonTable.id == PostTable.article_person_id)
        .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
        .outerjoin(OrganizationTable, OrganizationTable.id == PostTable.organization_id)
        .where(of, ArticleTable.id.in_(CURRENT))
        .order_by(ArticlePersonTable.id, PostTable.id)
    )
    for post in connection.execute(marked):
        if _is_no_post(post.role):
            continue
        posts[post.article_person_id].append(post)
    for member in dict.fromkeys([*terms, *posts]):
        own = [_of_term(term) for term in terms[member]]
        for post in posts[member]:
            report = _of_post(post)
            same = [
                at
                for at, it in enumerate(own)
                if it.role and report.role and like_roles(it.role, report.role)
            ]
            if not same:
                if not post.is_told or (not terms[member] and _is_close(post)):
                    yield post.person_id, report
            elif (
                not is_vague(report.organization)
                and all(own[at].organization is None for at in same)
                and _is_close(post)
            ):
                for at in same:
                    own[at] = replace(own[at], organization=report.organization, body=report.body)
        person = (terms[member] or posts[member])[0].person_id
        yield from ((person, report) for report in own)


def _is_close(post: Row[*tuple[Any, ...]]) -> bool:
    """Whether the evidence of a post stands in one sentence, and its role is whole."""
    if post.role and (post.role.lower().endswith((" of", " for", " in")) or len(post.role) > 60):
        return False
    return len(post.evidence) <= _LONGEST_EVIDENCE and not _APART.search(post.evidence)


def _is_no_post(role: str | None) -> bool:
    """Whether a role is a piece of a name: has a capital letter and no word for a post in it."""
    if not role or not role[0].isupper() or " " in role:
        return False
    words = role.lower().replace("-", " ").split()
    return not any(is_post(word) or word in HONORIFICS for word in (words[-1], role.lower()))


def _of_term(term: Row[*tuple[Any, ...]]) -> PostReport:
    name = term.body or term.organization
    return PostReport(
        role=term.role,
        organization=name,
        body=term.body_id or (fold_organization(name) if name else None),
        unit=None,
        status=term.status,
        party=None,
        country=None,
        day=term.published,
        evidence=term.evidence,
        article_id=term.public_id,
        kind=term.kind,
        began=term.began,
        ended=term.ended,
    )


def _of_post(post: Row[*tuple[Any, ...]]) -> PostReport:
    return PostReport(
        role=post.role,
        organization=post.body,
        body=post.organization_id,
        unit=post.unit,
        status=post.status,
        party=post.party,
        country=post.country,
        day=post.last_day,
        evidence=post.evidence,
        article_id=post.public_id,
    )
