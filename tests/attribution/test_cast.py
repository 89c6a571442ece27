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


def test_evidence_is_the_passage_that_says_it(read: Read) -> None:
    text = "Last night Peter Grantley, director of the Coastal Trust, said it was late."
    (person,) = find_cast(read(text)).people
    (post,) = person.affiliations
    assert post.evidence.of(text) == "Peter Grantley, director of the Coastal Trust"


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
