"""``office``: who held an office, from when to when; and what a body was called on a day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from quotes.db.engine import chunks
from quotes.db.matching import CURRENT
from quotes.db.rows import HolderRow, OfficeRow, PostRow
from quotes.db.tables import (
    ArticleOrganizationNameTable,
    ArticleOrganizationTable,
    ArticlePersonTable,
    ArticleTable,
    PersonTable,
)
from quotes.entities.body_names import Names, is_vague, name_on
from quotes.entities.occupancies import as_of
from quotes.entities.offices import articles_of, holding, names_of, posts_of
from quotes.entities.registers import bodies_called, listed_offices
from quotes.entities.roles import Office, is_single, office_of
from quotes.text.normalize import fold_organization

_LINKS = re.compile(r" (?:of|at|for|in|to) (?:the )?", re.IGNORECASE)
_OF_PLACES = frozenset({"mayor", "bishop", "archbishop", "sheriff"})
"""Offices that many places have: one without a place is nobody's in particular."""
_BODY_KINDS = frozenset({"ministry", "department"})


@dataclass(frozen=True, slots=True)
class WantedOffice:
    """An office as somebody names it, in each way of parting its role from its body."""

    name: str
    ways: tuple[tuple[Office, str | None], ...]

    @property
    def words(self) -> frozenset[str]:
        """All telling words."""
        return office_of(self.name).words


def asked(name: str) -> WantedOffice:
    """An office by its name: "mayor of Tarn", "harbours minister", "director of the DRI"."""
    plain = " ".join(name.split())
    ways: list[tuple[Office, str | None]] = [(office_of(plain), None)]
    ways += [
        (office_of(plain[: match.start()]), plain[match.end() :])
        for match in _LINKS.finditer(plain)
    ]
    return WantedOffice(plain, tuple(way for way in ways if way[0].words))


def find_office(connection: Connection, name: str, on: date | None) -> list[OfficeRow]:
    """The offices that a name may mean, with their holders; on a day only those in it then."""
    wanted = asked(name)
    names = names_of(connection)
    heads = {word for office, _ in wanted.ways for word in _heads(office)} | _TOP
    people = {person for person, _ in holding(connection, heads)}
    texts = _Texts(connection)
    held = [
        (person, post)
        for person, posts in posts_of(connection, people).items()
        for post in posts
        if post.status in ("current", "acting")
        # What only articles without a day tell is of no day, and shown where none is asked for.
        and (post.since is not None or on is None)
    ]
    found = [it for it in held if fits(wanted, *it, names, texts)]
    found = _without_strays(found, held, names)
    found += [it for it in held if it not in found and _leads(it[1], found, names)]
    shown = _people_names(connection, {person for person, _ in found})
    told = [_office(wanted, group, shown, on) for group in _offices(connection, found, names)]
    listed = listed_offices(connection, name, on)
    # What articles tell of those whom a register lists is told by the register.
    known = {holder.person for office in listed for holder in office.holders if holder.person}
    return [
        *listed,
        *(it for it in told if not known or {holder.person for holder in it.holders} - known),
    ]


_TOP = frozenset({"head", "director", "chief"})
_NOT_TOP = frozenset({"chair", "president", "editor", "minister", "manager", "speaker", "mayor"})


def _without_strays(
    found: list[tuple[int, PostRow]], held: list[tuple[int, PostRow]], names: Names
) -> list[tuple[int, PostRow]]:
    """The posts without those of no known body, where several bodies have such an office."""
    words = {office_of(post.role or "").words for _, post in found}
    bodies: list[str] = []
    for _, post in held:
        name = post.organization
        if name is None or is_vague(name) or office_of(post.role or "").words not in words:
            continue
        if not any(names.like(name, other) for other in bodies):
            bodies.append(name)
    if len(bodies) < 2:
        return found
    return [it for it in found if not is_vague(it[1].organization)]


def _leads(post: PostRow, found: Sequence[tuple[int, PostRow]], names: Names) -> bool:
    """Whether somebody is said to lead the body whose office is asked for, by no other name."""
    if not office_of(post.role or "").top or is_vague(post.organization):
        return False
    return any(
        office_of(other.role or "").leads
        and not office_of(other.role or "").words & _NOT_TOP
        and not is_vague(other.organization)
        and names.like(post.organization or "", other.organization or "")
        for _, other in found
    )


def _heads(office: Office) -> frozenset[str]:
    """Words by which the roles of an office can be looked up."""
    if office.top or office.words <= {"director", "general"}:
        return office.words | {"head", "director", "chief"}
    return office.words


class _Texts:
    """The words of the articles that name somebody, read when they are first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._words: dict[int, frozenset[str]] = {}

    def words(self, person: int) -> frozenset[str]:
        """The telling words of all current articles that name a person."""
        if person not in self._words:
            texts = self._connection.scalars(
                select(ArticleTable.text)
                .join(ArticlePersonTable, ArticlePersonTable.article_id == ArticleTable.id)
                .where(ArticlePersonTable.person_id == person, ArticleTable.id.in_(CURRENT))
            )
            told = re.sub(r"[^\w'’-]+", " ", " ".join(texts))
            self._words[person] = office_of(told).words
        return self._words[person]


def texts_of(connection: Connection) -> _Texts:
    """What tells the words of the articles that name somebody."""
    return _Texts(connection)


def fits(wanted: WantedOffice, person: int, post: PostRow, names: Names, texts: _Texts) -> bool:
    """Whether a post is the office that is asked for."""
    if post.role is None:
        return False
    return any(_fits(office, body, person, post, names, texts) for office, body in wanted.ways)


def role_words(post: PostRow) -> frozenset[str]:
    """The telling words of a post, with the field of a ministry that is its body."""
    words = office_of(post.role or "").words
    if words in ({"minister"}, {"secretary"}):
        for name in _bodies(post):
            field = office_of(name).words
            if field & _BODY_KINDS:
                words |= field - _BODY_KINDS
    return words


def _bodies(post: PostRow) -> list[str]:
    return [
        name
        for name in (post.organization, post.unit, post.country, *(it.name for it in post.bodies))
        if name
    ]


def _fits(
    office: Office, body: str | None, person: int, post: PostRow, names: Names, texts: _Texts
) -> bool:
    own = office_of(post.role or "")
    if own.lesser != office.lesser:
        return False
    words = role_words(post)
    same = words == office.words or office.words in (_field(name, words) for name in _bodies(post))
    top = (office.top and (own.top or own.words <= {"director", "general"})) or (
        own.top and office.words <= {"director", "general", "head", "chief"}
    )
    deputy = "deputy" in office.words and own.words == {"deputy"}
    bodies = _bodies(post)
    if not (same or top or deputy):
        # What the name has beside the role may be the body in other words.
        spare = office.words - words
        said = frozenset().union(*(office_of(name).words for name in bodies))
        return body is None and words <= office.words and bool(spare) and spare <= said
    if body is None:
        return True
    if any(names.like(body, name) for name in bodies if not is_vague(name)):
        return True
    if post.organization and not is_vague(post.organization):
        return False
    if own.words & _OF_PLACES:
        return False
    # No article names the body with the post: then one of them must name it at all.
    return office_of(body).words <= texts.words(person)


def _field(body: str, words: frozenset[str]) -> frozenset[str]:
    """The words of a role without those that only tell its body ("Kavari chief justice")."""
    return words - office_of(body).words


def _offices(
    connection: Connection, found: Sequence[tuple[int, PostRow]], names: Names
) -> list[list[tuple[int, PostRow]]]:
    """The posts, put together by office: one body, under any of its names."""
    groups: list[list[tuple[int, PostRow]]] = []
    placed = [it for it in found if not is_vague(it[1].organization)]
    loose = [it for it in found if is_vague(it[1].organization)]
    for person, post in placed:
        home = next((g for g in groups if _is_one(post, g[0][1], names)), None)
        if home is None:
            groups.append([(person, post)])
        else:
            home.append((person, post))
    together = articles_of(connection, {person for person, _ in found})
    # Without a body, those are of one office whom articles name together: many countries have a
    # finance minister.
    for person, post in loose:
        near = [
            group
            for group in groups
            if any(together[person] & together[other] for other, _ in group)
        ]
        joined = [(person, post)]
        for group in near if len(near) == 1 or all(_is_loose(group) for group in near) else ():
            groups.remove(group)
            joined = [*group, *joined]
        groups.append(joined)
    return groups


def _is_loose(group: Sequence[tuple[int, PostRow]]) -> bool:
    return all(is_vague(post.organization) for _, post in group)


def _is_one(post: PostRow, other: PostRow, names: Names) -> bool:
    if post.organization_id is not None and post.organization_id == other.organization_id:
        return True
    return names.like(post.organization or "", other.organization or "")


def _office(
    wanted: WantedOffice,
    group: Iterable[tuple[int, PostRow]],
    shown: dict[int, str],
    on: date | None,
) -> OfficeRow:
    holders = [HolderRow(shown[person], person, post) for person, post in group]
    if on is not None:
        holders = [
            replace(holder, post=known) for holder in holders for known in as_of([holder.post], on)
        ]
        held = [holder for holder in holders if holder.post.status == "current"]
        # Who stands in is the holder while nobody else is.
        holders = held or holders
    ordered = sorted(holders, key=lambda it: (it.post.since or date.min, it.name))
    role = max((it.post.role or "" for it in ordered), key=len, default=wanted.name)
    body = next(
        (it.post.organization for it in ordered if not is_vague(it.post.organization)), None
    )
    return OfficeRow(role, body, tuple(ordered), _is_disputed(ordered))


def _is_disputed(holders: Sequence[HolderRow]) -> bool:
    """Whether two are reported to hold at one time what one person holds."""
    terms = [
        it
        for it in holders
        if it.post.status == "current" and it.post.since and is_single(it.post.role)
    ]
    return any(
        one.person != other.person and _overlap(one.post, other.post)
        for at, one in enumerate(terms)
        for other in terms[at + 1 :]
    )


def _overlap(left: PostRow, right: PostRow) -> bool:
    assert left.since
    assert right.since
    return (left.ended is None or right.since < left.ended) and (
        right.ended is None or left.since < right.ended
    )


def _people_names(connection: Connection, people: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in chunks(people):
        rows = select(PersonTable.id, PersonTable.name).where(PersonTable.id.in_(part))
        found |= {row.id: row.name for row in connection.execute(rows)}
    return found


# What a body was called.


def called(connection: Connection, name: str, on: date) -> str | None:
    """What the body that is or was called so was called on a day; None where nobody tells."""
    names = names_of(connection)
    forms = _full_names(connection, name)
    for form in forms or [name]:
        steps = names.over_time(form)
        if steps:
            then = name_on(steps, on)
            full = _full_names(connection, then) if then and then.isupper() else []
            return full[0] if full else then
    return name if bodies_called(connection, name) else None


def _full_names(connection: Connection, name: str) -> list[str]:
    """The full names of the bodies of articles of which this is a name, the most frequent first."""
    folded = fold_organization(name)
    found: dict[str, int] = defaultdict(int)
    rows = (
        select(ArticleOrganizationTable.name)
        .join(
            ArticleOrganizationNameTable,
            ArticleOrganizationNameTable.article_organization_id == ArticleOrganizationTable.id,
        )
        .where(ArticleOrganizationNameTable.folded == folded)
    )
    for full in connection.scalars(rows):
        found[full] += 1
    return sorted(found, key=lambda full: (-found[full], full))
