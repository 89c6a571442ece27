from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from quotes.db.rows import DecisionKind
from quotes.entities.apply import fullest
from quotes.entities.decisions import Decision, MentionKey, replay

A, B, C, N, M = 1, 2, 3, 11, 12
ANN = MentionKey("a", "ann vale")
BO = MentionKey("b", "bo ek")
CY = MentionKey("c", "cy lund")
SECOND = MentionKey("d", "ann vale")
HOMES = {ANN: A, BO: B, CY: C, SECOND: A}


def merge(number: int, one: int, other: int) -> Decision:
    return Decision(number, "merge", one, other)


def split(
    number: int, one: int, other: int, *members: MentionKey, name: str | None = None
) -> Decision:
    return Decision(number, "split", one, other, name, frozenset(members))


def test_without_decisions_the_machine_is_followed() -> None:
    outcome = replay(HOMES, [])
    assert {member: outcome.of(member) for member in HOMES} == HOMES


def test_decisions_follow_a_merge() -> None:
    rulings = [merge(1, A, B), merge(2, C, B), Decision(3, "rename", B, name="Cy the Great")]
    outcome = replay(HOMES, rulings)
    assert {outcome.of(member) for member in HOMES} == {C}
    assert outcome.names == {C: "Cy the Great"}
    assert [given.person for given in outcome.aliases] == [C]


def test_a_split_follows_its_members_only() -> None:
    outcome = replay(HOMES, [split(1, A, N, SECOND, name="Other Ann")])
    assert (outcome.of(ANN), outcome.of(SECOND)) == (A, N)
    assert outcome.names == {N: "Other Ann"}
    assert outcome.apart == {frozenset({A, N}): 1}


def test_who_was_found_as_somebody_split_off_goes_back_when_that_is_undone() -> None:
    new = MentionKey("e", "ann vale")
    homes = {**HOMES, new: N}
    there = split(1, A, N, SECOND)
    assert replay(homes, [there]).of(new) == N
    outcome = replay(homes, [replace(there, undone=True), merge(2, B, A)])
    assert (outcome.of(new), outcome.whom(N)) == (B, B)


def test_a_split_of_a_split_sleeps_when_the_first_is_undone() -> None:
    rulings = [
        replace(split(1, A, N, ANN, SECOND), undone=True),
        split(2, N, M, SECOND),
        merge(3, C, M),
        Decision(4, "alias", N, name="Annie"),
    ]
    outcome = replay(HOMES, rulings)
    assert outcome.asleep == {2, 3, 4}
    assert outcome.of(SECOND) == A
    assert outcome.whom(M) == A


def test_people_told_apart_stay_apart_also_through_others() -> None:
    rulings = [Decision(1, "different", A, B), merge(2, A, C), merge(3, C, B)]
    outcome = replay(HOMES, rulings)
    assert outcome.asleep == {3}
    assert outcome.apart == {frozenset({A, B}): 1}


def test_people_who_are_one_cannot_be_told_apart_later() -> None:
    assert replay(HOMES, [merge(1, A, B), Decision(2, "different", B, A)]).asleep == {2}
    assert replay(HOMES, [merge(1, A, B), merge(2, B, A)]).asleep == {2}


people = st.integers(1, 4)


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """Decisions on four people and those split off them, some undone."""
    rulings: list[Decision] = []
    alive = [1, 2, 3, 4]
    for number in range(1, draw(st.integers(0, 8)) + 1):
        kind: DecisionKind = draw(st.sampled_from(get_args(DecisionKind)))
        one, other = draw(st.sampled_from(alive)), draw(st.sampled_from(alive))
        undone = draw(st.booleans())
        if kind == "split":
            other = 10 + number
            alive.append(other)
            members = draw(st.frozensets(st.sampled_from(list(HOMES))))
            rulings.append(Decision(number, kind, one, other, None, members, undone))
        elif kind in ("rename", "alias"):
            rulings.append(Decision(number, kind, one, None, f"name {number}", undone=undone))
        elif kind == "merge":
            rulings.append(Decision(number, kind, one, other, undone=undone))
        else:
            rulings.append(Decision(number, "different", one, other, undone=undone))
    return rulings


@given(rulings=logs())
def test_undone_is_as_if_it_had_never_been(rulings: list[Decision]) -> None:
    with_undone = replay(HOMES, rulings)
    splits = {ruling.other for ruling in rulings if ruling.undone and ruling.kind == "split"}
    kept = [
        ruling
        for ruling in rulings
        if not ruling.undone and not {ruling.one, ruling.other} & splits
    ]
    without = replay(HOMES, kept)
    assert {m: with_undone.of(m) for m in HOMES} == {m: without.of(m) for m in HOMES}
    assert with_undone.names == without.names
    assert with_undone.aliases == without.aliases
    assert with_undone.apart == without.apart


@given(rulings=logs())
def test_nobody_is_someone_merged_away_or_not_yet_split_off(rulings: list[Decision]) -> None:
    outcome = replay(HOMES, rulings)
    for member in HOMES:
        person = outcome.of(member)
        assert outcome.whom(person) == person
    assert all(len(pair) == 2 for pair in outcome.apart)
    assert all(outcome.whom(person) == person for person in outcome.names)
    assert all(outcome.whom(given.person) == given.person for given in outcome.aliases)
    assert not outcome.asleep & {ruling.id for ruling in rulings if ruling.undone}


def test_the_fullest_name_is_shown() -> None:
    assert fullest({}) is None
    assert fullest({"A. Vale": 1, "ANN VALE": 2, "Ann Vale": 3, "Ann Väle": 4}) == "Ann Vale"
    assert fullest({"Ann Vale": 1, "Ann M. Vale": 2, "Dr. Ann Vale": 3}) == "Ann M. Vale"
