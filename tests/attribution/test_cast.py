"""Roles, organisations and units, and where the text says them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.attribution.cast import find_cast
from quotes.reader.reading import Reading

Read = Callable[[str], Reading]
Post = tuple[str | None, str | None, str | None]


def posts(read: Read, text: str, name: str) -> list[Post]:
    person = next(p for p in find_cast(read(text)).people if p.name == name)
    return [(post.role, post.organization, post.unit) for post in person.affiliations]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "“It is late,” said Peter Grantley, director of the Coastal Trust.",
            "Peter Grantley",
            [("director", "Coastal Trust", None)],
        ),
        (
            "Helen Quist, Deputy Director of the Marlow School’s Energy Program at Calder "
            "University, said it was late.",
            "Helen Quist",
            [("Deputy Director", "Calder University", "Marlow School’s Energy Program")],
        ),
        (
            "Peter Grantley, an independent economist and senior fellow at the Institute for "
            "Harbour Studies, also told the Courier that it was late.",
            "Peter Grantley",
            [
                ("independent economist", None, None),
                ("senior fellow", "Institute for Harbour Studies", None),
            ],
        ),
        (
            "Helen Quist, founder and chief executive of Brightwell Energy, said it was late.",
            "Helen Quist",
            [
                ("founder", "Brightwell Energy", None),
                ("chief executive", "Brightwell Energy", None),
            ],
        ),
        (
            "Helen Quist, co-founder and director of Tallow Ltd., said it was late.",
            "Helen Quist",
            [("co-founder", "Tallow Ltd.", None), ("director", "Tallow Ltd.", None)],
        ),
        (
            "Norwegian Foreign Minister Martin Oster said on Monday that it was late.",
            "Martin Oster",
            [("Foreign Minister", "Norway", None)],
        ),
        (
            "Finance Minister Martin Oster said on Monday that it was late.",
            "Martin Oster",
            [("Finance Minister", None, None)],
        ),
        (
            "Peter Grantley, the union’s former general secretary, said it was late.",
            "Peter Grantley",
            [("former general secretary", "union", None)],
        ),
        (
            "Helen Quist, who is a professor of law at Calder University, said it was late.",
            "Helen Quist",
            [("professor of law", "Calder University", None)],
        ),
        (
            "Helen Quist, who chairs the Harbour Board, said it was late.",
            "Helen Quist",
            [("chair", "Harbour Board", None)],
        ),
        ("Peter Grantley, 44, of Dallas, said it was late.", "Peter Grantley", []),
        ("Peter Grantley, a father of three, said it was late.", "Peter Grantley", []),
        (
            "Rep. Judith Arkwell (D-Ohio) said it was late.",
            "Judith Arkwell",
            [("Representative", None, None), (None, "Democrat", None)],
        ),
    ],
)
def test_posts_of_one_person(read: Read, text: str, name: str, expected: list[Post]) -> None:
    assert posts(read, text, name) == expected


def test_its_director_belongs_to_the_organisation_before(read: Read) -> None:
    text = "The Coastal Trust threatened to sue. Its director, Helen Quist, said no."
    assert posts(read, text, "Helen Quist") == [("director", "Coastal Trust", None)]


def test_the_spokesman_of_a_person_gives_that_person_no_post(read: Read) -> None:
    text = "A spokesman for Governor Martin Oster said it was late."
    assert posts(read, text, "Martin Oster") == [("Governor", None, None)]


def test_evidence_is_the_passage_that_says_it(read: Read) -> None:
    text = "Last night Peter Grantley, director of the Coastal Trust, said it was late."
    (person,) = find_cast(read(text)).people
    (post,) = person.affiliations
    assert post.evidence.of(text) == "Peter Grantley, director of the Coastal Trust"


def test_the_same_post_stands_once(read: Read) -> None:
    text = (
        "Coastal Trust director Helen Quist said no.\n\n"
        "Helen Quist, director of the Coastal Trust, said no again."
    )
    assert posts(read, text, "Helen Quist") == [("director", "Coastal Trust", None)]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Helen Quist spoke. Quist’s press secretary, Ann Lee, said no.",
            "Helen Quist",
            "secretary",
        ),
        (
            "Helen Quist met the lawyer. The judge Quist was speaking of left.",
            "Helen Quist",
            "judge",
        ),
        ("Helen Quist, Gov. Peter Grantley and Gov. Ann Lee said no.", "Helen Quist", "Governor"),
        ("Helen Quist hopes: Quist will be a leader and win, she said.", "Helen Quist", "leader"),
        (
            "He beat his chief rivals, Peter Grantley and Ann Lee, on Monday.",
            "Peter Grantley",
            "chief",
        ),
    ],
)
def test_what_somebody_else_is_is_no_post(read: Read, text: str, name: str, role: str) -> None:
    assert not any(role in (found or "") for found, _, _ in posts(read, text, name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Award-winning journalist Helen Quist said no.", "Helen Quist"),
        ("Best-selling author Helen Quist said no.", "Helen Quist"),
        ("Under Chancellor Helen Quist, the harbour was rebuilt.", "Helen Quist"),
    ],
)
def test_praise_and_prepositions_are_no_organisation(read: Read, text: str, name: str) -> None:
    assert [organization for _, organization, _ in posts(read, text, name)] == [None]


def test_page_code_is_no_part_of_a_role(read: Read) -> None:
    text = 'clip_id="4471">Responsible candidate Helen Quist said no.'
    assert not any("clip_id" in (role or "") for role, _, _ in posts(read, text, "Helen Quist"))


def test_a_person_is_nobodys_organisation(read: Read) -> None:
    text = (
        "Walter Pym rose to speak. Pym campaign spokeswoman Helen Quist said no. "
        "Pym’s attorney, Martin Oster, said yes."
    )
    for name in ("Helen Quist", "Martin Oster"):
        assert "Pym" not in [organization for _, organization, _ in posts(read, text, name)]
