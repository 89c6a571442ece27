from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.quotations.transcript import turns

TALK = (
    "Ines Okafor has sailed the ferry for ten years.\n\n"
    "THE COURIER: Were you there that night?\n\n"
    "OKAFOR: I was on the bridge. I saw it.\n\n"
    "It took a minute, no more.\n\n"
    "THE COURIER: And then?\n\n"
    "OKAFOR: Then I went home.\n\n"
    "This interview has been shortened."
)


def test_a_turn_is_what_stands_between_two_labels() -> None:
    found = turns(TALK, "The Courier")
    assert [[piece.of(TALK) for piece in turn.pieces] for turn in found] == [
        ["I was on the bridge. I saw it.", "It took a minute, no more."],
        ["Then I went home."],
    ]
    assert {turn.label.of(TALK) for turn in found} == {"OKAFOR"}


def test_whoever_asks_is_not_quoted() -> None:
    text = TALK.replace("THE COURIER", "Q").replace("OKAFOR", "A")
    assert {turn.label.of(text) for turn in turns(text)} == {"A"}


def test_whoever_asks_most_is_not_quoted() -> None:
    text = TALK.replace("THE COURIER", "BRANDT")
    assert {turn.label.of(text) for turn in turns(text)} == {"OKAFOR"}
    told = text.replace("that night?", "that night.")
    assert {turn.label.of(told) for turn in turns(told)} == {"BRANDT", "OKAFOR"}


def test_a_few_colons_make_no_transcript() -> None:
    text = "Update: The ferry sails.\n\nWeather: Rain.\n\nOkafor: “We sail.”\n\nNote: It did."
    assert turns(text) == []


def test_passages_to_skip_are_no_turns() -> None:
    found = turns(TALK, "The Courier")
    skip = [found[0].pieces[1]]
    assert len(turns(TALK, "The Courier", skip)[0].pieces) == 1


@given(st.lists(st.sampled_from(["Q: Why?", "A: Because.", "Prose.", "B C: No."]), max_size=12))
def test_turns_are_in_order_and_apart(lines: list[str]) -> None:
    pieces = [piece for turn in turns("\n\n".join(lines)) for piece in turn.pieces]
    assert all(a.end < b.start for a, b in itertools.pairwise(pieces))
