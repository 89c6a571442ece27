"""Posts of people: what articles and contact lists report, put together as dated occupancies.

A report is what one article says of a post on its day. Reports of one post (the same role,
organisation and unit, whatever words of status stand around the role) follow one another in time;
an occupancy is a run of them with one status, and ends where another status is told: "director" of
2021 and 2023, then "former director" in 2024.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from quotes.db.engine import chunks
from quotes.db.rows import PostRow
from quotes.db.tables import (
    ArticleOrganizationKeyTable,
    ArticleOrganizationTable,
    ContactKeyTable,
    ContactListTable,
    ContactNameTable,
    ContactPostTable,
    ContactTable,
    OrganizationTable,
)
from quotes.entities.post_match import Tenure
from quotes.lexicon import word_table
from quotes.names.organization import keys_of
from quotes.text.normalize import fold, fold_organization
from quotes.types import ContactPost, Organization, PostStatus

_IN_ONE_DAY: tuple[PostStatus, ...] = ("elect", "acting", "current", "former")
"""In which order statuses follow one another that are told on the same day."""
_STATUS_WORDS = {
    "outgoing",
    *(word for word, status in word_table("post_statuses").items() if status in _IN_ONE_DAY),
}

_Post = tuple[str, int | str | None, str]


@dataclass(frozen=True, slots=True)
class PostReport:
    """What one article says of a post.

    ``organization`` is the name to show, ``body`` what the organisation is known by; ``day`` is
    that of the article, None where it has none; ``article_id`` as in the answer format, None for
    what a contact list tells.
    """

    role: str | None
    organization: str | None
    body: int | str | None
    unit: str | None
    status: PostStatus
    party: str | None
    country: str | None
    day: date | None
    evidence: str
    article_id: str | None

    @property
    def stem(self) -> str:
        """The role without case and without words of status: "ex-mayor" and "Mayor" are one."""
        words = _role_words(self.role)
        return " ".join([word for word in words if word not in _STATUS_WORDS] or words)


def says_status(role: str | None) -> bool:
    """Whether a role has a word of status in it: "former mayor", "president-elect"."""
    words = _role_words(role)
    return len(words) > 1 and not _STATUS_WORDS.isdisjoint(words)


def _role_words(role: str | None) -> list[str]:
    return fold(role or "").replace("-", " ").split()


def occupancies(reports: Collection[PostReport]) -> tuple[PostRow, ...]:
    """The occupancies that reports on one person give, whatever their order; the latest first."""
    posts: dict[_Post, list[PostReport]] = defaultdict(list)
    homes = _homes(reports)
    for report in reports:
        posts[homes.get(_key(report), _key(report))].append(report)
    rows = [row for same_post in posts.values() for row in _runs(same_post)]
    return tuple(sorted(rows, key=_latest_first))


def as_of(posts: Iterable[PostRow], day: date) -> tuple[PostRow, ...]:
    """The posts known on a day: seen then, or seen before and not told otherwise until then.

    A post without any date is known on no day.
    """
    return tuple(post for post in posts if _is_known(post, day))


def is_seen(post: PostRow, day: date) -> bool:
    """Whether the day lies between the first and the last article that tells of the post."""
    return bool(post.first_seen and post.last_seen and post.first_seen <= day <= post.last_seen)


def _is_known(post: PostRow, day: date) -> bool:
    if is_seen(post, day):
        return True
    begun = post.first_seen is not None and post.first_seen <= day
    return begun and (post.ended is None or day < post.ended)


def _key(report: PostReport) -> _Post:
    return report.stem, report.body, fold(report.unit or "")


def _homes(reports: Iterable[PostReport]) -> dict[_Post, _Post]:
    """A role without an organisation -> the only post with one that has the same role."""
    placed: dict[str, set[_Post]] = defaultdict(set)
    for report in reports:
        if report.role and report.body is not None:
            placed[report.stem].add(_key(report))
    return {(stem, None, ""): next(iter(keys)) for stem, keys in placed.items() if len(keys) == 1}


def _runs(reports: Iterable[PostReport]) -> Iterator[PostRow]:
    """The occupancies of one post: its dated reports in time, cut where the status changes."""
    ordered = sorted(reports, key=_order)
    dated = [report for report in ordered if report.day is not None]
    runs = [list(run) for _, run in groupby(dated, key=lambda report: report.status)]
    for index, run in enumerate(runs):
        ended = runs[index + 1][0].day if index + 1 < len(runs) else None
        yield _row(run, ended, ordered)
    seen = {report.status for report in dated}
    undated = [report for report in ordered if report.day is None and report.status not in seen]
    for _, same in groupby(undated, key=lambda report: report.status):
        yield _row(list(same), None, ordered)


def _order(report: PostReport) -> tuple[date, int, bool, str, str, str]:
    return (
        report.day or date.min,
        _IN_ONE_DAY.index(report.status),
        report.organization is not None,
        report.article_id or "",
        report.role or "",
        report.evidence,
    )


def _row(run: list[PostReport], ended: date | None, reports: list[PostReport]) -> PostRow:
    """One occupancy, with the evidence of its latest article."""
    latest = run[-1]
    placed = next((report for report in reversed(run) if report.organization), None)
    placed = placed or next((report for report in reversed(reports) if report.organization), latest)
    return PostRow(
        role=latest.role,
        organization=placed.organization,
        unit=placed.unit,
        first_seen=run[0].day,
        last_seen=latest.day,
        evidence=latest.evidence,
        article_id=latest.article_id,
        status=latest.status,
        party=next((report.party for report in reversed(run) if report.party), None),
        country=next((report.country for report in reversed(run) if report.country), None),
        ended=ended,
        organization_id=placed.body if isinstance(placed.body, int) else None,
    )


def _latest_first(row: PostRow) -> tuple[int, int, str, str, str, str]:
    return (
        -(row.last_seen or date.min).toordinal(),
        _IN_ONE_DAY.index(row.status) if row.status != "current" else -1,
        row.organization or "",
        row.role or "",
        row.unit or "",
        row.article_id or "",
    )


# What contact lists say of people and organisations, for who asks by person, name or key.


class PostKey(NamedTuple):
    """What makes two posts of lists one post."""

    role: str
    organization: str
    unit: str
    status: PostStatus
    start: date | None
    end: date | None


def status_of(post: ContactPost) -> PostStatus:
    """The status given; without one, what has an end is a former post."""
    return post.status or ("former" if post.end else "current")


def key_of(post: ContactPost) -> PostKey:
    """The key of a post of a list."""
    return PostKey(
        fold(post.role or ""),
        fold_organization(post.organization or ""),
        fold(post.unit or ""),
        status_of(post),
        post.start,
        post.end,
    )


def organization_key(name: str | None) -> str | None:
    """What organisations of this name are known by, None where the name tells too little."""
    keys = keys_of(Organization(name)) if name else ()
    return next((key.key for key in keys if key.kind == "name" and not key.local), None)


def tenure_of(post: ContactPost) -> Tenure:
    """The post as it is weighed: held between its days where both are given, else at any time."""
    where = post.role, post.organization, post.unit
    status = status_of(post)
    if post.start and post.end:
        return Tenure(*where, "current" if status == "former" else status, post.start, post.end)
    return Tenure(*where, status, None, None)


def as_listed(post: Row[*tuple[Any, ...]]) -> ContactPost:
    """A stored post as the list had it."""
    return ContactPost(
        role=post.role,
        organization=post.organization,
        unit=post.unit,
        status=post.status,
        start=post.first_day,
        end=post.last_day,
        organization_qid=post.organization_qid,
        line=post.line,
    )


def listed_reports(
    connection: Connection, people: Collection[int]
) -> Iterator[tuple[int, list[PostReport]]]:
    """What the stored posts of lists tell, with the person; at most as many as one query takes."""
    posts = connection.execute(
        select(
            ContactPostTable,
            ContactTable.person_id,
            ContactListTable.file,
            ContactListTable.by,
            ContactListTable.at,
        )
        .join(ContactTable, ContactTable.id == ContactPostTable.contact_id)
        .join(ContactListTable, ContactListTable.id == ContactPostTable.list_id)
        .where(ContactTable.person_id.in_(people))
        .order_by(ContactTable.id, ContactPostTable.id)
    ).all()
    keys = {post.organization_key for post in posts if post.organization_key}
    bodies = organizations_under(connection, keys)
    for post in posts:
        yield post.person_id, _reports(post, *bodies.get(post.organization_key, (None, None)))


def _reports(post: Row[*tuple[Any, ...]], body: int | None, name: str | None) -> list[PostReport]:
    """What a stored post tells: that it was held on its days, and had ended on the day after.

    :param body: the organisation across articles, with its ``name``; None where none is known.
    """
    evidence = f"{post.file}, line {post.line}, imported by {post.by} on {post.at:%Y-%m-%d}"

    def report(status: PostStatus, day: date | None) -> PostReport:
        return PostReport(
            role=post.role,
            organization=name or post.organization,
            body=body or (fold_organization(post.organization) if post.organization else None),
            unit=post.unit,
            status=status,
            party=None,
            country=None,
            day=day,
            evidence=evidence,
            article_id=None,
        )

    held = [day for day in (post.first_day, post.last_day) if day]
    if post.status != "former":
        return [report(post.status, day) for day in held] or [report(post.status, None)]
    ended = post.last_day + timedelta(days=1) if post.last_day else None
    return [*(report("current", day) for day in held), report("former", ended)]


def listed_under(connection: Connection, keys: Iterable[str]) -> list[tuple[str, str, int]]:
    """Key, name and person of everyone whom the lists have under one of the keys."""
    found: list[tuple[str, str, int]] = []
    for part in chunks(keys):
        rows = (
            select(ContactKeyTable.key, ContactNameTable.name, ContactTable.person_id)
            .join(ContactTable, ContactTable.id == ContactKeyTable.contact_id)
            .join(ContactNameTable, ContactNameTable.contact_id == ContactTable.id)
            .where(ContactKeyTable.key.in_(part))
        )
        found += [(key, name, person) for key, name, person in connection.execute(rows)]
    return found


def listed_names(connection: Connection, people: Collection[int]) -> dict[int, set[str]]:
    """The names that the lists give people."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(people):
        rows = (
            select(ContactTable.person_id, ContactNameTable.name)
            .join(ContactNameTable, ContactNameTable.contact_id == ContactTable.id)
            .where(ContactTable.person_id.in_(part))
        )
        for person, name in connection.execute(rows):
            found[person].add(name)
    return found


def listed_posts(connection: Connection, people: Collection[int]) -> dict[int, set[Tenure]]:
    """The posts that the lists give people."""
    found: dict[int, set[Tenure]] = defaultdict(set)
    for part in chunks(people):
        rows = (
            select(ContactPostTable, ContactTable.person_id)
            .join(ContactTable, ContactTable.id == ContactPostTable.contact_id)
            .where(ContactTable.person_id.in_(part))
        )
        for post in connection.execute(rows):
            found[post.person_id].add(tenure_of(as_listed(post)))
    return found


def qids_of(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """The Wikidata identifiers of those of the people who have one."""
    found: dict[int, str] = {}
    for part in chunks(people):
        rows = select(ContactTable.person_id, ContactTable.qid).where(
            ContactTable.person_id.in_(part), ContactTable.qid.is_not(None)
        )
        for person, qid in connection.execute(rows.order_by(ContactTable.id.desc())):
            found[person] = qid or ""
    return found


def organization_qids(connection: Connection, organizations: Collection[int]) -> dict[int, str]:
    """The QIDs that the lists give organisations of articles, which they know by a name."""
    found: dict[int, str] = {}
    for part in chunks(organizations):
        rows = (
            select(ArticleOrganizationTable.organization_id, ContactPostTable.organization_qid)
            .join(
                ArticleOrganizationKeyTable,
                ArticleOrganizationKeyTable.article_organization_id == ArticleOrganizationTable.id,
            )
            .join(
                ContactPostTable,
                ContactPostTable.organization_key == ArticleOrganizationKeyTable.key,
            )
            .where(
                ArticleOrganizationTable.organization_id.in_(part),
                ArticleOrganizationKeyTable.kind == "name",
            )
            .where(ContactPostTable.organization_qid.is_not(None))
            .order_by(ContactPostTable.id.desc())
        )
        for organization, qid in connection.execute(rows):
            found[organization] = qid or ""
    return found


def organizations_under(
    connection: Connection, keys: Collection[str]
) -> dict[str, tuple[int, str]]:
    """The organisations of articles that are known by the keys of posts of lists."""
    found: dict[str, tuple[int, str]] = {}
    for part in chunks(keys):
        rows = (
            select(ArticleOrganizationKeyTable.key, OrganizationTable.id, OrganizationTable.name)
            .join(
                ArticleOrganizationTable,
                ArticleOrganizationTable.id == ArticleOrganizationKeyTable.article_organization_id,
            )
            .join(
                OrganizationTable, OrganizationTable.id == ArticleOrganizationTable.organization_id
            )
            .where(
                ArticleOrganizationKeyTable.kind == "name",
                ArticleOrganizationKeyTable.key.in_(part),
            )
            .order_by(OrganizationTable.id.desc())
        )
        found |= {key: (row, name) for key, row, name in connection.execute(rows.distinct())}
    return found
