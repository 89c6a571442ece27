from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.organizations import (
    OrganizationCluster,
    described,
    find_organizations,
    named,
    place_in,
    ties,
    told_organizations,
)
from quotes.attribution.words import words_of
from quotes.names.organization import (
    is_abbreviation,
    is_kind_of,
    is_short_form,
    same_organization,
    spells,
)
from quotes.reader.reading import Reading
from quotes.types import Affiliation, Person, Span

Read = Callable[[str], Reading]
WORDS = st.sampled_from("Harbour Delta Northern Institute Union Board of for the Coastal".split())
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


def organizations(read: Read, text: str, *people: str) -> dict[str, OrganizationCluster]:
    return {one.name: one for one in find_organizations(words_of(read(text)), (), people)}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("CDS", "Centre for Delta Studies"),
        ("C.D.S.", "Centre for Delta Studies"),
        ("BoV", "Bank of Valdoria"),
        ("DOH", "Department of Health"),
        ("UNHCR", "U.N. High Commissioner for Refugees"),
        ("Northfield", "Northfield University"),
        ("Delta Freight", "Delta Freight Ltd"),
        ("Brightwater", "Brightwater Logistics"),
        ("Space Center", "Orrin Space Center"),
        ("Health Ministry", "Norwegian Ministry of Health"),
        ("Foreign Ministry", "Ministry of Foreign Affairs"),
        ("Foreign Ministry", "Foreign Ministry of Kenya"),
        ("Aurorism", "Church of Aurorism"),
    ],
)
def test_short_forms_of_one_body(short: str, full: str) -> None:
    assert is_short_form(short, full)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CDS", "Centre for Ocean Studies"),
        ("Global Ports", "Global Ports Foundation"),
        ("Harbour Bank", "Harbour Bank Foundation"),
        ("Northfield University", "School of Law of Northfield University"),
        ("Northfield University", "Northfield University Hospital"),
        ("Skarholm", "Skarholm Council"),
        ("Norway", "Bank of Norway"),
        ("Kenya", "Kenya National Health Board"),
        ("Council", "Skarholm Council"),
        ("Labour Party", "Northern Labour Party"),
        ("Tide", "Tide and Time"),
        ("Vessel", "Vessel Science Fair"),
    ],
)
def test_names_of_two_bodies(one: str, other: str) -> None:
    assert not is_short_form(one, other)
    assert not is_short_form(other, one)


def test_a_lone_noun_is_the_kind_of_a_name_that_tells_it() -> None:
    assert is_kind_of("Council", "Skarholm Council")
    assert is_kind_of("bank", "Bank of Valdoria")
    assert not is_kind_of("bank", "Valdoria Bank Workers' Association")
    assert not is_kind_of("Delta", "Orrin Delta")


@pytest.mark.parametrize("form", ["CDS", "U.N.", "BoE", "M5S", "AT&T"])
def test_abbreviations(form: str) -> None:
    assert is_abbreviation(form)


@pytest.mark.parametrize("form", ["Delta", "A", "delta", "Harbour Board", "Quayline", "1990"])
def test_no_abbreviations(form: str) -> None:
    assert not is_abbreviation(form)


@given(NAMES)
def test_the_initials_of_all_words_spell_a_name(name: str) -> None:
    letters = "".join(word[0] for word in name.split())
    assert spells(letters.upper(), name) == (len(letters) > 1)


@given(NAMES, NAMES)
def test_to_be_the_same_body_goes_both_ways_and_makes_a_short_form(one: str, other: str) -> None:
    assert same_organization(one, other) == same_organization(other, one)
    assert same_organization(one, one)
    if same_organization(one, other):
        assert is_short_form(one, other)
        assert is_short_form(other, one)


@given(NAMES, NAMES)
def test_two_names_that_are_not_the_same_are_short_for_one_another_one_way_at_most(
    one: str, other: str
) -> None:
    if not same_organization(one, other):
        assert not (is_short_form(one, other) and is_short_form(other, one))


def tied(text: str, *names: str) -> set[tuple[str, str, str]]:
    spans = {Span(text.index(name), text.index(name) + len(name)): name for name in names}
    return {(tie.relation, tie.name, tie.of) for tie in ties(text, spans)}


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Board (HB) met.",
        "The Harbour Board, or HB, met.",
        "The Harbour Board (known as HB) met.",
        "The Harbour Board (“HB”) met.",
    ],
)
def test_abbreviations_that_are_told(text: str) -> None:
    assert tied(text, "Harbour Board") == {("abbreviation", "HB", "Harbour Board")}


def test_an_abbreviation_need_not_spell_the_name_it_stands_for_in_brackets() -> None:
    assert tied("Sailors Without Ships (MSB) met.", "Sailors Without Ships") == {
        ("abbreviation", "MSB", "Sailors Without Ships")
    }


@pytest.mark.parametrize("inside", ["UK", "NYSE", "R", "page 3", "left"])
def test_what_else_stands_in_brackets_is_no_abbreviation(inside: str) -> None:
    assert not tied(f"The Harbour Board ({inside}) met.", "Harbour Board")


@pytest.mark.parametrize(
    "text",
    [
        "Solway Materials, formerly known as Orrin Dyes, met.",
        "Solway Materials (then called Orrin Dyes) met.",
        "Solway Materials, previously named the Orrin Dyes, met.",
        "Solway Materials, which was known as Orrin Dyes until 2019, met.",
        "Solway Materials, until 2020 Orrin Dyes, met.",
        "Orrin Dyes, now known as Solway Materials, met.",
        "Orrin Dyes (now Solway Materials) met.",
        "Orrin Dyes, which was renamed Solway Materials in 2019, met.",
        "Orrin Dyes has been renamed Solway Materials.",
        "Orrin Dyes, later renamed Solway Materials, met.",
        "Orrin Dyes changed its name to Solway Materials.",
        "Orrin Dyes rebranded itself as Solway Materials.",
        "Orrin Dyes, now Solway Materials, met.",
        "The firm changed its name from Orrin Dyes to Solway Materials.",
        "Solway Materials, the former Orrin Dyes, met.",
        "Solway Materials, which used to be called Orrin Dyes, met.",
        "Solway Materials, which until last March was called Orrin Dyes, met.",
        "Solway Materials, the firm once called the Orrin Dyes, met.",
        "They rang Solway Materials, as Orrin Dyes in Brill has been called since May.",
    ],
)
def test_former_names(text: str) -> None:
    assert tied(text, "Solway Materials", "Orrin Dyes") == {
        ("former", "Orrin Dyes", "Solway Materials")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Solway Materials, known as Orrin Dyes among sailors, met.",
        "Solway Materials has renamed Orrin Dyes.",
        "Solway Materials, which renamed Orrin Dyes, met.",
        "Solway Materials will not be renamed Orrin Dyes.",
        "Solway Materials, like Orrin Dyes, met.",
        "Lund, once of Orrin Dyes, now Solway Materials, met.",
        "Orrin Dyes, now Solway Materials's rival, met.",
        "Orrin Dyes became Solway Materials.",
        "Orrin Dyes, which merged with Delta to form Solway Materials, met.",
        "The clerk moved from Orrin Dyes to Solway Materials.",
    ],
)
def test_no_former_names(text: str) -> None:
    assert not tied(text, "Solway Materials", "Orrin Dyes")


def test_a_body_grows_into_one_of_a_like_name() -> None:
    text = "Brill College became the Brill University in 2015."
    assert tied(text, "Brill College", "Brill University") == {
        ("former", "Brill College", "Brill University")
    }


def test_old_and_new_abbreviations_are_those_of_one_body(read: Read) -> None:
    text = """The Dock Research Institute (DRI), now the International Centre for Dock Research \
(ICDR), said that the quays were sinking. The Harbour Survey, which merged with the Tide Office to \
form the Coast Agency, agreed.
"""
    found = organizations(read, text)
    centre = found["International Centre for Dock Research"]
    assert centre.aliases == ("ICDR",)
    assert set(centre.former_names) == {"Dock Research Institute", "DRI"}
    assert found["Coast Agency"].former_names == ()


def test_a_former_post_is_no_former_name() -> None:
    assert not tied("Lund of Solway Materials, formerly Director, met.", "Solway Materials")


@pytest.mark.parametrize(
    "text",
    [
        "Quayline, a unit of Meridian Holdings, met.",
        "Quayline, which is part of the Meridian Holdings, met.",
        "Quayline, owned by Meridian Holdings, met.",
        "Meridian Holdings's shipping subsidiary Quayline met.",
        "Meridian Holdings subsidiary Quayline met.",
    ],
)
def test_wholes(text: str) -> None:
    assert tied(text, "Quayline", "Meridian Holdings") == {
        ("parent", "Meridian Holdings", "Quayline")
    }


def test_a_unit_at_a_whole() -> None:
    text = "The Department of Chemistry at Northfield University met the Board of Northfield Lines."
    assert tied(text, "Department of Chemistry", "Northfield University") == {
        ("parent", "Northfield University", "Department of Chemistry")
    }
    assert not tied("Quayline at Northfield University met.", "Quayline", "Northfield University")


def test_a_text_gathers_the_names_of_each_body(read: Read) -> None:
    text = """Researchers at the Centre for Delta Studies (CDS), a unit of Northfield University, \
have followed the dispute. Northfield has funded the work of the CDS since 2019.

Brightwater Logistics, formerly known as Delta Freight Ltd, said the offer was fair. \
Brightwater said it would talk to the Harbour Workers' Union.
"""
    found = organizations(read, text)
    centre, university = found["Centre for Delta Studies"], found["Northfield University"]
    assert centre.aliases == ("CDS",)
    assert centre.parent == "Northfield University"
    assert len(centre.mentions) == 3
    assert university.aliases == ("Northfield",)
    firm = found["Brightwater Logistics"]
    assert firm.aliases == ("Brightwater",)
    assert firm.former_names == ("Delta Freight Ltd",)
    assert all(span.of(text) in one.forms for one in found.values() for span in one.mentions)


def test_a_short_form_that_fits_two_bodies_belongs_to_neither(read: Read) -> None:
    text = """The Northfield University said it would sell the hall. Northfield Industries said \
it would buy the hall from Northfield University. Officials in Northfield welcomed the sale.
"""
    found = organizations(read, text)
    assert not any("Northfield" in one.forms for one in found.values())


def test_a_persons_name_is_no_short_form(read: Read) -> None:
    text = """Weir Holdings said it would close the quay, and Weir Holdings shares fell. \
Weir said he was sorry, and that the firm would pay.
"""
    found = organizations(read, text, "Jonas Weir")
    assert "Weir" not in found["Weir Holdings"].aliases


def test_ministries_of_two_countries_stay_two() -> None:
    kenya, uganda = "Kenya's health ministry", "Ugandan health ministry"
    assert (place_in(kenya), place_in(uganda)) == ("Kenya", "Uganda")
    posts = tuple(
        Affiliation("minister", "health ministry", None, Span(0, 1), country=country)
        for country in ("Kenya", "Uganda")
    )
    told = told_organizations((), [Person("Ana Petrov", (), posts)], ())
    assert [(one.name, one.place) for one in told] == [
        ("health ministry", "Kenya"),
        ("health ministry", "Uganda"),
    ]


def test_a_country_tells_nothing_of_a_firm() -> None:
    assert place_in("Kenya's Quayline") is None


def test_a_noun_means_the_body_that_its_name_calls_so() -> None:
    bank = OrganizationCluster("Bank of Valdoria", (), (Span(0, 16),))
    union = OrganizationCluster("Valdoria Bank Workers' Association", (), (Span(20, 54),))
    assert described("bank", 100, [bank, union]) == (bank, True)
    assert named("Workers' Association", [bank, union]) == union
