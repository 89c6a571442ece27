"""Who is who: a replay of the decisions of humans, in their order, over what the machine found.

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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from quotes.entities.ledger import Decision, MentionKey


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

    def pair(self, one: int, other: int) -> frozenset[int]:
        return frozenset({self.canonical_id(one), self.canonical_id(other)})


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
    for one, other, decision in state.apart:
        apart.setdefault(state.pair(one, other), decision)
    return ReplayedDecisions(
        assigned=state.assigned,
        names={one: name for one, name in state.names.items() if one not in state.into},
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
    if len(pair) == 1 or any(state.pair(one, two) == pair for one, two, _ in state.apart):
        return False
    state.into[state.canonical_id(other)] = state.canonical_id(decision.entity)
    return True


def _follow(steps: Mapping[int, int], entity: int) -> int:
    while entity in steps:
        entity = steps[entity]
    return entity
