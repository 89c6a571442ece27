from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import example, given
from hypothesis import strategies as st

from quotes.db.rows import DecisionKind
from quotes.entities.apply import replay
from quotes.entities.ledger import Decision, MentionKey
from quotes.entities.shown import fullest

A, B, C, N, M = 1, 2, 3, 11, 12
ANN = MentionKey("a", "ann vale")
BO = MentionKey("b", "bo ek")
CY = MentionKey("c", "cy lund")
SECOND = MentionKey("d", "ann vale")
MACHINE = {ANN: A, BO: B, CY: C, SECOND: A}


def merge(number: int, one: int, other: int) -> Decision:
    return Decision(number, "merge", one, other)


def split(
    number: int, one: int, other: int, *members: MentionKey, name: str | None = None
) -> Decision:
    return Decision(number, "split", one, other, name, frozenset(members))


def test_without_decisions_the_machine_is_followed() -> None:
    outcome = replay(MACHINE, [])
    assert {member: outcome.of(member) for member in MACHINE} == MACHINE


def test_decisions_follow_a_merge() -> None:
    decisions = [merge(1, A, B), merge(2, C, B), Decision(3, "rename", B, name="Cy the Great")]
    outcome = replay(MACHINE, decisions)
    assert {outcome.of(member) for member in MACHINE} == {C}
    assert outcome.names == {C: "Cy the Great"}
    assert [given.entity for given in outcome.aliases] == [C]


def test_a_split_follows_its_members_only() -> None:
    outcome = replay(MACHINE, [split(1, A, N, SECOND, name="Other Ann")])
    assert (outcome.of(ANN), outcome.of(SECOND)) == (A, N)
    assert outcome.names == {N: "Other Ann"}
    assert outcome.apart == {frozenset({A, N}): 1}


def test_who_was_found_as_somebody_split_off_goes_back_when_that_is_undone() -> None:
    new = MentionKey("e", "ann vale")
    machine = {**MACHINE, new: N}
    there = split(1, A, N, SECOND)
    assert replay(machine, [there]).of(new) == N
    outcome = replay(machine, [replace(there, undone=True), merge(2, B, A)])
    assert (outcome.of(new), outcome.canonical_id(N)) == (B, B)


def test_a_split_of_a_split_is_inapplicable_when_the_first_is_undone() -> None:
    decisions = [
        replace(split(1, A, N, ANN, SECOND), undone=True),
        split(2, N, M, SECOND),
        merge(3, C, M),
        Decision(4, "alias", N, name="Annie"),
    ]
    outcome = replay(MACHINE, decisions)
    assert outcome.inapplicable == {2, 3, 4}
    assert outcome.of(SECOND) == A
    assert outcome.canonical_id(M) == A


def test_people_told_apart_stay_apart_also_through_others() -> None:
    decisions = [Decision(1, "different", A, B), merge(2, A, C), merge(3, C, B)]
    outcome = replay(MACHINE, decisions)
    assert outcome.inapplicable == {3}
    assert outcome.apart == {frozenset({A, B}): 1}


def test_people_who_are_one_cannot_be_told_apart_later() -> None:
    assert replay(MACHINE, [merge(1, A, B), Decision(2, "different", B, A)]).inapplicable == {2}
    assert replay(MACHINE, [merge(1, A, B), merge(2, B, A)]).inapplicable == {2}


people = st.integers(1, 4)


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """Decisions on four people and those split off them, some undone."""
    decisions: list[Decision] = []
    alive = [1, 2, 3, 4]
    for number in range(1, draw(st.integers(0, 8)) + 1):
        kind: DecisionKind = draw(st.sampled_from(get_args(DecisionKind)))
        one, other = draw(st.sampled_from(alive)), draw(st.sampled_from(alive))
        undone = draw(st.booleans())
        if kind == "split":
            other = 10 + number
            alive.append(other)
            members = draw(st.frozensets(st.sampled_from(list(MACHINE))))
            decisions.append(Decision(number, kind, one, other, None, members, undone))
        elif kind in ("rename", "alias"):
            decisions.append(Decision(number, kind, one, None, f"name {number}", undone=undone))
        elif kind == "merge":
            decisions.append(Decision(number, kind, one, other, undone=undone))
        else:
            decisions.append(Decision(number, "different", one, other, undone=undone))
    return decisions


@given(decisions=logs())
@example(
    decisions=[
        replace(split(1, 1, 11), undone=True),
        split(2, 11, 12),
        Decision(3, "alias", 12, name="name 3"),
    ]
)
def test_undone_is_as_if_it_had_never_been(decisions: list[Decision]) -> None:
    with_undone = replay(MACHINE, decisions)
    kept: list[Decision] = []
    unborn: set[int | None] = set()
    for decision in decisions:
        # Who is split off by an undone decision was never born; neither are those split off them.
        if decision.undone or {decision.entity, decision.other} & unborn:
            if decision.kind == "split":
                unborn.add(decision.other)
        else:
            kept.append(decision)
    without = replay(MACHINE, kept)
    assert {m: with_undone.of(m) for m in MACHINE} == {m: without.of(m) for m in MACHINE}
    assert with_undone.names == without.names
    assert with_undone.aliases == without.aliases
    assert with_undone.apart == without.apart


@given(decisions=logs())
def test_nobody_is_someone_merged_away_or_not_yet_split_off(decisions: list[Decision]) -> None:
    outcome = replay(MACHINE, decisions)
    for member in MACHINE:
        person = outcome.of(member)
        assert outcome.canonical_id(person) == person
    assert all(len(pair) == 2 for pair in outcome.apart)
    assert all(outcome.canonical_id(person) == person for person in outcome.names)
    assert all(outcome.canonical_id(given.entity) == given.entity for given in outcome.aliases)
    assert not outcome.inapplicable & {decision.id for decision in decisions if decision.undone}


def test_the_fullest_name_is_shown() -> None:
    assert fullest({}) is None
    assert fullest({"A. Vale": 1, "ANN VALE": 2, "Ann Vale": 3, "Ann Väle": 4}) == "Ann Vale"
    assert fullest({"Ann Vale": 1, "Ann M. Vale": 2, "Dr. Ann Vale": 3}) == "Ann M. Vale"
