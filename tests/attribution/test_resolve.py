"""From the words beside a quotation to who speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.attribution.cast import find_cast
from quotes.attribution.resolve import Resolution, Resolver
from quotes.reader.reading import Reading
from quotes.types import Span, Speaker

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


@pytest.mark.parametrize(
    ("last", "mention", "expected"),
    [
        (
            "Former Quist adviser Martin Oster said it was urgent.",
            "Former Quist adviser Martin Oster",
            [("person", "Martin Oster")],
        ),
        (
            "Martin Oster, a pastor and a Quist supporter, said it was urgent.",
            "Martin Oster, a pastor and a Quist supporter",
            [("person", "Martin Oster")],
        ),
        ("Quist supporters said no.", "Quist supporters", [("group", "Quist supporters")]),
        (
            "Grantley’s campaign said it was urgent.",
            "Grantley’s campaign",
            [("organization", "Grantley’s campaign")],
        ),
        ("Voters saw Quist’s claim that it was urgent.", "Quist’s", [("person", "Helen Quist")]),
        (
            "One early donor, Martin Oster, said it was urgent.",
            "One early donor",
            [("person", "Martin Oster")],
        ),
        (
            "While old harbour hands said it was urgent, nobody listened.",
            "While old harbour hands",
            [("group", "old harbour hands")],
        ),
    ],
)
def test_the_noun_that_heads_a_mention_decides(
    read: Read, last: str, mention: str, expected: list[tuple[str, str]]
) -> None:
    assert who(resolved(read, TWO + last, "Helen Quist", "Peter Grantley", mention)) == expected


def test_a_singular_noun_in_s_is_no_group(read: Read) -> None:
    found = resolved(read, "The analysis said it was urgent.", "The analysis")
    assert found.speakers[0].type != "group"


def test_one_noun_of_a_name_does_not_name_the_organisation(read: Read) -> None:
    text = "The League of Harbour Voters met on Monday. Voters said it was urgent."
    assert who(resolved(read, text, "Voters")) == [("group", "Voters")]


def test_a_college_is_not_the_newspaper(read: Read) -> None:
    text = "The Marlow Courier wrote of Calder College. The newspaper said it was urgent."
    speaker = resolved(read, text, "The newspaper").speakers[0]
    assert speaker.name != "Calder College"


def test_unnamed_groups_leave_nothing_to_resolve(read: Read) -> None:
    assert resolved(read, "Witnesses said it was urgent.", "Witnesses").certainty >= 0.9


def test_a_name_before_an_organisation_noun_is_a_weak_antecedent(read: Read) -> None:
    text = (
        "Martin Oster closed the harbour last year. Peter Grantley came to the hall on Monday.\n\n"
        "One visitor asked Grantley about boats lost under the Oster administration. He said no."
    )
    assert who(resolved(read, text, "He")) == [("person", "Peter Grantley")]
