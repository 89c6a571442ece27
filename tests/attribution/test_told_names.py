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
        ("Helen Crane became Helen Moss in June.", "Helen Crane", "Helen Moss"),
        ("Helen Moss, then Helen Crane, joined the board in 1998.", "Helen Moss", "Helen Crane"),
        (
            "Helen Moss, who until her divorce was called Helen Crane, sang on Monday.",
            "Helen Moss",
            "Helen Crane",
        ),
        ("Readers knew Helen Moss as Helen Crane for years.", "Helen Moss", "Helen Crane"),
        (
            "Muhammad Reed, the boxer formerly known as Cassius Reed, won on Monday.",
            "Muhammad Reed",
            "Cassius Reed",
        ),
        ("Cassius Reed wants to be called Malik Idris.", "Cassius Reed", "Malik Idris"),
        ("Jonas Pipoca, whom everybody calls Pipoco, scored.", "Jonas Pipoca", "Pipoco"),
        ("Tamsin Rowe, who goes by the name of Tam Dunn, won.", "Tamsin Rowe", "Tam Dunn"),
        ("Sister Agnes, born Ruth Ek, ran the school.", "Sister Agnes", "Ruth Ek"),
        (
            "Cardinal Ruggero Tassi took the name of Anastasius V after the fourth ballot.",
            "Ruggero Tassi",
            "Anastasius V",
        ),
        ("Lord Vale, who as Peter Ashe led the union, spoke first.", "Lord Vale", "Peter Ashe"),
        ("Baroness Wenn (Hilary Oster) told the House so.", "Baroness Wenn", "Hilary Oster"),
        ("Peter Ashe was sworn in as Lord Vale on Monday.", "Peter Ashe", "Lord Vale"),
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
        ("Peter Ashe, who was elected in place of Ann Vale, left.", "Peter Ashe", "Ann Vale"),
        ("Ruth Ek, who was born in Hame to Ann Vale, left.", "Ruth Ek", "Ann Vale"),
        ("Edith Morrow, who as Anna Falk won hearts, left.", "Edith Morrow", "Anna Falk"),
        ("Anna Falk (Edith Morrow) falls in love.", "Anna Falk", "Edith Morrow"),
        ("Ann Vale became leader, as Lord Penn said.", "Ann Vale", "Lord Penn"),
        ("Ann Vale became Ruth Ek's deputy.", "Ann Vale", "Ruth Ek"),
        ("Ann Vale, the mother of a boy known as Jack Fell, left.", "Ann Vale", "Jack Fell"),
        ("Ann Vale wants her son to be called Jack Fell.", "Ann Vale", "Jack Fell"),
        ("Cassius Reed, who fought Jack Fell in May, left.", "Cassius Reed", "Jack Fell"),
        ("Helen Moss, who wrote about Ruth Ek, spoke.", "Helen Moss", "Ruth Ek"),
        ("Helen Moss, who published books by Ruth Ek, spoke.", "Helen Moss", "Ruth Ek"),
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
        "Amara Sesay opened the fair. She is survived by her husband, Ibrahim Sesay.",
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
        "Amara Koroma spoke. Her husband, the agent Ibrahim Koroma, laughed.",
    ],
)
def test_a_wife_who_is_never_called_so_is_not(read: Read, text: str) -> None:
    assert not any("Mrs" in alias for alias in people(read, text)["Amara Koroma"].aliases)


def test_a_wife_named_by_her_husband_does_not_get_his_bare_name(read: Read) -> None:
    text = "Mrs Ibrahim Sesay led the fair. “We sold cakes,” Mrs Sesay said."
    assert people(read, text)["Mrs. Ibrahim Sesay"].aliases == ("Sesay",)


def test_the_own_name_of_a_wife_named_by_her_husband(read: Read) -> None:
    text = "Mrs Ibrahim Sesay, whose own name is Fatu, led the fair. Mrs Sesay sold cakes."
    assert "Fatu Sesay" in people(read, text)["Mrs. Ibrahim Sesay"].aliases


def test_mrs_before_a_name_that_may_be_a_mans_is_kept(read: Read) -> None:
    text = "Mrs Quellan Vickers opened the fair. “We sold cakes,” Mrs Vickers said."
    assert "Mrs. Quellan Vickers" in people(read, text)["Quellan Vickers"].aliases
