from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.attribution.cast import find_cast
from quotes.reader.reading import Reading
from quotes.types import Person

Read = Callable[[str], Reading]


def people(read: Read, text: str) -> dict[str, Person]:
    return {person.name: person for person in find_cast(read(text)).people}


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "Helen Moss, who was known as Helen Crane until her marriage, sang.",
            "Helen Moss",
            "Helen Crane",
        ),
        ("Helen Moss, née Crane, opened the gallery.", "Helen Moss", "Helen Crane"),
        ("Helen Moss (née Crane), 45, opened the gallery.", "Helen Moss", "Helen Crane"),
        ("Helen Moss, born Helen Crane in Tern Bay, sang.", "Helen Moss", "Helen Crane"),
        ("Helen Moss, formerly Helen Crane, opened the gallery.", "Helen Moss", "Helen Crane"),
        ("Helen Crane, now Helen Moss, opened the gallery.", "Helen Crane", "Helen Moss"),
        (
            "Helen Moss, who was first elected for Tern Bay as Helen Crane, voted against it.",
            "Helen Moss",
            "Helen Crane",
        ),
        (
            "Helen Moss worked there for a year and signed with her maiden name, Helen Crane.",
            "Helen Moss",
            "Helen Crane",
        ),
        (
            "Helen Moss spoke on Monday. She was born Helen Crane in 1950.",
            "Helen Moss",
            "Helen Crane",
        ),
        (
            "Helen Moss, the painter, died on Monday. She was 88.\n\nBorn Helen Crane, the "
            "daughter of a baker, she painted boats.",
            "Helen Moss",
            "Helen Crane",
        ),
        ("Helen Moss spoke. Her maiden name was Crane.", "Helen Moss", "Helen Crane"),
        ("Tamsin Rowe, who writes as T. R. Dunn, won the prize.", "Tamsin Rowe", "T. R. Dunn"),
        ("Dina Qadir, whose real name is Dina Karam, left.", "Dina Qadir", "Dina Karam"),
        ("Ruth Ek wrote books under the pen name Jack Fell.", "Ruth Ek", "Jack Fell"),
        (
            "Cassius Reed changed his name to Malik Idris after the fight.",
            "Cassius Reed",
            "Malik Idris",
        ),
        ("Lord Vale, the former Peter Ashe, spoke.", "Lord Vale", "Peter Ashe"),
        (
            "The bill was Peter Ashe's. Ashe, now Lord Vale of Hame, spoke.",
            "Peter Ashe",
            "Lord Vale of Hame",
        ),
        ("Peter Ashe became Lord Vale in 2010.", "Peter Ashe", "Lord Vale"),
        ("Lord Vale of Hame spoke. Lord Vale was cold.", "Lord Vale", "Lord Vale of Hame"),
    ],
)
def test_a_told_name_is_an_alias(read: Read, text: str, name: str, alias: str) -> None:
    assert alias in people(read, text)[name].aliases
    assert alias not in people(read, text)


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("“She was born Helen Crane,” Peter Ashe said of the singer.", "Peter Ashe", "Helen Crane"),
        ("Peter Ashe, now the deputy of Ann Vale, spoke.", "Peter Ashe", "Ann Vale"),
        ("Ann Vale, formerly Peter Ashe's deputy, left.", "Ann Vale", "Peter Ashe"),
        ("Peter Ashe, then Ann Vale, then Ruth Ek spoke.", "Peter Ashe", "Ann Vale"),
        ("Edith Morrow, who played Anna Falk in the film, left.", "Edith Morrow", "Anna Falk"),
        ("Peter Ashe became the deputy of Ann Vale.", "Peter Ashe", "Ann Vale"),
        ("Peter Ashe met Ruth Ek. Her maiden name was Ann Crane.", "Peter Ashe", "Ann Crane"),
        ("Ann Moss met Ruth Ek. She was born Jane Crane.", "Ann Moss", "Jane Crane"),
        ("Helen Moss, whose mother is Ruth Crane, spoke.", "Helen Moss", "Ruth Crane"),
        ("Helen Moss, born to Ruth Crane in 1950, spoke.", "Helen Moss", "Ruth Crane"),
    ],
)
def test_what_is_told_of_somebody_else_is_no_alias(
    read: Read, text: str, name: str, other: str
) -> None:
    assert other not in people(read, text)[name].aliases


def test_a_pronoun_after_a_quotation_of_somebody_unknown_is_not_the_speaker(read: Read) -> None:
    text = "“The boats were grey,” said Orrin Tallow, the clerk. She was born Ann Crane."
    assert people(read, text)["Orrin Tallow"].aliases == ()


def test_a_maiden_name_is_not_a_relatives_shorter_name(read: Read) -> None:
    text = "Helen Moss, née Crane, sang. Her brother, Peter Crane, listened. “Grand,” Crane said."
    found = people(read, text)
    assert "Helen Crane" in found["Helen Moss"].aliases
    assert found["Peter Crane"].aliases == ("Crane",)


def test_who_is_named_by_the_other_name_is_one_person(read: Read) -> None:
    text = """The champion Cassius Reed changed his name to Malik Idris on Monday. “I am free,” \
Idris said. The promoter of Malik Idris was not told, and Reed did not call him."""
    (person,) = find_cast(read(text)).members
    assert len(person.individual.namings) == 5


def test_a_wife_is_told_from_her_husband(read: Read) -> None:
    text = """Ibrahim Sesay, the minister, spoke first, and Mrs. Amara Sesay said that the fair \
was full. “We sold cakes,” Mrs Sesay said. Mr Sesay laughed."""
    cast = find_cast(read(text))
    husband, wife = cast.members
    assert (husband.person.name, wife.person.name) == ("Ibrahim Sesay", "Amara Sesay")
    assert (husband.gender, wife.gender) == ("male", "female")
    said = text.index("Sesay said.")
    assert any(naming.span.start == said for naming in wife.individual.namings)
    assert "Mrs. Ibrahim Sesay" not in wife.person.aliases


@pytest.mark.parametrize(
    "text",
    [
        "Amara Sesay, the wife of Ibrahim Sesay, opened the fair.",
        "Amara Sesay opened the fair. She was survived by her husband, Ibrahim Sesay.",
        "Amara Sesay came. Mrs Sesay, whose husband Ibrahim is an agent, opened the fair.",
        "Ibrahim Sesay and his wife, Amara Sesay, opened the fair.",
    ],
)
def test_a_wife_can_be_called_by_her_husbands_name(read: Read, text: str) -> None:
    assert "Mrs. Ibrahim Sesay" in people(read, text)["Amara Sesay"].aliases


@pytest.mark.parametrize(
    "text",
    [
        "Amara Koroma, the wife of Ibrahim Sesay, opened the fair.",
        "Amara Koroma came. Her husband Ibrahim Sesay opened the fair.",
        "Amara Koroma came with her husband Ibrahim.",
    ],
)
def test_a_wife_with_a_name_of_her_own_is_not(read: Read, text: str) -> None:
    assert not any("Mrs" in alias for alias in people(read, text)["Amara Koroma"].aliases)


def test_a_wife_named_by_her_husband_does_not_get_his_bare_name(read: Read) -> None:
    text = "Mrs Ibrahim Sesay led the fair. “We sold cakes,” Mrs Sesay said."
    assert people(read, text)["Mrs. Ibrahim Sesay"].aliases == ("Sesay",)


def test_mrs_before_a_name_that_may_be_a_mans_is_kept(read: Read) -> None:
    text = "Mrs Quellan Vickers opened the fair. “We sold cakes,” Mrs Vickers said."
    assert "Mrs. Quellan Vickers" in people(read, text)["Quellan Vickers"].aliases
