"""Who is who, from what the machine found and the decisions of humans in their order.

Undoing a decision, whichever, is replaying the others. A decision sleeps where it cannot apply:
someone it is about was split off by a decision that is undone, two who shall be one are told
apart by an earlier decision, or the other way round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from quotes.db.rows import DecisionKind
from quotes.db.tables import DecisionMemberTable, DecisionSubject, DecisionTable


@dataclass(frozen=True, slots=True, order=True)
class MentionKey:
    """A mention of somebody in one article, named by what stays when the article is read again.

    ``article`` is the id of the article's text, ``folded`` the fullest name there without case
    and titles, ``ordinal`` tells those of one name apart.
    """

    article: str
    folded: str
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as far as it is replayed.

    - merge: ``other`` becomes part of ``one``.
    - split: ``members`` of ``one`` become ``other``, who is ``name`` where that is given.
    - rename: ``one`` is shown as ``name``.
    - alias: ``one`` is called ``name`` too.
    - different: ``one`` is not ``other``.
    """

    id: int
    kind: DecisionKind
    one: int
    other: int | None = None
    name: str | None = None
    members: frozenset[MentionKey] = frozenset()
    undone: bool = False


@dataclass(frozen=True, slots=True)
class GivenAlias:
    """A name that a decision gave to someone."""

    person: int
    name: str
    decision: int


@dataclass(frozen=True, slots=True)
class ReplayedDecisions:
    """How things stand after all decisions.

    ``seats`` tells whose each member is but for merges, ``names`` the names shown that humans
    gave, ``aliases`` all names they gave, ``apart`` by which decision two are told apart, and
    ``asleep`` which decisions could not apply.
    """

    seats: Mapping[MentionKey, int]
    names: Mapping[int, str]
    aliases: tuple[GivenAlias, ...]
    apart: Mapping[frozenset[int], int]
    asleep: frozenset[int]
    _unborn: Mapping[int, int]
    _into: Mapping[int, int]

    def whom(self, one: int) -> int:
        """Whom someone has become: the one they were merged into, or back into after a split."""
        return _follow(self._into, _follow(self._unborn, one))

    def of(self, member: MentionKey) -> int:
        """Whose the member is."""
        return self.whom(self.seats[member])


@dataclass(slots=True)
class _State:
    """What is built up in one replay.

    ``roots`` tells of whom someone not yet split off is a part, ``waiting`` which members belong
    to whoever is not yet split off, as soon as that happens.
    """

    seats: dict[MentionKey, int]
    roots: dict[int, int]
    waiting: dict[int, list[MentionKey]]
    into: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    aliases: list[GivenAlias] = field(default_factory=list)
    apart: list[tuple[int, int, int]] = field(default_factory=list)


def replay(homes: Mapping[MentionKey, int], rulings: Iterable[Decision]) -> ReplayedDecisions:
    """Apply the decisions that are not undone, in the order of their ids.

    :param homes: whom the machine took each member for; this may be someone split off.
    :param rulings: all decisions, the undone ones too.
    """
    ordered = sorted(rulings, key=lambda ruling: ruling.id)
    state = _start(homes, ordered)
    asleep = {r.id for r in ordered if not r.undone and not _apply(state, r)}
    aliases = [
        GivenAlias(_whom(state, given.person), given.name, given.decision)
        for given in state.aliases
    ]
    apart: dict[frozenset[int], int] = {}
    for one, other, decision in state.apart:
        apart.setdefault(_pair(state, one, other), decision)
    return ReplayedDecisions(
        seats=state.seats,
        names={one: name for one, name in state.names.items() if one not in state.into},
        aliases=tuple(aliases),
        apart=apart,
        asleep=frozenset(asleep),
        _unborn=state.roots,
        _into=state.into,
    )


def _start(homes: Mapping[MentionKey, int], rulings: Iterable[Decision]) -> _State:
    roots = {r.other: r.one for r in rulings if r.kind == "split" and r.other is not None}
    waiting: dict[int, list[MentionKey]] = {}
    for member, home in homes.items():
        while home in roots:
            waiting.setdefault(home, []).append(member)
            home = roots[home]
    seats = {member: _follow(roots, home) for member, home in homes.items()}
    return _State(seats, roots, waiting)


def _apply(state: _State, ruling: Decision) -> bool:
    """Apply one decision; whether it could be applied."""
    if ruling.one in state.roots:
        return False
    if ruling.other is None:
        return _call(state, ruling)
    if ruling.kind == "split":
        return _split(state, ruling, ruling.other)
    return ruling.other not in state.roots and _relate(state, ruling, ruling.other)


def _call(state: _State, ruling: Decision) -> bool:
    if ruling.name is None:
        return False
    one = _whom(state, ruling.one)
    state.aliases.append(GivenAlias(one, ruling.name, ruling.id))
    if ruling.kind == "rename":
        state.names[one] = ruling.name
    return True


def _split(state: _State, ruling: Decision, new: int) -> bool:
    del state.roots[new]
    for member in (*ruling.members, *state.waiting.get(new, ())):
        if member in state.seats:
            state.seats[member] = new
    state.apart.append((ruling.one, new, ruling.id))
    if ruling.name is not None:
        state.aliases.append(GivenAlias(new, ruling.name, ruling.id))
        state.names[new] = ruling.name
    return True


def _relate(state: _State, ruling: Decision, other: int) -> bool:
    pair = _pair(state, ruling.one, other)
    if len(pair) == 1:
        return False
    if ruling.kind == "different":
        state.apart.append((ruling.one, other, ruling.id))
        return True
    if any(_pair(state, left, right) == pair for left, right, _ in state.apart):
        return False
    state.into[_whom(state, other)] = _whom(state, ruling.one)
    return True


def _pair(state: _State, one: int, other: int) -> frozenset[int]:
    return frozenset({_whom(state, one), _whom(state, other)})


def _whom(state: _State, one: int) -> int:
    return _follow(state.into, one)


def _follow(steps: Mapping[int, int], one: int) -> int:
    while one in steps:
        one = steps[one]
    return one


# The log of decisions in the database: reading, adding to it, marking one as undone.


_Operand = InstrumentedAttribute[int | None]


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides something, and why."""

    name: str
    why: str | None = None


def read(connection: Connection, subject: DecisionSubject = "person") -> list[Decision]:
    """All decisions on people, or on organisations, in their order."""
    one, other = _operands(subject)
    stored = (
        select(
            DecisionTable.id,
            DecisionTable.kind,
            one.label("one"),
            other.label("other"),
            DecisionTable.name,
            DecisionTable.undone_at.is_not(None).label("undone"),
        )
        .where(DecisionTable.subject == subject)
        .order_by(DecisionTable.id)
    )
    rows = connection.execute(stored).all()
    members = _members(connection) if any(row.kind == "split" for row in rows) else {}
    return [
        Decision(
            row.id,
            row.kind,
            row.one,
            row.other,
            row.name,
            frozenset(members.get(row.id, ())),
            row.undone,
        )
        for row in rows
    ]


def next_id(connection: Connection) -> int:
    """The id that the next decision gets."""
    return 1 + (connection.scalar(select(func.max(DecisionTable.id))) or 0)


def append(
    connection: Connection,
    ruling: Decision,
    author: Author,
    subject: DecisionSubject = "person",
) -> None:
    """Write a decision of a human with the time of now."""
    one, other = _operands(subject)
    connection.execute(
        insert(DecisionTable).values(
            {
                "id": ruling.id,
                "subject": subject,
                "kind": ruling.kind,
                "origin": "human",
                "by": author.name,
                "at": datetime.now(UTC),
                "why": author.why,
                one.key: ruling.one,
                other.key: ruling.other,
                "name": ruling.name,
            }
        )
    )
    members: Sequence[MentionKey] = sorted(ruling.members)
    if members:
        connection.execute(
            insert(DecisionMemberTable),
            [
                {
                    "decision_id": ruling.id,
                    "article": member.article,
                    "folded": member.folded,
                    "ordinal": member.ordinal,
                }
                for member in members
            ],
        )


def mark_undone(connection: Connection, decision: int, author: Author) -> None:
    """Mark a decision as undone now."""
    connection.execute(
        update(DecisionTable)
        .where(DecisionTable.id == decision)
        .values(undone_at=datetime.now(UTC), undone_by=author.name, undone_why=author.why)
    )


def _members(connection: Connection) -> dict[int, set[MentionKey]]:
    members: dict[int, set[MentionKey]] = defaultdict(set)
    stored = select(
        DecisionMemberTable.decision_id,
        DecisionMemberTable.article,
        DecisionMemberTable.folded,
        DecisionMemberTable.ordinal,
    )
    for row in connection.execute(stored):
        members[row.decision_id].add(MentionKey(row.article, row.folded, row.ordinal))
    return members


def _operands(subject: DecisionSubject) -> tuple[_Operand, _Operand]:
    if subject == "person":
        return DecisionTable.person_id, DecisionTable.other_person_id
    return DecisionTable.organization_id, DecisionTable.other_organization_id


# What a human can ask for; people are given by id or by name, as they were typed.


@dataclass(frozen=True, slots=True)
class Merge:
    """Make the second person part of the first, whose name stays."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Same:
    """Make two people one, under the fuller of their names."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Different:
    """Keep two people apart, whatever the machine finds."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Split:
    """Make whom these articles mean a person of their own, under the name where one is given.

    ``articles`` are ids of articles, or the 6 or more digits that one begins with.
    """

    person: str
    articles: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Rename:
    """Show a person under this name."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class AddAlias:
    """Let a person be found under this name too."""

    person: str
    name: str


Request = Merge | Same | Different | Split | Rename | AddAlias
