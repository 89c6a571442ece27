"""From the words beside a quotation to who speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.article import Span, Speaker
from quotes.attribution.cast import find_cast
from quotes.attribution.resolve import Resolution, Resolver
from quotes.reader.reading import Reading

Read = Callable[[str], Reading]


def span_of(text: str, phrase: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(phrase, start + 1)
    return Span(start, start + len(phrase))


def resolved(read: Read, text: str, *mentions: str) -> Resolution:
    """The resolution of the last mention, the others being those of earlier quotations."""
    reading = read(text)
    resolver = Resolver(reading, find_cast(reading))
    turns: list[tuple[Span, tuple[Speaker, ...]]] = []
    at = 0
    for phrase in mentions:
        start = text.index(phrase, at)
        mention = Span(start, start + len(phrase))
        found = resolver.resolve(mention, turns, ())
        turns.append((mention, found.speakers))
        at = mention.end
    return found


def who(resolution: Resolution) -> list[tuple[str, str]]:
    return [(speaker.type, speaker.name) for speaker in resolution.speakers]


TWO = (
    "Helen Quist, director of the Coastal Trust, said the harbour was full of mud.\n\n"
    "Peter Grantley, an economist at Calder University, said dredging was costly.\n\n"
)


@pytest.mark.parametrize(
    ("last", "mention", "expected"),
    [
        ("“We knew,” Quist said.", "Quist", [("person", "Helen Quist")]),
        ("“We knew,” she said.", "she", [("person", "Helen Quist")]),
        ("“We knew,” he said.", "he", [("person", "Peter Grantley")]),
        ("“We knew,” the economist said.", "the economist", [("person", "Peter Grantley")]),
        (
            "The two experts said it was urgent.",
            "The two experts",
            [("person", "Helen Quist"), ("person", "Peter Grantley")],
        ),
        (
            "Both Quist and Grantley said it was urgent.",
            "Both Quist and Grantley",
            [("person", "Helen Quist"), ("person", "Peter Grantley")],
        ),
        ("Quist’s statement said it was urgent.", "Quist’s statement", [("person", "Helen Quist")]),
        ("Some residents said it was urgent.", "Some residents", [("group", "Some residents")]),
        ("Officials said it was urgent.", "Officials", [("group", "Officials")]),
        (
            "A senior official said it was urgent.",
            "A senior official",
            [("unknown", "senior official")],
        ),
        (
            "A spokesman for Quist said it was urgent.",
            "A spokesman for Quist",
            [("unknown", "spokesman for Quist")],
        ),
        (
            "Quist’s lawyer, Martin Oster, said it was urgent.",
            "Quist’s lawyer, Martin Oster",
            [("person", "Martin Oster")],
        ),
    ],
)
def test_a_mention_after_two_speakers(
    read: Read, last: str, mention: str, expected: list[tuple[str, str]]
) -> None:
    assert who(resolved(read, TWO + last, "Helen Quist", "Peter Grantley", mention)) == expected


def test_a_long_mention_is_its_head(read: Read) -> None:
    mention = "Helen Quist, director of the Coastal Trust and an ally of Peter Grantley"
    found = resolved(read, f"“It is late,” said {mention}.", mention)
    assert who(found) == [("person", "Helen Quist")]
    assert found.certainty > 0.9


def test_an_acronym_is_the_organisation_it_stands_for(read: Read) -> None:
    text = "The Harbour Safety Agency (HSA) closed the pier. “It is rotten,” the HSA said."
    assert who(resolved(read, text, "the HSA")) == [("organization", "Harbour Safety Agency")]


def test_an_unnamed_woman_is_no_he(read: Read) -> None:
    text = "Walter Pym’s sister told him to wait, but he said no."
    assert who(resolved(read, text, "Walter Pym’s sister", "he")) == [("person", "Walter Pym")]


def test_a_speaker_carries_the_post(read: Read) -> None:
    found = resolved(read, TWO + "“We knew,” she said.", "Helen Quist", "Peter Grantley", "she")
    post = found.speakers[0].affiliation
    assert post is not None
    assert (post.role, post.organization) == ("director", "Coastal Trust")


def test_two_candidates_are_less_certain_than_one(read: Read) -> None:
    one = resolved(read, "Peter Grantley spoke first. He said no.", "He")
    text = "Peter Grantley met Martin Oster. He said no."
    assert resolved(read, text, "He").certainty < one.certainty
