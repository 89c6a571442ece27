"""Which organisation the machine takes each body of an article for.

One name is one body, where the name tells more than its kind; a former name that an article tells
is as good as a name. A bare abbreviation joins the only body that has it, where there is but one,
else the one that shares its outlet or a person in post; failing that it stays a body of its own.
The outcome does not depend on the order in which articles come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection, insert, or_, select

from quotes.article import Organization
from quotes.store.bodies import Body, BodyKey
from quotes.store.chunks import chunks
from quotes.store.folding import fold_organization
from quotes.store.identity.body_keys import Key, KeyKind
from quotes.store.models import Appearance, Article, Decision, Post
from quotes.store.models import Organization as StoredOrganization
from quotes.store.moving import drop_empty, settle_in

_SURE_LETTERS = 3
"""Letters from which on an abbreviation that one body alone has is taken for that body's."""


class Homes:
    """The homes of the bodies of one article, found or made one after the other."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pinned = pinned(connection)

    def of(
        self,
        body: Organization,
        keys: Collection[Key],
        former: Collection[Key],
        before: int | None,
    ) -> int:
        """The organisation that a body is, made where it is new.

        Organisations that the body's names show to be one become one, but for those on which
        humans decided.

        :param keys: the keys of the body, and ``former`` those of its former names alone.
        :param before: the one it was when the article, or its earlier version, was read before.
        """
        found = set(self._having(("name",), (key.key for key in keys if key.kind == "name")))
        bare = [key.key for key in keys if key.kind == "bare"]
        if bare and before is None:
            found = set(sorted(self._having(("bare", "told"), bare))[:1])
        if before is not None:
            found.add(before)
        if not found:
            return _make(self._connection, body.name, body.place)
        old = set(self._having(("name",), (key.key for key in former)))
        home = min(found, key=lambda one: (one not in self._pinned, one in old, one != before, one))
        join(self._connection, found - self._pinned - {home}, home)
        return home

    def _having(self, kinds: Sequence[KeyKind], keys: Iterable[str]) -> Iterator[int]:
        for part in chunks(keys):
            stored = (
                select(Body.home_id)
                .join(BodyKey, BodyKey.body_id == Body.id)
                .where(BodyKey.kind.in_(kinds), BodyKey.key.in_(part))
            )
            yield from self._connection.scalars(stored.distinct())


def pinned(connection: Connection) -> set[int]:
    """The organisations on which humans decided; the machine does not make them one."""
    rows = connection.execute(
        select(Decision.organization_id, Decision.other_organization_id).where(
            Decision.subject == "organization"
        )
    )
    return {one for row in rows for one in row if one is not None}


def join(connection: Connection, homes: Collection[int], into: int) -> None:
    """Take the bodies of some organisations for another one's."""
    for part in chunks(homes):
        bodies = connection.scalars(select(Body.id).where(Body.home_id.in_(part))).all()
        settle_in(connection, bodies, into, home=True)
        drop_empty(connection, part)


def settle_abbreviations(connection: Connection, article: int) -> None:
    """Find the homes of all bodies that are named by an abbreviation of this article alone.

    Called when the people in post are written, since these tell bodies apart.
    """
    letters = select(BodyKey.key).join(Body, Body.id == BodyKey.body_id)
    touched = set(
        connection.scalars(
            letters.where(
                Body.article_id == article, BodyKey.kind.in_(("told", "bare", "initials"))
            )
        )
    )
    for part in chunks(touched):
        bare = select(BodyKey.key, Body.id).join(Body, Body.id == BodyKey.body_id)
        waiting: dict[str, list[int]] = defaultdict(list)
        for key, body in connection.execute(
            bare.where(BodyKey.kind == "bare", BodyKey.key.in_(part)).order_by(Body.id)
        ):
            waiting[key].append(body)
        for key, bodies in waiting.items():
            _settle(connection, key, bodies)


def _settle(connection: Connection, letters: str, bodies: Collection[int]) -> None:
    """Find the homes of the bodies that are named by nothing but these letters."""
    told, initials = (_having(connection, kind, letters) for kind in ("told", "initials"))
    decided = pinned(connection)
    rows = {
        row.id: row
        for part in chunks(bodies)
        for row in connection.execute(
            select(Body.id, Body.home_id, Body.place, Article.outlet_id)
            .join(Article, Article.id == Body.article_id)
            .where(Body.id.in_(part))
        )
    }
    known = told | initials
    officers, outlets = _officers(connection, bodies), _outlets(connection, known)
    theirs = _officers_of(connection, known)
    moves: dict[int, list[int]] = defaultdict(list)
    alone: list[int] = []
    for body, row in rows.items():
        if row.home_id in decided and row.home_id not in known:
            continue
        shared = {home for home in known if officers[body] & theirs[home]}
        near = {home for home in told if row.outlet_id in outlets[home]}
        if len(told) == 1 and len(letters) >= _SURE_LETTERS:
            chosen = told
        else:
            chosen = shared & told or near or shared
        if len(chosen) == 1 and row.place is None:
            moves[next(iter(chosen))].append(body)
        else:
            alone.append(body)
    if alone:
        own = {rows[body].home_id for body in alone} - known
        own -= set(_outlets(connection, own))
        moves[min(own) if own else _make(connection, letters.upper(), None)] += alone
    left = {row.home_id for row in rows.values()}
    for home, moved in moves.items():
        settle_in(connection, [one for one in moved if rows[one].home_id != home], home, home=True)
    drop_empty(connection, left)


def _having(connection: Connection, kind: str, letters: str) -> set[int]:
    stored = (
        select(Body.home_id)
        .join(BodyKey, BodyKey.body_id == Body.id)
        .where(BodyKey.kind == kind, BodyKey.key == letters)
    )
    return set(connection.scalars(stored.distinct()))


def _outlets(connection: Connection, homes: Collection[int]) -> dict[int, set[int]]:
    """The outlets that write of each home under a full name."""
    found: dict[int, set[int]] = defaultdict(set)
    for part in chunks(homes):
        rows = (
            select(Body.home_id, Article.outlet_id)
            .join(Article, Article.id == Body.article_id)
            .join(BodyKey, BodyKey.body_id == Body.id)
            .where(Body.home_id.in_(part), BodyKey.kind == "name")
        )
        for home, outlet in connection.execute(rows.distinct()):
            if outlet is not None:
                found[home].add(outlet)
    return found


def _officers(connection: Connection, bodies: Collection[int]) -> dict[int, set[str]]:
    """The full names of the people in post at each body."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(bodies):
        rows = (
            select(Post.body_id, Appearance.folded)
            .join(Appearance, Appearance.id == Post.appearance_id)
            .where(Post.body_id.in_(part))
        )
        for body, name in connection.execute(rows):
            if body is not None and " " in name:
                found[body].add(name)
    return found


def _officers_of(connection: Connection, homes: Collection[int]) -> dict[int, set[str]]:
    """The full names of the people in post at each home, where that goes by a full name.

    A spokeswoman counts of whom the article does not say for whom she speaks.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(homes):
        rows = (
            select(Body.home_id, Appearance.folded)
            .join(Appearance, Appearance.article_id == Body.article_id)
            .join(Post, Post.appearance_id == Appearance.id)
            .join(BodyKey, BodyKey.body_id == Body.id)
            .where(or_(Post.body_id == Body.id, Post.body_id.is_(None)))
            .where(Body.home_id.in_(part), BodyKey.kind == "name")
        )
        for home, name in connection.execute(rows.distinct()):
            if " " in name:
                found[home].add(name)
    return found


def _make(connection: Connection, name: str, place: str | None) -> int:
    row = {"name": name, "folded": fold_organization(name), "place": place}
    made = insert(StoredOrganization).values(row).returning(StoredOrganization.id)
    return connection.execute(made).scalar_one()
