"""Who is meant by a name, and whether a quotation is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.check.claim_context import ClaimedSpeaker, may_be_same_person, names_of, resolve_speaker
from quotes.db.rows import SpeakerRow
from quotes.search.claims import PersonCandidate
from quotes.store.store import Store
from quotes.types import Affiliation, Anonymity, Person, Rival, Why
from tests.check.made import place, quotation, speaker
from tests.store.made import note

CLERK = Anonymity(1, "clerk", None, None, None, 1)
TEXT = "“The pier is safe,” Fenwick said."
FENWICK = ClaimedSpeaker("Odo Fenwick", (PersonCandidate(7, "Odo Fenwick", 3),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Odo Fenwick", "Fenwick"),
        ("Desmond Fenwick", "Des Fenwick"),
        ("O. Fenwick", "Odo Fenwick"),
        ("ODO FENWICK", "Odo Fenwick"),
    ],
)
def test_names_that_may_be_one(one: str, other: str) -> None:
    assert may_be_same_person(one, other)
    assert may_be_same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Odo Fenwick", "Ilse Fenwick"),
        ("Odo Fenwick", "Odo Brandvold"),
        ("I. Fenwick", "Odo Fenwick"),
        ("Odo Fenwick", ""),
    ],
)
def test_names_that_may_not(one: str, other: str) -> None:
    assert not may_be_same_person(one, other)
    assert not may_be_same_person(other, one)


def said(by: SpeakerRow | str | None, why: Why | None = None) -> str:
    return FENWICK.said_by(quotation(TEXT, "“The pier is safe,”", by=by, why=why))


def test_the_record_decides_not_the_name() -> None:
    assert said(speaker("Somebody", person_id=7)) == "same"
    assert said(speaker("Ilse Brandvold", person_id=8)) == "other"


def test_a_surname_alone_leaves_it_open() -> None:
    row = quotation(TEXT, "“The pier is safe,”", by=speaker("Fenwick", person_id=9))
    assert FENWICK.said_by(row) == "same"
    assert FENWICK.is_only_possible(row)
    certain = quotation(TEXT, "“The pier is safe,”", by=speaker("Odo Fenwick", person_id=7))
    assert not FENWICK.is_only_possible(certain)


def test_nobody_and_somebody_without_a_name() -> None:
    assert said(None) == "unnamed"
    assert said(speaker("a source", "unknown")) == "unnamed"
    clerk = SpeakerRow("person", "A clerk", None, None, None, None, None, None, CLERK)
    assert said(clerk) == "unnamed"


def test_a_rival_is_not_ruled_out_while_the_speaker_is_not_sure() -> None:
    unsure = Why("pronoun", 0.5, (Rival("Odo Fenwick", 0.3),))
    assert said(speaker("Ilse Brandvold", person_id=8), unsure) == "same"
    faint = Why("pronoun", 0.5, (Rival("Odo Fenwick", 0.05),))
    assert said(speaker("Ilse Brandvold", person_id=8), faint) == "other"
    sure = Why("pronoun", 0.9, (Rival("Odo Fenwick", 0.3),))
    assert said(speaker("Ilse Brandvold", person_id=8), sure) == "other"


def test_a_pronoun_that_nobody_resolved_is_open_near_the_name() -> None:
    assert said(speaker("He", "unknown")) == "same"
    far = quotation("“It is safe,” he said.", "“It is safe,”", by=speaker("he", "unknown"))
    assert FENWICK.said_by(far) == "unnamed"


def test_a_body_by_all_words_of_its_name() -> None:
    office = ClaimedSpeaker("Marlow Harbour Office", ())
    row = quotation(TEXT, "“The pier is safe,”", by=speaker("the Harbour Office", "organization"))
    assert office.said_by(row) == "same"
    assert ClaimedSpeaker("Marlow Council", ()).said_by(row) == "other"


def test_names_as_a_sentence_has_them() -> None:
    assert names_of(quotation(TEXT)) == "Odo Fenwick"
    assert names_of(quotation(TEXT, by=None)) == "nobody whom the article names"
    lost = quotation(TEXT, by=speaker("unknown", "unknown"))
    assert names_of(lost) == "nobody whom the article names"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two people of one surname, one of whom has a post."""
    text = "Mayor Anna Meier spoke.\n\n“It floats,” she said."
    other = "Ruth Meier, a nurse, spoke.\n\n“It sinks,” she said."
    mayor = Person("Anna Meier", (), (Affiliation("mayor", None, None, place(text, "Mayor")),))
    nurse = Person("Ruth Meier", (), (Affiliation("nurse", None, None, place(other, "a nurse")),))
    with Store(str(tmp_path / "quotes.db")) as store:
        store.add(note(text, mayor, source="a.txt", says="“It floats,”"))
        store.add(note(other, nurse, source="b.txt", says="“It sinks,”"))
        yield store


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Anna Meier", {"Anna Meier"}),
        ("anna meier", {"Anna Meier"}),
        ("Mayor Anna Meier", {"Anna Meier"}),
        ("Meier", {"Anna Meier", "Ruth Meier"}),
        ("Mayor Meier", {"Anna Meier"}),
        ("Nurse Meier", {"Ruth Meier"}),
    ],
)
def test_whom_a_name_means(store: Store, name: str, found: set[str]) -> None:
    assert {one.name for one in resolve_speaker(name, store.lookup).candidates} == found


@pytest.mark.parametrize("name", ["Ilse Brandvold", "Olga Meier", ""])
def test_a_name_that_nobody_bears(store: Store, name: str) -> None:
    assert resolve_speaker(name, store.lookup) == ClaimedSpeaker(name, ())


@pytest.mark.parametrize(
    ("role", "organization", "answer"),
    [
        ("spokeswoman", "Osterby Harbour Board", "same"),
        ("chief spokesperson", "Harbour Board", "same"),
        ("spokeswoman", "Osterby Ferry Company", "other"),
        ("engineer", "Osterby Harbour Board", "other"),
        (None, None, "other"),
    ],
)
def test_a_spokesperson_says_what_the_body_says(
    role: str | None, organization: str | None, answer: str
) -> None:
    board = ClaimedSpeaker("Osterby Harbour Board", ())
    by = replace(speaker("Ilse Brandvold", person_id=8), role=role, organization=organization)
    assert board.said_by(quotation(TEXT, "“The pier is safe,”", by=by)) == answer
