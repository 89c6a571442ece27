"""Who is who, from what the machine found and the decisions of humans in their order.

Undoing a decision, whichever, is replaying the others. A decision sleeps where it cannot apply:
someone it is about was split off by a decision that is undone, two who shall be one are told
apart by an earlier decision, or the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quotes.store.rows import DecisionKind


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A mention of somebody in one article, named by what stays when the article is read again.

    ``article`` is the id of the article's text, ``folded`` the fullest name there without case
    and titles, ``ordinal`` tells those of one name apart.
    """

    article: str
    folded: str
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
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
    members: frozenset[Member] = frozenset()
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A name that a decision gave to someone."""

    person: int
    name: str
    decision: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How things stand after all decisions.

    ``seats`` tells whose each member is but for merges, ``names`` the names shown that humans
    gave, ``aliases`` all names they gave, ``apart`` by which decision two are told apart, and
    ``asleep`` which decisions could not apply.
    """

    seats: Mapping[Member, int]
    names: Mapping[int, str]
    aliases: tuple[Given, ...]
    apart: Mapping[frozenset[int], int]
    asleep: frozenset[int]
    _unborn: Mapping[int, int]
    _into: Mapping[int, int]

    def whom(self, one: int) -> int:
        """Whom someone has become: the one they were merged into, or back into after a split."""
        return _follow(self._into, _follow(self._unborn, one))

    def of(self, member: Member) -> int:
        """Whose the member is."""
        return self.whom(self.seats[member])


@dataclass(slots=True)
class _State:
    """What is built up in one replay.

    ``roots`` tells of whom someone not yet split off is a part, ``waiting`` which members belong
    to whoever is not yet split off, as soon as that happens.
    """

    seats: dict[Member, int]
    roots: dict[int, int]
    waiting: dict[int, list[Member]]
    into: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    aliases: list[Given] = field(default_factory=list)
    apart: list[tuple[int, int, int]] = field(default_factory=list)


def replay(homes: Mapping[Member, int], rulings: Iterable[Ruling]) -> Outcome:
    """Apply the decisions that are not undone, in the order of their ids.

    :param homes: whom the machine took each member for; this may be someone split off.
    :param rulings: all decisions, the undone ones too.
    """
    ordered = sorted(rulings, key=lambda ruling: ruling.id)
    state = _start(homes, ordered)
    asleep = {r.id for r in ordered if not r.undone and not _apply(state, r)}
    aliases = [
        Given(_whom(state, given.person), given.name, given.decision) for given in state.aliases
    ]
    apart: dict[frozenset[int], int] = {}
    for one, other, decision in state.apart:
        apart.setdefault(_pair(state, one, other), decision)
    return Outcome(
        seats=state.seats,
        names={one: name for one, name in state.names.items() if one not in state.into},
        aliases=tuple(aliases),
        apart=apart,
        asleep=frozenset(asleep),
        _unborn=state.roots,
        _into=state.into,
    )


def _start(homes: Mapping[Member, int], rulings: Iterable[Ruling]) -> _State:
    roots = {r.other: r.one for r in rulings if r.kind == "split" and r.other is not None}
    waiting: dict[int, list[Member]] = {}
    for member, home in homes.items():
        while home in roots:
            waiting.setdefault(home, []).append(member)
            home = roots[home]
    seats = {member: _follow(roots, home) for member, home in homes.items()}
    return _State(seats, roots, waiting)


def _apply(state: _State, ruling: Ruling) -> bool:
    """Apply one decision; whether it could be applied."""
    if ruling.one in state.roots:
        return False
    if ruling.other is None:
        return _call(state, ruling)
    if ruling.kind == "split":
        return _split(state, ruling, ruling.other)
    return ruling.other not in state.roots and _relate(state, ruling, ruling.other)


def _call(state: _State, ruling: Ruling) -> bool:
    if ruling.name is None:
        return False
    one = _whom(state, ruling.one)
    state.aliases.append(Given(one, ruling.name, ruling.id))
    if ruling.kind == "rename":
        state.names[one] = ruling.name
    return True


def _split(state: _State, ruling: Ruling, new: int) -> bool:
    del state.roots[new]
    for member in (*ruling.members, *state.waiting.get(new, ())):
        if member in state.seats:
            state.seats[member] = new
    state.apart.append((ruling.one, new, ruling.id))
    if ruling.name is not None:
        state.aliases.append(Given(new, ruling.name, ruling.id))
        state.names[new] = ruling.name
    return True


def _relate(state: _State, ruling: Ruling, other: int) -> bool:
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
