"""Who is one person, and who are two."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.cast import find_cast
from quotes.names.person import PersonName, fold_word, parse
from quotes.names.person_match import Fit, fit, same_name
from quotes.reader.reading import Reading
from quotes.types import Span

Read = Callable[[str], Reading]

WORDS = st.text(alphabet="abcdefgéöñ", min_size=1, max_size=8).map(str.title)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(
    lambda words: parse(" ".join(words), titled=False)
)


@given(NAMES)
def test_a_name_is_the_same_as_itself(name: PersonName) -> None:
    assert same_name(name, name)


@given(NAMES, NAMES)
def test_sameness_has_no_direction(one: PersonName, other: PersonName) -> None:
    assert same_name(one, other) == same_name(other, one)


@given(NAMES)
def test_case_and_accents_do_not_matter(name: PersonName) -> None:
    assert same_name(name, parse(name.text.upper(), titled=False))
    small = " ".join(fold_word(word) for word in name.text.split())
    assert same_name(name, parse(small, titled=False))


@given(WORDS, WORDS)
def test_a_family_name_is_part_of_the_full_name(given_name: str, family: str) -> None:
    full = parse(f"{given_name} {family}", titled=False)
    assert fit(parse(family, titled=False), full) == Fit.FAMILY
    assert fit(parse(given_name, titled=False), full) >= Fit.GIVEN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Edda Marlowe", "Edda J. Marlowe"),
        ("E. Marlowe", "Edda Marlowe"),
        ("Edda van der Haag", "EDDA VAN DER HAAG"),
        ("Tom Reyes-Oyelund", "Tom Reyes Oyelund"),
        ("Sean O’Dorran", "Sean O'Dorran"),
        ("Walter Pym Jr.", "Walter Pym"),
        ("Jerome “Dots” Balfe", "Jerome Balfe"),
        ("Jerome “Dots” Balfe", "Dots Balfe"),
        ("Gwendolyn (Wendy) Marsh", "Wendy Marsh"),
        ("Robert Tully", "Bob Tully"),
        ("Bill Danton", "Will Danton"),
        ("Omar al-Rashid", "Omar Al Rashid"),
        ("Min-seo Park", "Park Min-seo"),
        ("Søren Kjærgaard", "Soren Kjaergaard"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert same_name(parse(one, titled=False), parse(other, titled=False))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Edda Marlowe", "Owen Marlowe"),
        ("Edda Marlowe", "Edda Marsh"),
        ("Walter Pym Jr.", "Walter Pym Sr."),
        ("Robert Tully", "Roberta Tully"),
        ("Helen Park", "Park Hall"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not same_name(parse(one, titled=False), parse(other, titled=False))


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Ortiz Luna", "Gabriela Ortiz Luna", Fit.FAMILY),
        ("Ortiz", "Gabriela Ortiz Luna", Fit.PART),
        ("Saenz", "Ramiro Saenz y Prado", Fit.PART),
        ("De la Torre", "Andrés de la Torre Ruiz", Fit.PART),
        ("Weber", "Petra Weber-Lang", Fit.PART),
        ("Van der Meer", "Joris van der Meer", Fit.FAMILY),
        ("Rashid", "Omar al-Rashid", Fit.FAMILY),
        ("al-Rashid", "Omar Rashid", Fit.FAMILY),
        ("Thanh", "Nguyen Van Thanh", Fit.FAMILY),
        ("Zhang", "Zhang Weiming", Fit.FAMILY),
        ("Bob", "Robert Tully", Fit.GIVEN),
        ("Dots", "Jerome “Dots” Balfe", Fit.GIVEN),
        ("Anne", "Lucy Anne Hartwell", Fit.NONE),
        ("Pym Sr.", "Walter Pym Jr.", Fit.NONE),
        ("Ben Carrow", "Candy Carrow", Fit.NONE),
    ],
)
def test_what_a_shorter_name_is_of_a_full_one(short: str, full: str, expected: Fit) -> None:
    assert fit(parse(short, titled=False), parse(full, titled=False)) == expected


def test_east_asian_names_begin_with_the_family_name() -> None:
    assert parse("Han Ji-woo", titled=False).family == "han"
    assert parse("Helen Ji", titled=False).family == "ji"


def names(read: Read, text: str, skip: tuple[Span, ...] = ()) -> dict[str, tuple[str, ...]]:
    return {person.name: person.aliases for person in find_cast(read(text), skip).people}


def test_a_surname_and_a_title_are_the_same_person(read: Read) -> None:
    people = names(
        read,
        "Edda Marlowe said the harbour would close. “It is full of mud,” Ms Marlowe said.\n\n"
        "Marlowe’s office declined to say when.",
    )
    assert people == {"Edda Marlowe": ("Marlowe",)}


def test_a_headline_in_capitals_names_the_same_person(read: Read) -> None:
    people = names(read, "PETER GRANTLEY TO RESIGN\n\nPeter Grantley said on Monday he would go.")
    assert list(people) == ["Peter Grantley"]


def test_relatives_stay_two(read: Read) -> None:
    people = names(
        read,
        "Walter Pym and his wife Clara Pym told the court that they were innocent.\n\n"
        "Mrs Pym said that she had slept. Mr Pym said that he had not.",
    )
    assert set(people) == {"Walter Pym", "Clara Pym"}


def test_nobody_is_taken_from_a_byline(read: Read) -> None:
    text = "By Helen Quist, Staff Reporter\n\nPeter Grantley said on Monday he would go."
    byline = Span(0, text.index("\n"))
    assert list(names(read, text, (byline,))) == ["Peter Grantley"]


def test_a_title_is_no_part_of_the_name(read: Read) -> None:
    people = names(read, "Sen. Judith Arkwell said no. Geologist Martin Oster said yes.")
    assert set(people) == {"Judith Arkwell", "Martin Oster"}


def test_gender_comes_from_titles_and_pronouns(read: Read) -> None:
    cast = find_cast(read("Mrs Quistorp said no. Then Lemek Ardo rose, and he said yes to her."))
    genders = {member.person.name: member.gender for member in cast.members}
    assert genders["Quistorp"] == "female"


@given(st.text(max_size=200))
def test_any_text_has_a_cast(text: str) -> None:
    doc = spacy.blank("en")(text)
    cast = find_cast(Reading(doc, ()))
    assert all(person.name for person in cast.people)


def test_the_name_of_a_campaign_does_not_undo_the_person(read: Read) -> None:
    people = names(
        read,
        "Ottmar Brandvold said on Monday that he would run again for the harbour board.\n\n"
        "The Brandvold campaign said the vote was near.",
    )
    assert "Ottmar Brandvold" in people


def test_a_lone_surname_survives_one_strange_reading(read: Read) -> None:
    text = (
        "When Quistorp spoke, the hall was silent. Everybody looked at Quistorp, who said no.\n\n"
        "“It is late,” Quistorp said. Quistorp left the hall, and then Quistorp went home."
    )
    assert "Quistorp" in names(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Roffley worked for the investment company Janna Montgrove Sands, which closed.",
        "Pupils of Andrea Hallam High School sang on Monday.",
        "It is usual to sign NDAs with vendors, said Peter Grantley.",
    ],
)
def test_things_named_like_people_are_nobody(read: Read, text: str) -> None:
    people = names(read, text)
    assert not {"Janna Montgrove Sands", "Andrea Hallam", "NDAs"} & set(people)


def test_the_people_of_a_state_are_no_part_of_the_name(read: Read) -> None:
    assert "Walter Pym" in names(read, "He backed fellow Kentuckian Walter Pym, but now said no.")


def test_a_couple_named_by_the_husband_is_two(read: Read) -> None:
    text = "Mr. and Mrs. Walter Pym were at the gate. “We waited,” Mrs. Pym said."
    found = find_cast(read(text))
    genders = {member.person.name: member.gender for member in found.members}
    assert genders == {"Walter Pym": "male", "Pym": "female"}


def test_a_wife_named_by_her_husband_is_not_he(read: Read) -> None:
    people = names(read, "Mrs. Walter Pym gave the hall a clock. Walter Pym had died in May.")
    assert set(people) == {"Mrs. Walter Pym", "Walter Pym"}


def test_a_relative_bears_the_family_name_that_a_title_gives(read: Read) -> None:
    people = names(
        read,
        "Walter Pym left the island with his wife Clara in June. The ferry was late, and Mrs Pym "
        "lost a shoe. Mr Pym found it in Tern Bay.",
    )
    assert set(people) == {"Walter Pym", "Clara Pym"}


def test_an_apposition_tells_two_of_one_family_name_apart(read: Read) -> None:
    text = (
        "Helen Pym, the harbour master, met Walter Pym, the vet from Corvane, on Monday. Pym, "
        "the vet from Corvane, was late."
    )
    (member,) = (m for m in find_cast(read(text)).members if m.person.name == "Walter Pym")
    assert text.rindex("Pym") in {naming.span.start for naming in member.individual.namings}


def test_a_label_in_capitals_is_a_name_as_others_are(read: Read) -> None:
    text = "MR. ODDY: The ferry is late.\n\nMS. VOSS: It is not.\n\nMR. ODDY: And cold."
    assert set(names(read, text)) == {"Oddy", "Voss"}
