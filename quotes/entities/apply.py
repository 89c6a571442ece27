"""Who is who after all decisions, and the stored people and organisations in line with it.

The decisions of humans are replayed, in their order, over what the machine found.
Undoing a decision, whichever, is replaying the others. A decision is inapplicable where somebody
it is about was split off by a decision that is undone, where two who shall be one are told apart
by an earlier decision, or the other way round.

- merge: ``other`` becomes part of ``entity``.
- split: ``members`` of ``entity`` become ``other``, who is ``name`` where that is given.
- rename: ``entity`` is shown as ``name``.
- alias: ``entity`` is called ``name`` too.
- different: ``entity`` is not ``other``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, assert_never

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from quotes.db.engine import chunks
from quotes.db.tables import (
    ArticlePersonTable,
    ArticleTable,
    ContactTable,
)
from quotes.entities.ledger import PEOPLE, Decision, EntityKind, MentionKey, about, read
from quotes.entities.link_organizations import assign_organization
from quotes.entities.shown import apply_names, renamed_by_article
from quotes.names.person import surname


@dataclass(frozen=True, slots=True)
class GivenAlias:
    """A name that a decision gave to someone."""

    entity: int
    name: str
    decision: int


@dataclass(frozen=True, slots=True)
class ReplayedDecisions:
    """How things stand after all decisions.

    ``assigned`` tells whose each member is but for merges, ``names`` the names shown that humans
    gave, ``aliases`` all names they gave, ``apart`` by which decision two are told apart, and
    ``inapplicable`` which decisions could not apply.
    """

    assigned: Mapping[MentionKey, int]
    names: Mapping[int, str]
    aliases: tuple[GivenAlias, ...]
    apart: Mapping[frozenset[int], int]
    inapplicable: frozenset[int]
    _unborn: Mapping[int, int]
    _into: Mapping[int, int]

    def canonical_id(self, entity: int) -> int:
        """Whom someone has become: the one they were merged into, or back into after a split."""
        return _follow(self._into, _follow(self._unborn, entity))

    def of(self, member: MentionKey) -> int:
        """Whose the member is."""
        return self.canonical_id(self.assigned[member])


@dataclass(slots=True)
class _State:
    """What is built up in one replay.

    ``roots`` tells of whom someone not yet split off is a part, ``waiting`` which members belong
    to whoever is not yet split off, as soon as that happens.
    """

    assigned: dict[MentionKey, int]
    roots: dict[int, int]
    waiting: dict[int, list[MentionKey]]
    into: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    aliases: list[GivenAlias] = field(default_factory=list)
    apart: list[tuple[int, int, int]] = field(default_factory=list)

    def canonical_id(self, entity: int) -> int:
        return _follow(self.into, entity)

    def pair(self, entity: int, other: int) -> frozenset[int]:
        return frozenset({self.canonical_id(entity), self.canonical_id(other)})


def replay(
    machine_ids: Mapping[MentionKey, int], decisions: Iterable[Decision]
) -> ReplayedDecisions:
    """Apply the decisions that are not undone, in the order of their numbers.

    :param machine_ids: whom the machine took each member for; this may be someone split off.
    :param decisions: all decisions on one kind, the undone ones too.
    """
    ordered = sorted(decisions, key=lambda decision: decision.id)
    state = _start(machine_ids, ordered)
    inapplicable = {d.id for d in ordered if not d.undone and not _apply(state, d)}
    apart: dict[frozenset[int], int] = {}
    for entity, other, decision in state.apart:
        apart.setdefault(state.pair(entity, other), decision)
    return ReplayedDecisions(
        assigned=state.assigned,
        names={entity: name for entity, name in state.names.items() if entity not in state.into},
        aliases=tuple(
            GivenAlias(state.canonical_id(given.entity), given.name, given.decision)
            for given in state.aliases
        ),
        apart=apart,
        inapplicable=frozenset(inapplicable),
        _unborn=state.roots,
        _into=state.into,
    )


def _start(machine_ids: Mapping[MentionKey, int], decisions: Iterable[Decision]) -> _State:
    roots = {d.other: d.entity for d in decisions if d.kind == "split" and d.other is not None}
    waiting: dict[int, list[MentionKey]] = {}
    for member, entity in machine_ids.items():
        while entity in roots:
            waiting.setdefault(entity, []).append(member)
            entity = roots[entity]
    assigned = {member: _follow(roots, entity) for member, entity in machine_ids.items()}
    return _State(assigned, roots, waiting)


def _apply(state: _State, decision: Decision) -> bool:
    """Apply one decision; whether it could be applied."""
    if decision.entity in state.roots:
        return False
    match decision.kind:
        case "rename" | "alias":
            return _name(state, decision)
        case "split":
            return _split(state, decision)
        case "different":
            return _tell_apart(state, decision)
        case "merge":
            return _merge(state, decision)
        case "set" | "add" | "import":
            return False
        case _:
            assert_never(decision.kind)


def _name(state: _State, decision: Decision) -> bool:
    if decision.name is None:
        return False
    entity = state.canonical_id(decision.entity)
    state.aliases.append(GivenAlias(entity, decision.name, decision.id))
    if decision.kind == "rename":
        state.names[entity] = decision.name
    return True


def _split(state: _State, decision: Decision) -> bool:
    new = decision.other
    if new is None:
        return False
    del state.roots[new]
    for member in (*decision.members, *state.waiting.get(new, ())):
        if member in state.assigned:
            state.assigned[member] = new
    state.apart.append((decision.entity, new, decision.id))
    if decision.name is not None:
        state.aliases.append(GivenAlias(new, decision.name, decision.id))
        state.names[new] = decision.name
    return True


def _tell_apart(state: _State, decision: Decision) -> bool:
    other = decision.other
    if other is None or other in state.roots or len(state.pair(decision.entity, other)) == 1:
        return False
    state.apart.append((decision.entity, other, decision.id))
    return True


def _merge(state: _State, decision: Decision) -> bool:
    other = decision.other
    if other is None or other in state.roots:
        return False
    pair = state.pair(decision.entity, other)
    if len(pair) == 1 or any(state.pair(left, right) == pair for left, right, _ in state.apart):
        return False
    state.into[state.canonical_id(other)] = state.canonical_id(decision.entity)
    return True


def _follow(steps: Mapping[int, int], entity: int) -> int:
    while entity in steps:
        entity = steps[entity]
    return entity


# The stored records.


class _Mention(NamedTuple):
    """A row of ``article_people`` or ``article_organizations``."""

    id: int
    key: MentionKey
    entity: int
    machine: int


def standing(connection: Connection, kind: EntityKind) -> ReplayedDecisions:
    """How people or organisations stand after all decisions, without their mentions."""
    return replay({}, read(connection, kind.subject))


def apply_to_article(
    connection: Connection,
    kind: EntityKind,
    article: int,
    before: Collection[int] = (),
    decisions: Sequence[Decision] | None = None,
    moved: Collection[int] | None = None,
) -> None:
    """Put those whom an article names where they belong, after it was written.

    :param before: those whom the article named until then.
    :param decisions: all on this kind, None to read them.
    :param moved: those whom writing the article changed beside naming them once more, None where
        the article was there before.
    """
    if decisions is None:
        decisions = read(connection, kind.subject)
    decided = about(decisions)
    mentions = _of_article(connection, kind, article)
    if kind.subject == "organization" and any(m.machine in decided for m in mentions):
        # Linking an article joins organisations, and so moves mentions of other articles.
        mentions += _decided(connection, kind, decided, but=article)
    outcome = _replay(decisions, mentions)
    _move(connection, kind, mentions, outcome)
    entities = {outcome.of(mention.key) for mention in mentions}
    if moved is not None:
        renamed = renamed_by_article(connection, kind, article)
        entities &= renamed | decided | set(moved)
    apply_names(connection, kind, entities.union(before), outcome.names)


def apply_all(
    connection: Connection, kind: EntityKind, decisions: Collection[Decision]
) -> ReplayedDecisions:
    """Put everyone where they belong whom a decision is about, after decisions have changed.

    :param decisions: all on this kind.
    """
    decided = about(decisions)
    mentions = _decided(connection, kind, decided)
    outcome = _replay(decisions, mentions)
    _move(connection, kind, mentions, outcome)
    if kind.subject == "person":
        _move_contacts(connection, decided, outcome)
    _write_aliases(connection, kind, outcome.aliases)
    entities = decided | {mention.entity for mention in mentions}
    apply_names(connection, kind, entities, outcome.names)
    return outcome


def assigned_to(
    connection: Connection, decisions: Collection[Decision], rows: Collection[int]
) -> tuple[ReplayedDecisions, dict[int, int]]:
    """How people stand after all decisions, and whose these rows of articles are but for merges."""
    mentions = _of_rows(connection, PEOPLE, rows)
    outcome = _replay(decisions, mentions)
    return outcome, {mention.id: outcome.assigned[mention.key] for mention in mentions}


def apply_to_mentions(
    connection: Connection,
    kind: EntityKind,
    rows: Collection[int],
    decisions: Collection[Decision],
) -> None:
    """Put these rows of articles where they belong, after the machine has moved them."""
    mentions = _of_rows(connection, kind, rows)
    _move(connection, kind, mentions, _replay(decisions, mentions))


def _of_rows(connection: Connection, kind: EntityKind, rows: Collection[int]) -> list[_Mention]:
    return [
        mention
        for part in chunks(rows)
        for mention in _mentions(connection, kind, kind.mentions.id.in_(part))
    ]


def assigned(connection: Connection, article: int) -> dict[int, int]:
    """Whose the rows of the people of an article are but for merges."""
    mentions = _mentions(connection, PEOPLE, ArticlePersonTable.article_id == article)
    outcome = _replay(read(connection, "person"), mentions)
    return {mention.id: outcome.assigned[mention.key] for mention in mentions}


def _replay(decisions: Iterable[Decision], mentions: Iterable[_Mention]) -> ReplayedDecisions:
    return replay({mention.key: mention.machine for mention in mentions}, decisions)


def _decided(
    connection: Connection, kind: EntityKind, decided: Collection[int], but: int | None = None
) -> list[_Mention]:
    return [
        mention
        for part in chunks(decided)
        for mention in _mentions(
            connection,
            kind,
            or_(kind.machine_id.in_(part), kind.entity_id.in_(part))
            & kind.mentions.article_id.is_distinct_from(but),
        )
    ]


def _mentions(
    connection: Connection, kind: EntityKind, which: ColumnElement[bool]
) -> list[_Mention]:
    return _read(connection.execute(_stored(kind).where(which)))


def _of_article(connection: Connection, kind: EntityKind, article: int) -> list[_Mention]:
    return _read(connection.execute(_stored_of_article(kind), {"article": article}))


def _read(rows: Iterable[Row[int, str, str, int, int, int]]) -> list[_Mention]:
    return [
        _Mention(row, MentionKey(article, folded, ordinal), entity, machine)
        for row, article, folded, ordinal, entity, machine in rows
    ]


@cache
def _stored(kind: EntityKind) -> Select[int, str, str, int, int, int]:
    return select(
        kind.mentions.id,
        ArticleTable.public_id,
        kind.mentions.folded,
        kind.mentions.ordinal,
        kind.entity_id,
        kind.machine_id,
    ).join(ArticleTable, ArticleTable.id == kind.mentions.article_id)


@cache
def _stored_of_article(kind: EntityKind) -> Select[int, str, str, int, int, int]:
    return _stored(kind).where(kind.mentions.article_id == bindparam("article"))


def _move(
    connection: Connection,
    kind: EntityKind,
    mentions: Iterable[_Mention],
    outcome: ReplayedDecisions,
) -> None:
    moved: dict[int, list[int]] = defaultdict(list)
    for mention in mentions:
        entity = outcome.of(mention.key)
        if entity != mention.entity:
            moved[entity].append(mention.id)
    for entity, rows in moved.items():
        if kind.subject == "organization":
            assign_organization(connection, rows, entity, by_machine=False)
            continue
        for part in chunks(rows):
            connection.execute(
                update(ArticlePersonTable)
                .where(ArticlePersonTable.id.in_(part))
                .values(person_id=entity)
            )


def _move_contacts(
    connection: Connection, decided: Collection[int], outcome: ReplayedDecisions
) -> None:
    """Let the contacts of people on whom there are decisions follow these."""
    for part in chunks(decided):
        listed = select(ContactTable.machine_person_id).where(
            ContactTable.machine_person_id.in_(part)
        )
        for person in connection.scalars(listed.distinct()).all():
            moved = update(ContactTable).where(ContactTable.machine_person_id == person)
            connection.execute(moved.values(person_id=outcome.canonical_id(person)))


def _write_aliases(connection: Connection, kind: EntityKind, aliases: Iterable[GivenAlias]) -> None:
    wanted, table = set(aliases), kind.aliases
    stored = {
        GivenAlias(entity, name, decision): row
        for row, entity, name, decision in connection.execute(
            select(table.id, kind.alias_of, table.name, table.decision_id)
        )
    }
    for part in chunks(row for given, row in stored.items() if given not in wanted):
        connection.execute(delete(table).where(table.id.in_(part)))
    rows: list[dict[str, Any]] = []
    for given in sorted(wanted - stored.keys(), key=lambda given: given.decision):
        folded = kind.fold(given.name)
        rows.append(
            {
                kind.alias_of.key: given.entity,
                "name": given.name,
                "folded": folded,
                "decision_id": given.decision,
            }
        )
        if kind.subject == "person":
            rows[-1]["surname"] = surname(folded)
    if rows:
        connection.execute(insert(table), rows)
