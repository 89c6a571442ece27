"""Posts in the forms in which news gives them, with status, party and country."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.attribution.cast import find_cast
from quotes.reader.reading import Reading
from quotes.types import PostStatus

Read = Callable[[str], Reading]
Post = tuple[str | None, str | None, str | None, PostStatus, str | None, str | None]


def post(
    role: str | None,
    organization: str | None = None,
    *,
    unit: str | None = None,
    status: PostStatus = "current",
    party: str | None = None,
    country: str | None = None,
) -> Post:
    """A post as the tests expect it."""
    return role, organization, unit, status, party, country


def posts(read: Read, text: str, name: str) -> list[Post]:
    """The posts that the text gives the person of this name."""
    person = next(p for p in find_cast(read(text)).people if p.name == name)
    return [
        (a.role, a.organization, a.unit, a.status, a.party, a.country) for a in person.affiliations
    ]


TITLES = [
    ("Coastal Trust director Helen Quist said no.", [post("director", "Coastal Trust")]),
    (
        "Former Brightwell Energy chief executive Helen Quist said no.",
        [post("Former chief executive", "Brightwell Energy", status="former")],
    ),
    ("In May ex-mayor Helen Quist said no.", [post("ex-mayor", status="former")]),
    ("In May then-mayor Helen Quist said no.", [post("then-mayor", status="former")]),
    ("The late senator Helen Quist said no.", [post("late senator", status="former")]),
    ("Retired general Helen Quist said no.", [post("Retired general", status="former")]),
    (
        "The ousted Brightwell Energy chairwoman Helen Quist said no.",
        [post("ousted chairwoman", "Brightwell Energy", status="former")],
    ),
    ("Acting police chief Helen Quist said no.", [post("Acting police chief", status="acting")]),
    (
        "The interim president of Calder University, Helen Quist, said no.",
        [post("interim president", "Calder University", status="acting")],
    ),
    ("Mayor-elect Helen Quist said no.", [post("Mayor-elect", status="elect")]),
    (
        "Helen Quist, the director-designate of the Coastal Trust, said no.",
        [post("director-designate", "Coastal Trust", status="elect")],
    ),
    (
        "Helen Quist, incoming director of the Coastal Trust, said no.",
        [post("incoming director", "Coastal Trust", status="elect")],
    ),
    (
        "Helen Quist, the outgoing director of the Coastal Trust, said no.",
        [post("outgoing director", "Coastal Trust")],
    ),
    (
        "Helen Quist, professor emeritus of history at Calder University, said no.",
        [post("professor emeritus of history", "Calder University")],
    ),
    (
        "Harbour Board chair and Coastal Trust director Helen Quist said no.",
        [post("chair", "Harbour Board"), post("director", "Coastal Trust")],
    ),
    (
        "Chief executive Helen Quist of Brightwell Energy said no.",
        [post("Chief executive", "Brightwell Energy")],
    ),
    (
        "Professor Helen Quist, of Calder University, said no.",
        [post("Professor", "Calder University")],
    ),
    ("Calder University’s Helen Quist said no.", [post(None, "Calder University")]),
]

AROUND = [
    (
        "Helen Quist, head of campaigns at the Coastal Trust, said no.",
        [post("head of campaigns", "Coastal Trust")],
    ),
    (
        "Helen Quist, formerly head of the Harbour Board, said no.",
        [post("head", "Harbour Board", status="former")],
    ),
    (
        "Helen Quist, then head of the Harbour Board, said no.",
        [post("head", "Harbour Board", status="former")],
    ),
    (
        "Helen Quist, once the director of the Coastal Trust, said no.",
        [post("director", "Coastal Trust", status="former")],
    ),
    (
        "Helen Quist, who was director of the Coastal Trust until 2019, said no.",
        [post("director", "Coastal Trust", status="former")],
    ),
    (
        "Helen Quist, chair of the Harbour Board from 2009 to 2015, said no.",
        [post("chair", "Harbour Board", status="former")],
    ),
    (
        "Helen Quist, who used to run the Coastal Trust, said no.",
        [post("head", "Coastal Trust", status="former")],
    ),
    (
        "Helen Quist, who stepped down as director of the Coastal Trust in May, said no.",
        [post("director", "Coastal Trust", status="former")],
    ),
    (
        "Helen Quist, who has led the Harbour Board since 2019, said no.",
        [post("leader", "Harbour Board")],
    ),
    (
        "Helen Quist, who took over as director of the Coastal Trust in May, said no.",
        [post("director", "Coastal Trust")],
    ),
    (
        "Helen Quist, who was appointed director of the Coastal Trust in May, said no.",
        [post("director", "Coastal Trust")],
    ),
    (
        "Helen Quist, who will become director of the Coastal Trust in May, said no.",
        [post("director", "Coastal Trust", status="elect")],
    ),
    (
        "Helen Quist, a professor at Calder University and a trustee of the Coastal Trust, said "
        "no.",
        [post("professor", "Calder University"), post("trustee", "Coastal Trust")],
    ),
    (
        "Helen Quist, a professor at Calder University who also chairs the Harbour Board, said no.",
        [post("professor", "Calder University"), post("chair", "Harbour Board")],
    ),
    (
        "Helen Quist, a lecturer at Calder University, and formerly director of the Coastal Trust, "
        "said no.",
        [
            post("lecturer", "Calder University"),
            post("director", "Coastal Trust", status="former"),
        ],
    ),
    (
        "Helen Quist, chair of the council’s planning committee, said no.",
        [post("chair", "council", unit="planning committee")],
    ),
    (
        "“It is late,” said Helen Quist, speaking for the Coastal Trust.",
        [post(None, "Coastal Trust")],
    ),
    (
        "Helen Quist (Calder University) said no.",
        [post(None, "Calder University")],
    ),
]

OFFICES = [
    (
        "German Chancellor Helen Quist said no.",
        [post("Chancellor", "Germany", country="Germany")],
    ),
    (
        "Germany’s chancellor, Helen Quist, said no.",
        [post("chancellor", "Germany", country="Germany")],
    ),
    (
        "Former Norwegian Prime Minister Helen Quist said no.",
        [post("Former Prime Minister", "Norway", status="former", country="Norway")],
    ),
    (
        "Helen Quist, the president of Ghana, said no.",
        [post("president", "Ghana", country="Ghana")],
    ),
    (
        "Rep. Helen Quist (R-Ohio) said no.",
        [
            post("Representative", party="Republican"),
            post(None, "Republican", party="Republican"),
        ],
    ),
    (
        "Sen. Helen Quist, R-Dunmore, said no.",
        [post("Senator", party="Republican"), post(None, "Republican", party="Republican")],
    ),
    (
        "Democratic Senator Helen Quist said no.",
        [post("Senator", party="Democratic"), post(None, "Democratic", party="Democratic")],
    ),
    (
        "Helen Quist, the Labour MP for Dunmore, said no.",
        [post("MP", party="Labour"), post(None, "Labour", party="Labour")],
    ),
    (
        "Sen. Helen Quist, a Democrat from Ohio, said no.",
        [post("Senator", party="Democrat"), post(None, "Democrat", party="Democrat")],
    ),
]

AWAY = [
    (
        "“It is late,” Helen Quist said. The harbour is full. Quist heads the Coastal Trust.",
        [post("head", "Coastal Trust")],
    ),
    (
        "“It is late,” Helen Quist said.\n\nQuist, 54, has led the Harbour Board since 2019.",
        [post("leader", "Harbour Board")],
    ),
    (
        "“It is late,” said Helen Quist. She is the director of the Coastal Trust.",
        [post("director", "Coastal Trust")],
    ),
    (
        "“It is late,” said Helen Quist. She has run the Coastal Trust since 2019.",
        [post("head", "Coastal Trust")],
    ),
    (
        "“It is late,” said Helen Quist. She joined the Harbour Board in 2019.",
        [post(None, "Harbour Board")],
    ),
    (
        "Former minister Helen Quist said no. It rained. The former minister, who now heads the "
        "Coastal Trust, also said no.",
        [post("Former minister", status="former"), post("head", "Coastal Trust")],
    ),
    (
        "Economist Helen Quist said no. It rained. The economist works for the Marlow Institute.",
        [post("Economist"), post(None, "Marlow Institute")],
    ),
    (
        "Helen Quist was elected president of the Harbour Board on Monday. “It is late,” she said.",
        [post("president", "Harbour Board")],
    ),
    (
        "Helen Quist resigned as director of the Coastal Trust on Monday.",
        [post("director", "Coastal Trust", status="former")],
    ),
    (
        "The Harbour Board met on Monday. “It is late,” said board member Helen Quist.",
        [post("board member", "Harbour Board")],
    ),
]

LISTS = (
    "The panel heard Ann Lee, director of the Coastal Trust; Peter Grantley, head of the Harbour "
    "Board; and Helen Quist, a fellow at the Marlow Institute."
)
CAPTION = (
    "Helen Quist (left), director of the Coastal Trust, and Peter Grantley (right), head of the "
    "Harbour Board, in Dunmore on Monday."
)


@pytest.mark.parametrize(("text", "expected"), TITLES + AROUND + OFFICES + AWAY)
def test_posts_of_one_person(read: Read, text: str, expected: list[Post]) -> None:
    assert posts(read, text, "Helen Quist") == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (LISTS, "Ann Lee", [post("director", "Coastal Trust")]),
        (LISTS, "Peter Grantley", [post("head", "Harbour Board")]),
        (LISTS, "Helen Quist", [post("fellow", "Marlow Institute")]),
        (CAPTION, "Helen Quist", [post("director", "Coastal Trust")]),
        (CAPTION, "Peter Grantley", [post("head", "Harbour Board")]),
        (
            "Helen Quist, left, director of the Coastal Trust, speaks in Dunmore.",
            "Helen Quist",
            [post("director", "Coastal Trust")],
        ),
        ("Senators Ann Lee and Helen Quist said no.", "Ann Lee", [post("Senator")]),
        ("Senators Ann Lee and Helen Quist said no.", "Helen Quist", [post("Senator")]),
        (
            "Harbour Board members Ann Lee, Peter Grantley and Helen Quist said no.",
            "Helen Quist",
            [post("member", "Harbour Board")],
        ),
        (
            "Several union leaders including Ann Lee and Helen Quist said no.",
            "Helen Quist",
            [post("union leader")],
        ),
        (
            "French President Helen Quist met U.S. Secretary of State Peter Grantley and Norway’s "
            "acting foreign minister, Ann Lee.",
            "Ann Lee",
            [post("acting foreign minister", "Norway", status="acting", country="Norway")],
        ),
        (
            "The union’s leaders, Ann Lee and Helen Quist, said no.",
            "Helen Quist",
            [post("leader", "union")],
        ),
        (
            "Helen Quist leads the Coastal Trust. Her deputy, Martin Oster, said no.",
            "Martin Oster",
            [post("deputy")],
        ),
    ],
)
def test_posts_in_lists_and_captions(
    read: Read, text: str, name: str, expected: list[Post]
) -> None:
    assert posts(read, text, name) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Helen Quist met the head of the Harbour Board.",
        "Helen Quist is not the director of the Coastal Trust.",
        "Helen Quist could become director of the Coastal Trust.",
        "Helen Quist wants to be director of the Coastal Trust.",
        "Helen Quist, whose brother is director of the Coastal Trust, said no.",
        "Helen Quist, who sued the director of the Coastal Trust, said no.",
        "Helen Quist, daughter of the director of the Coastal Trust, said no.",
        "Helen Quist met Ann Lee. She is the director of the Coastal Trust.",
        "Martin Oster met Helen Quist. He is the director of the Coastal Trust.",
        "Helen Quist spoke. Nobody knows who she is the director of the Coastal Trust for.",
        "Helen Quist was not appointed director of the Coastal Trust.",
        "Helen Quist declined to resign as director.",
        "Helen Quist (above) said no.",
        "Helen Quist, 46, of Dunmore, said no.",
        "Helen Quist’s lawyer was angry. She is the director of the Coastal Trust.",
        "“Helen Quist is late. She is director of the Coastal Trust,” said Ann Lee.",
        "If Helen Quist becomes director of the Coastal Trust, the harbour will be built.",
        "A friend of Helen Quist is the director of the Coastal Trust.",
        "Helen Quist (2019) said no.",
        "Germany’s Helen Quist won the race.",
        "Critics including Ann Lee and Helen Quist’s brother said no.",
    ],
)
def test_no_post_where_none_is_told(read: Read, text: str) -> None:
    assert posts(read, text, "Helen Quist") == []


def test_a_title_in_words_goes_before_a_past_tense(read: Read) -> None:
    text = "Helen Quist was director of the Coastal Trust. Director Helen Quist said no."
    (found,) = posts(read, text, "Helen Quist")
    assert found == post("director", "Coastal Trust")


def test_the_evidence_of_a_pronoun_holds_the_pronoun(read: Read) -> None:
    text = "“It is late,” said Helen Quist. She is the director of the Coastal Trust."
    person = next(p for p in find_cast(read(text)).people if p.name == "Helen Quist")
    (found,) = person.affiliations
    assert found.evidence.of(text) == "She is the director of the Coastal Trust"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rear Admiral Helen Quist said no.", [post("Rear Admiral")]),
        (
            "Helen Quist, who commands the Coastal Squadron, said no.",
            [post("commander", "Coastal Squadron")],
        ),
        (
            "Helen Quist leads Calder University's chemists, the dean said.",
            [post("leader", "Calder University")],
        ),
        (
            "Brightwell Energy has hired Helen Quist, a former referee, as its chief executive.",
            [post("former referee", status="former"), post("chief executive", "Brightwell Energy")],
        ),
        (
            "Helen Quist will join Brightwell Energy as chief engineer in May.",
            [post("chief engineer", "Brightwell Energy", status="elect")],
        ),
        ("Helen Quist would join its board as chair in July.", [post("chair", status="elect")]),
        (
            "Helen Quist spent eleven years at Brightwell Energy as a chemist.",
            [post("chemist", "Brightwell Energy", status="former")],
        ),
        ("Helen Quist spent the night with the Brightwell Energy crew.", []),
    ],
)
def test_changes_of_post(read: Read, text: str, expected: list[Post]) -> None:
    assert posts(read, text, "Helen Quist") == expected
