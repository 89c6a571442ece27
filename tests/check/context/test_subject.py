"""Whether a claim puts words on something that their speaker does not speak of."""

from __future__ import annotations

import pytest

from quotes.check.context.subject import Gloss, about, subject_guard
from tests.check.made import place

TEXT = (
    "“The tunnel has cost us two billion. It is a disgrace,” Meera Rao said.\n\n"
    "Asked about the ferry, she smiled. “It smells of chips,” Rao said."
)
PIECES = [
    place(TEXT, "“The tunnel has cost us two billion. It is a disgrace,”"),
    place(TEXT, "“It smells of chips,”"),
]


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ("Rao called the ferry", ["the ferry"]),
        ("Rao on the old ferry:", ["the old ferry"]),
        ("Rao said of the ferry that sank:", ["the ferry"]),
        ("Rao dismissed the ferry as", ["the ferry"]),
        ("Will the ferry stop? says Rao", ["Will the ferry stop?"]),
        ("said Rao", []),
        ("", []),
    ],
)
def test_what_a_frame_says_it_is_about(frame: str, words: list[str]) -> None:
    assert [one.words for one in about(frame)] == words


def guard(claimed: str, words: str, instead_of: str = "") -> bool:
    gloss = Gloss(words, instead_of)
    found = subject_guard([gloss], TEXT, [place(TEXT, claimed)], PIECES, ["Meera Rao"])
    if found:
        assert (found.kind, found.where) == ("subject", place(TEXT, claimed))
        assert f"“{words}”" in found.sentence
    return found is not None


@pytest.mark.parametrize(
    ("claimed", "words", "instead_of"),
    [
        ("is a disgrace", "[The ferry]", "It"),
        ("is a disgrace", "the ferry", ""),
        ("has cost us two billion", "[The ferry]", "The tunnel"),
    ],
)
def test_put_on_another_subject(claimed: str, words: str, instead_of: str) -> None:
    assert guard(claimed, words, instead_of)


@pytest.mark.parametrize(
    ("claimed", "words", "instead_of"),
    [
        ("is a disgrace", "[The tunnel]", "It"),
        ("is a disgrace", "the tunnel", ""),
        ("has cost us two billion", "[The tunnels]", "The tunnel"),
        ("smells of chips", "[The ferry]", "It"),
        ("smells of chips", "the ferries", ""),
        ("is a disgrace", "Meera Rao", ""),
        ("is a disgrace", "it", ""),
    ],
)
def test_on_what_is_spoken_of(claimed: str, words: str, instead_of: str) -> None:
    assert not guard(claimed, words, instead_of)


def test_without_a_gloss_there_is_nothing_to_ask() -> None:
    assert subject_guard([], TEXT, PIECES, PIECES, []) is None
