"""Which organisation the machine takes each body of an article for.

One name is one body, where the name tells more than its kind; a former name that an article tells
is as good as a name. A bare abbreviation joins the only body that has it, where there is but one,
else the one that shares its outlet or a person in post; failing that it stays a body of its own.
The outcome does not depend on the order in which articles come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, or_, select, update

from quotes.db.engine import chunks
from quotes.db.inserts import insert_rows, insert_with_ids
from quotes.db.tables import (
    ArticleOrganizationKeyTable,
    ArticleOrganizationNameTable,
    ArticleOrganizationTable,
    ArticlePersonTable,
    ArticleTable,
    DecisionTable,
    OrganizationAliasTable,
    OrganizationTable,
    PostTable,
    SpeakerTable,
)
from quotes.names.organization import KeyKind, OrganizationKey, keys_within
from quotes.text.normalize import fold_organization


def assign_organization(
    connection: Connection, bodies: Collection[int], organization: int, *, by_machine: bool
) -> None:
    """Let bodies be an organisation's, with the posts and speakers that name them.

    :param by_machine: whether the machine takes them for that one, rather than a human.
    """
    values = {"organization_id": organization} | (
        {"machine_organization_id": organization} if by_machine else {}
    )
    for part in chunks(bodies):
        connection.execute(
            update(ArticleOrganizationTable)
            .where(ArticleOrganizationTable.id.in_(part))
            .values(values)
        )
        for model in (PostTable, SpeakerTable):
            connection.execute(
                update(model)
                .where(model.article_organization_id.in_(part))
                .values(organization_id=organization)
            )


def drop_empty(connection: Connection, organizations: Collection[int]) -> None:
    """Delete those of the organisations that nothing refers to any more."""
    for part in chunks(organizations):
        connection.execute(
            delete(OrganizationTable).where(
                OrganizationTable.id.in_(part),
                ~exists().where(ArticleOrganizationTable.organization_id == OrganizationTable.id),
                ~exists().where(
                    ArticleOrganizationTable.machine_organization_id == OrganizationTable.id
                ),
                ~exists().where(PostTable.organization_id == OrganizationTable.id),
                ~exists().where(SpeakerTable.organization_id == OrganizationTable.id),
                ~exists().where(OrganizationAliasTable.organization_id == OrganizationTable.id),
                ~exists().where(DecisionTable.organization_id == OrganizationTable.id),
                ~exists().where(DecisionTable.other_organization_id == OrganizationTable.id),
            )
        )


_SURE_LETTERS = 3
"""Letters from which on an abbreviation that one body alone has is taken for that body's."""
_UNDER_KEYS = (
    select(
        ArticleOrganizationKeyTable.kind,
        ArticleOrganizationKeyTable.key,
        ArticleOrganizationTable.machine_organization_id,
    )
    .join(
        ArticleOrganizationTable,
        ArticleOrganizationTable.id == ArticleOrganizationKeyTable.article_organization_id,
    )
    .where(
        ArticleOrganizationKeyTable.kind.in_(("name", "bare", "abbreviation")),
        ArticleOrganizationKeyTable.key.in_(bindparam("keys", expanding=True)),
    )
    .distinct()
)


class OrganizationLinker:
    """Links the organisations of one article to those of the database, one after the other."""

    def __init__(self, connection: Connection, bodies: Iterable[ArticleOrganization]) -> None:
        """
        :param bodies: those of the article that are not written yet.
        """
        self._connection = connection
        self._decided = decided_organizations(connection)
        self._keys = {key.key for body in bodies for key in body.keys}
        self.merged: set[int] = set()
        self._under: dict[tuple[str, str], set[int]] = {}
        self._look_up()

    def of(self, body: ArticleOrganization, before: int | None) -> int | None:
        """The organisation that a body is, None for one that is new.

        Organisations that the body's names show to be one become one, but for those on which
        humans decided.

        :param before: the one it was when the article, or its earlier version, was read before.
        """
        found = self._having(("name",), (key.key for key in body.keys if key.kind == "name"))
        bare = [key.key for key in body.keys if key.kind == "bare"]
        if bare and before is None:
            found = set(sorted(self._having(("bare", "abbreviation"), bare))[:1])
        if before is not None:
            found.add(before)
        if not found:
            return None
        old = self._having(("name",), (key.key for key in body.former))
        best = min(
            found, key=lambda row: (row not in self._decided, row in old, row != before, row)
        )
        if merged := found - self._decided - {best}:
            merge_organizations(self._connection, merged, best)
            self.merged.add(best)
            self._look_up()
        return best

    def _look_up(self) -> None:
        """Look up which organisations have the keys of the bodies."""
        self._under.clear()
        for part in chunks(self._keys):
            for kind, key, row in self._connection.execute(_UNDER_KEYS, {"keys": part}):
                self._under.setdefault((kind, key), set()).add(row)

    def _having(self, kinds: Sequence[KeyKind], keys: Iterable[str]) -> set[int]:
        return {row for key in keys for kind in kinds for row in self._under.get((kind, key), ())}


_DECIDED = select(DecisionTable.organization_id, DecisionTable.other_organization_id).where(
    DecisionTable.subject == "organization"
)


def decided_organizations(connection: Connection) -> set[int]:
    """The organisations on which humans decided; the machine does not make them one."""
    rows = connection.execute(_DECIDED)
    return {organization for row in rows for organization in row if organization is not None}


def merge_organizations(connection: Connection, merged: Collection[int], into: int) -> None:
    """Take the bodies of some organisations for another one's."""
    for part in chunks(merged):
        bodies = connection.scalars(
            select(ArticleOrganizationTable.id).where(
                ArticleOrganizationTable.machine_organization_id.in_(part)
            )
        ).all()
        assign_organization(connection, bodies, into, by_machine=True)
        drop_empty(connection, part)


_LETTERS = (
    select(ArticleOrganizationKeyTable.key)
    .join(
        ArticleOrganizationTable,
        ArticleOrganizationTable.id == ArticleOrganizationKeyTable.article_organization_id,
    )
    .where(
        ArticleOrganizationTable.article_id == bindparam("article"),
        ArticleOrganizationKeyTable.kind.in_(("abbreviation", "bare", "initials")),
    )
)
_BARE = (
    select(ArticleOrganizationKeyTable.key, ArticleOrganizationKeyTable.article_organization_id)
    .where(
        ArticleOrganizationKeyTable.kind == "bare",
        ArticleOrganizationKeyTable.key.in_(bindparam("keys", expanding=True)),
    )
    .order_by(ArticleOrganizationKeyTable.article_organization_id)
)


def link_abbreviations(connection: Connection, article: int) -> set[int]:
    """Link all that is named by nothing but an abbreviation of this article; what was moved where.

    Called when the people in post are written, since these tell bodies apart.
    """
    moved: set[int] = set()
    touched = set(connection.scalars(_LETTERS, {"article": article}))
    for part in chunks(touched):
        waiting: dict[str, list[int]] = defaultdict(list)
        for key, body in connection.execute(_BARE, {"keys": part}):
            waiting[key].append(body)
        for key, bodies in waiting.items():
            moved |= _link_letters(connection, key, bodies)
    return moved


def _link_letters(connection: Connection, letters: str, bodies: Collection[int]) -> set[int]:
    """Link what is named by nothing but these letters; which organisations that may change."""
    given, initials = (_having(connection, kind, letters) for kind in ("abbreviation", "initials"))
    decided = decided_organizations(connection)
    rows = {
        row.id: row
        for part in chunks(bodies)
        for row in connection.execute(
            select(
                ArticleOrganizationTable.id,
                ArticleOrganizationTable.machine_organization_id,
                ArticleOrganizationTable.place,
                ArticleTable.outlet_id,
            )
            .join(ArticleTable, ArticleTable.id == ArticleOrganizationTable.article_id)
            .where(ArticleOrganizationTable.id.in_(part))
        )
    }
    known = given | initials
    officers, outlets = _officers(connection, bodies), _outlets(connection, known)
    theirs = _officers_of(connection, known)
    moves: dict[int, list[int]] = defaultdict(list)
    alone: list[int] = []
    for body, row in rows.items():
        if row.machine_organization_id in decided and row.machine_organization_id not in known:
            continue
        shared = {organization for organization in known if officers[body] & theirs[organization]}
        near = {organization for organization in given if row.outlet_id in outlets[organization]}
        if len(given) == 1 and len(letters) >= _SURE_LETTERS:
            chosen = given
        else:
            chosen = shared & given or near or shared
        if len(chosen) == 1 and row.place is None:
            moves[next(iter(chosen))].append(body)
        else:
            alone.append(body)
    if alone:
        own = {rows[body].machine_organization_id for body in alone} - known
        own -= set(_outlets(connection, own))
        if not own:
            name = letters.upper()
            new = {"name": name, "folded": fold_organization(name), "place": None}
            own = set(insert_with_ids(connection, OrganizationTable, [new]))
        moves[min(own)] += alone
    left = {row.machine_organization_id for row in rows.values()}
    for organization, moved in moves.items():
        assign_organization(
            connection,
            [body for body in moved if rows[body].machine_organization_id != organization],
            organization,
            by_machine=True,
        )
    drop_empty(connection, left)
    return left | moves.keys()


def _having(connection: Connection, kind: str, letters: str) -> set[int]:
    stored = (
        select(ArticleOrganizationTable.machine_organization_id)
        .join(
            ArticleOrganizationKeyTable,
            ArticleOrganizationKeyTable.article_organization_id == ArticleOrganizationTable.id,
        )
        .where(ArticleOrganizationKeyTable.kind == kind, ArticleOrganizationKeyTable.key == letters)
    )
    return set(connection.scalars(stored.distinct()))


def _outlets(connection: Connection, organizations: Collection[int]) -> dict[int, set[int]]:
    """The outlets that write of each organisation under a full name."""
    found: dict[int, set[int]] = defaultdict(set)
    for part in chunks(organizations):
        rows = (
            select(ArticleOrganizationTable.machine_organization_id, ArticleTable.outlet_id)
            .join(ArticleTable, ArticleTable.id == ArticleOrganizationTable.article_id)
            .join(
                ArticleOrganizationKeyTable,
                ArticleOrganizationKeyTable.article_organization_id == ArticleOrganizationTable.id,
            )
            .where(
                ArticleOrganizationTable.machine_organization_id.in_(part),
                ArticleOrganizationKeyTable.kind == "name",
            )
        )
        for organization, outlet in connection.execute(rows.distinct()):
            if outlet is not None:
                found[organization].add(outlet)
    return found


def _officers(connection: Connection, bodies: Collection[int]) -> dict[int, set[str]]:
    """The full names of the people in post at each body."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(bodies):
        rows = (
            select(PostTable.article_organization_id, ArticlePersonTable.folded)
            .join(ArticlePersonTable, ArticlePersonTable.id == PostTable.article_person_id)
            .where(PostTable.article_organization_id.in_(part))
        )
        for body, name in connection.execute(rows):
            if body is not None and " " in name:
                found[body].add(name)
    return found


def _officers_of(connection: Connection, organizations: Collection[int]) -> dict[int, set[str]]:
    """The full names of the people in post at each organisation that goes by a full name.

    A spokeswoman counts of whom the article does not say for whom she speaks.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(organizations):
        rows = (
            select(ArticleOrganizationTable.machine_organization_id, ArticlePersonTable.folded)
            .join(
                ArticlePersonTable,
                ArticlePersonTable.article_id == ArticleOrganizationTable.article_id,
            )
            .join(PostTable, PostTable.article_person_id == ArticlePersonTable.id)
            .join(
                ArticleOrganizationKeyTable,
                ArticleOrganizationKeyTable.article_organization_id == ArticleOrganizationTable.id,
            )
            .where(
                or_(
                    PostTable.article_organization_id == ArticleOrganizationTable.id,
                    PostTable.article_organization_id.is_(None),
                )
            )
            .where(
                ArticleOrganizationTable.machine_organization_id.in_(part),
                ArticleOrganizationKeyTable.kind == "name",
            )
        )
        for organization, name in connection.execute(rows.distinct()):
            if " " in name:
                found[organization].add(name)
    return found


OrganizationForm = tuple[str, str | None]
"""A folded name of a body, and its place."""


@dataclass(frozen=True, slots=True)
class ArticleOrganization:
    """A body of an article, ready to be written.

    ``ordinal`` is its number among those of the same folded name; ``names`` are the rows of its
    names; ``former`` those of its index keys that only its former names have; ``parent`` the folded
    name of the body above it.
    """

    name: str
    folded: str
    ordinal: int
    place: str | None
    names: tuple[dict[str, Any], ...]
    keys: frozenset[OrganizationKey]
    former: frozenset[OrganizationKey]
    parent: str | None


@dataclass(frozen=True, slots=True)
class OrganizationRef:
    """The row of a body of an article, and of the organisation that it is."""

    body: int
    organization: int


@dataclass(frozen=True, slots=True)
class OrganizationIndex:
    """The organisations of an article, to be looked up by what the article calls them.

    ``merged`` are those that others became, as the article shows that they are one.
    """

    refs: Mapping[OrganizationForm, OrganizationRef]
    merged: frozenset[int] = frozenset()

    def of(self, form: OrganizationForm | None) -> OrganizationRef | None:
        """The organisation that a name means; of two with that name, the one of the place."""
        if form is None:
            return None
        return self.refs.get(form) or self.refs.get((form[0], None))


def ref_columns(ref: OrganizationRef | None) -> dict[str, int | None]:
    """The columns of a post or a speaker that say which organisation it is of."""
    return {
        "article_organization_id": ref.body if ref else None,
        "organization_id": ref.organization if ref else None,
    }


def stored_organizations(
    connection: Connection, article: int | None
) -> dict[OrganizationForm, int]:
    """Whom the machine took the stored organisations of an article for, by all their forms."""
    if article is None:
        return {}
    forms = (
        select(
            ArticleOrganizationNameTable.folded,
            ArticleOrganizationTable.place,
            ArticleOrganizationTable.machine_organization_id,
            ArticleOrganizationNameTable.kind,
        )
        .join(
            ArticleOrganizationTable,
            ArticleOrganizationTable.id == ArticleOrganizationNameTable.article_organization_id,
        )
        .where(ArticleOrganizationTable.article_id == article)
        .order_by(ArticleOrganizationNameTable.kind == "full", ArticleOrganizationTable.id.desc())
    )
    rows = connection.execute(forms)
    return {(folded, place): organization for folded, place, organization, _ in rows}


def write_organizations(
    connection: Connection,
    article: int,
    bodies: Sequence[ArticleOrganization],
    known: Mapping[OrganizationForm, int],
    outlet: int | None,
) -> OrganizationIndex:
    """Write the bodies of an article, each with its organisation across articles.

    :param known: what :func:`stored_organizations` gave of the article and of its earlier version.
    :param outlet: the row of the article's outlet, within which local keys count.
    """
    bodies = [
        replace(body, keys=keys_within(body.keys, outlet), former=keys_within(body.former, outlet))
        for body in bodies
    ]
    if not bodies:
        return OrganizationIndex({})
    linker = OrganizationLinker(connection, bodies)
    found = [linker.of(body, known.get((body.folded, body.place))) for body in bodies]
    new = [
        {"name": body.name, "folded": body.folded, "place": body.place}
        for body, organization in zip(bodies, found, strict=True)
        if organization is None
    ]
    made = iter(insert_with_ids(connection, OrganizationTable, new))
    organizations = [next(made) if it is None else it for it in found]
    rows = [
        {
            "article_id": article,
            "organization_id": organization,
            "machine_organization_id": organization,
            "name": body.name,
            "folded": body.folded,
            "ordinal": body.ordinal,
            "place": body.place,
        }
        for body, organization in zip(bodies, organizations, strict=True)
    ]
    ids = insert_with_ids(connection, ArticleOrganizationTable, rows)
    of_body = "article_organization_id"
    named = [
        {of_body: row, **name} for body, row in zip(bodies, ids, strict=True) for name in body.names
    ]
    insert_rows(connection, ArticleOrganizationNameTable, named)
    keyed = [
        {of_body: row, "kind": key.kind, "key": key.key}
        for body, row in zip(bodies, ids, strict=True)
        for key in sorted(body.keys)
    ]
    insert_rows(connection, ArticleOrganizationKeyTable, keyed)
    refs = _refs(bodies, ids, organizations)
    _write_parents(connection, bodies, ids, refs)
    return OrganizationIndex(refs, frozenset(linker.merged))


def _refs(
    bodies: Sequence[ArticleOrganization], ids: Sequence[int], organizations: Sequence[int]
) -> dict[OrganizationForm, OrganizationRef]:
    """Who is meant by each form: whose full name it is, else the first whose short form it is."""
    refs: dict[OrganizationForm, OrganizationRef] = {}
    rows = [
        (body, OrganizationRef(row, organization))
        for body, row, organization in zip(bodies, ids, organizations, strict=True)
    ]
    for full in (True, False):
        for body, ref in rows:
            for form in (body.folded,) if full else (name["folded"] for name in body.names):
                for place in {body.place, None}:
                    refs.setdefault((form, place), ref)
    return refs


def _write_parents(
    connection: Connection,
    bodies: Sequence[ArticleOrganization],
    ids: Sequence[int],
    refs: Mapping[OrganizationForm, OrganizationRef],
) -> None:
    wholes = [
        {"at": row, "whole": refs[body.parent, None].body}
        for body, row in zip(bodies, ids, strict=True)
        if body.parent is not None and (body.parent, None) in refs
    ]
    wholes = [whole for whole in wholes if whole["at"] != whole["whole"]]
    if wholes:
        connection.execute(
            update(ArticleOrganizationTable)
            .where(ArticleOrganizationTable.id == bindparam("at"))
            .values(parent_id=bindparam("whole")),
            wholes,
        )
